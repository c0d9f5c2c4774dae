"""Do the same to many tasks: in one transaction, each row on its own, what is refused told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.core import audit, locks
from giaoban.core.enums import Role
from giaoban.core.errors import NotAllowed, Refused
from giaoban.work import permissions
from giaoban.work.actions.ending import cancel
from giaoban.work.actions.working import close
from giaoban.work.enums import BulkActKind
from giaoban.work.models import BulkAct, Field, Task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from giaoban.accounts.models import User

MOST = 1000


class Asked(NamedTuple):
    """What is to be done to each task."""

    act: BulkActKind
    follower: User | None = None
    field: Field | None = None
    reason: str = ""

    @property
    def said(self) -> str:
        """What it is in words: the person, the field, or the reason."""
        return str(self.follower or self.field or self.reason)


@transaction.atomic
def do(*, by: User, at: dt.datetime, asked: Asked, tasks: Sequence[int]) -> BulkAct:
    """Do it to each of the tasks; a task that refuses stays as it was, the others are done."""
    permissions.bulk_acts.require(by, "add")
    if not tasks:
        raise Refused(_("Hãy chọn ít nhất một nhiệm vụ."))
    if len(tasks) > MOST:
        raise Refused(_("Mỗi lần tối đa %s nhiệm vụ. Hãy lọc bớt.") % MOST)
    if asked.follower is not None and not _can_follow(asked.follower):
        raise Refused(_("Người theo dõi phải là chuyên viên tổng hợp đang dùng tài khoản."))
    rows = permissions.tasks.scope(by).in_bulk(list(tasks))
    act = BulkAct(act=asked.act, said=asked.said[:1000], by=by, at=at)
    for key in tasks:
        _do_one(act, rows.get(key), key, asked, by=by, at=at)
    act.save()
    facts = {"act": act.act, "done": len(act.done), "refused": len(act.refused)}
    audit.record("bulk.do", by=by, at=at, subject=act, facts=facts)
    return act


def _can_follow(user: User) -> bool:
    return user.is_active and user.role == Role.COORDINATOR


def _do_one(
    act: BulkAct, task: Task | None, key: int, asked: Asked, *, by: User, at: dt.datetime
) -> None:
    if task is None:
        act.refused.append([key, _("Không có nhiệm vụ này.")])
        return
    try:
        with transaction.atomic():
            before = _ACTS[asked.act](task, asked, by=by, at=at)
    except Refused as refusal:
        act.refused.append([key, str(refusal)])
    except NotAllowed:
        act.refused.append([key, _("Bạn không có quyền thực hiện thao tác này.")])
    else:
        version = Task.objects.values_list("version", flat=True).get(pk=key)
        act.done.append([key, before, version])


def _follow(task: Task, asked: Asked, *, by: User, at: dt.datetime) -> int | None:
    before = task.follower_id
    new = asked.follower.pk if asked.follower is not None else None
    _set(task, "follower_id", new, "work.follow", by=by, at=at)
    return before


def _set_field(task: Task, asked: Asked, *, by: User, at: dt.datetime) -> int | None:
    before = task.field_id
    new = asked.field.pk if asked.field is not None else None
    _set(task, "field_id", new, "work.set_field", by=by, at=at)
    return before


def _set(task: Task, name: str, value: int | None, act: str, *, by: User, at: dt.datetime) -> None:
    permissions.tasks.require(by, "change", task)
    if not task.is_open:
        raise Refused(_("Nhiệm vụ đã kết thúc."))
    if task.is_group:
        raise Refused(
            _("Nhiệm vụ được chia cho nhiều cơ quan. Hãy chọn các nhiệm vụ con, hoặc mở ra để sửa.")
        )
    if getattr(task, name) == value:
        raise Refused(_("Nhiệm vụ đã như vậy, không có gì thay đổi."))
    locks.claim(task, task.version)
    setattr(task, name, value)
    task.save(update_fields=[name])
    audit.record(act, by=by, at=at, subject=task, facts={name: value})


def _close(task: Task, _asked: Asked, *, by: User, at: dt.datetime) -> None:
    close(by=by, at=at, task=task)


def _cancel(task: Task, asked: Asked, *, by: User, at: dt.datetime) -> None:
    cancel(by=by, at=at, task=task, reason=asked.reason)


_ACTS: dict[str, Callable[..., Any]] = {
    BulkActKind.FOLLOWER: _follow,
    BulkActKind.FIELD: _set_field,
    BulkActKind.CLOSE: _close,
    BulkActKind.CANCEL: _cancel,
}
_UNDONE = {BulkActKind.FOLLOWER: "follower_id", BulkActKind.FIELD: "field_id"}


def may_undo(act: BulkAct) -> bool:
    """Tell whether an act can be taken back at all."""
    return act.act in _UNDONE and act.undone_at is None and bool(act.done)


@transaction.atomic
def undo(*, by: User, at: dt.datetime, act: BulkAct) -> list[int]:
    """Take an act back; return the tasks that were changed since and stay. Twice is once."""
    permissions.bulk_acts.require(by, "undo", act)
    stored = BulkAct.objects.select_for_update().get(pk=act.pk)
    if stored.undone_at is not None:
        return []
    if not may_undo(stored):
        raise Refused(_("Thao tác này không hoàn tác được; hãy mở từng nhiệm vụ."))
    name = _UNDONE[BulkActKind(stored.act)]
    stayed = [
        key
        for key, before, version in stored.done
        if not Task.objects.filter(pk=key, version=version).update(
            **{name: before, "version": version + 1}
        )
    ]
    stored.undone_at = at
    stored.save(update_fields=["undone_at"])
    gone_back = [row for row in stored.done if row[0] not in set(stayed)]
    subjects = ((Task(pk=key), {name: before}) for key, before, _version in gone_back)
    audit.record_many("bulk.undo", by=by, at=at, subjects=subjects)
    facts = {"undone": len(gone_back), "stayed": len(stayed)}
    audit.record("bulk.undo", by=by, at=at, subject=stored, facts=facts)
    return stayed
