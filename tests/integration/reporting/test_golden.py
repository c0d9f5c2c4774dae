"""The mails about reports as people get them, in both languages, beside the app's templates."""

from __future__ import annotations

import pytest

from giaoban.accounts.models import User
from giaoban.notices import composing
from giaoban.notices.models import Notice
from giaoban.reporting import noticing
from tests import golden
from tests.conftest import ROOT
from tests.factories.notices import AT

MAIL = ROOT / "src" / "giaoban" / "reporting" / "templates" / "reporting" / "mail" / "golden"
REPORT = {"period": "Quý II năm 2022", "body": "Sở Y tế", "due_on": "2022-06-25"}
MORE: dict[str, dict[str, object]] = {
    noticing.SENT_BACK: {"mend": "Bổ sung số liệu & minh chứng"},
    noticing.SUBMITTED: {"again": True},
    noticing.AMENDED: {"reason": "Ghi nhầm đơn vị"},
}


def _notices(*, urgent: bool) -> list[Notice]:
    kinds = [each for each in noticing.KINDS if each.urgent or not urgent]
    told = [Notice(kind=kind.key, facts=REPORT | MORE.get(kind.key, {})) for kind in kinds]
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
