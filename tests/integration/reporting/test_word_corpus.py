"""How well free reports are read that were written without the reader in mind."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from giaoban.reporting import wordreports
from giaoban.reporting.lines import lines_of
from tests.integration.reporting.test_word import names_of, report

if TYPE_CHECKING:
    from giaoban.reporting.models import Report

__all__ = ["report"]
pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).resolve().parents[2] / "corpus-reports"


class Score(NamedTuple):
    """Rows found rightly, rows wanted, rows proposed; and right figures among the rightly found."""

    right: int
    wanted: int
    proposed: int
    figures: int


def read(report: Report, text: str) -> dict[str, Any]:
    """Return what is proposed for tasks and indicators, by row; narratives are left aside."""
    names = names_of(report)
    found: dict[str, Any] = {}
    for each in wordreports.propose(text, lines_of(report)):
        name = names[each.row_id]
        if name:
            told = each.told
            found.setdefault(name, told.get("value", told.get("percent")))
    return found


def score(report: Report, folder: Path = FOLDER) -> Score:
    """Read all the reports of a folder and count."""
    right = wanted = proposed = figures = 0
    for file in sorted(folder.glob("*.txt")):
        expected = json.loads(file.with_suffix(".json").read_text())
        found = read(report, file.read_text())
        both = expected.keys() & found.keys()
        right, wanted, proposed = right + len(both), wanted + len(expected), proposed + len(found)
        same = [key for key in both if _number(found[key]) == _number(expected[key])]
        figures += len(same)
    return Score(right, wanted, proposed, figures)


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def test_how_well_free_reports_are_read(report: Report) -> None:
    """No worse than after mending (README of the corpus): rows found, wrong ones, figures."""
    found = score(report)
    assert found.wanted == 17
    assert found.right >= 17
    assert found.proposed - found.right <= 0
    assert found.figures >= 16


def test_how_well_reports_are_read_that_were_held_out(report: Report) -> None:
    """No worse than at first sight."""
    found = score(report, FOLDER / "held-out")
    assert found.wanted == 14
    assert found.right >= 12
    assert found.proposed - found.right <= 0
    assert found.figures >= 10
