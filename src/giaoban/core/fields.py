"""Fields of forms as HTML, written by plain functions: a page of filters is made of little else.

Django draws each control, and each option of it, by templates of its own; a choice among the 150
bodies of a province took 7 ms of a processor. What is written here is the same to the letter.
"""

from __future__ import annotations

import unicodedata
from html import escape
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.models import ModelChoiceIterator
from django.forms.renderers import DjangoTemplates
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from giaoban.core import unchanged
from giaoban.core.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.db.models import QuerySet
    from django.forms import BoundField
    from django.http import HttpRequest

_INPUTS = frozenset(
    f"django/forms/widgets/{name}.html"
    for name in ("text", "number", "email", "password", "hidden", "date", "url", "input")
)
# Beyond so many names nobody looks through a list, and the page grows by each.
MOST_OFFERED = 300
_MOST_NAMED = 5
_LONGEST_KEY = 18
_SELECT = "django/forms/widgets/select.html"


class Renderer(DjangoTemplates):
    """Write the plain controls directly, all others by Django's templates."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """Return the control as HTML."""
        if template_name in _INPUTS:
            return _input(context["widget"])
        if template_name == _SELECT:
            return _select(context["widget"])
        return mark_safe(super().render(template_name, context, request))  # noqa: S308


def _attributes(given: Mapping[str, Any]) -> str:
    """Write attributes: True is a bare name, False is none."""
    return "".join(
        f" {name}" if value is True else f' {name}="{conditional_escape(str(value))}"'
        for name, value in given.items()
        if value is not False
    )


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = widget["value"]
    shown = "" if value is None else f' value="{conditional_escape(str(value))}"'
    begin = f'<input type="{widget["type"]}" name="{conditional_escape(widget["name"])}"'
    return SafeString(f"{begin}{shown}{_attributes(widget['attrs'])}>")


def _option(option: Mapping[str, Any]) -> str:
    value = conditional_escape(str(option["value"]))
    label = conditional_escape(option["label"])
    return f'\n  <option value="{value}"{_attributes(option["attrs"])}>{label}</option>\n'


def _select(widget: Mapping[str, Any]) -> SafeString:
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for name, options, _at in widget["optgroups"]:
        inside = "".join(map(_option, options))
        if name:
            inside = f'\n  <optgroup label="{conditional_escape(name)}">{inside}\n  </optgroup>'
        parts.append(inside)
    return SafeString("".join([*parts, "\n</select>"]))


def whole(bound: BoundField, *, wide: bool, optional: bool) -> SafeString:
    """Return a field with its label, help and errors, tied for screen readers."""
    widget = bound.field.widget
    if bound.is_hidden:
        return mark_safe(str(bound))  # noqa: S308 (a control that its widget wrote)
    label = conditional_escape(bound.label)
    unasked = not bound.field.required and (optional or widget.use_fieldset)
    # A string inside an f-string is not gathered for the catalogue.
    words = _("không bắt buộc")
    mark = f' <span class="opt">({words})</span>' if unasked else ""
    after = _help(bound)
    errors = render_to_string("core/tags/errors.html", {"field": bound}) if bound.errors else ""
    target = conditional_escape(bound.id_for_label)
    if widget.use_fieldset:
        said = bound.aria_describedby
        tied = f' aria-describedby="{conditional_escape(said)}"' if said else ""
        head = f'<fieldset class="field"{tied}><legend>{label}{mark}</legend>'
        return SafeString(f"{head}{after}{bound}{errors}</fieldset>")
    if isinstance(widget, forms.CheckboxInput):
        head = f'<div class="field"><label class="pick" for="{target}">{bound}<span>{label}</span>'
        return SafeString(f"{head}</label>{after}{errors}</div>")
    kind = "field field-wide" if wide else "field"
    head = f'<div class="{kind}"><label for="{target}">{label}{mark}</label>'
    return SafeString(f"{head}{bound}{after}{errors}</div>")


def _help(bound: BoundField) -> str:
    """Return the hint; a form's own words, which may hold HTML."""
    if not bound.help_text:
        return ""
    return f'<div class="hint" id="{bound.auto_id}_helptext">{bound.help_text}</div>'


