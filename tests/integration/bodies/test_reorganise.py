"""Rename, merge, split, dissolve, and taking a mistake back."""

from __future__ import annotations

import datetime as dt

import pytest

from giaoban.bodies import queries
from giaoban.bodies.actions import reorganise
from giaoban.bodies.actions.given import NameGiven
from giaoban.bodies.models import Body, BodyParent, Reorganisation, Succession
from giaoban.core.errors import NotAllowed, Refused
from giaoban.core.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BlocFactory, BodyFactory, MembershipFactory, PostFactory

pytestmark = pytest.mark.django_db
ON = dt.date(2025, 3, 1)
BEFORE = dt.date(2025, 2, 28)
AT = dt.datetime(2025, 3, 1, 8, tzinfo=dt.UTC)


@pytest.fixture
def act():
    """Return what every act is given."""
    return {"on": ON, "decision": "Quyết định số 01-QĐ/TU", "by": UserFactory(), "at": AT}


def everything() -> list[object]:
    """Return all rows that an act may write, but the versions."""
    rows: list[object] = []
    for model in (Body, *(each.related_model for each in Body._meta.related_objects)):
        columns = [field.attname for field in model._meta.fields if field.name != "version"]
        rows.append((model.__name__, list(model._default_manager.order_by("pk").values(*columns))))
    return rows


def test_a_renamed_body_stays_the_same(act) -> None:
    """The old name ends the day before, the new one begins; the body is one."""
    body = BodyFactory(name="Sở Thông tin")
    reorganise.rename(body=body, name=NameGiven(name="Sở Tin"), **act)
    body.refresh_from_db()
    assert body.name == "Sở Tin"
    assert queries.name_on(body, BEFORE) == "Sở Thông tin"
    assert queries.name_on(body, ON) == "Sở Tin"
    assert queries.successors(body, ON) == [body]
    assert AuditEntry.objects.filter(act="body.rename").count() == 1


def test_two_merge_into_a_new_one(act) -> None:
    """Both end, the new one has their parents, their bloc, and is the successor of both."""
    one, two, parent = BodyFactory(), BodyFactory(), BodyFactory()
    bloc = MembershipFactory(body=one).bloc
    for body in (one, two):
        BodyParent.objects.create(body=body, parent=parent)
    PostFactory(body=one)
    reorganise.merge(bodies=[one, two], name=NameGiven(name="Ban Chung", symbol="BC"), **act)
    new = Body.objects.get(name="Ban Chung")
    assert queries.successors(one, ON) == queries.successors(two, ON) == [new]
    assert queries.successors(one, BEFORE) == [one]
    assert [each.parent for each in new.parents.all()] == [parent]
    assert list(queries.members(bloc, ON)) == [new]
    assert list(queries.members(bloc, BEFORE)) == [one]
    assert one.posts.get().valid_to == BEFORE


def test_merging_into_one_that_goes_on(act) -> None:
    """The one that goes on is the same body, with another name where one is given."""
    one, two = BodyFactory(name="Sở Một"), BodyFactory(name="Sở Hai")
    reorganise.merge(bodies=[one, two], into=two, name=NameGiven(name="Sở Ba"), **act)
    two.refresh_from_db()
    assert two.valid_to is None
    assert two.name == "Sở Ba"
    assert queries.successors(one, ON) == [two]


def test_the_successor_leads_the_bloc(act) -> None:
    """The bloc of a merged lead body is led by the new one, and was by the old one."""
    bloc = BlocFactory()
    old = bloc.lead
    reorganise.merge(bodies=[old, BodyFactory()], name=NameGiven(name="Ban Chung"), **act)
    bloc.refresh_from_db()
    assert bloc.lead.name == "Ban Chung"
    assert queries.lead_on(bloc, BEFORE) == old
    assert queries.lead_on(bloc, ON) == bloc.lead


@pytest.mark.parametrize("goes_on", [True, False])
def test_a_split(act, goes_on: bool) -> None:
    """A split body ends or goes on; the new ones come from it."""
    body = BodyFactory()
    names = [NameGiven(name="Sở Một"), NameGiven(name="Sở Hai")]
    reorganise.split(body=body, names=names, goes_on=goes_on, **act)
    body.refresh_from_db()
    assert (body.valid_to is None) == goes_on
    new = set(Body.objects.filter(name__in=["Sở Một", "Sở Hai"]))
    assert set(queries.successors(body, ON)) == ({body} if goes_on else new)


