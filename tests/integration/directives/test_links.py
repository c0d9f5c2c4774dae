"""How directives belong together: labels, undoing, chains, who has issued a plan."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from giaoban.core import search
from giaoban.core.errors import Refused
from giaoban.core.models import AuditEntry
from giaoban.directives import actions, drawing, queries
from giaoban.directives.models import Directive, Mention, Relation
from giaoban.documents.permissions import DOCUMENTS
from giaoban.work import actions as work
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BlocFactory, BodyFactory, MembershipFactory
from tests.factories.directives import AT
from tests.factories.documents import DocumentFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from giaoban.accounts.models import User
    from giaoban.documents.models import Document
    from tests.integration.directives.conftest import Register

    Relate = Callable[..., Relation]

TODAY = dt.date(2022, 4, 8)


@pytest.fixture
def relate(office: User) -> Relate:
    """Return what relates two directives, the second as carrying out the first."""

    def make(target: Directive, origin: Directive, **fields: object) -> Relation:
        given = {"kind": "implements", **fields}
        return actions.relate(by=office, at=AT, origin=origin, target=target, **given)

    return make


def _cite(directive: Directive, paper: Document, by: User, start: int = 8) -> Mention:
    return actions.mention(
        by=by,
        at=AT,
        directive=directive,
        document=paper,
        start=start,
        end=start + 9,
        text="11-CT/TW",
        reader="1",
    )


@pytest.mark.parametrize(
    ("fields", "active", "passive"),
    [
        ({}, "thực hiện", "được thực hiện bằng"),
        ({"kind": "continues"}, "tiếp tục thực hiện", "được tiếp tục thực hiện bằng"),
        (
            {"kind": "reviews", "years": 3, "final": False},
            "sơ kết 03 năm thực hiện",
            "được sơ kết 03 năm theo",
        ),
        ({"kind": "replaces"}, "thay thế", "bị thay thế bởi"),
    ],
)
def test_labels(
    register: Register, relate: Relate, fields: dict[str, object], active: str, passive: str
) -> None:
    """A relation reads from either end."""
    row = relate(register("20-NQ/TW"), register("85-KH/TU", "plan"), **fields)
    assert (row.active_label, row.passive_label) == (active, passive)


def test_relating_twice_is_once(register: Register, relate: Relate) -> None:
    """The second time finds the first relation, and puts nothing on record."""
    ends = register("20-NQ/TW"), register("85-KH/TU", "plan")
    assert relate(*ends) == relate(*ends)
    assert AuditEntry.objects.filter(act="directives.relate").count() == 1


def test_nothing_relates_to_itself(register: Register, relate: Relate) -> None:
    """A directive has no relation with itself."""
    row = register("20-NQ/TW")
    with pytest.raises(Refused, match="chính nó"):
        relate(row, row)


def test_only_reviews_have_years(register: Register, relate: Relate) -> None:
    """Years with another relation are refused."""
    with pytest.raises(Refused, match="Chỉ quan hệ sơ kết, tổng kết"):
        relate(register("20-NQ/TW"), register("85-KH/TU", "plan"), years=10)


def test_taking_back_a_citation(register: Register, office: User) -> None:
    """A citation goes; a second time there is nothing to take back or put on record."""
    row, paper = register("11-CT/TW", "directive"), DocumentFactory()
    _cite(row, paper, office)
    for _ in range(2):
        actions.unmention(by=office, at=AT, directive=row, document=paper, start=8)
    assert not row.mentions.exists()
    assert AuditEntry.objects.filter(act="directives.unmention").count() == 1


def test_a_citation_that_a_relation_stands_on_stays(
    register: Register, relate: Relate, office: User
) -> None:
    """The paper's only citation stays while a relation read there stands; one of two may go."""
    row, paper = register("11-CT/TW", "directive"), DocumentFactory()
    _cite(row, paper, office)
    relation = relate(row, register("87-KH/TU", "plan"), document=paper, start=0, end=30)
    undo = {"by": office, "at": AT, "directive": row, "document": paper, "start": 8}
    with pytest.raises(Refused, match="Hãy bỏ quan hệ ấy trước"):
        actions.unmention(**undo)
    _cite(row, paper, office, start=40)
    actions.unmention(**undo)
    with pytest.raises(Refused):
        actions.unmention(**{**undo, "start": 40})
    actions.unrelate(by=office, at=AT, relation=relation)
    actions.unmention(**{**undo, "start": 40})
    assert not row.mentions.exists()


def test_taking_out_an_entry(register: Register, office: User) -> None:
    """An entry that nothing was built on goes, with its rule's reviews, and is found no more."""
    actions.set_rule(by=office, at=AT, kind="resolution", final=True, years=5)
    row = register("20-NQ/TW", title="Khoa học và công nghệ")
    assert search.find("khoa hoc", by=office)
    actions.unregister(by=office, at=AT, directive=row)
    assert not Directive.objects.exists()
    assert search.find("khoa hoc", by=office) == []


