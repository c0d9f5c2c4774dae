"""The head and foot of the paper itself (thể thức): number, kind, title, issuer, place, signers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vanban.lexicon import words
from vanban.reading.citations.grammar import KIND_OF_WORD
from vanban.reading.citations.own import DATE_LINE, HEAD
from vanban.reading.citations.tail import day_of, read_tail
from vanban.record import Head, Kind, Signer
from vanban.spelling import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from vanban.record import Citation
    from vanban.spelling import Text

_MARKUP = " *|\t_#"
_STATE_LINES = (
    "cộng hòa xã hội",
    "độc lập",
    "đảng cộng sản việt nam",
    "chủ nghĩa việt nam",
    "nghĩa việt nam",
)
_STATE_NAME = "cộng hòa xã hội chủ nghĩa việt nam"
_FURNITURE = (
    "công báo",
    "văn bản quy phạm",
    "văn bản pháp luật",
    "văn bản hợp nhất",
    "phần",
    "a- a",
    "mục lục",
    "ký bởi",
    "người ký",
)
_LINE_HEADS = words("head_line")
_PLACE = re.compile(
    r"(?:^|[\n|*]| {3})[ *|]{0,12}([A-ZĐÂ][^\n"
    r"|*,.;:\d]{1,40}),\s{1,3}[*]{0,2}[nN]gày[\s.…*]{1,12}[\d.…*\s]{0,8}tháng"
)
_SUBJECT = re.compile(
    r"(?:^|[\n|*])[ *|(]{0,9}[Vv]/v:?\s{1,3}([^\n|]{5,200}(?:\n[^\n|]{3,200}){0,3})"
)
_OPENING = re.compile(
    r"[Cc]ăn cứ|CĂN CỨ|Kính gửi|Thực hiện|Theo đề nghị|Xét |Điều 1|Chương I\b|I\.|\(?Ban hành kèm"
)
_RECITAL = re.compile(r"[Cc]ăn cứ |CĂN CỨ |Kính gửi|Theo đề nghị|Điều 1\b")
_POWER = re.compile(
    r"((?:TM|KT|TL|TUQ|Q)\.|(?:T/M|K/T|T/L)\.?+)[ *]{0,3}+([A-ZĐÂÊÔƠƯĂÀ-Ỹ][^\n|]{2,90})"
)
_AUTHORITY = re.compile(
    r"(?:CỤC TRƯỞNG|BỘ TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC|THỦ TƯỚNG|CHÍNH PHỦ|QUỐC HỘI|HỘI ĐỒNG NHÂN DÂN"
    r"|[ỦU][YỶ] BAN|TỔNG CỤC TRƯỞNG|THỐNG ĐỐC|BỘ [A-ZĐ])"
)
_POWER_MARKS = ("TM.", "T/M", "KT.", "K/T", "TL.", "T/L", "TUQ.", "Q.")
_LINE_START = re.compile(r"(?:^|[\n|*]| {3})[ *|]{0,12}$")
_POST = re.compile(
    r"[\n|][ *|]{0,12}((?:PHÓ |QUYỀN |Q\. )?(?:CHỦ TỊCH|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC"
    r"|CỤC TRƯỞNG"
    r"|TRƯỞNG BAN|BÍ THƯ|CHÁNH VĂN PHÒNG|TỔNG CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|THỐNG ĐỐC|HIỆU TRƯỞNG"
    r"|CHÁNH ÁN"
    r"|VIỆN TRƯỞNG|TỔNG THANH TRA|CHỦ NHIỆM|TỔNG BÍ THƯ|CHI CỤC TRƯỞNG|TRƯỞNG PHÒNG"
    r"|VỤ TRƯỞNG)[^\n|:;.]{0,60})(?=[\n|*])"
)
_RANK = re.compile(
    r"^(?:(?:đại|trung|thiếu|thượng)\s(?:tướng|tá|úy)|gs\.?|pgs\.?|ts\.?|ths\.?|bs\.?|ông|bà"
    r"|đồng chí)[ .:]{1,3}"
)
_SEALS = ("đã ký", "ký tên", "ký bởi", "(ký", "chữ ký", "ký, đóng dấu")
_TITLE_REACH = 500
_LONGEST_CORNER = 12
_SENTENCE = re.compile(r"[.;] [A-ZĐÂ]")
_VERB = re.compile(r"[\s,]{0,3}(?:được|đã|có|là|quy định tại|này|và|thì|còn)\b")
_COLUMNS = re.compile(r" {3,200}+")
_NAME_WORDS = range(2, 6)
_TITLE_LINES = 9
_SIGNERS = 12


class _Line(NamedTuple):
    """A line of the text without its markup, and where it stands."""

    start: int
    end: int
    text: str


def find(text: Text, citations: Sequence[Citation]) -> Head | None:
    r"""Return the head of the text, or None where the text is no official paper.

    >>> from vanban.reading import read
    >>> paper = "TỈNH ỦY HUẾ\n*\nSố 85-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nHuế, ngày 4 tháng 3 năm "
    >>> head = read(paper + "2022").document
    >>> head.identifier, head.issuer, head.place, str(head.issued_on)
    ('85-KH/TU', 'TỈNH ỦY HUẾ', 'Huế', '2022-03-04')
    """
    plain = text.plain
    own = next((one for one in citations if one.own), None)
    if own is not None:
        return _from_own(plain, own)
    first = citations[0] if citations else None
    if first is not None and _leads(plain, first):
        return _from_title(plain, first)
    return _without_number(plain)


def _from_own(plain: str, own: Citation) -> Head:
    """Return the head around the text's own number."""
    lines = list(_lines(plain, own.end, own.end + HEAD))
    kind, title = _kind_and_title(lines)
    return Head(
        identifier=own.identifier,
        kind=kind or own.kind,
        title=title or _subject(plain, own) or own.title,
        issuer=own.issuer or _issuer(plain, own.start),
        place=_place(plain, max(0, own.start - 700), own.end + 700),
        issued_on=own.issued_on,
        signers=tuple(_signers(plain, own.end)),
    )


