"""Forms in which a task is entered or mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.bodies.models import Body
from giaoban.core.forms import SentOnce
from giaoban.directives.models import Directive

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from giaoban.work.models import Task

DAY = forms.DateInput(attrs={"inputmode": "numeric", "placeholder": _("ngày/tháng/năm")})


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
