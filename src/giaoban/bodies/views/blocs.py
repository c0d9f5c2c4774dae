"""Blocs and classes of bodies, as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from giaoban.bodies import queries
from giaoban.bodies.actions import blocs as actions
from giaoban.bodies.enums import BodyKind
from giaoban.bodies.forms import BlocForm, ClassForm
from giaoban.bodies.models import BodyClass
from giaoban.bodies.permissions import BLOC, BODY, BODY_CLASS
from giaoban.bodies.views.bodies import day_of
from giaoban.bodies.views.editing import Editing
from giaoban.core.views import Guarded

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpResponse

    from giaoban.bodies.models import Bloc
    from giaoban.core.requests import Request


class BlocList(Guarded):
    """The blocs, each with its lead body and how many bodies it has on the day."""

    policy = BLOC
    act = "view"

    def get(self, request: Request) -> HttpResponse:
        """Show them; an installation has few."""
        day = day_of(request)
        seen = BODY.scope(request.user)
        rows = [
            {
                "bloc": bloc,
                "lead": queries.lead_on(bloc, day),
                "count": queries.members(bloc, day).filter(pk__in=seen).count(),
            }
            for bloc in BLOC.scope(request.user).select_related("lead").order_by("name")
        ]
        context = {"rows": rows, "day": day, "may_add": BLOC.may(request.user, "add")}
        return render(request, "bodies/blocs.html", context)


class BlocEdit(Editing):
    """Edit a bloc."""

    policy = BLOC
    act = "edit"
    form_class = BlocForm
    heading_new = gettext_lazy("Thêm khối")

    def initial(self, row: Bloc | None) -> dict[str, Any]:
        """Return the bloc as on record."""
        return {"name": row.name, "lead": row.lead_id} if row else {}

    def save(
        self,
        row: Bloc | None,
        form: Any,
        rows: dict[str, list[dict[str, Any]]],  # noqa: ARG002
        at: dt.datetime,
    ) -> Bloc:
        """Write the bloc."""
        data, by = form.cleaned_data, self.request.user
        if row is None:
            return actions.add(name=data["name"], lead=data["lead"], by=by, at=at)
        version = data["version"] or 0
        return actions.edit(
            bloc=row, version=version, name=data["name"], lead=data["lead"], by=by, at=at
        )

    def url(self, row: Bloc | None) -> str:
        """Return the list of the bloc's bodies."""
        if row is None:
            return reverse("bodies:blocs")
        return f"{reverse('bodies:list')}?khoi={row.pk}"


class BlocAdd(BlocEdit):
    """Put a bloc on record."""

    act = "add"


class ClassList(Guarded):
    """The classes, each with the bodies that it means on the day."""

    policy = BODY_CLASS
    act = "view"

    def get(self, request: Request) -> HttpResponse:
        """Show them; an installation has few."""
        day = day_of(request)
        kinds = dict(BodyKind.choices)
        seen = BODY.scope(request.user)
        rows = [
            {
                "row": row,
                "kinds": [kinds[kind] for kind in row.kinds],
                "bodies": list(queries.bodies_of_class(row, day).filter(pk__in=seen)[:200]),
            }
            for row in BodyClass.objects.order_by("name")[:50]
        ]
        context = {"rows": rows, "day": day, "may_add": BODY_CLASS.may(request.user, "add")}
        return render(request, "bodies/classes.html", context)


class ClassEdit(Editing):
    """Edit a class."""

    policy = BODY_CLASS
    act = "edit"
    form_class = ClassForm
    heading_new = gettext_lazy("Thêm nhóm cơ quan")

    def initial(self, row: BodyClass | None) -> dict[str, Any]:
        """Return the class as on record."""
        if row is None:
            return {}
        return {
            "name": row.name,
            "aliases": "\n".join(row.aliases),
            "kinds": row.kinds,
            "members": list(row.members.values_list("pk", flat=True)),
        }

    def save(
        self,
        row: BodyClass | None,
        form: Any,
        rows: dict[str, list[dict[str, Any]]],  # noqa: ARG002
        at: dt.datetime,
    ) -> BodyClass:
        """Write the class."""
        data = form.cleaned_data
        given = {
            "name": data["name"],
            "aliases": data["aliases"],
            "kinds": data["kinds"],
            "members": list(data["members"]),
            "by": self.request.user,
            "at": at,
        }
        if row is None:
            return actions.add_class(**given)
        return actions.edit_class(row=row, version=data["version"] or 0, **given)

    def url(self, row: BodyClass | None) -> str:  # noqa: ARG002
        """Return the list."""
        return reverse("bodies:classes")


class ClassAdd(ClassEdit):
    """Put a class on record."""

    act = "add"
