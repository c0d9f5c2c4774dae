"""The type word before a number (tên loại): which one, from where, and what stands between."""

from __future__ import annotations

import re
from typing import NamedTuple

from vanban.reading.citations.grammar import KIND_OF_WORD
from vanban.spelling import fold

_LONGEST = max(len(word.split()) for word in KIND_OF_WORD)
_WORDS = {fold(word): kind for word, kind in KIND_OF_WORD.items()}
_ENDS = frozenset(word.split()[-1] for word in _WORDS)
_LONG_WORD = 5
_ABBREVIATION = 3
_MOST_BETWEEN = 4
_FAR_REACH = 90
_PAIR = 2
_LONGEST_NAME = 14
_NAMED = frozenset({"law", "code", "ordinance"})
_LEAD = "([{“\"'‘*-–"
# Small words that are verbs as often as types: they count only where the symbol agrees.
_VERBS = frozenset(
    {"quy định", "qui định", "hướng dẫn", "thông báo", "báo cáo", "kết luận", "quyết định"}
)
# Abbreviations whose stroke a scan lost: they may stand for much else.
_SCANNED = frozenset({"nd", "qd"})
# A type found some words before the number; no clause may end between the two.
_FAR = re.compile(r"[^.;:!?()\d\[\]“”\"/]{0,90}$")
# What a law's name does not hold: then the number is another paper's.
_NO_NAME = re.compile(r" (?:của|này|đã|có|được|theo|tại) | và$")
_WORD = re.compile(r"\S++")
_NUMBER_WORD = re.compile(r"(?:[sS]ố|SỐ|[sS]ô|So)$")
_FORM = re.compile(
    r"(?:[Mm]ẫu|MẪU|[Bb]iểu|BIỂU|[Pp]hụ lục|PHỤ LỤC|[Mm]ã|[Bb]ảng|[Tt]ờ khai|BÁO|[Bb]áo|[Kk]ý hiệu"
    r"|[Tt]ài khoản|TK|đường|nhà|[Hh]ình|[Pp]hiếu|[Ll]ô|[Tt]hửa|[Bb]ài|[Tt]ập|[Đđ]ợt|[Kk]ỳ)"
    r"(?: biểu| mẫu| in)?(?: hồ sơ)?$"
)


class Word(NamedTuple):
    """A type word: where it begins, its kind, and the text between it and the number."""

    start: int
    kind: str
    between: tuple[int, int] | None


class Before(NamedTuple):
    """What stands right before a number: the type word if any, "số" if any, a form's name."""

    word: Word | None
    marker: int | None
    form: bool


def look_back(plain: str, at: int, kind: str | None) -> Before:
    """Return what stands before the number at ``at``; ``kind`` is what its symbol says.

    >>> text = "theo Kế luận số 49-KL/TW"
    >>> look_back(text, text.index("49"), "conclusion").word
    Word(start=5, kind='conclusion', between=None)
    """
    low = max(0, at - 260)
    head = plain[low:at].rstrip(" *\n\t_")
    if head.endswith(":"):
        head = head[:-1].rstrip(" *\n")
    marker, colon = None, False
    if _NUMBER_WORD.search(head, max(0, len(head) - 2)):
        head = head[:-2]
        marker = low + len(head)
        head = head.rstrip(" *\n(")
        colon = head.endswith(":")
        head = head.rstrip(" *\n:")
    gap = plain[low + len(head) : at]
    if gap.count("\n") > (2 if marker is not None else 1) or "\n\n" in gap.replace(" ", ""):
        return Before(None, marker, form=False)
    word = _adjacent(head, low, kind, marked=marker is not None)
    if word is None and marker is not None and not colon and "(" not in gap:
        word = _misspelt(head, low, kind) or _far(head, low, kind)
    form = word is None and bool(_FORM.search(head[-24:].rstrip()))
    return Before(word, marker, form)


def _adjacent(head: str, low: int, kind: str | None, *, marked: bool) -> Word | None:
    """Return the type word that ends the head."""
    parts = head[-60:].split()[-_LONGEST:]
    if not parts or fold(parts[-1]).lstrip(_LEAD) not in _ENDS:
        return None
    for count in range(len(parts), 0, -1):
        said = fold(" ".join(parts[-count:])).lstrip(_LEAD)
        found = _WORDS.get(said)
        if found is None or (count == 1 and len(said) < _LONG_WORD and not _short(parts[-1], said)):
            continue
        start = _begin(head, parts[-count:])
        if said in _SCANNED and found != kind:
            continue
        if said in _VERBS and parts[-count].lstrip(_LEAD)[0].islower() and found != kind:
            outer = _outer(head, start, low)
            if outer or not marked:
                return outer
        if kind == "notice" and found == "conclusion":
            return _outer(head, start, low) or Word(low + start, found, None)
        return Word(low + start, found, None)
    return None


