"""What is rendered once for each language."""

from __future__ import annotations

from django.template import Context, Template
from django.urls import reverse
from django.utils import translation

LOADED = "{% load steady i18n %}"


def test_it_is_rendered_once_for_each_language() -> None:
    """Vietnamese and English keep their own words, in whatever order they are asked for."""
    template = Template(LOADED + "{% steady %}{% translate 'Nhiệm vụ' %}{% endsteady %}")
    for language, words in (("vi", "Nhiệm vụ"), ("en", "Tasks"), ("vi", "Nhiệm vụ")):
        with translation.override(language):
            assert template.render(Context()) == words


def test_nothing_of_a_person_comes_in() -> None:
    """What stands in the context is not seen inside: it could be shown to all others."""
    template = Template(
        LOADED + "{{ who }}{% steady %}[{{ who }}{{ request.user }}]{% endsteady %}"
    )
    assert template.render(Context({"who": "An", "request": object()})) == "An[]"
    assert template.render(Context({"who": "Bình"})) == "Bình[]"


def test_the_address_of_a_row_is_that_of_the_patterns() -> None:
    """``row_url`` writes what ``url`` would."""
    template = Template(LOADED + "{% row_url 'work:record' key %}")
    for key in (1, 98, 10**12):
        assert template.render(Context({"key": key})) == reverse("work:record", args=[key])
