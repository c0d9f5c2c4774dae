"""Controls written by functions are those that Django writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from hypothesis import given
from hypothesis import strategies as st

from giaoban.core.fields import Renderer

if TYPE_CHECKING:
    from typing import Any

GROUPED = [("", "Tất cả"), ("Sở", [("1", "Y tế"), ("2", "“Nội vụ” <b>")]), ("3", "Khác & khác")]
WIDGETS: list[tuple[forms.Widget, Any]] = [
    (forms.TextInput(attrs={"type": "search", "autofocus": True, "hidden": False}), 'a"<&>'),
    (forms.TextInput(), None),
    (forms.NumberInput(attrs={"max": 3}), 2),
    (forms.HiddenInput(), "k"),
    (forms.EmailInput(), ""),
    (forms.DateInput(attrs={"placeholder": "ngày/tháng"}), "08/4/2022"),
    (forms.Select(choices=GROUPED), "2"),
    (forms.Select(choices=GROUPED), None),
    (forms.SelectMultiple(choices=GROUPED, attrs={"size": 6}), ["1", "3"]),
    (forms.RadioSelect(choices=[("a", "Đạt")]), "a"),
    (forms.Textarea(attrs={"rows": 2}), "dòng\n<một>"),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS, ids=lambda each: type(each).__name__)
def test_a_control_is_written_as_django_writes_it(widget: forms.Widget, value: Any) -> None:
    """Plain controls, and those left to Django's templates, are the same to the letter."""
    written = widget.render("a", value, {"id": "id_a"}, Renderer())
    assert written == widget.render("a", value, {"id": "id_a"}, DjangoTemplates())


@given(st.text(), st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_whatever_was_typed_is_escaped_as_django_does(
    text: str, pairs: list[tuple[str, str]]
) -> None:
    """No value, label or attribute breaks out of the control."""
    for widget in (forms.TextInput(attrs={"title": text}), forms.Select(choices=pairs)):
        written = widget.render("a", text, None, Renderer())
        assert written == widget.render("a", text, None, DjangoTemplates())
