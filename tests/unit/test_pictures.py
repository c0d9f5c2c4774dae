"""The pictures of the documents are those that `make pictures` takes, and they are small."""

from __future__ import annotations

import re

from scripts.pictures import FOLDER, names
from tests.unit.test_docs import PAGES

SHOWN = re.compile(r"!\[[^\]]+\]\(\S*pictures/([^)\s]+)\)")
MOST_BYTES, MOST_BYTES_TOGETHER = 120_000, 2_000_000


def test_every_picture_that_is_taken_is_shown() -> None:
    """Each picture of the script stands in a page with words for it, and no other does."""
    shown = {name for page in PAGES for name in SHOWN.findall(page.read_text("utf-8"))}
    assert shown == set(names())


def test_every_picture_is_there_and_small() -> None:
    """The folder holds the pictures of the script alone, none larger than a page may be."""
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert set(sizes) == set(names())
    assert [name for name, size in sizes.items() if size > MOST_BYTES] == []
    assert sum(sizes.values()) < MOST_BYTES_TOGETHER
