"""What is measured on is there, and the same at each run."""

from __future__ import annotations

import pytest

from benchmarks import texts
from benchmarks.pathological import SEEDS, text
from vanban import read


def test_generated_texts_are_stable_and_real_enough():
    """Without the shared texts, generated ones take their place, with something to read in them."""
    assert texts.generated() == texts.generated()
    assert len(read(texts.generated()[0]).citations) > 20


def test_texts_are_joined_to_length():
    """A joined text has the length asked for, also beyond all documents together."""
    few = texts.Texts(["ab", "cd"], "two")
    assert (few.length, few.joined(7)) == (4, "ab\ncd\na")


@pytest.mark.parametrize("name", SEEDS)
def test_pathological_texts_are_read(name):
    """Each sort of endless text is cut to length and crashes nothing."""
    long = text(SEEDS[name], 20_000)
    assert len(long) == 20_000
    assert read(long).length == 20_000
