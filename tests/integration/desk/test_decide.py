"""Accept, mend, dismiss: what a person decides stands in the registers, and nothing else does."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from giaoban.core.errors import Conflict, Refused
from giaoban.core.models import AuditEntry
from giaoban.desk.actions import decide
from giaoban.desk.actions.undo import undo
from giaoban.desk.enums import FindingKind, FindingState
from giaoban.desk.errors import BuiltOn, NeedsChoice
from giaoban.desk.models import Decision, Finding
from giaoban.directives import actions as directives
from giaoban.directives.models import Directive, Mention, Milestone, Relation
from giaoban.work.models import Task
from tests.factories.accounts import UserFactory
from tests.factories.documents import AT


def by_identifier(paper, identifier: str) -> Finding:
    """Return the card of a cited document."""
    return paper.findings.get(kind=FindingKind.CITATION, proposal__identifier=identifier)


def accept(finding: Finding, by, **more) -> Decision | None:
    """Accept a card as it stands now."""
    finding.refresh_from_db()
    return decide.accept(by=by, at=AT, finding=finding, version=finding.version, **more)


def accept_all(paper, by, **narrow) -> decide.Many:
    """Accept all cards that wait."""
    rows = paper.findings.filter(state=FindingState.WAITING, **narrow)
    seen = list(rows.values_list("pk", "version"))
    return decide.accept_many(by=by, at=AT, document=paper, seen=seen)


def said() -> set[tuple]:
    """Return all relations of the register."""
    return set(
        Relation.objects.values_list(
            "origin__identifier", "kind", "years", "final", "target__identifier"
        )
    )


def test_nothing_enters_unconfirmed(paper) -> None:
    """Reading a paper proposes; the registers stay as they were."""
    assert paper.findings.filter(state=FindingState.WAITING).count() == paper.findings.count() > 20
    assert (Directive.objects.count(), Task.objects.count(), Relation.objects.count()) == (0, 0, 0)


def test_mentions_of_one_document_are_one_card(paper) -> None:
    """11-CT/TW is marked twice and the coordination programme four times, on one card each."""
    assert len(by_identifier(paper, "11-CT/TW").spans) == 2
    programme = paper.findings.get(kind="citation", proposal__kind="programme")
    assert len(programme.spans) == 4
    congress = paper.findings.get(kind="citation", proposal__name__icontains="Đại hội XIII")
    assert len(congress.spans) == 2
    assert by_identifier(paper, "49-KL/TW").text.startswith("Kế luận")


def test_accepting_a_citation_enters_it_with_its_places(paper, coordinator) -> None:
    """The directive has what the text tells; each mention keeps its span and its reader."""
    accept(by_identifier(paper, "11-CT/TW"), coordinator)
    row = Directive.objects.get()
    assert (row.identifier, row.issued_on, row.term, row.issuer) == (
        "11-CT/TW",
        dt.date(2007, 4, 13),
        "X",
        "Bộ Chính trị",
    )
    mentions = list(Mention.objects.order_by("start"))
    assert [paper.text[one.start : one.end] for one in mentions] == [one.text for one in mentions]
    assert {one.reader for one in mentions} == {paper.findings.first().reader}


def test_a_relation_brings_its_ends(paper, coordinator) -> None:
    """Accepting what a relation says enters both documents, and the milestone of the review."""
    review = paper.findings.get(kind="relation", proposal__years=10)
    accept(review, coordinator)
    assert said() == {("85-KH/TU", "reviews", 10, True, "20-NQ/TW")}
    milestone = Milestone.objects.get()
    assert (milestone.years, milestone.final, milestone.due_on) == (10, True, None)
    assert by_identifier(paper, "85-KH/TU").state == FindingState.ACCEPTED


def test_accepting_all_puts_the_page_on_record(paper, coordinator) -> None:
    """The registers hold the relations that the seed page tells."""
    done = accept_all(paper, coordinator)
    assert done.left == []
    assert said() >= {
        ("85-KH/TU", "reviews", 10, True, "20-NQ/TW"),
        ("87-KH/TU", "reviews", 15, True, "11-CT/TW"),
        ("87-KH/TU", "reviews", 3, False, "49-KL/TW"),
        ("49-KL/TW", "continues", None, None, "11-CT/TW"),
    }
    assert Decision.objects.count() == 1


def test_an_entry_that_is_there_is_recognised(paper, coordinator, office) -> None:
    """What matches an entry says so and adds no second one; another term's number is no match."""
    known = directives.register(
        by=coordinator,
        at=AT,
        kind="resolution",
        identifier="20-NQ/TW",
        issued_on=dt.date(2012, 11, 1),
        term="XI",
    )
    directives.register(
        by=coordinator,
        at=AT,
        kind="resolution",
        identifier="20-NQ/TW",
        issued_on=dt.date(2017, 10, 25),
        term="XII",
    )
    page = office.get(reverse("desk:desk", args=[paper.pk])).content.decode()
    assert "Đã có trong sổ: 20-NQ/TW, 01/11/2012, khóa XI" in page
    accept(by_identifier(paper, "20-NQ/TW"), coordinator)
    assert Directive.objects.filter(identifier="20-NQ/TW").count() == 2
    assert known.mentions.count() == 1