def _leads(plain: str, first: Citation) -> bool:
    """Tell whether a page begins with the citation: its title names the paper."""
    if first.identifier is None or plain[: first.start].strip(_MARKUP + "\n"):
        return False
    line = plain[first.end : first.end + _TITLE_REACH].split("\n\n", 1)[0]
    return len(line) < _TITLE_REACH and not _SENTENCE.search(line) and not _VERB.match(line)


def _from_title(plain: str, first: Citation) -> Head:
    """Return the head that a page's title line tells."""
    start = read_tail(plain, first.end).end
    rest = plain[start : start + _TITLE_REACH].split("\n\n", 1)[0]
    return Head(
        identifier=first.identifier,
        kind=first.kind,
        title=first.title or " ".join(rest.split()).strip(" ,.-") or None,
        issuer=first.issuer,
        place=None,
        issued_on=first.issued_on,
        signers=tuple(_signers(plain, first.end)),
    )


def _without_number(plain: str) -> Head | None:
    """Return the head of a paper whose number is left blank, known by its date line and type."""
    top = plain[:HEAD]
    low = fold(top[:1500])
    if not any(line in low for line in _STATE_LINES[:3]):
        return None
    lines = list(_lines(plain, 0, HEAD))
    kind, title = _kind_and_title(lines)
    if kind is None:
        return None
    day = DATE_LINE.search(top)
    return Head(
        identifier=None,
        kind=kind,
        title=title,
        issuer=_issuer(plain, max(one.start for one in lines if _is_type(one.text))),
        place=_place(plain, 0, HEAD),
        issued_on=_day(day),
        signers=tuple(_signers(plain, 0)),
    )


