"""Name lists woven into patterns that fail fast."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vanban.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterable

# The letters of Vietnamese by case: [à-ỹ] would take capitals too.
UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
# One space, or the break of a line inside a name, never an empty line.
GAP = r"(?: \n?|\n) ?"
# A dash between the parts of a name, with whatever blanks it got.
DASH = r" ?\n?- ?\n?"
# Both tone placements of the rimes that have two; the first is the product's own.
_PAIRS = (
    "òa oà", "óa oá", "ỏa oả", "õa oã", "ọa oạ", "òe oè", "óe oé", "ỏe oẻ", "õe oẽ", "ọe oẹ",
    "ùy uỳ", "úy uý", "ủy uỷ", "ũy uỹ", "ụy uỵ",
)  # fmt: skip
TONES = [
    (new, old)
    for pair in _PAIRS
    for new, old in (pair.split(), pair.title().split(), pair.upper().split())
]
_OLD_TONES = re.compile(rf"(?<![qQ])(?:{'|'.join(old for _, old in TONES)})(?!\w)")
_NEW_TONES = re.compile(rf"(?<![qQ])(?:{'|'.join(new for new, _ in TONES)})(?!\w)")
_OLD_OF = dict(TONES)
_NEW_OF = {old: new for new, old in TONES}


def names(file: str, *forms: str) -> list[str]:
    """Return the names of a list, or those of the given forms.

    >>> names("body_heads", "sector")
    ['Bộ', 'Sở', 'Ty']
    """
    return [row["name"] for row in rows(file) if not forms or row["form"] in forms]


def one_tone(name: str) -> str:
    """Return a name in the product's tone placement.

    >>> one_tone("Phạm Đồng Thuỵ, Uỷ viên, quý, hoàng")
    'Phạm Đồng Thụy, Ủy viên, quý, hoàng'
    """
    return _OLD_TONES.sub(lambda hit: _NEW_OF[hit[0]], name)


def both_tones(words: Iterable[str]) -> list[str]:
    """Return the words with, where it differs, their spelling in the other tone placement.

    >>> both_tones(["Ủy ban", "Sở"])
    ['Ủy ban', 'Uỷ ban', 'Sở']
    """
    every = []
    for word in words:
        other = _NEW_TONES.sub(lambda hit: _OLD_OF[hit[0]], word)
        every += [word, other] if other != word else [word]
    return every


def capitals(words: Iterable[str]) -> list[str]:
    """Return the words with every syllable capitalised, for a loose pattern.

    >>> capitals(["Phó Trưởng ban"])
    ['Phó Trưởng Ban']
    """
    return [" ".join(part[0].upper() + part[1:] for part in word.split()) for word in words]


class _Tree(dict[str, "_Tree"]):
    """Words by their letters; the empty letter ends a word."""


def weave(words: Iterable[str], *, loose: bool = False) -> str:
    r"""Return one pattern for many words that share beginnings; longer words win.

    A space in a word matches a line break too, a dash any blanks around it; with ``loose`` the
    first letters of syllables but the first may have either case.

    >>> weave(["Sở", "Sơn La", "Sơn"])
    'S(?:ơn(?:(?: \\n?|\\n) ?La)?|ở)'
    """
    tree = _Tree()
    for word in words:
        node = tree
        for at, letter in enumerate(word.replace(" - ", "-")):
            key = letter.lower() if loose and at and letter.isupper() else letter
            node = node.setdefault(key + ("/" if key != letter else ""), _Tree())
        node[""] = _Tree()
    return _pattern(tree)


def _pattern(tree: _Tree) -> str:
    """Return the pattern of a tree of letters; the empty letter ends a word."""
    ends = "" in tree
    branches = [_letter(letter) + _pattern(rest) for letter, rest in sorted(tree.items()) if letter]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"


def _letter(letter: str) -> str:
    """Return the pattern of a node of the tree."""
    if letter == " ":
        return GAP
    if letter == "-":
        return DASH
    if letter.endswith("/") and len(letter) > 1:
        return f"[{letter[0]}{letter[0].upper()}]"
    return re.escape(letter)
