"""The coordinator's page of links: who holds one, when it was used; make, renew, withdraw."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.forms import fresh_key
from giaoban.core.views import Guarded
from giaoban.reporting import letters
from giaoban.reporting.access import LinkStanding
from giaoban.reporting.actions import links
from giaoban.reporting.forms.links import LinkForm
from giaoban.reporting.permissions import LINK, PERIOD, REPORT
from giaoban.reporting.queries.links import held_links
from giaoban.reporting.views.headers import shy

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from giaoban.accounts.requests import Request
    from giaoban.reporting.actions.links import Made
    from giaoban.reporting.models import Period


class Shown(NamedTuple):
    """A link as it is shown once."""

    body: str
    url: str
    mailed: bool
    has_address: bool


class Links(Guarded):
    """The links of a period."""

    policy = LINK
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show every body's newest link."""
        period = get_object_or_404(PERIOD.scope(request.user, "view"), pk=pk)
        form = LinkForm(period=period, today=timezone.localdate())
        return _show(request, period, form)


class Make(Guarded):
    """Make links: of one body, or of all that are silent; they are shown this once."""

    policy = LINK
    act = "make"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Make them, mail them if wanted, show them."""
        period = get_object_or_404(PERIOD.scope(request.user, "view"), pk=pk)
        form = LinkForm(request.POST, period=period, today=timezone.localdate())
        if not form.is_valid():
            return _show(request, period, form, status=422)
        if form.first_result(request.user.pk):
            return self._again(request, pk)
        at = timezone.now()
        try:
            with transaction.atomic():
                form.remember(request.user.pk, reverse("reporting:links", args=[pk]), at=at)
        except IntegrityError:
            return self._again(request, pk)
        made = self._make(request, period, form, at)
        shown = [self._hand_over(request, each, form, at) for each in made]
        context = {"period": period, "shown": shown, "mailed": sum(each.mailed for each in shown)}
        return shy(render(request, "reporting/intake/made.html", context))

    def _again(self, request: Request, pk: int) -> HttpResponse:
        messages.info(request, _("Đường dẫn chỉ hiện một lần khi tạo. Nếu mất, hãy tạo lại."))
        return HttpResponseRedirect(reverse("reporting:links", args=[pk]))

    def _make(
        self, request: Request, period: Period, form: LinkForm, at: dt.datetime
    ) -> Iterable[Made]:
        expires_at = form.expires_at()
        pk = form.cleaned_data["report"]
        if pk is None:
            return links.make_for_silent(
                by=request.user, at=at, period=period, expires_at=expires_at
            )
        rows = REPORT.scope(request.user, "view").filter(period=period)
        report = get_object_or_404(rows.select_related("body", "period"), pk=pk)
        return [links.make(by=request.user, at=at, report=report, expires_at=expires_at)]

    def _hand_over(self, request: Request, made: Made, form: LinkForm, at: dt.datetime) -> Shown:
        url = request.build_absolute_uri(reverse("reporting:link", args=[made.secret]))
        mailed = form.cleaned_data["mailed"] and letters.send(made.link, url)
        if mailed:
            links.note_sent(by=request.user, at=at, link=made.link)
        has_address = mailed or bool(letters.recipients(made.link))
        return Shown(made.link.report.body.name, url, mailed, has_address)


class Withdraw(Guarded):
    """Take a link back."""

    policy = LINK
    act = "withdraw"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Withdraw it."""
        link = self.get_row(pk)
        links.withdraw(by=request.user, at=timezone.now(), link=link)
        messages.success(
            request, _("Đã thu hồi đường dẫn của %(body)s.") % {"body": link.report.body}
        )
        return HttpResponseRedirect(reverse("reporting:links", args=[link.report.period_id]))


def _show(request: Request, period: Period, form: LinkForm, status: int = 200) -> HttpResponse:
    held = held_links(period, timezone.now())
    silent = [
        each
        for each in held
        if each.may_get
        and each.report.state in links.SILENT
        and each.standing is not LinkStanding.WORKS
    ]
    context = {
        "period": period,
        "form": form,
        "held": held,
        "working": sum(each.standing is LinkStanding.WORKS for each in held),
        "silent": len(silent),
        "may_make": LINK.may(request.user, "make"),
        "fresh_key": fresh_key,
    }
    return render(request, "reporting/intake/links.html", context, status=status)
