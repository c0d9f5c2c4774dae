"""The person's own notices, how to be told, and the log of mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.core.lists import Column, Filters, ListPage, Order
from giaoban.core.views import Guarded
from giaoban.notices import kinds, queries
from giaoban.notices.actions import mails, notices, preferences
from giaoban.notices.enums import MailKind, MailState
from giaoban.notices.forms import PreferenceForm
from giaoban.notices.permissions import MAILS, NOTICES, PREFERENCES

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from giaoban.accounts.requests import Request

_ALL = ("", gettext_lazy("Tất cả"))


class NoticeFilters(Filters):
    """Of which kind; those not looked at alone."""

    q = None  # type: ignore[assignment]  # words are made when shown, so that none can be found
    loai = forms.ChoiceField(label=gettext_lazy("Loại"), required=False)
    chua_xem = forms.BooleanField(label=gettext_lazy("Chỉ thông báo chưa xem"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [_ALL, *((kind.key, kind.label) for kind in kinds.every())]
        self.fields["loai"].choices = choices  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows that the filters leave."""
        if self.cleaned_data.get("loai"):
            rows = rows.filter(kind=self.cleaned_data["loai"])
        return rows.filter(seen_at=None) if self.cleaned_data.get("chua_xem") else rows


class NoticeList(ListPage):
    """What the person was told, the newest first."""

    policy = NOTICES
    title = pgettext_lazy("nhiều", "Thông báo")
    filters = NoticeFilters
    template_name = "notices/list.html"
    orders = (
        Order("moi", gettext_lazy("Mới trước"), ("-created_at", "-pk")),
        Order("cu", gettext_lazy("Cũ trước"), ("created_at", "pk")),
    )
    columns = (
        Column(gettext_lazy("Lúc"), lambda row: timezone.localtime(row.created_at).date(), 12),
        Column(gettext_lazy("Loại"), lambda row: str(row.sort.label), 28),
        Column(gettext_lazy("Nội dung"), lambda row: row.said.title, 60),
        Column(gettext_lazy("Chi tiết"), lambda row: row.said.detail, 40),
        Column(
            pgettext_lazy("thông báo", "Đã xem"),
            lambda row: _("Có") if row.seen_at else _("Chưa"),
            10,
        ),
    )

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Say each in the language of the page."""
        for row in rows:
            row.sort, row.said = kinds.of(row), kinds.say(row)
        return rows

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:  # noqa: ARG002
        """Count what was not looked at."""
        return {"unseen": queries.unseen(self.request.user).count()}


class Open(Guarded):
    """Lead to what a notice is about, and note that it was looked at.

    Mails lead here: a scanner that opens the address is not signed in and changes nothing.
    """

    policy = NOTICES
    act = "see"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Lead there."""
        notice = self.get_row(pk)
        notices.see(notice=notice, by=request.user, at=timezone.now())
        return HttpResponseRedirect(notice.link)


class See(Guarded):
    """Note that a notice was looked at, without going there."""

    policy = NOTICES
    act = "see"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Note it, and come back to the list."""
        notices.see(notice=self.get_row(pk), by=request.user, at=timezone.now())
        return HttpResponseRedirect(reverse("notices:list"))


class SeeAll(Guarded):
    """Note that all was looked at."""

    policy = NOTICES
    act = "see"

    def post(self, request: Request) -> HttpResponse:
        """Note it, and come back to the list."""
        n = notices.see_all(by=request.user, at=timezone.now())
        words = ngettext("Đã đánh dấu %(n)s thông báo.", "Đã đánh dấu %(n)s thông báo.", n)
        messages.success(request, words % {"n": n})
        return HttpResponseRedirect(reverse("notices:list"))


class Preferences(Guarded):
    """How the person wants to be told."""

    policy = PREFERENCES
    act = "choose"

    def get(self, request: Request) -> HttpResponse:
        """Show what is chosen."""
        return self._show(request, PreferenceForm(by=request.user))

    def post(self, request: Request) -> HttpResponse:
        """Keep the choice."""
        form = PreferenceForm(request.POST, by=request.user)
        if not form.is_valid():
            return self._show(request, form, status=422)
        preferences.choose(
            hour=form.cleaned_data["hour"], off=form.off(), by=request.user, at=timezone.now()
        )
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return HttpResponseRedirect(reverse("notices:preferences"))

    def _show(self, request: Request, form: PreferenceForm, status: int = 200) -> HttpResponse:
        return render(request, "notices/preferences.html", {"form": form}, status=status)


class MailFilters(Filters):
    """To whom, of which kind, in which state."""

    q = forms.CharField(label=gettext_lazy("Gửi đến"), required=False, max_length=120)
    loai = forms.ChoiceField(
        label=gettext_lazy("Loại thư"), choices=[_ALL, *MailKind.choices], required=False
    )
    tinh_trang = forms.ChoiceField(
        label=gettext_lazy("Tình trạng"), choices=[_ALL, *MailState.choices], required=False
    )
    ngay = forms.DateField(
        label=gettext_lazy("Ngày"),
        required=False,
        widget=forms.DateInput(
            attrs={"inputmode": "numeric", "placeholder": gettext_lazy("ngày/tháng/năm")}
        ),
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows that the filters leave."""
        names = {"loai": "kind", "tinh_trang": "state", "ngay": "day"}
        picked = {name: self.cleaned_data.get(key) for key, name in names.items()}
        return rows.filter(**{name: value for name, value in picked.items() if value})


class MailList(ListPage):
    """The log of mails; who watches over the office sees that they went, not what they say."""

    policy = MAILS
    title = gettext_lazy("Thư thông báo")
    filters = MailFilters
    template_name = "notices/mails.html"
    orders = (
        Order("moi", gettext_lazy("Mới trước"), ("-prepared_at", "-pk")),
        Order("cu", gettext_lazy("Cũ trước"), ("prepared_at", "pk")),
    )
    columns = (
        Column(gettext_lazy("Soạn lúc"), lambda row: _moment(row.prepared_at), 18),
        Column(gettext_lazy("Gửi đến"), lambda row: row.person.name, 28),
        Column(gettext_lazy("Địa chỉ"), lambda row: row.address, 30),
        Column(gettext_lazy("Tiêu đề"), lambda row: row.subject, 60),
        Column(gettext_lazy("Loại thư"), lambda row: row.get_kind_display(), 16),
        Column(gettext_lazy("Tình trạng"), lambda row: row.get_state_display(), 18),
        Column(gettext_lazy("Gửi lúc"), lambda row: _moment(row.sent_at), 18),
        Column(gettext_lazy("Số lần thử"), lambda row: row.attempts, 10),
        Column(gettext_lazy("Lỗi"), lambda row: row.error, 40),
    )

    def rows(self) -> QuerySet[Any]:
        """Return the mails with whom they are for, without what they say."""
        return super().rows().select_related("person").defer("text", "html")

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Return the mails to people of this name or address."""
        for word in fold(words).split():
            rows = rows.filter(Q(person__folded__contains=word))
        return rows

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:  # noqa: ARG002
        """Count what failed, and tell whether the person may try it again."""
        failed = MAILS.scope(self.request.user).filter(state=MailState.FAILED)
        return {"n_failed": failed.count(), "may_retry": MAILS.may(self.request.user, "retry")}


def _moment(at: Any) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


class Retry(Guarded):
    """Let a mail that failed be tried again."""

    policy = MAILS
    act = "retry"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Let it; a refusal is told on the list."""
        try:
            mails.retry(mail=self.get_row(pk), by=request.user, at=timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Thư sẽ được gửi lại trong ít phút."))
        return HttpResponseRedirect(reverse("notices:mails"))
