"""Put the parts together: numbers with their type words, names, and what follows each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vanban.reading.citations.bodies_after import end_of_body
from vanban.reading.citations.grammar import (
    BARE,
    GAP,
    ISSUERS,
    KIND_OF_CODE,
    NUMBERED,
    SPACED,
    read_number,
)
from vanban.reading.citations.names import Name, find_names
from vanban.reading.citations.pinpoints import pinpoint_before
from vanban.reading.citations.sharing import share
from vanban.reading.citations.tail import Tail, read_tail
from vanban.reading.citations.words import Before, Word, look_back
from vanban.record import Citation, Kind
from vanban.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vanban.spelling import Text


class Mention(NamedTuple):
    """A citation on the way: its span, and where its number begins."""

    start: int
    end: int
    kind: str
    identifier: str | None
    name: tuple[int, int] | None
    issuer: tuple[int, int] | None
    typed: bool
    number_at: int


# What stands before a bare number: "số", or the last word of the types that go without it. Each
# scan has a literal of its own to seek.
_BARE_AFTER = (
    *(re.compile(rf"{marker}[:*]{{0,3}}+{GAP}(?=\d)") for marker in ("số", "Số", "SỐ")),
    *(
        re.compile(rf"{word} {{1,2}}+(?=\d)")
        for word in ("quyết", "định", "thông tư", "Thông tư", "hỉ thị", "ết luận", "đề án", "Đề án")
    ),
)
_NO_MARKER_KINDS = frozenset(
    {Kind.RESOLUTION, Kind.DECREE, Kind.CIRCULAR, Kind.DIRECTIVE, Kind.PROJECT}
    | {Kind.DECISION, Kind.CONCLUSION, Kind.REGULATION}
)
_BARE_KINDS = frozenset(
    {Kind.PLAN, Kind.NOTICE, Kind.REPORT, Kind.OFFICIAL_LETTER, Kind.SUBMISSION, Kind.TELEGRAM}
    | {Kind.GUIDELINE, Kind.PROGRAMME, Kind.ORDINANCE, Kind.JOINT_CIRCULAR, *_NO_MARKER_KINDS}
    - {Kind.REGULATION}
)
_UNTOLD = ""
_HEAD_REACH = 400
_NUMBERED_NAMES = frozenset({"law", "code", "ordinance"})
_YEAR = re.compile(r"(?:19|20)\d\d")
# What shows that the digits were only the beginning of something else.
_CUT = re.compile(r"[.,:]\d| \d{1,3}/|[-/–]\s?\d|\s?[-/]\s?[A-ZĐ]{2}|%")
_OF = re.compile(rf"{GAP}(?:của|CỦA|do){GAP}")
_UNIT = re.compile(
    r"[ \n]{0,3}(?:[%.,:)/-]?\d|%|-|(?:năm|tháng|ngày(?! \d)|quý|tuần|giờ|lần|người|nội|nhóm"
    r"|điểm|khoản|điều|chương"
    r"|phần|loại|bản|đơn|trường|triệu|tỷ|nghìn|đồng|ha|km|hộ|dự|đề|mục|tiêu|giai|bước|cấp|bộ|vấn|kỳ"
    r"|trang|tổ|xã|huyện|tỉnh|thành|nhiệm|văn|cơ|địa|gói|doanh|công|chỉ|tập|đối|hình|đợt|khu"
    r"|lớp)\b)"
)
_LIST_LINK = re.compile(rf"(?:,|;|{GAP}và|{GAP}hoặc)(?:{GAP}và)?{GAP}(?:số{GAP})?(?=\d)")
_NEXT_NUMBER = re.compile(rf"{GAP},?{GAP}\(?(?:[lL]uật{GAP})?(?:[sS]ố|SỐ)?:?{GAP}(?=\d)")


def find_mentions(text: Text) -> list[Citation]:
    """Return the citations of a text, in its order, none within another."""
    plain = text.plain
    numbered = {mention.number_at: mention for mention in _numbered(plain)}
    bare = {mention.number_at: mention for mention in _bare(plain, numbered)}
    mentions = [*_named(plain, numbered, bare), *numbered.values(), *bare.values()]
    kept = _without_overlaps(mentions)
    tails = [read_tail(plain, one.end, joint=one.kind == Kind.JOINT_CIRCULAR) for one in kept]
    clear = _kinds_of_lists(plain, _outside_issuers(kept, tails))
    found = [_citation(text, one, tail) for one, tail in clear]
    return share(plain, found, [tail.end for _, tail in clear])


def _outside_issuers(kept: list[Mention], tails: list[Tail]) -> list[tuple[Mention, Tail]]:
    """Leave out what stands inside of the issuer's name: "Ban Chỉ đạo … và đề án 06"."""
    clear: list[tuple[Mention, Tail]] = []
    last = 0
    for one, tail in zip(kept, tails, strict=True):
        if one.start >= last:
            clear.append((one, tail))
            last = tail.issuer[1] if tail.issuer else 0
    return clear


