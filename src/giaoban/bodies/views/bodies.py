"""The list of bodies on any day, the record of one, and its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from giaoban.bodies import history, queries, timeline
from giaoban.bodies.actions import bodies as actions
from giaoban.bodies.enums import BodyKind
from giaoban.bodies.forms import BodyForm, ContactForm, Day
from giaoban.bodies.models import Bloc, Body, Membership
from giaoban.bodies.permissions import BLOC, BODY, PERSON
from giaoban.bodies.views.editing import Editing
from giaoban.core import panels
from giaoban.core.lists import Column, Filters, ListPage, Order
from giaoban.core.views import Guarded

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from giaoban.core.requests import Request


def day_of(request: Request) -> dt.date:
    """Return the day that the address asks for, else today."""
    try:
        asked: dt.date | None = Day(required=False).clean(request.GET.get("ngay", ""))
    except ValidationError:
        asked = None
    return asked or timezone.localdate()


class BodyFilters(Filters):
    """On which day, of which bloc, of which kind."""

    ngay = Day(label=gettext_lazy("Vào ngày"), required=False)
    khoi = forms.ModelChoiceField(
        Bloc.objects.select_related("lead").order_by("name"),
        label=gettext_lazy("Khối"),
        required=False,
        empty_label=gettext_lazy("Tất cả"),
    )
    loai = forms.ChoiceField(
        label=gettext_lazy("Loại"),
        choices=[("", gettext_lazy("Tất cả")), *BodyKind.choices],
        required=False,
    )

    def narrow(self, rows: QuerySet[Body]) -> QuerySet[Body]:
        """Return the rows of the bloc and the kind."""
        if self.cleaned_data.get("khoi"):
            inside = Membership.objects.filter(
                queries.valid(self.day), bloc=self.cleaned_data["khoi"]
            )
            rows = rows.filter(pk__in=inside.values("body"))
        if self.cleaned_data.get("loai"):
            rows = rows.filter(kind=self.cleaned_data["loai"])
        return rows

    @property
    def day(self) -> dt.date:
        """The day asked for, else today."""
        return self.cleaned_data.get("ngay") or timezone.localdate()


class BodyList(ListPage):
    """The bodies that exist on a day, each by its name of that day."""

    policy = BODY
    title = pgettext_lazy("nhiều", "Cơ quan")
    filters = BodyFilters
    template_name = "bodies/list.html"
    columns = (
        Column(gettext_lazy("Tên cơ quan"), lambda row: row.name_then, 50),
        Column(gettext_lazy("Ký hiệu"), lambda row: row.symbol_then, 14),
        Column(gettext_lazy("Loại"), lambda row: row.get_kind_display(), 22),
        Column(gettext_lazy("Cơ quan chủ quản"), lambda row: row.parent_then, 40),
        Column(gettext_lazy("Thư điện tử"), lambda row: row.email, 28),
        Column(gettext_lazy("Điện thoại"), lambda row: row.phone, 16),
    )
    orders = (
        Order("thu-tu", gettext_lazy("Thứ tự"), ("order", "sort_key", "pk")),
        Order("ten", gettext_lazy("Tên"), ("sort_key", "pk")),
        Order("loai", gettext_lazy("Loại"), ("kind", "order", "sort_key", "pk")),
    )

    @property
    def day(self) -> dt.date:
        """The day that the list is of."""
        return day_of(self.request)

    def rows(self) -> QuerySet[Body]:
        """Return the bodies that exist on the day and that the person may see."""
        return super().rows().filter(queries.valid(self.day))

    def prepare(self, rows: list[Body]) -> list[Body]:
        """Add the name and the parent of the day."""
        return history.as_of(rows, self.day)

    def more(self, rows: QuerySet[Body]) -> dict[str, Any]:  # noqa: ARG002
        """Tell of which day the list is, and which acts the person has."""
        bloc = self.form.cleaned_data.get("khoi")
        if bloc is not None and not BLOC.may(self.request.user, "view", bloc):
            bloc = None
        return {
            "day": self.day,
            "is_today": self.day == timezone.localdate(),
            "bloc": bloc,
            "lead": queries.lead_on(bloc, self.day) if bloc else None,
            "may_add": BODY.may(self.request.user, "add"),
        }


class BodyRecord(Guarded):
    """One body: its names, what stands above, its blocs, its people, what became of it."""

    policy = BODY
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the body, with the day of the address in mind."""
        body: Body = self.get_row(pk)
        day = day_of(request)
        events = history.events(body)
        posts = history.posts(body, PERSON.scope(request.user))
        acts = ("edit", "edit_contact", "reorganise")
        context = {
            "row": body,
            "day": day,
            "is_today": day == timezone.localdate(),
            "name": queries.name_on(body, day),
            "exists": queries.holds(body, day),
            "names": body.names.all(),
            "parents": body.parents.select_related("parent").order_by("valid_from", "pk"),
            "memberships": body.memberships.select_related("bloc").order_by("valid_from", "pk"),
            "posts_now": [post for post in posts if queries.holds(post, day)],
            "posts_then": [post for post in posts if not queries.holds(post, day)],
            "events": events,
            "track": timeline.draw(events, timezone.localdate()),
            "heirs": [] if queries.holds(body, day) else queries.successors(body, day),
            "panels": panels.of("bodies.record", request, body),
            **{f"may_{act}": BODY.may(request.user, act, body) for act in acts},
        }
        return render(request, "bodies/record.html", context)


