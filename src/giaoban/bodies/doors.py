"""What bodies and people show on pages of the core: their entries and their hits."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.bodies import permissions
from giaoban.core import navigation, search


def open_all() -> None:
    """Open them; called once when Django starts."""
    search.register("body", _("Cơ quan"), _body_url, permissions.BODY.scope)
    search.register("person", _("Cán bộ"), _person_url, permissions.PERSON.scope)
    navigation.add(navigation.Entry("registers", 40, _("Cơ quan"), "bodies:list", "bodies"))
    navigation.add(navigation.Entry("registers", 41, _("Cán bộ"), "bodies:people", "person"))


def _body_url(pk: int) -> str:
    return reverse("bodies:record", args=[pk])


def _person_url(pk: int) -> str:
    return reverse("bodies:person", args=[pk])
