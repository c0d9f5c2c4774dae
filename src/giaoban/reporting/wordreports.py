"""Read a free report of a body: which of its sentences tell of which row, with the exact span.

Nothing here decides: every finding is a proposal with a confidence, and a person confirms it.
Tasks are known by the words of their title and the papers they cite, indicators by name, figure
and unit, narratives by the headings they stand under. What the report plans for the next period is
left out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from giaoban.core.folding import fold
from giaoban.reporting import numerals, wordparts, wordtasks
from giaoban.reporting.enums import RowKind
from giaoban.reporting.lines import OF_TASKS
from giaoban.reporting.wordparts import PLAN
from giaoban.reporting.wordtasks import words
from vanban.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from giaoban.reporting.lines import Line, Value
    from giaoban.reporting.wordparts import Part

_RATIO = re.compile(r"(?<![\d/.])(\d[\d.]*)\s*(?:/|trên)\s*(?:tổng số\s*)?(\d[\d.]*)(?![\d/])")
# A figure behind such words is an aim, or one of another time.
_AIMED = re.compile(
    r"\b(muc tieu|phan dau|ke hoach( giao| nam| quy)?|chi tieu giao|cung ky|quy truoc)\b[^,;]*$"
)
_ABOUT = re.compile(r"\b(khoang|gan|tren|hon|duoi|uoc)( dat)?\s*$")
_GROWTH = re.compile(r"\b(them|tang|tang them|giam|moi)\s*$")
_YEAR = re.compile(r"\b(?:nam\s+|/)(20\d\d)\b")
_OF_YEAR = re.compile(r"\W*nam\s+(20\d\d)\b")
_STATED = re.compile(r"\b(?:là|đạt|có|lên)\s+(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?![\d%/.]|\s*%)")
_STATED_SURE = 0.8
_MOST = 2_000


class Proposed(NamedTuple):
    """What a stretch of the text seems to tell of a row; ``confidence`` in percent."""

    row_id: int
    start: int
    end: int
    told: dict[str, Value]
    confidence: int


def propose(text: str, lines: Sequence[Line]) -> list[Proposed]:
    """Return the proposals in the order of the text; at most one a row from tasks and figures."""
    parts = list(wordparts.parts(text, _fields(lines)))
    found = [
        *_tasks(text, parts, lines),
        *_indicators(text, parts, lines),
        *_narratives(text, parts, lines),
    ]
    return sorted(found, key=lambda each: (each.start, each.end))[:_MOST]


def _fields(lines: Sequence[Line]) -> dict[str, str]:
    fields = {line.row.field.name for line in lines if line.row.field is not None}
    return {name: fold(name) for name in fields}


def _tasks(text: str, parts: Sequence[Part], lines: Sequence[Line]) -> Iterator[Proposed]:
    own = [line for line in lines if line.row.kind in OF_TASKS]
    others = [line for line in lines if line.row.kind == RowKind.INDICATOR]
    for each in wordtasks.told(text, parts, own, others):
        yield Proposed(each.line.row.pk, each.start, each.end, each.values, each.confidence)


# --- indicators --------------------------------------------------------------------------------


def _indicators(text: str, parts: Sequence[Part], lines: Sequence[Line]) -> Iterator[Proposed]:
    own = [line for line in lines if line.row.kind == RowKind.INDICATOR]
    if not own:
        return
    figures = read(text).figures
    past = _past(text)
    for line in own:
        found = [
            each
            for part in parts
            if part.aspect != PLAN and not past(part.text)
            for each in _told_of(
                line, part, [f for f in figures if part.start <= f.start < part.end]
            )
        ]
        if found:
            yield max(found, key=lambda each: each.confidence)


def _past(text: str) -> Callable[[str], bool]:
    """Return what tells whether a sentence is of a year before that of the report."""
    year = max(map(int, _YEAR.findall(fold(text))), default=0)

    def past(sentence: str) -> bool:
        found = _OF_YEAR.match(fold(sentence))
        return found is not None and int(found[1]) < year

    return past


def _told_of(line: Line, part: Part, figures: Sequence[object]) -> Iterator[Proposed]:
    named = words(line.title)
    shared = named & words(part.text)
    share = len(shared) / len(named) if named else 0.0
    if share < 0.6:  # noqa: PLR2004  # tried on reports as clerks write them
        return
    told = _ratio(part.text) if line.is_ratio else _figure(line, part, figures)
    if told is None:
        return
    values, sure = told
    confidence = min(95, round(100 * share * sure))
    yield Proposed(line.row.pk, part.start, part.end, values, confidence)


def _ratio(text: str) -> tuple[dict[str, Value], float] | None:
    found = _RATIO.search(text)
    if found is None:
        return None
    above, below = (Decimal(each.replace(".", "") or 0) for each in found.groups())
    if not below or above > below:
        return None
    return {"value": above, "denominator": below}, 0.95


def _figure(
    line: Line, part: Part, figures: Sequence[object]
) -> tuple[dict[str, Value], float] | None:
    best: tuple[dict[str, Value], float] | None = None
    unit = fold(line.unit)
    for figure in figures:
        start, value = figure.start - part.start, figure.value  # type: ignore[attr-defined]
        before = fold(part.text[:start])
        of_hundred = figure.unit == "%"  # type: ignore[attr-defined]
        if _AIMED.search(before) or (of_hundred and unit != "%"):
            continue
        fits = _fits(unit, figure.unit, part.text[start:])  # type: ignore[attr-defined]
        sure = 0.95 if fits else 0.5
        sure -= 0.3 if _ABOUT.search(before) or _GROWTH.search(before) else 0.0
        if best is None or sure > best[1]:
            best = ({"value": Decimal(str(value))}, sure)
    if best is None or best[1] < _STATED_SURE:
        return _stated(part.text) or best
    return best


def _stated(text: str) -> tuple[dict[str, Value], float] | None:
    """Return a number without its unit that the sentence states ("… đến nay là 325")."""
    for found in _STATED.finditer(text):
        if not _AIMED.search(fold(text[: found.start()])):
            return {"value": numerals.read(found[1])}, _STATED_SURE
    return None


def _fits(unit: str, found: str | None, following: str) -> bool:
    if found and fold(found) == unit:
        return True
    after = re.sub(r"^[\d.,\s]+", "", fold(following))
    return bool(unit) and after.startswith(unit)


# --- narratives --------------------------------------------------------------------------------


def _narratives(text: str, parts: Sequence[Part], lines: Sequence[Line]) -> Iterator[Proposed]:
    rows = {
        (line.row.field.name if line.row.field else "", line.row.aspect): line
        for line in lines
        if line.row.kind == RowKind.NARRATIVE
    }
    groups: list[list[Part]] = []
    for part in parts:
        last = groups[-1][-1] if groups else None
        if last is None or (last.aspect, last.field) != (part.aspect, part.field):
            groups.append([])
        groups[-1].append(part)
    for group in groups:
        first, last = group[0], group[-1]
        line = rows.get((first.field, first.aspect))
        general = rows.get(("", first.aspect))
        if line is None and general is None:
            continue
        told: dict[str, Value] = {"text": text[first.start : last.end][:10_000]}
        target = line or general
        if target is not None:
            sure = 85 if line is not None else 60
            yield Proposed(target.row.pk, first.start, last.end, told, sure)
