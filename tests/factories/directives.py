"""Make directives, relations, milestones, rules."""

from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from giaoban.core.folding import fold
from giaoban.directives.enums import MilestoneSource, RelationKind
from giaoban.directives.identity import named, standard
from giaoban.directives.models import Directive, Milestone, MilestoneRule, Relation
from giaoban.directives.queries import identity_of
from giaoban.documents.enums import PaperKind
from tests.factories.accounts import UserFactory

AT = dt.datetime(2022, 4, 8, 1, tzinfo=dt.UTC)


class DirectiveFactory(DjangoModelFactory):
    """Make a resolution of the centre; what follows from its fields is computed as in the act."""

    class Meta:
        model = Directive

    class Params:
        plan = factory.Trait(
            kind=PaperKind.PLAN,
            identifier=factory.Sequence(lambda at: f"{at + 1}-KH/TU"),
            issuer="Tỉnh ủy Ví dụ",
        )
        named = factory.Trait(identifier="", name="Nghị quyết Đại hội ví dụ")
        dated = factory.Trait(issued_on=dt.date(2012, 11, 1))

    kind = PaperKind.RESOLUTION
    identifier = factory.Sequence(lambda at: f"{at + 1}-NQ/TW")
    standard = factory.LazyAttribute(lambda row: standard(row.identifier))
    number = factory.LazyAttribute(lambda row: identity_of(Directive(**_given(row))).number)
    folded_name = factory.LazyAttribute(lambda row: named(row.name))
    folded = factory.LazyAttribute(lambda row: fold(f"{row.identifier} {row.title}"))
    key = factory.LazyAttribute(lambda row: identity_of(Directive(**_given(row))).key)
    name = ""
    title = ""
    issuer = ""
    issued_on = None
    term = ""
    created_by = factory.SubFactory(UserFactory)
    created_at = AT


def _given(row: object) -> dict[str, object]:
    fields = ("kind", "identifier", "name", "issuer", "issued_on", "term")
    return {name: getattr(row, name) for name in fields}


class RelationFactory(DjangoModelFactory):
    """Make a plan that carries out a resolution."""

    class Meta:
        model = Relation

    class Params:
        review = factory.Trait(kind=RelationKind.REVIEWS, years=10, final=True)

    origin = factory.SubFactory(DirectiveFactory, plan=True)
    target = factory.SubFactory(DirectiveFactory)
    kind = RelationKind.IMPLEMENTS
    created_by = factory.SubFactory(UserFactory)
    created_at = AT


class MilestoneFactory(DjangoModelFactory):
    """Make a final review after ten years, set by hand."""

    class Meta:
        model = Milestone

    directive = factory.SubFactory(DirectiveFactory)
    final = True
    years = 10
    source = MilestoneSource.HAND


class MilestoneRuleFactory(DjangoModelFactory):
    """Make the rule that resolutions are reviewed after five years."""

    class Meta:
        model = MilestoneRule

    kind = PaperKind.RESOLUTION
    final = True
    years = 5
