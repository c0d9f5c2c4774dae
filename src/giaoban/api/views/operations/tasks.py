"""Tasks: read, put on record, change, and lead through their course."""

import base64
import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field as Bound

from giaoban.accounts.models import User
from giaoban.api.enums import Scope
from giaoban.api.errors import Problem
from giaoban.api.views.guard import Bearer, actor
from giaoban.api.views.paging import Cursor, Limit, page
from giaoban.api.views.writing import Given, Key, Match, Text, matching, once, once_apart, respond
from giaoban.bodies.models import Body
from giaoban.work import actions, queries
from giaoban.work.enums import TaskState, Timeliness
from giaoban.work.models import Assignment, Extension, Task
from giaoban.work.permissions import speaks_for_own, tasks

READ = Bearer(Scope.TASKS_READ)
WRITE = Bearer(Scope.TASKS_WRITE)
router = Router(tags=["tasks"], auth=READ)

# Keys are looked up many at once, which the database refuses for what is no 64-bit number.
Ident = Annotated[int, Bound(ge=1, le=2**63 - 1)]
Words = Annotated[Text, Bound(max_length=20_000)]
Reason = Annotated[Text, Bound(min_length=1, max_length=1000)]
Percent = Annotated[int | None, Bound(ge=0, le=100)]


class PartOut(Schema):
    """A body's part in a task; ``body`` is null where the name as written is not resolved."""

    body: int | None
    name: str
    part: str


class TaskOut(Schema):
    """A task with its deadlines; ``first_due_on`` never moves, null is not known."""

    id: int
    title: str
    kind: str
    rhythm: str
    state: TaskState
    timeliness: Timeliness
    parts: list[PartOut]
    field: int | None
    product: str
    percent: int | None
    due_on: dt.date | None
    first_due_on: dt.date | None
    due_text: str
    extensions_granted: int
    done_on: dt.date | None
    parent: int | None
    document: int | None
    sentence: str
    version: int


class TaskPage(Schema):
    """Tasks in the order of their keys."""

    items: list[TaskOut]
    next: str | None


class NewTask(Given):
    """A task to put on record; ``reason`` tells who gave it, where and when."""

    title: Annotated[Text, Bound(min_length=1, max_length=1000)]
    reason: Annotated[Text, Bound(min_length=1, max_length=500)]
    lead: Ident
    cooperating: list[Ident] = []
    due_on: dt.date | None = None
    due_text: Annotated[Text, Bound(max_length=200)] = ""


class ChangedTask(Given):
    """What to mend of a task; what is left out stays."""

    title: Annotated[Text | None, Bound(min_length=1, max_length=1000)] = None
    product: Annotated[Text | None, Bound(max_length=500)] = None


class Told(Given):
    """Progress as a body tells it."""

    percent: Percent = None
    text: Words = ""


class Sent(Given):
    """Work sent in to be verified."""

    text: Words = ""


class Because(Given):
    """A reason."""

    reason: Reason


class Answer(Given):
    """What the one who decides says."""

    answer: Words = ""


class Wish(Given):
    """An extension that is asked for."""

    until: dt.date
    reason: Reason
    no_fault: bool = False


class Decision(Given):
    """An extension granted, to the day asked for or another, or refused."""

    grant: bool
    until: dt.date | None = None
    answer: Annotated[Text, Bound(max_length=1000)] = ""


class Shown(Given):
    """Evidence: an address, or a file in Base64."""

    title: Annotated[Text, Bound(min_length=1, max_length=300)]
    url: Annotated[Text, Bound(max_length=500)] = ""
    content: Annotated[Text, Bound(max_length=14_000_000)] = ""


def _part(each: Assignment) -> PartOut:
    return PartOut(body=each.body_id, name=each.name, part=each.part)


def _out(task: Task, today: dt.date) -> TaskOut:
    parts = [*task.leads, *task.others]  # type: ignore[attr-defined]
    same = {name: getattr(task, name) for name in TaskOut.model_fields if hasattr(task, name)}
    return TaskOut(
        **same
        | {
            "timeliness": task.timeliness(today),
            "parts": [_part(each) for each in parts],
            "field": task.field_id,
            "parent": task.parent_id,
            "document": task.document_id,
        }
    )


