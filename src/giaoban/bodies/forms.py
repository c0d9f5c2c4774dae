"""Forms of bodies, people, blocs and classes; they check what is written and never save."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.bodies.actions.given import (
    BodyGiven,
    MembershipGiven,
    NameGiven,
    ParentGiven,
    PersonGiven,
    PostGiven,
)
from giaoban.bodies.enums import BodyKind
from giaoban.bodies.models import Bloc, Body
from giaoban.core.forms import SentOnce

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

# As offices write it; links carry the first form.
_FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]
_AS_TYPED = {"inputmode": "numeric", "placeholder": gettext_lazy("ngày/tháng/năm")}


class Day(forms.DateField):
    """A day as one writes it: 01/7/2025.

    No calendar of the browser's: it shows month before day wherever the browser speaks English.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(format="%d/%m/%Y", attrs=dict(_AS_TYPED)))
        super().__init__(input_formats=_FORMATS, **kwargs)


class Versioned(SentOnce):
    """A form over a row that another person may have changed meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class PeriodForm(forms.Form):
    """A row with its period."""

    valid_from = Day(label=gettext_lazy("Từ ngày"), required=False)
    valid_to = Day(label=gettext_lazy("Đến hết ngày"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, at the field where it is mended."""
        data = super().clean() or self.cleaned_data
        begins, ends = data.get("valid_from"), data.get("valid_to")
        if begins and ends and ends < begins:
            self.add_error("valid_to", _("Ngày kết thúc đứng trước ngày bắt đầu."))
        return data


class NameForm(PeriodForm):
    """A name of a body in a period."""

    name = forms.CharField(label=gettext_lazy("Tên đầy đủ"), max_length=250)
    short_name = forms.CharField(label=gettext_lazy("Tên gọi tắt"), max_length=120, required=False)
    symbol = forms.CharField(label=gettext_lazy("Ký hiệu văn bản"), max_length=40, required=False)
    field_order = ["name", "short_name", "symbol", "valid_from", "valid_to"]


class BodyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Choose a body by its name, with its end where it has ended."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name as it stands in the list."""
        return f"{obj.name} (– {obj.valid_to:%d/%m/%Y})" if obj.valid_to else obj.name


class BodiesChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Choose several bodies."""

    label_from_instance = BodyChoice.label_from_instance


class ParentForm(PeriodForm):
    """A body above, in a period."""

    parent = BodyChoice(Body.objects.none(), label=gettext_lazy("Cơ quan chủ quản"))
    field_order = ["parent", "valid_from", "valid_to"]


class MembershipForm(PeriodForm):
    """A bloc, in a period."""

    bloc = forms.ModelChoiceField(Bloc.objects.none(), label=gettext_lazy("Khối"))
    field_order = ["bloc", "valid_from", "valid_to"]


class PostForm(PeriodForm):
    """A post in a body, in a period."""

    title = forms.CharField(label=gettext_lazy("Chức vụ"), max_length=200)
    body = BodyChoice(Body.objects.none(), label=gettext_lazy("Cơ quan"))
    is_focal_point = forms.BooleanField(label=gettext_lazy("Là đầu mối"), required=False)
    field_order = ["title", "body", "is_focal_point", "valid_from", "valid_to"]


class Rows(BaseFormSet[Any]):
    """Rows of which each can be struck out."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Say in plain words what the box does."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Bỏ dòng này")


def _formset(form: type[forms.Form], least: int = 0) -> type[BaseFormSet[Any]]:
    return formset_factory(
        form,
        formset=Rows,
        extra=0,
        min_num=least,
        max_num=50,
        can_delete=True,
    )


ROWS: dict[str, type[BaseFormSet[Any]]] = {
    "names": _formset(NameForm, 1),
    "parents": _formset(ParentForm),
    "memberships": _formset(MembershipForm),
    "posts": _formset(PostForm),
}


