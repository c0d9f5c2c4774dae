"""Bodies: every organisation named in the text (cơ quan, tổ chức), its spellings merged.

A name is a head ("Sở", "Ủy ban nhân dân", "Trung tâm" …) and what belongs to it. How far it runs
depends on the head: ministries and departments have a list of names, councils and committees a
level and a place, all others run on until a word that cannot belong to a name. Classes ("các sở",
"UBND các xã", "UBND cấp huyện") name no body.

For other readers ``body_at`` tells where a name that starts at a place ends; ``posts.actor_at``
reads an office-holder too.
"""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING

from vanban.reading import body_words as words
from vanban.reading.body_words import fold, head_at, person_at, stops_at
from vanban.reading.loud_bodies import loud, outer_first
from vanban.record import Body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vanban.lexicon.tree import Found
    from vanban.spelling import Text


_OPEN = ("generic", "firm")
_CLASS = ("các ", "Các ", "các\n", "Các\n")
_STANDING = ("Thường trực", "Ban Thường trực", "Ban thường trực", "thường trực")
_INNER = ("fixed", "sector", "level", "loose", "party", "inner")


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
    cells = text.source if "\t" in text.source and not text.steps else ""
    for start, end in merge(_quiet(plain), loud(plain), _listed(plain), key=outer_first):
        if start < done:
            continue
        # The next cell of a table is no part of a name.
        if cells and (tab := cells.find("\t", start, end)) > start:
            end = tab  # noqa: PLW2901 (the name ends earlier than its words allow)
        done = end
        written = plain[start:end]
        key = known.get(written)
        if key is None:
            key = known[written] = fold(written)
        spans.setdefault(key, []).append((start, end))
    return [_body(plain, mentions) for mentions in spans.values()]


