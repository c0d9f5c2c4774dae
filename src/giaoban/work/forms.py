"""Forms of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.bodies import permissions as bodies
from giaoban.bodies.models import Body
from giaoban.core.fields import NamedChoiceField
from giaoban.core.forms import SentOnce
from giaoban.core.lists import Filters
from giaoban.directives.models import Directive
from giaoban.work import queries
from giaoban.work.enums import Part, TaskState
from giaoban.work.models import Task

if TYPE_CHECKING:
    from django.db.models import QuerySet

DAY = forms.DateInput(attrs={"inputmode": "numeric", "placeholder": _("ngày/tháng/năm")})
_ALL = ("", _("Tất cả"))


class TaskFilters(Filters):
    """Filters of the list of tasks."""

    body = NamedChoiceField(
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
        rows = rows.filter(state=picked.get("state") or TaskState.OPEN)
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


def _bodies_field(label: Any) -> forms.ModelMultipleChoiceField[Body]:
    return forms.ModelMultipleChoiceField(
        label=label,
        queryset=Body.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )


def _others_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Cơ quan chưa có trong danh bạ, ghi như văn bản; mỗi dòng một tên."),
    )


class TaskForm(forms.Form):
    """Mend a task; ``version`` is that of the row as it was read.

    ``bodies`` are offered as lead and cooperating; names that the directory does not know are
    written beside, a line each.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Nhiệm vụ"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    lead = _bodies_field(_("Chủ trì"))
    lead_others = _others_field(_("Chủ trì, cơ quan khác"))
    cooperating = _bodies_field(_("Phối hợp"))
    cooperating_others = _others_field(_("Phối hợp, cơ quan khác"))
    due_on = forms.DateField(label=_("Hạn"), required=False, widget=DAY)
    due_text = forms.CharField(
        label=_("Hạn như văn bản ghi"),
        required=False,
        max_length=200,
        help_text=_("Ví dụ: thường xuyên, hằng quý, trong quý II."),
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "cooperating"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]

    def named(self, part: str, task: Task | None = None) -> list[tuple[str, Body | None]]:
        """Return who has a part as the actions want them: as written, and as resolved.

        What the paper wrote of a body that stays is kept.
        """
        kept = {} if task is None else _written(task)
        chosen = [(kept.get(body.pk, body.name), body) for body in self.cleaned_data[part]]
        lines = self.cleaned_data[f"{part}_others"].splitlines()
        return [*chosen, *((line.strip(), None) for line in lines if line.strip())]


def _written(task: Task) -> dict[int, str]:
    found = task.assignments.filter(body__isnull=False).exclude(written="")
    return {each.body_id: each.written for each in found if each.body_id is not None}


class NewTaskForm(TaskForm, SentOnce):
    """Enter a task by hand: who gave it, where and when has to be told."""

    reason = forms.CharField(
        label=_("Ai giao, ở đâu, khi nào"),
        max_length=500,
        help_text=_("Nhiệm vụ không đọc từ văn bản phải có lý do; lý do được giữ trong hồ sơ."),
    )
    directive = forms.ModelChoiceField(
        queryset=Directive.objects.only("kind", "identifier", "name"),
        required=False,
        widget=forms.HiddenInput,
    )
