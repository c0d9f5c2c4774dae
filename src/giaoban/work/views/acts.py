"""The acts on one task: each a form on its page, sent to an address of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.bodies.models import Body
from giaoban.core.errors import Conflict, Refused
from giaoban.core.views import Guarded
from giaoban.work import actions, permissions
from giaoban.work.forms.offers import BY_ACT
from giaoban.work.views.record import record_url, show

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from django.http import HttpResponse
    from django.urls import URLPattern
    from django_stubs_ext import StrOrPromise

    from giaoban.accounts.models import User
    from giaoban.accounts.requests import Request
    from giaoban.work.forms.acts import ActForm
    from giaoban.work.models import Task


class Act(Guarded):
    """Do one act; twice is once, and what is wrong with the form is shown on the task's page."""

    policy = permissions.tasks
    act = ""
    slug = ""
    said: StrOrPromise = ""

    @property
    def by(self) -> User:
        """Who acts."""
        return cast("User", self.request.user)

    def do(self, at: dt.datetime, task: Task, given: dict[str, Any]) -> None:
        """Do it, by the action of the same name and the form's fields."""
        getattr(actions, self.act)(by=self.by, at=at, task=task, **given)

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do it once, or show what to mend with what was typed."""
        task: Task = self.get_row(pk)
        form = BY_ACT[self.act].made(task, self.by, request.POST, request.FILES)
        if form.first_result(self.by.pk):
            return HttpResponseRedirect(record_url(pk))
        if form.is_valid():
            try:
                self.run(form, task, timezone.now())
            except Conflict:
                raise
            except Refused as refusal:
                task.refresh_from_db()
                if self.act not in permissions.may_now(self.by, task):
                    # The page offers the act no more, and would not show its form.
                    raise
                form.add_error(None, str(refusal))
            else:
                messages.success(request, self.said)
                return HttpResponseRedirect(record_url(pk))
        return show(request, task, bound=(self.act, form), status=422)

    def run(self, form: ActForm, task: Task, now: dt.datetime) -> None:
        """Do it and remember the form, both or neither."""
        given = {key: value for key, value in form.cleaned_data.items() if key != "form_key"}
        with transaction.atomic():
            self.do(now, task, given)
            form.remember(self.by.pk, record_url(task.pk), at=now)


class TellProgress(Act):
    """Tell how the work goes: the body that leads, or the office on its behalf."""

    act = "tell_progress"
    slug = "tien-do"
    said = _("Đã ghi tiến độ.")

    def do(self, at: dt.datetime, task: Task, given: dict[str, Any]) -> None:
        """Tell it of the body that was chosen, else of the one that leads."""
        body = given.pop("body", task.lead)
        if body is not None:
            actions.tell_progress(by=self.by, at=at, task=task, body=body, **given)


class Contribute(TellProgress):
    """Tell what a cooperating body does; the office says for which it speaks."""

    act = "contribute"
    slug = "phoi-hop"
    said = _("Đã ghi kết quả phối hợp.")

    def do(self, at: dt.datetime, task: Task, given: dict[str, Any]) -> None:
        """Tell it of the own body where none could be chosen."""
        super().do(at, task, {"body": self.by.body, **given})


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


class SetHandlers(Act):
    """Name the persons of the own body who work on it."""

    act = "set_handlers"
    slug = "nguoi-thuc-hien"
    said = _("Đã phân công người thực hiện.")

    def do(self, at: dt.datetime, task: Task, given: dict[str, Any]) -> None:
        """Name them for the own body."""
        body = get_object_or_404(Body, pk=self.by.body_id)
        actions.set_handlers(by=self.by, at=at, task=task, body=body, **given)


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
            no_fault=given.get("no_fault"),
        )


class _Undo(Guarded):
    """Take back something of a task; a page that was sent twice, or is old, changes nothing."""

    request: Request
    policy = permissions.tasks
    said: ClassVar[StrOrPromise]

    def back(self, task: Task, which: int) -> bool:
        """Take it back; tell whether it was there."""
        raise NotImplementedError

    def post(self, request: Request, pk: int, which: int) -> HttpResponse:
        """Do it, and go back to the task."""
        if self.back(self.get_row(pk), which):
            messages.success(request, self.said)
        return HttpResponseRedirect(record_url(pk))


class RecallExtension(_Undo):
    """Take back a request for an extension."""

    act = "recall_extension"
    said = _("Đã rút đề nghị gia hạn.")

    def back(self, task: Task, which: int) -> bool:
        """Recall the one of that number."""
        extension = get_object_or_404(task.extensions, number=which)
        by = self.request.user
        actions.recall_extension(by=by, at=timezone.now(), extension=extension)
        return True


class Detach(_Undo):
    """Take back evidence that was not sent in."""

    act = "detach"
    said = _("Đã bỏ minh chứng.")

    def back(self, task: Task, which: int) -> bool:
        """Detach it, where it is still there."""
        kept = task.evidence.filter(pk=which).first()
        if kept is not None:
            actions.detach(by=self.request.user, at=timezone.now(), kept=kept)
        return kept is not None


class Said(NamedTuple):
    """An act that its action and its form tell whole: where it is sent, what is said after."""

    act: str
    slug: str
    said: StrOrPromise


PLAIN = (
    Said("accept", "nhan", _("Đã nhận nhiệm vụ.")),
    Said("decline", "de-nghi-xem-lai", _("Đã gửi đề nghị xem lại việc giao nhiệm vụ.")),
    Said("assign", "giao", _("Đã giao nhiệm vụ.")),
    Said("submit", "gui", _("Đã gửi báo cáo hoàn thành, chờ kiểm chứng.")),
    Said("recall", "rut-lai", _("Đã rút lại báo cáo hoàn thành.")),
    Said("close", "ket-thuc", _("Đã kết thúc nhiệm vụ.")),
    Said("reopen", "mo-lai", _("Đã mở lại nhiệm vụ.")),
    Said("cancel", "huy", _("Đã hủy nhiệm vụ.")),
    Said("supersede", "thay-the", _("Đã thay thế nhiệm vụ.")),
    Said("ask_extension", "xin-gia-han", _("Đã gửi đề nghị gia hạn.")),
)
OWN_WAYS = (TellProgress, Contribute, Attach, Verify, SetHandlers, DecideExtension)


def addresses() -> Iterator[URLPattern]:
    """Yield the address of each act on a task."""
    for view in OWN_WAYS:
        yield path(f"<int:pk>/{view.slug}/", view.as_view(), name=view.act)
    for each in PLAIN:
        plain = Act.as_view(act=each.act, slug=each.slug, said=each.said)
        yield path(f"<int:pk>/{each.slug}/", plain, name=each.act)