def test_a_bare_number_asks_for_a_choice(paper, coordinator, office) -> None:
    """A bare "Nghị quyết 68" offers what the register has, and is not entered by guess."""
    known = directives.register(
        by=coordinator,
        at=AT,
        kind="resolution",
        identifier="68/NQ-CP",
        issued_on=dt.date(2021, 7, 1),
    )
    card = by_identifier(paper, "68")
    with pytest.raises(NeedsChoice):
        accept(card, coordinator)
    page = office.get(reverse("desk:desk", args=[paper.pk])).content.decode()
    assert f'name="choice" value="{known.pk}"' in page
    accept(card, coordinator, choice=str(known.pk))
    assert known.mentions.get().text == "Nghị quyết 68"
    assert Directive.objects.count() == 1


def test_what_needs_a_choice_is_left_by_many(paper, coordinator) -> None:
    """Accepting all leaves what is ambiguous waiting, and names it."""
    for number, day in (("68/NQ-CP", dt.date(2021, 7, 1)), ("68-NQ/TW", dt.date(2025, 5, 4))):
        directives.register(
            by=coordinator, at=AT, kind="resolution", identifier=number, issued_on=day
        )
    done = accept_all(paper, coordinator)
    assert [card.proposal["identifier"] for card in _waiting(paper)] == ["68"]
    assert len(done.left) == 1


def _waiting(paper) -> list[Finding]:
    return list(paper.findings.filter(state=FindingState.WAITING, kind="citation"))


def test_mending_keeps_what_was_read(paper, coordinator) -> None:
    """The decision holds what the person made of it, the proposal what was read."""
    card = by_identifier(paper, "85-KH/TU")
    accept(card, coordinator, fields={"issuer": "Ban Thường vụ Tỉnh ủy"})
    card.refresh_from_db()
    assert card.proposal["issuer"] is None
    assert card.decision["issuer"] == "Ban Thường vụ Tỉnh ủy"
    assert Directive.objects.get().issuer == "Ban Thường vụ Tỉnh ủy"


def test_dismissing_enters_nothing(paper, coordinator) -> None:
    """A dismissed card is on record as such; a relation that rests on it cannot be accepted."""
    card = by_identifier(paper, "85-KH/TU")
    decide.dismiss(by=coordinator, at=AT, finding=card, version=card.version)
    assert Directive.objects.count() == 0
    with pytest.raises(Refused, match="đã bị bỏ"):
        accept(paper.findings.get(kind="relation", proposal__years=10), coordinator)


def test_sent_twice_acts_once(paper, coordinator, office) -> None:
    """The same press twice is one act; the second leads on like the first."""
    card = by_identifier(paper, "85-KH/TU")
    address = reverse("desk:accept", args=[paper.pk, card.pk])
    statuses = [office.post(address, {"version": card.version}).status_code for _ in range(2)]
    assert statuses == [302, 302]
    assert (Decision.objects.count(), Directive.objects.count()) == (1, 1)


def test_two_people_at_once(paper, coordinator, office) -> None:
    """The second sees both versions; nothing is lost, and may put the own one in its place."""
    card = by_identifier(paper, "85-KH/TU")
    before = card.version
    accept(card, UserFactory(name="Người Thứ Nhất"), fields={"issuer": "Tỉnh ủy"})
    sent = {
        f"{card.label}-{name}": value
        for name, value in {
            "version": before,
            "kind": "plan",
            "identifier": "85-KH/TU",
            "issuer": "Ban Thường vụ Tỉnh ủy",
        }.items()
    }
    address = reverse("desk:mend", args=[paper.pk, card.pk])
    answer = office.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert all(words in page for words in ("Người Thứ Nhất", "Tỉnh ủy", "Ban Thường vụ Tỉnh ủy"))
    assert Directive.objects.get().issuer == "Tỉnh ủy"
    card.refresh_from_db()
    sent |= {f"{card.label}-version": card.version, "replace": "1"}
    assert office.post(address, sent).status_code == 302
    assert Directive.objects.get().issuer == "Ban Thường vụ Tỉnh ủy"