def _shown(task: Task, status: int = 200) -> HttpResponse:
    task.refresh_from_db()
    queries.with_bodies([task])
    return respond(_out(task, timezone.localdate()), status=status, row=task)


def _task(request: HttpRequest, pk: int) -> Task:
    return get_object_or_404(tasks.scope(actor(request)), pk=pk)


def _do(request: HttpRequest, pk: int, act: Callable[..., object], **given: Any) -> HttpResponse:
    """Do one act to a task that the token may see, and show the task as it is then."""
    task = _task(request, pk)
    act(by=actor(request), at=timezone.now(), task=task, **given)
    return _shown(task)


def _bodies(keys: list[int]) -> list[tuple[str, Body]]:
    found = Body.objects.in_bulk(keys)
    missing = [key for key in keys if key not in found]
    if missing:
        raise Problem(422, "body", _("Không có cơ quan với mã này."), bodies=missing)
    return [(found[key].name, found[key]) for key in keys]


def _body(user: User, task: Task) -> Body:
    """Return for whom the caller speaks: its own body, or the lead where the office does."""
    if user.body_id in {each.body_id for each in task.assignments.all()} and user.body:
        return user.body
    if task.lead is None:
        raise Problem(422, "lead", _("Nhiệm vụ chưa có cơ quan chủ trì."))
    return task.lead


