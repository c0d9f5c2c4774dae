"""Cut a free report into sentences and rows of tables, each with the heading it stands under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from giaoban.core.folding import fold
from giaoban.reporting.enums import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAN = "plan"
_HEADING_LONGEST = 140
_NUMBERED = re.compile(r"\s*(?:[IVXLC]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])\s*[.)/-]\s*")
_ASPECTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (PLAN, re.compile(r"\b(phuong huong|nhiem vu trong tam|nhiem vu quy|ke hoach quy|noi nhan)")),
    (Aspect.PROPOSALS, re.compile(r"\b(kien nghi|de xuat)\b")),
    (
        Aspect.SHORTCOMINGS,
        re.compile(r"\b(han che|ton tai|kho khan|vuong mac|yeu kem|chua lam duoc)\b"),
    ),
    (Aspect.CAUSES, re.compile(r"\bnguyen nhan\b")),
    (
        Aspect.RESULTS,
        re.compile(r"\b(ket qua|tinh hinh thuc hien|viec da lam|uu diem|cong tac da)"),
    ),
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[^\W\d_a-zà-ỹđ]|[-+–•])")
_BULLET = re.compile(r"\s*[-+–•*]")
# What heads of columns say: the task, how far it is, and what was done.
_COLUMNS = (
    ("name", re.compile(r"\b(noi dung|nhiem vu|cong viec|chi tieu)\b")),
    ("percent", re.compile(r"\b(tien do|ty le|muc do|phan tram)\b")),
    ("result", re.compile(r"\b(ket qua|tinh hinh|kho khan|ghi chu)\b")),
)


class Part(NamedTuple):
    """A sentence, with the heading it stands under and the paragraph it belongs to.

    ``item`` tells that the paragraph is numbered, ``bullet`` that it is a point under such a one.
    """

    start: int
    end: int
    text: str
    aspect: str
    field: str
    paragraph: int
    item: bool = False
    bullet: bool = False


class Cell(NamedTuple):
    """A cell of a row of a table."""

    start: int
    end: int
    text: str


class TableRow(NamedTuple):
    """A row of a table whose head names what its columns hold; a column may be missing."""

    name: Cell
    percent: Cell | None
    result: Cell | None
    aspect: str


def parts(text: str, fields: dict[str, str]) -> Iterator[Part]:
    """Yield the sentences; headings that name an aspect or a field rule what follows them."""
    aspect = field = ""
    for number, (start, paragraph) in enumerate(_paragraphs(text)):
        plain = fold(paragraph)
        if not plain:
            continue
        named = next((name for name, key in fields.items() if key in plain[:_HEADING_LONGEST]), "")
        lead, heading = aspect_of(plain), _is_heading(paragraph)
        if heading and (lead or named):
            aspect, field = lead or aspect, named or ("" if lead else field)
            continue
        head = aspect_of(plain.partition(":")[0]) if ":" in plain[:60] else _leading(plain)
        under = Part(0, 0, "", head or aspect, named if heading else field, number)
        shape = under._replace(
            item=bool(_NUMBERED.match(paragraph)), bullet=bool(_BULLET.match(paragraph))
        )
        yield from _sentences(paragraph, start, shape)


def rows(text: str) -> Iterator[TableRow]:
    """Yield the rows of tables that have a head; cells are parted by tabs."""
    columns: dict[str, int] = {}
    aspect = ""
    for start, line in _paragraphs(text):
        if "\t" not in line:
            columns = {}
            plain = fold(line)
            aspect = aspect_of(plain) or aspect if _is_heading(line) else aspect
            continue
        cells = list(_cells(line, start))
        head = _head(cells)
        if head:
            columns = head
        elif columns:
            row = _row(cells, columns, aspect)
            if row is not None:
                yield row


def aspect_of(plain: str) -> str:
    """Return the aspect that a heading names: the one it names first.

    >>> aspect_of("ket qua thuc hien nhiem vu quy i"), aspect_of("phuong huong, ket qua can dat")
    ('results', 'plan')
    """
    if len(plain) > _HEADING_LONGEST:
        return ""
    found = [(match.start(), str(name)) for name, each in _ASPECTS if (match := each.search(plain))]
    return min(found)[1] if found else ""


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for paragraph in text.split("\n"):
        yield at, paragraph
        at += len(paragraph) + 1


def _is_heading(paragraph: str) -> bool:
    words = paragraph.strip()
    if len(words) > _HEADING_LONGEST or words.endswith((".", ";")):
        return False
    return bool(_NUMBERED.match(words)) or words.isupper() or words.endswith(":")


def _leading(plain: str) -> str:
    return str(Aspect.CAUSES) if plain.startswith(("nguyen nhan", "- nguyen nhan")) else ""


def _sentences(paragraph: str, start: int, shape: Part) -> Iterator[Part]:
    at = 0
    ends = [found.span() for found in _SENTENCE.finditer(paragraph)]
    for end, following in [*ends, (len(paragraph), len(paragraph))]:
        piece = paragraph[at:end]
        skipped = len(piece) - len(piece.lstrip(" \t-+–•*"))
        words = piece[skipped:].rstrip()
        if words:
            first = start + at + skipped
            yield shape._replace(start=first, end=first + len(words), text=words)
        at = following


def _cells(line: str, start: int) -> Iterator[Cell]:
    at = start
    for cell in line.split("\t"):
        words = cell.strip()
        first = at + len(cell) - len(cell.lstrip())
        yield Cell(first, first + len(words), words)
        at += len(cell) + 1


def _head(cells: list[Cell]) -> dict[str, int]:
    """Return which column holds what; nothing where this is no head of a table of tasks."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        plain = fold(cell.text)
        for name, pattern in _COLUMNS:
            if name not in found and at not in found.values() and pattern.search(plain[:40]):
                found[name] = at
    return found if "name" in found and len(found) > 1 else {}


def _row(cells: list[Cell], columns: dict[str, int], aspect: str) -> TableRow | None:
    def cell(name: str) -> Cell | None:
        at = columns.get(name)
        found = cells[at] if at is not None and at < len(cells) else None
        return found if found is not None and found.text else None

    name = cell("name")
    if name is None:
        return None
    return TableRow(name, cell("percent"), cell("result"), aspect)
