"""Who is told of reviews: the coordinators, when the time to begin has come and when it is past."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.accounts.models import User
from giaoban.core.enums import Role
from giaoban.core.templatetags.look import vnday
from giaoban.directives import labels, queries
from giaoban.notices import collectors, kinds
from giaoban.notices.collectors import Proposal
from giaoban.notices.kinds import Facts, Kind, Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giaoban.directives.models import Milestone

LATE = "directives.milestone_late"
AHEAD = "directives.milestone_ahead"


def register() -> None:
    """Make kinds and collector known; called once."""
    kinds.register(
        Kind(LATE, 30, gettext_lazy("Mốc sơ kết, tổng kết quá hạn"), _late, _say, status="late")
    )
    kinds.register(
        Kind(AHEAD, 60, gettext_lazy("Mốc sơ kết, tổng kết sắp tới"), _ahead, _say, status="soon")
    )
    collectors.register("directives.milestones", collect)


def collect(at: dt.datetime) -> Iterator[Proposal]:
    """Yield each review that is near or past, for each coordinator; once a review and day due."""
    today = timezone.localtime(at).date()
    office = list(User.objects.filter(role=Role.COORDINATOR, is_active=True))
    for row in queries.near(today).select_related("directive"):
        kind = LATE if row.due_on and row.due_on < today else AHEAD
        for person in office:
            yield _proposal(row, kind, person)


def _proposal(row: Milestone, kind: str, person: User) -> Proposal:
    directive = row.directive
    facts = {
        "kind": directive.kind,
        "name": directive.identifier or directive.name,
        "years": row.years,
        "final": row.final,
        "due_on": f"{row.due_on:%Y-%m-%d}",
    }
    link = reverse("directives:record", args=[directive.pk])
    return Proposal(person, kind, f"{kind}:{row.pk}:{row.due_on}", facts, link)


def _late(n: int) -> str:
    return ngettext("%(n)s mốc quá hạn", "%(n)s mốc quá hạn", n) % {"n": n}


def _ahead(n: int) -> str:
    return ngettext("%(n)s mốc sắp tới", "%(n)s mốc sắp tới", n) % {"n": n}


def _say(facts: Facts) -> Said:
    """Say the review and its day: "Tổng kết 10 năm Nghị quyết 20-NQ/TW"."""
    review = labels.review(facts["years"], final=facts["final"])
    called = labels.called(facts["kind"], facts["name"])
    title = _("%(review)s thực hiện %(directive)s") % {"review": review, "directive": called}
    day = vnday(dt.date.fromisoformat(facts["due_on"]))
    return Said(title[:1].upper() + title[1:], _("Hạn: %(day)s") % {"day": day})
