"""Choose many of many names: ticks in groups, of which a typed word leaves those that hold it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.forms.models import ModelChoiceIterator
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# So many lines are seen at a glance; among more one wants to look for a name.
_GLANCE = 8


class Picker(forms.CheckboxSelectMultiple):
    """Ticks in a box that scrolls, above it a field that filters them and what is chosen.

    The lines are written in one go: a form of tasks holds those of a whole province, twice.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the control as HTML."""
        del renderer
        chosen = set(self.format_value(value))
        groups = [
            (label, [(str(key), str(text)) for key, text in pairs])
            for label, pairs in _grouped(list(self.choices))
        ]
        ticked = [text for _label, pairs in groups for key, text in pairs if key in chosen]
        wrong = "aria-invalid" in (attrs or {})
        parts = {
            "id": (attrs or {}).get("id", name),
            "is_long": sum(len(pairs) for _label, pairs in groups) > _GLANCE,
            "groups": [
                (label, _ticks(name, pairs, chosen, wrong=wrong)) for label, pairs in groups
            ],
            "ticked": ticked,
        }
        return render_to_string("core/tags/picker.html", parts)


def _grouped(choices: Sequence[Any]) -> list[tuple[str, Sequence[Any]]]:
    """Return the choices by their groups; those that have none are one without a name."""
    if choices and isinstance(choices[0][1], (list, tuple)):
        return [(str(label), pairs) for label, pairs in choices]
    return [("", choices)] if choices else []


def _ticks(
    name: str, pairs: Sequence[tuple[str, str]], chosen: set[str], *, wrong: bool
) -> SafeString:
    begin = f'<label><input type="checkbox" name="{conditional_escape(name)}"'
    begin += ' aria-invalid="true"' if wrong else ""
    return SafeString(
        "\n".join(
            f'{begin} value="{conditional_escape(key)}"{" checked" if key in chosen else ""}>'
            f"{conditional_escape(text)}</label>"
            for key, text in pairs
        )
    )


class _Groups(ModelChoiceIterator):
    """Key and name of each row by their groups, without making rows of them."""

    def __iter__(self) -> Iterator[tuple[str, list[tuple[Any, str]]]]:  # type: ignore[override]
        """Yield the groups in their order, each with its rows in theirs."""
        field = cast("PickManyField", self.field)
        rows = self.queryset.values_list(field.grouping, "pk", field.naming)
        order = list(field.groups)
        ordered = sorted(rows, key=lambda row: order.index(row[0]))
        for key, each in groupby(ordered, key=lambda row: row[0]):
            yield str(field.groups[key]), [(pk, called) for _key, pk, called in each]


class PickManyField(forms.ModelMultipleChoiceField[Any]):
    """A choice of any of many rows that are called by a column and grouped by another.

    ``groups`` gives the values of the column ``grouping`` their names, in order.
    """

    iterator = _Groups
    widget = Picker

    def __init__(
        self,
        *args: Any,
        grouping: str,
        groups: Mapping[Any, Any],
        naming: str = "name",
        **kwargs: Any,
    ) -> None:
        self.grouping, self.groups, self.naming = grouping, groups, naming
        super().__init__(*args, **kwargs)
