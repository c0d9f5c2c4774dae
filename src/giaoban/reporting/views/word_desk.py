"""The page of a file that came in: a part of its text, and the proposals that begin in it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from giaoban.desk.queries import Window, window_at, windows
from giaoban.reporting import states
from giaoban.reporting.actions import forms_back
from giaoban.reporting.enums import ProposalState
from giaoban.reporting.lines import Line, label_of, lines_of, shown
from giaoban.reporting.models import ReportFile
from giaoban.reporting.permissions import REPORT
from giaoban.reporting.queries import entering
from giaoban.reporting.views.doors import Door

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from django.http import HttpRequest, HttpResponse

    from giaoban.reporting.models import Proposal
    from giaoban.reporting.questions import Question

SURE, FAIR = 80, 60
# So many choices of a row, over all cards, make a small page; else a card offers them when asked.
MOST_CHOICES = 400
NEAR = 3
PARTS_NAMED = 20


class Card(NamedTuple):
    """A proposal as it is shown: its sentence, its row, what would be written, how sure."""

    row: Proposal
    label: str
    quote: str
    line: Line
    values: list[tuple[str, str]]
    sure: str
    asked: list[Question]
    take_url: str
    dismiss_url: str
    choices: Collection[Line]


class Piece(NamedTuple):
    """Words of the text, with the card that they belong to."""

    words: str
    card: Card | None
    begins: bool


class Part(NamedTuple):
    """One of the parts that a long text is read in, and how many proposals wait in it."""

    number: int
    waiting: int


class OfFile(Door):
    """Something about one file of a report."""

    def get_file(self, key: int) -> ReportFile:
        """Return a file of this report."""
        rows = ReportFile.objects.select_related("job")
        return get_object_or_404(rows, report=self.report, pk=key)

    def place_of(self, proposal: Proposal) -> str:
        """Return the address of the part of the text that a proposal stands in."""
        file = proposal.file
        cut = windows(file.text, file.proposals.values_list("start", flat=True))
        url = self.address("word_file", file.pk)
        return f"{url}?trang={window_at(cut, proposal.start)}" if len(cut) > 1 else url

    def show_reading(self, request: HttpRequest, file: ReportFile) -> HttpResponse:
        """Show how far the reading of a long file is."""
        job = file.job
        context = {
            "file": file,
            "job": job,
            "busy": file.read_at is None and job is not None and job.ended_at is None,
            "file_url": self.address("word_file", file.pk),
        }
        polled = "tien-do" in request.GET
        name = "word_progress" if polled else "word_reading"
        return self.show(request, f"reporting/intake/{name}.html", context)

    def show_file(
        self, request: HttpRequest, file: ReportFile, refusal: str = "", status: int = 200
    ) -> HttpResponse:
        """Show a part of the file: the one asked for, or the first in which something waits."""
        cards = self._cards(file)
        cut = windows(file.text, (each.row.start for each in cards))
        waits = [each.row.start for each in cards if each.row.state == ProposalState.WAITING]
        window = _asked_for(request, cut, waits)
        here = [each for each in cards if window_at(cut, each.row.start) == window.number]
        context = {
            "file": file,
            "n_waiting": len(waits),
            "waiting": [each for each in here if each.row.state == ProposalState.WAITING],
            "decided": [each for each in here if each.row.state != ProposalState.WAITING],
            "paragraphs": [
                (each.number, _pieces(file.text, each.start, each.end, cards))
                for each in window.paragraphs
            ],
            "window": window,
            "parts": _parts(cut, waits, window.number),
            "refusal": refusal,
            "may_fill": states.possible(self.report, "save")
            and REPORT.may(self.actor(), "fill", self.report),
        }
        return self.show(request, "reporting/intake/word_file.html", context, status)

    def _cards(self, file: ReportFile) -> list[Card]:
        """Return the proposals; what is odd is asked of the numbers, whatever the sentence says."""
        lines = {line.row.pk: line for line in lines_of(self.report)}
        rows = list(file.proposals.all())
        read = {row.row_id: forms_back.unpacked(row.told) | {"text": ""} for row in rows}
        odd = entering.asked(self.report, self.actor(), read) if rows else {}
        every = len(rows) * len(lines) <= MOST_CHOICES
        asked = self.request.GET.get("doi", "")
        return [
            self._card(
                each,
                file,
                lines[each.row_id],
                label=f"X{number}",
                asked=odd.get(each.row_id, []) if each.state == ProposalState.WAITING else [],
                choices=lines.values() if every or asked == str(each.pk) else (),
            )
            for number, each in enumerate(rows, 1)
        ]

    def _card(
        self,
        row: Proposal,
        file: ReportFile,
        line: Line,
        *,
        label: str,
        asked: list[Question],
        choices: Collection[Line],
    ) -> Card:
        told = forms_back.unpacked(row.told)
        values = [
            (label_of(name, line), shown(value)) for name, value in told.items() if name != "text"
        ]
        level = _("cao") if row.confidence >= SURE else _("trung bình")
        return Card(
            row=row,
            label=label,
            quote=file.text[row.start : row.end],
            line=line,
            values=values,
            sure=level if row.confidence >= FAIR else _("cần xem kỹ"),
            asked=asked,
            take_url=self.address("word_take", file.pk, row.pk),
            dismiss_url=self.address("word_dismiss", file.pk, row.pk),
            choices=choices,
        )


def _asked_for(request: HttpRequest, cut: Sequence[Window], waits: Sequence[int]) -> Window:
    """Return the window that was asked for, or the first in which something waits."""
    asked = request.GET.get("trang", "")
    if asked.isascii() and asked.isdigit() and 1 <= int(asked[:6]) <= len(cut):
        return cut[int(asked[:6]) - 1]
    return cut[window_at(list(cut), min(waits)) - 1] if waits else cut[0]


def _parts(cut: Sequence[Window], waits: Sequence[int], here: int) -> list[Part]:
    """Return the parts of a text; of very many those near, where something waits, the ends."""
    if len(cut) == 1:
        return []
    if len(cut) <= PARTS_NAMED:
        near = set(range(1, len(cut) + 1))
    else:
        near = {1, len(cut), *range(max(1, here - NEAR), min(len(cut), here + NEAR) + 1)}
    counts = Counter(window_at(list(cut), place) for place in waits)
    near |= set(sorted(counts)[:PARTS_NAMED])
    return [Part(number, counts[number]) for number in sorted(near)]


def _pieces(text: str, start: int, end: int, cards: Sequence[Card]) -> list[Piece]:
    """Return a paragraph in pieces, marked where a card has its sentence.

    Where two cards have the same words, the mark is that of the first.
    """
    inside = [each for each in cards if each.row.start < end and each.row.end > start]
    edges = {edge for each in inside for edge in (each.row.start, each.row.end)}
    marks = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    pieces: list[Piece] = []
    for first, last in pairwise(marks):
        over = [each for each in inside if each.row.start <= first < each.row.end]
        card = over[0] if over else None
        # Blank lines before a sentence are no paragraph: it begins with its first words.
        begins = card is not None and not text[card.row.start : first].strip()
        pieces.append(Piece(text[first:last], card, begins))
    return pieces
