"""Tell the site of the app's pages; imported when all models are loaded."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.core import navigation, search
from giaoban.core.enums import Role
from giaoban.documents.permissions import DOCUMENTS


def _address(pk: int) -> str:
    return reverse("documents:record", args=[pk])


navigation.add(
    navigation.Entry(
        "registers",
        10,
        _("Văn bản đến"),
        "documents:list",
        "file",
        roles=frozenset({Role.COORDINATOR, Role.AUDITOR, Role.FOCAL_POINT, Role.LEADER}),
    )
)
search.register("document", _("Văn bản đến"), _address, DOCUMENTS.scope)
