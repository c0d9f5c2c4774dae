"""The list of accounts, the record of one, its form, and what closes and opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.accounts import handover
from giaoban.accounts.actions import accounts as actions
from giaoban.accounts.forms import HandoverForm, UserForm
from giaoban.accounts.models import Handover, User
from giaoban.accounts.permissions import HANDOVER, USER
from giaoban.bodies.views.editing import Editing
from giaoban.core.enums import Role
from giaoban.core.errors import Refused
from giaoban.core.lists import Column, Filters, ListPage, Order
from giaoban.core.views import Guarded

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from giaoban.accounts.requests import Request
    from giaoban.core.requests import Request as CoreRequest


class UserFilters(Filters):
    """Of which role; closed ones too."""

    vai_tro = forms.ChoiceField(
        label=gettext_lazy("Vai trò"),
        choices=[("", gettext_lazy("Tất cả")), *Role.choices],
        required=False,
    )
    da_khoa = forms.BooleanField(label=gettext_lazy("Gồm cả tài khoản đã khóa"), required=False)

    def narrow(self, rows: QuerySet[User]) -> QuerySet[User]:
        """Return the rows of the role, those that are open alone unless asked."""
        if self.cleaned_data.get("vai_tro"):
            rows = rows.filter(role=self.cleaned_data["vai_tro"])
        return rows if self.cleaned_data.get("da_khoa") else rows.filter(is_active=True)


class UserList(ListPage):
    """The accounts, by given name."""

    policy = USER
    act = "list"
    title = gettext_lazy("Tài khoản")
    filters = UserFilters
    template_name = "accounts/list.html"
    columns = (
        Column(gettext_lazy("Họ và tên"), lambda row: row.name, 28),
        Column(gettext_lazy("Thư điện tử"), lambda row: row.email, 30),
        Column(gettext_lazy("Vai trò"), lambda row: row.get_role_display(), 20),
        Column(gettext_lazy("Cơ quan"), lambda row: row.body.name if row.body else "", 40),
        Column(gettext_lazy("Đăng nhập gần nhất"), lambda row: row.last_in, 18),
    )
    orders = (
        Order("ten", gettext_lazy("Tên"), ("sort_key", "pk")),
        Order("vai-tro", gettext_lazy("Vai trò"), ("role", "sort_key", "pk")),
    )

    def rows(self) -> QuerySet[User]:
        """Return the accounts with their bodies."""
        return super().rows().select_related("body")

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Add who has a second step, and the day of the last sign-in."""
        kept = Authenticator.objects.filter(
            user__in=[row.pk for row in rows], type=Authenticator.Type.TOTP
        )
        having = set(kept.values_list("user_id", flat=True))
        for row in rows:
            row.has_second_step = row.pk in having
            row.last_in = timezone.localtime(row.last_login).date() if row.last_login else None
        return rows

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:  # noqa: ARG002
        """Tell whether the person may add."""
        return {"may_add": USER.may(self.request.user, "add")}


class UserRecord(Guarded):
    """One account: role, body, second step, handovers."""

    policy = USER
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the account."""
        user: User = self.get_row(pk)
        handed = HANDOVER.scope(request.user).filter(from_user=user)
        took = HANDOVER.scope(request.user).filter(to_user=user)
        both = (handed | took).select_related("from_user", "to_user", "by").order_by("-at")
        labels = {each.key: each.label for each in handover.movers()}
        context = {
            "row": user,
            "has_second_step": Authenticator.objects.filter(
                user=user, type=Authenticator.Type.TOTP
            ).exists(),
            "handovers": [
                {"row": row, "moved": [(labels.get(key, key), n) for key, n in row.moved.items()]}
                for row in both
            ],
            "is_oneself": user.pk == request.user.pk,
            "may_edit": USER.may(request.user, "edit", user),
            # The link is shown once, to whoever asked for it.
            "invitation": request.session.pop(f"invitation-{user.pk}", ""),
        }
        return render(request, "accounts/record.html", context)


class UserEdit(Editing):
    """Edit an account."""

    policy = USER
    act = "edit"
    form_class = UserForm
    heading_new = gettext_lazy("Thêm tài khoản")

    def initial(self, row: User | None) -> dict[str, Any]:
        """Return the account as on record."""
        if row is None:
            return {"role": Role.FOCAL_POINT}
        return {
            "name": row.name,
            "email": row.email,
            "role": row.role,
            "body": row.body_id,
            "person": row.person_id,
            "may_overrule_secrecy": row.may_overrule_secrecy,
        }

    def save(
        self,
        row: User | None,
        form: Any,
        rows: dict[str, list[dict[str, Any]]],  # noqa: ARG002
        at: dt.datetime,
    ) -> User:
        """Write the account; a new one is invited at once."""
        given, by = form.given(), self.request.user
        if row is None:
            user = actions.add(given=given, by=by, at=at)
            send_invitation(self.request, user, at)
            return user
        version = form.cleaned_data["version"] or 0
        return actions.edit(user=row, version=version, given=given, by=by, at=at)

    def url(self, row: User) -> str:
        """Return the account's page."""
        return reverse("accounts:record", args=[row.pk])

    def back(self, row: User | None) -> str:
        """Return the account's page, or the list."""
        return self.url(row) if row else reverse("accounts:list")


