"""The list of people, by given name, and the form of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Exists, OuterRef, Prefetch
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from giaoban.bodies import queries
from giaoban.bodies.actions import people as actions
from giaoban.bodies.forms import BodyChoice, PersonForm
from giaoban.bodies.models import Body, Person, Post
from giaoban.bodies.permissions import PERSON
from giaoban.bodies.views.editing import Editing
from giaoban.core import panels
from giaoban.core.lists import Column, Filters, ListPage, Order
from giaoban.core.views import Guarded

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from giaoban.core.requests import Request


class PersonFilters(Filters):
    """Of which body; focal points alone."""

    co_quan = BodyChoice(
        Body.objects.none(),
        label=gettext_lazy("Cơ quan"),
        required=False,
        empty_label=gettext_lazy("Tất cả"),
    )
    dau_moi = forms.BooleanField(label=gettext_lazy("Chỉ đầu mối"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["co_quan"].queryset = Body.objects.all()  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Person]) -> QuerySet[Person]:
        """Return the people of the body."""
        held = Post.objects.filter(person=OuterRef("pk"))
        if self.cleaned_data.get("co_quan"):
            held = held.filter(body=self.cleaned_data["co_quan"])
        if self.cleaned_data.get("dau_moi"):
            held = held.filter(is_focal_point=True)
        chosen = self.cleaned_data.get("co_quan") or self.cleaned_data.get("dau_moi")
        return rows.filter(Exists(held)) if chosen else rows


class PersonList(ListPage):
    """People by given name."""

    policy = PERSON
    title = gettext_lazy("Cán bộ")
    filters = PersonFilters
    template_name = "bodies/people.html"
    columns = (
        Column(gettext_lazy("Họ và tên"), lambda row: row.name, 28),
        Column(gettext_lazy("Chức vụ, cơ quan"), lambda row: "; ".join(row.held), 50),
        Column(gettext_lazy("Thư điện tử"), lambda row: row.email, 28),
        Column(gettext_lazy("Điện thoại"), lambda row: row.phone, 16),
    )
    orders = (Order("ten", gettext_lazy("Tên"), ("sort_key", "pk")),)

    def rows(self) -> QuerySet[Person]:
        """Return the people that may be seen, with the posts of today."""
        today = Post.objects.filter(queries.valid(timezone.localdate())).select_related("body")
        return super().rows().prefetch_related(Prefetch("posts", today, to_attr="now"))

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Write the posts out."""
        for row in rows:
            row.held = [f"{post.title}, {post.body.name}" for post in row.now]
        return rows

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:  # noqa: ARG002
        """Tell whether the person may add."""
        return {"may_add": PERSON.may(self.request.user, "add")}


class PersonRecord(Guarded):
    """One person with the posts, now and before."""

    policy = PERSON
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the person."""
        person: Person = self.get_row(pk)
        context = {
            "row": person,
            "posts": person.posts.select_related("body").order_by("-valid_from", "pk"),
            "may_edit": PERSON.may(request.user, "edit", person),
            "panels": panels.of("bodies.person", request, person),
        }
        return render(request, "bodies/person.html", context)


class PersonEdit(Editing):
    """Edit a person with the posts."""

    policy = PERSON
    act = "edit"
    form_class = PersonForm
    rows = ("posts",)
    heading_new = gettext_lazy("Thêm cán bộ")

    def initial(self, row: Person | None) -> dict[str, Any]:
        """Return the person's own fields."""
        return {"name": row.name, "email": row.email, "phone": row.phone} if row else {}

    def initial_rows(self, row: Person) -> dict[str, list[dict[str, Any]]]:
        """Return the posts."""
        columns = ("title", "body", "is_focal_point", "valid_from", "valid_to")
        return {"posts": list(row.posts.order_by("valid_from", "pk").values(*columns))}

    def save(
        self, row: Person | None, form: Any, rows: dict[str, list[dict[str, Any]]], at: dt.datetime
    ) -> Person:
        """Write the person."""
        given, by = form.given(rows), self.request.user
        if row is None:
            return actions.add(given=given, by=by, at=at)
        version = form.cleaned_data["version"] or 0
        return actions.edit(person=row, version=version, given=given, by=by, at=at)

    def url(self, row: Person) -> str:
        """Return the person's page."""
        return reverse("bodies:person", args=[row.pk])

    def back(self, row: Person | None) -> str:
        """Return the person's page, or the list."""
        return self.url(row) if row else reverse("bodies:people")


class PersonAdd(PersonEdit):
    """Put a person on record."""

    act = "add"
