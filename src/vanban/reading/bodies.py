"""Bodies: every organisation named in the text (cơ quan, tổ chức), its spellings merged.

A name is a head ("Sở", "Ủy ban nhân dân", "Trung tâm" …) and what belongs to it. How far it runs
depends on the head: ministries and departments have a list of names, councils and committees a
level and a place, all others run on until a word that cannot belong to a name. Classes ("các sở",
"UBND các xã", "UBND cấp huyện") name no body.

For other readers ``body_at`` and ``actor_at`` tell where a name that starts at a place ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vanban.lexicon.weave import (
    DASH,
    GAP,
    UPPER,
    both_tones,
    capitals,
    names,
    one_tone,
    rows,
    weave,
)
from vanban.record import Body

if TYPE_CHECKING:
    from collections.abc import Callable

    from vanban.spelling import Text

_WORD = r"[^\W\d_]++"
_CAP = rf"[{UPPER}][^\W\d_]*+"
_SHORT = rf"[{UPPER}]{{2,9}}+(?:[&-][{UPPER}]{{1,9}}+){{0,4}}(?!\w)"
_HEADS = "body_heads.csv"


def _woven(file: str, *forms: str, loose: bool = False) -> str:
    return weave(both_tones(names(file, *forms)), loose=loose)


ANY_HEAD = _woven(_HEADS)
_PLACE = rf"{_woven('places.csv')}(?!\w)"
_LEVEL = (
    r"(?:[tT]ỉnh|[tT]hành [pP]hố|TP\.?|[hH]uyện|[qQ]uận|[tT]hị xã|[xX]ã|[pP]hường|[tT]hị trấn"
    r"|[đĐ]ặc khu)(?!\w)"
)
# A surname and two more capitals are the office-holder who follows, no part of the name.
PERSON = rf"{weave(names('surnames.csv'))}{GAP}{_CAP}{GAP}[{UPPER}]"
_SPOT = rf"(?:{_PLACE}|(?!{PERSON}){_CAP}(?:{GAP}(?!{PERSON}){_CAP}){{0,3}}+)"
STOP = _woven("body_stops.csv")
_AFTER_AND = (
    r"(?:các|những|ông|bà|người|cơ quan|đơn vị|tổ chức|cán bộ|lãnh đạo|đại diện|của|được|có|pháp luật"
    r"|trước|phối|đồng chí|một số|theo|tại|là|việc|không|khoản|Điều)(?!\w)"
)
# One more word of a name that runs on.
_MORE = (
    rf"{GAP}(?:và{GAP}(?!{_AFTER_AND}|{ANY_HEAD}(?!\w)|{PERSON}){_WORD}|&{GAP}{_CAP}"
    rf"|(?!(?:{STOP}|và)(?!\w)|{ANY_HEAD}{GAP}[{UPPER}\d]|{PERSON}){_WORD})"
    rf"|{DASH}(?!{ANY_HEAD}(?!\w)){_CAP}(?={GAP}[^\W\d_])"
    rf"|,{GAP}(?!{ANY_HEAD}(?!\w)){_CAP}(?:{GAP}[^\W\d{UPPER}]++)?{GAP}và{GAP}{_CAP}"
)
_REGION = rf"(?:(?<=khu vực){GAP}(?:\d{{1,2}}|[IVX]{{1,5}})(?!\w))?"
_FIRM_KIND = (
    r"(?:[cC]ổ phần|CP|TNHH|trách nhiệm hữu hạn|một thành viên|MTV|liên doanh|tập đoàn|[Đđ]ại học"
    r"|[Cc]ao đẳng|THPT|THCS|[Tt]iểu học|[Mm]ầm non|[Tt]rung cấp|[Tt]rung học phổ thông|[Cc]hính trị"
    r"|[Tt]rung học cơ sở|[Đđ]a khoa|[Cc]huyên khoa|thương mại|nông nghiệp|tỉnh|huyện)(?!\w)"
)
# Capitals that follow a head in a heading, a table or a new sentence; none begins a name.
_NO_NAME = (
    rf"(?:(?:{weave(word[0].upper() + word[1:] for word in both_tones(names('body_stops.csv')))}"
    rf"|Nghị|Hành|Cáo|Án|Này|Hợp|Phí|Vương|Số|Stt|STT|Tên)(?!\w)|{_PLACE})"
)

_HEAD = re.compile(
    "|".join(
        rf"{letter}(?<![\w/&-]{letter})(?:{weave(sorted(rests))})(?!\w)"
        for letter, rests in sorted(
            {
                initial: {name[1:] for name in both_tones(names(_HEADS)) if name[0] == initial}
                for initial in {name[0] for name in both_tones(names(_HEADS))}
            }.items()
        )
    )
)
_SECTOR = re.compile(
    rf"{GAP}(?:{_woven('body_sectors.csv', loose=True)}(?!\w)|{_SHORT})"
    rf"(?:{GAP}(?:{_LEVEL}(?:{GAP}{_SPOT})?|{_PLACE}))?"
)
# "tỉnh Thái Bình" or "thành phố"; not the classes "tỉnh, thành phố" and "xã, phường".
_AT_LEVEL = re.compile(
    rf"{GAP}(?:{_LEVEL}(?:{GAP}{_SPOT}|(?!,? ?\n?(?:và |hoặc )?{_LEVEL}))|{_PLACE})"
)
_AT_PARTY = re.compile(
    rf"{GAP}(?:{_LEVEL}{GAP}{_SPOT}|{_PLACE}|(?!{ANY_HEAD})(?:{_SHORT})|(?=[BS]))"
)
_GENERIC = re.compile(
    rf"{GAP}(?!{_NO_NAME}|{PERSON})(?:{_SHORT}|{_CAP}|(?:(?<=khu )|(?<=oàn ))\d{{1,3}}+(?![\w./,]))(?:{_MORE}){{0,14}}+{_REGION}"
)
_FIRM = re.compile(
    rf"(?:{GAP}{_FIRM_KIND}){{0,4}}+{GAP}(?!{_NO_NAME}){_CAP}"
    rf"(?:{_MORE}){{0,14}}+{_REGION}"
)
_POST = re.compile(
    rf"(?:(?:Phó{GAP})?(Chánh{GAP}Văn phòng|Chánh{GAP}Thanh tra|Trưởng{GAP}Ban"
    rf"|Trưởng{GAP}Phòng|Trưởng{GAP}Công an|Phó{GAP}Ban|Phó{GAP}Văn phòng)"
    rf"|{weave(both_tones(capitals(names('posts.csv', 'full'))), loose=True)})(?!\w)"
)
# A board is named by what it is for ("Ban Chỉ đạo về …", "Ban Quản lý các khu công nghiệp").
_BOARD = re.compile(
    rf"{GAP}(?:(?:các|về|thực hiện|phòng,?)(?!\w)|(?!{STOP}(?!\w)|{PERSON}){_WORD})"
    rf"(?:{_MORE}|,{GAP}(?!{STOP}(?!\w)|{ANY_HEAD}(?!\w)){_WORD}(?={GAP}[^\W\d_])){{0,18}}+"
)
_GAP = re.compile(GAP)
_CENTRE = re.compile(rf"{GAP}Trung ương(?:{GAP}Đảng)?(?!\w)")
_FORMS = ("fixed", "sector", "level", "loose", "party", "organ", "generic", "firm")
_FORM_OF = {row["name"]: row["form"] for row in rows(_HEADS)}
_LONG = {row["name"]: row["full"] for row in rows("body_abbreviations.csv")}
_ABBREVIATION = re.compile(rf"(?<!\w){weave(_LONG)}(?!\w)")


def find(text: Text) -> list[Body]:
    """Return the bodies named in a text, each once, in the order of their first mention.

    >>> from vanban.spelling import prepare
    >>> found = find(prepare("Sở Y tế và UBND tỉnh; các sở; Uỷ ban nhân dân tỉnh chủ trì"))
    >>> [(body.name, body.mentions) for body in found]
    [('Sở Y tế', ((0, 7),)), ('Uỷ ban nhân dân tỉnh', ((11, 20), (30, 50)))]
    """
    plain = text.plain
    spans: dict[str, list[tuple[int, int]]] = {}
    known: dict[str, str] = {}
    done = 0
    for hit in _HEAD.finditer(plain):
        start = hit.start()
        if start < done:
            continue
        end = _end(plain, hit)
        if end is None:
            continue
        done = end
        written = plain[start:end]
        key = known.get(written)
        if key is None:
            key = known[written] = fold(written)
        spans.setdefault(key, []).append((start, end))
    return [_body(plain, mentions) for mentions in spans.values()]


def body_at(plain: str, at: int) -> int | None:
    """Return where the name of the body that starts at ``at`` ends, or None.

    >>> plain = "Giao Sở Khoa học và Công nghệ chủ trì"
    >>> plain[5 : body_at(plain, 5)]
    'Sở Khoa học và Công nghệ'
    """
    hit = _HEAD.match(plain, at)
    return _end(plain, hit) if hit else None


def actor_at(plain: str, at: int) -> int | None:
    """Return where the body or the office-holder named at ``at`` ends, or None.

    An office-holder is a post with the body it is held in, or with "tỉnh", "xã" …; a bare post
    ("Chủ tịch", "Thủ tướng") is one too.

    >>> plain = "Giao Giám đốc Sở Y tế, Chánh Văn phòng UBND tỉnh thực hiện"
    >>> plain[5 : actor_at(plain, 5)], plain[23 : actor_at(plain, 23)]
    ('Giám đốc Sở Y tế', 'Chánh Văn phòng UBND tỉnh')
    """
    post = _POST.match(plain, at)
    if post is None:
        return body_at(plain, at)
    # "Chánh Văn phòng", "Trưởng Ban": the second half of the post begins the body's name.
    inner = body_at(plain, post.start(1) + post[1].find(" ") + 1) if post[1] else None
    return inner or _nested(plain, post.end(), *_FORMS) or _level(plain, post.end()) or post.end()


def fold(written: str) -> str:
    r"""Return what all spellings of a body's name have in common.

    >>> fold("UBND Tỉnh") == fold("Uỷ ban\nnhân dân tỉnh")
    True
    """
    words = one_tone(" ".join(written.replace("-", " - ").split()))
    return _ABBREVIATION.sub(lambda hit: _LONG[hit[0]], words).casefold().replace(",", "")


def _body(plain: str, mentions: list[tuple[int, int]]) -> Body:
    """Return a body under its fullest spelling."""
    written = {" ".join(plain[start:end].split()) for start, end in mentions}
    return Body(max(written, key=lambda name: (len(name), name)), tuple(mentions))


def _end(plain: str, hit: re.Match[str]) -> int | None:
    """Return where the name ends whose head was hit, or None where no body is named."""
    return _READERS[_form(hit)](plain, hit.end())


def _form(hit: re.Match[str]) -> str:
    """Return the form of a head, in whatever tone placement and broken over whatever lines."""
    return _FORM_OF.get(hit[0]) or _FORM_OF[" ".join(one_tone(hit[0]).split())]


def _fixed(_plain: str, at: int) -> int | None:
    return at


def _unnamed(_plain: str, _at: int) -> int | None:
    """Tell that lower case ("tỉnh ủy") names a body only inside another's name."""
    return None


