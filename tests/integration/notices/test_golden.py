"""The mails as people get them, in both languages, beside their templates."""

from __future__ import annotations

import pytest

from giaoban.accounts.models import User
from giaoban.directives import reminding
from giaoban.notices import composing
from giaoban.notices.models import Notice
from tests import golden
from tests.conftest import ROOT
from tests.factories.notices import AT, BACK, LATE, SOON

MAIL = ROOT / "src" / "giaoban" / "notices" / "templates" / "notices" / "mail" / "golden"
REVIEW = {"kind": "resolution", "name": "20-NQ/TW", "years": 10, "final": True}
TOLD = [
    (SOON, "Gửi kế hoạch tổng kết 10 năm Nghị quyết số 20-NQ/TW", "Hạn: 15/6/2022"),
    (LATE, "Rà soát <12> chỉ tiêu & báo cáo", "Hạn: 31/5/2022, quá 10 ngày"),
    (LATE, "Báo cáo kết quả kiểm tra đê điều", "Hạn: 06/6/2022, quá 4 ngày"),
    (LATE, "Tham mưu kế hoạch truy xuất nguồn gốc", "Hạn: 07/6/2022, quá 3 ngày"),
    (BACK, "Báo cáo quý I của Sở Y tế", "Thiếu số liệu tiêm chủng"),
]


def _notices() -> list[Notice]:
    """Return what the person of the golden mails is told."""
    told = [
        Notice(kind=kind.key, facts={"title": title, "detail": detail})
        for kind, title, detail in TOLD
    ]
    told += [
        Notice(kind=reminding.AHEAD, facts=REVIEW | {"due_on": "2022-11-01"}),
        Notice(kind=reminding.LATE, facts=REVIEW | {"due_on": "2022-04-08", "years": None}),
    ]
    for pk, notice in enumerate(told, 41):
        notice.pk, notice.created_at = pk, AT
    return told


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["digest", "urgent"])
def test_the_mail_is_the_golden_one(
    language: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Subject, text and HTML, with a kind that has more lines than a mail shows."""
    monkeypatch.setattr(composing, "MOST_LINES", 2)
    person = User(name="Vũ Hạnh Nguyên", language=language)
    urgent = name == "urgent"
    told = [each for each in _notices() if not urgent or each.kind == BACK.key]
    made = composing.compose(told, person=person, urgent=urgent, at=AT)
    golden.check(MAIL / f"{name}.{language}.txt", f"{made.subject}\n\n{made.text}")
    golden.check(MAIL / f"{name}.{language}.html", made.html)


def test_many_are_counted_with_the_mark_of_thousands() -> None:
    """In the subject, before the lines, and where the rest is told of."""
    told = [
        Notice(pk=pk, kind=LATE.key, facts={"title": "Việc", "detail": ""}) for pk in range(1, 1501)
    ]
    made = composing.compose(told, person=User(name="An", language="vi"), urgent=False, at=AT)
    assert "1.500" in made.subject
    assert "bạn có: 1.500" in made.text
    assert f"Còn {(1500 - composing.MOST_LINES) / 1000:.3f} mục nữa" in made.text
