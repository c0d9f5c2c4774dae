"""Random acts by random people against a plain model: nothing outside the table ever succeeds."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from giaoban.core.errors import NotAllowed, Refused
from giaoban.work import actions, queries, states
from giaoban.work.enums import Outcome, TaskKind, TaskState
from giaoban.work.models import Task
from tests import machines
from tests.integration.work.people import AT, DUE, make_people, make_task
from tests.integration.work.test_states import CALLS, MAY

if TYPE_CHECKING:
    from tests.integration.work.people import People

PERSONS = ("office", "second", "lead", "cooperating", "foreign", "leader", "chief", "auditor")
# These are tried by rules of their own below, for they choose among rows.
PLAIN = sorted(set(CALLS) - {"ask_extension", "decide_extension", "recall_extension", "verify"})
DAYS = st.integers(min_value=1, max_value=400)


class Acts(RuleBasedStateMachine):
    """Several tasks, one of them divided, and a model that knows states, days and senders."""

    @initialize()
    def begin(self) -> None:
        """Give the tasks, and note what the model knows of them."""
        self.people: People = make_people()
        group = make_task(
            self.people, lead=[(body.name, body) for body in (self.people.body, self.people.other)]
        )
        kinds = (TaskKind.CARRY_OUT, TaskKind.COMMENT, TaskKind.INFORMATION)
        own = [make_task(self.people, kind=kind) for kind in kinds]
        self.group = group.pk
        self.tasks = [*(task.pk for task in own), *group.children.values_list("pk", flat=True)]
        self.state = dict.fromkeys(self.tasks, TaskState.ASSIGNED)
        self.before: dict[int, TaskState] = {}
        self.day = dict.fromkeys(self.tasks, DUE)
        self.sender: dict[int, set[str]] = {pk: set() for pk in self.tasks}
        self.asked: dict[int, dt.date] = {}

    def _task(self, which: int) -> Task:
        return Task.objects.get(pk=self.tasks[which % len(self.tasks)])

    def _try(self, act: str, who: str, task: Task, call: Any) -> bool:
        """Do it; it may succeed only where the table has a row and names the person."""
        try:
            with transaction.atomic():
                call(getattr(self.people, who))
        except (NotAllowed, Refused):
            return False
        step = states.steps(self.state[task.pk], task.kind).get(act)
        assert step is not None, (act, self.state[task.pk])
        own = who not in {"lead", "cooperating"} or self._takes_part(who, task)
        assert who in MAY[step.who] or own, (act, who)
        if step.to is not None:
            self.state[task.pk] = step.to
        return True

    def _takes_part(self, who: str, task: Task) -> bool:
        return task.assignments.filter(body=getattr(self.people, who).body).exists()

    @rule(act=st.sampled_from(PLAIN), who=st.sampled_from(PERSONS), which=st.integers(0, 9))
    def plain(self, act: str, who: str, which: int) -> None:
        """Try an act of the table by somebody."""
        task = self._task(which)
        was = self.state[task.pk]
        if act in {"withdraw", "restore"} and act not in states.steps(was, task.kind):
            return
        # What the call tells of the second body is progress where that body leads.
        leads = act == "contribute" and task.lead_id == self.people.other.pk
        named = "tell_progress" if leads else act
        if not self._try(named, who, task, lambda by: CALLS[act](self.people, by, task)):
            return
        if act == "withdraw":
            self.before[task.pk] = was
        if act == "restore":
            self.state[task.pk] = self.before.pop(task.pk)
        if act in {"submit", "attach"}:
            self.sender[task.pk].add(who)
        if act in {"cancel", "supersede"}:
            self.asked.pop(task.pk, None)

    @rule(who=st.sampled_from(PERSONS), which=st.integers(0, 9))
    def verify(self, who: str, which: int) -> None:
        """Whoever sent the work never finds it done."""
        task = self._task(which)
        done = self._try("verify", who, task, lambda by: CALLS["verify"](self.people, by, task))
        if done:
            sent = task.submissions.filter(outcome=Outcome.GRANTED).latest("number")
            assert sent.by_id != getattr(self.people, who).pk

    @rule(who=st.sampled_from(PERSONS), which=st.integers(0, 9), days=DAYS, no_fault=st.booleans())
    def ask(self, who: str, which: int, days: int, no_fault: bool) -> None:
        """Ask for a later day."""
        task = self._task(which)
        until = DUE + dt.timedelta(days=days)

        def call(by: Any) -> None:
            actions.ask_extension(
                by=by, at=AT, task=task, until=until, reason="Chờ", no_fault=no_fault
            )

        if self._try("ask_extension", who, task, call):
            assert until > self.day[task.pk]
            assert task.pk not in self.asked
            self.asked[task.pk] = until

    @rule(who=st.sampled_from(PERSONS), which=st.integers(0, 9), grant=st.booleans())
    def decide(self, who: str, which: int, grant: bool) -> None:
        """Grant or refuse it; only a granted one moves the day."""
        task = self._task(which)
        asked = task.extensions.filter(outcome=Outcome.WAITING).first()
        if asked is None:
            return

        def call(by: Any) -> None:
            actions.decide_extension(by=by, at=AT, extension=asked, grant=grant, answer="Vì thế")

        if self._try("decide_extension", who, task, call):
            until = self.asked.pop(task.pk)
            if grant:
                self.day[task.pk] = until

    @invariant()
    def rows_agree(self) -> None:
        """States and days are those of the model, and no first deadline is lost."""
        for task in Task.objects.filter(pk__in=getattr(self, "tasks", [])):
            assert task.state == self.state[task.pk]
            assert (task.first_due_on, task.due_on) == (DUE, self.day[task.pk])
            granted = task.extensions.filter(outcome=Outcome.GRANTED).count()
            assert task.extensions_granted == granted
            assert (task.done_on is not None) == (task.state in states.DONE)

    @invariant()
    def sums_agree(self) -> None:
        """The divided task stands where its children stand; the board counts each row once."""
        if not hasattr(self, "group"):
            return
        children = Task.objects.filter(parent=self.group).values_list("state", flat=True)
        expected = states.summed(children)
        if expected is not None:
            assert Task.objects.get(pk=self.group).state == expected
        board = queries.board(Task.objects.all(), DUE)
        counted = sum(cell.n for row in board.values() for cell in row.values())
        assert counted == Task.objects.filter(lead__isnull=False).count()


@pytest.mark.django_db
def test_no_act_outside_the_table_succeeds() -> None:
    """Whatever is tried in whatever order, the rows stay what the model says."""
    machines.run(Acts, examples=15, steps=40)
