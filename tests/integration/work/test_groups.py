"""Divided tasks that are mended: who is named anew, who left, who has begun."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from giaoban.core.errors import Refused
from giaoban.core.models import AuditEntry
from giaoban.work import actions
from giaoban.work.enums import Every, Outcome, Part, Rhythm, TaskKind, TaskState
from giaoban.work.models import Assignment, Task
from tests.integration.work.people import AT, DUE, make_people, make_task

if TYPE_CHECKING:
    from giaoban.bodies.models import Body
    from tests.integration.work.people import People


@pytest.fixture
def people(db: None) -> People:
    """Make a bloc in small."""
    return make_people()


def _group(people: People, **fields: object) -> Task:
    leads = [(body.name, body) for body in (people.body, people.other)]
    return make_task(people, lead=leads, cooperating=[], **fields)


def _mend(people: People, group: Task, *bodies: Body, **fields: object) -> Task:
    group.refresh_from_db()
    named = [(body.name, body) for body in bodies]
    return actions.change(
        by=people.office,
        at=AT,
        task=group,
        version=group.version,
        lead=named,
        cooperating=[],
        **fields,
    )


def _states(group: Task, body: Body) -> list[str]:
    return list(group.children.filter(lead=body).order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize("end", [TaskState.CANCELLED, TaskState.WITHDRAWN])
def test_a_child_that_was_called_off_stays_so(people: People, end: TaskState) -> None:
    """Mending the title of the whole gives the body nothing again."""
    group = _group(people)
    child = group.children.get(lead=people.other)
    if end == TaskState.CANCELLED:
        actions.cancel(by=people.office, at=AT, task=child, reason="Không còn cần")
    else:
        actions.withdraw(by=people.office, at=AT, task=child)
    _mend(people, group, people.body, people.other, title="Gửi số liệu sáu tháng")
    assert _states(group, people.other) == [end]
    assert group.children.get(lead=people.body).title == "Gửi số liệu sáu tháng"


def test_a_body_that_is_named_again_gets_its_part_again(people: People) -> None:
    """Taken off and put back, it has a child once more."""
    group = _group(people)
    _mend(people, group, people.body)
    assert _states(group, people.other) == [TaskState.CANCELLED]
    _mend(people, group, people.body, people.other)
    assert _states(group, people.other) == [TaskState.CANCELLED, TaskState.ASSIGNED]


def test_a_withdrawn_child_does_not_hold_its_body_fast(people: People) -> None:
    """A body whose part was withdrawn can be taken off the list."""
    group = _group(people)
    actions.withdraw(by=people.office, at=AT, task=group.children.get(lead=people.other))
    _mend(people, group, people.body)
    assert _states(group, people.other) == [TaskState.WITHDRAWN]


def test_two_parts_of_one_successor_both_stay(people: People) -> None:
    """Where bodies were merged the successor has two parts; mending the whole keeps both."""
    group = _group(people)
    theirs = group.children.get(lead=people.other)
    Task.objects.filter(pk=theirs.pk).update(lead=people.body, state=TaskState.IN_PROGRESS)
    Assignment.objects.filter(task=theirs).update(body=people.body)
    group.assignments.filter(body=people.other).delete()
    _mend(people, group, people.body, title="Việc mới")
    assert _states(group, people.body) == [TaskState.ASSIGNED, TaskState.IN_PROGRESS]


def test_what_is_done_keeps_who_cooperated(people: People) -> None:
    """Naming others in the whole changes the open parts alone."""
    group = _group(people, kind=TaskKind.COMMENT)
    done = group.children.get(lead=people.body)
    actions.submit(by=people.lead, at=AT, task=done, text="Xong")
    actions.verify(by=people.office, at=AT, task=done)
    group.refresh_from_db()
    third = people.foreign.body
    actions.change(
        by=people.office,
        at=AT,
        task=group,
        version=group.version,
        lead=[(body.name, body) for body in (people.body, people.other)],
        cooperating=[(third.name, third)],
    )
    assert not done.assignments.filter(body=third).exists()
    assert group.children.get(lead=people.other).assignments.filter(body=third).exists()


def test_a_part_that_is_broken_down_is_not_taken_back(people: People) -> None:
    """A body that has parts of its own has begun; none of them is left without its whole."""
    group = _group(people)
    child = group.children.get(lead=people.other)
    actions.break_down(
        by=people.cooperating, at=AT, task=child, title="Việc nhỏ", lead=people.other
    )
    with pytest.raises(Refused, match="đã bắt đầu"):
        _mend(people, group, people.body)


def test_what_waited_is_called_off_with_the_part(people: People) -> None:
    """No request for a later day waits for ever."""
    group = _group(people)
    child = group.children.get(lead=people.other)
    until = DUE + dt.timedelta(days=5)
    asked = actions.ask_extension(
        by=people.cooperating, at=AT, task=child, until=until, reason="Chờ", no_fault=False
    )
    _mend(people, group, people.body)
    asked.refresh_from_db()
    assert asked.outcome == Outcome.RECALLED


def test_a_second_lead_comes_only_before_the_first_has_begun(people: People) -> None:
    """Nobody is named to lead who would never get the task."""
    task = make_task(people, cooperating=[])
    actions.accept(by=people.lead, at=AT, task=task)
    with pytest.raises(Refused, match="cùng chủ trì"):
        _mend(people, task, people.body, people.other)
    assert task.assignments.count() == 1


def test_children_follow_on_record(people: People) -> None:
    """Each child that takes a new product over has that in its own trail."""
    group = _group(people)
    _mend(people, group, people.body, people.other, product="Báo cáo")
    keys = [str(child.pk) for child in group.children.all()]
    entries = AuditEntry.objects.filter(act="work.change", subject_id__in=keys)
    assert [each.facts for each in entries] == [{"fields": ["product"], "group": group.pk}] * 2


def test_who_leads_and_cooperates_is_told_in_the_trail(people: People) -> None:
    """A change of the bodies alone is on record as such."""
    group = _group(people)
    _mend(people, group, people.body)
    entry = AuditEntry.objects.filter(act="work.change", subject_id=str(group.pk)).get()
    assert entry.facts == {"fields": [Part.LEAD]}


def test_a_first_day_that_a_child_has_is_not_lost(people: People) -> None:
    """A whole that gets its day later leaves alone the child that has one."""
    group = _group(people, due_on=None)
    child = group.children.get(lead=people.body)
    actions.change(by=people.office, at=AT, task=child, version=child.version, due_on=DUE)
    later = DUE + dt.timedelta(days=30)
    _mend(people, group, people.body, people.other, due_on=later)
    days = dict(group.children.values_list("lead", "first_due_on"))
    assert days == {people.body.pk: DUE, people.other.pk: later}


def test_an_act_on_a_part_is_no_conflict_for_the_whole(people: People) -> None:
    """Who mends the whole while a body goes on working is not told of a conflict."""
    group = _group(people)
    child = group.children.get(lead=people.body)
    actions.tell_progress(
        by=people.lead, at=AT, task=child, body=people.body, percent=10, text="Đang làm"
    )
    group.refresh_from_db()
    seen = group.version
    actions.tell_progress(
        by=people.lead, at=AT, task=child, body=people.body, percent=20, text="Vẫn làm"
    )
    actions.change(by=people.office, at=AT, task=group, version=seen, product="Báo cáo")
    child.refresh_from_db()
    assert (child.product, child.percent) == ("Báo cáo", 20)


def test_only_what_went_together_comes_back_together(people: People) -> None:
    """A child that was withdrawn by itself stays withdrawn when the whole is restored."""
    group = _group(people)
    alone = group.children.get(lead=people.other)
    actions.withdraw(by=people.office, at=AT, task=alone)
    later = AT + dt.timedelta(days=1)
    actions.withdraw(by=people.office, at=later, task=group)
    actions.restore(by=people.office, at=later, task=group)
    assert _states(group, people.other) == [TaskState.WITHDRAWN]
    assert _states(group, people.body) == [TaskState.ASSIGNED]


def test_a_name_that_was_not_known_is_the_body_that_is_chosen(people: People) -> None:
    """Giving such a draft to a body gives it whole, and keeps how the paper wrote the name."""
    task = make_task(people, lead=[("Sở Mốt", None)], cooperating=[])
    assert task.state == TaskState.DRAFT
    actions.assign(by=people.office, at=AT, task=task, lead=people.body)
    task.refresh_from_db()
    assert (task.is_group, task.state, task.lead) == (False, TaskState.ASSIGNED, people.body)
    assert task.assignments.get().written == "Sở Mốt"


def test_a_part_given_to_another_body_is_so_in_the_whole(people: People) -> None:
    """The whole names the new body; the old one gets nothing when the whole is mended."""
    group = _group(people)
    child = group.children.get(lead=people.other)
    actions.decline(by=people.cooperating, at=AT, task=child, reason="Không thuộc chức năng")
    third = people.foreign.body
    with pytest.raises(Refused, match="đã có phần"):
        actions.assign(by=people.office, at=AT, task=child, lead=people.body)
    child.refresh_from_db()
    actions.assign(by=people.office, at=AT, task=child, lead=third)
    named = group.assignments.filter(part=Part.LEAD).values_list("body", flat=True)
    assert set(named) == {people.body.pk, third.pk}
    _mend(people, group, people.body, third, product="Báo cáo")
    assert set(group.children.values_list("lead", flat=True)) == {people.body.pk, third.pk}


def test_what_was_never_given_does_not_come_back(people: People) -> None:
    """A recurring draft stays one draft, whatever day it is."""
    make_task(people, rhythm=Rhythm.RECURRING, every=Every.MONTH, draft=True)
    assert actions.begin_periods(at=AT + dt.timedelta(days=200)) == 0


def test_what_only_informs_comes_back_once_it_was_taken_note_of(people: People) -> None:
    """Accepting ends it, and makes the next occurrence."""
    task = make_task(people, rhythm=Rhythm.RECURRING, every=Every.MONTH, kind=TaskKind.INFORMATION)
    actions.accept(by=people.lead, at=AT, task=task)
    assert task.occurrences.get().due_on == dt.date(2022, 7, 15)