def test_a_stale_dismissal_is_a_conflict(paper, coordinator) -> None:
    """What another person accepted is not dismissed by one who had not seen that."""
    card = by_identifier(paper, "85-KH/TU")
    before = card.version
    accept(card, coordinator)
    with pytest.raises(Conflict):
        decide.dismiss(by=UserFactory(), at=AT, finding=card, version=before)


def test_undo_leaves_the_registers_as_before(paper, coordinator) -> None:
    """Undoing an act takes out all that it made, milestones too, and opens its cards again."""
    done = accept_all(paper, coordinator)
    undo(by=coordinator, at=AT, decision=done.decision)
    counts = [model.objects.count() for model in (Directive, Relation, Mention, Milestone)]
    assert counts == [0, 0, 0, 0]
    assert not paper.findings.exclude(state=FindingState.WAITING).exists()
    assert done.accepted == accept_all(paper, coordinator).accepted


def test_undo_refuses_what_was_built_on(paper, coordinator) -> None:
    """A document on which a relation stands stays until that is undone."""
    first = accept(by_identifier(paper, "20-NQ/TW"), coordinator)
    second = accept(paper.findings.get(kind="relation", proposal__years=10), coordinator)
    with pytest.raises(BuiltOn, match="20-NQ/TW"):
        undo(by=coordinator, at=AT, decision=first)
    assert Directive.objects.filter(identifier="20-NQ/TW").exists()
    undo(by=coordinator, at=AT, decision=second)
    undo(by=coordinator, at=AT, decision=first)
    assert Directive.objects.count() == 0


def test_undo_takes_back_what_was_filled_in(paper, coordinator) -> None:
    """An entry that was there before loses only what this act had filled in."""
    row = directives.register(
        by=coordinator, at=AT, kind="directive", identifier="11-CT/TW", term="X"
    )
    done = accept(by_identifier(paper, "11-CT/TW"), coordinator)
    row.refresh_from_db()
    assert row.issued_on == dt.date(2007, 4, 13)
    undo(by=coordinator, at=AT, decision=done)
    row.refresh_from_db()
    assert (row.issued_on, row.term) == (None, "X")


def test_undo_twice_is_once(paper, coordinator) -> None:
    """The second undoing of an act changes nothing."""
    done = accept(by_identifier(paper, "85-KH/TU"), coordinator)
    first = undo(by=coordinator, at=AT, decision=done).undone_at
    assert undo(by=coordinator, at=AT, decision=done).undone_at == first


def test_every_act_is_on_record(paper, coordinator) -> None:
    """Each act of the desk writes the trail."""
    done = accept(by_identifier(paper, "85-KH/TU"), coordinator)
    undo(by=coordinator, at=AT, decision=done)
    acts = AuditEntry.objects.filter(act__startswith="desk.").order_by("pk")
    assert list(acts.values_list("act", flat=True)) == ["desk.collect", "desk.accept", "desk.undo"]


@pytest.mark.parametrize("kind", ["person", "date", "figure", "event", "body"])
def test_the_others_are_noted(paper, coordinator, kind: str) -> None:
    """People, days, figures, the conference and bodies are confirmed, and enter no register."""
    card = paper.findings.filter(kind=kind).first()
    accept(card, coordinator)
    card.refresh_from_db()
    assert card.state == FindingState.ACCEPTED


def test_the_conference(paper) -> None:
    """The conference has its day, its place and one chair, whatever the spelling."""
    event = paper.findings.get(kind=FindingKind.EVENT).proposal
    assert (event["held_on"], event["place"]) == ("2022-04-08", "Sở Khoa học và Công nghệ")
    assert event["chair"] in {"Phạm Đồng Thuỵ", "Phạm Đồng Thụy"}
    chairs = paper.findings.filter(kind="person", proposal__name__startswith="Phạm Đồng")
    assert chairs.count() == 1
