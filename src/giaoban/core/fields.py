"""Fields of forms as HTML, written by plain functions: a page of filters is made of little else.

Django draws each control, and each option of it, by templates of its own; a choice among the 150
bodies of a province took 7 ms of a processor. What is written here is the same to the letter.
"""

from __future__ import annotations

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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.forms import BoundField
    from django.http import HttpRequest

_INPUTS = frozenset(
    f"django/forms/widgets/{name}.html"
    for name in ("text", "number", "email", "password", "hidden", "date", "url", "input")
)
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
    mark = f' <span class="opt">({_("không bắt buộc")})</span>' if unasked else ""
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
    """A choice among many rows, written in one go from the pairs that its field hands out."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the control as HTML."""
        del renderer
        chosen = set(self.format_value(value))
        options = [
            f'<option value="{key}"{" selected" if str(key) in chosen else ""}>'
            f"{escape(label)}</option>"
            for key, label in cast("Iterable[tuple[Any, str]]", self.choices)
        ]
        head = f'<select name="{name}"{_attributes(self.build_attrs(self.attrs, attrs))}>'
        return SafeString(f"{head}{''.join(options)}</select>")


class _Named(ModelChoiceIterator):
    """Key and name of each row, without making rows of them."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        """Yield nothing chosen, then the rows."""
        if self.field.empty_label is not None:
            yield "", str(self.field.empty_label)
        yield from cast("NamedChoiceField", self.field).pairs()


class NamedChoiceField(forms.ModelChoiceField[Any]):
    """A choice of one of many rows that are called by a column: two columns are read of each."""

    iterator = _Named
    widget = Light

    def __init__(self, *args: Any, naming: str = "name", **kwargs: Any) -> None:
        self.naming = naming
        super().__init__(*args, **kwargs)

    def pairs(self) -> list[tuple[Any, ...]]:
        """Return key and name of each row that can be chosen."""
        return unchanged.pairs(self.queryset.values_list("pk", self.naming))
