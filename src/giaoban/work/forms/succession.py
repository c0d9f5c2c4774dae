"""The choices of a handing over: a successor for each body, another one for single tasks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from giaoban.bodies.models import Body

MOST_SHOWN = 100


@dataclass(slots=True)
class Choice:
    """Who takes over from one body: the offered successors, the one that is chosen."""

    body: Body
    heirs: Sequence[Body]
    free: bool
    to: int | None = None


@dataclass(slots=True)
class Choices:
    """What was chosen: by body, and for single parts by the key of the assignment."""

    bodies: list[Choice] = field(default_factory=list)
    parts: dict[int, int] = field(default_factory=dict)

    def by_body(self) -> dict[int, int]:
        """Return the successor of each body for which there is one."""
        return {each.body.pk: each.to for each in self.bodies if each.to is not None}

    def of(self, body: int) -> Choice:
        """Return the choice for a body."""
        return next(each for each in self.bodies if each.body.pk == body)


def read(posted: Mapping[str, Any], bodies: Sequence[tuple[Body, Sequence[Body], bool]]) -> Choices:
    """Return the choices of what was posted; the first successor where nothing was."""
    choices = Choices()
    for body, heirs, free in bodies:
        keys = {heir.pk for heir in heirs}
        picked = _key(posted.get(f"co-quan-{body.pk}", ""))
        first = None if free else next((heir.pk for heir in heirs), None)
        choices.bodies.append(Choice(body, heirs, free, picked if picked in keys else first))
    allowed = {heir.pk for each in choices.bodies for heir in each.heirs}
    for name, value in posted.items():
        part, to = _key(name.removeprefix("viec-")), _key(str(value))
        if name.startswith("viec-") and part is not None and to in allowed:
            choices.parts[part] = to
    return choices


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None  # noqa: PLR2004
