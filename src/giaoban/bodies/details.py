"""What the details of acts on bodies mean in the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.bodies.enums import BodyKind
from giaoban.bodies.models import Bloc, Body, Person
from giaoban.core.meanings import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.core.meanings import Meaning

MEANINGS: Mapping[str, Mapping[str, Meaning]] = {
    EVERYWHERE: {"body": Body, "bloc": Bloc, "person": Person, "persons": Person},
    "bodies.body": {
        "period": str,
        "parents": (Body, str, str),
        "blocs": (Bloc, str, str),
    },
    "bodies.bodyclass": {"kinds": BodyKind},
    "bodies.reorganisation": {"successions": (Body, Body)},
}