def test_a_dissolved_body_may_have_heirs_or_none(act) -> None:
    """Who takes over is the successor; without heirs there is none."""
    one, two, heir = BodyFactory(), BodyFactory(), BodyFactory()
    reorganise.dissolve(body=one, heirs=[heir], **act)
    reorganise.dissolve(body=two, **act)
    assert queries.successors(one, ON) == [heir]
    assert queries.successors(two, ON) == []


def test_chains_are_followed(act) -> None:
    """A merged into B, B split into C and D: on a later day A is C and D."""
    first, second = BodyFactory(), BodyFactory()
    reorganise.merge(bodies=[first, second], name=NameGiven(name="B"), **act)
    middle = Body.objects.get(name="B")
    later = act | {"on": dt.date(2026, 1, 1)}
    names = [NameGiven(name="C"), NameGiven(name="D")]
    reorganise.split(body=middle, names=names, goes_on=False, **later)
    assert queries.successors(first, ON) == [middle]
    assert [each.name for each in queries.successors(first, later["on"])] == ["C", "D"]


# --- refusals ----------------------------------------------------------------------------------


def test_an_act_wants_a_decision(act) -> None:
    """Without the deciding paper nothing is written."""
    with pytest.raises(Refused):
        reorganise.dissolve(body=BodyFactory(), **act | {"decision": " "})
    assert not Reorganisation.objects.exists()


def test_an_ended_body_cannot_be_reorganised(act) -> None:
    """A body that has ended by the day is refused."""
    with pytest.raises(Refused, match="không hoạt động"):
        reorganise.dissolve(body=BodyFactory(valid_to=BEFORE), **act)


def test_one_body_does_not_merge(act) -> None:
    """A merger needs two."""
    body = BodyFactory()
    with pytest.raises(Refused, match="hai cơ quan"):
        reorganise.merge(bodies=[body], into=body, name=None, **act)


def test_a_lead_body_is_not_dissolved_without_heir(act) -> None:
    """A bloc is never left without a lead body."""
    with pytest.raises(Refused, match="chủ trì"):
        reorganise.dissolve(body=BlocFactory().lead, **act)


def test_a_focal_point_may_not(act) -> None:
    """Acts are the office's and the administrator's."""
    user = UserFactory(focal_point=True)
    with pytest.raises(NotAllowed):
        reorganise.dissolve(body=user.body, **act | {"by": user})


# --- taking back -------------------------------------------------------------------------------


def test_a_mistaken_act_leaves_no_trace_in_the_register(act) -> None:
    """After undo every row is as before; the trail keeps both acts."""
    bloc = BlocFactory()
    other = MembershipFactory(bloc=bloc).body
    PostFactory(body=other)
    before = everything()
    merged = reorganise.merge(bodies=[bloc.lead, other], name=NameGiven(name="Ban Chung"), **act)
    assert everything() != before
    reorganise.undo(act=merged, by=act["by"], at=AT)
    assert everything() == before
    assert not Succession.objects.exists()
    assert AuditEntry.objects.filter(act__in=["body.merge", "reorganisation.undo"]).count() == 2


def test_a_rename_is_taken_back(act) -> None:
    """The old name is open again, and is the body's."""
    body = BodyFactory(name="Sở Thông tin")
    renamed = reorganise.rename(body=body, name=NameGiven(name="Sở Tin"), **act)
    reorganise.undo(act=renamed, by=act["by"], at=AT)
    body.refresh_from_db()
    assert body.name == "Sở Thông tin"
    assert queries.find_body("Sở Tin", on=None) == []


def test_what_was_built_on_is_not_taken_back(act) -> None:
    """A new body that is used elsewhere, or changed again, keeps the act."""
    one, two = BodyFactory(), BodyFactory()
    merged = reorganise.merge(bodies=[one, two], name=NameGiven(name="Ban Chung"), **act)
    new = Body.objects.get(name="Ban Chung")
    post = PostFactory(body=new)
    with pytest.raises(Refused, match="đã được dùng"):
        reorganise.undo(act=merged, by=act["by"], at=AT)
    post.delete()
    later = reorganise.rename(
        body=new, name=NameGiven(name="Ban Khác"), **act | {"on": dt.date(2026, 1, 1)}
    )
    with pytest.raises(Refused, match="sắp xếp thêm lần nữa"):
        reorganise.undo(act=merged, by=act["by"], at=AT)
    reorganise.undo(act=later, by=act["by"], at=AT)
    reorganise.undo(act=merged, by=act["by"], at=AT)
    assert not Body.objects.filter(name="Ban Chung").exists()
