"""Make bodies, people, blocs."""

from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from giaoban.bodies import naming
from giaoban.bodies.enums import BodyKind
from giaoban.bodies.models import Bloc, Body, BodyClass, BodyName, Membership, Person, Post
from giaoban.bodies.sorting import person_key, sort_key
from giaoban.core.folding import fold


class BodyNameFactory(DjangoModelFactory):
    """Make a name of a body."""

    class Meta:
        model = BodyName

    name = "Sở Khoa học và Công nghệ"
    short_name = ""
    folded = factory.LazyAttribute(lambda row: naming.key(row.name))
    folded_short = factory.LazyAttribute(lambda row: naming.key(row.short_name))


class BodyFactory(DjangoModelFactory):
    """Make a body with one name."""

    class Meta:
        model = Body
        skip_postgeneration_save = True

    class Params:
        ended = factory.Trait(valid_to=dt.date(2025, 2, 28))

    kind = BodyKind.DEPARTMENT
    name = factory.Sequence(lambda at: f"Sở Ví dụ {at}")
    folded = factory.LazyAttribute(lambda row: fold(row.name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))

    @factory.post_generation
    def named(body: Body, create: bool, given: bool | None, **fields: object) -> None:  # noqa: ARG002, N805
        """Give the body its name, with the fields of ``named__…``."""
        if given is not False:
            period = {"valid_from": body.valid_from, "valid_to": body.valid_to}
            BodyNameFactory(**{"body": body, "name": body.name, **period, **fields})


class BlocFactory(DjangoModelFactory):
    """Make a bloc with a lead body."""

    class Meta:
        model = Bloc

    name = factory.Sequence(lambda at: f"Khối ví dụ {at}")
    lead = factory.SubFactory(BodyFactory)


class MembershipFactory(DjangoModelFactory):
    """Put a body into a bloc."""

    class Meta:
        model = Membership

    bloc = factory.SubFactory(BlocFactory)
    body = factory.SubFactory(BodyFactory)


class BodyClassFactory(DjangoModelFactory):
    """Make a class of bodies."""

    class Meta:
        model = BodyClass
        skip_postgeneration_save = True

    name = "các sở, ban, ngành"
    folded = factory.LazyAttribute(lambda row: naming.key(row.name))
    kinds = factory.LazyFunction(lambda: [BodyKind.DEPARTMENT, BodyKind.PARTY_ORGAN])


class PersonFactory(DjangoModelFactory):
    """Make a person."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda at: f"Nguyễn Ví Dụ {at}")
    folded = factory.LazyAttribute(lambda row: fold(row.name))
    sort_key = factory.LazyAttribute(lambda row: person_key(row.name))


class PostFactory(DjangoModelFactory):
    """Give a person a post."""

    class Meta:
        model = Post

    person = factory.SubFactory(PersonFactory)
    body = factory.SubFactory(BodyFactory)
    title = "Chuyên viên"