def _short(written: str, said: str) -> bool:
    """Accept an abbreviation in capitals (QĐ, NĐ) and "luật", "lệnh", "đơn" with a capital."""
    written = written.lstrip(_LEAD)
    return written.isupper() if len(said) < _ABBREVIATION else not written[0].islower()


def _outer(head: str, start: int, low: int) -> Word | None:
    """Return the type word before a type word: "Công văn hướng dẫn", "Thông báo kết luận"."""
    parts = head[:start][-40:].split()[-2:]
    found = _WORDS.get(fold(" ".join(parts)).lstrip(_LEAD)) if len(parts) > 1 else None
    return Word(low + _begin(head[:start], parts), found, None) if found else None


def _begin(head: str, parts: list[str]) -> int:
    """Return where the words, which end the head, begin in it."""
    at = len(head)
    for part in reversed(parts):
        at = head.rfind(part, 0, at)
    return at + len(parts[0]) - len(parts[0].lstrip(_LEAD))


def _misspelt(head: str, low: int, kind: str | None) -> Word | None:
    """Return a type word with one letter wrong, where the symbol tells which it should be."""
    parts = head[-30:].split()[-2:]
    if kind is None or len(parts) < _PAIR:
        return None
    said = fold(" ".join(parts)).lstrip(_LEAD)
    for word, its_kind in _WORDS.items():
        if its_kind == kind and " " in word and _one_off(said, word):
            return Word(low + _begin(head, parts), kind, None)
    return None


def _one_off(said: str, word: str) -> bool:
    """Tell whether one letter dropped, added or changed turns one into the other."""
    if abs(len(said) - len(word)) > 1:
        return False
    same = 0
    while same < min(len(said), len(word)) and said[same] == word[same]:
        same += 1
    rest, want = said[same:], word[same:]
    return rest[1:] == want or rest == want[1:] or rest[1:] == want[1:]


def _far(head: str, low: int, kind: str | None) -> Word | None:
    """Return a type word some words before the number, with what stands between."""
    clause = _FAR.search(head, max(0, len(head) - _FAR_REACH))
    said, places = _on_one_line(clause[0]) if clause else ("", [])
    found = [
        (at, word)
        for word, its_kind in _WORDS.items()
        if (len(word) >= _LONG_WORD or word == "luật")
        and (at := said.rfind(word)) >= 0
        and _whole(said, at, len(word))
        and _agrees(its_kind, kind, said[at:])
    ]
    if not found or clause is None:
        return None
    at, word = max(found, key=lambda one: (one[0], len(one[1])))
    first = low + clause.start()
    start = first + places[at]
    between = said[at + len(word) :].split()
    if not between:
        return Word(start, _WORDS[word], None)
    of = between[0] in {"của", "do"}
    most = _LONGEST_NAME if _WORDS[word] in _NAMED else _MOST_BETWEEN
    if (len(between) > most and not of) or (of and "luật" in between):
        return None
    return Word(start, _WORDS[word], (first + places[at + len(word)], low + len(head)))


def _on_one_line(text: str) -> tuple[str, list[int]]:
    r"""Return folded words with single blanks, and where each of its letters stood.

    >>> _on_one_line("thông tư \nliên")
    ('thông tư liên', [0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14])
    """
    places: list[int] = []
    for hit in _WORD.finditer(text):
        if places:
            places.append(hit.start() - 1)
        places.extend(range(hit.start(), hit.end()))
    places.append(len(text))
    return " ".join(fold(text).split()), places


def _agrees(its_kind: str, kind: str | None, between: str) -> bool:
    """Tell whether a type word fits the symbol; an unknown one needs "của" and the body between."""
    if kind is None and its_kind in {*_NAMED, "resolution"}:
        return not _NO_NAME.search(between)
    return its_kind == kind or (kind in {None, "official_letter", "other"} and " của " in between)


def _whole(said: str, at: int, length: int) -> bool:
    """Tell whether the found letters are whole words."""
    before, after = said[at - 1 : at], said[at + length : at + length + 1]
    return not before.isalnum() and not after.isalnum()
