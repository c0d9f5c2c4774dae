"""What the core is told of this app: its kinds of search, its lines of the navigation."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.bodies.permissions import BODY, PERSON
from giaoban.core import navigation, search


def register() -> None:
    """Register them; called once."""
    bodies = pgettext_lazy("nhiều", "Cơ quan")
    search.register("body", bodies, lambda pk: reverse("bodies:record", args=[pk]), BODY.scope)
    search.register(
        "person", _("Cán bộ"), lambda pk: reverse("bodies:person", args=[pk]), PERSON.scope
    )
    navigation.add(navigation.Entry("registers", 40, bodies, "bodies:list", "bodies"))
    navigation.add(navigation.Entry("registers", 41, _("Cán bộ"), "bodies:people", "person"))