def _sector(plain: str, at: int) -> int | None:
    more = _SECTOR.match(plain, at)
    return more.end() if more else None


def _level(plain: str, at: int) -> int | None:
    """Read the level, the place or the party organ after a council or committee."""
    more = _AT_LEVEL.match(plain, at)
    if more:
        return more.end()
    return _nested(plain, at, "party", "inner")


def _loose(plain: str, at: int) -> int | None:
    return _level(plain, at) or at


def _party(plain: str, at: int) -> int | None:
    """Read the place or the body after a party committee ("Đảng ủy Bộ Tài chính")."""
    more = _AT_PARTY.match(plain, at)
    if more is None:
        return at
    return _nested(plain, at, "sector") or (more.end() if plain[more.end() - 1] > " " else at)


def _organ(plain: str, at: int) -> int | None:
    """Read the body that an organ belongs to ("Ban Thường vụ Tỉnh ủy"), which it needs."""
    centre = _CENTRE.match(plain, at)
    if centre:
        return centre.end()
    return (
        _nested(plain, at) or _level(plain, at) or _before_council(plain, at) or _generic(plain, at)
    )


def _before_council(plain: str, at: int) -> int | None:
    """Read a council without its level ("Thường trực Hội đồng nhân dân")."""
    gap = _GAP.match(plain, at)
    inner = _HEAD.match(plain, gap.end()) if gap else None
    return inner.end() if inner and _form(inner) == "level" else None


