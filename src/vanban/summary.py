"""Summary: a record as a person wants to see it in a terminal."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from vanban.files.cautions import translated
from vanban.words import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from vanban.record import Citation, Head, Record, Task
    from vanban.words import Language

_MOST = 12
_WIDTH = 96
_COUNTED = ("citations", "relations", "tasks", "bodies", "people", "dates", "figures")


class Style(NamedTuple):
    """How to write: the language, and whether the terminal shows colours."""

    language: Language
    colours: bool

    def paint(self, code: str, text: str) -> str:
        """Return the text in a colour (an SGR code), or plain."""
        return f"\033[{code}m{text}\033[0m" if self.colours else text


def summary(record: Record, style: Style) -> str:
    """Return the summary of a record: the head, the counts, and the first of each list.

    >>> from vanban.reading import read
    >>> record = read("Căn cứ Nghị định số 30/2020/NĐ-CP;", source="a.txt")
    >>> print(summary(record, Style("en", colours=False)).splitlines()[0])
    a.txt
    """
    say = words(style.language)
    lines = [style.paint("1", record.source), *_head(record.document, style)]
    counts = ((say[name], len(getattr(record, name))) for name in _COUNTED)
    lines.append("  " + style.paint("2", " · ".join(f"{name}: {n}" for name, n in counts)))
    if record.event is not None:
        told = (record.event.kind, record.event.title, _day(record.event.held_on))
        lines += _section(say["event"], [_joined((*told, record.event.place))], style)
    lines += _section(say["citations"], _citations(record.citations, style), style)
    lines += _section(say["relations"], _relations(record, style), style)
    lines += _section(say["tasks"], (_task(task, style) for task in record.tasks), style)
    people = (_joined((person.name, *person.posts)) for person in record.people)
    lines += _section(say["people"], people, style)
    warnings = (translated(warning, style.language) for warning in record.warnings)
    lines += _section(say["warnings"], warnings, style, "33")
    return "\n".join(lines) + "\n"


def _head(head: Head | None, style: Style) -> list[str]:
    if head is None:
        return []
    say = words(style.language)
    kind = say.get(head.kind or "", "")
    named = _joined((f"{kind} {head.identifier or ''}", _day(head.issued_on), head.issuer))
    lines = [f"  {style.paint('36', named)}"] if named else []
    if head.title:
        lines.append(f"  {_cut(head.title)}")
    signers = "; ".join(_joined((one.name, one.post)) for one in head.signers)
    return [*lines, f"  {say['signed']}: {signers}"] if signers else lines


def _section(title: str, rows: Iterable[str], style: Style, code: str = "32") -> list[str]:
    """Return a titled list, cut after its first rows."""
    every = list(rows)
    if not every:
        return []
    lines = [f"  {style.paint(code, title)}", *(f"    {_cut(row)}" for row in every[:_MOST])]
    if len(every) > _MOST:
        more = words(style.language)["more"] % (len(every) - _MOST)
        lines.append(f"    {style.paint('2', more)}")
    return lines


def _citations(citations: tuple[Citation, ...], style: Style) -> list[str]:
    """Return each document once, with how often it is cited."""
    say = words(style.language)
    times = Counter(_name(one, say) for one in citations)
    day = {_name(one, say): _day(one.issued_on) for one in reversed(citations) if one.issued_on}
    return [
        _joined((name, day.get(name), f"×{count}" if count > 1 else None))
        for name, count in times.items()
    ]


def _relations(record: Record, style: Style) -> list[str]:
    say = words(style.language)

    def end(at: int) -> str:
        return say["self"] if at < 0 else _name(record.citations[at], say)

    return [
        f"{end(one.origin)} → {say.get(one.kind, one.kind)} → {end(one.target)}"
        for one in record.relations
    ]


def _task(task: Task, style: Style) -> str:
    lead = ", ".join(task.lead) or words(style.language)["nobody"]
    due = f" [{task.due.text}]" if task.due else ""
    return f"{style.paint('1', ' '.join(lead.split()))}{due}: {task.text}"


def _name(citation: Citation, say: dict[str, str]) -> str:
    kind = say.get(citation.kind, "")
    return (
        f"{kind} {citation.identifier}" if citation.identifier else citation.name or citation.text
    )


def _day(day: dt.date | None) -> str | None:
    return f"{day:%d/%m/%Y}" if day else None


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(part.strip() for part in parts if part and part.strip())


def _cut(text: str) -> str:
    """Return the text on one line of bearable width."""
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1].rstrip() + "…"
