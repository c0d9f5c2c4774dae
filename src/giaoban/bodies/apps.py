"""Tell Django of the app."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.core import navigation, search


class BodiesConfig(AppConfig):
    """Register the app, its place in the navigation and its kinds of search."""

    name = "giaoban.bodies"
    label = "bodies"

    def ready(self) -> None:
        """Make known what needs the models."""
        # The models are there only now; the policies stand on them.
        permissions = import_module("giaoban.bodies.permissions")
        search.register(
            "body",
            _("Cơ quan"),
            lambda pk: reverse("bodies:record", args=[pk]),
            permissions.BODY.scope,
        )
        search.register(
            "person",
            _("Cán bộ"),
            lambda pk: reverse("bodies:person", args=[pk]),
            permissions.PERSON.scope,
        )
        navigation.add(navigation.Entry("registers", 40, _("Cơ quan"), "bodies:list", "bodies"))
        navigation.add(navigation.Entry("registers", 41, _("Cán bộ"), "bodies:people", "person"))
