"""Forms of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.bodies.models import Body
from giaoban.core.forms import SentOnce
from giaoban.core.lists import Filters
from giaoban.directives.models import Directive
from giaoban.work import queries
from giaoban.work.enums import Part, TaskState

if TYPE_CHECKING:
    from django.db.models import QuerySet

DAY = forms.DateInput(attrs={"inputmode": "numeric", "placeholder": "ngày/tháng/năm"})
_ALL = ("", _("Tất cả"))


def _bodies() -> QuerySet[Body]:
    return Body.objects.filter(valid_to__isnull=True).order_by("order", "folded")


class TaskFilters(Filters):
    """Filters of the list of tasks."""

    body = forms.ModelChoiceField(
        label=_("Cơ quan"), queryset=Body.objects.none(), required=False, empty_label=_("Tất cả")
    )
    part = forms.ChoiceField(label=_("Vai trò"), required=False, choices=[_ALL, *Part.choices])
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
    directive = forms.IntegerField(required=False, widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[_ALL, *TaskState.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.order_by("order", "folded")  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the tasks that the filters leave; withdrawn ones only when asked for."""
        picked = self.cleaned_data
        rows = rows.filter(state=picked.get("state") or TaskState.OPEN)
        if picked.get("body"):
            rows = queries.of_body(rows, picked["body"].pk, picked.get("part", ""))
        if picked.get("directive"):
            rows = rows.filter(directives=picked["directive"])
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


class TaskForm(forms.Form):
    """Mend a task; ``version`` is that of the row as it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Nhiệm vụ"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    lead = forms.ModelMultipleChoiceField(
        label=_("Chủ trì"),
        queryset=Body.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    cooperating = forms.ModelMultipleChoiceField(
        label=_("Phối hợp"),
        queryset=Body.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    due_on = forms.DateField(label=_("Hạn"), required=False, widget=DAY)
    due_text = forms.CharField(
        label=_("Hạn như văn bản ghi"),
        required=False,
        max_length=200,
        help_text=_("Ví dụ: thường xuyên, hằng quý, trong quý II."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "cooperating"):
            self.fields[name].queryset = _bodies()  # type: ignore[attr-defined]


class NewTaskForm(TaskForm, SentOnce):
    """Enter a task by hand: who gave it, where and when has to be told."""

    reason = forms.CharField(
        label=_("Ai giao, ở đâu, khi nào"),
        max_length=500,
        help_text=_("Nhiệm vụ không đọc từ văn bản thì phải có lý do, giữ lại trong hồ sơ."),
    )
    directive = forms.ModelChoiceField(
        queryset=Directive.objects.all(), required=False, widget=forms.HiddenInput
    )