def _day(hit: re.Match[str] | None) -> dt.date | None:
    """Return the day of a date line, if there is one."""
    return day_of(hit) if hit else None


def _lines(plain: str, start: int, end: int, column: int = 0) -> Iterator[_Line]:
    """Yield the lines and table cells between two places; empty ones too.

    Where blanks set two columns on one line, ``column`` says which: 0 the left, -1 the right one.
    """
    at = start
    end = min(end, len(plain))
    while at < end:
        stop = plain.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = plain[at:stop].replace("*", "").strip(_MARKUP + "-=.")
        if "   " in line:
            line = _COLUMNS.split(line)[column].strip(_MARKUP + "-=.")
        yield _Line(at, stop, line)
        at = stop + 1


def _is_type(line: str) -> bool:
    """Tell whether a line holds a type word alone, in capitals: "KẾ HOẠCH"."""
    return line.isupper() and fold(" ".join(line.split())) in KIND_OF_WORD


def _kind_and_title(lines: list[_Line]) -> tuple[str | None, str | None]:
    """Return the kind of the line that is a type word, and the title below it."""
    consolidated = False
    for index, line in enumerate(lines):
        if _is_type(line.text):
            kind = KIND_OF_WORD[fold(" ".join(line.text.split()))]
            if kind != Kind.CONSOLIDATED:
                title = _title_below(lines[index + 1 : index + 1 + _TITLE_LINES * 2])
                return (str(Kind.CONSOLIDATED) if consolidated else kind), title
            consolidated = True
        elif _OPENING.match(line.text):
            break
    return (str(Kind.CONSOLIDATED) if consolidated else None), None


def _title_below(lines: list[_Line]) -> str | None:
    """Return the lines of the title: from the first that is not empty to the next empty one."""
    taken: list[str] = []
    for line in lines:
        if not line.text:
            if taken:
                break
            continue
        if taken and line.text.isupper() and _AUTHORITY.match(line.text):
            break
        opening = _OPENING if taken else _RECITAL
        if opening.match(line.text) or len(taken) >= _TITLE_LINES or _is_type(line.text):
            break
        taken.append(line.text)
    return " ".join(" ".join(taken).split()) or None


def _subject(plain: str, own: Citation) -> str | None:
    """Return the subject of a letter: "V/v …" below the number."""
    hit = _SUBJECT.search(plain, own.end, own.end + 900)
    if hit is None:
        return None
    taken: list[str] = []
    for line in hit[1].split("\n"):
        bare = line.strip(_MARKUP)
        if not bare or fold(bare).startswith((*_STATE_LINES, "kính gửi")) or ", ngày" in bare:
            break
        taken.append(bare)
    return " ".join(" ".join(taken).split()).rstrip(" )") or None


def _place(plain: str, start: int, end: int) -> str | None:
    """Return the place of the date line."""
    hit = _PLACE.search(plain, start, min(end, len(plain)))
    return " ".join(hit[1].split()) if hit else None


def _issuer(plain: str, before: int) -> str | None:
    """Return the body in the top left corner: the last one named above the number."""
    block: list[str] = []
    lines = list(_lines(plain, max(0, before - 900), before))
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        low = fold(line.text)
        if _of_the_state(low, fold(lines[index - 1].text)):
            continue
        if not low or low.startswith(_STATE_LINES) or low.startswith(_FURNITURE) or low == "số":
            if block and not low:
                break
            continue
        if not any(mark.isalpha() for mark in low) or ", ngày" in low:
            continue
        if not _like_a_body(line.text, block):
            break
        block.insert(0, line.text)
        if low.split()[0] in _LINE_HEADS and not _goes_above(low):
            break
    return " ".join(" ".join(block).split()) or None


def _goes_above(low: str) -> bool:
    """Tell whether the line above belongs to the name: a council's province, a bare "Văn phòng"."""
    place = low.startswith(("tỉnh ", "thành phố ", "huyện ", "xã ", "phường ", "quận "))
    return (place and "ủy" not in low) or low == "văn phòng"


