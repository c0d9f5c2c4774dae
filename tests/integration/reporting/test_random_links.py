"""Random acts on the links of a report against a plain model: nothing dead ever opens anything."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from giaoban.core.errors import NotAllowed, Refused
from giaoban.core.models import AuditEntry
from giaoban.reporting import access
from giaoban.reporting.actions import links, reports
from giaoban.reporting.enums import ReportState
from giaoban.reporting.models import AccessLink, LinkSession, Report
from giaoban.reporting.told import Told
from tests import machines
from tests.factories.accounts import UserFactory
from tests.factories.intake import AT, make_report
from tests.factories.reporting import ReportRowFactory

MOMENTS = st.integers(min_value=-60, max_value=400)
WHICH = st.integers(min_value=0, max_value=30)


@dataclass
class Stay:
    """What the model knows of a stay."""

    token: str
    began: dt.datetime
    is_over: bool = False


@dataclass
class Link:
    """What the model knows of a link: its day, its last use, whether anything ended it."""

    secret: str
    expires: dt.datetime
    used: dt.datetime
    is_over: bool = False
    stays: list[Stay] = field(default_factory=list)


class Acts(RuleBasedStateMachine):
    """The links of one report, opened again and again while the clock goes on and back."""

    @initialize()
    def begin(self) -> None:
        """Make two reports: one that the links are of, and one that none of them may touch."""
        self.report, self.other = make_report(), make_report()
        self.row = ReportRowFactory(report=self.report).pk
        self.foreign = ReportRowFactory(report=self.other).pk
        self.office = [UserFactory(), UserFactory()]
        self.links: list[Link] = []
        self.state, self.uses = ReportState.OPEN, 0

    @staticmethod
    def at(hours: int) -> dt.datetime:
        """Return a moment; the next one may lie before it."""
        return AT + dt.timedelta(hours=hours)

    def works(self, link: Link, at: dt.datetime) -> bool:
        """Tell whether the model lets a link open anything."""
        is_late = max(at, link.used) >= link.expires
        return not (link.is_over or is_late or self.state == ReportState.ACCEPTED)

    @rule(hours=MOMENTS, lasts=st.integers(min_value=-10, max_value=300))
    def make(self, hours: int, lasts: int) -> None:
        """Make a link, which ends the one before."""
        at, until = self.at(hours), self.at(hours + lasts)
        possible = self.state != ReportState.ACCEPTED and until > at
        try:
            with transaction.atomic():
                made = links.make(by=self.office[0], at=at, report=self.fresh(), expires_at=until)
        except Refused:
            assert not possible
            return
        assert possible
        for each in self.links:
            self.end(each)
        self.links.append(Link(made.secret, until, at))

    def fresh(self) -> Report:
        """Return the report as a page would read it."""
        return Report.objects.get(pk=self.report.pk)

    def end(self, link: Link) -> None:
        """Note that a link is over, and its stays with it."""
        link.is_over = True
        for stay in link.stays:
            stay.is_over = True

    @rule(which=WHICH, hours=MOMENTS)
    def withdraw(self, which: int, hours: int) -> None:
        """Take a link back; again is harmless."""
        if not self.links:
            return
        link = self.links[which % len(self.links)]
        row = AccessLink.objects.get(digest=access.digest_of(link.secret))
        links.withdraw(by=self.office[0], at=self.at(hours), link=row)
        self.end(link)

    @rule(which=WHICH, hours=MOMENTS)
    def exchange(self, which: int, hours: int) -> None:
        """Open with a secret: a link that works, and no other, gives a stay."""
        if not self.links:
            return
        link, at = self.links[which % len(self.links)], self.at(hours)
        for each in self.links:
            each.is_over = each.is_over or each.expires <= at
        possible = self.works(link, at)
        entered = links.exchange(secret=link.secret, at=at)
        assert (entered is not None) == possible
        if entered is not None:
            link.used, self.uses = max(link.used, at), self.uses + 1
            link.stays.append(Stay(entered.token, at))

    @rule(which=WHICH, hours=MOMENTS, leaves=st.booleans(), text=st.sampled_from(["một", "hai"]))
    def answer(self, which: int, hours: int, leaves: bool, text: str) -> None:
        """Come with a stay: it opens its report alone, as long as it lasts and its link works."""
        stays = [(link, stay) for link in self.links for stay in link.stays]
        if not stays:
            return
        (link, stay), at = stays[which % len(stays)], self.at(hours)
        found = access.stay_of(stay.token, at)
        if found is None:
            return
        assert self.works(link, at)
        assert not stay.is_over
        assert at < stay.began + access.LONGEST
        links.stay_on(stay=found, at=at)
        self.write(at, text)
        if leaves:
            links.leave(stay=found, at=at)
            stay.is_over = True

    def write(self, at: dt.datetime, text: str) -> None:
        """Write by the link: into its report where it is open, never into another."""
        possible = self.state in {ReportState.OPEN, ReportState.SENT_BACK}
        assert self.writes(at, self.fresh(), self.row, text) == possible
        assert not self.writes(at, self.other, self.foreign, text)

    def writes(self, at: dt.datetime, report: Report, row: int, text: str) -> bool:
        """Try it, and tell whether it was done."""
        guest = access.guest_of(self.report)
        told = [Told(row, None, text=text)]
        try:
            with transaction.atomic():
                reports.save(by=guest, at=at, report=report, told=told, via=guest.via)
        except (NotAllowed, Refused):
            return False
        return True

    @rule()
    def take(self) -> None:
        """Send the report in its body's place and accept it, or give an accepted one back."""
        one, two = self.office
        if self.state == ReportState.ACCEPTED:
            reports.reopen(by=one, at=AT, report=self.fresh(), mend="Sai số liệu")
            self.state = ReportState.SENT_BACK
            return
        reports.submit(by=one, at=AT, report=self.fresh(), on_behalf_reason="Báo qua điện thoại")
        reports.accept(by=two, at=AT, report=self.fresh())
        self.state = ReportState.ACCEPTED

    @invariant()
    def agrees(self) -> None:
        """One link at a time; uses, stays and the trail agree; nothing outlasts its limits."""
        if not hasattr(self, "report"):
            return
        rows = AccessLink.objects.filter(report=self.report)
        assert rows.filter(withdrawn_at=None).count() <= 1
        assert sum(row.uses for row in rows) == self.uses == LinkSession.objects.count()
        assert AuditEntry.objects.filter(act="reporting.link_used").count() == self.uses
        for stay in LinkSession.objects.select_related("link"):
            assert stay.expires_at <= min(stay.began_at + access.LONGEST, stay.link.expires_at)
        other = Report.objects.get(pk=self.other.pk)
        assert (other.state, other.version) == (ReportState.OPEN, self.other.version)


@pytest.mark.django_db
def test_random_acts_on_links() -> None:
    """No order of acts and no clock lets a link or a stay that is over open a report."""
    machines.run(Acts, examples=20, steps=30)
