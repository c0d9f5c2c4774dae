"""The lists: sourced, without doubles, and of one form."""

from __future__ import annotations

import datetime as dt
import unicodedata
from importlib.resources import files

import pytest

from vanban.lexicon import rows
from vanban.record import Kind

LISTS = sorted(
    one.name[:-4] for one in files("vanban.lexicon").iterdir() if one.name.endswith(".csv")
)


@pytest.mark.parametrize("name", LISTS)
def test_every_row_tells_its_source(name):
    """A list says for each row where it is from; nothing is empty that names a thing."""
    for row in rows(name):
        assert row["source"].strip(), row
        assert next(iter(row.values())).strip(), row


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_composed_and_hold_no_row_twice(name):
    """Letters are in NFC, without the Icelandic eth; no row is repeated."""
    text = "\n".join(",".join(row.values()) for row in rows(name))
    assert unicodedata.is_normalized("NFC", text)
    assert "\u00d0" not in text
    assert len({tuple(row.values()) for row in rows(name)}) == len(rows(name))


@pytest.mark.parametrize("name", ["document_types", "symbol_codes", "laws"])
def test_kinds_are_those_of_the_record(name):
    """Lists name no kind that a record cannot hold."""
    assert {row["kind"] for row in rows(name)} <= set(Kind)


@pytest.mark.parametrize("name", ["state_issuers", "party_issuers", "provinces"])
def test_periods_are_days_in_order(name):
    """A period's days can be read, and its end is not before its beginning."""
    for row in rows(name):
        first, last = (
            row[key] and dt.date.fromisoformat(row[key]) for key in ("valid_from", "valid_to")
        )
        assert not (first and last) or first <= last, row


def test_today_there_are_thirty_four_provinces():
    """The list by period gives 63 provinces before July 2025 and 34 after."""

    def at(day):
        return [
            row
            for row in rows("provinces")
            if (row["valid_from"] or "0") <= day <= (row["valid_to"] or "9999")
        ]

    assert (len(at("2025-06-30")), len(at("2025-07-01"))) == (63, 34)
