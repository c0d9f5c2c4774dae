"""What is done to a follow-up: its steps, its team, findings, remedies, answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core.errors import Refused
from giaoban.core.forms import SentOnce
from giaoban.core.views import Guarded
from giaoban.work import permissions
from giaoban.work.actions import followup
from giaoban.work.forms.followup import (
    AnswerForm,
    CancelForm,
    ConcludeForm,
    FindingForm,
    RemedyForm,
    SendForm,
    TeamForm,
)
from giaoban.work.views.followup import followup_url

if TYPE_CHECKING:
    import datetime as dt

    from django import forms
    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from giaoban.accounts.requests import Request
    from giaoban.work.models import FollowUp


class Step(Guarded):
    """A step of a follow-up: a page with its form, then the act."""

    request: Request
    policy = permissions.follow_ups
    act = "change"
    heading: ClassVar[StrOrPromise]
    verb: ClassVar[StrOrPromise]
    said: ClassVar[StrOrPromise]
    hint: ClassVar[StrOrPromise] = ""

    def form(self, row: Any, data: Any = None) -> forms.Form:
        """Return the form."""
        raise NotImplementedError

    def do(self, row: Any, form: Any, at: dt.datetime) -> None:
        """Call the action."""
        raise NotImplementedError

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form."""
        row = self.get_row(pk)
        return self._show(request, row, self.form(row))

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it, or show what to mend."""
        row = self.get_row(pk)
        form = self.form(row, request.POST)
        if isinstance(form, SentOnce) and (first := form.first_result(request.user.pk)):
            return HttpResponseRedirect(first)
        if form.is_valid():
            try:
                self.do(row, form, timezone.now())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, str(self.said))
                return HttpResponseRedirect(followup_url(row.pk))
        return self._show(request, row, form, status=422)

    def _show(
        self, request: Request, row: FollowUp, form: forms.Form, status: int = 200
    ) -> HttpResponse:
        context = {
            "row": row,
            "form": form,
            "heading": self.heading,
            "verb": self.verb,
            "hint": self.hint,
        }
        return render(request, "work/followup_step.html", context, status=status)


class Send(Step):
    """Send the letters."""

    heading = gettext_lazy("Gửi văn bản đôn đốc")
    verb = gettext_lazy("Xác nhận đã gửi")
    said = gettext_lazy("Đã ghi ngày gửi; nội dung từng văn bản được giữ nguyên.")
    hint = gettext_lazy("Sau khi gửi, cơ quan xem được văn bản gửi cho mình và trả lời tại đây.")

    def form(self, row: Any, data: Any = None) -> forms.Form:  # noqa: ARG002
        """Return the form, with today."""
        return SendForm(data, initial={"on": timezone.localdate()})

    def do(self, row: Any, form: Any, at: dt.datetime) -> None:
        """Send."""
        followup.send(by=self.request.user, at=at, follow_up=row, on=form.cleaned_data["on"])


class Conclude(Step):
    """End it with a conclusion."""

    heading = gettext_lazy("Kết luận")
    verb = gettext_lazy("Ghi kết luận")
    said = gettext_lazy("Đã ghi kết luận.")

    def form(self, row: Any, data: Any = None) -> forms.Form:  # noqa: ARG002
        """Return the form."""
        return ConcludeForm(data)

    def do(self, row: Any, form: Any, at: dt.datetime) -> None:
        """Conclude."""
        text = form.cleaned_data["conclusion"]
        followup.conclude(by=self.request.user, at=at, follow_up=row, conclusion=text)


class Cancel(Step):
    """Cancel it with a reason."""

    heading = gettext_lazy("Hủy")
    verb = gettext_lazy("Xác nhận hủy")
    said = gettext_lazy("Đã hủy.")

    def form(self, row: Any, data: Any = None) -> forms.Form:  # noqa: ARG002
        """Return the form."""
        return CancelForm(data)

    def do(self, row: Any, form: Any, at: dt.datetime) -> None:
        """Cancel."""
        reason = form.cleaned_data["reason"]
        followup.cancel(by=self.request.user, at=at, follow_up=row, reason=reason)


class Team(Step):
    """Write who goes."""

    heading = gettext_lazy("Thành viên đoàn")
    verb = gettext_lazy("Lưu thành viên")
    said = gettext_lazy("Đã lưu thành viên đoàn.")

    def form(self, row: Any, data: Any = None) -> forms.Form:
        """Return the form, a line for each member."""
        team = row.team.select_related("person", "body")
        lines = [
            "; ".join([each.called, each.post, each.body.name if each.body else ""])
            for each in team
        ]
        return TeamForm(data, initial={"members": "\n".join(lines), "version": row.version})

    def do(self, row: Any, form: Any, at: dt.datetime) -> None:
        """Save."""
        followup.set_team(
            by=self.request.user,
            at=at,
            follow_up=row,
            version=form.cleaned_data["version"] or 0,
            members=form.given(timezone.localdate()),
        )


class AddFinding(Step):
    """Put a finding on record."""

    heading = gettext_lazy("Ghi kết quả kiểm tra")
    verb = gettext_lazy("Ghi kết quả")
    said = gettext_lazy("Đã ghi kết quả.")

    def form(self, row: Any, data: Any = None) -> forms.Form:
        """Return the form."""
        return FindingForm(data, row=row)

    def do(self, row: Any, form: Any, at: dt.datetime) -> None:
        """Put it on record; sent twice it is found once."""
        given = {name: form.cleaned_data[name] for name in ("kind", "text", "body")}
        with transaction.atomic():
            followup.find(by=self.request.user, at=at, follow_up=row, **given)
            form.remember(self.request.user.pk, followup_url(row.pk), at=at)


class _Simple(Guarded):
    """A step that asks nothing."""

    request: Request
    policy = permissions.follow_ups
    act = "change"
    said: ClassVar[StrOrPromise]

    def do(self, row: Any, at: dt.datetime) -> None:
        """Call the action."""
        raise NotImplementedError

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it."""
        self.do(self.get_row(pk), timezone.now())
        messages.success(request, str(self.said))
        return HttpResponseRedirect(followup_url(pk))


