"""The clause cited before a paper (điểm, khoản, Điều)."""

from __future__ import annotations

import re

_WINDOW = 90
_CLAUSE = re.compile(
    r"(?:điểm [a-zđ]{1,2}|tiết \w{1,3}|[Kk]hoản \d{1,3}|Điều \d{1,4}[a-z]?|điều \d{1,4}[a-z]?"
    r"|Mục [\dIVX]{1,4}"
    r"|Chương [\dIVX]{1,5}|[Pp]hụ lục [\dIVX]{1,5})(?:,? (?:và |đến )?(?:[a-zđ]"
    r"|\d{1,3})(?=[ ,]))?,?"
)
_LINK = re.compile(r"[ ,\n]{0,3}(?:và |của |tại |ban hành kèm theo )?")


def pinpoint_before(plain: str, start: int) -> str | None:
    """Return the clause named right before a citation.

    >>> text = "theo điểm a khoản 1 Điều 5 Luật Trẻ em"
    >>> pinpoint_before(text, text.index("Luật"))
    'điểm a khoản 1 Điều 5'
    """
    head = plain[max(0, start - _WINDOW) : start]
    near = head[-22:]
    if "iều " not in near and "hoản " not in near and "ục " not in near and "iểm " not in near:
        return None
    head = " ".join(head.split())
    begin = end = -1
    for clause in _CLAUSE.finditer(head):
        if begin < 0 or not _LINK.fullmatch(head, end, clause.start()):
            begin = clause.start()
        end = clause.end()
    if begin < 0 or (not _LINK.fullmatch(f"{head[end:]} ".rstrip() + " ") and head[end:].strip()):
        return None
    return head[begin:end].rstrip(", ")