def _kinds_of_lists(plain: str, clear: list[tuple[Mention, Tail]]) -> list[tuple[Mention, Tail]]:
    """Give numbers whose symbol tells no kind that of the list which they go on with."""
    told: list[tuple[Mention, Tail]] = []
    for one, tail in clear:
        kind = one.kind
        if kind == _UNTOLD or (kind == Kind.OFFICIAL_LETTER and not one.typed):
            linked = told and _linked(plain, told[-1][1].end, one.start)
            kind = _kind_untold(kind, told[-1][0].kind if linked else None, one.identifier)
        told.append((one._replace(kind=kind), tail))
    return told


def _linked(plain: str, end: int, start: int) -> bool:
    """Tell whether nothing but a comma or "và" stands between two members of a list."""
    link = _LIST_LINK.match(plain, end)
    return link is not None and link.end() == start


def _kind_untold(kind: str, before: str | None, identifier: str | None) -> str:
    """Return the kind of the list, else what the symbol alone makes most likely."""
    if before:
        return before
    if kind == _UNTOLD:
        return Kind.LAW if identifier and "QH" in identifier else Kind.OTHER
    return kind


def _numbered(plain: str) -> Iterator[Mention]:
    """Yield the citations that have a number and a symbol."""
    for hit in NUMBERED.finditer(plain):
        number = read_number(hit)
        before = look_back(plain, number.start, number.kind)
        if not _counts(plain, number.start, number.firm, before):
            continue
        yield _mention(number.start, number.end, number.identifier, number.kind, before)


def _counts(plain: str, start: int, firm: bool, before: Before) -> bool:
    """Tell whether a number and symbol is a paper's: by its form, or by the word before it."""
    touching = plain[start - 1 : start] if start else ""
    if touching and touching in ".,/-_:" and not (touching == ":" and before.marker is not None):
        return False
    if touching.isalnum() and before.word is None and before.marker is None:
        return False
    if before.form:
        return False
    return firm or before.word is not None or _labels_line(plain, before.marker)


def _labels_line(plain: str, marker: int | None) -> bool:
    """Tell whether "Số:" begins a line near the state's name: the number of a letter's head."""
    if marker is None or plain[max(0, marker - 40) : marker].rpartition("\n")[2].strip(" *|"):
        return False
    around = fold(plain[max(0, marker - _HEAD_REACH) : marker + _HEAD_REACH])
    return "độc lập" in around or "đảng cộng sản" in around


def _mention(start: int, end: int, identifier: str, kind: str | None, before: Before) -> Mention:
    """Return the mention with what stands before it."""
    word = before.word
    if word is None:
        return Mention(start, end, kind or _UNTOLD, identifier, None, None, False, start)
    if word.between and word.kind in _NUMBERED_NAMES:
        name = (word.start, word.between[1])
        return Mention(word.start, end, word.kind, identifier, name, None, True, start)
    return Mention(word.start, end, word.kind, identifier, None, word.between, True, start)


def _bare(plain: str, numbered: dict[int, Mention]) -> Iterator[Mention]:
    """Yield type words with nothing but a number, and the further numbers of their list."""
    for pattern in _BARE_AFTER:
        for hit in pattern.finditer(plain):
            at = hit.end()
            if at in numbered:
                continue
            before = look_back(plain, at, None)
            if before.word is None or before.word.between:
                continue
            mention = _bare_one(plain, at, before)
            if mention:
                yield mention
                yield from _rest_of_list(plain, mention, numbered)


def _bare_one(plain: str, at: int, before: Before) -> Mention | None:
    """Return the mention of a bare number, unless it counts something."""
    word, marked = before.word, before.marker is not None
    spaced = SPACED.match(plain, at)
    if word and spaced and spaced[1] not in KIND_OF_CODE and (marked or spaced[1] in ISSUERS):
        identifier = spaced[0].replace(" ", "-")
        return _mention(at, spaced.end(), identifier, word.kind, before)
    number = BARE.match(plain, at)
    if word is None or number is None or _goes_on(plain, number):
        return None
    fits = word.kind in _BARE_KINDS if marked else _bare_without_marker(plain, at, number, word)
    return _mention(at, number.end(), number[0], word.kind, before) if fits else None


