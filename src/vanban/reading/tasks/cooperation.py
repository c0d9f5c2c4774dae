"""Cooperation: who else takes part in a task, after "phối hợp với …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vanban.reading.tasks.actors import parse

if TYPE_CHECKING:
    from vanban.reading.tasks.actors import Actors
    from vanban.reading.tasks.drafts import Spans

_COOPERATE = re.compile(
    r"[pP]hối[ \n]{1,9}hợp[ \n]{1,9}(?:chặt[ \n]{1,9}chẽ[ \n]{1,9}|tốt[ \n]{1,9})?"
    r"((?:cùng[ \n]{1,9})?với[ \n]{1,9}|cùng[ \n]{1,9})?"
    r"|chủ[ \n]{1,9}trì,?[ \n]{1,9}(cùng[ \n]{1,9}(?:với[ \n]{1,9})?)"
)
_ALSO = re.compile(r"đề[ \n]{1,9}nghị[ \n]{1,9}")


def helpers(body: str, start: int, end: int) -> Spans:
    """Return who cooperates in a task: the actors after "phối hợp với".

    >>> text = "phối hợp với Sở Y tế, đề nghị Công an tỉnh phối hợp kiểm tra"
    >>> [text[a:b] for a, b in helpers(text, 0, len(text))]
    ['Sở Y tế', 'Công an tỉnh']
    """
    for hit in _COOPERATE.finditer(body, start, end):
        found = _cooperating(body, hit, end)
        if found is None:
            continue
        more = _ALSO.match(body, found.end, end)
        also = parse(body, more.end(), end) if more else None
        return found.names + found.along + (also.names if also else ())
    return ()


def runs_on(body: str, at: int, stop: int, end: int) -> int:
    """Return how far a part reaches whose list of actors goes on over ";"."""
    for hit in _COOPERATE.finditer(body, at, stop):
        found = _cooperating(body, hit, end)
        if found is not None and found.ended == "verb" and found.end > stop:
            return found.end
    return stop


def _cooperating(body: str, hit: re.Match[str], end: int) -> Actors | None:
    """Return the actors after "phối hợp (với)"."""
    return parse(body, hit.end(), end, loose=hit.lastindex is not None)
