"""Forms of papers received; they check what was typed and save nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giaoban.bodies.models import Body
from giaoban.core.forms import SentOnce
from giaoban.core.lists import Filters
from giaoban.documents.actions import EDITABLE
from giaoban.documents.enums import DocumentState, PaperKind
from giaoban.documents.models import Document

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet

MOST_PASTED = 5_000_000


def day_field(**options: Any) -> forms.DateField:
    """Return a field for a day, typed as offices write it."""
    widget = forms.DateInput(attrs={"inputmode": "numeric", "placeholder": _("ngày/tháng/năm")})
    return forms.DateField(widget=widget, **options)


class ManyFiles(forms.ClearableFileInput):
    """A file field that takes several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is checked for itself."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # noqa: ARG002
        """Return the list of files; empty ones stay in it, to be refused by name."""
        files = data if isinstance(data, list | tuple) else [data]
        if self.required and not any(files):
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [file for file in files if file]


class ReceiveForm(SentOnce):
    """Files, or a text, and what the register of incoming papers asks for."""

    files = FilesField(  # type: ignore[assignment]  # a field named as the browser sends it
        label=_("Chọn hoặc thả tệp vào đây"),
        required=False,
        help_text=_("Word (.docx), PDF có chữ, trang web (.htm) hoặc văn bản thuần (.txt)."),
    )
    pasted = forms.CharField(
        label=_("Hoặc dán văn bản"),
        required=False,
        max_length=MOST_PASTED,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    arrived_on = day_field(label=_("Ngày đến"))
    sender = forms.CharField(label=_("Nơi gửi"), required=False, max_length=250)
    overrule = forms.CharField(
        label=_("Lý do bác cảnh báo dấu mật"),
        required=False,
        max_length=500,
        help_text=_("Lý do, tên bạn và giờ bác được ghi vào nhật ký."),
    )

    def __init__(self, *args: Any, dropped: bool = False, **kwargs: Any) -> None:
        """Remember whether files were dropped on the way for their size."""
        super().__init__(*args, **kwargs)
        self.dropped = dropped

    def clean(self) -> dict[str, Any]:
        """Ask for something to take in."""
        cleaned = super().clean() or {}
        if self.dropped:
            return cleaned
        if not cleaned.get("files") and not (cleaned.get("pasted") or "").strip():
            raise forms.ValidationError(
                _("Hãy chọn ít nhất một tệp hoặc dán văn bản vào ô bên dưới.")
            )
        return cleaned


class IntakeForm(forms.ModelForm[Document]):
    """The intake record; the version tells what the person had read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("Loại văn bản"), choices=[("", _("Chưa rõ")), *PaperKind.choices], required=False
    )

    class Meta:
        model = Document
        fields = EDITABLE
        widgets = {
            "title": forms.Textarea(attrs={"rows": 3}),
            "endorsement": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Write days as offices do, and offer the bodies in their order."""
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                self.fields[name] = day_field(label=field.label, required=field.required)
        self.fields["body"].queryset = Body.objects.order_by("order", "folded")  # type: ignore[attr-defined]
        self.fields["body"].help_text = _("Đầu mối và lãnh đạo của cơ quan này xem được văn bản.")
        self.fields["version"].initial = self.instance.version


class ListFilters(Filters):
    """Filters of the register of incoming papers."""

    state = forms.ChoiceField(
        label=_("Tình trạng đọc"),
        required=False,
        choices=[("", _("Tất cả")), *DocumentState.choices],
    )
    answer = forms.ChoiceField(
        label=_("Trả lời"),
        required=False,
        choices=[("", _("Tất cả")), ("open", _("Chờ trả lời")), ("done", _("Đã trả lời"))],
    )
    since = day_field(label=_("Đến từ ngày"), required=False)
    until = day_field(label=_("đến hết ngày"), required=False)

    def narrow(self, rows: QuerySet[Document]) -> QuerySet[Document]:
        """Return the papers that the filters leave."""
        asked = self.cleaned_data
        if asked.get("state"):
            rows = rows.filter(state=asked["state"])
        if asked.get("answer"):
            rows = rows.filter(
                answer_due_on__isnull=False, answered_on__isnull=asked["answer"] == "open"
            )
        if asked.get("since"):
            rows = rows.filter(arrived_on__gte=asked["since"])
        if asked.get("until"):
            rows = rows.filter(arrived_on__lte=asked["until"])
        return rows
