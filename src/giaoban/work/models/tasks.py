"""Tasks: who leads, who cooperates, by when, out of which sentence, and where they stand."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.accounts.models import User
from giaoban.bodies.models import Body, Person
from giaoban.directives.models import Directive
from giaoban.documents.models import Document
from giaoban.work.enums import Every, Part, Rhythm, TaskKind, TaskState, Timeliness
from giaoban.work.models.fields import Field

OPEN = (
    TaskState.DRAFT,
    TaskState.ASSIGNED,
    TaskState.DECLINED,
    TaskState.ACCEPTED,
    TaskState.IN_PROGRESS,
    TaskState.SUBMITTED,
    TaskState.SENT_BACK,
)
NOT_YET_GIVEN = (TaskState.DRAFT, TaskState.WITHDRAWN, TaskState.CANCELLED, TaskState.SUPERSEDED)
DONE = (TaskState.VERIFIED, TaskState.CLOSED)
NEVER = dt.date(9999, 12, 31)
# How what was done stands to its first deadline; a comparison with nothing is false.
DONE_IN_TIME = Q(is_group=False, done_on__lte=F("first_due_on"))
DONE_LATE = Q(is_group=False, done_on__gt=F("first_due_on"))
BLAMELESS = Q(no_fault_until__isnull=False, done_on__lte=F("no_fault_until"))
ENDED = (*DONE, TaskState.CANCELLED, TaskState.SUPERSEDED, TaskState.WITHDRAWN)


class Task(models.Model):
    """Something that a body has to do (nhiệm vụ), with the sentence that gave it.

    ``first_due_on`` is the deadline with which the task was given; from then on it never changes,
    and ``due_on`` moves by a granted extension alone. ``no_fault_until`` is the last day up to
    which the delay is nobody's fault, ``done_on`` the day on which what was verified had been sent
    in, ``touched_at`` when a body that takes part last gave a sign.
    ``lead`` repeats the body of the assignment that leads, for lists; ``pending`` and ``due_order``
    are the database's own, so that lists of open tasks by deadline are read off an index.
    A task that several bodies lead is a group: it has a child for each of them and no lead of its
    own, its state is that of its children, and it is never pending itself. ``series`` is the first
    of the occurrences of a recurring task.
    """

    title = models.CharField(max_length=1000, verbose_name=_("nhiệm vụ"))
    folded = models.TextField(editable=False)
    kind = models.CharField(
        max_length=12, choices=TaskKind, default=TaskKind.CARRY_OUT, verbose_name=_("loại việc")
    )
    rhythm = models.CharField(
        max_length=10, choices=Rhythm, default=Rhythm.ONE_OFF, verbose_name=_("tần suất")
    )
    every = models.CharField(
        max_length=10, choices=Every, blank=True, verbose_name=_("lặp lại theo")
    )
    series = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="occurrences", editable=False
    )
    product = models.CharField(max_length=500, blank=True, verbose_name=_("sản phẩm phải có"))
    field = models.ForeignKey(
        Field,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("lĩnh vực"),
    )
    lead = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="led_tasks", editable=False
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("thuộc nhiệm vụ"),
    )
    after = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followers",
        verbose_name=_("làm sau nhiệm vụ"),
    )
    follower = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_tasks",
        verbose_name=_("người theo dõi"),
    )
    is_group = models.BooleanField(default=False, editable=False)
    state = models.CharField(max_length=12, choices=TaskState, default=TaskState.DRAFT)
    state_before = models.CharField(max_length=12, blank=True, editable=False)
    state_reason = models.CharField(max_length=1000, blank=True, verbose_name=_("lý do"))
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes", editable=False
    )
    percent = models.PositiveSmallIntegerField(null=True, blank=True, verbose_name=_("tiến độ, %"))
    due_on = models.DateField(null=True, blank=True, verbose_name=_("hạn"))
    first_due_on = models.DateField(null=True, editable=False, verbose_name=_("hạn đầu tiên"))
    no_fault_until = models.DateField(null=True, editable=False)
    extensions_granted = models.PositiveSmallIntegerField(default=0, editable=False)
    due_text = models.CharField(max_length=200, blank=True, verbose_name=_("hạn theo văn bản"))
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="tasks"
    )
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    sentence = models.TextField(blank=True, verbose_name=_("câu giao việc"))
    reader = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=500, blank=True, verbose_name=_("căn cứ giao"))
    directives = models.ManyToManyField(Directive, blank=True, related_name="tasks")
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    assigned_at = models.DateTimeField(null=True, editable=False)
    touched_at = models.DateTimeField(null=True, editable=False)
    done_on = models.DateField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    pending = models.GeneratedField(
        expression=Case(When(state__in=OPEN, is_group=False, then=Value(1)), default=Value(0)),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )
    due_order = models.GeneratedField(
        expression=Coalesce("due_on", Value(NEVER)),
        output_field=models.DateField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("nhiệm vụ")
        ordering = ["due_order", "pk"]
        indexes = [
            # With the state, by which what is late is told from what was sent in.
            models.Index(fields=["pending", "due_order", "id", "state"], name="task_owed"),
            models.Index(fields=["lead", "pending", "due_order", "id"]),
            models.Index(fields=["field", "pending", "due_order", "id"]),
            models.Index(fields=["kind", "pending", "due_order", "id"]),
            models.Index(fields=["state", "due_order", "id"]),
            # The board and the home page count open tasks in the index alone.
            models.Index(fields=["pending", "lead", "state", "due_order", "id"], name="task_cells"),
            models.Index(
                fields=["done_on", "lead", "state"],
                condition=Q(done_on__isnull=False),
                name="task_done_on",
            ),
            # What few tasks are, or what hangs on two days of a task, is an index of those alone.
            models.Index("due_order", "id", name="task_groups", condition=Q(is_group=True)),
            models.Index("due_order", "id", name="task_in_time", condition=DONE_IN_TIME),
            models.Index("due_order", "id", name="task_late", condition=DONE_LATE),
            models.Index("due_order", "id", name="task_blameless", condition=DONE_LATE & BLAMELESS),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False) | ~Q(reason=""), name="task_has_source"
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=True)
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="task_has_span",
            ),
            # That it never changes once given is held by a trigger (migration 0007).
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(first_due_on__isnull=False),
                name="task_keeps_first_deadline",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="task_has_title"),
            models.CheckConstraint(
                condition=Q(lead__isnull=False, is_group=False)
                | Q(lead__isnull=True, is_group=True)
                | Q(lead__isnull=True, state__in=NOT_YET_GIVEN),
                name="task_given_has_lead",
            ),
            models.UniqueConstraint(fields=["series", "first_due_on"], name="task_once_a_period"),
            models.CheckConstraint(
                condition=Q(rhythm=Rhythm.RECURRING, every__in=Every.values)
                | (~Q(rhythm=Rhythm.RECURRING) & Q(every="")),
                name="task_recurs_every",
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="task_percent"
            ),
            models.CheckConstraint(
                condition=Q(state__in=DONE, done_on__isnull=False)
                | (~Q(state__in=DONE) & Q(done_on__isnull=True)),
                name="task_done_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(TaskState.CANCELLED, TaskState.SUPERSEDED))
                | ~Q(state_reason=""),
                name="task_ended_with_reason",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="task_not_own_parent"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def source_text(self) -> str:
        """What gave the task, in words: the paper with its number, or the reason typed."""
        if self.document is None:
            return self.reason
        named = (self.document.identifier, self.document.title)
        return ", ".join(each for each in named if each)

    @property
    def sentence_url(self) -> str:
        """Where the sentence stands that gave it."""
        return reverse("documents:sentence", args=[self.document_id, self.start, self.end])

    @property
    def is_open(self) -> bool:
        """Tell whether something is still to be done."""
        return self.state not in ENDED

    def days_left(self, today: dt.date) -> int | None:
        """Return the days to the deadline, negative when it is past; None without one."""
        return (self.due_on - today).days if self.due_on is not None else None

    def timeliness(self, today: dt.date) -> Timeliness:
        """Return how the task stands to its deadlines on the day.

        The first deadline kept is on time. One kept after an extension that was nobody's fault is
        late without fault; after any other it is late.
        """
        if self.first_due_on is None:
            return Timeliness.UNDATED
        day = self.done_on or today
        if day <= self.first_due_on:
            return Timeliness.ON_TIME if self.done_on else Timeliness.OPEN
        if self.no_fault_until is not None and day <= self.no_fault_until:
            return Timeliness.NO_FAULT if self.done_on else Timeliness.OPEN
        if self.done_on is None and self.due_on is not None and day <= self.due_on:
            return Timeliness.OPEN
        return Timeliness.LATE


class Assignment(models.Model):
    """A body's part in a task; ``body`` is empty where the name as written is not yet resolved."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments")
    part = models.CharField(max_length=12, choices=Part)
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    written = models.CharField(max_length=300, blank=True, verbose_name=_("như văn bản ghi"))

    # The body's name as of the task's end, where the task has ended; set by ``with_bodies``.
    then: str = ""

    class Meta:
        verbose_name = _("phân công")
        indexes = [models.Index(fields=["body", "part", "task"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(body__isnull=False) | ~Q(written=""), name="assignment_names_somebody"
            ),
            models.UniqueConstraint(fields=["task", "body"], name="assignment_once"),
        ]

    @property
    def name(self) -> str:
        """The body's name, or as the paper writes it where it is not yet resolved."""
        if self.body is None:
            return self.written
        return self.then or self.body.name


class Handler(models.Model):
    """A person inside a body who works on a task (người thực hiện), set by the body itself."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="handlers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="handled")

    class Meta:
        verbose_name = _("người thực hiện")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "person"], name="handler_once")
        ]


class Watch(models.Model):
    """A person who wants to hear of a task (theo dõi)."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="watches")
    user = models.ForeignKey(User, models.CASCADE, related_name="watches")

    class Meta:
        verbose_name = _("theo dõi")
        constraints = [models.UniqueConstraint(fields=["task", "user"], name="watch_once")]
