"""The register of fields of work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.errors import Conflict, Refused
from giaoban.core.forms import differences
from giaoban.core.views import Guarded
from giaoban.work import actions, permissions
from giaoban.work.forms.fields import FieldForm, NewFieldForm

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request
    from giaoban.work.models import Field


class Fields(Guarded):
    """All fields, and how many open tasks each has."""

    policy = permissions.fields
    act = "view"

    def get(self, request: Request) -> HttpResponse:
        """Show them."""
        return _list(request, NewFieldForm())


def _list(request: Request, form: NewFieldForm, status: int = 200) -> HttpResponse:
    rows = permissions.fields.scope(request.user)
    context = {
        "fields": rows.annotate(n=Count("tasks", filter=Q(tasks__pending=1))),
        "n_active": rows.filter(is_active=True).count(),
        "form": form,
        "may_edit": permissions.fields.may(request.user, "edit"),
    }
    return render(request, "work/fields.html", context, status=status)


class AddField(Guarded):
    """Add a field; one that is there already stays one."""

    policy = permissions.fields
    act = "edit"

    def post(self, request: Request) -> HttpResponse:
        """Add it, or show what to mend."""
        form = NewFieldForm(request.POST)
        if not form.is_valid():
            return _list(request, form, status=422)
        actions.add_field(by=request.user, at=timezone.now(), name=form.cleaned_data["name"])
        messages.success(request, _("Đã thêm lĩnh vực."))
        return HttpResponseRedirect(reverse("work:fields"))


class ChangeField(Guarded):
    """Mend a field or retire it."""

    policy = permissions.fields
    act = "edit"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form as the row stands."""
        row: Field = self.get_row(pk)
        form = FieldForm(initial=_initial(row))
        return render(request, "work/field_form.html", {"form": form, "field": row})

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Save, show what to mend, or show both versions."""
        row: Field = self.get_row(pk)
        form = FieldForm(request.POST)
        if form.is_valid():
            try:
                actions.change_field(
                    by=request.user, at=timezone.now(), field=row, **form.cleaned_data
                )
            except Conflict:
                return self._both(form, self.get_row(pk))
            except Refused as refusal:
                form.add_error("name", str(refusal))
            else:
                messages.success(request, _("Đã lưu."))
                return HttpResponseRedirect(reverse("work:fields"))
        context = {"form": form, "field": self.get_row(pk)}
        return render(request, "work/field_form.html", context, status=422)

    def _both(self, form: FieldForm, stored: Field) -> HttpResponse:
        context = {
            "form": form,
            "differences": differences(form, _initial(stored)),
            "version": stored.version,
            "back": reverse("work:fields"),
        }
        return render(self.request, "core/conflict.html", context, status=409)


def _initial(row: Field) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("version", "name", "order", "is_active")}
