"""The corpus is scored on what each window is annotated for."""

from __future__ import annotations

import json

import pytest

from benchmarks import corpus
from benchmarks.corpus import Score, digest, lay_out, surfaced, windows


@pytest.mark.parametrize(
    ("start", "end", "surface", "occurrence"),
    [(0, 2, "ab", 1), (3, 5, "ab", 2), (1, 4, "b a", 1), (6, 8, "aa", 1), (7, 9, "aa", 2)],
)
def test_offsets_become_surfaces(start, end, surface, occurrence):
    """An entry's offsets are told as score.py wants them: which of the equal pieces it is."""
    entry = surfaced({"start": start, "end": end, "due": None}, "ab ab aaa")
    assert entry == {"due": None, "surface": surface, "occurrence": occurrence}


def test_a_window_is_cut_out_of_its_document(tmp_path, monkeypatch):
    """Line ends stay; only the family's annotation counts."""
    (tmp_path / "goc.txt").write_bytes("đầu\r\nGiao Sở Y tế\r\ncuối".encode())
    monkeypatch.setattr(corpus, "SHARED", tmp_path)
    task = {"start": 0, "end": 12, "lead": ["Sở Y tế"], "with": [], "due": None}
    gold = {"file": "goc.txt", "from": 5, "to": 19, "tasks": [task], "citations": [{"x": 1}]}
    folder = tmp_path / "made"
    folder.mkdir()
    lay_out("200", gold, folder, "tasks")
    assert (folder / "200.txt").read_bytes() == "Giao Sở Y tế\r\n".encode()
    made = json.loads((folder / "200.json").read_text("utf-8"))
    assert (made["citations"], made["tasks"][0]["surface"]) == ([], "Giao Sở Y tế")


def test_gains_and_losses_are_told(capsys):
    """New faults are printed, known ones are not, and those gone are counted."""
    old = {"faults": [digest("miss 001 'a'"), digest("alarm 002 'b'")]}
    told = corpus._moves(Score({}, ["miss 001 'a'", "miss 003 'c'"]), old, 9)
    assert told == "2 misses and false alarms; against the last commit 1 gained, 1 lost."
    assert capsys.readouterr().out.splitlines()[0] == "miss 003 'c'"
    assert "'" not in digest("miss 003 'c'")


@pytest.mark.parametrize("family", corpus.FAMILIES)
def test_every_window_points_into_its_document(family, shared, tmp_path):
    """Each annotation stands where it says, so that a score means something."""
    assert shared.is_dir()
    every = windows(family)
    assert len(every) >= 6
    for name, gold in every:
        lay_out(name, gold, tmp_path, family)
        text = (tmp_path / f"{name}.txt").read_bytes().decode()
        made = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))
        assert text
        for entry in [*made["citations"], *made["tasks"]]:
            assert text.count(entry["surface"]) >= 1, name
        for person in made.get("people", []):
            assert person["name"] in text, name


def test_our_own_news_pages_are_read_as_annotated():
    """What news and minutes of many styles tell stays found; the figures may only rise."""
    scored = corpus.facts(corpus.records(corpus.NEWS), corpus.NEWS, corpus.NEWS).rows
    assert all(float(row[2]) >= 0.97 for row in scored.values()), scored
