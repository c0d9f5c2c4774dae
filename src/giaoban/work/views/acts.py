"""The acts on one task: each a form on its page, sent to an address of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.bodies.models import Body
from giaoban.core.views import Guarded
from giaoban.work import actions, permissions
from giaoban.work.forms.offers import BY_ACT
from giaoban.work.views.record import record_url, show

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from giaoban.accounts.models import User
    from giaoban.accounts.requests import Request
    from giaoban.work.forms.acts import ActForm
    from giaoban.work.models import Task


class Act(Guarded):
    """Do one act; twice is once, and what is wrong with the form is shown on the task's page."""

    policy = permissions.tasks
    slug: ClassVar[str]
    said: ClassVar[StrOrPromise]

    @property
    def by(self) -> User:
        """Who acts."""
        return cast("User", self.request.user)

    def do(self, at: dt.datetime, task: Task, given: dict[str, Any]) -> None:
        """Do it, by the action of the same name and the form's fields."""
        getattr(actions, self.act)(by=self.by, at=at, task=task, **given)

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it once, or show what to mend."""
        task: Task = self.get_row(pk)
        form = BY_ACT[self.act].made(task, self.by, request.POST, request.FILES)
        if form.first_result(self.by.pk):
            return HttpResponseRedirect(record_url(pk))
        if not form.is_valid():
            return show(request, task, bound=(self.act, form), status=422)
        self.run(form, task, timezone.now())
        messages.success(request, self.said)
        return HttpResponseRedirect(record_url(pk))

    def run(self, form: ActForm, task: Task, now: dt.datetime) -> None:
        """Do it and remember the form, both or neither."""
        given = {key: value for key, value in form.cleaned_data.items() if key != "form_key"}
        with transaction.atomic():
            self.do(now, task, given)
            form.remember(self.by.pk, record_url(task.pk), at=now)


class Accept(Act):
    """Take a task on."""

    act = "accept"
    slug = "nhan"
    said = _("Đã nhận nhiệm vụ.")


class Decline(Act):
    """Ask the office to look again."""

    act = "decline"
    slug = "de-nghi-xem-lai"
    said = _("Đã gửi đề nghị xem lại việc giao.")


class Assign(Act):
    """Give a task to a body."""

    act = "assign"
    slug = "giao"
    said = _("Đã giao nhiệm vụ.")


class TellProgress(Act):
    """Tell how the work goes: the body that leads, or the office on its behalf."""

    act = "tell_progress"
    slug = "tien-do"
    said = _("Đã ghi tiến độ.")

    def body(self, task: Task) -> Body | None:
        """Return whose work it is."""
        return task.lead

    def do(self, at: dt.datetime, task: Task, given: dict[str, Any]) -> None:
        """Tell it of the body."""
        body = self.body(task)
        if body is not None:
            actions.tell_progress(by=self.by, at=at, task=task, body=body, **given)


class Contribute(TellProgress):
    """Tell what a cooperating body does."""

    act = "contribute"
    slug = "phoi-hop"
    said = _("Đã ghi kết quả phối hợp.")

    def body(self, task: Task) -> Body | None:  # noqa: ARG002
        """Return the own body."""
        return self.by.body


class Attach(Act):
    """Add evidence; the file is looked through before anything is written."""

    act = "attach"
    slug = "them-minh-chung"
    said = _("Đã thêm minh chứng.")

    def run(self, form: ActForm, task: Task, now: dt.datetime) -> None:
        """Keep it; the same file twice is once, so that the form need not be remembered."""
        given = form.cleaned_data
        file = given["file"]
        actions.attach(
            by=self.by,
            at=now,
            task=task,
            title=given["title"] or (file.name if file else ""),
            name=file.name if file else "",
            data=file.read() if file else None,
            url=given["url"],
        )


class Submit(Act):
    """Send the work in."""

    act = "submit"
    slug = "gui"
    said = _("Đã gửi báo cáo hoàn thành, chờ kiểm chứng.")


class Recall(Act):
    """Take back what was sent in."""

    act = "recall"
    slug = "rut-lai"
    said = _("Đã rút lại báo cáo hoàn thành.")


class Verify(Act):
    """Find the work done, or send it back."""

    act = "verify"
    slug = "kiem-chung"
    said = _("Đã ghi kết quả kiểm chứng.")

    def do(self, at: dt.datetime, task: Task, given: dict[str, Any]) -> None:
        """Say which of the two."""
        outcome = {"text": given["text"], "version": given["version"]}
        say = actions.verify if given["outcome"] == "dat" else actions.send_back
        say(by=self.by, at=at, task=task, **outcome)


class Close(Act):
    """End a task that was verified."""

    act = "close"
    slug = "ket-thuc"
    said = _("Đã kết thúc nhiệm vụ.")


class Reopen(Act):
    """Let the body work on it again."""

    act = "reopen"
    slug = "mo-lai"
    said = _("Đã mở lại nhiệm vụ.")


class Cancel(Act):
    """Call the task off."""

    act = "cancel"
    slug = "huy"
    said = _("Đã hủy nhiệm vụ.")


class Supersede(Act):
    """Put another task in its place."""

    act = "supersede"
    slug = "thay-the"
    said = _("Đã thay thế nhiệm vụ.")


class SetHandlers(Act):
    """Name the persons of the own body who work on it."""

    act = "set_handlers"
    slug = "nguoi-thuc-hien"
    said = _("Đã phân công người thực hiện.")

    def do(self, at: dt.datetime, task: Task, given: dict[str, Any]) -> None:
        """Name them for the own body."""
        body = get_object_or_404(Body, pk=self.by.body_id)
        actions.set_handlers(by=self.by, at=at, task=task, body=body, **given)


class AskExtension(Act):
    """Ask for a later deadline."""

    act = "ask_extension"
    slug = "xin-gia-han"
    said = _("Đã gửi đề nghị gia hạn.")


class DecideExtension(Act):
    """Grant or refuse the extension that waits."""

    act = "decide_extension"
    slug = "quyet-gia-han"
    said = _("Đã ghi quyết định gia hạn.")

    def do(self, at: dt.datetime, task: Task, given: dict[str, Any]) -> None:
        """Decide on the one that was looked at."""
        extension = get_object_or_404(task.extensions, number=given["number"])
        actions.decide_extension(
            by=self.by,
            at=at,
            extension=extension,
            grant=given["outcome"] == "dat",
            until=given["until"],
            answer=given["answer"],
        )


class RecallExtension(Guarded):
    """Take back a request for an extension."""

    policy = permissions.tasks
    act = "recall_extension"

    def post(self, request: Request, pk: int, number: int) -> HttpResponse:
        """Do it."""
        task: Task = self.get_row(pk)
        extension = get_object_or_404(task.extensions, number=number)
        actions.recall_extension(by=request.user, at=timezone.now(), extension=extension)
        messages.success(request, _("Đã rút đề nghị gia hạn."))
        return HttpResponseRedirect(record_url(pk))


class Detach(Guarded):
    """Take back evidence that was not sent in."""

    policy = permissions.tasks
    act = "attach"

    def post(self, request: Request, pk: int, evidence: int) -> HttpResponse:
        """Do it; what is gone already is gone."""
        task: Task = self.get_row(pk)
        kept = task.evidence.filter(pk=evidence).first()
        if kept is not None:
            actions.detach(by=request.user, at=timezone.now(), kept=kept)
            messages.success(request, _("Đã bỏ minh chứng."))
        return HttpResponseRedirect(record_url(pk))


ACTS: tuple[type[Act], ...] = (
    Accept,
    Decline,
    Assign,
    TellProgress,
    Contribute,
    Attach,
    Submit,
    Recall,
    Verify,
    Close,
    Reopen,
    Cancel,
    Supersede,
    SetHandlers,
    AskExtension,
    DecideExtension,
)
