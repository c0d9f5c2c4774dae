"""Forms in which a task is entered, mended or broken down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.enums import BodyKind
from giaoban.bodies.models import Body
from giaoban.bodies.queries import existing, find_body
from giaoban.core.enums import Role
from giaoban.core.fields import MOST_OFFERED, is_key
from giaoban.core.forms import SentOnce
from giaoban.core.picking import PickManyField
from giaoban.directives.models import Directive
from giaoban.work import permissions
from giaoban.work.enums import Every, Rhythm, TaskKind
from giaoban.work.forms.finding import TaskChoiceField
from giaoban.work.models import Field, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from giaoban.core.policies import Actor

DAY = forms.DateInput(attrs={"inputmode": "numeric", "placeholder": _("ngày/tháng/năm")})
SHORT = ("title", "due_on", "due_text", "kind", "product", "field", "follower", "after", "parent")


def _bodies_field(label: Any) -> PickManyField:
    return PickManyField(
        label=label,
        queryset=Body.objects.none(),
        required=False,
        grouping="kind",
        groups=dict(BodyKind.choices),
    )


def _others_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Nhóm cơ quan, như “các sở, ban, ngành”, hoặc cơ quan không có trong danh sách chọn; "
            "mỗi dòng một tên."
        ),
    )


def _task_field(label: Any, hint: Any) -> TaskChoiceField:
    return TaskChoiceField(
        label=label, queryset=Task.objects.only("pk", "title"), required=False, help_text=hint
    )


class TaskForm(forms.Form):
    """Mend a task; ``version`` is that of the row as it was read.

    ``bodies`` are offered as lead and cooperating. Classes, and names that the directory does not
    know, are written beside, a line each; so is any body where there are too many to choose from.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Nhiệm vụ"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    kind = forms.ChoiceField(
        label=_("Loại việc"), choices=TaskKind.choices, initial=TaskKind.CARRY_OUT, required=False
    )
    field = forms.ModelChoiceField(
        label=_("Lĩnh vực"),
        queryset=Field.objects.filter(is_active=True),
        required=False,
        empty_label=_("Chọn lĩnh vực"),
    )
    lead = _bodies_field(_("Chủ trì"))
    lead_others = _others_field(_("Chủ trì, nhóm hoặc cơ quan khác"))
    cooperating = _bodies_field(_("Phối hợp"))
    cooperating_others = _others_field(_("Phối hợp, nhóm hoặc cơ quan khác"))
    due_on = forms.DateField(label=_("Hạn"), required=False, widget=DAY)
    due_text = forms.CharField(
        label=_("Hạn theo văn bản"),
        required=False,
        max_length=200,
        help_text=_("Ví dụ: thường xuyên, hằng quý, trong quý II."),
    )
    product = forms.CharField(label=_("Sản phẩm phải có"), required=False, max_length=500)
    follower = forms.ModelChoiceField(
        label=_("Người theo dõi"),
        queryset=User.objects.filter(role=Role.COORDINATOR, is_active=True),
        required=False,
        empty_label=_("Chọn người"),
    )
    parent = _task_field(
        _("Thuộc nhiệm vụ"), _("Ghi số ở đầu trang của nhiệm vụ lớn hơn, hoặc vài chữ trong tên.")
    )
    after = _task_field(
        _("Làm sau nhiệm vụ"),
        _("Nhiệm vụ đó phải hoàn thành trước; ghi số hoặc vài chữ trong tên."),
    )

    def __init__(
        self, *args: Any, bodies: QuerySet[Body], task: Task | None = None, **kwargs: Any
    ) -> None:
        """Offer the bodies; the day of a task that was given moves by an extension alone."""
        super().__init__(*args, **kwargs)
        if task is not None:
            self._keep(task)
        is_long = len(bodies.values_list("pk")[: MOST_OFFERED + 1]) > MOST_OFFERED
        for name in ("lead", "cooperating"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]
            if is_long:
                self._offer_chosen(name, bodies)

    def _offer_chosen(self, name: str, bodies: QuerySet[Body]) -> None:
        """Offer the bodies that have the part, to be taken out of it."""
        field: Any = self.fields[name]
        keys = [str(key) for key in field.prepare_value(self[name].value() or ())]
        chosen = bodies.filter(pk__in=[key for key in keys if is_key(key)])
        if not chosen:
            field.widget = forms.MultipleHiddenInput()
        else:
            field.choices = [(body.pk, body.name) for body in chosen]

    def _keep(self, task: Task) -> None:
        """Let what the task has stay what it is, though new tasks are offered it no more."""
        if task.assigned_at and task.first_due_on:
            del self.fields["due_on"]
        for name, model in (("field", Field), ("follower", User)):
            offered = self.fields[name].queryset  # type: ignore[attr-defined]
            own = model._default_manager.filter(pk=getattr(task, f"{name}_id"))  # noqa: SLF001
            self.fields[name].queryset = offered | own  # type: ignore[attr-defined]

    def named(self, part: str, task: Task | None = None) -> list[tuple[str, Body | None]]:
        """Return who has a part as the actions want them: as written, and as resolved.

        What the paper wrote of a body that stays is kept.
        """
        kept = {} if task is None else _written(task)
        chosen = [(kept.get(body.pk, body.name), body) for body in self.cleaned_data[part]]
        lines = self.cleaned_data[f"{part}_others"].splitlines()
        before = set() if task is None else _unknown(task)
        typed = [(line.strip(), line.strip() in before) for line in lines if line.strip()]
        return [*chosen, *((name, None if was else _known(name)) for name, was in typed)]

    def given(self, names: Sequence[str] = SHORT) -> dict[str, Any]:
        """Return what was typed of the fields of a task; a form sent without a kind keeps it."""
        found = {name: self.cleaned_data[name] for name in names if name in self.fields}
        if not found.get("kind"):
            found.pop("kind", None)
        return found


