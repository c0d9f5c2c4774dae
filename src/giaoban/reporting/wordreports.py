"""Read a free report of a body: which of its sentences tell of which row, with the exact span.

Nothing here decides: every finding is a proposal with a confidence, and a person confirms it.
Tasks are known by the words of their title and the papers they cite, indicators by name, figure
and unit, narratives by the headings they stand under. What the report plans for the next period is
left out.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from math import log
from typing import TYPE_CHECKING, NamedTuple

from giaoban.core.folding import fold
from giaoban.reporting.enums import Aspect, RowKind
from giaoban.reporting.lines import OF_TASKS
from vanban.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from giaoban.reporting.lines import Line, Value

_HEADING_LONGEST = 140
_NUMBERED = re.compile(r"\s*(?:[IVXLC]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])\s*[.)/-]\s*")
_ASPECTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("plan", re.compile(r"\b(phuong huong|nhiem vu trong tam|nhiem vu quy|ke hoach quy|noi nhan)")),
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
_WORD = re.compile(r"\w+(?:[-/]\w+)*")
_IDENTIFIER = re.compile(r"\b\d+[a-z]?(?:/\d{4})?(?:/|-)[A-ZĐ][\w-]*(?:/[A-ZĐ][\w-]*)?")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3})\s*%")
_DONE = re.compile(r"(?<!chua )(?<!khong )\b(da )?(hoan thanh|ban hanh|thuc hien xong|hoan tat)\b")
_NOT_DONE = re.compile(r"\b(chua|dang|tiep tuc|chuan bi|con)\b")
_RATIO = re.compile(r"(\d[\d.]*)\s*/\s*(?:tổng số\s*)?(\d[\d.]*)(?![\d/])")
_AIMED = re.compile(r"\b(muc tieu|phan dau|ke hoach giao|chi tieu giao|cung ky|quy truoc)\b[^,;]*$")
_ABOUT = re.compile(r"\b(khoang|gan|tren|hon|duoi|uoc)( dat)?\s*$")
# Words that every report is full of tell nothing.
_COMMON = frozenset(
    (  # noqa: SIM905  # a list of words reads better as a line of words
        "va cua cac cho voi theo ve trong tren dia ban tinh thuc hien viec cong tac to chuc trien "
        "khai so ke hoach bao cao tham muu nam quy duoc da la co den tai mot nhung nhiem vu ty le"
    ).split()
)
_MOST = 2_000


class Proposed(NamedTuple):
    """What a stretch of the text seems to tell of a row; ``confidence`` in percent."""

    row_id: int
    start: int
    end: int
    told: dict[str, Value]
    confidence: int


class _Part(NamedTuple):
    """A sentence with the heading it stands under."""

    start: int
    end: int
    text: str
    aspect: str
    field: str


def propose(text: str, lines: Sequence[Line]) -> list[Proposed]:
    """Return the proposals in the order of the text; at most one a row from tasks and figures."""
    parts = list(_parts(text, _fields(lines)))
    found = [
        *_tasks(parts, lines),
        *_indicators(text, parts, lines),
        *_narratives(text, parts, lines),
    ]
    return sorted(found, key=lambda each: (each.start, each.end))[:_MOST]


# --- the text in parts -------------------------------------------------------------------------


def _fields(lines: Sequence[Line]) -> dict[str, str]:
    fields = {line.row.field.name for line in lines if line.row.field is not None}
    return {name: fold(name) for name in fields}


def _parts(text: str, fields: dict[str, str]) -> Iterator[_Part]:
    aspect, field, at = "", "", 0
    for paragraph in text.split("\n"):
        start, at = at, at + len(paragraph) + 1
        plain = fold(paragraph)
        if not plain:
            continue
        named = next((name for name, key in fields.items() if key in plain[:_HEADING_LONGEST]), "")
        lead, heading = _aspect(plain), _is_heading(paragraph)
        if heading and (lead or named):
            aspect, field = lead or aspect, named or ("" if lead else field)
            continue
        head = _aspect(plain.partition(":")[0]) if ":" in plain[:60] else _leading(plain)
        yield from _sentences(paragraph, start, head or aspect, named if heading else field)


def _is_heading(paragraph: str) -> bool:
    words = paragraph.strip()
    if len(words) > _HEADING_LONGEST or words.endswith((".", ";")):
        return False
    return bool(_NUMBERED.match(words)) or words.isupper() or words.endswith(":")


def _aspect(plain: str) -> str:
    if len(plain) > _HEADING_LONGEST:
        return ""
    return next((str(name) for name, pattern in _ASPECTS if pattern.search(plain)), "")


def _leading(plain: str) -> str:
    return str(Aspect.CAUSES) if plain.startswith(("nguyen nhan", "- nguyen nhan")) else ""


def _sentences(paragraph: str, start: int, aspect: str, field: str) -> Iterator[_Part]:
    at = 0
    ends = [found.span() for found in _SENTENCE.finditer(paragraph)]
    for end, following in [*ends, (len(paragraph), len(paragraph))]:
        piece = paragraph[at:end]
        skipped = len(piece) - len(piece.lstrip(" \t-+–•*"))
        words = piece[skipped:].rstrip()
        if words:
            first = start + at + skipped
            yield _Part(first, first + len(words), words, aspect, field)
        at = following


# --- tasks -------------------------------------------------------------------------------------


def _tasks(parts: Sequence[_Part], lines: Sequence[Line]) -> Iterator[Proposed]:
    own = [line for line in lines if line.row.kind in OF_TASKS]
    weigh = _weights([line.title for line in own])
    best: dict[int, Proposed] = {}
    for part in parts:
        if part.aspect == "plan":
            continue
        line, score = _closest(part.text, own, weigh)
        if line is None:
            continue
        told = _progress(part.text)
        found = Proposed(line.row.pk, part.start, part.end, told, score)
        if line.row.pk not in best or score > best[line.row.pk].confidence:
            best[line.row.pk] = found
    yield from best.values()


def _weights(titles: Sequence[str]) -> dict[str, float]:
    counts = Counter(word for title in titles for word in _words(title))
    return {word: log((len(titles) + 1) / n) + 0.3 for word, n in counts.items()}


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(fold(text)) if len(word) > 1} - _COMMON


def _closest(text: str, lines: Sequence[Line], weigh: dict[str, float]) -> tuple[Line | None, int]:
    """Return the task whose title the sentence tells of, and how surely."""
    words, cited = _words(text), set(_IDENTIFIER.findall(text))
    scored = sorted(
        ((_score(line.title, words, cited, weigh), at) for at, line in enumerate(lines)),
        reverse=True,
    )
    if not scored or scored[0][0] < 0.55:  # noqa: PLR2004  # tried on reports as clerks write them
        return None, 0
    score, at = scored[0]
    runner_up = scored[1][0] if len(scored) > 1 else 0.0
    sure = score - max(0.0, runner_up - score + 0.15)
    return lines[at], max(10, min(95, round(100 * sure)))


def _score(title: str, words: set[str], cited: set[str], weigh: dict[str, float]) -> float:
    named = _words(title)
    shared = named & words
    total = sum(weigh.get(word, 1.0) for word in named)
    part = sum(weigh.get(word, 1.0) for word in shared) / total if total else 0.0
    papers = set(_IDENTIFIER.findall(title))
    if papers & cited:
        return min(1.0, part + 0.35)
    enough = len(shared) >= min(3, len(named))
    return part if enough and not (papers and cited) else part * 0.6


def _progress(text: str) -> dict[str, Value]:
    plain = fold(text)
    told: dict[str, Value] = {"text": text}
    percent = _PERCENT.search(text)
    if percent and int(percent[1]) <= 100:  # noqa: PLR2004  # percent
        told["percent"] = int(percent[1])
    elif _DONE.search(plain) and not _NOT_DONE.search(plain):
        told["percent"], told["claims_done"] = 100, True
    return told


# --- indicators --------------------------------------------------------------------------------


def _indicators(text: str, parts: Sequence[_Part], lines: Sequence[Line]) -> Iterator[Proposed]:
    own = [line for line in lines if line.row.kind == RowKind.INDICATOR]
    if not own:
        return
    figures = read(text).figures
    for line in own:
        found = [
            each
            for part in parts
            if part.aspect != "plan"
            for each in _told_of(
                line, part, [f for f in figures if part.start <= f.start < part.end]
            )
        ]
        if found:
            yield max(found, key=lambda each: each.confidence)


def _told_of(line: Line, part: _Part, figures: Sequence[object]) -> Iterator[Proposed]:
    named = _words(line.title)
    shared = named & _words(part.text)
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
    line: Line, part: _Part, figures: Sequence[object]
) -> tuple[dict[str, Value], float] | None:
    best: tuple[dict[str, Value], float] | None = None
    unit = fold(line.unit)
    for figure in figures:
        start, value = figure.start - part.start, figure.value  # type: ignore[attr-defined]
        before = fold(part.text[:start])
        if _AIMED.search(before):
            continue
        fits = _fits(unit, figure.unit, part.text[start:])  # type: ignore[attr-defined]
        sure = (0.95 if fits else 0.5) - (0.3 if _ABOUT.search(before) else 0.0)
        if best is None or sure > best[1]:
            best = ({"value": Decimal(str(value))}, sure)
    return best


def _fits(unit: str, found: str | None, following: str) -> bool:
    if found and fold(found) == unit:
        return True
    after = re.sub(r"^[\d.,\s]+", "", fold(following))
    return bool(unit) and after.startswith(unit)


# --- narratives --------------------------------------------------------------------------------


def _narratives(text: str, parts: Sequence[_Part], lines: Sequence[Line]) -> Iterator[Proposed]:
    rows = {
        (line.row.field.name if line.row.field else "", line.row.aspect): line
        for line in lines
        if line.row.kind == RowKind.NARRATIVE
    }
    groups: list[list[_Part]] = []
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
