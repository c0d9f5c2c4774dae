"""What the details of acts by programs mean in the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.api.enums import Scope
from giaoban.api.models import Token
from giaoban.core.meanings import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.core.meanings import Meaning

MEANINGS: Mapping[str, Mapping[str, Meaning]] = {
    EVERYWHERE: {"token": Token},
    "api.token": {"scopes": Scope},
}
