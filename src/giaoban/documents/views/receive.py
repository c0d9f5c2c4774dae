"""Take in papers, and see what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.errors import NotAllowed
from giaoban.core.models import Job
from giaoban.core.views import Guarded
from giaoban.documents import actions, queries, storing
from giaoban.documents.enums import Channel, DocumentState, Outcome
from giaoban.documents.errors import StampFound, Unreadable
from giaoban.documents.extraction import Content, extract
from giaoban.documents.forms import ReceiveForm
from giaoban.documents.jobs import begin_reading
from giaoban.documents.permissions import BATCHES, DOCUMENTS
from giaoban.documents.uploads import too_large

if TYPE_CHECKING:
    import datetime as dt

    from django.core.files.uploadedfile import UploadedFile

    from giaoban.accounts.requests import Request
    from giaoban.documents.models import Batch
    from giaoban.documents.secrecy import Stamp


class Item(NamedTuple):
    """A file of a request, or the text pasted into it."""

    name: str
    media_type: str
    data: bytes
    channel: Channel


class Stopped(NamedTuple):
    """A file that carries a stamp; lives as long as the answer to its request."""

    name: str
    stamps: list[Stamp]


# The name of a file, the paper that it became, and else why not.
Result = tuple[str, actions.Received | None, str]


class Receive(Guarded):
    """Take in papers: files, or a pasted text."""

    policy = DOCUMENTS
    act = "receive"
    request: Request

    def get(self, request: Request) -> HttpResponse:
        """Show the form."""
        return self._show(request, ReceiveForm(initial={"arrived_on": timezone.localdate()}))

    def post(self, request: Request) -> HttpResponse:
        """Take in what came; a file with a stamp leaves no trace but this answer."""
        form = ReceiveForm(request.POST, request.FILES, dropped=bool(too_large(request)))
        if not form.is_valid():
            return self._show(request, form, status=422)
        if form.cleaned_data["overrule"] and not request.user.may_overrule_secrecy:
            raise NotAllowed("overrule a stamp of state secrets")
        first = form.first_result(request.user.pk)
        if first:
            return HttpResponseRedirect(first)
        batch, stopped = self._take_in(request, form)
        if stopped:
            context = {"stopped": stopped, "batch": batch, "form": self._again(form)}
            return render(request, "documents/stopped.html", context, status=422)
        if batch is None:
            return self._show(request, form, status=422)
        return HttpResponseRedirect(reverse("documents:batch", args=[batch.pk]))

    def _show(self, request: Request, form: ReceiveForm, status: int = 200) -> HttpResponse:
        return render(request, "documents/receive.html", {"form": form}, status=status)

    def _again(self, form: ReceiveForm) -> ReceiveForm:
        """Return a fresh form for the clerk who overrules; the file has to be chosen anew."""
        kept = {name: form.cleaned_data[name] for name in ("arrived_on", "sender")}
        return ReceiveForm(initial=kept)

    def _take_in(self, request: Request, form: ReceiveForm) -> tuple[Batch | None, list[Stopped]]:
        at = timezone.now()
        results: list[Result] = [(name, None, _too_large()) for name in too_large(request)]
        stopped: list[Stopped] = []
        for item in _items(form):
            try:
                received = self._take_one(request, item, form, at)
            except StampFound as found:
                stopped.append(Stopped(item.name, found.stamps))
            except Unreadable as trouble:
                results.append((item.name, None, str(trouble)))
            else:
                results.append((item.name, received, ""))
        batch = self._note(request, form, results, at) if results else None
        return batch, stopped

    def _take_one(
        self, request: Request, item: Item, form: ReceiveForm, at: dt.datetime
    ) -> actions.Received:
        known = queries.known(storing.digest_of(item.data))
        if known is not None:
            return actions.Received(known, new=False)
        if item.channel is Channel.PASTE:
            content = Content(item.data.decode(), (), "")
        else:
            content = extract(item.data, item.name)
        return actions.receive(
            by=request.user,
            at=at,
            name=item.name,
            media_type=item.media_type,
            data=item.data,
            content=content,
            channel=item.channel,
            arrived_on=form.cleaned_data["arrived_on"],
            sender=form.cleaned_data["sender"],
            overrule=form.cleaned_data["overrule"],
        )

    def _note(
        self, request: Request, form: ReceiveForm, results: list[Result], at: dt.datetime
    ) -> Batch:
        """Write the batch and begin the reading, together."""
        with transaction.atomic():
            batch = actions.open_batch(by=request.user, at=at)
            for name, received, trouble in results:
                actions.note_file(batch, name=name, received=received, trouble=trouble)
            url = reverse("documents:batch", args=[batch.pk])
            # A paper that is known but waits was cut off in an earlier batch: it is read now.
            papers = [
                got.document.pk
                for _name, got, _trouble in results
                if got and got.document.state == DocumentState.WAITING
            ]
            if papers:
                batch.job_id = begin_reading(papers, by=request.user, at=at, url=url).pk
                batch.save(update_fields=["job_id"])
            form.remember(request.user.pk, url, at=at)
        return batch


def _too_large() -> str:
    return _("Các tệp nộp một lần quá %(most)s MB. Hãy nộp tệp này riêng, hoặc tách nhỏ tệp.") % {
        "most": settings.MAX_UPLOAD_BYTES // 1_000_000
    }


def _items(form: ReceiveForm) -> list[Item]:
    items = [_of_file(file) for file in form.cleaned_data["files"]]
    pasted = form.cleaned_data["pasted"]
    if pasted.strip():
        moment = f"{timezone.localtime():%d-%m-%Y %H.%M}"
        name = _("Văn bản dán %(moment)s.txt") % {"moment": moment}
        items.append(Item(name, "text/plain", pasted.encode(), Channel.PASTE))
    return items


def _of_file(file: UploadedFile) -> Item:
    return Item(file.name or "", file.content_type or "", file.read(), Channel.UPLOAD)


class BatchRecord(Guarded):
    """What became of each file of a batch; may be left and come back to."""

    policy = BATCHES
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show the batch, or its changing part alone for htmx."""
        batch = self.get_row(pk)
        files = list(
            batch.files.select_related("document", "document__original").defer(
                "document__text", "document__folded"
            )
        )
        job = Job.objects.filter(pk=batch.job_id).first() if batch.job_id else None
        context = {
            "batch": batch,
            "files": files,
            "job": job,
            "busy": job is not None and job.ended_at is None,
            "refused": sum(file.outcome == Outcome.REFUSED for file in files),
            "read": sum(
                file.document is not None and file.document.state == DocumentState.READ
                for file in files
            ),
        }
        template = "documents/batch_part.html" if request.htmx else "documents/batch.html"
        return render(request, template, context)
