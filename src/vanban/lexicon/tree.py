"""Name lists looked up word by word: nothing to compile, whatever the length of the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vanban.lexicon.weave import DASH, GAP

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"\w++")
_NEXT = re.compile(rf"(?:,?{GAP}|{DASH}|[&/.,])(\w++)")


class _Node:
    """A word of a list: what may follow it, and the value of the name that ends here.

    ``dotted`` is the value of the name that ends here with a full stop: "TT.".
    """

    __slots__ = ("after", "dotted", "value")

    def __init__(self) -> None:
        self.after: dict[str, _Node] = {}
        self.value: str | None = None
        self.dotted: str | None = None


class Found(NamedTuple):
    """A name of a list found in a text: where it ends, and its value in the list."""

    end: int
    value: str


class Tree:
    """Names by their words; a space matches a line break too, a dash any blanks around it.

    With ``loose`` the first letters of words but the first may have either case.
    """

    def __init__(self, names: Iterable[tuple[str, str]], *, loose: bool = False) -> None:
        """Take names with their values."""
        self._loose = loose
        self._first: dict[str, _Node] = {}
        for name, value in names:
            self._add(name, value)

    @property
    def first_words(self) -> Iterable[str]:
        """The words that names begin with, for a pattern that searches."""
        return self._first.keys()

    def _add(self, name: str, value: str) -> None:
        parts = _words(name)
        node = self._first.setdefault(parts[0], _Node())
        for part in parts[1:]:
            node = node.after.setdefault(self._key(part), _Node())
        if name.endswith("."):
            node.dotted = value
        else:
            node.value = value

    def _key(self, word: str) -> str:
        """Return a word, with its mark, as names have it that are told apart by no capital."""
        if not self._loose:
            return word
        first = word[0]
        return first.lower() + word[1:] if first.isalpha() else first + word[1:2].lower() + word[2:]

    def at(self, plain: str, at: int) -> Found | None:
        r"""Return the longest name of the list that stands at a place.

        >>> tree = Tree([("Sơn", "a"), ("Sơn La", "b"), ("Bà Rịa - Vũng Tàu", "c")])
        >>> tree.at("Sơn\nLa cũ", 0), tree.at("Bà Rịa-Vũng Tàu", 0), tree.at("Sơn La1", 0)
        (Found(end=6, value='b'), Found(end=15, value='c'), Found(end=3, value='a'))
        """
        word = _WORD.match(plain, at)
        node = self._first.get(word[0]) if word else None
        if word is None or node is None:
            return None
        return self._longest(plain, word.end(), node)

    def _longest(self, plain: str, end: int, node: _Node) -> Found | None:
        """Walk on from the first word as far as the names do."""
        found = None
        while True:
            if node.value is not None:
                found = Found(end, node.value)
            if node.dotted is not None and plain.startswith(".", end):
                found = Found(end + 1, node.dotted)
            step = _NEXT.match(plain, end) if node.after else None
            if step is None:
                return found
            mark = plain[end : step.start(1)].strip(" \n")
            word = self._key(mark + step[1])
            following = node.after.get(word)
            if following is None:
                return found
            node, end = following, step.end()


def _words(name: str) -> list[str]:
    """Return the words of a name, each but the first with the mark that joins it.

    >>> _words("Văn hóa, Thể thao - Du lịch")
    ['Văn', 'hóa', ',Thể', 'thao', '-Du', 'lịch']
    """
    words: list[str] = []
    done = 0
    for word in _WORD.finditer(name):
        words.append(name[done : word.start()].strip() + word[0])
        done = word.end()
    return words
