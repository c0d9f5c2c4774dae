"""Heads: the words by which the name of an actor begins.

The list is data (``lexicon/actor_heads.csv``): heads of bodies, of office-holders, heads in small
letters that stand within a list, and the nouns of classes ("các sở, ban, ngành").
"""

from __future__ import annotations

import re

from vanban.lexicon import rows
from vanban.reading.tasks.words import ACTS, fold

MANY = frozenset(("các", "toàn", "tất"))
_TOKEN = re.compile(r"\S++")

# By first word: what must follow it ("" for nothing), and what must not stand after that.
_Table = dict[str, tuple[tuple[str, frozenset[str]], ...]]


def _heads(kind: str) -> _Table:
    """Return the heads of a kind by their first word."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row in rows("actor_heads"):
        if row["kind"] == kind:
            first, _, rest = row["head"].partition(" ")
            never = frozenset(fold(word) for word in row["not"].split())
            found.setdefault(fold(first), []).append((fold(rest), never))
    return {word: tuple(heads) for word, heads in found.items()}


_PROPER = _heads("proper")
_OFFICE = _heads("office")
_LOWER = _heads("lower")
_CLASS = _heads("class")
# A capital noun that opens a class: "Sở, ban, ngành".
_LISTED = frozenset(("sở", "bộ", "ban", "ngành"))
# First words of actors: anywhere, or with a capital.
_FIRST = MANY | _LOWER.keys()
CAPITAL_FIRST = MANY | _PROPER.keys() | _OFFICE.keys() | _CLASS.keys()
FIRST_WORDS = _FIRST | CAPITAL_FIRST
_THREE = re.compile(r"[^\s]++[ \n]{1,80}([^\s]++)(?:[ \n]{1,80}([^\s]++))?")


def _is_head(table: _Table, word: str, after: str, then: str) -> bool:
    """Tell whether a head of the table stands in these (folded) words."""
    for must, never in table.get(word, ()):
        if (not must and after not in never) or (must == after and then not in never):
            return True
        if " " in must and must == f"{after} {then}":
            return True
    return False


def may_start(body: str, at: int, limit: int) -> bool:
    """Tell whether an actor may start at ``at``.

    >>> [may_start(text, 0, 40) for text in ("Sở Tài chính", "Ban hành", "các đơn vị")]
    [True, False, True]
    """
    hit = _TOKEN.match(body, at, limit)
    if hit is None:
        return False
    raw = hit[0]
    word = fold(raw)
    small = raw[0].islower()
    if word not in (_FIRST if small else CAPITAL_FIRST):
        return False
    three = _THREE.match(body, at, limit)
    after, then = (fold(three[1]), fold(three[2] or "")) if three else ("", "")
    if word in MANY:
        return _is_head(_CLASS, after, then, "")
    if small:
        return _is_head(_LOWER, word, after, then)
    if three and then not in MANY and _is_common(word, after, three[1]):
        return False
    return _is_proper(word, after, then) or (raw[-1] == "," and word in _LISTED)


def _is_common(word: str, after: str, raw: str) -> bool:
    """Tell whether a capital word is no name: "Thanh tra, kiểm tra …", "Bộ công cụ"."""
    if word == "bộ":
        return raw[0].islower() and after in _SETS
    return raw[-1] == "," and ACTS.at(word, after)


# What "bộ" is a set of: "Bộ công cụ", "Bộ mã", "Bộ tiêu chí".
_SETS = frozenset(("công", "mã", "tiêu", "hồ", "quy", "câu", "sách", "đề", "thử", "chứng"))


def _is_proper(word: str, after: str, then: str) -> bool:
    return _is_head(_PROPER, word, after, then) or _is_head(_OFFICE, word, after, then)


def may_name(raw: str, after: str) -> bool:
    """Tell from two tokens alone whether an actor may start with them; a quick first look."""
    word, follower = fold(raw), fold(after)
    if word in MANY or (raw[-1] == "," and word in _LISTED):
        return True
    return _may_follow(_PROPER, word, follower) or _may_follow(_OFFICE, word, follower)


def _may_follow(table: _Table, word: str, after: str) -> bool:
    return any(
        must.startswith(after) if must else after not in never
        for must, never in table.get(word, ())
    )
