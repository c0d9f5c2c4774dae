"""Rename, merge, split, dissolve: the form, what it would do, and the act; taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.bodies import history
from giaoban.bodies.actions import reorganise
from giaoban.bodies.actions.ledger import bodies_of, obstacle
from giaoban.bodies.forms import ActForm, DissolveForm, MergeForm, RenameForm, SplitForm
from giaoban.bodies.models import Body
from giaoban.bodies.permissions import BODY, REORGANISATION
from giaoban.core.errors import Refused
from giaoban.core.views import Guarded

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from giaoban.bodies.models import Reorganisation
    from giaoban.core.requests import Request


class Act(Guarded):
    """A form in two steps: first what it would do, then the act itself."""

    policy = BODY
    act = "reorganise"
    form_class: ClassVar[type[ActForm]]
    heading: ClassVar[StrOrPromise]
    verb: ClassVar[StrOrPromise]

    def form(self, body: Body | None, data: Any = None) -> Any:  # noqa: ARG002
        """Return the form."""
        return self.form_class(data)

    def do(self, body: Any, form: Any, at: dt.datetime) -> Reorganisation:
        """Call the action."""
        raise NotImplementedError

    def get(self, request: Request, pk: int | None = None) -> HttpResponse:
        """Show the empty form."""
        body = self.get_row(pk) if pk is not None else None
        return self._show(request, body, self.form(body))

    def post(self, request: Request, pk: int | None = None) -> HttpResponse:
        """Show what would happen; with the person's word, do it."""
        body = self.get_row(pk) if pk is not None else None
        form = self.form(body, request.POST)
        done = form.first_result(request.user.pk)
        if done is not None:
            return HttpResponseRedirect(done)
        if not form.is_valid() or "back" in request.POST:
            return self._show(request, body, form, status=200 if "back" in request.POST else 422)
        try:
            if "confirmed" in request.POST:
                return self._confirm(request, body, form)
            return self._preview(request, body, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return self._show(request, body, form, status=422)

    def _confirm(self, request: Request, body: Body | None, form: Any) -> HttpResponse:
        at = timezone.now()
        try:
            with transaction.atomic():
                act = self.do(body, form, at)
                url = reverse("bodies:record", args=[min(bodies_of(act))])
                form.remember(request.user.pk, url, at=at)
        except IntegrityError:
            done = form.first_result(request.user.pk)
            if done is None:
                raise
            return HttpResponseRedirect(done)
        messages.success(request, _("Đã ghi: %s.") % act.get_kind_display().lower())
        return HttpResponseRedirect(url)

    def _preview(self, request: Request, body: Body | None, form: Any) -> HttpResponse:
        """Do it and roll it back: what is shown is what will happen."""
        with transaction.atomic():
            act = self.do(body, form, timezone.now())
            lines = history.effects(act)
            transaction.set_rollback(True)
        context = {
            "row": body,
            "form": form,
            "heading": self.heading,
            "verb": self.verb,
            "lines": lines,
            "on": form.cleaned_data["on"],
            "decision": form.cleaned_data["decision"],
            "sent": [
                (name, value)
                for name, values in request.POST.lists()
                if name != "csrfmiddlewaretoken"
                for value in values
            ],
        }
        return render(request, "bodies/act_preview.html", context)

    def _show(
        self, request: Request, body: Body | None, form: Any, status: int = 200
    ) -> HttpResponse:
        context = {"row": body, "form": form, "heading": self.heading}
        return render(request, "bodies/act.html", context, status=status)


class Rename(Act):
    """Give a body another name from a day on."""

    form_class = RenameForm
    heading = gettext_lazy("Đổi tên")
    verb = gettext_lazy("Ghi đổi tên")

    def do(self, body: Any, form: Any, at: dt.datetime) -> Reorganisation:
        """Rename."""
        data = form.cleaned_data
        return reorganise.rename(
            body=body,
            name=form.new_name(),
            on=data["on"],
            decision=data["decision"],
            by=self.request.user,
            at=at,
        )


class Merge(Act):
    """Merge bodies into one."""

    form_class = MergeForm
    heading = gettext_lazy("Sáp nhập")
    verb = gettext_lazy("Ghi sáp nhập")

    def form(self, body: Body | None, data: Any = None) -> Any:  # noqa: ARG002
        """Return the form, with the bodies of the address chosen."""
        chosen = [pk for pk in self.request.GET.getlist("co-quan") if pk.isdigit()]
        return MergeForm(data, initial={"bodies": chosen}, on=timezone.localdate())

    def do(self, body: Any, form: Any, at: dt.datetime) -> Reorganisation:  # noqa: ARG002
        """Merge."""
        data = form.cleaned_data
        return reorganise.merge(
            bodies=list(data["bodies"]),
            into=data["into"],
            name=form.new_name(),
            on=data["on"],
            decision=data["decision"],
            by=self.request.user,
            at=at,
        )


class Split(Act):
    """Split a body."""

    form_class = SplitForm
    heading = gettext_lazy("Chia, tách")
    verb = gettext_lazy("Ghi chia, tách")

    def do(self, body: Any, form: Any, at: dt.datetime) -> Reorganisation:
        """Split."""
        data = form.cleaned_data
        return reorganise.split(
            body=body,
            names=data["names"],
            goes_on=data["goes_on"],
            on=data["on"],
            decision=data["decision"],
            by=self.request.user,
            at=at,
        )


class Dissolve(Act):
    """End a body."""

    form_class = DissolveForm
    heading = gettext_lazy("Giải thể")
    verb = gettext_lazy("Ghi giải thể")

    def form(self, body: Body | None, data: Any = None) -> Any:
        """Return the form, without the body itself among the heirs."""
        but = body.pk if body is not None else 0
        return DissolveForm(data, on=timezone.localdate(), but=but)

    def do(self, body: Any, form: Any, at: dt.datetime) -> Reorganisation:
        """Dissolve."""
        data = form.cleaned_data
        return reorganise.dissolve(
            body=body,
            heirs=list(data["heirs"]),
            on=data["on"],
            decision=data["decision"],
            by=self.request.user,
            at=at,
        )


class Undo(Guarded):
    """Take a mistaken act back, where nothing was built on it."""

    policy = REORGANISATION
    act = "undo"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show what the act did, and whether it can be taken back."""
        row = self.get_row(pk)
        context = {
            "row": row,
            "lines": history.effects(row),
            "obstacle": obstacle(row),
            "bodies": Body.objects.filter(pk__in=bodies_of(row)),
        }
        return render(request, "bodies/undo.html", context)

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Take it back."""
        row = self.get_row(pk)
        touched = bodies_of(row)
        reorganise.undo(act=row, by=request.user, at=timezone.now())
        left = Body.objects.filter(pk__in=touched).order_by("pk").first()
        messages.success(request, _("Đã hủy việc sắp xếp; hồ sơ trở lại như trước."))
        url = reverse("bodies:record", args=[left.pk]) if left else reverse("bodies:list")
        return HttpResponseRedirect(url)
