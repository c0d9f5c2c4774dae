"""The pages of tokens: the list, a new one, the way to end one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from giaoban.api import actions
from giaoban.api.forms import TokenForm
from giaoban.api.permissions import TOKEN
from giaoban.core.errors import Refused
from giaoban.core.lists import Column, ListPage, Order
from giaoban.core.views import Guarded

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from giaoban.accounts.requests import Request


def list_url() -> str:
    """Return where the tokens are shown."""
    return reverse("api:tokens")


class TokenList(ListPage):
    """The tokens that the person may see, with when each was last used."""

    policy = TOKEN
    title = gettext_lazy("Mã kết nối")
    template_name = "api/list.html"
    search_field = "name"
    orders = (
        Order("new", gettext_lazy("Mới cấp trước"), ("-pk",)),
        Order("used", gettext_lazy("Lâu không dùng trước"), ("used_at", "pk")),
    )
    columns = (
        Column(gettext_lazy("Dùng cho phần mềm"), lambda row: row.name, 40),
        Column(gettext_lazy("Cơ quan"), lambda row: row.body.name, 40),
        Column(gettext_lazy("Người chịu trách nhiệm"), lambda row: row.user.name, 30),
        Column(pgettext_lazy("mã kết nối", "Phạm vi"), lambda row: " ".join(row.scopes), 40),
        Column(gettext_lazy("Dùng đến"), lambda row: timezone.localdate(row.expires_at), 14),
        Column(
            gettext_lazy("Dùng lần cuối"),
            lambda row: row.used_at and timezone.localdate(row.used_at),
            14,
        ),
    )

    def rows(self) -> QuerySet[Any]:
        """Return the tokens with their bodies and people."""
        return super().rows().select_related("body", "user")

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Return those whose software is called so."""
        return rows.filter(name__icontains=words.strip()) if words.strip() else rows

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:  # noqa: ARG002
        """Tell which still work, and what the person may do."""
        now = timezone.now()
        good = TOKEN.scope(self.request.user).filter(withdrawn_at=None, expires_at__gt=now)
        return {
            "now": now,
            "n_good": good.count(),
            "may_issue": TOKEN.may(self.request.user, "issue"),
            "may_withdraw": TOKEN.may(self.request.user, "withdraw"),
        }


class NewToken(Guarded):
    """Give a token; its secret is on the page that answers, and nowhere else."""

    policy = TOKEN
    act = "issue"

    def get(self, request: Request) -> HttpResponse:
        """Show the form."""
        soon = timezone.localdate() + dt.timedelta(days=180)
        return self._show(request, TokenForm(initial={"expires_on": soon}))

    def post(self, request: Request) -> HttpResponse:
        """Give it, or show what to mend."""
        form = TokenForm(request.POST)
        if form.first_result(request.user.pk):
            messages.info(request, _("Mã này đã được cấp; chuỗi mã chỉ hiện một lần."))
            return HttpResponseRedirect(list_url())
        if not form.is_valid():
            return self._show(request, form, status=422)
        given, now = form.cleaned_data, timezone.now()
        end = dt.datetime.combine(given["expires_on"], dt.time.max, timezone.get_current_timezone())
        try:
            with transaction.atomic():
                issued = actions.issue(
                    by=request.user,
                    at=now,
                    name=given["name"],
                    user=given["user"],
                    scopes=given["scopes"],
                    expires_at=end,
                )
                form.remember(request.user.pk, list_url(), at=now)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(request, form, status=422)
        return render(request, "api/issued.html", {"issued": issued})

    def _show(self, request: Request, form: TokenForm, status: int = 200) -> HttpResponse:
        return render(request, "api/form.html", {"form": form}, status=status)


class Withdraw(Guarded):
    """End a token."""

    policy = TOKEN
    act = "withdraw"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it."""
        actions.withdraw(by=request.user, at=timezone.now(), token=self.get_row(pk))
        messages.success(request, _("Đã thu hồi mã kết nối; phần mềm dùng mã này không vào được."))
        return HttpResponseRedirect(list_url())
