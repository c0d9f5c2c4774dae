"""Forms of bodies' reports: one for each row, by what the row is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core.forms import shown
from giaoban.reporting.enums import Judgement, RowKind
from giaoban.reporting.forms.indicators import FigureField
from giaoban.reporting.queries import entering, reports
from giaoban.reporting.told import Told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Report, ReportRow

TEXT_LONGEST = 10_000
ALL_OF_IT = 100
_OF_TASKS = (RowKind.CARRIED, RowKind.TASK)
_LABELS = {
    RowKind.CARRIED: gettext_lazy("Kết quả, khó khăn"),
    RowKind.TASK: gettext_lazy("Kết quả, khó khăn"),
    RowKind.DIRECTIVE: gettext_lazy("Kế hoạch đã ban hành, hoặc bao giờ ban hành"),
    RowKind.INDICATOR: gettext_lazy("Giải thích"),
    RowKind.NARRATIVE: gettext_lazy("Nội dung"),
}


class RowForm(forms.Form):
    """What a body tells in one row; its fields are those of the row's kind."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    # A box for text: what is no number reaches the site as it was typed, and is answered.
    percent = forms.IntegerField(
        label=gettext_lazy("Tiến độ, %"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    value = FigureField(label=gettext_lazy("Giá trị"))
    denominator = FigureField(label=gettext_lazy("Mẫu số"))
    text = forms.CharField(
        max_length=TEXT_LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    claims_done = forms.BooleanField(
        label=gettext_lazy("Đã xong, đề nghị xác nhận hoàn thành"), required=False
    )

    def __init__(self, data: Any = None, *, row: ReportRow) -> None:
        initial = {name: getattr(row, name) for name in Told._fields[1:]}
        super().__init__(data, initial=initial, prefix=f"r{row.pk}")
        self.row = row
        self.stored: list[tuple[str, str]] = []
        for name in _unused(row):
            del self.fields[name]
        self._name_fields()

    def _name_fields(self) -> None:
        self.fields["text"].label = _LABELS[RowKind(self.row.kind)]
        if self.row.kind == RowKind.NARRATIVE:
            self.fields["text"].label = self.row.get_aspect_display()
        indicator = self.row.indicator
        if indicator is not None:
            unit = {"unit": indicator.unit}
            self.fields["value"].label = indicator.numerator or _("Giá trị, %(unit)s") % unit
        if indicator is not None and "denominator" in self.fields:
            self.fields["denominator"].label = indicator.denominator

    def clean_percent(self) -> int | None:
        """Refuse what is less than nothing or more than all."""
        value: int | None = self.cleaned_data["percent"]
        if value is not None and not 0 <= value <= ALL_OF_IT:
            raise forms.ValidationError(_("Tiến độ phải từ 0 đến 100 %."))
        return value

    def clean_denominator(self) -> Any:
        """Refuse nought, by which nothing can be divided."""
        value = self.cleaned_data["denominator"]
        if value == 0:
            raise forms.ValidationError(_("Mẫu số phải khác 0."))
        return value

    def told(self) -> Told:
        """Return what was typed; what the row has no field for stays as it is."""
        kept = {name: getattr(self.row, name) for name in Told._fields[2:]}
        typed = {name: self.cleaned_data[name] for name in kept if name in self.fields}
        typed["text"] = typed["text"].replace("\r\n", "\n")
        return Told(self.row.pk, self.cleaned_data["version"], **(kept | typed))

    def set_beside(self, stored: ReportRow) -> None:
        """Show what somebody else has stored beside what was typed, and take its version."""
        sent: Any = self.data
        self.data = sent.copy()
        self.data[self.add_prefix("version")] = stored.version  # type: ignore[index]
        names = [name for name in self.fields if name != "version"]
        self.stored = [
            (str(self.fields[name].label), shown(self.fields[name], getattr(stored, name)))
            for name in names
        ]


def _unused(row: ReportRow) -> list[str]:
    """Return the fields that a row of this kind has not."""
    unused = [] if row.kind in _OF_TASKS else ["percent", "claims_done"]
    if row.indicator is None:
        return [*unused, "value", "denominator"]
    return unused if row.indicator.is_ratio else [*unused, "denominator"]


def row_forms(rows: Sequence[ReportRow], data: QueryDict | None = None) -> list[RowForm]:
    """Return the forms of rows; with data those alone that were sent."""
    if data is None:
        return [RowForm(row=row) for row in rows]
    return [RowForm(data, row=row) for row in rows if f"r{row.pk}-version" in data]


def forms_of(
    report: Report, by: Actor, rows: Sequence[ReportRow], sent: Mapping[int, RowForm] | None
) -> dict[int, RowForm]:
    """Return the forms of rows with what stands beside them; ``sent`` go before the stored."""
    reports.with_evidence(reports.with_last(report, rows))
    entering.with_asked(report, by, rows)
    forms = {form.row.pk: form for form in row_forms(rows)}
    for key, form in (sent or {}).items():
        if key in forms:
            for beside in ("last", "evidence", "asked"):
                setattr(form.row, beside, getattr(forms[key].row, beside))
            forms[key] = form
    return forms


class SubmitForm(forms.Form):
    """Send a report; in the body's place with the reason."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do gửi thay cơ quan"),
        max_length=500,
        help_text=gettext_lazy("Ví dụ: cơ quan báo qua điện thoại, gửi bản giấy."),
    )

    def __init__(self, *args: Any, in_place: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not in_place:
            del self.fields["reason"]


class MendForm(forms.Form):
    """What is to be mended, of a report as a whole."""

    mend = forms.CharField(
        label=gettext_lazy("Cần bổ sung gì"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class JudgeForm(forms.Form):
    """What is thought of a report's substance."""

    judgement = forms.ChoiceField(
        label=gettext_lazy("Đánh giá nội dung"), choices=Judgement.choices, required=False
    )
    note = forms.CharField(
        label=gettext_lazy("Nhận xét"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @classmethod
    def of(cls, report: Report) -> JudgeForm:
        """Return the form as on record."""
        return cls(initial={"judgement": report.judgement, "note": report.judged_note})