def _quiet(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in their usual case."""
    done = 0
    for hit in words.FIRST_OF_HEAD.finditer(plain):
        start = hit.start()
        head = None if start < done else head_at(plain, start)
        if head is None:
            continue
        # No other name begins inside of a head.
        done = head.end
        end = _end(plain, start, head)
        if end is not None:
            done = end
            yield start, end


def _listed(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the fields that stand for bodies in "các bộ: Quốc phòng, Công an"."""
    for hit in words.LISTED.finditer(plain):
        at = hit.end()
        while end := _field_at(plain, at):
            if not words.LISTED_END.match(plain, end):
                break
            yield at, end
            link = words.NEXT_LISTED.match(plain, end)
            if link is None:
                break
            at = link.end()


def body_at(plain: str, at: int) -> int | None:
    """Return where the name of the body that starts at ``at`` ends, or None.

    >>> plain = "Giao Sở Khoa học và Công nghệ chủ trì"
    >>> plain[5 : body_at(plain, 5)]
    'Sở Khoa học và Công nghệ'
    """
    head = head_at(plain, at)
    return _end(plain, at, head) if head else None


def _body(plain: str, mentions: list[tuple[int, int]]) -> Body:
    """Return a body under its fullest spelling."""
    written = {" ".join(plain[start:end].split()) for start, end in mentions}
    # Capitals are the look of a head, not the spelling.
    fullest = max(written, key=lambda name: (not name.isupper(), len(name), name))
    return Body(fullest, tuple(mentions))


def _end(plain: str, start: int, head: Found) -> int | None:
    """Return where the name ends that begins with a head, or None where no body is named."""
    # "các Ban của Hội đồng" is a class, "Đài Loan" a land.
    if head.value in _OPEN and (
        plain[max(0, start - 4) : start] in _CLASS or words.PLACES.at(plain, start)
    ):
        return None
    if plain.startswith(_STANDING, start) and words.STANDING.search(
        plain, max(0, start - 9), start
    ):
        return None
    return _READERS[head.value](plain, head.end)


def _fixed(_plain: str, at: int) -> int | None:
    return at


def _unnamed(_plain: str, _at: int) -> int | None:
    """Tell that lower case ("tỉnh ủy") names a body only inside another's name."""
    return None


def _sector(plain: str, at: int) -> int | None:
    """Read the field of a ministry or department, and the place of a department."""
    end = _field(plain, at)
    if end is None:
        return None
    level = words.LEVEL.match(plain, end)
    if level:
        return _spot(plain, level.end()) or level.end()
    return _place(plain, end) or end


def _field(plain: str, at: int) -> int | None:
    """Return the end of the field after "Bộ" or "Sở", spelled out or abbreviated."""
    step = words.STEP.match(plain, at)
    return _field_at(plain, step.end()) if step else None


def _field_at(plain: str, at: int) -> int | None:
    known = words.SECTORS.at(plain, at)
    if known:
        return known.end
    short = words.SHORT.match(plain, at)
    return short.end() if short else None


def level_at(plain: str, at: int) -> int | None:
    """Return the end of the level, place or party organ after a council or committee."""
    level = words.LEVEL.match(plain, at)
    if level is None:
        return _place(plain, at) or nested_at(plain, at, "party", "inner")
    spot = _spot(plain, level.end())
    if spot or not words.LEVEL_TOO.match(plain, level.end()):
        return spot or level.end()
    return None


def _council(plain: str, at: int) -> int | None:
    """Read the level or place of a council; "HĐND" and "UBND" alone are those of the place."""
    end = level_at(plain, at)
    if end is None and plain.endswith(("HĐND", "UBND"), 0, at):
        bare = not words.LEVEL.match(plain, at) and not words.NO_COUNCIL.match(plain, at)
        return at if bare else None
    return end


def _place(plain: str, at: int) -> int | None:
    step = words.STEP.match(plain, at)
    place = words.PLACES.at(plain, step.end()) if step else None
    return place.end if place else None


def _spot(plain: str, at: int) -> int | None:
    """Return the end of the name of a place, known or not; nobody's name."""
    known = _place(plain, at)
    if known:
        return known
    end = None
    for _ in range(4):
        loud = words.SPOT_LOUD.match(plain, end) if end else None
        step = words.STEP.match(plain, end or at)
        if loud:
            end = loud.end()
        elif step and _may_be_spot(plain, step.end(), first=end is None):
            capital = words.CAPITAL.match(plain, step.end())
            end = capital.end() if capital else end
        else:
            break
    dash = words.SPOT_DASH.match(plain, end) if end else None
    return dash.end() if dash else end


def _may_be_spot(plain: str, at: int, *, first: bool) -> bool:
    if not words.CAPITAL.match(plain, at) or person_at(plain, at):
        return False
    return first or not words.TWO_LOUD.match(plain, at)


def _loose(plain: str, at: int) -> int | None:
    return level_at(plain, at) or at


def _party(plain: str, at: int) -> int | None:
    """Read the place or the body after a party committee ("Đảng ủy Bộ Tài chính")."""
    # "Thành ủy viên" holds a post.
    if words.A_CLASS.match(plain, at) or plain.startswith(" viên", at):
        return None
    level = words.LEVEL.match(plain, at)
    if level and words.LEVEL_TOO.match(plain, level.end()):
        return at
    spot = _spot(plain, level.end()) or level.end() if level else _place(plain, at)
    if spot:
        return spot
    step = words.STEP.match(plain, at)
    same_line = step is not None and "\n" not in step[0]
    inner = nested_at(plain, at, *(("sector", "level") if same_line else ("sector",)))
    if inner:
        return inner
    known = words.PARTY_OF.match(plain, at)
    if known:
        return known.end()
    short = words.SHORT.match(plain, step.end()) if step else None
    return short.end() if short and not head_at(plain, short.start()) else at


def _organ(plain: str, at: int) -> int | None:
    """Read the body that an organ belongs to ("Ban Thường vụ Tỉnh ủy"), which it needs."""
    centre = words.CENTRE.match(plain, at)
    if centre:
        return centre.end()
    return _only_nested(plain, at) or level_at(plain, at) or _generic(plain, at)


def _only_nested(plain: str, at: int) -> int | None:
    """Read the body that follows, or a council without its level ("Thường trực HĐND")."""
    inner = nested_at(plain, at)
    if inner:
        return inner
    step = words.STEP.match(plain, at)
    head = head_at(plain, step.end()) if step else None
    return head.end if head and head.value == "level" and not level_at(plain, at) else None


def _generic(plain: str, at: int) -> int | None:
    """Run on to the word that cannot belong to a name, and into a body named right after."""
    step = words.STEP.match(plain, at)
    first = words.FIRST.match(plain, step.end()) if step else None
    if first is None or _is_no_name(plain, first.start()):
        return None
    end = _run(plain, first.end())
    return nested_at(plain, end) or end


def _is_no_name(plain: str, at: int) -> bool:
    return bool(words.NO_NAME.match(plain, at) or person_at(plain, at))


def _board(plain: str, at: int) -> int | None:
    """Read what a board is for ("Ban Chỉ đạo về …", "Ban Quản lý các khu công nghiệp")."""
    level = words.BOARD_LEVEL.match(plain, at)
    at = level.end() if level else at
    first = words.BOARD_FIRST.match(plain, at)
    end = first.end() if first else _word(plain, at)
    if end is None:
        return None
    end = _run(plain, end, board=True)
    return nested_at(plain, end) or end


def _firm(plain: str, at: int) -> int | None:
    """Read the kinds of a firm or school ("cổ phần", "Đại học") and its name."""
    kind = None
    while following := words.FIRM_KIND.match(plain, at):
        kind, at = following, following.end()
    step = words.STEP.match(plain, at)
    first = words.CAPITAL.match(plain, step.end()) if step else None
    if first and not words.NO_NAME.match(plain, first.start()):
        heading = words.HEADING.match(plain, first.start())
        if not heading:
            return _run(plain, first.end())
    if kind and kind[0].endswith(("tỉnh", "huyện")):
        return _place(plain, at) or at
    return None


def _run(plain: str, at: int, *, board: bool = False) -> int:
    """Return where a name that runs on ends."""
    for _ in range(24 if board else 14):
        end = _word(plain, at) or _joined(plain, at) or (_board_word(plain, at) if board else None)
        if end is None:
            break
        at = end
    region = words.REGION.match(plain, at)
    return region.end() if region else at


def _word(plain: str, at: int) -> int | None:
    """Return the end of the next word if it can belong to a name."""
    step = words.STEP.match(plain, at)
    if step is None:
        return None
    start = step.end()
    link = words.AND.match(plain, start)
    if link:
        return _after_and(plain, link.end())
    sign = words.AND_SIGN.match(plain, start)
    if sign:
        return sign.end()
    word = words.WORD.match(plain, start)
    if word is None or stops_at(plain, start):
        return None
    return None if plain[start].isupper() and _is_other(plain, start) else word.end()


def _is_other(plain: str, at: int) -> bool:
    """Tell whether a heading, a person or another body begins here."""
    if words.HEADING.match(plain, at) or words.NEXT_CELL.match(plain, at) or person_at(plain, at):
        return True
    head = head_at(plain, at)
    return bool(head and words.NAMED.match(plain, head.end))


def _after_and(plain: str, at: int) -> int | None:
    """Return the end of the word after "và" if it belongs to the name."""
    if words.AFTER_AND.match(plain, at) or head_at(plain, at):
        return None
    word = words.WORD.match(plain, at)
    return word.end() if word and not person_at(plain, at) else None


def _joined(plain: str, at: int) -> int | None:
    """Return the end of what a dash or a comma joins to a name."""
    joined = words.AFTER_DASH.match(plain, at) or words.AFTER_COMMA.match(plain, at)
    return joined.end() if joined and not head_at(plain, joined.start(1)) else None


def _board_word(plain: str, at: int) -> int | None:
    """Return the end of what only the name of a board may run on with."""
    purpose = words.OF_WHAT.match(plain, at)
    if purpose:
        return purpose.end()
    field = words.NEXT_FIELD.match(plain, at)
    if field is None or stops_at(plain, field.start(1)):
        return None
    return None if head_at(plain, field.start(1)) else field.end()


def nested_at(plain: str, at: int, *forms: str) -> int | None:
    """Return the end of a body that follows after a gap and is part of the name."""
    step = words.STEP.match(plain, at)
    inner = head_at(plain, step.end()) if step else None
    if step is None or inner is None or inner.value not in (forms or _INNER):
        return None
    return inner.end if inner.value == "inner" else _end(plain, step.end(), inner)


_READERS: dict[str, Callable[[str, int], int | None]] = {
    "fixed": _fixed,
    "sector": _sector,
    "level": _council,
    "loose": _loose,
    "party": _party,
    "organ": _organ,
    "generic": _generic,
    "firm": _firm,
    "board": _board,
    "inner": _unnamed,
    "nested": _only_nested,
}
