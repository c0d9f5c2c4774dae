"""The score of the facts: what counts as found."""

import json

import pytest

from benchmarks.score_facts import misses, score

TEXT = "Sở Y tế, ngày 04/3/2022: 62 xã. Sở Y tế và UBND tỉnh."
GOLD = {
    "bodies": [
        {
            "name": "Sở Y tế",
            "mentions": [
                {"surface": "Sở Y tế", "occurrence": 1},
                {"surface": "Sở Y tế", "occurrence": 2},
            ],
        },
        {"name": "UBND tỉnh", "mentions": [{"surface": "UBND tỉnh", "occurrence": 1}]},
    ],
    "dates": [
        {"surface": "ngày 04/3/2022", "occurrence": 1, "from": "2022-03-04", "to": "2022-03-04"}
    ],
    "figures": [{"surface": "62 xã", "occurrence": 1, "value": 62, "unit": "xã"}],
    "event": None,
}
RECORD = {
    "bodies": [{"name": "Sở Y tế", "mentions": [[0, 7], [32, 39]]}],
    "dates": [{"start": 9, "end": 23, "from": "2022-03-04", "to": None}],
    "figures": [{"start": 25, "end": 30, "value": 62, "unit": "xã"}],
    "event": None,
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "001.txt").write_text(TEXT, "utf-8")
    (tmp_path / "001.facts.json").write_text(json.dumps(GOLD), "utf-8")
    return tmp_path


def test_spans_and_values_count_apart(folder):
    """A date with a wrong last day is found as a span, not as a date."""
    figures = score({"001": RECORD}, folder, folder)
    assert figures["dates spans"] == 1.0
    assert figures["dates"] == 0.0
    assert figures["figures"] == 1.0
    assert figures["body mentions"] == 0.8
    assert figures["bodies"] == pytest.approx(0.6667)
    assert figures["events"] == 1.0


def test_misses_are_named():
    """What pairs with nothing is listed with its words."""
    assert misses(RECORD, TEXT, GOLD) == [("bodies", "miss", "UBND tỉnh")]
