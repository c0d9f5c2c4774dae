"""Forms of indicators: define, retire, aim, enter values, filter the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from giaoban.bodies.models import Body
from giaoban.bodies.permissions import BODY
from giaoban.core.forms import SentOnce
from giaoban.core.lists import Filters
from giaoban.reporting import providers
from giaoban.reporting.combining import plain
from giaoban.reporting.enums import Combination, PeriodKind
from giaoban.reporting.models import Indicator
from giaoban.reporting.numerals import read
from giaoban.work.models import Field

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db.models import QuerySet

_ALL = ("", _("Tất cả"))
# Whatever the example of combining depends on asks for it anew when it is changed.
_LIVE = ("over_periods", "over_bodies", "unit", "decimals")
_ASK = {
    "hx-get": reverse_lazy("reporting:indicator_demo"),
    "hx-include": ", ".join(f"#id_{name}" for name in _LIVE),
    "hx-target": "#demo",
    "hx-swap": "outerHTML",
    "hx-trigger": "change",
}


class FigureField(forms.DecimalField):
    """A number typed as the page's language writes it: 1.234,5."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 20, "decimal_places": 4, "required": False, **kwargs})
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Read what was typed."""
        if value in self.empty_values:
            return None
        try:
            return read(str(value), english=(get_language() or "vi").startswith("en"))
        except ValueError as error:
            raise ValidationError(_("Hãy nhập một số, ví dụ 1.234,5."), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number without noughts at its end, with the language's comma."""
        return typed(value)


def typed(value: Any) -> Any:
    """Return a number as it stands in a field: no thousands, the language's comma."""
    if value is None or isinstance(value, str):
        return value
    text = plain(value) or ""
    return text if (get_language() or "vi").startswith("en") else text.replace(".", ",")


class IndicatorForm(forms.ModelForm[Indicator]):
    """Define or change an indicator."""

    provider = forms.ChoiceField(
        label=_("Nguồn số liệu"),
        required=False,
        help_text=_("Hệ thống tự đếm thì cơ quan không phải nhập."),
    )
    over_bodies = forms.ChoiceField(
        label=_("Gộp các cơ quan"),
        choices=[c for c in Combination.choices if c[0] != Combination.LATEST],
        initial=Combination.SUM,
    )
    lowest = FigureField(label=_("Không thể nhỏ hơn"))
    highest = FigureField(label=_("Không thể lớn hơn"))
    decimals = forms.IntegerField(
        label=_("Số chữ số thập phân"), min_value=0, max_value=4, initial=0
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Indicator
        fields = (
            "name",
            "code",
            "definition",
            "unit",
            "decimals",
            "direction",
            "every",
            "field",
            "over_periods",
            "over_bodies",
            "numerator",
            "denominator",
            "lowest",
            "highest",
            "leap",
            "provider",
            "bodies",
        )
        widgets = {"definition": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, offered: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(each.key, each.label) for each in providers.registered()]
        cast("Any", self.fields["provider"]).choices = [("", _("Cơ quan báo cáo")), *known]
        cast("Any", self.fields["field"]).empty_label = _("Chọn lĩnh vực")
        cast("Any", self.fields["bodies"]).queryset = offered
        self.fields["bodies"].widget.attrs["size"] = 10
        for name in _LIVE:
            self.fields[name].widget.attrs |= _ASK

    def _post_clean(self) -> None:
        """Do not check the model: the act does, in words."""


class NewIndicatorForm(IndicatorForm, SentOnce):
    """Define an indicator, once however often it is sent."""


class DemoForm(forms.Form):
    """What the example of combining depends on; whatever is odd falls back to a sum."""

    over_periods = forms.ChoiceField(choices=Combination.choices)
    over_bodies = forms.ChoiceField(choices=Combination.choices)
    unit = forms.CharField(required=False, max_length=60)
    decimals = forms.IntegerField(min_value=0, max_value=4)


class Asked(NamedTuple):
    """Rules as they are typed so far."""

    over_periods: str
    over_bodies: str
    unit: str


class RetireForm(forms.Form):
    """Why an indicator is asked for no more."""

    reason = forms.CharField(label=_("Lý do ngừng dùng"), max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput)


class IndicatorFilters(Filters):
    """Filters of the list of indicators."""

    field = forms.ModelChoiceField(
        label=_("Lĩnh vực"), queryset=Field.objects.all(), required=False, empty_label=_("Tất cả")
    )
    body = forms.ModelChoiceField(
        label=_("Cơ quan"), queryset=Body.objects.all(), required=False, empty_label=_("Tất cả")
    )
    every = forms.ChoiceField(label=_("Kỳ"), required=False, choices=[_ALL, *PeriodKind.choices])
    state = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[("", _("Đang dùng")), ("retired", _("Đã ngừng dùng"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by is not None:
            # Whoever sees one body has nothing to choose among.
            cast("Any", self.fields["body"]).queryset = BODY.scope(self.by)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the indicators that the filters leave; retired ones only when asked for."""
        picked = self.cleaned_data
        rows = rows.filter(is_active=picked.get("state") != "retired")
        if picked.get("field"):
            rows = rows.filter(field=picked["field"])
        if picked.get("body"):
            rows = rows.filter(bodies=picked["body"])
        if picked.get("every"):
            rows = rows.filter(every=picked["every"])
        return rows


class YearsForm(forms.Form):
    """What the table of many years shows."""

    every = forms.ChoiceField(
        label=_("Kỳ"), choices=PeriodKind.choices, initial=PeriodKind.QUARTER, required=False
    )
    years = forms.IntegerField(
        label=_("Số năm"), min_value=1, max_value=10, initial=5, required=False
    )
    columns = forms.ChoiceField(
        label=_("Mỗi cột là"),
        choices=[("years", _("Một năm")), ("periods", _("Một kỳ"))],
        required=False,
    )


class ValueForm(forms.Form):
    """A value in a table of entry: one line of it."""

    value = FigureField(label=_("Giá trị"))
    denominator = FigureField(label=_("Mẫu số"))
    note = forms.CharField(label=_("Giải thích"), required=False, max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AimForm(forms.Form):
    """A target and a baseline in the grid of a year."""

    target = FigureField(label=_("Mục tiêu"))
    baseline = FigureField(label=_("Gốc so sánh"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