@router.get("", response=TaskPage, operation_id="list_tasks", summary="Tasks")
def list_tasks(
    request: HttpRequest,
    *,
    state: TaskState | None = None,
    body: int | None = None,
    due_before: dt.date | None = None,
    touched_since: Annotated[dt.datetime | None, Query(description="With a time zone.")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> TaskPage:
    """Return the tasks that the token may see, narrowed as asked."""
    rows = tasks.scope(actor(request))
    if state is not None:
        rows = rows.filter(state=state)
    if body is not None:
        rows = queries.of_body(rows, body)
    if due_before is not None:
        rows = rows.filter(due_on__lt=due_before)
    if touched_since is not None:
        rows = rows.filter(touched_at__gte=_zoned(touched_since))
    found, following = page(rows, cursor, limit)
    today = timezone.localdate()
    shown = [_out(task, today) for task in queries.with_bodies(found)]
    return TaskPage(items=shown, next=following)


def _zoned(moment: dt.datetime) -> dt.datetime:
    if moment.tzinfo is None:
        raise Problem(
            422, "zone", _("Thời điểm phải kèm múi giờ, ví dụ 2026-06-10T08:00:00+07:00.")
        )
    return moment


@router.get("/{pk}", response=TaskOut, operation_id="get_task", summary="A task")
def get_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Return one task; its ETag is wanted for changing it."""
    return _shown(_task(request, pk))


@router.post("", response={201: TaskOut}, auth=WRITE, operation_id="add_task", summary="New task")
@once
def add_task(request: HttpRequest, given: NewTask, key: Key) -> HttpResponse:
    """Put a task on record and give it to the body that leads."""
    task = actions.confirm(
        by=actor(request),
        at=timezone.now(),
        title=given.title,
        reason=given.reason,
        due_on=given.due_on,
        due_text=given.due_text,
        lead=_bodies([given.lead]),
        cooperating=_bodies(given.cooperating),
    )
    return _shown(task, 201)


@router.patch("/{pk}", response=TaskOut, auth=WRITE, operation_id="change_task", summary="Change")
@once
def change_task(
    request: HttpRequest, pk: int, given: ChangedTask, key: Key, match: Match = None
) -> HttpResponse:
    """Mend a task; refused where somebody else changed it since it was read."""
    task = _task(request, pk)
    fields: dict[str, Any] = given.model_dump(exclude_none=True)
    version = matching(task, match)
    actions.change(by=actor(request), at=timezone.now(), task=task, version=version, **fields)
    return _shown(task)


@router.post("/{pk}/accept", response=TaskOut, auth=WRITE, operation_id="accept_task")
@once
def accept_task(request: HttpRequest, pk: int, key: Key) -> HttpResponse:
    """Accept a task that was given to the body."""
    return _do(request, pk, actions.accept)


@router.post("/{pk}/decline", response=TaskOut, auth=WRITE, operation_id="decline_task")
@once
def decline_task(request: HttpRequest, pk: int, given: Because, key: Key) -> HttpResponse:
    """Give a task back with a reason."""
    return _do(request, pk, actions.decline, reason=given.reason)


@router.post("/{pk}/progress", response=TaskOut, auth=WRITE, operation_id="tell_progress")
@once
def tell_progress(request: HttpRequest, pk: int, given: Told, key: Key) -> HttpResponse:
    """Tell how far the work is."""
    task, user = _task(request, pk), actor(request)
    actions.tell_progress(
        by=user,
        at=timezone.now(),
        task=task,
        body=_body(user, task),
        percent=given.percent,
        text=given.text,
    )
    return _shown(task)


# Not in one transaction, which would hold the database while a file is looked through: the same
# file or address sent twice is one piece of evidence anyhow.
@router.post("/{pk}/evidence", response=TaskOut, auth=WRITE, operation_id="attach_evidence")
@once_apart
def attach_evidence(request: HttpRequest, pk: int, given: Shown, key: Key) -> HttpResponse:
    """Add evidence of what was done."""
    try:
        data = base64.b64decode(given.content, validate=True) if given.content else None
    except ValueError:
        raise Problem(422, "base64", _("“content” phải là Base64.")) from None
    return _do(request, pk, actions.attach, title=given.title, data=data, url=given.url)


@router.post("/{pk}/submit", response=TaskOut, auth=WRITE, operation_id="submit_task")
@once
def submit_task(request: HttpRequest, pk: int, given: Sent, key: Key) -> HttpResponse:
    """Send the work in to be verified; evidence is wanted where the kind asks for it."""
    on_behalf = not speaks_for_own(actor(request))
    return _do(request, pk, actions.submit, text=given.text, on_behalf=on_behalf)


@router.post("/{pk}/send-back", response=TaskOut, auth=WRITE, operation_id="send_task_back")
@once
def send_task_back(request: HttpRequest, pk: int, given: Because, key: Key) -> HttpResponse:
    """Send work back with what is wanted; never by the one who sent it in."""
    return _do(request, pk, actions.send_back, text=given.reason)


@router.post("/{pk}/verify", response=TaskOut, auth=WRITE, operation_id="verify_task")
@once
def verify_task(request: HttpRequest, pk: int, given: Answer, key: Key) -> HttpResponse:
    """Verify work that was sent in; never by the one who sent it in."""
    return _do(request, pk, actions.verify, text=given.answer)


@router.post("/{pk}/close", response=TaskOut, auth=WRITE, operation_id="close_task")
@once
def close_task(request: HttpRequest, pk: int, key: Key) -> HttpResponse:
    """Close a task that was verified."""
    return _do(request, pk, actions.close)


@router.post("/{pk}/cancel", response=TaskOut, auth=WRITE, operation_id="cancel_task")
@once
def cancel_task(request: HttpRequest, pk: int, given: Because, key: Key) -> HttpResponse:
    """Cancel a task with a reason."""
    return _do(request, pk, actions.cancel, reason=given.reason)


@router.post("/{pk}/extensions", response=TaskOut, auth=WRITE, operation_id="ask_extension")
@once
def ask_extension(request: HttpRequest, pk: int, given: Wish, key: Key) -> HttpResponse:
    """Ask for a later day; the first deadline stays in view."""
    return _do(request, pk, actions.ask_extension, **given.model_dump())


@router.post(
    "/{pk}/extensions/{number}", response=TaskOut, auth=WRITE, operation_id="decide_extension"
)
@once
def decide_extension(
    request: HttpRequest, pk: int, number: int, given: Decision, key: Key
) -> HttpResponse:
    """Grant or refuse an extension."""
    task = _task(request, pk)
    extension = get_object_or_404(Extension, task=task, number=number)
    actions.decide_extension(
        by=actor(request),
        at=timezone.now(),
        extension=extension,
        grant=given.grant,
        until=given.until,
        answer=given.answer,
    )
    return _shown(task)