def _of_the_state(low: str, before: str) -> bool:
    """Tell whether a line is a piece of the state's name, which a page may break anywhere."""
    if low == "việt nam":
        return before.endswith("nghĩa")
    return bool(low) and low in _STATE_NAME


def _like_a_body(line: str, block: list[str]) -> bool:
    """Tell whether a line of the corner names a body, or goes on with one below."""
    words = line.split()
    return (
        line.isupper()
        or (fold(words[0]) in _LINE_HEADS and len(words) < _LONGEST_CORNER)
        or bool(block)
    )


def _signers(plain: str, start: int) -> Iterator[Signer]:
    """Yield who signed: a form of power or a post on a line of its own, and a name below."""
    seen: set[str] = set()
    for hit in _signature_lines(plain, start):
        power, post_at, post = _power_and_post(plain, hit)
        name = _name_below(plain, post_at, loud=power is not None)
        if name and name not in seen:
            seen.add(name)
            yield Signer(name=name, post=post, power=power)
            if len(seen) >= _SIGNERS:
                return


def _signature_lines(plain: str, start: int) -> list[re.Match[str]]:
    """Return the lines with a power; where there is none, the lines with a post alone."""
    powers = []
    for at in _marks(plain, start):
        hit = _POWER.match(plain, at)
        if hit and _begins_line(plain, at):
            powers.append(hit)
    return powers or list(_POST.finditer(plain, start))


def _marks(plain: str, start: int) -> list[int]:
    """Return where a form of power is written; looking for fixed strings is what is fast here."""
    found = []
    for mark in _POWER_MARKS:
        at = plain.find(mark, start)
        while at >= 0:
            found.append(at)
            at = plain.find(mark, at + 1)
    return sorted(found)


def _begins_line(plain: str, at: int) -> bool:
    """Tell whether nothing but markup stands before on the line or in the cell."""
    return bool(_LINE_START.search(plain, max(0, at - 14), at))


def _power_and_post(plain: str, hit: re.Match[str]) -> tuple[str | None, int, str | None]:
    """Return the power as written, where the post's line ends, and the post."""
    if hit.re is _POST:
        return None, hit.end(), " ".join(hit[1].strip(_MARKUP).split())
    power, post_at, post = hit[1], hit.end(), None
    for line in list(_lines(plain, hit.end() + 1, hit.end() + 260, -1))[:4]:
        if further := _POWER.match(line.text):
            power, post_at = further[1], line.end
        elif line.text and line.text.isupper() and not _looks_named(line.text, strict=True):
            post_at, post = line.end, " ".join(line.text.split())
        elif line.text:
            break
    if post is None and not hit[1].startswith(("TM", "T/M")):
        post = " ".join(hit[2].strip(_MARKUP).split())
    return power, post_at, post


def _name_below(plain: str, at: int, *, loud: bool) -> str | None:
    """Return the person's name in the lines below a post."""
    for line in list(_lines(plain, at, at + 420, -1))[:16]:
        low = fold(line.text)
        if not low or any(seal in low for seal in _SEALS) or line.text.isdigit():
            continue
        if _POWER.match(line.text) or low.startswith("nơi nhận"):
            return None
        bare = line.text[len(rank[0]) :] if (rank := _RANK.match(low)) else line.text
        if _looks_named(bare, strict=not loud):
            return " ".join(bare.split())
        if not line.text.isupper():
            return None
    return None


_NOT_NAMES = words("not_a_name")


def _looks_named(line: str, *, strict: bool) -> bool:
    """Tell whether a line is a person's name: two to five capitalised words."""
    words = line.split()
    if len(words) not in _NAME_WORDS or not all(word.isalpha() for word in words):
        return False
    if strict and line.isupper():
        return False
    if fold(words[0]) in _NOT_NAMES and fold(words[1]) in _NOT_NAMES:
        return False
    return all(word[0].isupper() for word in words)