def _written(task: Task) -> dict[int, str]:
    found = task.assignments.filter(body__isnull=False).exclude(written="")
    return {each.body_id: each.written for each in found if each.body_id is not None}


def _unknown(task: Task) -> set[str]:
    """Return the names that the task has without a body; they stay what they were."""
    return set(task.assignments.filter(body=None).values_list("written", flat=True))


def _known(name: str) -> Body | None:
    """Return the body that is called so today, where there is one and no other."""
    found = find_body(name, on=timezone.localdate())
    return found[0] if len(found) == 1 else None


class NewTaskForm(TaskForm, SentOnce):
    """Enter a task by hand: who gave it, where and when has to be told."""

    rhythm = forms.ChoiceField(
        label=_("Tần suất"), choices=Rhythm.choices, initial=Rhythm.ONE_OFF, required=False
    )
    every = forms.ChoiceField(
        label=_("Chu kỳ, nếu là nhiệm vụ định kỳ"),
        choices=[("", "–"), *Every.choices],
        required=False,
    )
    reason = forms.CharField(
        label=_("Ai giao, ở đâu, khi nào"),
        max_length=500,
        help_text=_(
            "Nhiệm vụ không lấy từ văn bản phải ghi rõ căn cứ giao; căn cứ được lưu trong hồ sơ."
        ),
    )
    directive = forms.ModelChoiceField(
        queryset=Directive.objects.only("kind", "identifier", "name"),
        required=False,
        widget=forms.HiddenInput,
    )
    is_past = forms.BooleanField(label=_("Hạn đã qua, vẫn ghi đúng như vậy"), required=False)
    parent = None  # type: ignore[assignment]  # a part is entered from the page of the whole

    @property
    def asks_past(self) -> bool:
        """Tell whether the deadline typed is past and has to be confirmed."""
        return self.is_bound and self.has_error("due_on", "past")

    def clean(self) -> dict[str, Any]:
        """Refuse what could not be given, beside the field that mends it."""
        given = super().clean() or self.cleaned_data
        rhythm, due_on = given.get("rhythm"), given.get("due_on")
        if rhythm == Rhythm.RECURRING and due_on is None and "due_on" not in self.errors:
            self.add_error("due_on", _("Nhiệm vụ định kỳ phải có hạn của kỳ đầu."))
        if rhythm == Rhythm.RECURRING and not given.get("every"):
            self.add_error("every", _("Hãy chọn chu kỳ của nhiệm vụ định kỳ."))
        if rhythm == Rhythm.STANDING and due_on is not None:
            self.add_error("due_on", _("Nhiệm vụ thường xuyên không có hạn; hãy để trống."))
        if "draft" not in self.data:
            self._check_given(given)
        return given

    def _check_given(self, given: dict[str, Any]) -> None:
        """Refuse to give a task to nobody; ask about a deadline that is past."""
        if not given.get("lead") and not given.get("lead_others"):
            name = "lead_others" if self.fields["lead"].widget.is_hidden else "lead"
            self.add_error(name, _("Hãy chọn cơ quan chủ trì, hoặc bấm “Lưu dự thảo”."))
        due_on = given.get("due_on")
        if due_on is not None and due_on < timezone.localdate() and not given.get("is_past"):
            asked = _("Hạn này đã qua. Nếu đúng là như vậy, hãy đánh dấu ô bên dưới rồi ghi lại.")
            self.add_error("due_on", forms.ValidationError(asked, code="past"))


class PartForm(SentOnce):
    """Break a task down: a part of it as a task of its own."""

    title = forms.CharField(
        label=_("Nhiệm vụ con"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    lead = forms.ModelChoiceField(label=_("Chủ trì"), queryset=Body.objects.none())
    due_on = forms.DateField(label=_("Hạn"), required=False, widget=DAY)
    kind = forms.ChoiceField(label=_("Loại việc"), choices=TaskKind.choices)
    product = forms.CharField(label=_("Sản phẩm phải có"), required=False, max_length=500)
    after = forms.ModelChoiceField(label=_("Làm sau"), queryset=Task.objects.none(), required=False)

    def __init__(self, *args: Any, task: Task, by: Actor, **kwargs: Any) -> None:
        """Offer all bodies to the office, the own one to a body; the parts made so far."""
        super().__init__(*args, **kwargs)
        offered = existing(timezone.localdate())
        if by.role != Role.COORDINATOR:
            offered = offered.filter(pk__in=[by.body_id])
            self.fields["lead"].initial = by.body_id
        self.fields["lead"].queryset = offered  # type: ignore[attr-defined]
        seen = permissions.tasks.scope(by).filter(parent=task)
        self.fields["after"].queryset = seen  # type: ignore[attr-defined]
