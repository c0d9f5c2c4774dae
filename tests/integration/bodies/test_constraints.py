"""What must never break, tested both ways."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from giaoban.accounts.models import Handover
from giaoban.bodies.models import BodyParent, Succession
from giaoban.core.enums import Role
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BlocFactory, BodyFactory, MembershipFactory, PostFactory

pytestmark = pytest.mark.django_db
EARLY, LATE = dt.date(2020, 1, 1), dt.date(2021, 1, 1)


def refused(make, **fields) -> bool:
    """Tell whether the database refuses the row."""
    try:
        with transaction.atomic():
            make(**fields)
    except IntegrityError:
        return True
    return False


def a_parent(**period: dt.date) -> None:
    BodyParent.objects.create(body=BodyFactory(), parent=BodyFactory(), **period)


@pytest.mark.parametrize("make", [BodyFactory, PostFactory, MembershipFactory, a_parent])
def test_a_period_does_not_end_before_it_begins(make) -> None:
    """One day is a period; an end before the beginning is not."""
    assert not refused(make, valid_from=EARLY, valid_to=EARLY)
    assert not refused(make, valid_from=None, valid_to=EARLY)
    assert refused(make, valid_from=LATE, valid_to=EARLY)


def test_a_body_is_not_its_own_parent() -> None:
    """Another body may stand above; the same may not."""
    body = BodyFactory()
    assert refused(BodyParent.objects.create, body=body, parent=body)
    assert not refused(BodyParent.objects.create, body=body, parent=BodyFactory())


@pytest.mark.parametrize("kind", ["rename", "merge", "split"])
def test_only_a_dissolved_body_may_have_no_successor(kind: str) -> None:
    """Every act but the dissolution names a successor."""
    fields = {"predecessor": BodyFactory(), "successor": None, "on": EARLY}
    assert refused(Succession.objects.create, kind=kind, **fields)
    assert not refused(Succession.objects.create, kind="dissolve", **fields)


def test_a_succession_is_written_once() -> None:
    """The same two bodies on the same day stand once; on another day they may again."""
    fields = {"kind": "merge", "predecessor": BodyFactory(), "successor": BodyFactory()}
    assert not refused(Succession.objects.create, on=EARLY, **fields)
    assert refused(Succession.objects.create, on=EARLY, **fields)
    assert not refused(Succession.objects.create, on=LATE, **fields)


def test_a_bloc_has_a_name_of_its_own() -> None:
    """Two blocs do not share a name."""
    assert not refused(BlocFactory, name="Khối A")
    assert refused(BlocFactory, name="Khối A")


def test_a_focal_point_has_a_body() -> None:
    """Without a body nobody is a focal point; others may be."""
    assert refused(UserFactory, role=Role.FOCAL_POINT, body=None)
    assert not refused(UserFactory, role=Role.FOCAL_POINT, body=BodyFactory())
    assert not refused(UserFactory, role=Role.AUDITOR, body=None)


def test_nobody_hands_over_to_oneself() -> None:
    """Work goes to another."""
    one, two = UserFactory(), UserFactory()
    fields = {"by": one, "at": dt.datetime(2022, 4, 8, tzinfo=dt.UTC), "from_user": one}
    assert refused(Handover.objects.create, to_user=one, **fields)
    assert not refused(Handover.objects.create, to_user=two, **fields)
