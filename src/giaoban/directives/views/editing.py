"""Entering, mending and removing a directive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core.errors import Conflict, Refused
from giaoban.core.views import Guarded
from giaoban.directives import actions, forms, permissions
from giaoban.directives.models import Directive
from giaoban.directives.views.conflict import both
from giaoban.directives.views.record import record_url

if TYPE_CHECKING:
    from giaoban.accounts.requests import Request

_ALREADY = gettext_lazy("Sổ đã có %(text)s; đã bổ sung những gì còn thiếu.")


class NewDirective(Guarded):
    """Enter a directive by hand."""

    policy = permissions.directives
    act = "register"
    request: Request

    def get(self, request: Request) -> HttpResponse:
        """Show the empty form."""
        return render(request, "directives/form.html", {"form": forms.NewDirectiveForm()})

    def post(self, request: Request) -> HttpResponse:
        """Enter it, or show what to mend."""
        form = forms.NewDirectiveForm(request.POST)
        if first := form.first_result(request.user.pk):
            return HttpResponseRedirect(first)
        if form.is_valid():
            try:
                return HttpResponseRedirect(self._register(form))
            except Refused as refusal:
                form.add_error(None, str(refusal))
        return render(request, "directives/form.html", {"form": form}, status=422)

    def _register(self, form: forms.NewDirectiveForm) -> str:
        given = {k: v for k, v in form.cleaned_data.items() if k not in {"version", "form_key"}}
        now = timezone.now()
        with transaction.atomic():
            row = actions.register(by=self.request.user, at=now, **given)
            form.remember(self.request.user.pk, record_url(row.pk), at=now)
        said = _("Đã vào sổ: %(text)s") if row.created_at == now else _ALREADY
        messages.success(self.request, said % {"text": row})
        return record_url(row.pk)


class ChangeDirective(Guarded):
    """Mend a directive."""

    policy = permissions.directives
    act = "change"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form as the row stands."""
        row = self.get_row(pk)
        form = forms.DirectiveForm(instance=row, initial={"version": row.version})
        return render(request, "directives/form.html", {"form": form, "directive": row})

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Save, show what to mend, or show both versions."""
        row = self.get_row(pk)
        form = forms.DirectiveForm(request.POST, instance=Directive(pk=row.pk))
        if not form.is_valid():
            context = {"form": form, "directive": row}
            return render(request, "directives/form.html", context, status=422)
        given = dict(form.cleaned_data)
        version = given.pop("version") or 0
        try:
            actions.change(
                by=request.user, at=timezone.now(), directive=row, version=version, **given
            )
        except Conflict:
            return both(request, form, self.get_row(pk), back=record_url(pk))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            context = {"form": form, "directive": self.get_row(pk)}
            return render(request, "directives/form.html", context, status=422)
        messages.success(request, _("Đã lưu."))
        return HttpResponseRedirect(record_url(pk))


class RemoveDirective(Guarded):
    """Take an entry out of the register again."""

    policy = permissions.directives
    act = "remove"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Remove it, unless something was built on it."""
        row = self.get_row(pk)
        actions.unregister(by=request.user, at=timezone.now(), directive=row)
        messages.success(request, _("Đã rút %(text)s khỏi sổ.") % {"text": row})
        return HttpResponseRedirect(reverse("directives:list"))
