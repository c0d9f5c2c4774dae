"""Layout: a text as the blocks that its numbers, letters and bullets make of it.

A block is a heading, a list item or a paragraph; a line that the page broke stays within its
block. Page furniture of the gazette in mid-sentence is blanked out first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from vanban.reading.tasks.words import ACTS, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

# In the block of composed letters from Ạ to Ỹ every other one is a capital.
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))

ARTICLE, ROMAN, NUMBER, LETTER, DASH, PLUS, PLAIN = 1.0, 1.0, 2.0, 3.0, 4.0, 5.0, 9.0


class Block(NamedTuple):
    """A block: where its words start and end, and how deep its mark stands (``PLAIN``: none)."""

    start: int
    end: int
    rank: float


_MARK = (
    r"(?:Điều \d{1,3}[a-zđ]?[.:]?"
    r"|\d{1,3} {0,3}[.)/](?![\d.])"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}(?:[.)-](?!\d)|(?= ))"
    rf"|\d{{1,2}}-(?= ?[{UPPER}])"
    r"|[a-zđ]{1,2}[.)](?=[ \n])"
    rf"|[-+•▪●·](?= {{0,9}}[\n{UPPER}a-zđ“\"])"
    r"|[IVXL]{1,5}(?:\.\d{1,2})?[.)/-](?=[ \n]))"
)
_START = re.compile(rf"\n[ ]*+(?:({_MARK})[ \n]{{0,9}}+|(?=\d{{0,3}} ?[{UPPER}“\"(]))")
_FIRST = re.compile(rf"[ \n]*+(?:({_MARK})[ \n]{{0,9}}+)?")
_FINAL = '.:;!?”"/'
# Blanked furniture of the gazette leaves a gap that is longer than this.
_BLANKED = 14
_LOOK_BACK, _PAGE = 40, 400
# A title that is as long, or that ends so, goes on in the next line.
_LINE = 62
_GOES_ON = frozenset(
    (
        "của", "và", "với", "cho", "giữa", "tại", "từ", "đến", "các", "do", "bởi", "theo", "về",
        "trong", "thuộc", "hoặc", "cùng", "tịch", "trưởng", "đốc", "Bộ", "Sở", "phố", "tỉnh",
    )
)  # fmt: skip
# A title that is whole: "Điều 29. Trách nhiệm thi hành".
_TITLE = re.compile(
    r"(?:^|\n| {9})[ ]{0,9}(?:Điều \d{1,3}[.:]?|\d{1,2}[.)]|[IVX]{1,5}\.) {0,3}[^.;:,\n]{3,70}"
    r"(?:thi hành|thực hiện) {0,9}$"
)
_TITLE_ENDS = ("thi hành", "thực hiện")
_DUTY_TITLE = re.compile(
    r"(?:^|\n| {9})[ ]{0,9}(?:Điều \d{1,3}[.:]?|\d{1,2}[.)]) {0,3}Trách nhiệm[^.;:\n]{3,90}$"
)
_NEXT_TWO = re.compile(r"[ \n]*+([^\s]++)[ \n]++([^\s]++)")
_TITLE_LENGTH = 100


def even(plain: str) -> str:
    r"""Return the text, as long as it was, without marks of emphasis and with cells as lines.

    >>> even("**1.** Sở Y tế|")
    '  1.   Sở Y tế\n'
    """
    return plain.replace("*", " ").replace("|", "\n")


def blocks(body: str) -> Iterator[Block]:
    r"""Yield the blocks of an evened text.

    >>> text = "II. Tổ chức\n1. Sở Y tế:\na) Báo cáo;\nb) Tham mưu\nban hành."
    >>> [(text[b.start : b.end], b.rank) for b in blocks(text)]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('Tổ chức', 1.0), ('Sở Y tế:', 2.0), ('Báo cáo;', 3.0), ('Tham mưu\nban hành.', 3.0)]
    """
    first = _FIRST.match(body)
    start = first.end() if first else 0
    rank = _rank(first[1]) if first and first[1] else PLAIN
    for hit in _START.finditer(body):
        mark = hit[1]
        if mark is None:
            titled = rank == ARTICLE and _is_title(body, start, hit.start())
            if not titled and not _ends(body, hit.start(), hit.end()):
                continue
        elif mark[-1].isdigit() and mark[0] == "Đ" and not _ends(body, hit.start(), hit.end()):
            # "… tại khoản 2" and, on the next line, "Điều 6 Nghị định này".
            continue
        if hit.start() > start:
            yield Block(start, hit.start(), rank)
        start = hit.end()
        rank = PLAIN if mark is None else _rank(mark)
    if start < len(body):
        yield Block(start, len(body), rank)


def _is_title(body: str, start: int, at: int) -> bool:
    """Tell whether the first line of an article, up to ``at``, is its whole title."""
    line = body[start : min(at, start + _LINE)]
    if at - start > _LINE or "\n" in line:
        return False
    words = line.split()
    return len(words) > 1 and words[-1][-1].isalpha() and words[-1] not in _GOES_ON


def _ends(body: str, at: int, start: int) -> bool:
    """Tell whether what stands before the line break at ``at`` is finished."""
    before = body[max(0, at - _LOOK_BACK) : at].rstrip(" ")
    if before and before[-1] != "\n":
        if before[-1] in _FINAL:
            return True
        if before.endswith(_TITLE_ENDS):
            return _TITLE.search(body, max(0, at - _TITLE_LENGTH), at) is not None
        return body.find("Trách nhiệm", max(0, at - _TITLE_LENGTH), at) >= 0 and _is_whole_title(
            body, at, start
        )
    # An empty line ends a paragraph, but not where a page head stood in mid-sentence.
    above = body[max(0, at - _PAGE) : start]
    words = above.rstrip()
    return len(above) - len(words) <= _BLANKED or words[-1:] in _FINAL


def _is_whole_title(body: str, at: int, start: int) -> bool:
    """Tell whether a title ends at ``at`` though no sign says so, as a duty begins below it."""
    if _DUTY_TITLE.search(body, max(0, at - _TITLE_LENGTH), at) is None:
        return False
    two = _NEXT_TWO.match(body, start)
    return two is not None and ACTS.at(fold(two[1]), fold(two[2]))


@lru_cache(maxsize=1 << 10)
def _rank(mark: str) -> float:
    """Return how deep a mark stands: the smaller, the higher.

    >>> _rank("Điều 3."), _rank("IV."), _rank("1."), _rank("2.1."), _rank("a)"), _rank("-")
    (1.0, 1.0, 2.0, 2.1, 3.0, 4.0)
    """
    head = mark[0]
    if head.isdigit():
        return NUMBER + 0.1 * (mark.rstrip(".)/- ").count("."))
    if mark.startswith("Điều"):
        return ARTICLE
    if head in "IVXL":
        return ROMAN
    if head == "+":
        return PLUS
    return LETTER if head.isalpha() else DASH
