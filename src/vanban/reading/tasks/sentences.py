"""Sentences: a block cut into sentences, and these into the parts that ";" joins."""

from __future__ import annotations

import re

from vanban.reading.tasks.heads import may_start
from vanban.reading.tasks.layout import UPPER

_SENTENCE = re.compile(rf"[.!?…][”\")]?[ \n]{{1,40}}(?=[{UPPER}“\"])")
# "TP. Huế": a full stop that ends no sentence.
_SHORTENED = re.compile(r"(?:^|[ \n(.])(?:TP|Tp|TX|TT|TM|KT|TL|P|Q|H|TS|ThS|GS|BS|CN|v\.v)$")
_SHORTENED_LENGTH = 5
# The first two tokens, whatever signs stand before them.
PAIR = re.compile(r"[ \n“\"'(;,.…]*+([^\s]++)[ \n]*+([^\s]*+)")
# Words that give something to those who are named next: "Giao Sở Y tế …".
ASSIGN = re.compile(
    r"(?:Giao(?:[ \n]{1,9}(?:trách[ \n]{1,9}nhiệm|nhiệm[ \n]{1,9}vụ))?"
    r"|Đề[ \n]{1,9}nghị|Yêu[ \n]{1,9}cầu|Phân[ \n]{1,9}công|Riêng|Đối[ \n]{1,9}với"
    r"|đề[ \n]{1,9}nghị|yêu[ \n]{1,9}cầu|giao)(?:[ \n]{1,9}cho)?[ \n]{1,9}"
)
_JOINED = re.compile(rf";|:(?=[ \n]{{1,9}}[{UPPER}])")
_SIGNS = re.compile(rf"[;()]|:(?=[ \n]{{1,9}}[{UPPER}])")
# A bracket that is not closed within so many characters was a slip.
_BRACKET = 800
_TERM_LENGTH = 150
_TERM = re.compile(
    r"(?:(?:bảo|đảm)[ \n]{1,9}(?:bảo|đảm)[ \n]{1,9})?(?:hoàn[ \n]{1,9}thành|xong)[ \n]"
    r"[^.;]{0,110}(?:ngày|tháng|quý|năm)[ \n]"
)


def sentences(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of a block.

    >>> text = "Sở Y tế báo cáo. Các huyện ở TP. Huế tổng hợp."
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['Sở Y tế báo cáo. ', 'Các huyện ở TP. Huế tổng hợp.']
    """
    found = []
    at = start
    for hit in _SENTENCE.finditer(body, start, end):
        stop = hit.start()
        if _SHORTENED.search(body, max(at, stop - _SHORTENED_LENGTH), stop):
            continue
        found.append((at, hit.end()))
        at = hit.end()
    found.append((at, end))
    return found


def opening(body: str, start: int, end: int) -> tuple[int, str, str]:
    """Return where a sentence or part begins, and its first two tokens."""
    hit = PAIR.match(body, start, end)
    return (hit.start(1), hit[1], hit[2]) if hit else (end, "", "")


def parts(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a sentence that ";" joins, brackets and lists of actors left whole.

    >>> text = "Về kinh phí: Sở Y tế rà soát (nếu có; hằng năm); báo cáo."
    >>> [text[a:b] for a, b in parts(text, 0, len(text))]
    ['Về kinh phí:', ' Sở Y tế rà soát (nếu có; hằng năm);', ' báo cáo.']
    """
    if _JOINED.search(body, start, end) is None:
        return [(start, end)]
    found = []
    at = opened = start
    depth = 0
    for hit in _SIGNS.finditer(body, start, end):
        sign = hit[0]
        if depth and hit.start() - opened > _BRACKET:
            depth = 0
        if sign == "(":
            depth += 1
            opened = hit.start()
        elif sign == ")":
            depth = max(0, depth - 1)
        elif not depth and (sign == ";" or _speaks(body, hit.end(), end)):
            found.append((at, hit.end()))
            at = hit.end()
    found.append((at, end))
    return found


def _speaks(body: str, at: int, end: int) -> bool:
    """Tell whether actors, or a request to some, stand after a colon."""
    at = opening(body, at, end)[0]
    hit = ASSIGN.match(body, at, end)
    return may_start(body, hit.end() if hit else at, end)


def ends_only(body: str, at: int, stop: int) -> bool:
    """Tell whether a part only says by when: "; hoàn thành trước ngày 30/6/2025"."""
    return stop - at < _TERM_LENGTH and _TERM.match(body, at, stop) is not None
