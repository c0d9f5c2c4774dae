"""The register of directives: all see it, the office alone changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.directives import actions
from tests.integration.matrix import AT, Row, World, everybody

if TYPE_CHECKING:
    from giaoban.bodies.models import Body
    from giaoban.directives.models import Directive


def directive(world: World, body: Body) -> Directive:
    """Make a plan of the body."""
    return actions.register(
        by=world.users[Role.COORDINATOR],
        at=AT,
        kind="plan",
        identifier="9-KH/TU",
        issuer=body.name,
        issuer_body=body,
    )


def a_directive(world: World, body: Body) -> dict[str, Any]:
    """Make a directive."""
    return {"pk": directive(world, body).pk}


def a_relation(world: World, body: Body) -> dict[str, Any]:
    """Make a relation of two directives."""
    office = world.users[Role.COORDINATOR]
    other = actions.register(by=office, at=AT, kind="resolution", identifier="8-NQ/TW", term="X")
    row = actions.relate(
        by=office, at=AT, origin=directive(world, body), target=other, kind="implements"
    )
    return {"pk": row.pk}


def a_milestone(world: World, body: Body) -> dict[str, Any]:
    """Make a review set by hand."""
    row = actions.set_milestone(
        by=world.users[Role.COORDINATOR],
        at=AT,
        directive=directive(world, body),
        final=True,
        years=5,
    )
    return {"pk": row.pk}


def a_rule(world: World, _body: Body) -> dict[str, Any]:
    """Make a rule."""
    row = actions.set_rule(
        by=world.users[Role.COORDINATOR], at=AT, kind="resolution", final=True, years=5
    )
    return {"pk": row.pk}


def form(_world: World, _body: Body) -> dict[str, Any]:
    """Fill the form of a directive."""
    return {"kind": "plan", "identifier": "10-KH/TU", "version": 1}


def relation_form(world: World, _body: Body) -> dict[str, Any]:
    """Fill the form of a relation."""
    actions.register(
        by=world.users[Role.COORDINATOR], at=AT, kind="directive", identifier="7-CT/TW", term="X"
    )
    return {"kind": "implements", "target": "7-CT/TW"}


def milestone_form(_world: World, _body: Body) -> dict[str, Any]:
    """Fill the form of a review."""
    return {
        "final": "1",
        "years": 10,
        "lead_days": 90,
        "state": "ahead",
        "version": 1,
        "kind": "plan",
    }


OFFICE = {Role.COORDINATOR: 302}
FORM = {Role.COORDINATOR: 200}

ROWS = [
    Row("directives:list", "GET", everybody()),
    Row("directives:record", "GET", everybody(), about=a_directive),
    Row("directives:milestones", "GET", everybody()),
    Row("directives:new", "GET", FORM),
    Row("directives:new", "POST", OFFICE, data=form),
    Row("directives:change", "GET", FORM, about=a_directive),
    Row("directives:change", "POST", OFFICE, about=a_directive, data=form),
    Row("directives:remove", "POST", OFFICE, about=a_directive),
    Row("directives:relate", "POST", OFFICE, about=a_directive, data=relation_form),
    Row("directives:unrelate", "POST", OFFICE, about=a_relation),
    Row("directives:add_milestone", "POST", OFFICE, about=a_directive, data=milestone_form),
    Row("directives:milestone", "GET", FORM, about=a_milestone),
    Row("directives:milestone", "POST", OFFICE, about=a_milestone, data=milestone_form),
    Row("directives:drop_milestone", "POST", OFFICE, about=a_milestone),
    Row("directives:set_rule", "POST", OFFICE, data=milestone_form),
    Row("directives:drop_rule", "POST", OFFICE, about=a_rule),
]
