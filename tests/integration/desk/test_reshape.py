"""Add what was missed, split and merge; each can be undone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from giaoban.core.errors import Conflict, Refused
from giaoban.desk.actions import decide, reshape
from giaoban.desk.actions.undo import undo
from giaoban.desk.enums import FindingKind, FindingState, Origin
from giaoban.desk.errors import BuiltOn
from giaoban.desk.models import Decision
from giaoban.work.models import Task
from tests.factories.bodies import BodyClassFactory, BodyFactory
from tests.factories.documents import AT

TEXT = (
    "Trưởng ban yêu cầu theo dõi.\n"
    "Giao Sở Y tế rà soát chỉ tiêu, báo cáo trước ngày 31/5/2022; kiểm tra việc thực hiện."
)


@pytest.fixture
def document(take):
    """Return a paper with a sentence that gives two things to do."""
    document = take(TEXT)
    document.findings.all().delete()
    return document


def add(document, by, words: str, kind: FindingKind = FindingKind.TASK):
    """Add the words as a card."""
    at = document.text.index(words)
    return reshape.add(by=by, at=AT, document=document, kind=kind, start=at, end=at + len(words))


def test_a_selection_becomes_a_card(document, coordinator) -> None:
    """Added words are a card of a person's hand, trimmed, with the next label."""
    made = add(document, coordinator, " rà soát chỉ tiêu,")
    assert (made.text, made.label, made.origin) == ("rà soát chỉ tiêu,", "N1", Origin.HAND)
    assert made.state == FindingState.WAITING
    assert Decision.objects.get().act == "add"


def test_added_words_are_read(document, coordinator) -> None:
    """A citation that is added is filled with what the words tell."""
    document.text += "\nChỉ thị số 11-CT/TW, ngày 13/4/2007"
    document.save()
    made = add(document, coordinator, "Chỉ thị số 11-CT/TW, ngày 13/4/2007", FindingKind.CITATION)
    assert (made.proposal["identifier"], made.proposal["issued_on"]) == ("11-CT/TW", "2007-04-13")


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (0, 100_000), (28, 29)])
def test_what_is_not_in_the_text_is_refused(document, coordinator, start, end) -> None:
    """Places outside the text, empty ones and white space make no card."""
    with pytest.raises(Refused):
        reshape.add(
            by=coordinator, at=AT, document=document, kind=FindingKind.TASK, start=start, end=end
        )


def test_the_same_words_once(document, coordinator) -> None:
    """Words that have a card of that kind do not get another."""
    add(document, coordinator, "rà soát chỉ tiêu")
    with pytest.raises(Refused, match="N1"):
        add(document, coordinator, "rà soát chỉ tiêu")


def test_adding_without_scripts(document, office) -> None:
    """Quoted words are searched; a single place is taken, several are asked about."""
    address = reverse("desk:add", args=[document.pk])
    answer = office.post(address, {"kind": "task", "quote": "kiểm tra  việc thực hiện"})
    assert answer.url.endswith("sua=N1#N1")
    missing = office.post(address, {"kind": "task", "quote": "không có"})
    assert missing.status_code == 422
    assert "Không tìm thấy câu chữ này" in missing.content.decode()


def test_several_places_are_asked_about(take, office) -> None:
    """Words that stand in several paragraphs are offered with what is around them."""
    document = take("Sở Y tế báo cáo.\nGiao Sở Y tế.")
    address = reverse("desk:add", args=[document.pk])
    page = office.post(address, {"kind": "task", "quote": "Sở Y tế"}).content.decode()
    assert "Có 2 chỗ" in page
    made = office.post(address, {"kind": "task", "quote": "Sở Y tế", "near": "2"})
    assert made.status_code == 302
    assert document.findings.get(kind="task").start == document.text.rindex("Sở Y tế")


