"""Words that open a task, stand between an actor and its task, or forbid one.

The lists are data (``lexicon/task_verbs.csv``): phrases of one to three words, each with a role.
A phrase is looked up by its first word, then by what may follow it, so that one look costs the
same whatever the length of the lists.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from vanban.lexicon import rows

_PUNCTUATION = " \n.,;:!?()[]{}\"'“”‘’«»…/-"
_PAIRS = (
    ("uỷ", "ủy"),
    ("huỷ", "hủy"),
    ("hoà", "hòa"),
    ("hoá", "hóa"),
    ("thuỷ", "thủy"),
    ("toà", "tòa"),
)


class Phrases(NamedTuple):
    """Phrases of one role, by first word: what may follow it (nothing said: anything)."""

    followers: dict[str, frozenset[str]]

    def at(self, word: str, after: str) -> bool:
        """Tell whether a phrase starts at the (folded) word, the next one being ``after``.

        >>> ACTS.at("phối", "hợp"), ACTS.at("phối", "cảnh")
        (True, False)
        """
        known = self.followers.get(word)
        return known is not None and (not known or after in known)


@lru_cache(maxsize=1 << 14)
def fold(raw: str) -> str:
    """Return a token without its punctuation, in lower case and one tone placement.

    >>> fold("(Uỷ"), fold("hợp,")
    ('ủy', 'hợp')
    """
    word = raw.strip(_PUNCTUATION).lower()
    if word.isascii():
        return word
    for old, new in _PAIRS:
        if word.endswith(old):
            return word[: -len(old)] + new
    return word


def phrases(*roles: str) -> Phrases:
    """Return the phrases of the roles; a phrase of one word lets anything follow."""
    followers: dict[str, set[str]] = {}
    single: set[str] = set()
    for row in rows("task_verbs"):
        if row["role"] not in roles:
            continue
        first, _, rest = row["phrase"].partition(" ")
        followers.setdefault(first, set())
        if rest:
            followers[first].add(rest.split(" ", 1)[0])
        else:
            single.add(first)
    return Phrases(
        {
            word: frozenset() if word in single else frozenset(after)
            for word, after in followers.items()
        }
    )


ACTS = phrases("act")
MODALS = phrases("modal")
STARTS = phrases("act", "modal", "open")
OPENS = phrases("open")
BETWEEN = phrases("inter")
INTROS = phrases("intro")
# Verbs of a duty where they start an item, but of a power after a subject.
ITEMS = phrases("item")
STOPS = phrases("stop")
