"""What is added to a directive on its own page: relations, reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from giaoban.core.errors import Refused
from giaoban.core.views import Guarded
from giaoban.directives import permissions
from giaoban.directives.views.record import record_context, record_url

if TYPE_CHECKING:
    import datetime as dt

    from django_stubs_ext import StrOrPromise

    from giaoban.accounts.requests import Request
    from giaoban.core.forms import SentOnce
    from giaoban.directives.models import Directive


class AddTo(Guarded):
    """Add something by a form on the directive's page; sent twice it is added once."""

    request: Request
    policy = permissions.directives
    act = "change"
    form: ClassVar[type[SentOnce]]
    # Under which name the page knows the form.
    shown_as: ClassVar[str]
    said: ClassVar[StrOrPromise]

    def add(self, row: Directive, given: dict[str, Any], at: dt.datetime) -> None:
        """Call the action."""
        raise NotImplementedError

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Add it, or show what to mend."""
        row: Directive = self.get_row(pk)
        form = self.form(request.POST)
        if first := form.first_result(request.user.pk):
            return HttpResponseRedirect(first)
        if form.is_valid():
            try:
                self._add(row, form)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, self.said)
                return HttpResponseRedirect(record_url(pk))
        context = record_context(request, row, **{self.shown_as: form})
        return render(request, "directives/record.html", context, status=422)

    def _add(self, row: Directive, form: SentOnce) -> None:
        given = {name: value for name, value in form.cleaned_data.items() if name != "form_key"}
        now = timezone.now()
        with transaction.atomic():
            self.add(row, given, now)
            form.remember(self.request.user.pk, record_url(row.pk), at=now)
