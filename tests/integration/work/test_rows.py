"""Rows of tasks by a function are those that a template writes, and lists are read off indexes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.template import Context, Template
from django.utils import translation

from giaoban.work import queries
from giaoban.work.enums import TaskState, Timeliness
from giaoban.work.models import Task
from tests.factories.bodies import BodyFactory
from tests.factories.work import AssignmentFactory, TaskFactory

pytestmark = pytest.mark.django_db

TODAY = dt.date(2022, 5, 1)
# The row as it is in the language of templates.
ROW = """{% load i18n look steady work %}{% translate "Chủ trì" as lead_head %}{% translate "Hạn" as due_head %}{% translate "hạn đầu" as first_head %}{% translate "Chọn" as tick_head %}{% for task in tasks %}<tr data-row>{% if ticks %}<td class="tick"><input type="checkbox" name="tick" value="{{ task.pk }}" data-key="x" aria-label="{{ tick_head }}: {{ task.title|clipped:60 }}"></td>{% endif %}
  <th scope="row"><a data-open href="{% row_url 'work:record' task.pk %}">{{ task.title|clipped:180 }}</a> <span class="sub">{{ task.source_text|clipped:90 }}</span></th>
  <td data-th="{{ lead_head }}">{% for each in task.leads %}{{ each.name }}{% if not forloop.last %}; {% endif %}{% empty %}–{% endfor %}</td>
  <td class="n" data-th="{{ due_head }}">{% if task.due_on %}{{ task.due_on|vnday }}{% else %}{{ task.due_text|default:"–" }}{% endif %}{% if task.first_due_on != task.due_on %} <span class="sub">{{ first_head }} {{ task.first_due_on|vnday }}</span>{% endif %}</td>
  <td>{% when_chip task today %}{% if task.state != "submitted" %}{% if task.is_open or task.done_on %} <span class="sub">{{ task.get_state_display }}</span>{% endif %}{% endif %}</td>
</tr>
{% endfor %}"""  # noqa: E501 (a template)


def written(source: str, tasks: list[Task], *, ticks: bool) -> str:
    """Return a template of rows as HTML."""
    context = {"tasks": tasks, "today": TODAY, "ticks": ticks}
    return Template(source).render(Context(context))


@pytest.mark.parametrize("ticks", [True, False])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_row_is_written_as_a_template_writes_it(language: str, *, ticks: bool) -> None:
    """Every state, with and without deadlines, sources, bodies, and with dangerous letters."""
    body = BodyFactory(name='Sở "Ví dụ" <&>')
    for at, state in enumerate(TaskState):
        done = TODAY - dt.timedelta(days=at) if state in {"verified", "closed"} else None
        task = TaskFactory(
            title=f"<b>Việc & {state}</b> " + "dài " * at * 6,
            state=state,
            state_reason="Hết hiệu lực",
            lead=None if state in {"draft", "withdrawn", "cancelled", "superseded"} else body,
            due_on=TODAY + dt.timedelta(days=at * 3 - 12) if at % 3 else None,
            first_due_on=TODAY - dt.timedelta(days=5) if at % 2 or at % 3 else None,
            due_text="" if at % 2 else "trong <tháng>",
            reason="Giao ban & " + "lý do " * 30,
            done_on=done,
        )
        if at % 4:
            AssignmentFactory(task=task, body=body)
    tasks = queries.with_names(list(queries.with_sources(Task.objects.all())))
    with translation.override(language):
        rows = written("{% load work %}{% task_rows tasks today ticks %}", tasks, ticks=ticks)
        assert rows == written(ROW, tasks, ticks=ticks)


def test_days_are_written_as_numbers_are() -> None:
    """Years of delay have the mark of thousands, as every number has."""
    task = TaskFactory(lead=BodyFactory(), state="assigned", due_on=TODAY - dt.timedelta(days=1742))
    chip = "{% load work %}{% for task in tasks %}{% due_chip task today %}{% endfor %}"
    assert "Quá 1.742 ngày" in written(chip, [task], ticks=False)
    with translation.override("en"):
        assert "1,742 days" in written(chip, [task], ticks=False)


@pytest.mark.parametrize("how", [Timeliness.ON_TIME, Timeliness.LATE, Timeliness.NO_FAULT])
def test_how_tasks_were_done_is_what_each_says_of_itself(how: Timeliness) -> None:
    """The filter finds exactly the tasks whose own judgement is the one asked for."""
    days = [None, TODAY - dt.timedelta(days=3), TODAY, TODAY + dt.timedelta(days=3)]
    for first in days:
        for blameless in days:
            TaskFactory(
                state=TaskState.CLOSED,
                lead=BodyFactory(),
                due_on=first,
                no_fault_until=blameless,
                done_on=TODAY,
            )
    expected = {row.pk for row in Task.objects.all() if row.timeliness(TODAY) == how}
    assert expected
    assert set(queries.done(Task.objects.all(), how).values_list("pk", flat=True)) == expected


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (lambda rows: queries.done(rows, Timeliness.ON_TIME), "task_in_time"),
        (lambda rows: queries.done(rows, Timeliness.LATE), "task_late"),
        (lambda rows: rows.filter(is_group=True), "task_groups"),
        (lambda rows: rows.filter(kind="report", pending=1), "work_task_kind"),
        (queries.without_deadline, "due_order"),
    ],
)
def test_a_filter_is_read_off_an_index(query, index: str) -> None:
    """No filter of the list looks at every task."""
    if connection.vendor == "postgresql":
        # A table without rows would be read whole; what cannot be read otherwise still is.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = query(queries.still_open(Task.objects.all()) if index == "due_order" else Task.objects)
    told = plan.order_by("due_order", "pk").values_list("pk")[:25].explain()
    assert "SCAN work_task\n" not in f"{told}\n"
    assert "Seq Scan on work_task" not in told
    assert connection.vendor == "postgresql" or index in told