class Begin(_Simple):
    """Begin an inspection, supervision or survey."""

    said = gettext_lazy("Đã chuyển sang đang tiến hành.")

    def do(self, row: Any, at: dt.datetime) -> None:
        """Begin."""
        followup.begin(by=self.request.user, at=at, follow_up=row)


class GiveUp(_Simple):
    """Note that answers are missing."""

    said = gettext_lazy("Đã ghi nhận không trả lời đủ; trả lời gửi sau vẫn được ghi vào hồ sơ.")

    def do(self, row: Any, at: dt.datetime) -> None:
        """Note it."""
        followup.give_up(by=self.request.user, at=at, follow_up=row)


class Answer(Guarded):
    """A body's answer to an urging: by the body, or entered for it by the office."""

    policy = permissions.followed
    act = "answer"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the letter and the form."""
        form = AnswerForm(initial={"on": timezone.localdate()})
        return self._show(request, self.get_row(pk), form)

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Put it on record, or show what to mend."""
        row = self.get_row(pk)
        form = AnswerForm(request.POST)
        if form.is_valid():
            try:
                followup.answer(
                    by=request.user, at=timezone.now(), followed=row, **form.cleaned_data
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã ghi trả lời."))
                return HttpResponseRedirect(followup_url(row.follow_up_id))
        return self._show(request, row, form, status=422)

    def _show(
        self, request: Request, row: Any, form: AnswerForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "row": row.follow_up,
            "each": row,
            "form": form,
            "on_behalf": request.user.body_id != row.body_id,
        }
        return render(request, "work/followup_answer.html", context, status=status)


class GiveRemedy(Guarded):
    """Give the task by which a finding is put right."""

    policy = permissions.findings
    act = "remedy"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the form, with the finding's own words."""
        row = self.get_row(pk)
        initial = {"title": row.text, "body": row.body_id}
        return self._show(request, row, RemedyForm(initial=initial, row=row.follow_up))

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Give it, or show what to mend."""
        row = self.get_row(pk)
        form = RemedyForm(request.POST, row=row.follow_up)
        if first := form.first_result(request.user.pk):
            return HttpResponseRedirect(first)
        if form.is_valid():
            try:
                return self._give(request, row, form)
            except Refused as refusal:
                form.add_error(None, str(refusal))
        return self._show(request, row, form, status=422)

    def _give(self, request: Request, row: Any, form: RemedyForm) -> HttpResponse:
        now, url = timezone.now(), followup_url(row.follow_up_id)
        data = form.cleaned_data
        with transaction.atomic():
            followup.remedy(
                by=request.user,
                at=now,
                finding=row,
                title=data["title"],
                body=data["body"],
                due_on=data["due_on"],
            )
            form.remember(request.user.pk, url, at=now)
        messages.success(request, _("Đã giao việc khắc phục."))
        return HttpResponseRedirect(url)

    def _show(
        self, request: Request, row: Any, form: RemedyForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "row": row.follow_up,
            "form": form,
            "quote": row.text,
            "heading": _("Giao việc khắc phục"),
            "verb": _("Giao việc khắc phục"),
        }
        return render(request, "work/followup_step.html", context, status=status)
