"""Bodies: every organisation named in the text (cơ quan, tổ chức), its spellings merged.

A name is a head ("Sở", "Ủy ban nhân dân", "Trung tâm" …) and what belongs to it. How far it runs
depends on the head: ministries and departments have a list of names, councils and committees a
level and a place, all others run on until a word that cannot belong to a name. Classes ("các sở",
"UBND các xã", "UBND cấp huyện") name no body.

For other readers ``body_at`` and ``actor_at`` tell where a name that starts at a place ends.
"""

from __future__ import annotations

import re
from heapq import merge
from typing import TYPE_CHECKING

from vanban.lexicon.weave import GAP
from vanban.reading import body_words
from vanban.reading.body_words import fold, form_of
from vanban.record import Body

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vanban.spelling import Text

__all__ = ["actor_at", "body_at", "find", "fold"]

_GAP = re.compile(GAP)
_PLACE = re.compile(body_words.PLACE)
_ANY = ("fixed", "sector", "level", "loose", "party", "organ", "generic", "firm", "board")
_OPEN = ("generic", "firm")
_CLASS = ("các ", "Các ", "các\n", "Các\n")
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
    for start, end in merge(_quiet(plain), _loud(plain), key=_outer_first):
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


def _outer_first(span: tuple[int, int]) -> tuple[int, int]:
    """Order spans by their start, the longest first."""
    return span[0], -span[1]


def _quiet(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in their usual case."""
    done = 0
    for hit in body_words.HEAD.finditer(plain):
        start = hit.start()
        if start < done:
            continue
        end = _end(plain, hit)
        if end is not None:
            done = end
            yield start, end


def _loud(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names in capitals."""
    yield from sorted(
        [hit.span() for hit in body_words.LOUD.finditer(plain)]
        + [hit.span(1) for hit in body_words.LOUD_LINE.finditer(plain)],
        key=lambda span: (span[0], -span[1]),
    )


def body_at(plain: str, at: int) -> int | None:
    """Return where the name of the body that starts at ``at`` ends, or None.

    >>> plain = "Giao Sở Khoa học và Công nghệ chủ trì"
    >>> plain[5 : body_at(plain, 5)]
    'Sở Khoa học và Công nghệ'
    """
    hit = body_words.HEAD.match(plain, at)
    return _end(plain, hit) if hit else None


def actor_at(plain: str, at: int) -> int | None:
    """Return where the body or the office-holder named at ``at`` ends, or None.

    An office-holder is a post with the body it is held in, or with "tỉnh", "xã" …; a bare post
    ("Chủ tịch", "Thủ tướng") is one too.

    >>> plain = "Giao Giám đốc Sở Y tế, Chánh Văn phòng UBND tỉnh thực hiện"
    >>> plain[5 : actor_at(plain, 5)], plain[23 : actor_at(plain, 23)]
    ('Giám đốc Sở Y tế', 'Chánh Văn phòng UBND tỉnh')
    """
    post = body_words.POST.match(plain, at)
    if post is None:
        return body_at(plain, at)
    # "Chánh Văn phòng", "Trưởng Ban": the second half of the post begins the body's name.
    inner = body_at(plain, post.start(1) + post[1].find(" ") + 1) if post[1] else None
    return inner or _nested(plain, post.end(), *_ANY) or _level(plain, post.end()) or post.end()


def _body(plain: str, mentions: list[tuple[int, int]]) -> Body:
    """Return a body under its fullest spelling."""
    written = {" ".join(plain[start:end].split()) for start, end in mentions}
    # Capitals are the look of a head, not the spelling.
    fullest = max(written, key=lambda name: (not name.isupper(), len(name), name))
    return Body(fullest, tuple(mentions))


def _end(plain: str, hit: re.Match[str]) -> int | None:
    """Return where the name ends whose head was hit, or None where no body is named."""
    form = form_of(hit[0])
    # "các Ban của Hội đồng" is a class, "Đài Loan" a land.
    if form in _OPEN and (
        plain[max(0, hit.start() - 4) : hit.start()] in _CLASS or _PLACE.match(plain, hit.start())
    ):
        return None
    return _READERS[form](plain, hit.end())


def _fixed(_plain: str, at: int) -> int | None:
    return at


def _unnamed(_plain: str, _at: int) -> int | None:
    """Tell that lower case ("tỉnh ủy") names a body only inside another's name."""
    return None


def _sector(plain: str, at: int) -> int | None:
    more = body_words.SECTOR.match(plain, at)
    return more.end() if more else None


def _level(plain: str, at: int) -> int | None:
    """Read the level, the place or the party organ after a council or committee."""
    more = body_words.AT_LEVEL.match(plain, at)
    if more:
        return more.end()
    return _nested(plain, at, "party", "inner")


def _loose(plain: str, at: int) -> int | None:
    return _level(plain, at) or at


def _party(plain: str, at: int) -> int | None:
    """Read the place or the body after a party committee ("Đảng ủy Bộ Tài chính")."""
    if body_words.A_CLASS.match(plain, at):
        return None
    more = body_words.AT_PARTY.match(plain, at)
    if more is None:
        return at
    return _nested(plain, at, "sector") or (more.end() if plain[more.end() - 1] > " " else at)


def _organ(plain: str, at: int) -> int | None:
    """Read the body that an organ belongs to ("Ban Thường vụ Tỉnh ủy"), which it needs."""
    centre = body_words.CENTRE.match(plain, at)
    if centre:
        return centre.end()
    return (
        _nested(plain, at) or _level(plain, at) or _before_council(plain, at) or _generic(plain, at)
    )


def _before_council(plain: str, at: int) -> int | None:
    """Read a council without its level ("Thường trực Hội đồng nhân dân")."""
    gap = _GAP.match(plain, at)
    inner = body_words.HEAD.match(plain, gap.end()) if gap else None
    return inner.end() if inner and form_of(inner[0]) == "level" else None


def _only_nested(plain: str, at: int) -> int | None:
    return _nested(plain, at) or _before_council(plain, at)


def _generic(plain: str, at: int) -> int | None:
    """Run on to the word that cannot belong to a name, and into a body named right after."""
    begun = body_words.GENERIC.match(plain, at)
    if begun is None:
        return None
    end = body_words.run_on(plain, begun.end())
    return _nested(plain, end) or end


def _board(plain: str, at: int) -> int | None:
    begun = body_words.BOARD.match(plain, at)
    if begun is None:
        return None
    end = body_words.run_on_of_board(plain, begun.end())
    return _nested(plain, end) or end


def _firm(plain: str, at: int) -> int | None:
    begun = body_words.FIRM.match(plain, at)
    if begun:
        return body_words.run_on(plain, begun.end())
    more = body_words.FIRM_OF_PLACE.match(plain, at)
    return more.end() if more else None


def _nested(plain: str, at: int, *forms: str) -> int | None:
    """Return the end of a body that follows after a gap and is part of the name."""
    gap = _GAP.match(plain, at)
    inner = body_words.HEAD.match(plain, gap.end()) if gap else None
    if inner is None:
        return None
    form = form_of(inner[0])
    if form not in (forms or _INNER):
        return None
    return inner.end() if form == "inner" else _end(plain, inner)


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
