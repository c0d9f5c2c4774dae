"""The words of workbooks, slides and tables: enough to search them for stamps, not to read them.

Each cell, paragraph, header and name of a sheet is a line of its own, so that a stamp stands alone
there as it does on paper. A Word file that calls itself a workbook is searched all the same.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from vanban.files.package import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_PARTS = re.compile(r"(?:xl|ppt|word)/(?!theme/|.*(?:styles|settings|_rels)).*\.xml")
# What holds the pieces of one text: a shared or inline string of a cell, a paragraph.
_BLOCKS = frozenset({"si", "is", "p"})
_PIECES = frozenset({"t", "br", "tab"})
# Comments of workbooks and slides; a formula's text.
_WHOLE = frozenset({"text", "v"})
_MARGINS = frozenset(
    f"{which}{where}" for which in ("odd", "even", "first") for where in ("Header", "Footer")
)
# Codes in headers of sheets: place, font, size, colour, page number (ISO 29500-1, 18.3.1.46).
_CODES = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|[A-Za-z+-])')
_DELIMITERS = ",;\t|"


def words(data: bytes, name: str) -> str:
    """Return the words of a workbook or of slides, a line for each text.

    Raises:
        UnreadableFile: Truncated, TooLarge, Encrypted or Unsupported.
    """
    package = Package(data, name)
    lines: list[str] = []
    for part in package.names():
        if _PARTS.fullmatch(part):
            lines += _lines(package.xml(part))
    return "\n".join(lines)


def _lines(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        name = _name(element)
        if name in _BLOCKS:
            yield _joined(element)
        elif name in _MARGINS:
            yield from _CODES.split(element.text or "")
        elif name in _WHOLE:
            yield "".join(each.text or "" for each in element.iter())
        elif name == "sheet":
            yield element.get("name") or ""


def _joined(block: etree._Element) -> str:
    """Return the text of a block, whose letters may stand in pieces."""
    pieces = (each for each in block.iter() if _name(each) in _PIECES)
    return "".join((each.text or "") if _name(each) == "t" else "\n" for each in pieces)


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def cells(text: str) -> str:
    r"""Return the cells of a CSV, each a line; the first line tells what parts them.

    >>> cells('Tên;Ghi chú\nSố 1;"MẬT"\nMật ong, sữa;2')
    'Tên\nGhi chú\nSố 1\nMẬT\nMật ong, sữa\n2'
    """
    lines = text.splitlines()
    head = lines[0] if lines else ""
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        return "\n".join(cell for row in csv.reader(lines, delimiter=delimiter) for cell in row)
    except csv.Error:
        return text
