"""Write a text as HTML with its marks: spans may nest and overlap, the HTML never does.

A mark that another one cuts is closed and opened again; only its first piece carries the id that
its card links to, so that every address leads to one place.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from giaoban.desk.enums import FindingKind

CLASSES = {
    FindingKind.CITATION: "mark-cite",
    FindingKind.TASK: "mark-task",
    FindingKind.BODY: "mark-body",
    FindingKind.DATE: "mark-date",
    FindingKind.PERSON: "mark-person",
    FindingKind.FIGURE: "mark-figure",
}


class Mark(NamedTuple):
    """A place to be marked: whose it is, which of its places, and how it looks."""

    start: int
    end: int
    label: str
    place: int
    kind: str
    waits: bool = False
    gone: bool = False
    link: str = ""

    @property
    def anchor(self) -> str:
        """The id of the place: V3-o, its further ones V3-o2, V3-o3.

        >>> Mark(0, 4, "V3", 0, "citation").anchor, Mark(9, 13, "V3", 1, "citation").anchor
        ('V3-o', 'V3-o2')
        """
        return f"{self.label}-o{self.place + 1 if self.place else ''}"


class Paragraph(NamedTuple):
    """A paragraph of the text: its number, from 1, and where it stands."""

    number: int
    start: int
    end: int


def paragraphs(text: str) -> list[Paragraph]:
    r"""Return the paragraphs: lines that are not empty, without the white space around.

    >>> paragraphs("Một\r\n\r\n  Hai ")
    [Paragraph(number=1, start=0, end=3), Paragraph(number=2, start=9, end=12)]
    """
    found: list[Paragraph] = []
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            start = at + line.index(words)
            found.append(Paragraph(len(found) + 1, start, start + len(words)))
        at += len(line)
    return found


def render(text: str, start: int, end: int, marks: list[Mark]) -> SafeString:
    """Return a stretch of the text as HTML; marks that reach beyond it are cut at its ends.

    >>> render("Căn cứ 11-CT/TW", 0, 15, [Mark(7, 15, "V1", 0, "citation")])
    'Căn cứ <span class="mark mark-cite" id="V1-o" data-pair="V1">11-CT/TW\
<a href="#V1"><sup>V1</sup></a></span>'
    """
    inside = sorted(
        (mark for mark in marks if mark.start < end and mark.end > start),
        key=lambda mark: (mark.start, -mark.end, mark.label),
    )
    edges = {start, end}
    for mark in inside:
        edges |= {max(mark.start, start), min(mark.end, end)}
    writer = _Writer(text, start, end)
    for edge in sorted(edges):
        writer.reach(edge)
        writer.close([mark for mark in inside if min(mark.end, end) == edge])
        for mark in inside:
            if max(mark.start, start) == edge:
                writer.open(mark)
    return mark_safe("".join(writer.parts))  # noqa: S308  # every piece of text was escaped


class _Writer:
    """Write pieces of text and tags; keeps which marks are open."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.at = start
        self.parts: list[str] = []
        self.stack: list[Mark] = []

    def reach(self, edge: int) -> None:
        """Write the text up to an edge."""
        self.parts.append(escape(self.text[self.at : edge]))
        self.at = edge

    def open(self, mark: Mark, *, again: bool = False) -> None:
        """Open a mark; a piece that goes on from before has no id."""
        begins = not again and mark.start >= self.start
        classes = ["mark", CLASSES.get(FindingKind(mark.kind), "mark-figure")]
        classes += [name for name, on in (("waits", mark.waits), ("gone", mark.gone)) if on]
        anchor = f' id="{mark.anchor}"' if begins else ""
        self.parts.append(f'<span class="{" ".join(classes)}"{anchor} data-pair="{mark.label}">')
        if begins and mark.kind == FindingKind.TASK:
            self.parts.append(_label(mark))
        self.stack.append(mark)

    def close(self, ending: list[Mark]) -> None:
        """Close marks; those opened after them that go on are opened again."""
        if not ending:
            return
        lowest = min(self.stack.index(mark) for mark in ending)
        lifted = self.stack[lowest:]
        del self.stack[lowest:]
        for mark in reversed(lifted):
            if mark in ending and mark.end <= self.end and mark.kind != FindingKind.TASK:
                self.parts.append(_label(mark))
            self.parts.append("</span>")
        for mark in lifted:
            if mark not in ending:
                self.open(mark, again=True)


def _label(mark: Mark) -> str:
    # A card of another window is gone to as a page, so that the browser finds its place in it.
    whole = ' hx-boost="false"' if mark.link else ""
    return f'<a href="{escape(mark.link)}#{mark.label}"{whole}><sup>{mark.label}</sup></a>'
