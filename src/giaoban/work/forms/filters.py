"""Filters of the list of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies import permissions as bodies
from giaoban.bodies.models import Body
from giaoban.core.enums import Role
from giaoban.core.fields import NamedChoiceField
from giaoban.core.lists import Filters
from giaoban.directives.models import Directive
from giaoban.work import permissions, queries
from giaoban.work.enums import Part, TaskKind, TaskState, Timeliness
from giaoban.work.models import OPEN, Field, Task, Watch

if TYPE_CHECKING:
    from collections.abc import Hashable

    from django.db.models import QuerySet

_ALL = ("", _("Tất cả"))
_GROUPS = "groups"
_T = Timeliness
_PLAIN = ("kind", "field", "follower", "parent")


class TaskFilters(Filters):
    """Filters of the list of tasks."""

    body = NamedChoiceField(
        label=_("Cơ quan"),
        queryset=Body.objects.all(),
        required=False,
        empty_label=_("Tất cả"),
        folded="folded",
        hint=_("Ghi tên cơ quan hoặc một phần tên."),
    )
    part = forms.ChoiceField(
        label=_("Vai trò của cơ quan"), required=False, choices=[_ALL, *Part.choices]
    )
    due = forms.ChoiceField(
        label=_("Thời hạn"),
        required=False,
        choices=[
            _ALL,
            ("late", _("Quá hạn")),
            ("soon", _("Đến hạn trong 14 ngày")),
            ("none", _("Không có hạn")),
            ("asked", _("Chờ quyết định gia hạn")),
        ],
    )
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[
            ("", _("Chưa hoàn thành")),
            *TaskState.choices,
            (_GROUPS, _("Nhiệm vụ chia cho nhiều cơ quan")),
        ],
    )
    kind = forms.ChoiceField(
        label=_("Loại việc"), required=False, choices=[_ALL, *TaskKind.choices]
    )
    field = NamedChoiceField(
        label=_("Lĩnh vực"), queryset=Field.objects.all(), required=False, empty_label=_("Tất cả")
    )
    how = forms.ChoiceField(
        label=_("Kết quả so với hạn"),
        required=False,
        choices=[
            _ALL,
            *((each, each.label) for each in (_T.ON_TIME, _T.NO_FAULT, _T.LATE)),
        ],
    )
    follower = NamedChoiceField(
        label=_("Người theo dõi"),
        queryset=User.objects.filter(role=Role.COORDINATOR),
        required=False,
        empty_label=_("Tất cả"),
    )
    parent = forms.ModelChoiceField(
        queryset=Task.objects.only("title"), required=False, widget=forms.HiddenInput
    )
    watched = forms.BooleanField(label=_("Chỉ nhiệm vụ tôi theo dõi"), required=False)
    directive = forms.ModelChoiceField(
        queryset=Directive.objects.only("kind", "identifier", "name"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by is not None:
            # Whoever sees the tasks of one body has nothing to choose among.
            self.fields["body"].queryset = bodies.BODY.scope(self.by)  # type: ignore[attr-defined]
            seen = permissions.tasks.scope(self.by).only("title")
            self.fields["parent"].queryset = seen  # type: ignore[attr-defined]

    def offers(self) -> Hashable | None:
        """Return the bodies, fields and people that can be chosen; all else is the same for all."""
        found: list[Hashable] = []
        for name, field in self.fields.items():
            if isinstance(field, NamedChoiceField):
                if field.is_long:
                    return None
                found.append((name, tuple(field.pairs())))
        return tuple(found)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the tasks that the filters leave; withdrawn ones only when asked for."""
        picked = self.cleaned_data
        rows = self._by_state(rows, picked.get("state", ""), picked.get("how", ""))
        rows = rows.filter(**{name: picked[name] for name in _PLAIN if picked.get(name)})
        if picked.get("body"):
            rows = queries.of_body(rows, picked["body"].pk, picked.get("part", ""))
        if picked.get("watched") and self.by is not None:
            rows = rows.filter(pk__in=Watch.objects.filter(user=self.by.pk).values("task_id"))
        if picked.get("directive"):
            tied = Task.directives.through.objects.filter(directive=picked["directive"])
            rows = rows.filter(pk__in=tied.values("task_id"))
        return self._by_due(rows, picked.get("due", ""))

    def _by_state(self, rows: QuerySet[Any], state: str, how: str) -> QuerySet[Any]:
        """Return what is open unless something else is asked for; each reads off an index."""
        if how:
            return queries.done(rows, how)
        if state == _GROUPS:
            return rows.filter(is_group=True)
        if self.cleaned_data.get("parent") and not state:
            return rows
        if not state:
            return queries.still_open(rows)
        # What is pending hangs on the state; told of it the database reads off the indexes.
        return rows.filter(state=state, pending=int(state in OPEN))

    @property
    def may_be_late(self) -> bool:
        """Tell whether open tasks are among those asked for."""
        picked = self.cleaned_data
        state, due = picked.get("state", ""), picked.get("due", "")
        return not picked.get("how") and due != "none" and (not state or state in OPEN)

    def _by_due(self, rows: QuerySet[Any], due: str) -> QuerySet[Any]:
        today = timezone.localdate()
        match due:
            case "late":
                return queries.late(rows, today)
            case "soon":
                return queries.soon(rows, today)
            case "asked":
                return queries.waiting_for_day(rows)
            case "none":
                return queries.without_deadline(rows)
        return rows
