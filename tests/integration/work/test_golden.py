"""The mails about tasks as people get them, in both languages, beside the app's templates."""

from __future__ import annotations

import pytest

from giaoban.accounts.models import User
from giaoban.notices import composing
from giaoban.notices.models import Notice
from giaoban.work import noticing
from tests import golden
from tests.conftest import ROOT
from tests.factories.notices import AT

MAIL = ROOT / "src" / "giaoban" / "work" / "templates" / "work" / "mail" / "golden"
TASK = {"title": "Gửi báo cáo tiêm chủng quý II", "due_on": "2022-06-15", "lead": "Sở Y tế"}
TOLD: dict[str, dict[str, object]] = {
    noticing.URGED: {"title": "Đôn đốc quý II", "number": "31-CV/BTG", "answer_by": "2022-06-20"},
    noticing.SENT_BACK: TASK | {"reason": "Thiếu số liệu <cấp xã>"},
    noticing.REOPENED: TASK | {"reason": "Số liệu của hai xã sai"},
    noticing.CANCELLED: TASK | {"reason": "Trung ương đã lùi chiến dịch tiêm"},
    noticing.LATE: TASK,
    noticing.DUE_SOON: TASK,
    noticing.EXTENSION_DECIDED: TASK | {"granted": True, "until": "2022-06-30", "reason": ""},
    noticing.SUPERSEDED: TASK | {"successor": 52, "reason": "Gộp vào báo cáo sáu tháng"},
    noticing.ASSIGNED: TASK | {"due_on": ""},
    noticing.HANDED: {"n": 3, "from": "Trường Cao đẳng Y tế", "act": "Quyết định 12/QĐ-UBND"},
    noticing.DECLINED: TASK | {"reason": "Thuộc Sở khác"},
    noticing.SUBMITTED: TASK,
    noticing.EXTENSION_ASKED: TASK | {"until": "2022-06-30", "reason": "Chờ số liệu"},
    noticing.STALE: TASK | {"since": "2022-05-02"},
    noticing.VERIFIED: TASK | {"answer": "Đủ số liệu cấp xã"},
    noticing.CLOSED: TASK | {"done_on": "2022-06-09"},
}


def _notices(*, urgent: bool) -> list[Notice]:
    kinds = [each for each in noticing.KINDS if each.urgent or not urgent]
    told = [Notice(kind=kind.key, facts=TOLD[kind.key]) for kind in kinds]
    for pk, notice in enumerate(told, 41):
        notice.pk, notice.created_at = pk, AT
    return told


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ["digest", "urgent"])
def test_the_mail_is_the_golden_one(language: str, name: str) -> None:
    """Every kind has its section; the urgent mail holds what is urgent alone."""
    person = User(name="Lê Minh Khuê", language=language)
    urgent = name == "urgent"
    made = composing.compose(_notices(urgent=urgent), person=person, urgent=urgent, at=AT)
    golden.check(MAIL / f"{name}.{language}.txt", f"{made.subject}\n\n{made.text}")


def test_a_refused_extension_says_why() -> None:
    """What was decided is said with its day or its reason."""
    kind = next(each for each in noticing.KINDS if each.key == noticing.EXTENSION_DECIDED)
    said = kind.say(TASK | {"granted": False, "until": "", "reason": "Đã gia hạn hai lần"})
    assert said.detail == "Không đồng ý gia hạn: Đã gia hạn hai lần"