def _goes_on(plain: str, number: re.Match[str]) -> bool:
    """Tell whether the digits are a year, or only the beginning of something else."""
    end = number.end()
    return bool(
        plain[end : end + 1].isalnum() or _CUT.match(plain, end) or _YEAR.fullmatch(number[0])
    )


def _bare_without_marker(plain: str, at: int, number: re.Match[str], word: Word) -> bool:
    """Tell whether "Nghị quyết 68" is a paper and not "Quyết định 3 nội dung"."""
    if word.kind not in _NO_MARKER_KINDS or _UNIT.match(plain, number.end()):
        return False
    if word.kind in {Kind.PROJECT, Kind.DECISION, Kind.REGULATION} and plain[word.start].islower():
        return word.kind == Kind.PROJECT and len(number[0]) > 1
    return plain[at - 1] == " " and "\n" not in plain[at - 2 : at]


def _rest_of_list(plain: str, first: Mention, numbered: dict[int, Mention]) -> Iterator[Mention]:
    """Yield the bare numbers that follow the first one of a list."""
    end = first.end
    for _ in range(30):
        link = _LIST_LINK.match(plain, end)
        if link is None or link.end() in numbered:
            return
        number = BARE.match(plain, link.end())
        if number is None or _UNIT.match(plain, number.end()) or _CUT.match(plain, number.end()):
            return
        at, end = number.span()
        yield first._replace(start=at, end=end, identifier=number[0], number_at=at, typed=False)


def _named(plain: str, numbered: dict[int, Mention], bare: dict[int, Mention]) -> Iterator[Mention]:
    """Yield the citations by name; a number that follows the name belongs to them."""
    for name in find_names(plain):
        if name.kind == Kind.STANDARD:
            yield _standard(plain, name)
            continue
        end, identifier = name.end, name.identifier
        link = _NEXT_NUMBER.match(plain, end)
        if link and name.kind in _NUMBERED_NAMES:
            number = numbered.get(link.end()) or bare.get(link.end())
            if number and number.identifier and _fits(link, number):
                end, identifier = number.end, number.identifier
        yield Mention(
            name.start, end, name.kind, identifier, (name.start, name.end), None, True, -1
        )


def _fits(link: re.Match[str], number: Mention) -> bool:
    """Tell whether the number is the law's own: parliament's symbol, or "số" and a bracket."""
    said = number.identifier or ""
    return "QH" in said or said.endswith("CTN") or "số" in link[0].lower()


def _standard(plain: str, name: Name) -> Mention:
    """Return a standard with the type word before its code."""
    before = look_back(plain, name.start, None)
    start = before.word.start if before.word and before.word.between is None else name.start
    kind = before.word.kind if before.word and start != name.start else name.kind
    if kind != Kind.STANDARD:
        start = name.start
    return Mention(start, name.end, Kind.STANDARD, name.identifier, None, None, True, -1)


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions in order; of two that overlap, the one that begins first stays."""
    kept: list[Mention] = []
    for one in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _citation(text: Text, one: Mention, tail: Tail) -> Citation:
    """Return the citation with all that is said of it at this mention."""
    plain, source = text.plain, text.source
    issuer = tail.issuer or _issuer_between(plain, one)
    return Citation(
        start=one.start,
        end=one.end,
        text=source[one.start : one.end],
        kind=str(one.kind),
        identifier=one.identifier,
        name=" ".join(plain[slice(*one.name)].split()) if one.name else None,
        issued_on=tail.issued_on,
        issuer=plain[slice(*issuer)] if issuer else None,
        issuer_inferred=None,
        term=tail.term,
        title=tail.title,
        pinpoint=pinpoint_before(plain, one.start),
        own=False,
        same_as=None,
    )


def _issuer_between(plain: str, one: Mention) -> tuple[int, int] | None:
    """Return the body named between the type word and the number."""
    if one.issuer is None:
        return None
    of = _OF.match(plain, one.issuer[0])
    start = of.end() if of else one.issuer[0]
    end = end_of_body(plain, start)
    if end is None or of is None:
        return None
    end = min(end, one.issuer[1])
    return start, end - len(plain[start:end]) + len(plain[start:end].rstrip())
