"""The Vietnamese order of words and people."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from giaoban.bodies.sorting import LONGEST, person_key, sort_key


def test_letters_follow_the_alphabet() -> None:
    """Ă stands after a, đ after d, ê after e, ô and ơ after o, ư after u."""
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert sorted(set(letters), key=sort_key) == letters


def test_tones_count_only_between_equal_letters() -> None:
    """A tone in the first word does not outweigh a letter in the second."""
    words = ["má ba", "ma bà", "ma ban", "ma ba"]
    assert sorted(words, key=sort_key) == ["ma ba", "ma bà", "má ba", "ma ban"]


def test_people_stand_by_given_name() -> None:
    """Given name first, then family, then middle name."""
    people = ["Vũ Hạnh Nguyên", "Lê Minh Khuê", "Trần Văn Bảo", "Đinh Thị Bảo", "Đinh Văn An"]
    assert sorted(people, key=person_key) == [
        "Đinh Văn An", "Đinh Thị Bảo", "Trần Văn Bảo", "Lê Minh Khuê", "Vũ Hạnh Nguyên",
    ]  # fmt: skip


@given(st.text(max_size=60))
def test_a_key_is_plain_and_the_same_for_both_forms(text: str) -> None:
    """Any text has a key of lower-case ASCII, the same composed and decomposed."""
    key = sort_key(unicodedata.normalize("NFC", text))
    assert key == sort_key(unicodedata.normalize("NFD", text))
    assert key.isascii()
    assert key == key.lower()


def test_numbers_count() -> None:
    """Phường 2 stands before Phường 10, also when it is spoken of with a zero before it."""
    names = ["Phường 1", "Phường 02", "Phường 10", "Phường 10 cũ", "Phường Ba"]
    turned = names[::-1]
    assert sorted(turned, key=sort_key) == names


@given(st.text(alphabet="0漢á", min_size=120, max_size=250))
def test_a_key_fits_its_column(text: str) -> None:
    """The longest name that a form takes has a key that the database takes."""
    assert len(sort_key(text)) <= LONGEST
    assert len(person_key(text[:120])) <= LONGEST
