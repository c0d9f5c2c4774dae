"""Reviews: read from papers, given by rules, set by hand; their days follow the directive's."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from giaoban.core.errors import Conflict, Refused
from giaoban.directives import actions, queries
from giaoban.directives.enums import MilestoneSource, MilestoneState
from giaoban.directives.models import Milestone
from tests.factories.directives import AT

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from giaoban.directives.models import Directive, Relation
    from tests.integration.directives.conftest import Register

XI = dt.date(2012, 11, 1)


@pytest.fixture
def resolution(register: Register) -> Directive:
    """Enter 20-NQ/TW without its date."""
    return register("20-NQ/TW")


@pytest.fixture
def review(register: Register, office: User, resolution: Directive) -> Relation:
    """Let 85-KH/TU review it after ten years."""
    return _review(register("85-KH/TU", "plan"), resolution, office)


def _review(
    origin: Directive, target: Directive, by: User, years: int | None = 10, *, final: bool = True
) -> Relation:
    return actions.relate(
        by=by, at=AT, origin=origin, target=target, kind="reviews", years=years, final=final
    )


def test_the_day_is_unknown_until_the_date_is_confirmed(
    register: Register, resolution: Directive, review: Relation
) -> None:
    """The reviewed directive has the milestone at once, its day once the date is entered."""
    milestone = resolution.milestones.get()
    assert (milestone.label, milestone.due_on, milestone.source) == (
        "tổng kết 10 năm",
        None,
        "read",
    )
    register("20-NQ/TW", issued_on=XI)
    milestone.refresh_from_db()
    assert milestone.due_on == dt.date(2022, 11, 1)
    assert milestone.version == 2


def test_a_corrected_date_moves_the_day(
    resolution: Directive, review: Relation, office: User
) -> None:
    """The day follows the date each time, and is unknown again without one."""
    for version, (day, due) in enumerate(((XI, dt.date(2022, 11, 1)), (None, None)), 1):
        actions.change(by=office, at=AT, directive=resolution, version=version, issued_on=day)
        assert resolution.milestones.get().due_on == due


def test_a_day_that_a_person_set_stands(
    resolution: Directive, review: Relation, office: User
) -> None:
    """A change of the directive's date does not move what was set by hand."""
    milestone = resolution.milestones.get()
    day = dt.date(2022, 4, 8)
    actions.change_milestone(by=office, at=AT, milestone=milestone, version=1, due_on=day)
    actions.change(by=office, at=AT, directive=resolution, version=1, issued_on=XI)
    assert resolution.milestones.get().due_on == day


def test_years_by_hand_wait_for_the_date(resolution: Directive, office: User) -> None:
    """A review set after years, without a day, gets its day when the date is known."""
    actions.set_milestone(by=office, at=AT, directive=resolution, final=False, years=5)
    actions.change(by=office, at=AT, directive=resolution, version=1, issued_on=XI)
    assert resolution.milestones.get().due_on == dt.date(2017, 11, 1)


def test_the_relation_takes_its_milestone_along(
    resolution: Directive, review: Relation, office: User
) -> None:
    """What a relation alone gave goes with it."""
    actions.unrelate(by=office, at=AT, relation=review)
    assert not Milestone.objects.exists()


def test_a_second_paper_keeps_the_milestone(
    register: Register, resolution: Directive, review: Relation, office: User
) -> None:
    """While another paper names the same review, it stays, tied to that one."""
    other = _review(register("12/KH-UBND", "plan"), resolution, office)
    actions.unrelate(by=office, at=AT, relation=review)
    assert resolution.milestones.get().relation == other


def test_a_touched_milestone_stays(resolution: Directive, review: Relation, office: User) -> None:
    """A review that was held is not forgotten with the relation."""
    milestone = resolution.milestones.get()
    actions.change_milestone(by=office, at=AT, milestone=milestone, version=1, state="done")
    actions.unrelate(by=office, at=AT, relation=review)
    assert resolution.milestones.get().state == MilestoneState.DONE


def test_a_review_without_years(register: Register, resolution: Directive, office: User) -> None:
    """Reviews of unknown length and days set by hand do not hinder each other."""
    plan = register("85-KH/TU", "plan")
    for day in (dt.date(2022, 5, 1), dt.date(2022, 6, 1)):
        actions.set_milestone(by=office, at=AT, directive=resolution, final=True, day=day)
    _review(plan, resolution, office, None)
    _review(plan, resolution, office, None, final=False)
    _review(plan, resolution, office, None)
    assert resolution.milestones.filter(source=MilestoneSource.READ).count() == 2
    assert resolution.milestones.count() == 4


def test_a_rule_reaches_old_and_new(register: Register, office: User) -> None:
    """Directives in the register and later ones get the review; others do not."""
    old = register("20-NQ/TW", issued_on=XI)
    register("11-CT/TW", "directive")
    actions.set_rule(by=office, at=AT, kind="resolution", final=True, years=5, lead_days=90)
    new = register("21-NQ/TW")
    state = register("68/NQ-CP")
    assert [row.milestones.count() for row in (old, new, state)] == [1, 1, 0]
    assert old.milestones.get().due_on == dt.date(2017, 11, 1)
    assert old.milestones.get().lead_days == 90


