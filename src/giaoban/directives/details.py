"""What the details of acts on the register of directives mean in the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from giaoban.core.meanings import EVERYWHERE, names_of
from giaoban.directives.models import Directive, Milestone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.core.meanings import Meaning

MEANINGS: Mapping[str, Mapping[str, Meaning]] = {
    EVERYWHERE: {"directive": Directive},
    "directives.directive": {"fields": names_of(Directive)},
    "directives.milestone": {"fields": names_of(Milestone, state=_("tình trạng"))},
}
