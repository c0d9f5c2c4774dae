"""The details of the trail in words."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeGuard

import pytest
from django.db.models import Model
from django.utils import translation

from giaoban.accounts.models import User
from giaoban.core import details, meanings, policies
from giaoban.core.enums import Role
from giaoban.core.models import AuditEntry
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

# The installation's own record of a copy, which is a file and no line of the trail.
OF_A_COPY = {"audit_digest", "audit_position", "database", "made_at", "vendor"}


# What an act on a task takes beside what it tells of itself.
_GIVEN = {"at", "by", "facts", "reason", "subject", "task", "via"}
_OF_TASKS = {"record", "finish"}


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


def _told_of_tasks() -> set[str]:
    """Return what acts on tasks tell by the names of their arguments."""
    found = set()
    for path in (ROOT / "src" / "giaoban" / "work" / "actions").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _OF_TASKS:
                found |= {word.arg for word in node.keywords if word.arg}
    return found - _GIVEN


def test_every_key_of_the_trail_is_named() -> None:
    """No English key of a detail is left for a person to read."""
    assert len(_keys()) > len(OF_A_COPY)
    # Facts of notices, which stand in sentences, share the name but not the trail.
    assert _keys() - OF_A_COPY - set(details.NAMES) <= {"answer_by"}
    assert "no_fault" in _told_of_tasks()
    assert _told_of_tasks() - set(details.NAMES) == set()


def _said(
    facts: dict[str, object], act: str = "no.act", subject: str = "no.model"
) -> list[tuple[str, str]]:
    entry = AuditEntry(act=act, subject_type=subject, facts=facts)
    with translation.override("vi"):
        return details.said([entry], User(role=Role.AUDITOR))[0]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"reason": "Thiếu số liệu"}, [("lý do", "Thiếu số liệu")]),
        ({"due": "2022-06-08"}, [("hạn", "08/6/2022")]),
        ({"due": "2022-99-99"}, [("hạn", "2022-99-99")]),
        ({"expires_at": "2022-06-08T17:40:12.779144+00:00"}, [("hết hạn lúc", "09/6/2022, 00:40")]),
        ({"on_behalf": True, "grant": False}, [("làm thay cơ quan", "Có"), ("đồng ý", "Không")]),
        ({"body": None, "periods": []}, [("cơ quan số", "–"), ("các kỳ", "–")]),
        ({"n": 0, "size": 12345}, [("số lượng", "0"), ("cỡ tệp, byte", "12.345")]),
        ({"year": 2026}, [("năm", "2026")]),
        ({"via": "", "rows": 2}, [("số dòng", "2")]),
        ({"via": "đường dẫn của Sở Y tế"}, [("qua", "đường dẫn của Sở Y tế")]),
        ({"before": {"name": "A", "lines": [1, 2]}}, [("trước khi sửa", "tên: A; số dòng: 1, 2")]),
        ({"never_heard_of": 1}, [("never_heard_of", "1")]),
    ],
)
def test_a_value_is_said_in_words(facts: dict[str, object], said: list[tuple[str, str]]) -> None:
    """Yes and no, days, numbers, lists and what holds others are written as a person reads them."""
    assert _said(facts) == said


@pytest.mark.parametrize(
    ("act", "subject", "facts", "said"),
    [
        ("work.accept", "work.task", {"from": "assigned", "to": "closed"},
         "Mới giao → Đã kết thúc"),
        ("work.change", "work.task", {"fields": ["due_on", "lead"]}, "hạn, Chủ trì"),
        ("follow_up.plan", "work.followup", {"kind": "survey"}, "Khảo sát"),
        ("follow_up.find", "work.followup", {"kind": "violation"}, "Vi phạm"),
        ("bulk.do", "work.bulkact", {"act": "urge"}, "Đôn đốc"),
        ("user.choose_language", "accounts.user", {"before": "vi", "after": "en"},
         "tiếng Việt → tiếng Anh"),
        ("user.edit", "accounts.user", {"after": {"role": "leader", "body": None}},
         "vai trò: Lãnh đạo; cơ quan số: –"),
        ("user.hand_over", "accounts.handover", {"moved": {"documents": 2, "gone": 1}},
         "Văn bản đến đang xử lý: 2; gone: 1"),
        ("filter.keep", "core.savedfilter", {"page": "core:trail"}, "Nhật ký hệ thống"),
        ("filter.keep", "core.savedfilter", {"page": "gone:list"}, "gone:list"),
        ("body_class.edit", "bodies.bodyclass", {"after": {"kinds": ["press", "other"]}},
         "loại cơ quan: Báo, đài, Khác"),
        ("token.issue", "api.token", {"scopes": ["tasks:read"]}, "Xem nhiệm vụ"),
        ("notices.choose", "notices.preference", {"off": ["gone.kind"]}, "gone.kind"),
        ("reporting.judge", "reporting.report", {"judgement": "poor"}, "Chưa đạt"),
        ("reporting.closing.amend", "reporting.closing",
         {"field": "timeliness", "old": "late", "new": "on_time"},
         "tiến độ so với hạn → Chậm hạn → Đúng hạn"),
        ("reporting.closing.amend", "reporting.closing",
         {"field": "value", "old": "1234.5", "new": "Đã bàn giao"},
         "giá trị → 1.234,5 → Đã bàn giao"),
        ("reporting.indicator.record", "reporting.indicator",
         {"origin": "person", "after": ["1234.5", None]}, "nhập tay → 1.234,5, –"),
        ("directives.relate", "directives.relation", {"kind": "reviews"}, "tổng kết, sơ kết"),
        ("directives.change_milestone", "directives.milestone", {"fields": ["state", "due_on"]},
         "tình trạng, ngày đến hạn"),
        ("desk.accept", "desk.decision", {"filled": [[None, {"title": "Về y tế"}]]},
         "–, trích yếu: Về y tế"),
        ("work.attach", "work.task", {"evidence": 1234}, "1234"),
        ("work.accept", "work.task", {"to": "never_heard_of"}, "never_heard_of"),
    ],
)  # fmt: skip
def test_a_code_is_said_by_its_words(
    act: str, subject: str, facts: dict[str, object], said: str
) -> None:
    """A code means what the app says of it there, else what the field of its name says."""
    assert " → ".join(value for _name, value in _said(facts, act, subject)) == said


def test_a_key_may_be_called_otherwise_there() -> None:
    """The part that a body has in a task is no part of a task."""
    assert _said({"part": "lead"}, "work.hand", "work.task") == [("vai trò", "Chủ trì")]


def test_a_field_that_nobody_named_is_called_as_its_model_says() -> None:
    """A key that is a field of the model has the name that its form shows."""
    assert _said({"order": 3}, "body.edit", "bodies.body")[0][0] == "thứ tự"


def test_rows_that_are_named_can_be_named() -> None:
    """Every model that a key means has a policy, which tells who may read its names."""
    models = [each for each in meanings.added().values() if _is_model(each)]
    assert models
    for model in models:
        assert policies.of(model).acts["view"]


def _is_model(meaning: object) -> TypeGuard[type[Model]]:
    return isinstance(meaning, type) and issubclass(meaning, Model)


def test_a_key_means_one_thing_there() -> None:
    """Two apps cannot say different things of a key in the same lines."""
    with pytest.raises(ValueError, match="means something else"):
        meanings.add({"work.task": {"from": int}})