def test_splitting(document, coordinator) -> None:
    """A task is split where the person breaks the line; the parts inherit who does it."""
    whole = add(document, coordinator, TEXT.splitlines()[1])
    whole.proposal["lead"] = [{"written": "Sở Y tế", "bodies": [], "all": False}]
    whole.save()
    made = reshape.split(
        by=coordinator,
        at=AT,
        finding=whole,
        version=whole.version,
        parts=["Giao Sở Y tế rà soát chỉ tiêu,", "báo cáo trước  ngày 31/5/2022;", "kiểm tra việc"],
    )
    assert [one.text for one in made] == [
        "Giao Sở Y tế rà soát chỉ tiêu,",
        "báo cáo trước ngày 31/5/2022;",
        "kiểm tra việc",
    ]
    assert {one.proposal["lead"][0]["written"] for one in made} == {"Sở Y tế"}
    whole.refresh_from_db()
    assert whole.state == FindingState.REPLACED
    assert set(whole.replaced_by.all()) == set(made)


@pytest.mark.parametrize("parts", [["một dòng"], ["Giao", "chữ khác"], ["chỉ tiêu", "Giao"]])
def test_splitting_changes_no_words(document, coordinator, parts) -> None:
    """One part, other words or another order are refused."""
    whole = add(document, coordinator, TEXT.splitlines()[1])
    with pytest.raises(Refused):
        reshape.split(by=coordinator, at=AT, finding=whole, version=1, parts=parts)


def test_merging(document, coordinator) -> None:
    """Two tasks become one that spans both."""
    first = add(document, coordinator, "rà soát chỉ tiêu")
    second = add(document, coordinator, "kiểm tra việc thực hiện")
    made = reshape.merge(by=coordinator, at=AT, finding=first, version=1, other=second)
    assert made.text.startswith("rà soát chỉ tiêu, báo cáo")
    assert made.text.endswith("kiểm tra việc thực hiện")
    states = set(document.findings.exclude(pk=made.pk).values_list("state", flat=True))
    assert states == {FindingState.REPLACED}


def test_undoing_a_split(document, coordinator) -> None:
    """The whole comes back and the parts go, unless a part was decided."""
    whole = add(document, coordinator, TEXT.splitlines()[1])
    made = reshape.split(
        by=coordinator,
        at=AT,
        finding=whole,
        version=1,
        parts=["Giao Sở Y tế rà soát chỉ tiêu", "kiểm tra"],
    )
    act = Decision.objects.get(act="split")
    decide.accept(by=coordinator, at=AT, finding=made[0], version=1)
    with pytest.raises(BuiltOn):
        undo(by=coordinator, at=AT, decision=act)
    undo(by=coordinator, at=AT, decision=Decision.objects.get(act="accept"))
    undo(by=coordinator, at=AT, decision=act)
    whole.refresh_from_db()
    assert whole.state == FindingState.WAITING
    assert list(document.findings.all()) == [whole]


def test_a_decided_task_is_not_split(document, coordinator) -> None:
    """What somebody accepted in the meantime is not split under them."""
    whole = add(document, coordinator, TEXT.splitlines()[1])
    decide.accept(by=coordinator, at=AT, finding=whole, version=1)
    whole.refresh_from_db()
    with pytest.raises(Conflict):
        reshape.split(
            by=coordinator, at=AT, finding=whole, version=whole.version, parts=["Giao", "Sở"]
        )


def test_a_task_names_its_bodies(document, coordinator) -> None:
    """A name is tied to its body, a class to each of its bodies; an unknown one stays."""
    health = BodyFactory(name="Sở Y tế")
    BodyFactory(name="Sở Giáo dục và Đào tạo")
    BodyClassFactory()
    card = add(document, coordinator, "rà soát chỉ tiêu")
    fields = {
        "lead": [{"written": "Sở Y tế", "bodies": [health.pk], "all": False}],
        "cooperating": [
            {"written": "các sở, ban, ngành", "bodies": [health.pk, health.pk + 1], "all": True},
            {"written": "các ngành liên quan", "bodies": [], "all": False},
        ],
    }
    decide.accept(by=coordinator, at=AT, finding=card, version=1, fields=fields)
    task = Task.objects.get()
    rows = task.assignments.order_by("pk").values_list("part", "written", "body__name")
    assert list(rows) == [
        ("lead", "Sở Y tế", "Sở Y tế"),
        ("cooperating", "các sở, ban, ngành", "Sở Giáo dục và Đào tạo"),
        ("cooperating", "các ngành liên quan", None),
    ]
    assert (task.sentence, task.start, task.document) == (card.text, card.start, document)