class BodyForm(PeriodForm, Versioned):
    """A body without its names, parents and blocs."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=BodyKind.choices)
    order = forms.IntegerField(
        label=gettext_lazy("Thứ tự trong danh sách"), min_value=0, max_value=99_999, initial=0
    )
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=40, required=False)
    field_order = ["kind", "order", "valid_from", "valid_to", "email", "phone"]

    def given(self, rows: dict[str, list[dict[str, Any]]]) -> BodyGiven:
        """Return what was written, for the action."""
        own = ("kind", "order", "email", "phone", "valid_from", "valid_to")
        return BodyGiven(
            **{field: self.cleaned_data[field] for field in own},
            names=[NameGiven(**row) for row in rows["names"]],
            parents=[ParentGiven(**_by_key(row, "parent")) for row in rows["parents"]],
            memberships=[MembershipGiven(**_by_key(row, "bloc")) for row in rows["memberships"]],
        )


class PersonForm(Versioned):
    """A person without the posts."""

    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=40, required=False)

    def given(self, rows: dict[str, list[dict[str, Any]]]) -> PersonGiven:
        """Return what was written, for the action."""
        data = self.cleaned_data
        posts = [PostGiven(**_by_key(row, "body")) for row in rows["posts"]]
        return PersonGiven(name=data["name"], email=data["email"], phone=data["phone"], posts=posts)


class ContactForm(Versioned):
    """How a body is reached."""

    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=40, required=False)


class BlocForm(Versioned):
    """A bloc and its lead body."""

    name = forms.CharField(label=gettext_lazy("Tên khối"), max_length=200)
    lead = BodyChoice(Body.objects.none(), label=gettext_lazy("Cơ quan chủ trì"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = Body.objects.all()  # type: ignore[attr-defined]


class ClassForm(Versioned):
    """A class that papers name."""

    name = forms.CharField(label=gettext_lazy("Cách gọi"), max_length=200)
    aliases = forms.CharField(
        label=gettext_lazy("Cách gọi khác"),
        help_text=gettext_lazy("Mỗi dòng một cách gọi."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Gồm các loại cơ quan"),
        choices=BodyKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    members = BodiesChoice(
        Body.objects.none(),
        label=gettext_lazy("Và thêm các cơ quan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = Body.objects.all()  # type: ignore[attr-defined]

    def clean_aliases(self) -> list[str]:
        """Return the lines."""
        lines = self.cleaned_data["aliases"].splitlines()
        return [line.strip() for line in lines if line.strip()]


def rows_of(
    names: Sequence[str], data: Any = None, initial: dict[str, list[dict[str, Any]]] | None = None
) -> dict[str, BaseFormSet[Any]]:
    """Return the formsets of a page; the choices in them are read once for all rows."""
    bodies, blocs = Body.objects.all(), Bloc.objects.order_by("name")
    made = {
        name: ROWS[name](data, prefix=name, initial=(initial or {}).get(name)) for name in names
    }
    choices: dict[str, list[tuple[Any, Any]]] = {}
    for rows in made.values():
        for form in [*rows.forms, rows.empty_form]:
            for field, source in (("parent", bodies), ("body", bodies), ("bloc", blocs)):
                if field in form.fields:
                    _share(form.fields[field], source, choices)
    return made


def _share(field: Any, source: Any, choices: dict[str, list[tuple[Any, Any]]]) -> None:
    field.queryset = source
    key = source.model.__name__
    if key not in choices:
        choices[key] = list(field.choices)
    field.widget.choices = choices[key]


def _by_key(row: dict[str, Any], field: str) -> dict[str, Any]:
    """Return the row with the key of a chosen row in its place."""
    return {name: value for name, value in row.items() if name != field} | {
        f"{field}_id": row[field].pk
    }


# --- acts --------------------------------------------------------------------------------------


class ActForm(SentOnce):
    """The day and the paper of an act."""

    on = Day(label=gettext_lazy("Có hiệu lực từ ngày"))
    decision = forms.CharField(
        label=gettext_lazy("Theo văn bản"),
        max_length=300,
        help_text=gettext_lazy("Số, ký hiệu, ngày, cơ quan ban hành quyết định."),
    )


class NewNameForm(forms.Form):
    """The name that a body takes by an act."""

    name = forms.CharField(label=gettext_lazy("Tên đầy đủ"), max_length=250)
    short_name = forms.CharField(label=gettext_lazy("Tên gọi tắt"), max_length=120, required=False)
    symbol = forms.CharField(label=gettext_lazy("Ký hiệu văn bản"), max_length=40, required=False)

    def new_name(self) -> NameGiven | None:
        """Return the name; None where none was written."""
        data = self.cleaned_data
        if not data.get("name"):
            return None
        return NameGiven(name=data["name"], short_name=data["short_name"], symbol=data["symbol"])


class RenameForm(ActForm, NewNameForm):
    """Give a body another name."""


class MergeForm(ActForm, NewNameForm):
    """Merge bodies."""

    bodies = BodiesChoice(
        Body.objects.none(),
        label=gettext_lazy("Các cơ quan sáp nhập"),
        widget=forms.CheckboxSelectMultiple,
    )
    into = BodyChoice(
        Body.objects.none(),
        label=gettext_lazy("Sáp nhập vào"),
        required=False,
        empty_label=gettext_lazy("Một cơ quan mới, mang tên dưới đây"),
        help_text=gettext_lazy(
            "Cơ quan được chọn tiếp tục hoạt động; nếu đổi tên thì ghi tên mới."
        ),
    )
    name = forms.CharField(label=gettext_lazy("Tên mới"), max_length=250, required=False)
    field_order = ["bodies", "into", "name", "short_name", "symbol", "on", "decision"]

    def __init__(self, *args: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_existing(self, on, "bodies", "into")

    def clean(self) -> dict[str, Any]:
        """Want a name for a body that is new."""
        data = super().clean() or self.cleaned_data
        if not data.get("into") and not data.get("name"):
            self.add_error("name", _("Hãy ghi tên của cơ quan mới."))
        return data


class SplitForm(ActForm):
    """Split a body into new ones."""

    goes_on = forms.BooleanField(
        label=gettext_lazy("Cơ quan cũ tiếp tục hoạt động (tách)"), required=False
    )
    names = forms.CharField(
        label=gettext_lazy("Các cơ quan mới"),
        help_text=gettext_lazy(
            "Mỗi dòng một cơ quan: tên đầy đủ; tên gọi tắt; ký hiệu. Hai phần sau có thể để trống."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_names(self) -> list[NameGiven]:
        """Return one name for each line."""
        lines = [line for line in self.cleaned_data["names"].splitlines() if line.strip()]
        parts = [[part.strip() for part in line.split(";")] + ["", ""] for line in lines]
        return [NameGiven(name=row[0], short_name=row[1], symbol=row[2]) for row in parts]


class DissolveForm(ActForm):
    """End a body."""

    heirs = BodiesChoice(
        Body.objects.none(),
        label=gettext_lazy("Cơ quan tiếp nhận chức năng"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, on: dt.date, but: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_existing(self, on, "heirs")
        field: Any = self.fields["heirs"]
        field.queryset = field.queryset.exclude(pk=but)


def _choose_existing(form: forms.Form, on: dt.date, *fields: str) -> None:
    """Let bodies be chosen that have not ended by the day."""
    for name in fields:
        field: Any = form.fields[name]
        field.queryset = Body.objects.exclude(valid_to__lt=on)
