"""People: every person named in the text, once, with the posts written beside the name.

A name is told by its surname and capitals, by the honorific or post before it, by the post after
it ("– Ủy viên Ban Thường vụ"), or by standing alone under a post at the foot of a paper. Streets,
schools, wards and campaigns that bear a person's name are told by the words before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vanban.lexicon.weave import GAP, UPPER, both_tones, names, one_tone, weave
from vanban.reading import posts
from vanban.reading.bodies import body_at
from vanban.reading.body_words import head_at
from vanban.record import Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vanban.spelling import Text

_SURNAMES = both_tones(names("surnames"))
_STRONG = frozenset(both_tones(names("surnames", "strong")))
_PLACES = frozenset(both_tones(names("places")))
_OPEN_HEADS = frozenset(names("body_heads", "sector", "generic", "firm"))
_MIDDLE = frozenset({"Văn", "Thị"})
_SHORT = 2  # syllables; a name so short needs a post or an honorific beside it
_FULL_LINE = 50  # characters; a shorter line ends because a cell or an item ends
_LEVELS = ("tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "Thành phố", "TP", "Tỉnh")
# After a post these end the body that it is held in, and no street or school follows.
_OF_POSTS = (*_LEVELS, "dự phòng", "quốc phòng")
_SPACE = re.compile(r"\s{1,3}")
_STREET = tuple(" " + word for word in both_tones(names("namesakes", "before")))
_HOUSE = re.compile(
    rf"(?<!\w){weave(both_tones(names('namesakes', 'within')))}"
    r"(?: [^\s,;.:()|]{1,20}){0,3} $"
)
_ADDRESS = re.compile(r"(?:\d[A-Z]?(?:/\d{1,4})?,?|\bsố) $")
_MONUMENT = re.compile(
    r"(?:Lăng|Bảo tàng|Quảng trường|[dD]i tích|[lL]ưu niệm|Tượng đài|Huân chương)[^,.;\n]{0,30}$"
)
_ALONE = re.compile(r"[ \t*|_.]{0,40}+(?=\n|$)")
_OWN_CELL = re.compile(r"(?:\n[ *|_]{0,8}+| {3,9}+)$")
_WITH_SIGN = re.compile(r"\s{0,9}+\([đĐ]ã [kK]ý\)")
_WARD = re.compile(
    r"(?:,| -|\)) ?(?:[Pp]hường|P\.|[Qq]uận|Q\.|[Xx]ã|TP|[Tt]hành phố|[Tt]hị"
    rf"|[{UPPER}]\w*+ [{UPPER}]\w*+,)"
)

_CLOSES = frozenset(mark + after for mark in ",;.)" for after in " \n") | {" -", " ("}
_LIST = re.compile(rf"(?>(?:[{UPPER}]\w*+(?: [{UPPER}]\w*+){{1,3}}(?:,| và) ){{1,4}})$")

_PART = rf"[{UPPER}][^\W\d_{UPPER}]{{0,9}}+(?:['’][^\W\d_]{{1,9}}+)?(?![\w&])"


def _branches(words: list[str]) -> str:
    """Return alternatives by first letter, each with its look behind, so that search is fast."""
    return "|".join(
        rf"{letter}(?<![\w&/]{letter})" + weave(word[1:] for word in words if word[0] == letter)
        for letter in sorted({word[0] for word in words})
    )


_NAME = re.compile(rf"(?:{_branches(_SURNAMES)})(?>(?:{GAP}{_PART}){{1,5}})")
_LOUD = re.compile(
    rf"(?:{_branches([name.upper() for name in _SURNAMES if len(name) > 1])})"
    rf"(?>(?: {{1,2}}[{UPPER}]{{1,8}}+(?!\w)){{1,4}})"
)
# A name whose surname no list knows needs an honorific before it or a post above it.
# No part is glued to the next: each ends where no letter follows.
_PARTS = rf"(?=[{UPPER}])(?>(?:(?: {{1,2}})?{_PART}){{2,6}})"
_CALLED = re.compile(
    rf"(?:đ(?<!\wđ)(?:ồng chí|/c)|Đ(?:ồng chí|/c)|ô(?<!\wô)ng|b(?<!\wb)à|Ông|Bà):?{GAP}({_PARTS})"
)
_SIGNED = re.compile(rf"\n[ *|_]{{0,40}}+({_PARTS})[ *|_.]{{0,20}}+(?=\n|$)")
_LABEL = re.compile(
    rf"Người ký:[\s*|]{{1,40}}+({_PARTS}|[{UPPER}]{{2,8}}(?>(?: [{UPPER}]{{1,8}}+){{1,4}}))"
    r"(?=[ *|]{0,9}+\n)"
)
_LOUD_STRONG = frozenset(name.upper() for name in _STRONG)


class _Lines(NamedTuple):
    """A text as it is matched, and as its lines and cells are told (with its tabs)."""

    plain: str
    cells: str


def find(text: Text) -> list[Person]:
    """Return the people named in a text, each once, in the order of their first mention.

    >>> from vanban.spelling import prepare
    >>> [(who.name, who.posts) for who in find(prepare(
    ...     "Đồng chí Lê Thị Uỷ - Trưởng Ban Tuyên giáo Tỉnh ủy; Giám đốc Sở Y tế Lê Thị Ủy"))]
    [('Lê Thị Uỷ', ('Trưởng Ban Tuyên giáo Tỉnh ủy', 'Giám đốc Sở Y tế'))]
    """
    lines = _Lines(text.plain, text.plain if text.steps else text.source)
    found: dict[int, tuple[int, list[str]]] = {}
    for pattern, judge in _JUDGES:
        for start, end in _spans(pattern, lines):
            held = judge(lines, start, end) if start not in found else None
            if held is not None:
                found[start] = (end, held)
    return _merge(lines.plain, found)


def _spans(pattern: re.Pattern[str], lines: _Lines) -> Iterator[tuple[int, int]]:
    """Yield the spans that may be names; what was cut off one is looked at again."""
    at = 0
    while hit := pattern.search(lines.plain, at):
        start, end = hit.span(hit.lastindex or 0)
        end = _cut(lines, start, end)
        yield start, end
        at = end


def _merge(plain: str, found: dict[int, tuple[int, list[str]]]) -> list[Person]:
    """Return one person for all spellings of a name."""
    spans: dict[str, list[tuple[int, int]]] = {}
    held: dict[str, dict[str, str]] = {}
    for start, (end, written) in sorted(found.items()):
        key = one_tone(" ".join(plain[start:end].split())).casefold()
        spans.setdefault(key, []).append((start, end))
        kept = held.setdefault(key, {})
        for post in written:
            kept.setdefault(one_tone(post).casefold(), post)
    return [
        Person(_flat(plain, mentions[0]), tuple(held[key].values()), tuple(mentions))
        for key, mentions in spans.items()
    ]


def _flat(plain: str, span: tuple[int, int]) -> str:
    """Return what stands in a span, on one line and without the asterisks of bold type."""
    return " ".join(plain[slice(*span)].replace("*", "").split())


def _cut(lines: _Lines, start: int, end: int) -> int:
    """Return the end of a name without the next cell of a table or the next line of a list."""
    tab = lines.cells.find("\t", start, end)
    end = end if tab < 0 else tab
    plain = lines.plain
    # "Lê Văn An Chủ tịch": a post is no part of the name.
    for space in _SPACE.finditer(plain, start, end):
        if posts.post_at(plain, space.end()):
            end = space.start()
            break
    broken = plain.find("\n", start, end)
    if broken < 0:
        return end
    # A line that breaks inside a name is a full line of running text.
    line = max(plain.rfind("\n", max(0, start - 60), start), start - 60)
    parts = plain[start:broken].split()
    unfinished = len(parts) == 1 or parts[-1] in _MIDDLE or plain[end : end + 2] in _CLOSES
    if broken - line > _FULL_LINE and unfinished:
        return end
    return start + len(plain[start:broken].rstrip())


def _held(lines: _Lines, start: int, end: int) -> tuple[list[str], bool]:
    """Return the posts beside a name, and whether anything beside it tells a person."""
    column = posts.above(lines.cells, start) or posts.beside(lines.cells, start, end)
    if column:
        return [_flat(lines.plain, column)], True
    spans, called = posts.before(lines.plain, posts.over_names(lines.plain, start))
    after = posts.after(lines.plain, end, below=not spans)
    written = [_flat(lines.plain, span) for span in (*spans, *after)]
    return written, called or bool(written)


def _judge(lines: _Lines, start: int, end: int) -> list[str] | None:
    """Return the posts of the person named here, or None where no person is named."""
    parts = lines.plain[start:end].split()
    # "ông Nguyễn Văn A" is nobody in particular.
    if len(parts) < _SHORT or len(parts[-1]) == 1:
        return None
    written, told = _held(lines, start, end)
    # "Chủ tịch UBND xã Tân Phước" tells of a place.
    if len(parts) == _SHORT and parts[0] not in _STRONG and _of_place(written):
        return None
    if _is_namesake(lines.plain, start, end, written) or body_at(lines.plain, start):
        return None
    if " ".join(parts) in _PLACES:
        # "Chủ tịch Hồ Chí Minh" is a person, his mausoleum and the city are not.
        monument = _MONUMENT.search(lines.plain, max(0, start - 50), start)
        return written if written == ["Chủ tịch"] and not monument else None
    if told or _WITH_SIGN.match(lines.plain, end):
        return written
    return _alone(lines, start, end, parts)


def _of_place(written: list[str]) -> bool:
    return bool(written) and written[0].endswith(_LEVELS)


def _alone(lines: _Lines, start: int, end: int, parts: list[str]) -> list[str] | None:
    """Judge a name that nothing beside it explains: at the foot of a paper, or by its form."""
    if _ALONE.match(lines.plain, end) and _OWN_CELL.search(lines.plain, max(0, start - 9), start):
        over = posts.over_list(lines.plain, start)
        if over:
            return [_flat(lines.plain, over)]
    told = len(parts) > _SHORT and (parts[0] in _STRONG or parts[1] in _MIDDLE)
    return [] if told else None


def _is_namesake(plain: str, start: int, end: int, written: list[str]) -> bool:
    """Tell whether a street, a school, a place or an idea bears the name."""
    ahead = " ".join(plain[max(0, start - 70) : start].replace("*", " ").split()) + " "
    if not written:
        ahead = ahead[: listed.start()] if (listed := _LIST.search(ahead)) else ahead
    # After a post "tỉnh" and "huyện" belong to the body: "Chủ tịch UBND tỉnh Lê Văn An".
    near = (" " + ahead.lower().rstrip()).endswith(_STREET)
    if near and not (written and ahead.rstrip().endswith(_OF_POSTS)):
        return True
    if written:
        # "Bộ trưởng Bộ" wants a name, and that is the ministry's.
        return bool(_OPEN_HEADS.intersection(ahead.split()[-1:]))
    return bool(_HOUSE.search(ahead) or (_ADDRESS.search(ahead) and _WARD.match(plain, end)))


def _judge_loud(lines: _Lines, start: int, end: int) -> list[str] | None:
    """Judge a name in capitals: on a line of its own under a post, or after an honorific."""
    plain = lines.plain
    column = posts.above(lines.cells, start)
    if column:
        return [_flat(plain, column)]
    spans, called = posts.before(plain, start)
    line = plain[plain.rfind("\n", max(0, start - 60), start) + 1 : start]
    alone = not line.strip(" *|_") and _ALONE.match(plain, end)
    if not called and not (spans and alone):
        return None
    if _is_namesake(plain, start, end, []):
        return None
    return [_flat(plain, span) for span in spans]


def _judge_called(lines: _Lines, start: int, end: int) -> list[str] | None:
    """Judge a name that follows an honorific, whatever its surname."""
    name = " ".join(lines.plain[start:end].split())
    if " " not in name or name in _PLACES or name[-2] == " ":
        return None
    if head_at(lines.plain, start) or posts.post_at(lines.plain, start):
        return None
    return _held(lines, start, end)[0]


def _judge_signed(lines: _Lines, start: int, end: int) -> list[str] | None:
    """Judge capitals that stand alone under a post, whatever the surname."""
    name = " ".join(lines.plain[start:end].split())
    if " " not in name or name[-2] == " " or name in _PLACES or body_at(lines.plain, start):
        return None
    spans, _ = posts.before(lines.plain, start)
    return [_flat(lines.plain, span) for span in spans] or None


def _judge_label(lines: _Lines, start: int, end: int) -> list[str] | None:
    """Judge a name after "Người ký:" on a page of metadata: it has no post there."""
    written = lines.plain[start:end]
    if body_at(lines.plain, start) or (
        written.isupper() and written.split()[0] not in _LOUD_STRONG
    ):
        return None
    return []


_JUDGES: tuple[tuple[re.Pattern[str], Callable[[_Lines, int, int], list[str] | None]], ...] = (
    (_NAME, _judge),
    (_LOUD, _judge_loud),
    (_CALLED, _judge_called),
    (_SIGNED, _judge_signed),
    (_LABEL, _judge_label),
)
