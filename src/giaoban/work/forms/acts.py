"""The forms of the acts on one task, as they stand on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.bodies.models import Body, Person
from giaoban.bodies.queries import existing
from giaoban.core.forms import SentOnce
from giaoban.work import evidence, permissions, queries
from giaoban.work.enums import Outcome
from giaoban.work.forms.finding import TaskChoiceField
from giaoban.work.forms.tasks import DAY
from giaoban.work.models import Task

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.policies import Actor

_GRANT, _REFUSE = "dat", "khong"
# As many letters as the register keeps of a reason.
MOST_OF_A_REASON = 1000


def _long(
    label: Any, *, required: bool = True, hint: Any = "", most: int = 5000
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=hint,
    )


class ActForm(SentOnce):
    """An act that asks for nothing but the button."""

    def __init__(self, *args: Any, task: Task, by: Actor, **kwargs: Any) -> None:
        """Remember what the act is done to, and by whom."""
        super().__init__(*args, **kwargs)
        self.task, self.by = task, by


class ReasonForm(ActForm):
    """An act that needs a reason."""

    reason = _long(_("Lý do"), most=MOST_OF_A_REASON)


class AssignForm(ActForm):
    """Give a task to a body."""

    lead = forms.ModelChoiceField(label=_("Cơ quan chủ trì"), queryset=Body.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the bodies of today."""
        super().__init__(*args, **kwargs)
        offered = existing(timezone.localdate())
        self.fields["lead"].queryset = offered  # type: ignore[attr-defined]
        self.fields["lead"].initial = self.task.lead_id


class ProgressForm(ActForm):
    """Tell how the work goes."""

    percent = forms.IntegerField(label=_("Tiến độ, %"), required=False, min_value=0, max_value=100)
    text = _long(_("Kết quả, khó khăn"))


class ContributeForm(ProgressForm):
    """Tell what a cooperating body does: the own one, or for the office one of them."""

    body = forms.ModelChoiceField(
        label=_("Cơ quan phối hợp"), queryset=Body.objects.none(), empty_label=_("Chọn cơ quan")
    )
    field_order = ("body", "percent", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask the office alone for which body it speaks."""
        super().__init__(*args, **kwargs)
        if permissions.speaks_for_own(self.by):
            del self.fields["body"]
        else:
            self.fields["body"].queryset = queries.cooperating(self.task)  # type: ignore[attr-defined]


class EvidenceForm(ActForm):
    """Add a file or an address that shows what was done."""

    file = forms.FileField(
        label=_("Tệp"),
        required=False,
        help_text=_("Word, Excel, PowerPoint, PDF, ảnh hoặc văn bản thuần."),
        widget=forms.ClearableFileInput(attrs={"accept": evidence.ACCEPTED}),
    )
    url = forms.CharField(label=_("Hoặc địa chỉ trang"), required=False, max_length=500)
    title = forms.CharField(label=_("Tên minh chứng"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("url")):
            raise forms.ValidationError(_("Hãy chọn một tệp hoặc ghi một địa chỉ."))
        return cleaned


class SubmitForm(ActForm):
    """Send the work in."""

    text = _long(_("Kết quả"))
    on_behalf = forms.BooleanField(
        label=_("Tôi gửi thay cơ quan chủ trì; hồ sơ ghi rõ là gửi thay"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask the office alone whether it speaks for the body."""
        super().__init__(*args, **kwargs)
        if permissions.speaks_for_own(self.by) or self.by.body_id == self.task.lead_id:
            del self.fields["on_behalf"]
        else:
            self.fields["on_behalf"].required = True


class _DecideForm(ActForm):
    """Say yes or no."""

    outcome = forms.ChoiceField(
        label=_("Kết luận"),
        widget=forms.RadioSelect,
        choices=[
            (_GRANT, pgettext_lazy("kiểm chứng", "Đạt")),
            (_REFUSE, pgettext_lazy("kiểm chứng", "Trả lại để bổ sung")),
        ],
    )

    def _require(self, field: str, message: Any) -> None:
        refused = self.cleaned_data.get("outcome") == _REFUSE
        if refused and not self.cleaned_data.get(field):
            self.add_error(field, message)


class VerifyForm(_DecideForm):
    """Find the work done, or send it back; ``version`` is that of the work that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = _long(
        _("Nhận xét"),
        required=False,
        hint=_("Bắt buộc khi trả lại. Người gửi kết quả không tự kiểm chứng."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember what the person looks at."""
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.task.version

    def clean(self) -> dict[str, Any]:
        """Ask what is missing."""
        self._require("text", _("Hãy ghi nội dung cần bổ sung."))
        return self.cleaned_data


class ExtensionForm(ActForm):
    """Ask for a later deadline."""

    until = forms.DateField(label=_("Xin gia hạn đến"), widget=DAY)
    reason = _long(_("Lý do"), most=MOST_OF_A_REASON)
    no_fault = forms.BooleanField(
        label=_("Chậm do nguyên nhân khách quan"),
        required=False,
        help_text=_("Chậm khách quan được thống kê riêng, không tính là chậm hạn."),
    )

    def clean_until(self) -> dt.date:
        """Refuse a day that has passed: what is long late is not extended into the past."""
        until: dt.date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("Hạn xin gia hạn không thể là ngày đã qua."))
        return until