def _only_nested(plain: str, at: int) -> int | None:
    return _nested(plain, at) or _before_council(plain, at)


def _generic(plain: str, at: int) -> int | None:
    """Run on to the word that cannot belong to a name, and into a body named right after."""
    more = _GENERIC.match(plain, at)
    if more is None:
        return None
    return _nested(plain, more.end()) or more.end()


def _board(plain: str, at: int) -> int | None:
    more = _BOARD.match(plain, at)
    if more is None:
        return None
    return _nested(plain, more.end()) or more.end()


def _firm(plain: str, at: int) -> int | None:
    more = _FIRM.match(plain, at)
    return more.end() if more else None


def _nested(plain: str, at: int, *forms: str) -> int | None:
    """Return the end of a body that follows after a gap and is part of the name."""
    gap = _GAP.match(plain, at)
    inner = _HEAD.match(plain, gap.end()) if gap else None
    if inner is None:
        return None
    form = _form(inner)
    if form not in (forms or _INNER):
        return None
    return inner.end() if form == "inner" else _end(plain, inner)


_INNER = ("fixed", "sector", "level", "loose", "party", "inner")
_READERS: dict[str, Callable[[str, int], int | None]] = {
    "fixed": _fixed,
    "sector": _sector,
    "level": _level,
    "loose": _loose,
    "party": _party,
    "organ": _organ,
    "generic": _generic,
    "firm": _firm,
    "board": _board,
    "inner": _unnamed,
    "nested": _only_nested,
}
