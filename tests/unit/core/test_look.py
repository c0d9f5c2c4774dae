"""Tags and filters of the design system."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from giaoban.core.templatetags import look

SPRITE = Path("src/giaoban/core/static/core/icons.svg")


class Sample(forms.Form):
    """A form with one field of each kind."""

    title = forms.CharField(label="Việc", help_text="Một câu.")
    note = forms.CharField(label="Nhận xét", required=False)
    way = forms.ChoiceField(label="Kết quả", choices=[("a", "Đạt")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Đã đọc")
    key = forms.CharField(widget=forms.HiddenInput, initial="k")


def render(source: str, **context: object) -> str:
    """Render a piece of template with the tags loaded."""
    return Template("{% load look %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (dt.date(2022, 4, 8), "08/4/2022"),
        (dt.date(2022, 3, 4), "04/3/2022"),
        (dt.date(2022, 2, 1), "01/02/2022"),
        (dt.date(2022, 1, 31), "31/01/2022"),
        (dt.date(2022, 11, 10), "10/11/2022"),
        (dt.datetime(2022, 4, 7, 18, 0, tzinfo=dt.UTC), "08/4/2022"),
        (None, "–"),
        ("", "–"),
    ],
)
def test_a_day_is_written_as_official_papers_do(day: dt.date | None, written: str) -> None:
    """Days below 10 and months 1 and 2 get a nought; moments fall on their day in Vietnam."""
    assert look.vnday(day) == written


def test_a_moment_is_day_and_time_in_vietnam() -> None:
    """A moment is shown in the site's time zone; an unknown one is a dash."""
    assert look.vnmoment(dt.datetime(2022, 6, 14, 9, 5, tzinfo=dt.UTC)) == "14/6/2022, 16:05"
    assert look.vnmoment(None) == "–"


@pytest.mark.parametrize(
    ("number", "vi", "en"),
    [
        (1234.5, "1.234,5", "1,234.5"),
        (1_000_000, "1.000.000", "1,000,000"),
        (Decimal("-3.20"), "-3,20", "-3.20"),
        (0, "0", "0"),
        (None, "–", "–"),
    ],
)
def test_a_number_is_written_in_the_language(number: float | None, vi: str, en: str) -> None:
    """Vietnamese parts thousands by points; null is a dash and never 0."""
    with translation.override("vi"):
        assert look.vnnumber(number) == vi
    with translation.override("en"):
        assert look.vnnumber(number) == en


def test_every_icon_is_drawn_and_every_drawing_has_its_name() -> None:
    """The sprite and the list of icons are the same."""
    assert set(re.findall(r'<symbol id="([\w-]+)"', SPRITE.read_text())) == look.ICONS


def test_every_status_has_an_icon_and_a_word() -> None:
    """A status is never told by colour alone."""
    for status in look.STATUSES.values():
        assert status.icon in look.ICONS
        assert str(status.words)


def test_an_icon_is_hidden_unless_it_speaks() -> None:
    """Beside a word an icon is silent; with a label it is a picture with a name."""
    assert 'aria-hidden="true"' in look.icon("late")
    assert 'role="img" aria-label="Đã &lt;khóa&gt;"' in look.icon("lock", "Đã <khóa>")


@pytest.mark.parametrize("source", ["{% icon 'laet' %}", "{% chip 'laet' %}"])
def test_an_unknown_name_is_an_error(source: str) -> None:
    """A misspelt icon or status does not pass silently."""
    with pytest.raises(TemplateSyntaxError, match="laet"):
        render(source)


def test_a_chip_takes_the_words_given() -> None:
    """The words given stand in place of the usual ones, escaped."""
    assert "Quá &lt;17&gt; ngày" in render("{% chip 'late' words %}", words="Quá <17> ngày")
    assert "chip-late" in render("{% chip 'late' %}")


def test_a_field_ties_help_and_errors_to_its_control() -> None:
    """Help and errors are named in aria-describedby, and the control says that it is wrong."""
    html = render("{% field form.title %}", form=Sample({}))
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described
    for name in described[1].split():
        assert f'id="{name}"' in html
    assert 'aria-invalid="true"' in html
    assert '<label for="id_title">' in html


def test_a_field_says_when_it_may_be_left_out() -> None:
    """Optional fields say so, but for filters; required ones do not."""
    with translation.override("vi"):
        assert "không bắt buộc" in render("{% field form.note %}", form=Sample())
        assert "không bắt buộc" not in render("{% field form.note optional=False %}", form=Sample())
        assert "không bắt buộc" not in render("{% field form.title %}", form=Sample())


def test_choices_stand_in_a_fieldset_and_a_tick_before_its_words() -> None:
    """A group of radios has a legend, a single tick its label after it, a hidden field neither."""
    assert "<fieldset" in render("{% field form.way %}", form=Sample())
    tick = render("{% field form.agreed %}", form=Sample())
    assert tick.index("<input") < tick.index("Đã đọc")
    assert "label" not in render("{% field form.key %}", form=Sample())


def test_a_form_says_how_many_fields_are_wrong() -> None:
    """The sum of errors stands above the form; a right or a fresh form says nothing."""
    with translation.override("vi"):
        assert "Có 4 ô cần sửa" in render("{% form_errors form %}", form=Sample({}))
    assert render("{% form_errors form %}", form=Sample()) == ""


def test_the_pager_keeps_the_filters() -> None:
    """The links to other pages carry the rest of the address along."""
    request = RequestFactory().get("/", {"q": "dê", "page": "2"})
    page = Paginator(range(95), 10).page(2)
    html = render("{% pager page %}", page=page, request=request)
    assert "?q=d%C3%AA&amp;page=3" in html
    assert html.count('aria-current="page"') == 1


def test_nothing_is_a_sentence_and_the_next_step() -> None:
    """An empty list offers what to do."""
    html = render("{% empty 'Chưa có gì.' '/them/' 'Thêm' %}")
    assert '<a href="/them/">Thêm</a>' in html
    assert "<a" not in render("{% empty 'Chưa có gì.' %}")