class BodyEdit(Editing):
    """Edit a body with its names, parents and blocs."""

    policy = BODY
    act = "edit"
    form_class = BodyForm
    rows = ("names", "parents", "memberships")
    heading_new = gettext_lazy("Thêm cơ quan")

    def initial(self, row: Body | None) -> dict[str, Any]:
        """Return the body's own fields."""
        if row is None:
            return {"kind": BodyKind.DEPARTMENT}
        fields = ("kind", "order", "email", "phone", "valid_from", "valid_to")
        return {field: getattr(row, field) for field in fields}

    def initial_rows(self, row: Body) -> dict[str, list[dict[str, Any]]]:
        """Return names, parents and blocs."""
        period = ("valid_from", "valid_to")
        return {
            "names": list(row.names.values("name", "short_name", "symbol", *period)),
            "parents": list(row.parents.values("parent", *period)),
            "memberships": list(row.memberships.values("bloc", *period)),
        }

    def save(
        self, row: Body | None, form: Any, rows: dict[str, list[dict[str, Any]]], at: dt.datetime
    ) -> Body:
        """Write the body."""
        given, by = form.given(rows), self.request.user
        if row is None:
            return actions.add(given=given, by=by, at=at)
        version = form.cleaned_data["version"] or 0
        return actions.edit(body=row, version=version, given=given, by=by, at=at)

    def url(self, row: Body) -> str:
        """Return the body's page."""
        messages.success(self.request, _("Đã lưu “%s”.") % row.name)
        return reverse("bodies:record", args=[row.pk])

    def back(self, row: Body | None) -> str:
        """Return the body's page, or the list."""
        return reverse("bodies:record", args=[row.pk]) if row else reverse("bodies:list")


class BodyAdd(BodyEdit):
    """Put a body on record."""

    act = "add"


class BodyContact(Editing):
    """Edit how a body is reached: what its own focal point may."""

    policy = BODY
    act = "edit_contact"
    form_class = ContactForm

    def initial(self, row: Body) -> dict[str, Any]:
        """Return the contact as on record."""
        return {"email": row.email, "phone": row.phone}

    def save(
        self,
        row: Body,
        form: Any,
        rows: dict[str, list[dict[str, Any]]],  # noqa: ARG002
        at: dt.datetime,
    ) -> Body:
        """Write the contact."""
        data = form.cleaned_data
        return actions.edit_contact(
            body=row,
            version=data["version"] or 0,
            email=data["email"],
            phone=data["phone"],
            by=self.request.user,
            at=at,
        )

    def url(self, row: Body) -> str:
        """Return the body's page."""
        return reverse("bodies:record", args=[row.pk])
