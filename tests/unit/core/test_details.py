"""The details of the trail in words."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from giaoban.core import details
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

# The installation's own record of a copy, which is a file and no line of the trail.
OF_A_COPY = {"audit_digest", "audit_position", "database", "made_at", "vendor"}


def _values(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from (word.value for word in node.keywords if word.arg == "facts")
        if isinstance(node, ast.Assign):
            names = [each.id for each in node.targets if isinstance(each, ast.Name)]
            if "facts" in names:
                yield node.value


def _keys() -> set[str]:
    """Return the keys that are written out in what is handed to the trail."""
    found = set()
    for path in (ROOT / "src" / "giaoban").rglob("*.py"):
        for value in _values(ast.parse(path.read_text("utf-8"))):
            for node in ast.walk(value):
                if isinstance(node, ast.Dict):
                    keys = (key.value for key in node.keys if isinstance(key, ast.Constant))
                    found |= {str(key) for key in keys}
    return found


def test_every_key_of_the_trail_is_named() -> None:
    """No English key of a detail is left for a person to read."""
    assert len(_keys()) > len(OF_A_COPY)
    # Facts of notices, which stand in sentences, share the name but not the trail.
    assert _keys() - OF_A_COPY - set(details.NAMES) <= {"answer_by", "term"}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"reason": "Thiếu số liệu"}, [("lý do", "Thiếu số liệu")]),
        ({"due": "2022-06-08"}, [("hạn", "08/6/2022")]),
        ({"due": "2022-99-99"}, [("hạn", "2022-99-99")]),
        ({"expires_at": "2022-06-08T17:40:12.779144+00:00"}, [("hết hạn lúc", "09/6/2022, 00:40")]),
        ({"on_behalf": True, "grant": False}, [("làm thay cơ quan", "có"), ("đồng ý", "không")]),
        ({"body": None, "periods": []}, [("cơ quan số", "–"), ("các kỳ", "–")]),
        ({"n": 0}, [("số lượng", "0")]),
        ({"before": {"name": "A", "periods": [1, 2]}}, [("trước khi sửa", "tên: A; các kỳ: 1, 2")]),
        ({"never_heard_of": 1}, [("never_heard_of", "1")]),
    ],
)
def test_a_value_is_said_in_words(facts: dict[str, object], said: list[tuple[str, str]]) -> None:
    """Yes and no, days, lists and what holds others are written as a person reads them."""
    with translation.override("vi"):
        assert list(details.said(facts)) == said
