"""Names in a paper are tied to bodies, those of classes too."""

from __future__ import annotations

import datetime as dt

import pytest

from giaoban.desk.matching import Directory
from tests.factories.bodies import BodyClassFactory, BodyFactory, MembershipFactory


@pytest.mark.django_db
def test_a_class_leaves_out_the_body_that_leads() -> None:
    """Who gives the work is a member of the bloc at times, and means the others."""
    made = BodyClassFactory(name="các sở, ban, ngành")
    member = MembershipFactory(body=BodyFactory(name="Sở Một"))
    MembershipFactory(bloc=member.bloc, body=member.bloc.lead)
    directory = Directory(dt.date(2026, 3, 20))
    directory.settle_bloc([member.body_id])
    assert directory.resolve(made.name)["bodies"] == [member.body_id]
    assert directory.resolve(member.bloc.lead.name)["bodies"] == [member.bloc.lead_id]
