"""Which citation is the text's own number (số, ký hiệu của chính văn bản)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vanban.reading.citations.grammar import KIND_OF_WORD
from vanban.reading.citations.tail import day_of
from vanban.record import Kind
from vanban.spelling import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from vanban.record import Citation

# How far into a text its own head may stand, behind the page furniture of a web page.
HEAD = 4500
_NEAR = 700
_MOST = 12
_TYPE_REACH = 160
# Above a title stands nothing, or the issuer alone: "Chính phủ".
_ISSUER_ABOVE = 40
_LABEL = re.compile(r"(?:^|[\n|])[\s|*]{0,20}((?:Số|SỐ|số)(?!\s{0,2}hiệu)[\s*:]{0,8})$")
_TYPED_LABEL = re.compile(r"[^\n]{2,20}[ \n]{1,3}(?:số|SỐ)[\s:]{0,4}\d")
_STATE = re.compile(r"cộng\s{1,3}hòa\s{1,3}xã\s{1,3}hội|đảng\s{1,3}cộng\s{1,3}sản|độc\s{1,3}lập")
# The date line: a place at the start of a line, cell or column, and the day. Other days in a title
# belong to the papers that it cites.
_DAY = (
    r"[\s*]{1,6}(\d{1,2})(?:[\s*]{0,6}tháng[\s*]{0,6}|[/.-])(\d{1,2})"
    r"(?:[\s*]{0,6}năm[\s*]{0,6}|[/.-](?=\d{4}[ *]{0,9}(?:[\n|]|$)))(\d{4})"
)
_PLACE_AND_DAY = r"[A-ZĐÂ][^\n|,.;:\d]{1,40},[\s*]{1,6}[nN]gày"
DATE_LINE = re.compile(
    rf"(?:(?:^|[\n|*]| {{3}})[ *|]{{0,12}}{_PLACE_AND_DAY}|[\n|][ *]{{0,9}}Ngày){_DAY}"
)
# The same on the number's own line: a tab between two columns is one blank.
_DATE_BESIDE = re.compile(rf"[ *|]{{1,200}}{_PLACE_AND_DAY}{_DAY}")
_DATE_NEAR = re.compile(r"[,.]?[\s*|]{1,9}ngày[\s*.…]{1,9}[\d.…\s*]{0,9}tháng")
_OPENING = re.compile(r"[Cc]ăn cứ|CĂN CỨ|Điều 1\b")


def own_label(plain: str, found: Sequence[Citation]) -> tuple[int, int] | None:
    r"""Return the index of the text's own number and where its label begins, or None.

    >>> from vanban.reading import read
    >>> head = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/KH-UBND\nHuế, ngày 2 tháng 3 năm 2024"
    >>> [(one.text, one.own, str(one.issued_on)) for one in read(head).citations]
    [('Số: 7/KH-UBND', True, '2024-03-02')]
    """
    opening = _OPENING.search(plain, 0, HEAD)
    limit = opening.start() if opening else HEAD
    for index, one in enumerate(found[:_MOST]):
        if one.start > limit:
            break
        if one.identifier is None:
            continue
        label = _labelled(plain, one)
        if label is not None and _is_head(plain, one):
            return index, label
    return _titled(plain, found)


def _labelled(plain: str, one: Citation) -> int | None:
    """Return where "Số:" before the number, or a type word with it, begins a line."""
    low = max(0, one.start - 30)
    label = _LABEL.search(plain[low : one.start])
    if label:
        return low + label.start(1)
    labelled = one.issued_on is None and (":" in one.text or one.kind in {Kind.LAW, Kind.CODE})
    if (
        labelled
        and _TYPED_LABEL.match(one.text)
        and not plain[low : one.start].rpartition("\n")[2].strip(" *|")
    ):
        return one.start
    return None


def _is_head(plain: str, one: Citation) -> bool:
    """Tell whether the state's or the party's name, or the date line, is near."""
    before = fold(plain[max(0, one.start - _NEAR) : one.start])
    after = plain[one.end : one.end + _NEAR]
    return bool(
        _STATE.search(before)
        or _STATE.search(fold(after))
        or _DATE_NEAR.search(after[:200])
        or _type_below(after[:_TYPE_REACH])
    )


def _type_below(after: str) -> bool:
    """Tell whether a line below holds a type word alone, in capitals: "THÔNG BÁO"."""
    lines = (line.strip(" *|") for line in after.split("\n")[1:])
    return any(line.isupper() and fold(" ".join(line.split())) in KIND_OF_WORD for line in lines)


def _titled(plain: str, found: Sequence[Citation]) -> tuple[int, int] | None:
    """Return the citation that is the text's own title: "Quyết định của … số … ngày …"."""
    if not found:
        return None
    one = found[0]
    if not _stands_alone(plain[: one.start]):
        return None
    words = fold(one.text)
    if one.identifier is None or one.issued_on is None or " số " not in " ".join(words.split()):
        return None
    opening = _OPENING.search(plain, one.end, one.end + HEAD)
    return (0, one.start) if opening else None


def _stands_alone(above: str) -> bool:
    """Tell whether nothing stands above a title, or the issuer on lines of its own."""
    if not above.strip(" *|\n#"):
        return True
    issuer, _, line = above.rpartition("\n")
    said = "".join(issuer.split())
    return not line.strip(" *|#") and len(issuer) < _ISSUER_ABOVE and said.isalpha()


def mark_own(plain: str, source: str, found: list[Citation]) -> list[Citation]:
    """Mark the text's own number, with its label in the span and the date of the date line."""
    own = own_label(plain, found)
    if own is None:
        return found
    index, start = own
    one = found[index]
    day = one.issued_on or date_near(plain, one.start, one.end)
    made = list(found)
    made[index] = one._replace(
        start=start, text=source[start : one.end], own=True, issued_on=day, pinpoint=None
    )
    return made


def date_near(plain: str, start: int, end: int) -> dt.date | None:
    """Return the day of the date line beside a head's number."""
    hit = (
        _DATE_BESIDE.match(plain, end)
        or DATE_LINE.search(plain, end, end + _NEAR)
        or DATE_LINE.search(plain, max(0, start - _NEAR), start)
    )
    return day_of(hit) if hit else None