@pytest.mark.parametrize("built", ["citation", "from", "to", "task", "by hand", "touched"])
def test_an_entry_that_is_built_on_stays(
    register: Register, relate: Relate, office: User, built: str
) -> None:
    """Citations, relations, tasks, and reviews that a person set or touched hold it."""
    row, other = register("20-NQ/TW"), register("85-KH/TU", "plan")
    if built == "touched":
        actions.set_rule(by=office, at=AT, kind="resolution", final=True, years=5)
        actions.change_milestone(
            by=office, at=AT, milestone=row.milestones.get(), version=1, note="Đã báo cáo"
        )
    build = {
        "citation": lambda: _cite(row, DocumentFactory(), office),
        "from": lambda: relate(other, row),
        "to": lambda: relate(row, other),
        "task": lambda: work.confirm(by=office, at=AT, title="a", reason="b", directives=[row]),
        "by hand": lambda: actions.set_milestone(
            by=office, at=AT, directive=row, final=True, years=5
        ),
        "touched": lambda: None,
    }
    build[built]()
    with pytest.raises(Refused, match="không rút khỏi sổ được"):
        actions.unregister(by=office, at=AT, directive=row)
    assert Directive.objects.filter(pk=row.pk).exists()


def test_the_chain_goes_down_level_by_level(
    register: Register, relate: Relate, django_assert_max_num_queries: Callable[..., object]
) -> None:
    """Each directive stands once, at its nearest level, also in a circle."""
    root, plan, sub = (
        register("20-NQ/TW"),
        register("85-KH/TU", "plan"),
        register("9-KH/HU", "plan"),
    )
    relate(root, plan)
    relate(plan, sub)
    relate(root, sub, kind="based_on")
    relate(sub, root)
    with django_assert_max_num_queries(4):
        links = queries.chain(root)
    assert [(link.directive, link.depth) for link in links] == [(root, 0), (plan, 1), (sub, 2)]


def test_above_goes_up_to_the_centre(
    register: Register, relate: Relate, django_assert_num_queries: Callable[..., object]
) -> None:
    """From the body's plan up to the resolution; labels cost no query each."""
    root, plan, sub = (
        register("20-NQ/TW"),
        register("85-KH/TU", "plan"),
        register("9-KH/HU", "plan"),
    )
    relations = [relate(plan, sub), relate(root, plan)]
    assert queries.above(sub) == relations
    with django_assert_num_queries(3):
        words = [f"{row.origin} {row.active_label} {row.target}" for row in queries.above(sub)]
    assert words[1] == "Kế hoạch 85-KH/TU thực hiện Nghị quyết 20-NQ/TW"


def test_who_has_issued_a_plan(register: Register, relate: Relate, office: User) -> None:
    """The bloc's bodies with their first paper of the chain; the issuer itself is not asked."""
    bloc = BlocFactory()
    issuer, done, waiting, left = bodies = [BodyFactory(name=f"Sở Thứ {at}") for at in range(4)]
    for body in bodies[:3]:
        MembershipFactory(bloc=bloc, body=body)
    MembershipFactory(bloc=bloc, body=left, valid_to=dt.date(2021, 12, 31))
    root = register("20-NQ/TU", issuer_body=issuer)
    plan = register("9/KH-SVD", "plan", issuer="Sở Thứ 1")
    relate(root, plan)
    expected = queries.bodies_expected(root, TODAY)
    states = queries.plans(expected, queries.chain(root), TODAY)
    assert {each.body: each.plan for each in states} == {done: plan, waiting: None}


def test_the_graph_holds_every_link_once(register: Register, relate: Relate) -> None:
    """Boxes stand in columns by level, an arrow leads to each but the root."""
    root, one, two = register("20-NQ/TW"), register("85-KH/TU", "plan"), register("9-KH/HU", "plan")
    relate(root, one)
    relate(root, two)
    graph = drawing.graph(queries.chain(root))
    assert [(box.x, box.y) for box in graph.boxes] == [(0, 0), (250, 0), (250, 62)]
    assert [arrow.label for arrow in graph.arrows] == ["thực hiện", "thực hiện"]
    assert (graph.width, graph.height) == (440, 108)


def test_papers_of_others_are_not_shown(register: Register, relate: Relate, office: User) -> None:
    """Who may not see a paper sees neither its citation nor its title beside a relation."""
    row, paper = register("11-CT/TW", "directive"), DocumentFactory()
    _cite(row, paper, office)
    relate(row, register("87-KH/TU", "plan"), document=paper, start=0, end=30)
    for person, seen in ((office, 1), (UserFactory(focal_point=True), 0)):
        papers = DOCUMENTS.scope(person)
        assert queries.mentions(row, papers).count() == seen
        _out, into = queries.relations(row, papers)
        assert [each.paper for each in into] == [paper if seen else None]
