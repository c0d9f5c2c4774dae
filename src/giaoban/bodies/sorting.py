"""Sort as Vietnamese do: letters before tones, persons by given name.

The order is that of CLDR ``vi`` (a ă â b c d đ e ê … o ô ơ … u ư; no tone, huyền, hỏi, ngã, sắc,
nặng). Keys are plain lower-case letters and digits of fixed width, so that every database and
every collation puts them in the same order. Numbers count: Phường 2 stands before Phường 10.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_FIRST, _SPAN = ord("a"), 26
_END, _GAP = "00", "01"
_NUMBER, _DIGITS = re.compile("[0-9]+"), 6
# What the columns hold; names that differ only beyond it are rare enough to stand in any order.
LONGEST = 600


def _weight(letter: str) -> str:
    at = _LETTERS.find(letter)
    if at < 0:
        return _GAP + f"{min(ord(letter), 0xFFFF):04x}"
    return chr(_FIRST + at // _SPAN) + chr(_FIRST + at % _SPAN)


def sort_key(text: str) -> str:
    """Return a key whose plain order is the Vietnamese one.

    >>> sorted("má ma mạ mà mả mã".split(), key=sort_key)
    ['ma', 'mà', 'mả', 'mã', 'má', 'mạ']
    >>> sorted(["đa", "da", "ơn", "on", "ôn"], key=sort_key)
    ['da', 'đa', 'on', 'ôn', 'ơn']
    >>> sorted(["Phường 10", "Phường 2", "Phường 2 cũ"], key=sort_key)
    ['Phường 2', 'Phường 2 cũ', 'Phường 10']
    """
    text = _NUMBER.sub(lambda number: number[0].zfill(_DIGITS), text)
    letters: list[str] = []
    tones: list[str] = []
    for mark in unicodedata.normalize("NFD", " ".join(text.casefold().split())):
        whole = unicodedata.normalize("NFC", letters[-1] + mark) if letters else mark
        if mark in _TONES and tones:
            tones[-1] = _TONES[mark]
        elif unicodedata.combining(mark) and letters and len(whole) == 1:
            letters[-1] = whole
        else:
            letters.append(mark)
            tones.append("1")
    weights = ("02" if letter == " " else _weight(letter) for letter in letters)
    return ("".join(weights) + _END + "".join(tones))[:LONGEST]


def person_key(name: str) -> str:
    """Return the key of a person: the given name, then the family name, then what is between.

    >>> people = ["Trần Văn An", "Lê Thị Bình", "Đỗ Văn An", "Dương Văn Ân"]
    >>> sorted(people, key=person_key)
    ['Đỗ Văn An', 'Trần Văn An', 'Dương Văn Ân', 'Lê Thị Bình']
    """
    words = name.split()
    if not words:
        return ""
    parts = (words[-1], words[0], " ".join(words[1:-1])) if len(words) > 1 else (words[0],)
    return _END.join(sort_key(part) for part in parts)[:LONGEST]
