"""What is known of a task while the text is read, and what the headings above it say."""

from __future__ import annotations

from typing import NamedTuple

# How far down the text a heading holds, in characters; what stands further off changes nothing.
REACH = 4000

Spans = tuple[tuple[int, int], ...]


class Owner(NamedTuple):
    """Whose task an action is: the actors of a heading, how deep it stands, and where."""

    rank: float
    at: int
    lead: Spans
    along: Spans


class Draft(NamedTuple):
    """A task before its words are cut out.

    ``since`` is where the words begin that say by when for several tasks at once ("Trong quý II
    năm 2022, …", "Thời gian: …"), or -1.
    """

    start: int
    end: int
    lead: Spans
    along: Spans
    since: int = -1


def start_of(draft: Draft) -> int:
    """Return where a task begins."""
    return draft.start