class Light(forms.Select):
    """A choice among many rows, written in one go from the pairs that its field hands out.

    Among very many a name, or a part of one, is typed instead.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the control as HTML."""
        del renderer
        written = _attributes(self.build_attrs(self.attrs, attrs))
        field = cast("NamedChoiceField | None", getattr(self.choices, "field", None))
        if field is not None and field.is_long:
            shown = conditional_escape(field.called(value))
            begin = f'<input type="search" name="{name}" value="{shown}" autocomplete="off"'
            return SafeString(f"{begin}{written}>")
        chosen = set(self.format_value(value))
        options = [
            f'<option value="{key}"{" selected" if str(key) in chosen else ""}>'
            f"{escape(label)}</option>"
            for key, label in cast("Iterable[tuple[Any, str]]", self.choices)
        ]
        return SafeString(f'<select name="{name}"{written}>{"".join(options)}</select>')


class _Named(ModelChoiceIterator):
    """Key and name of each row, without making rows of them."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        """Yield nothing chosen, then the rows."""
        if self.field.empty_label is not None:
            yield "", str(self.field.empty_label)
        yield from cast("NamedChoiceField", self.field).pairs()


class NamedChoiceField(forms.ModelChoiceField[Any]):
    """A choice of one of many rows that are called by a column: two columns are read of each.

    Among more than ``MOST_OFFERED`` rows a person types the name or a part of it, with or without
    marks; ``folded`` is the column that names are looked up in, empty where there is none.
    """

    iterator = _Named
    widget = Light

    def __init__(
        self, *args: Any, naming: str = "name", folded: str = "", hint: Any = "", **kwargs: Any
    ) -> None:
        self.naming, self.folded, self.hint = naming, folded, hint
        self._pairs: tuple[Any, list[tuple[Any, ...]]] | None = None
        super().__init__(*args, **kwargs)

    @property
    def rows(self) -> QuerySet[Any]:
        """The rows that can be chosen."""
        return cast("QuerySet[Any]", self.queryset)

    @property
    def is_long(self) -> bool:
        """Tell whether there are too many rows to be offered one by one."""
        return bool(self.folded) and len(self.pairs()) > MOST_OFFERED

    def pairs(self) -> list[tuple[Any, ...]]:
        """Return key and name of each row that can be chosen, asked for once a form.

        Where names can be typed, no more than tell that there are too many to be offered.
        """
        if self._pairs is None or self._pairs[0] is not self.queryset:
            rows = self.rows.values_list("pk", self.naming)
            found = unchanged.pairs(rows[: MOST_OFFERED + 1] if self.folded else rows)
            self._pairs = (self.queryset, found)
        return self._pairs[1]

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        """Say how to choose, where a name has to be typed."""
        if self.is_long:
            self.help_text = self.hint
        return super().get_bound_field(form, field_name)

    def called(self, value: Any) -> str:
        """Return the name of a row that is told by its key, else what was typed."""
        typed = str(value or "")
        if not is_key(typed):
            return typed
        return self.rows.filter(pk=typed).values_list(self.naming, flat=True).first() or typed

    def to_python(self, value: Any) -> Any:
        """Return the row of a key, or the one that is called so."""
        if not self.folded or value in self.empty_values or is_key(str(value)):
            return super().to_python(value)
        return self._called_so(str(value))

    def _called_so(self, typed: str) -> Any:
        found = self._fitting(typed)
        if not found:
            raise forms.ValidationError(_("Không có tên nào như vậy."), code="unknown")
        if len(found) == 1:
            return found[0]
        names = "; ".join(str(getattr(each, self.naming)) for each in found[:_MOST_NAMED])
        more = "…" if len(found) > _MOST_NAMED else ""
        raise forms.ValidationError(
            _("Nhiều tên khớp: %(names)s. Hãy ghi rõ hơn."),
            code="several",
            params={"names": f"{names}{more}"},
        )

    def _fitting(self, typed: str) -> list[Any]:
        """Return the row that is called so, else some of those whose names hold the words."""
        words = fold(typed)
        # No database of ours keeps U+0000 in a text.
        if not words or "\x00" in words:
            return []
        whole = list(self.rows.filter(**{self.folded: words})[: _MOST_NAMED + 1])
        if len(whole) > 1:
            # Names that differ by marks alone are told apart by the marks that were typed.
            same = [row for row in whole if _plain(str(getattr(row, self.naming))) == _plain(typed)]
            return same[:1] or whole
        held = self.rows.filter(**{f"{self.folded}__contains": words})
        return whole or list(held[: _MOST_NAMED + 1])


def is_key(text: str) -> bool:
    """Tell whether it is the key of a row; longer numbers are none that a database keeps."""
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_KEY


def _plain(text: str) -> str:
    """Return the text with its marks, in one form and case."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
