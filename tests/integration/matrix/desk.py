"""Who gets what from the reading desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.desk.actions.decide import dismiss
from giaoban.desk.models import Decision
from tests.factories.desk import FindingFactory
from tests.factories.documents import AT, DocumentFactory
from tests.integration.matrix import Row, World
from tests.integration.matrix.documents import LED, OWN, paper

if TYPE_CHECKING:
    from giaoban.bodies.models import Body
    from giaoban.desk.models import Finding

DECIDED = {Role.COORDINATOR: 302}
TASKS = "Giao Sở Y tế rà soát chỉ tiêu; giao Sở Giáo dục và Đào tạo báo cáo kết quả."


def place(world: World, body: Body) -> dict[str, Any]:
    """Make a paper of the body, and name a place in it."""
    return {**paper(world, body), "start": 7}


def _card(world: World, body: Body, **fields: Any) -> Finding:
    document = DocumentFactory(
        body=body,
        read=True,
        owner=world.users[Role.COORDINATOR],
        **({"text": TASKS} if "task" in fields else {}),
    )
    return FindingFactory(document=document, **fields)


def card(world: World, body: Body) -> dict[str, Any]:
    """Make a card of a paper of the body."""
    row = _card(world, body)
    return {"pk": row.document_id, "key": row.pk}


def task(world: World, body: Body) -> dict[str, Any]:
    """Make two cards of tasks."""
    row = _card(world, body, task=True, label="N1", start=0, end=30)
    FindingFactory(document=row.document, task=True, label="N2", start=32, end=len(TASKS) - 1)
    return {"pk": row.document_id, "key": row.pk}


def dismissed(world: World, body: Body) -> dict[str, Any]:
    """Make a card that was dismissed."""
    row = _card(world, body)
    dismiss(by=world.users[Role.COORDINATOR], at=AT, finding=row, version=row.version)
    return {"pk": row.document_id, "key": row.pk}


def act(world: World, body: Body) -> dict[str, Any]:
    """Dismiss a card, and name the act."""
    of_card = dismissed(world, body)
    row = Decision.objects.get(document=of_card["pk"])
    return {"pk": of_card["pk"], "key": row.pk}


def version(_world: World, _body: Body) -> dict[str, Any]:
    """Return the version that the person saw."""
    return {"version": 1}


def added(_world: World, _body: Body) -> dict[str, Any]:
    """Return the words of a card to add."""
    return {"kind": "body", "quote": "Bộ Chính trị"}


def parts(_world: World, _body: Body) -> dict[str, Any]:
    """Return where a task is split."""
    return {"version": 1, "parts": "Giao Sở Y tế\nrà soát chỉ tiêu"}


def other(_world: World, _body: Body) -> dict[str, Any]:
    """Return which task to merge with."""
    return {"version": 1, "other": "N2"}


ROWS = [
    Row("desk:list", "GET", {Role.COORDINATOR: 200}),
    Row("desk:desk", "GET", OWN, about=paper),
    Row("desk:place", "GET", LED, about=place),
    Row("desk:accept_many", "POST", DECIDED, about=paper),
    Row("desk:add", "POST", DECIDED, about=paper, data=added),
    Row("desk:undo", "POST", DECIDED, about=act),
    Row("desk:accept", "POST", DECIDED, about=card, data=version),
    Row("desk:mend", "POST", {Role.COORDINATOR: 422}, about=card, data=version),
    Row("desk:dismiss", "POST", DECIDED, about=card, data=version),
    Row("desk:split", "POST", DECIDED, about=task, data=parts),
    Row("desk:merge", "POST", DECIDED, about=task, data=other),
    Row("desk:reopen", "POST", DECIDED, about=dismissed),
]
