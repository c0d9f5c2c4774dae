"""Forms of the register of directives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from giaoban.core.forms import SentOnce
from giaoban.core.lists import Filters
from giaoban.directives import queries
from giaoban.directives.enums import RelationKind
from giaoban.directives.identity import named, standard
from giaoban.directives.milestones import MOST_YEARS
from giaoban.directives.models import Directive, Milestone
from giaoban.documents.enums import PaperKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

DAY = forms.DateInput(attrs={"inputmode": "numeric", "placeholder": _("ngày/tháng/năm")})
_ALL = ("", _("Tất cả"))
REVIEWS = [("1", _("Tổng kết")), ("0", _("Sơ kết"))]
_MOST_CHOICES = 6
# "20-NQ/TW #12", as the list of suggestions writes it.
_ROW = re.compile(r"#([0-9]{1,15})\b")


class DirectiveFilters(Filters):
    """Filters of the register."""

    kind = forms.ChoiceField(label=_("Loại"), required=False, choices=[_ALL, *PaperKind.choices])
    year = forms.IntegerField(
        label=_("Năm ban hành"), required=False, min_value=1930, max_value=2200
    )
    review = forms.ChoiceField(
        label=_("Sơ kết, tổng kết"),
        required=False,
        choices=[_ALL, ("ahead", _("Có mốc sắp tới")), ("undated", _("Có mốc chưa rõ ngày"))],
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the directives that the filters leave."""
        picked = self.cleaned_data
        if picked.get("kind"):
            rows = rows.filter(kind=picked["kind"])
        if picked.get("year"):
            rows = rows.filter(issued_on__year=picked["year"])
        if picked.get("review"):
            undated = picked["review"] == "undated"
            ahead = queries.ahead().filter(directive=OuterRef("pk"), due_on__isnull=undated)
            rows = rows.filter(Exists(ahead))
        return rows


class DirectiveForm(forms.ModelForm[Directive]):
    """Enter or mend a directive; ``version`` is that of the row as it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Directive
        fields = (
            "kind",
            "identifier",
            "name",
            "title",
            "issuer",
            "issuer_body",
            "issued_on",
            "term",
            "note",
        )
        widgets = {
            "issued_on": DAY,
            "title": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "identifier": _("Ghi như trong văn bản, ví dụ 20-NQ/TW hoặc 68/NQ-CP."),
            "name": _("Chỉ khi văn bản không có số, ví dụ Nghị quyết Đại hội XIII của Đảng."),
            "term": _(
                "Khóa của nhiệm kỳ đại hội, chữ số La Mã. Có ngày ban hành thì không cần ghi."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issuer_body"].empty_label = _("Tự tìm theo tên cơ quan")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for a number or a name."""
        given = super().clean() or {}
        if not given.get("identifier") and not given.get("name"):
            self.add_error(
                "identifier", _("Ghi số, ký hiệu; văn bản không có số thì ghi tên riêng.")
            )
        return given


class NewDirectiveForm(DirectiveForm, SentOnce):
    """Enter a directive by hand."""


class DirectiveChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Choose a directive by its number or name as typed; the list suggests some."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Directive.objects.all(), **kwargs)
        self.widget = forms.TextInput(attrs={"list": "directives", "autocomplete": "off"})

    def to_python(self, value: Any) -> Directive | None:
        """Find the one directive that is meant, by row number, identifier or name."""
        text = str(value or "").strip()
        if not text:
            return None
        rows = list(Directive.objects.filter(_named(text))[:_MOST_CHOICES])
        if len(rows) == 1:
            return rows[0]
        raise forms.ValidationError(
            _("Sổ có nhiều văn bản “%(text)s”. Hãy ghi một trong: %(choices)s.")
            if rows
            else _("Sổ chưa có văn bản “%(text)s”. Hãy kiểm tra số, ký hiệu, hoặc vào sổ trước."),
            params={"text": text, "choices": "; ".join(_choice(row) for row in rows)},
        )


def _choice(row: Directive) -> str:
    """Return what names one entry among several of the same number, with its day."""
    day = f"{row.issued_on:%d/%m/%Y}" if row.issued_on else row.term or row.issuer or "–"
    return f"{row.identifier or row.name} #{row.pk} ({day})"


def _named(text: str) -> Q:
    """Return the condition for what stands in the list of suggestions, or an identifier."""
    row = _ROW.search(text)
    if row:
        return Q(pk=int(row.group(1)))
    return Q(standard=standard(text)) | Q(folded_name=named(text), identifier="")


class RelationForm(SentOnce):
    """Say how this directive belongs to another."""

    kind = forms.ChoiceField(label=_("Quan hệ"), choices=RelationKind.choices)
    target = DirectiveChoice(label=_("Với văn bản"))
    years = forms.IntegerField(label=_("Số năm"), required=False, min_value=1, max_value=MOST_YEARS)
    final = forms.NullBooleanField(
        label=_("Tổng kết hay sơ kết"),
        required=False,
        widget=forms.Select(choices=[("", "–"), ("true", _("Tổng kết")), ("false", _("Sơ kết"))]),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands beside another form with fields of the same names.
        super().__init__(*args, auto_id="rel_%s", **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask a review for its kind; other relations have neither years nor kind."""
        given = super().clean() or {}
        if given.get("kind") != RelationKind.REVIEWS:
            given["years"] = given["final"] = None
        elif given.get("final") is None:
            self.add_error("final", _("Hãy chọn tổng kết hoặc sơ kết."))
        return given


class MilestoneForm(SentOnce):
    """Set a review by hand."""

    final = forms.TypedChoiceField(
        label=_("Mốc"),
        choices=REVIEWS,
        coerce=lambda value: value == "1",
    )
    years = forms.IntegerField(
        label=_("Sau (số năm)"), required=False, min_value=1, max_value=MOST_YEARS
    )
    day = forms.DateField(label=_("Hoặc vào ngày"), required=False, widget=DAY)
    lead_days = forms.IntegerField(
        label=_("Báo trước (ngày)"), initial=180, min_value=0, max_value=2000
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="mile_%s", **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for the years or the day."""
        given = super().clean() or {}
        if not given.get("years") and not given.get("day"):
            self.add_error("years", _("Hãy ghi số năm hoặc ngày."))
        return given


class MilestoneChangeForm(forms.ModelForm[Milestone]):
    """Change a review."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Milestone
        fields = ("state", "due_on", "lead_days", "note")
        labels = {"state": _("Tình trạng")}
        widgets = {"due_on": DAY}


class RuleForm(forms.Form):
    """Give every directive of a kind a review; a rule that is set again is changed."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=PaperKind.choices)
    final = forms.TypedChoiceField(
        label=_("Mốc"), choices=REVIEWS, coerce=lambda value: value == "1"
    )
    years = forms.IntegerField(label=_("Sau (số năm)"), min_value=1, max_value=MOST_YEARS)
    lead_days = forms.IntegerField(
        label=_("Báo trước (ngày)"), initial=180, min_value=0, max_value=2000
    )
    party_only = forms.BooleanField(label=_("Chỉ văn bản của Đảng"), initial=True, required=False)
