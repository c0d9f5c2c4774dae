"""Records as JSON: the contract of schema.json holds for every type."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files

import jsonschema

import vanban
from vanban.reading.backmap import to_source
from vanban.record import (
    Body,
    Due,
    Event,
    Figure,
    Head,
    Period,
    Person,
    Signer,
    Speaker,
    Task,
)
from vanban.serial import to_json
from vanban.spelling import prepare

SCHEMA = json.loads(files("vanban").joinpath("schema.json").read_text("utf-8"))
DAY = dt.date(2022, 4, 8)


def full_record():
    """Return a record that has an entry of every type."""
    text = "Kế hoạch số 85-KH/TU về tổng kết 10 năm thực hiện Nghị quyết số 20-NQ/TW"
    return vanban.read(text)._replace(
        document=Head("85-KH/TU", "plan", "t", "i", "p", DAY, (Signer("A B", "p", "T/M"),)),
        tasks=(Task(0, 8, "Kế hoạch", ("A",), ("B",), Due("trong quý", DAY), (0,)),),
        bodies=(Body("Sở Y tế", ((0, 3), (4, 6))),),
        people=(Person("A B", ("p",), ((0, 3),)),),
        dates=(Period(0, 2, "Kế", DAY, None),),
        figures=(Figure(0, 2, "Kế", 10, "năm"),),
        event=Event(
            "k", "t", DAY, "p", "c", ("h",), ("a",), (Speaker("s", None),), (), ("c",), None
        ),
        warnings=("w",),
    )


def test_a_full_record_keeps_the_contract():
    """Every type of entry becomes what schema.json says."""
    made = json.loads(to_json(full_record()))
    jsonschema.validate(made, SCHEMA)
    assert made["relations"] == [
        {"from": 0, "to": 1, "kind": "reviews", "years": 10, "final": True}
    ]
    assert made["tasks"][0]["with"] == ["B"]
    assert made["tasks"][0]["due"] == {"text": "trong quý", "date": "2022-04-08"}
    assert made["dates"][0]["from"] == "2022-04-08"


def test_the_text_is_given_when_asked_or_extracted():
    """Without need the text stays out of the line."""
    record = vanban.read("Luật Giá")
    assert "text" not in json.loads(to_json(record))
    assert json.loads(to_json(record, with_text=True))["text"] == "Luật Giá"
    assert json.loads(to_json(record._replace(extracted=True)))["text"] == "Luật Giá"


def test_one_record_is_one_line():
    """Line ends inside of the text do not break the line."""
    assert "\n" not in to_json(vanban.read("Luật\nGiá\n\nsố 1/2012/QH13"), with_text=True)


def test_every_type_of_entry_goes_back_to_the_source():
    """Spans and mentions of all types move where letters were decomposed."""
    source = "Ho\u0300a Bi\u0300nh"
    text = prepare(source)
    entry = Period(4, 8, "Bình", None, None)
    record = full_record()._replace(
        citations=(),
        relations=(),
        tasks=(Task(4, 8, "", (), (), None, ()),),
        dates=(entry,),
        figures=(Figure(0, 3, "", 1, None),),
        bodies=(Body("B", ((4, 8),)),),
        people=(Person("P", (), ((0, 3),)),),
    )
    moved = to_source(record, text)
    assert moved.dates[0].text == moved.tasks[0].text == "Bi\u0300nh"
    assert moved.figures[0].text == "Ho\u0300a"
    assert moved.bodies[0].mentions == ((5, 10),)
    assert moved.people[0].mentions == ((0, 4),)


def test_the_package_offers_what_it_names():
    """``__all__`` holds the verbs of the library, and each is there."""
    assert {"Record", "read"} <= set(vanban.__all__)
    assert all(hasattr(vanban, name) for name in vanban.__all__)
