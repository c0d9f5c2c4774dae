"""Random acts on a report against a plain model of its states."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from giaoban.core.errors import Refused
from giaoban.reporting.actions import reports
from giaoban.reporting.enums import ReportState, RowKind
from giaoban.reporting.models import Report
from giaoban.reporting.told import Told
from tests import machines
from tests.factories.accounts import UserFactory
from tests.factories.reporting import ReportFactory, ReportRowFactory
from tests.integration.reporting.conftest import AT

if TYPE_CHECKING:
    from collections.abc import Iterator

OPEN, SENT, BACK, TAKEN = (
    ReportState.OPEN,
    ReportState.SUBMITTED,
    ReportState.SENT_BACK,
    ReportState.ACCEPTED,
)


class Acts(RuleBasedStateMachine):
    """The report of one body, its focal point, and two of the office; days go back and forth."""

    @initialize()
    def begin(self) -> None:
        """Make the report and remember what it should be."""
        self.report = ReportFactory()
        row = ReportRowFactory(report=self.report)
        assert row.kind == RowKind.NARRATIVE
        self.row, self.text = row.pk, ""
        self.focal = UserFactory(focal_point=True, body=self.report.body)
        self.office = [UserFactory(), UserFactory()]
        self.state, self.sender, self.first, self.back = OPEN, None, None, 0

    @contextmanager
    def expecting(self, possible: bool) -> Iterator[None]:
        """Let the act succeed where it is possible, and refuse it elsewhere."""
        if possible:
            yield
        else:
            with pytest.raises(Refused), transaction.atomic():
                yield

    def at(self, day: int) -> dt.datetime:
        """Return a moment; the clock may be set back."""
        return AT + dt.timedelta(days=day)

    @rule(text=st.sampled_from(["", "một", "hai"]), day=st.integers(-3, 3))
    def save(self, text: str, day: int) -> None:
        """Write into the row."""
        possible = self.state in {OPEN, BACK}
        with self.expecting(possible):
            told = [Told(self.row, None, text=text)]
            reports.save(by=self.focal, at=self.at(day), report=self.report, told=told)
        if possible:
            self.text = text

    @rule(who=st.sampled_from([None, 0, 1]), day=st.integers(-3, 3))
    def submit(self, who: int | None, day: int) -> None:
        """Send it: the body, or the office in its place."""
        by = self.focal if who is None else self.office[who]
        possible = self.state in {OPEN, BACK}
        with self.expecting(possible):
            reports.submit(
                by=by, at=self.at(day), report=self.report, on_behalf_reason="Báo qua điện thoại"
            )
        if possible:
            self.state, self.sender = SENT, by
            self.first = self.first or self.at(day)

    @rule()
    def recall(self) -> None:
        """Take it back."""
        possible = self.state == SENT
        with self.expecting(possible):
            reports.recall(by=self.focal, at=AT, report=self.report)
        if possible:
            self.state = OPEN

    @rule(mend=st.sampled_from([" ", "Bổ sung"]), day=st.integers(-3, 3))
    def send_back(self, mend: str, day: int) -> None:
        """Send it back, with what to mend."""
        possible = self.state == SENT and mend.strip() != ""
        with self.expecting(possible):
            reports.send_back(
                by=self.office[0], at=self.at(day), report=self.report, mend=mend, rows={}
            )
        if possible:
            self.state, self.back = BACK, self.back + 1

    @rule(who=st.integers(0, 1), day=st.integers(-3, 3))
    def accept(self, who: int, day: int) -> None:
        """Accept it; never the sender."""
        by = self.office[who]
        possible = self.state == SENT and self.sender != by
        with self.expecting(possible):
            reports.accept(by=by, at=self.at(day), report=self.report)
        if possible:
            self.state = TAKEN

    @rule()
    def reopen(self) -> None:
        """Give an accepted one back."""
        possible = self.state == TAKEN
        with self.expecting(possible):
            reports.reopen(by=self.office[0], at=AT, report=self.report, mend="Sai số liệu")
        if possible:
            self.state, self.back = BACK, self.back + 1

    @invariant()
    def agrees(self) -> None:
        """The stored report is what the model says; the first sending is never lost."""
        stored = Report.objects.get(pk=self.report.pk)
        assert stored.state == self.state
        assert stored.first_submitted_at == self.first
        assert stored.sent_back_times == self.back
        assert stored.rows.get().text == self.text
        assert (stored.rows.get().filled_at is not None) == bool(self.text)
        assert stored.decided_at is None or (
            stored.submitted_at is not None and stored.decided_at >= stored.submitted_at
        )
        assert stored.state != TAKEN or stored.decided_by != stored.submitted_by


@pytest.mark.django_db
def test_random_acts() -> None:
    """No order of acts leads out of the table, loses the first sending or lets one accept alone."""
    machines.run(Acts, examples=20, steps=20)