def test_a_rule_set_again_is_changed(register: Register, office: User) -> None:
    """Its untouched milestones follow, those that were touched stay."""
    rows = [register(f"{at}-NQ/TW", issued_on=XI) for at in (1, 2)]
    register("68/NQ-CP")
    rule = {"kind": "resolution", "final": True, "years": 5}
    actions.set_rule(by=office, at=AT, **rule, party_only=False)
    assert Milestone.objects.count() == 3
    held = rows[0].milestones.get()
    actions.change_milestone(by=office, at=AT, milestone=held, version=1, state="done")
    actions.set_rule(by=office, at=AT, **rule, lead_days=30)
    assert rows[0].milestones.get().lead_days == 180
    assert rows[1].milestones.get().lead_days == 30
    assert Milestone.objects.count() == 2


def test_dropping_a_rule(register: Register, office: User) -> None:
    """What it alone gave goes; what a paper also names, or a person touched, stays."""
    plain, named, held = (register(f"{at}-NQ/TW", issued_on=XI) for at in (1, 2, 3))
    rule = actions.set_rule(by=office, at=AT, kind="resolution", final=True, years=10)
    _review(register("85-KH/TU", "plan"), named, office)
    milestone = held.milestones.get()
    actions.change_milestone(by=office, at=AT, milestone=milestone, version=1, state="cancelled")
    actions.drop_rule(by=office, at=AT, rule=rule)
    assert [row.milestones.count() for row in (plain, named, held)] == [0, 1, 1]


def test_the_rule_comes_back_when_the_paper_goes(register: Register, office: User) -> None:
    """Taking the relation back leaves the review that the rule gives."""
    row = register("1-NQ/TW", issued_on=XI)
    actions.set_rule(by=office, at=AT, kind="resolution", final=True, years=10)
    relation = _review(register("85-KH/TU", "plan"), row, office)
    assert row.milestones.get().source == MilestoneSource.READ
    actions.unrelate(by=office, at=AT, relation=relation)
    assert row.milestones.get().source == MilestoneSource.RULE


def test_another_kind_has_other_rules(register: Register, office: User) -> None:
    """A directive whose kind is mended gets the reviews of the right kind."""
    row = register("20-NQ/TW", "plan", issued_on=XI)
    actions.set_rule(by=office, at=AT, kind="plan", final=True, years=1)
    actions.set_rule(by=office, at=AT, kind="resolution", final=True, years=5)
    actions.change(by=office, at=AT, directive=row, version=1, kind="resolution")
    assert [each.years for each in row.milestones.all()] == [5]


def test_by_hand(resolution: Directive, office: User) -> None:
    """Neither years nor day, or the same once more, is refused; what is by hand can be removed."""
    with pytest.raises(Refused, match="số năm hoặc ngày"):
        actions.set_milestone(by=office, at=AT, directive=resolution, final=True)
    row = actions.set_milestone(by=office, at=AT, directive=resolution, final=True, years=3)
    with pytest.raises(Refused, match="đã có mốc ấy"):
        actions.set_milestone(by=office, at=AT, directive=resolution, final=True, years=3)
    actions.drop_milestone(by=office, at=AT, milestone=row)
    assert not Milestone.objects.exists()


def test_a_day_by_hand_cannot_be_emptied(resolution: Directive, office: User) -> None:
    """A review without years keeps a day."""
    day = dt.date(2022, 5, 1)
    row = actions.set_milestone(by=office, at=AT, directive=resolution, final=True, day=day)
    with pytest.raises(Refused, match="phải có ngày"):
        actions.change_milestone(by=office, at=AT, milestone=row, version=1, due_on=None)


def test_what_a_paper_gave_is_called_off_not_removed(
    resolution: Directive, review: Relation, office: User
) -> None:
    """A milestone that was read cannot be dropped."""
    with pytest.raises(Refused, match="Không tổ chức"):
        actions.drop_milestone(by=office, at=AT, milestone=resolution.milestones.get())


@pytest.mark.parametrize("years", [0, 101, 30_000])
def test_absurd_years_are_refused(resolution: Directive, office: User, years: int) -> None:
    """No review is held after so many years."""
    with pytest.raises(Refused, match="từ 1 đến 100"):
        actions.set_milestone(by=office, at=AT, directive=resolution, final=True, years=years)


def test_two_people_change_one_milestone(
    resolution: Directive, review: Relation, office: User
) -> None:
    """Who saves second is told."""
    one, two = resolution.milestones.get(), resolution.milestones.get()
    actions.change_milestone(by=office, at=AT, milestone=one, version=1, note="Một")
    with pytest.raises(Conflict):
        actions.change_milestone(by=office, at=AT, milestone=two, version=1, note="Hai")


def test_near_is_within_the_lead_time(resolution: Directive, office: User) -> None:
    """A review is near from its lead time on, and when it is past; one called off is not."""
    today = dt.date(2022, 4, 8)
    days = {"past": -3, "near": 30, "far": 31, "off": 5}
    rows = {
        name: actions.set_milestone(
            by=office,
            at=AT,
            directive=resolution,
            final=True,
            day=today + dt.timedelta(days=at),
            lead_days=30,
        )
        for name, at in days.items()
    }
    actions.change_milestone(by=office, at=AT, milestone=rows["off"], version=1, state="cancelled")
    assert list(queries.near(today)) == [rows["past"], rows["near"]]