class DecideExtensionForm(_DecideForm):
    """Grant or refuse a later deadline."""

    outcome = forms.ChoiceField(
        label=_("Quyết định"),
        widget=forms.RadioSelect,
        choices=[(_GRANT, _("Đồng ý")), (_REFUSE, _("Không đồng ý"))],
    )
    until = forms.DateField(
        label=_("Gia hạn đến"),
        required=False,
        widget=DAY,
        help_text=_("Để trống nếu đồng ý đúng ngày đề nghị."),
    )
    no_fault = forms.BooleanField(
        label=_("Xác nhận chậm do nguyên nhân khách quan"),
        required=False,
        help_text=_("Bỏ dấu nếu đồng ý gia hạn nhưng không coi là khách quan."),
    )
    answer = _long(
        _("Ý kiến"), required=False, hint=_("Bắt buộc khi không đồng ý."), most=MOST_OF_A_REASON
    )
    number = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember which request the person looks at."""
        super().__init__(*args, **kwargs)
        waiting = self.task.extensions.filter(outcome=Outcome.WAITING).first()
        self.fields["number"].initial = waiting.number if waiting is not None else None
        if waiting is None or not waiting.no_fault:
            del self.fields["no_fault"]
        else:
            self.fields["no_fault"].initial = True

    def clean(self) -> dict[str, Any]:
        """Ask why not."""
        self._require("answer", _("Hãy ghi lý do không đồng ý."))
        return self.cleaned_data


class SupersedeForm(ReasonForm):
    """Put another task in the place of this one."""

    successor = TaskChoiceField(
        label=_("Nhiệm vụ thay thế"),
        queryset=Task.objects.none(),
        help_text=_("Ghi số ở đầu trang của nhiệm vụ đó, hoặc vài chữ trong tên."),
    )
    field_order = ("successor", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Look among the tasks that the person sees."""
        super().__init__(*args, **kwargs)
        seen = permissions.tasks.scope(self.by)
        self.fields["successor"].queryset = seen.exclude(pk=self.task.pk)  # type: ignore[attr-defined]


class HandlersForm(ActForm):
    """Name the persons of the own body who work on the task."""

    persons = forms.ModelMultipleChoiceField(
        label=_("Người thực hiện"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the persons who hold posts in the body."""
        super().__init__(*args, **kwargs)
        offered = queries.holding_posts(self.by.body_id, timezone.localdate())
        self.fields["persons"].queryset = offered  # type: ignore[attr-defined]
        mine = self.task.assignments.filter(body=self.by.body_id)
        self.fields["persons"].initial = list(mine.values_list("handlers__person", flat=True))
