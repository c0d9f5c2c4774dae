"""A choice among very many rows is typed, with or without marks."""

from __future__ import annotations

import pytest
from django import forms
from django.utils.html import escape

from giaoban.bodies.models import Body
from giaoban.core import fields
from tests.factories.bodies import BodyFactory

pytestmark = pytest.mark.django_db


class Sample(forms.Form):
    """A form with one choice of a body."""

    body = fields.NamedChoiceField(
        label="Cơ quan", queryset=Body.objects.all(), required=False, folded="folded", hint="Ghi."
    )


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make more bodies than are offered."""
    monkeypatch.setattr(fields, "MOST_OFFERED", 2)
    for name in ("Sở Y tế", "Sở Y tế dự phòng", "Sở Nội vụ"):
        BodyFactory(name=name)


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("typed", "found"),
    [("so y te", "Sở Y tế"), ("NỘI VỤ", "Sở Nội vụ"), ("du phong", "Sở Y tế dự phòng")],
)
def test_a_name_or_the_only_part_of_one_is_the_row(typed: str, found: str) -> None:
    """The whole name goes before longer ones; a part is enough where one name has it."""
    form = Sample({"body": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["body"].name == found


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("so", "Nhiều tên khớp: Sở"),
        ("xyz", "Không có tên"),
        ("..", "Không có"),
        ("  ", "Không có"),
        ("noi vu\x00", "Không có"),
        ("9" * 5000, "Không có"),
    ],
)
def test_what_is_no_name_or_several_is_said(typed: str, said: str) -> None:
    """The person is told which names fit, or that none does."""
    form = Sample({"body": typed})
    assert not form.is_valid()
    assert said in form.errors["body"][0]
    assert escape(typed) in str(form["body"])


@pytest.mark.usefixtures("many")
def test_names_that_differ_by_marks_alone_are_told_apart() -> None:
    """Typed with its marks a name is that row; without them neither is taken for the other."""
    for name in ("Xã Tân Lập", "Xã Tấn Lập"):
        BodyFactory(name=name)
    form = Sample({"body": "xã tấn lập"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["body"].name == "Xã Tấn Lập"
    unsure = Sample({"body": "xa tan lap"})
    assert not unsure.is_valid()
    assert "Nhiều tên khớp: Xã Tân Lập; Xã Tấn Lập" in unsure.errors["body"][0]


@pytest.mark.usefixtures("many")
def test_an_address_with_a_key_shows_the_name() -> None:
    """Links with the row's key work as before, and nothing is listed."""
    row = Body.objects.get(name="Sở Nội vụ")
    form = Sample({"body": str(row.pk)})
    assert form.is_valid()
    assert form.cleaned_data["body"] == row
    shown = str(form["body"])
    assert 'value="Sở Nội vụ"' in shown
    assert "Sở Y tế" not in shown
    assert form["body"].help_text == "Ghi."


def test_few_rows_are_offered() -> None:
    """Below the bound every row is an option."""
    row = BodyFactory(name="Sở Y tế")
    assert f'<option value="{row.pk}">Sở Y tế</option>' in str(Sample()["body"])
