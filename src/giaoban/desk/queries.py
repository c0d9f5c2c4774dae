"""What the desk shows: a window of the text with its marks, and the findings that begin in it."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from giaoban.desk.enums import FindingKind, FindingState
from giaoban.desk.marks import Mark, Paragraph, paragraphs
from giaoban.desk.models import Decision, Finding
from giaoban.documents.models import Document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from giaoban.core.policies import Actor

# A window is what a person reads at one go and a small page holds.
WINDOW_LETTERS = 7_000
WINDOW_PARAGRAPHS = 60
WINDOW_FINDINGS = 48
# Kinds whose findings put something into a register wait for a hand; the others are noted only.
ENTERED = (
    FindingKind.CITATION,
    FindingKind.RELATION,
    FindingKind.TASK,
    FindingKind.EVENT,
)
RECENT = 10
# Beyond this many nobody cares how many more wait, and counting them would slow every page.
COUNTED = 1_000


class Window(NamedTuple):
    """A stretch of whole paragraphs; numbers count from 1."""

    number: int
    paragraphs: list[Paragraph]

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.paragraphs[0].start if self.paragraphs else 0

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.paragraphs[-1].end if self.paragraphs else 0


def windows(text: str, starts: Iterable[int] = ()) -> list[Window]:
    """Cut the text into windows of bearable size; an empty text has one, empty.

    ``starts`` are the places of the findings: where they stand thick a window is short, so that
    its cards make a small page too.
    """
    places = sorted(starts)
    found: list[Window] = []
    current: list[Paragraph] = []
    before = 0
    for one in paragraphs(text):
        inside = bisect_right(places, one.end)
        if current and (
            len(current) >= WINDOW_PARAGRAPHS
            or one.end - current[0].start > WINDOW_LETTERS
            or inside - before > WINDOW_FINDINGS
        ):
            found.append(Window(len(found) + 1, current))
            current, before = [], bisect_right(places, one.start - 1)
        current.append(one)
    return [*found, Window(len(found) + 1, current)]


def cut_of(document: Document) -> list[Window]:
    """Return the windows of a paper."""
    rows = document.findings.exclude(state=FindingState.REPLACED)
    return windows(document.text, rows.values_list("start", flat=True))


def window_at(cut: list[Window], place: int) -> int:
    """Return the number of the window that holds a place."""
    return max(1, bisect_right(cut, place, key=lambda one: one.start))


class Place(NamedTuple):
    """A finding, as much of it as marking the text takes."""

    pk: int
    kind: str
    label: str
    state: str
    start: int
    spans: list[list[int]]


def places(document: Document) -> list[Place]:
    """Return all findings of a paper, in one light query."""
    rows = Finding.objects.filter(document=document).exclude(state=FindingState.REPLACED)
    fields = ("pk", "kind", "label", "state", "start", "spans")
    return [Place(*row) for row in rows.order_by("start", "pk").values_list(*fields)]


def marks_in(found: Iterable[Place], window: Window, cut: list[Window], link: str) -> list[Mark]:
    """Return the marks of a window; a mark whose card lies in another window links there."""
    marks: list[Mark] = []
    for one in found:
        if one.kind in {FindingKind.RELATION, FindingKind.EVENT}:
            continue
        inside = [
            (at, start, end)
            for at, (start, end) in enumerate(one.spans)
            if start < window.end and end > window.start
        ]
        if not inside:
            continue
        home = window_at(cut, one.start)
        marks += [
            Mark(
                start,
                end,
                one.label,
                at,
                one.kind,
                waits=one.state == FindingState.WAITING and one.kind in ENTERED,
                gone=one.state == FindingState.DISMISSED,
                link="" if home == window.number else f"{link}?trang={home}",
            )
            for at, start, end in inside
        ]
    return marks


def in_window(document: Document, window: Window, *, last: bool) -> list[Finding]:
    """Return the findings that begin in a window, with the rows that they are tied to."""
    rows = document.findings.exclude(state=FindingState.REPLACED).filter(start__gte=window.start)
    if not last:
        rows = rows.filter(start__lt=window.end)
    linked = ("directive", "task", "body", "relation", "decided_by")
    return list(rows.select_related(*linked).order_by("start", "pk"))


def by_key(document: Document, keys: set[str]) -> dict[str, Finding]:
    """Return findings by their fingerprints."""
    rows = document.findings.filter(fingerprint__in=keys).select_related("directive")
    return {row.fingerprint: row for row in rows}


def recent(document: Document) -> list[Decision]:
    """Return the last acts on a paper that stand, newest first."""
    rows = document.decisions.filter(undone_at__isnull=True).select_related("by")
    return list(rows.defer("before", "made").order_by("-pk")[:RECENT])


def waiting_for(by: Actor) -> QuerySet[Finding]:
    """Return the findings that wait for a hand in the papers that the person confirms."""
    # Asked from the few that wait: a person's papers may be a hundred thousand.
    mine = Document.objects.filter(pk=OuterRef("document_id"), owner_id=by.pk)
    rows = Finding.objects.filter(Exists(mine), state=FindingState.WAITING, kind__in=ENTERED)
    return rows.order_by()[:COUNTED]


class Waiting(NamedTuple):
    """A paper with how many of its findings wait for a hand, and of how many."""

    paper: Document
    waits: int
    all: int


def waiting_papers(rows: QuerySet[Document], *, most: int) -> list[Waiting]:
    """Return those of the papers in which findings wait, the newest first; two queries."""
    found = rows.filter(pk__in=papers_waiting()).defer("text", "folded", "cautions")
    papers = list(found.order_by("-arrived_on", "-pk")[:most])
    counts = counted([paper.pk for paper in papers])
    return [Waiting(paper, *counts.get(paper.pk, (0, 0))) for paper in papers]


def papers_waiting() -> QuerySet[Finding, Any]:
    """Return the papers in which findings wait for a hand."""
    rows = Finding.objects.filter(state=FindingState.WAITING, kind__in=ENTERED)
    return rows.values("document")


def counted(papers: list[int]) -> dict[int, tuple[int, int]]:
    """Return for each paper how many of its findings wait for a hand, and how many there are."""
    rows = (
        Finding.objects.filter(document__in=papers, kind__in=ENTERED)
        .values_list("document")
        .annotate(waits=Count("pk", filter=Q(state=FindingState.WAITING)), all=Count("pk"))
    )
    return {pk: (waits, total) for pk, waits, total in rows}
