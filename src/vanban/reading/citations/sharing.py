"""Issuers and dates that stand once for several citations, or before the citation."""

from __future__ import annotations

import re

from vanban.reading.citations.bodies_after import end_of_body
from vanban.reading.citations.tail import day_of
from vanban.record import Citation, Kind

_WINDOW = 200
_LIST_GAP = 30
# Between one member of a list and the next, behind what follows each.
_LINK = re.compile(r"[\s*,;]{0,12}(?:và|hoặc|,|;)?[\s*]{0,6}(?:số|các|tại)?[\s*:]{0,4}")
# Between the body and the citation: "Chính phủ đã ban hành …", "đề nghị của … tại …", "của …:".
_BEFORE = re.compile(
    r"[\s*]{0,4}(?:(?:đã )?(?:ban hành|phê duyệt|có|trình|ký ban hành|thông qua)(?: tại)?|tại|gồm"
    r"|:)"
    r"[\s*]{0,4}(?:các |những )?(?:Quyết định|văn bản)?:?[\s*]{0,4}(?:số[\s*]{1,4})?"
)
_QUICK = re.compile(r"(?:hành|duyệt|có|trình|qua|tại|các|gồm|:|số)[\s*]{1,6}$")
_NAMED_KINDS = frozenset({"law", "code", "constitution", "ordinance", "standard"})
_SENTENCE_END = re.compile(r"[.!?]\s|\n\s{0,20}\n")
# The heading of a list, such as decisions of one committee that lapse.
_HEADED = re.compile(
    r"[Cc]ác[ \n]{1,3}(?:[Nn]ghị quyết|[Qq]uyết định|[Vv]ăn bản|[Cc]hỉ thị|[Kk]ế hoạch)[ \n]{1,3}"
    r"(?:của|do)[ \n]{1,3}"
)
_BY = re.compile(r"[^.;\n]{1,300}?\bdo[ \n]{1,3}(?=[A-ZĐ])")
_MADE = re.compile(r"[ \n]{1,3}ban hành")
# The sheet of facts above a paper on a web page: number, type, issuer, day.
_SHEET = re.compile(r"[\s|*]{1,20}Loại văn bản")
_SHEET_ISSUER = re.compile(r"(?:Nơi|Cơ quan) ban hành:?[\s|*]{1,20}([^\n|*:]{3,90})")
_SHEET_DAY = re.compile(r"Ngày (?:ban hành|ký):?[\s|*]{1,20}(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_SHEET_REACH = 500
_STARTS = re.compile(
    r"(?:^|(?:[,;:.\n(“]|\b(?:của|do|được|nghe|bởi|ngày|theo|khi|tới|mà))[\s*]{1,4})(?=\w)"
)


def share(plain: str, found: list[Citation], ends: list[int]) -> list[Citation]:
    """Give every member of a list the issuer and date that the list has once.

    ``ends`` tells where what follows each citation ends (its date and issuer).
    """
    made = list(found)
    for first, last in _groups(plain, made, ends):
        _backward(made, first, last)
    for index, one in enumerate(made):
        if one.issuer is None and one.kind not in _NAMED_KINDS:
            _issuer_before(plain, made, index)
    return [_made_by(plain, one, end) for one, end in zip(made, ends, strict=True)]


def _groups(plain: str, found: list[Citation], ends: list[int]) -> list[tuple[int, int]]:
    """Return the runs of citations with nothing but "và", a comma or a number word between."""
    groups: list[tuple[int, int]] = []
    first = 0
    for index in range(1, len(found) + 1):
        if index < len(found) and found[index].start - ends[index - 1] < _LIST_GAP:
            gap = plain[ends[index - 1] : found[index].start]
            if "\n\n" not in gap and _LINK.fullmatch(gap):
                continue
        groups.append((first, index))
        first = index
    return groups


def _backward(made: list[Citation], first: int, last: int) -> None:
    """Hand the last issuer, and the date of a bare list, to the members before it."""
    for index in range(last - 2, first - 1, -1):
        one, following = made[index], made[index + 1]
        if one.kind in {Kind.LAW, Kind.CODE, Kind.CONSTITUTION, Kind.ORDINANCE}:
            continue
        if one.name or not _alike(one, following):
            continue
        # What has its own issuer is told of in full: a date behind the next one is not for it.
        complete = one.issuer is not None
        if not complete and following.issuer:
            one = one._replace(issuer=following.issuer)
        if not complete and one.issued_on is None and following.issued_on:
            one = one._replace(issued_on=following.issued_on)
        made[index] = one


def _alike(one: Citation, following: Citation) -> bool:
    """Tell whether two members of a list can be of one body: the same symbol, or a bare number."""
    bare = (one.identifier or "").isalnum() and one.kind == following.kind
    return bare or _suffix(one) == _suffix(following)


def _suffix(one: Citation) -> str:
    """Return the issuer's part of the symbol; members of a list are of one body."""
    said = (one.identifier or "").replace("LB-TT", "TT-LB")
    cut = max(said.rfind("-"), said.rfind("/"))
    if said[cut + 1 :].startswith(("QH", "UBTVQH")):
        return "QH"
    return said[cut + 1 :] if cut > 0 and said[cut + 1 :].isalpha() else ""


def _issuer_before(plain: str, made: list[Citation], index: int) -> None:
    """Give a citation the body named right before, and so to those that follow in the sentence."""
    one = made[index]
    body = _body_before(plain, one.start)
    if body is None:
        return
    made[index] = one._replace(issuer=body)
    for later in range(index + 1, min(len(made), index + 20)):
        gap = plain[made[later - 1].end : made[later].start]
        if _SENTENCE_END.search(gap) or len(gap) > _WINDOW * 2:
            return
        if made[later].issuer is None and _suffix(made[later]) == _suffix(one):
            made[later] = made[later]._replace(issuer=body)


def _body_before(plain: str, at: int) -> str | None:
    """Return the body that issues, has approved, or proposes what is cited at ``at``."""
    low = max(0, at - _WINDOW)
    window = plain[low:at]
    if not _QUICK.search(window, max(0, len(window) - 12)):
        return None
    if window.rstrip(" \n*").removesuffix("số").rstrip(" \n*").endswith(":"):
        headed = None
        for headed in _HEADED.finditer(window):  # noqa: B007 (the last one counts)
            pass
        end = end_of_body(plain, low + headed.end()) if headed else None
        if headed and end and not _SENTENCE_END.search(plain, end, at):
            return plain[low + headed.end() : end]
    for start in reversed([hit.end() for hit in _STARTS.finditer(window)][-8:]):
        end = end_of_body(plain, low + start)
        if end and end <= at and _BEFORE.fullmatch(plain, end, at):
            return plain[low + start : end]
    return None


def _made_by(plain: str, one: Citation, end: int) -> Citation:
    """Add the issuer of a page's title: "… năm 2025 … do Thủ tướng Chính phủ ban hành"."""
    if one.issuer or one.identifier is None:
        return one
    if _SHEET.match(plain, end):
        return _from_sheet(plain, one, end)
    by = _BY.match(plain, end)
    if by is None:
        return one
    last = end_of_body(plain, by.end())
    if last and _MADE.match(plain, last):
        return one._replace(issuer=plain[by.end() : last])
    return one


def _from_sheet(plain: str, one: Citation, end: int) -> Citation:
    """Add issuer and day from the sheet of facts that a web page shows."""
    issuer = _SHEET_ISSUER.search(plain, end, end + _SHEET_REACH)
    day = _SHEET_DAY.search(plain, end, end + _SHEET_REACH)
    return one._replace(
        issuer=issuer[1].strip() if issuer else None,
        issued_on=one.issued_on or (day_of(day) if day else None),
    )
