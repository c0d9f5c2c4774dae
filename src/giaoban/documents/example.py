"""The example's papers: the briefing of the seed page in our own words, and a fictitious plan.

Of the briefing of 08/4/2022 only the facts are kept that the public page tells; the plan belongs
to the "tỉnh Sông Lam", which does not exist.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from giaoban.documents import actions
from giaoban.documents.enums import Channel
from giaoban.documents.extraction import extract

if TYPE_CHECKING:
    from giaoban.accounts.models import User

DATA = Path(__file__).resolve().parent / "data"


class Paper(NamedTuple):
    """A paper of the example: its file, when it came, and from whom."""

    name: str
    arrived_on: dt.date
    sender: str


BRIEFING = Paper("giao-ban-quy-1-2022.txt", dt.date(2022, 4, 11), "Sở Khoa học và Công nghệ")
PLAN = Paper("ke-hoach-song-lam.txt", dt.date(2022, 4, 15), "Ban Tuyên giáo Tỉnh ủy Sông Lam")


def make(*, by: User, at: dt.datetime) -> None:
    """Take in and read what is missing; the same file twice is recognised."""
    for paper in (BRIEFING, PLAN):
        data = (DATA / paper.name).read_bytes()
        received = actions.receive(
            by=by,
            at=at,
            name=paper.name,
            media_type="text/plain",
            data=data,
            content=extract(data, paper.name),
            channel=Channel.UPLOAD,
            arrived_on=paper.arrived_on,
            sender=paper.sender,
        )
        if received.new:
            actions.read(received.document, by=by, at=at)
