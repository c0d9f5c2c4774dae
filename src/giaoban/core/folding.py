"""Fold words for comparing and searching: no marks, đ as d, lower case, single spaces."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return the text as one types it without marks.

    >>> fold("Nghị quyết số 20-NQ/TW  (khóa XI)")
    'nghi quyet so 20-nq/tw (khoa xi)'
    >>> fold("Đảng ủy") == fold("đảng uỷ")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(plain.replace("đ", "d").replace("Đ", "d").casefold().split())
