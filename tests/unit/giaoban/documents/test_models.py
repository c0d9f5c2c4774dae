"""What a reading says to people."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from giaoban.documents.models import Reading


@pytest.mark.parametrize(
    ("language", "told"),
    [("vi", "Trang không có chữ (ảnh?): 2, 5-7"), ("en", "Pages without text (pictures?): 2, 5-7")],
)
def test_a_warning_speaks_the_language_of_the_person(language: str, told: str) -> None:
    """A warning of the reader, kept in English, is shown in Vietnamese to who reads that."""
    reading = Reading(warnings=["Pages without text (pictures?): 2, 5-7"])
    with override(language):
        assert reading.cautions == [told]