class UserAdd(UserEdit):
    """Make an account."""

    act = "add"


def send_invitation(request: CoreRequest, user: User, at: dt.datetime) -> None:
    """Send the link, and keep it for the page that is shown next."""
    base = request.build_absolute_uri("/")
    link = actions.invite(user=user, base_url=base, by=request.user, at=at)
    request.session[f"invitation-{user.pk}"] = link


class _Act(Guarded):
    """Do one thing to an account, and come back to its page."""

    policy = USER
    act = "edit"
    done: ClassVar[Any]

    def do(self, user: User, at: dt.datetime) -> None:
        """Call the action."""
        raise NotImplementedError

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it; a refusal is told on the page."""
        user = self.get_row(pk)
        try:
            self.do(user, timezone.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, self.done)
        return HttpResponseRedirect(reverse("accounts:record", args=[pk]))


class Invite(_Act):
    """Send the link again by which a person sets a password."""

    done = gettext_lazy("Đã gửi thư mời.")

    def do(self, user: User, at: dt.datetime) -> None:
        """Invite."""
        send_invitation(self.request, user, at)


class Deactivate(_Act):
    """Close an account."""

    done = gettext_lazy("Đã khóa tài khoản; mọi phiên đăng nhập đã kết thúc.")

    def do(self, user: User, at: dt.datetime) -> None:
        """Close it."""
        actions.deactivate(user=user, by=self.request.user, at=at)


class Reactivate(_Act):
    """Open a closed account again."""

    done = gettext_lazy("Đã mở khóa tài khoản.")

    def do(self, user: User, at: dt.datetime) -> None:
        """Open it."""
        actions.reactivate(user=user, by=self.request.user, at=at)


class DropSecondStep(_Act):
    """Remove the codes of a person who has lost the device."""

    done = gettext_lazy("Đã bỏ mã hai bước; người này sẽ thiết lập lại khi đăng nhập.")

    def do(self, user: User, at: dt.datetime) -> None:
        """Remove them."""
        actions.drop_second_step(user=user, by=self.request.user, at=at)


class HandOver(Guarded):
    """Give a person's work to another: first how much it is, then the act."""

    policy = HANDOVER
    act = "add"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form."""
        user = get_object_or_404(User, pk=pk)
        return self._show(request, user, HandoverForm(leaving=user))

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Show how much it is; with the person's word, do it."""
        user = get_object_or_404(User, pk=pk)
        form = HandoverForm(request.POST, leaving=user)
        done = form.first_result(request.user.pk)
        if done is not None:
            return HttpResponseRedirect(done)
        if not form.is_valid():
            return self._show(request, user, form, status=422)
        at = timezone.now()
        try:
            with transaction.atomic():
                row = self._do(user, form, at)
                url = reverse("accounts:record", args=[user.pk])
                if "confirmed" in request.POST:
                    form.remember(request.user.pk, url, at=at)
                else:
                    transaction.set_rollback(True)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(request, user, form, status=422)
        if "confirmed" in request.POST:
            messages.success(request, _("Đã bàn giao và khóa tài khoản."))
            return HttpResponseRedirect(url)
        return self._show(request, User.objects.get(pk=pk), form, row)

    def _do(self, user: User, form: HandoverForm, at: dt.datetime) -> Handover:
        data = form.cleaned_data
        return actions.hand_over(
            from_user=user,
            to_user=data["to_user"],
            reason=data["reason"],
            by=self.request.user,
            at=at,
        )

    def _show(
        self,
        request: Request,
        user: User,
        form: HandoverForm,
        row: Handover | None = None,
        status: int = 200,
    ) -> HttpResponse:
        counts = (
            [(each.label, row.moved.get(each.key, 0)) for each in handover.movers()]
            if row is not None
            else []
        )
        context = {"row": user, "form": form, "preview": row, "counts": counts}
        return render(request, "accounts/handover.html", context, status=status)
