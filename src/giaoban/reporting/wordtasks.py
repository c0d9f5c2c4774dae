"""Find what a free report tells of tasks, by the words of their titles and the papers they cite."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from math import log
from typing import TYPE_CHECKING, NamedTuple

from giaoban.core.folding import fold
from giaoban.reporting.wordparts import PLAN, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from giaoban.reporting.lines import Line, Value
    from giaoban.reporting.wordparts import Part, TableRow

# Tried on reports as clerks write them (tests/corpus-reports).
KNOWN = 0.55
_LEAD_LONGEST = 140
_LEAD_WORDS, _LEAD_SHARE = 3, 0.8
_RUN = 4
_FOLLOWING = 8
_PROGRESS_WORTH = 20
_WORD = re.compile(r"\w+(?:[-/]\w+)*")
_IDENTIFIER = re.compile(r"\b\d+[a-z]?(?:/\d{4})?(?:/|-)[A-ZĐ][\w-]*(?:/[A-ZĐ][\w-]*)?")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3})\s*%")
_BARE = re.compile(r"(\d{1,3})(?:\s*%)?")
# A share of something else ("94,8% trường", "đạt tỷ lệ 80%") is no progress of the task.
_OF_WORK = re.compile(r"\b(tien do|khoi luong|uoc|ke hoach|hoan thanh|thuc hien|cong viec)\b")
_DONE = re.compile(
    r"(?<!chua )(?<!khong )(?<!du kien )\b(?:da )?(?:hoan thanh|ban hanh|thuc hien xong|hoan tat"
    r"|dua vao (?:van hanh|su dung|hoat dong)|nghiem thu xong|ket thuc)\b"
    r"|(?<!moi )(?<!chua )\bda [\w ]{0,30}?\bxong\b"
)
_NOT_DONE = re.compile(r"\b(chua|dang|tiep tuc|chuan bi|con|moi duoc|buoc dau|du kien)\b")
# Words that every report is full of tell nothing.
_COMMON = frozenset(
    (  # noqa: SIM905  # a list of words reads better as a line of words
        "va cua cac cho voi theo ve trong tren dia ban tinh thuc hien viec cong tac to chuc trien "
        "khai so ke hoach bao cao tham muu nam quy duoc da la co den tai mot nhung nhiem vu ty le"
    ).split()
)


class Told(NamedTuple):
    """What a stretch of the text tells of a task, and how surely, in percent."""

    line: Line
    start: int
    end: int
    values: dict[str, Value]
    confidence: int


def told(
    text: str, parts: Sequence[Part], tasks: Sequence[Line], others: Sequence[Line]
) -> Iterator[Told]:
    """Yield the best of what is told of each task; ``others`` are lines with names of their own."""
    known = _Titles(tasks, others)
    best: dict[int, Told] = {}
    for found in (*_in_tables(text, known), *_in_words(text, parts, known)):
        pk = found.line.row.pk
        if pk not in best or _worth(found) > _worth(best[pk]):
            best[pk] = found
    yield from best.values()


def _worth(found: Told) -> int:
    """Rank what is told: a title alone says less than a sentence that tells how far the work is."""
    return found.confidence + (_PROGRESS_WORTH if len(found.values) > 1 else 0)


def words(text: str) -> set[str]:
    """Return the words of a text that tell something."""
    return {word for word in _WORD.findall(fold(text)) if len(word) > 1} - _COMMON


class _Titles:
    """The titles of tasks, looked at once."""

    def __init__(self, tasks: Sequence[Line], others: Sequence[Line]) -> None:
        self.tasks = tasks
        self.words = [words(line.title) for line in tasks]
        self.runs = [_syllables(line.title) for line in tasks]
        self.papers = [set(_IDENTIFIER.findall(line.title)) for line in tasks]
        self.others = [words(line.title) for line in others]
        counts = Counter(word for each in self.words for word in each)
        self.weigh = {word: log((len(tasks) + 1) / n) + 0.3 for word, n in counts.items()}

    def closest(self, text: str) -> tuple[Line | None, int]:
        """Return the task that a text tells of, and how surely."""
        said = _Said.of(text)
        scored = sorted(
            ((self._score(at, said), at) for at in range(len(self.tasks))), reverse=True
        )
        if not scored or scored[0][0] < KNOWN:
            return None, 0
        score, at = scored[0]
        runner_up = scored[1][0] if len(scored) > 1 else 0.0
        sure = score - max(0.0, runner_up - score + 0.15)
        return self.tasks[at], max(10, min(95, round(100 * sure)))

    def _score(self, at: int, said: _Said) -> float:
        named = self.words[at]
        shared = named & said.words
        total = sum(self.weigh[word] for word in named)
        share = sum(self.weigh[word] for word in shared) / total if total else 0.0
        if self.papers[at] & said.papers:
            return min(1.0, share + 0.35)
        enough = len(shared) >= min(3, len(named))
        plain = share if enough and not (self.papers[at] and said.papers) else share * 0.6
        return max(plain, self._by_lead(named, said), self._by_run(at, said, share))

    @staticmethod
    def _by_lead(named: set[str], said: _Said) -> float:
        """Score what stands before a colon: a name in short ("Kiểm tra đê điều: …")."""
        if len(said.lead) < _LEAD_WORDS:
            return 0.0
        share = len(said.lead & named) / len(said.lead)
        return 0.7 * share if share >= _LEAD_SHARE else 0.0

    def _by_run(self, at: int, said: _Said, share: float) -> float:
        """Score words in a row that the title has too, unless the sentence is of an indicator."""
        if any(
            each and len(each & said.words) / len(each) > max(0.6, share) for each in self.others
        ):
            return 0.0
        run = _longest_run(self.runs[at], said.syllables)
        telling = len(set(run) - _COMMON)
        return min(0.75, KNOWN + 0.03 * (len(run) - _RUN)) if telling >= _RUN else 0.0


class _Said(NamedTuple):
    """A sentence, looked at once."""

    words: set[str]
    lead: set[str]
    papers: set[str]
    syllables: list[str]

    @classmethod
    def of(cls, text: str) -> _Said:
        """Look at it; the lead is what stands before its colon."""
        lead, colon, _rest = text[:_LEAD_LONGEST].partition(":")
        papers = set(_IDENTIFIER.findall(text))
        return cls(words(text), words(lead) if colon else set(), papers, _syllables(text))


def _syllables(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _longest_run(one: Sequence[str], other: Sequence[str]) -> Sequence[str]:
    """Return the longest stretch of syllables that both have.

    >>> _longest_run("he thong truy xuat nguon goc".split(), "viec truy xuat nguon goc".split())
    ['truy', 'xuat', 'nguon', 'goc']
    """
    best = end = 0
    before = [0] * (len(other) + 1)
    for at, word in enumerate(one):
        row = [0] * (len(other) + 1)
        for beside, each in enumerate(other):
            if each == word:
                row[beside + 1] = before[beside] + 1
                if row[beside + 1] > best:
                    best, end = row[beside + 1], at + 1
        before = row
    return one[end - best : end]


# --- in sentences ------------------------------------------------------------------------------


def _in_words(text: str, parts: Sequence[Part], known: _Titles) -> Iterator[Told]:
    found = [known.closest(part.text) if part.aspect != PLAN else (None, 0) for part in parts]
    for at, (part, (line, score)) in enumerate(zip(parts, found, strict=True)):
        if line is None:
            continue
        after = _following(parts[at : at + _FOLLOWING + 1], found[at : at + _FOLLOWING + 1])
        yield _read(text, part, after, line, score)


def _following(parts: Sequence[Part], found: Sequence[tuple[Line | None, int]]) -> list[Part]:
    """Return what still speaks of the first part: its paragraph, and points under its number."""
    first, line = parts[0], found[0][0]
    after = zip(parts[1:], found[1:], strict=True)

    def still(pair: tuple[Part, tuple[Line | None, int]]) -> bool:
        part, (other, _score) = pair
        same = part.paragraph == first.paragraph or (first.item and part.bullet)
        return same and part.aspect != PLAN and (other is None or other is line)

    return [part for part, _found in takewhile(still, after)]


def _read(text: str, part: Part, after: Sequence[Part], line: Line, score: int) -> Told:
    """Read the progress in the sentence, or in one that follows; the words reach up to it."""
    values = _progress(part.text)
    end = part.end
    if not values and not _NOT_DONE.search(fold(part.text)):
        for each in after:
            values = _progress(each.text, later=True)
            if values:
                end = each.end
                break
    points = [each for each in after if each.bullet and each.paragraph != part.paragraph]
    end = max([end, *(each.end for each in points)])
    told: dict[str, Value] = {"text": text[part.start : end]}
    return Told(line, part.start, end, told | values, score)


def _progress(text: str, *, later: bool = False) -> dict[str, Value]:
    """Return the progress that a sentence tells; a later one must say that it is of the work."""
    plain = fold(text)
    percent = _PERCENT.search(text)
    if percent and int(percent[1]) <= 100:  # noqa: PLR2004  # percent
        return {"percent": int(percent[1])} if not later or _OF_WORK.search(plain) else {}
    if _DONE.search(plain) and not _NOT_DONE.search(plain):
        return {"percent": 100, "claims_done": True}
    return {}


# --- in tables ---------------------------------------------------------------------------------


def _in_tables(text: str, known: _Titles) -> Iterator[Told]:
    for row in rows(text):
        line, score = known.closest(row.name.text) if row.aspect != PLAN else (None, 0)
        if line is not None:
            yield _of_row(row, line, min(95, score + 10))


def _of_row(row: TableRow, line: Line, score: int) -> Told:
    """Read a row: its progress from the column of it, its words from that of results."""
    values: dict[str, Value] = {}
    if row.result is not None:
        values["text"] = row.result.text
        values |= _progress(row.result.text)
    bare = _BARE.fullmatch(row.percent.text) if row.percent is not None else None
    if bare and int(bare[1]) <= 100:  # noqa: PLR2004  # percent
        values["percent"] = int(bare[1])
    elif row.percent is not None:
        values = _progress(row.percent.text) | values
    if values.get("percent") == 100:  # noqa: PLR2004  # percent
        values["claims_done"] = True
    where = row.result or row.name
    return Told(line, where.start, where.end, values, score)
