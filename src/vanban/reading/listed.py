"""Lists of citations under one heading: papers that are repealed, recitals that are quoted."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from vanban.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vanban.record import Citation

# At the start of a line, or behind a blanked page head.
_BULLET = re.compile(r"(?:\n[ *]{0,9}| {12})(\d{1,3})[.)][ *]{0,9}$")
_BULLET_LENGTH = 30
# The heading of a list of papers that end: "Bãi bỏ toàn bộ 14 văn bản … sau đây:".
_HEADING = re.compile(
    r"(?:bãi bỏ|hủy bỏ|huỷ bỏ)(?: toàn bộ| hiệu lực)?(?: các| những| \d{1,3}(?: \([^)]{2,30}\))?)?"
    r" (?:văn bản|thông tư|quyết định|nghị quyết|nghị định|chỉ thị)[^.;]{0,300}$"
)
_AMENDED_BY = re.compile(
    r"sửa đổi,?\s{1,3}bổ sung(?:\s{1,3}một số điều)?\s{1,3}bởi(?:\s{1,3}các\s[^:\n]{3,40})?:"
)
_SUBJECTS = 6
_PARTLY = re.compile(r"một phần|một số điều|nội dung")
_HEADING_REACH = 700
_ITEM_REACH = 1500
_QUOTED = "căn cứ ban hành như sau"
_QUOTED_LENGTH = 4000
_NOTE_LENGTH = 900
_NOTE = re.compile(r"\n[ ]{0,9}(?:\d{1,3}|\[\d{1,3}\]) {0,3}(?=[A-ZĐ])|\n\s{0,40}\n")


def repealed(plain: str, citations: Sequence[Citation]) -> Iterator[int]:
    r"""Yield the citations that head the items of a list of repealed papers.

    >>> from vanban.reading import read
    >>> text = "Điều 1. Bãi bỏ các Thông tư sau:\n1. Thông tư số 1/2013/TT-BTC.\n2. Thông tư số 7/"
    >>> [(one.target, str(one.kind)) for one in read(text + "2014/TT-BTC.").relations]
    [(0, 'replaces'), (1, 'replaces')]
    """
    due, last = 0, 0
    for index, one in enumerate(citations):
        low = max(0, one.start - _BULLET_LENGTH)
        bullet = _BULLET.search(plain[low : one.start])
        if bullet is None:
            continue
        number = int(bullet[1])
        goes_on = number == due and one.start - last < _ITEM_REACH
        if goes_on or (number == 1 and _headed(plain, low + bullet.start())):
            yield index
            due, last = number + 1, one.start
        elif number == 1:
            due = 0


def consolidated(plain: str, citations: Sequence[Citation]) -> Iterator[tuple[int, int]]:
    r"""Yield who amends whom where a consolidated text (văn bản hợp nhất) lists it.

    >>> from vanban.reading import read
    >>> text = "Thông tư số 1/2020/TT-BTC được sửa đổi, bổ sung bởi:\n1. Thông tư số 2/2024/TT-BTC."
    >>> [(one.origin, one.target, str(one.kind)) for one in read(text).relations]
    [(1, 0, 'amends')]
    """
    starts = [one.start for one in citations]
    for hit in _AMENDED_BY.finditer(plain):
        first = bisect_left(starts, hit.start())
        subject = _begins_line(plain, citations, first, hit.start())
        due, last = 1, hit.end()
        for index in range(first, len(citations)):
            if subject is None or starts[index] - last > _ITEM_REACH:
                break
            bullet = _BULLET.search(plain[max(0, starts[index] - _BULLET_LENGTH) : starts[index]])
            if bullet and int(bullet[1]) == due:
                yield index, subject
                due, last = due + 1, starts[index]


def _begins_line(plain: str, citations: Sequence[Citation], first: int, at: int) -> int | None:
    """Return the nearest citation above that begins its line: the one that is amended."""
    for index in range(first - 1, max(-1, first - _SUBJECTS), -1):
        start = citations[index].start
        if at - start > _NOTE_LENGTH:
            break
        if not plain[max(0, start - _BULLET_LENGTH) : start].rpartition("\n")[2].strip(" *"):
            return index
    return None


def _headed(plain: str, at: int) -> bool:
    """Tell whether the heading right above an item says that what is listed ends."""
    above = plain[max(0, at - _HEADING_REACH) : at]
    words = " ".join(fold(above).split())
    heading = _HEADING.search(words, max(0, words.rfind("bãi bỏ"), words.rfind("bỏ ") - 5))
    return heading is not None and _PARTLY.search(heading[0]) is None


def quoted_recitals(plain: str, citations: Sequence[Citation]) -> Iterator[tuple[int, int, int]]:
    """Yield the first and last citation of recitals that are quoted, and whose they are.

    Consolidated texts (văn bản hợp nhất) quote in a note what an amending paper rests on.
    """
    starts = [one.start for one in citations]
    at = plain.find(_QUOTED)
    while at >= 0:
        low = max(0, at - _NOTE_LENGTH)
        for note in _NOTE.finditer(plain, low, at):
            low = note.end()
        speaker, first = bisect_left(starts, low), bisect_left(starts, at)
        close = plain.find("”", at, at + _QUOTED_LENGTH)
        end = close if close >= 0 else at + _QUOTED_LENGTH
        if speaker < first:
            yield first, bisect_left(starts, end), speaker
        at = plain.find(_QUOTED, at + len(_QUOTED))
