"""Reading again keeps every decision and shows only what is new."""

from __future__ import annotations

import copy

import pytest

from giaoban.desk.actions import decide, reshape
from giaoban.desk.actions.collect import collect
from giaoban.desk.enums import FindingKind, FindingState
from giaoban.documents import actions, readers
from giaoban.documents.models import Document, Reading
from tests.factories.documents import AT


@pytest.fixture
def again(paper, coordinator):
    """Return what reads the paper again with a newer reader, whose record may be changed."""
    record = paper.readings.get().record

    def read(change=None):
        changed = copy.deepcopy(record)
        if change:
            change(changed)
        reading = Reading.objects.create(document=paper, reader="vanban mới", record=changed, at=AT)
        return collect(reading, by=coordinator, at=AT)

    return read


def decide_some(paper, by) -> dict[str, str]:
    """Accept one card, dismiss another, mend a third; return all states by label."""
    cards = list(paper.findings.filter(kind="citation").order_by("start"))
    decide.accept(by=by, at=AT, finding=cards[0], version=1)
    decide.dismiss(by=by, at=AT, finding=cards[1], version=1)
    decide.accept(by=by, at=AT, finding=cards[2], version=1, fields={"title": "Đã sửa"})
    return states(paper)


def states(paper) -> dict[str, str]:
    """Return the states of all cards by their labels."""
    return dict(paper.findings.values_list("label", "state"))


def test_the_same_record_adds_nothing(paper, coordinator, again) -> None:
    """A newer reader that finds the same changes nothing."""
    before = decide_some(paper, coordinator)
    assert again() == []
    assert states(paper) == before


def test_only_the_new_is_new(paper, coordinator, again) -> None:
    """What the newer reader finds besides comes as cards that wait, with labels of their own."""
    before = decide_some(paper, coordinator)

    def more(record):
        at = paper.text.index("Một số hình ảnh")
        record["bodies"].append({"name": "Một số hình ảnh", "mentions": [[at, at + 15]]})

    made = again(more)
    assert [(one.kind, one.text) for one in made] == [(FindingKind.BODY, "Một số hình ảnh")]
    after = states(paper)
    assert {label: after[label] for label in before} == before


def test_a_decided_card_is_found_under_another_span(paper, coordinator, again) -> None:
    """A newer reader that draws a span wider does not bring a decided card back."""
    decide_some(paper, coordinator)

    def wider(record):
        for row in record["citations"]:
            row["end"] += 1

    made = again(wider)
    first = paper.findings.get(label="V1")
    assert first.state == FindingState.ACCEPTED
    assert not any(one.kind == "citation" and one.start == first.start for one in made)
    relation = paper.findings.filter(kind="relation", state="waiting").first()
    assert relation.proposal["origin"] in set(paper.findings.values_list("fingerprint", flat=True))


def test_what_is_no_longer_found_goes_while_it_waits(paper, coordinator, again) -> None:
    """A waiting card that the newer reader does not find goes; a decided one stays."""
    decide_some(paper, coordinator)
    again(lambda record: record.update(citations=[], relations=[], tasks=[]))
    left = paper.findings.filter(kind="citation").order_by("label")
    assert [one.label for one in left] == ["V1", "V2", "V3"]


def test_what_a_person_added_stays(paper, coordinator, again) -> None:
    """A card that a person added waits on, whatever a reader finds."""
    at = paper.text.index("Một số hình ảnh")
    made = reshape.add(
        by=coordinator,
        at=AT,
        document=paper,
        kind=FindingKind.BODY,
        start=at,
        end=at + len("Một số hình ảnh"),
    )
    again()
    assert paper.findings.filter(pk=made.pk).exists()


def test_a_newer_reader_offers_to_read_again(paper, coordinator, monkeypatch) -> None:
    """Another reader's name makes the paper unread for it, and reading adds a reading."""
    monkeypatch.setattr(readers, "READER", "vanban 9")
    monkeypatch.setattr("giaoban.documents.queries.READER", "vanban 9")
    assert actions.read(paper, by=coordinator, at=AT).reader == "vanban 9"
    assert Document.objects.get().readings.count() == 2
