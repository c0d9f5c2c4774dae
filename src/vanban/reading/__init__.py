"""Text in, record out: one module for each thing read, in the order they run."""

from __future__ import annotations

from vanban.reading import (
    bodies,
    citations,
    dates,
    event,
    figures,
    head,
    people,
    relations,
    tasks,
)
from vanban.reading.backmap import to_source
from vanban.record import Record
from vanban.spelling import prepare


def read(text: str, *, source: str = "-") -> Record:
    """Read a text into its record; offsets count code points of the text as handed in.

    >>> record = read("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;")
    >>> record.citations[0].identifier, str(record.citations[0].issued_on)
    ('30/2020/NĐ-CP', '2020-03-05')
    """
    ready = prepare(text)
    found = citations.find(ready)
    periods = dates.find(ready)
    organisations = bodies.find(ready)
    persons = people.find(ready)
    said = relations.find(ready, found)
    record = Record(
        source=source,
        length=len(text),
        text=text,
        extracted=False,
        document=head.find(ready, found),
        citations=tuple(found),
        relations=tuple(said),
        tasks=tuple(tasks.find(ready, found, periods)),
        bodies=tuple(organisations),
        people=tuple(persons),
        dates=tuple(periods),
        figures=tuple(figures.find(ready, periods, found)),
        event=event.find(ready, periods, persons, organisations),
        warnings=(),
    )
    return to_source(record, ready) if ready.steps else record
