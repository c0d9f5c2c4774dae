"""Hold the strings for people to one way of writing, and to a language that English can read."""

from __future__ import annotations

import re
import unicodedata

import pytest

from scripts.messages import CATALOGUE, SOURCE

ESCAPES = {r"\"": '"', r"\n": "\n", r"\t": "\t", r"\\": "\\"}
# The tone stands on the first of two vowels that end a word (hòa, ủy), else on the second.
MISPLACED = re.compile(
    r"o[àáảãạèéẻẽẹ](?!\w)|(?<!q)u[ỳýỷỹỵ](?!\w)|[òóỏõọ][ae]\w|[ùúủũụ]y\w|q[ùúủũụ]y", re.IGNORECASE
)
PLACES = re.compile(r"%(?:\(\w+\))?0?\d*[sd]")


def said(text: str) -> list[tuple[str, list[str]]]:
    """Return each string of a catalogue with its translations; contexts are left out."""
    found = []
    for entry in text.split("\n\n")[1:]:
        parts = re.findall(r'^(msg\w+)(?:\[\d\])? ((?:".*"\n?)+)', entry, re.MULTILINE)
        plain = [(kind, _plain(written)) for kind, written in parts]
        (own,) = (written for kind, written in plain if kind == "msgid")
        found.append((own, [written for kind, written in plain if kind == "msgstr"]))
    return found


def _plain(written: str) -> str:
    joined = "".join(line[1:-1] for line in written.splitlines())
    return re.sub(r"\\.", lambda escape: ESCAPES[escape[0]], joined)


MESSAGES = said((SOURCE / CATALOGUE).read_text("utf-8"))


def test_the_catalogue_is_read_whole() -> None:
    """The strings looked at are those of the site."""
    assert len(MESSAGES) > 1000
    assert all(own and translations for own, translations in MESSAGES)
    assert dict(MESSAGES)["Đăng xuất"] == ["Sign out"]


def test_vietnamese_is_composed_with_one_tone_placement() -> None:
    """Each Vietnamese string is in NFC, with the tone where hòa and ủy have it."""
    wrong = [
        own
        for own, _said in MESSAGES
        if not unicodedata.is_normalized("NFC", own) or MISPLACED.search(own)
    ]
    assert wrong == []


@pytest.mark.parametrize("word", ["hoà", "uỷ", "Thuỵ", "khoẻ", "tòan", "qúy", "HOÀ", "hủynh"])
def test_the_other_tone_placement_is_seen(word: str) -> None:
    """A word with the tone elsewhere is found."""
    assert MISPLACED.search(word)


@pytest.mark.parametrize("word", ["hòa", "ủy", "Thụy", "khỏe", "toàn", "quý", "huỳnh", "khóa"])
def test_the_right_tone_placement_passes(word: str) -> None:
    """A word with the tone in its place is let pass."""
    assert not MISPLACED.search(word)


def test_english_keeps_the_places() -> None:
    """Each translation fills the same places as its string."""
    wrong = [
        own
        for own, translations in MESSAGES
        for text in translations
        if _places(own) != _places(text)
    ]
    assert wrong == []


def _places(text: str) -> list[str]:
    return sorted(re.sub(r"0\d*", "", place) for place in PLACES.findall(text))


def test_english_ends_as_vietnamese_does() -> None:
    """A sentence stays a sentence, a question a question, a label a label."""
    wrong = [
        (own, text)
        for own, translations in MESSAGES
        for text in translations
        if _end(own) != _end(text) and not own.startswith(("TT", "số"))
    ]
    assert wrong == []


def _end(text: str) -> str:
    return text[-1] if text[-1] in ".?:…," else ""
