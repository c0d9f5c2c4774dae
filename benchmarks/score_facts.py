"""Score bodies, dates, figures and events of readings against our annotations.

``tests/corpus/NNN.facts.json`` lies beside no text: surfaces with occurrence numbers, placed in
``../shared/reading/texts/NNN.txt``. A mention, date or figure counts where its span overlaps the
annotated one by at least half; a date besides where both its days, a figure where value and unit
are the same; a body where at least half of its mentions are found as one body.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from vanban.lexicon.weave import one_tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Span = tuple[int, int]
ENOUGH = 0.5
VALUES = {"dates": ("from", "to"), "figures": ("value", "unit")}
SINGLE = ("kind", "title", "held_on", "place", "chair", "source")
LISTS = ("hosts", "attendees", "signings", "captions")


class Tally(defaultdict[str, list[int]]):
    """Count hits, annotated and found of every figure."""

    def __init__(self) -> None:
        super().__init__(lambda: [0, 0, 0])

    def add(self, figure: str, hit: int, gold: int, found: int) -> None:
        """Add to the counts of a figure."""
        for at, count in enumerate((hit, gold, found)):
            self[figure][at] += count

    def f1(self) -> dict[str, float]:
        """Return the F1 of every figure; 1.0 where nothing is annotated and nothing found."""
        return {
            figure: round(2 * hit / (gold + found), 4) if gold + found else 1.0
            for figure, (hit, gold, found) in self.items()
        }


def score(records: Mapping[str, dict[str, Any]], texts: Path, corpus: Path) -> dict[str, float]:
    """Return the F1s; ``records`` maps the stem of each text to its record as in schema.json."""
    tally = Tally()
    for path in sorted(corpus.glob("*.facts.json")):
        stem = path.name.partition(".")[0]
        text = (texts / f"{stem}.txt").read_bytes().decode("utf-8")
        gold = json.loads(path.read_text("utf-8"))
        record = records[stem]
        _bodies(tally, text, gold["bodies"], record["bodies"])
        _spans(tally, "dates", text, gold, record)
        _spans(tally, "figures", text, gold, record)
        _event(tally, gold["event"], record["event"])
        if "people" in gold:
            _people(tally, gold["people"], record["people"])
    return tally.f1()


def misses(record: dict[str, Any], text: str, gold: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return what is missed and what is found too much: (figure, "miss" or "alarm", words)."""
    rows = []
    for figure in ("dates", "figures"):
        want = [_place(text, one) for one in gold[figure]]
        got = [(one["start"], one["end"]) for one in record[figure]]
        rows += _differences(figure, text, want, got)
    want = [_place(text, one) for body in gold["bodies"] for one in body["mentions"]]
    got = [(start, end) for body in record["bodies"] for start, end in body["mentions"]]
    return rows + _differences("bodies", text, want, got)


def _differences(
    figure: str, text: str, want: list[Span], got: list[Span]
) -> list[tuple[str, str, str]]:
    """Return the spans of either side that pair with none of the other."""
    pairs = _pair(want, got)
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    return [
        (figure, "miss", text[slice(*span)]) for i, span in enumerate(want) if i not in left
    ] + [(figure, "alarm", text[slice(*span)]) for j, span in enumerate(got) if j not in right]


def _place(text: str, one: dict[str, Any]) -> Span:
    """Return the span of the k-th occurrence of a surface."""
    at = -1
    for _ in range(one["occurrence"]):
        at = text.index(one["surface"], at + 1)
    return at, at + len(one["surface"])


def _overlap(a: Span, b: Span) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def _pair(want: list[Span], got: list[Span]) -> list[tuple[int, int]]:
    """Pair spans one to one, the best overlap first."""
    rows = sorted(
        (
            (much, i, j)
            for i, a in enumerate(want)
            for j, b in enumerate(got)
            if (much := _overlap(a, b)) >= ENOUGH
        ),
        reverse=True,
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in rows:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def _spans(
    tally: Tally, figure: str, text: str, gold: dict[str, Any], record: dict[str, Any]
) -> None:
    """Count the spans of a figure, and the spans with the same values."""
    want, found, fields = gold[figure], record[figure], VALUES[figure]
    pairs = _pair(
        [_place(text, one) for one in want], [(one["start"], one["end"]) for one in found]
    )
    same = sum(all(want[i][field] == found[j][field] for field in fields) for i, j in pairs)
    tally.add(f"{figure} spans", len(pairs), len(want), len(found))
    tally.add(figure, same, len(want), len(found))


def _bodies(
    tally: Tally, text: str, gold: list[dict[str, Any]], found: list[dict[str, Any]]
) -> None:
    """Count mentions, and bodies with most of their mentions."""
    want = [(i, _place(text, one)) for i, body in enumerate(gold) for one in body["mentions"]]
    got = [(j, (start, end)) for j, body in enumerate(found) for start, end in body["mentions"]]
    pairs = _pair([span for _, span in want], [span for _, span in got])
    tally.add("body mentions", len(pairs), len(want), len(got))
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for i, j in pairs:
        shared[want[i][0], got[j][0]] += 1
    whole = {
        i
        for (i, j), count in shared.items()
        if 2 * count >= max(len(gold[i]["mentions"]), len(found[j]["mentions"]))
    }
    tally.add("bodies", len(whole), len(gold), len(found))


def _plain(value: object) -> str:
    return one_tone(" ".join(str(value).split())).casefold().strip(" .,;:")


def _event(tally: Tally, gold: dict[str, Any] | None, found: dict[str, Any] | None) -> None:
    """Count events, and their fields where one is annotated or found."""
    tally.add("events", bool(gold and found), bool(gold), bool(found))
    gold, found = gold or {}, found or {}
    for field in SINGLE:
        want, got = gold.get(field), found.get(field)
        same = bool(want and got and _plain(want) == _plain(got))
        tally.add("event fields", same, bool(want), bool(got))
    for field in LISTS:
        _list(tally, gold.get(field, ()), found.get(field, ()))
    _list(tally, gold.get("speakers", ()), [one["name"] for one in found.get("speakers", ())])


def _people(tally: Tally, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> None:
    """Count people by name, and the posts of those that both sides name."""
    want, got = (
        {_plain(who["name"]): set(map(_plain, who["posts"])) for who in side}
        for side in (gold, found)
    )
    both = want.keys() & got.keys()
    tally.add("people", len(both), len(want), len(got))
    hit = sum(len(want[name] & got[name]) for name in both)
    tally.add("posts", hit, sum(map(len, want.values())), sum(map(len, got.values())))


def _list(tally: Tally, gold: Iterable[str], found: Iterable[str]) -> None:
    want, got = set(map(_plain, gold)), set(map(_plain, found))
    tally.add("event fields", len(want & got), len(want), len(got))
