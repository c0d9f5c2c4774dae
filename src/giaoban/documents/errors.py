"""What can stand in the way of taking in a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.core.errors import Refused

if TYPE_CHECKING:
    from giaoban.documents.secrecy import Stamp


class StampFound(Refused):
    """A stamp of state secrets stands in the text, so that nothing of it may be kept.

    It carries the stamps, never the text or the name of the file.
    """

    def __init__(self, stamps: list[Stamp]) -> None:
        """Keep where the stamps stand."""
        super().__init__(stamps)
        self.stamps = stamps


class Unreadable(Refused):
    """The file gives no text; its words say why and what to do."""

    def __init__(self, reason: str, advice: str) -> None:
        """Keep the two parts apart."""
        super().__init__(f"{reason} {advice}")
        self.reason = reason
        self.advice = advice
