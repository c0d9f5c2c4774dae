"""Filters of the list of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.bodies import permissions as bodies
from giaoban.bodies.models import Body
from giaoban.core.lists import Filters
from giaoban.directives.models import Directive
from giaoban.work import queries
from giaoban.work.enums import Part, TaskState
from giaoban.work.models import Task

if TYPE_CHECKING:
    from django.db.models import QuerySet

_ALL = ("", _("Tất cả"))


class TaskFilters(Filters):
    """Filters of the list of tasks."""

    body = forms.ModelChoiceField(
        label=_("Cơ quan"), queryset=Body.objects.all(), required=False, empty_label=_("Tất cả")
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
        ],
    )
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Đang thực hiện")), (TaskState.WITHDRAWN, _("Đã rút khỏi sổ"))],
    )
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

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the tasks that the filters leave; withdrawn ones only when asked for."""
        picked = self.cleaned_data
        state = picked.get("state")
        rows = rows.filter(state=state) if state else queries.still_open(rows)
        if picked.get("body"):
            rows = queries.of_body(rows, picked["body"].pk, picked.get("part", ""))
        if picked.get("directive"):
            tied = Task.directives.through.objects.filter(directive=picked["directive"])
            rows = rows.filter(pk__in=tied.values("task_id"))
        return self._by_due(rows, picked.get("due", ""))

    def _by_due(self, rows: QuerySet[Any], due: str) -> QuerySet[Any]:
        today = timezone.localdate()
        match due:
            case "late":
                return queries.late(rows, today)
            case "soon":
                return queries.soon(rows, today)
            case "none":
                return rows.filter(due_on__isnull=True)
        return rows
