"""Writes that may be sent twice, and that never overwrite what somebody else saved."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from typing import TYPE_CHECKING, Annotated, Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Header, Schema
from pydantic import AfterValidator, ConfigDict

from giaoban.api.errors import Problem
from giaoban.api.models import Answered, Token
from giaoban.core import audit

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.db.models import Model
    from pydantic import BaseModel


def _writable(text: str) -> str:
    """Refuse the one character that no database keeps in a text."""
    if "\x00" in text:
        raise ValueError("a text cannot hold U+0000")
    return text


Text = Annotated[str, AfterValidator(_writable)]


class Given(Schema):
    """What a program sends; a member that is not known is refused, for a slip would be lost."""

    model_config = ConfigDict(extra="forbid")


Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=100,
        description="Chosen by the caller, new for each act; a known one is answered as it was.",
    ),
]
Match = Annotated[
    str | None,
    Header(alias="If-Match", description="The ETag that was read; needed to change a row."),
]
_TAG = re.compile(r'(?:W/)?"v(\d{1,9})"')


def etag(row: Model) -> str:
    """Return the tag of a row's version."""
    return f'"v{row.version}"'  # type: ignore[attr-defined]


def version_of(match: str | None) -> int:
    """Return the version that the caller read; told to send it where it did not."""
    if match is None:
        said = _("Hãy gửi kèm ETag đã đọc ở tiêu đề If-Match, để không ghi đè bản mới hơn.")
        raise Problem(428, "if-match-missing", said)
    found = _TAG.fullmatch(match.strip())
    if found is None:
        raise Problem(412, "etag", _("If-Match không phải ETag mà máy chủ đã trả về."))
    return int(found.group(1))


def matching(row: Model, match: str | None) -> int:
    """Return the version to change; 412 where somebody else changed the row since it was read.

    The row is held until the act is over: of two that come at once, the second reads what the
    first has written.
    """
    version = version_of(match)
    held = type(row)._default_manager.select_for_update().filter(pk=row.pk)  # noqa: SLF001
    row.version = held.values_list("version", flat=True).get()  # type: ignore[attr-defined]
    if version != row.version:  # type: ignore[attr-defined]
        said = _("Mục này đã được người khác sửa. Hãy đọc lại rồi gửi lại.")
        raise Problem(412, "changed", said, etag=etag(row))
    return version


def respond(content: BaseModel, *, status: int = 200, row: Model | None = None) -> HttpResponse:
    """Return an answer as JSON, with the tag of the row that it shows."""
    response = HttpResponse(
        content.model_dump_json(by_alias=True), status=status, content_type="application/json"
    )
    response["Cache-Control"] = "no-store"
    if row is not None:
        response["ETag"] = etag(row)
    return response


def once(act: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Run a write once for each key; sent again, it is answered as it was the first time.

    The answer is kept in the act's own transaction: either both are written or neither. A write
    that was refused leaves nothing, so that it may be mended and sent with the same key.
    """

    @functools.wraps(act)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token: Token = request.auth  # type: ignore[attr-defined]
        key = kwargs["key"]
        asked = _digest(request)
        try:
            with transaction.atomic():
                row = Answered.objects.create(token=token, key=key, asked=asked, at=timezone.now())
                with _named(token):
                    response = act(request, *args, **kwargs)
                _keep(row, response)
                return response
        except IntegrityError:
            known = Answered.objects.filter(token=token, key=key).first()
            if known is None:
                raise
        return _again(known, asked)

    return answered


def once_apart(act: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Run a write that must not hold the database, and that done twice is done once.

    Its key is taken before and answered after, each in a transaction of its own: with another
    request it is refused from the first moment. Killed in between, the same request is run again.
    """

    @functools.wraps(act)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token: Token = request.auth  # type: ignore[attr-defined]
        asked = _digest(request)
        taken = {"asked": asked, "at": timezone.now()}
        row, _new = Answered.objects.get_or_create(token=token, key=kwargs["key"], defaults=taken)
        if row.status is not None or row.asked != asked:
            return _again(row, asked)
        try:
            with _named(token):
                response = act(request, *args, **kwargs)
        except Exception:
            # What was refused leaves its key free.
            Answered.objects.filter(pk=row.pk, status=None).delete()
            raise
        _keep(row, response)
        return response

    return answered


def _named(token: Token) -> AbstractContextManager[None]:
    """Let the trail say that a program acted, in whose name it is anyhow."""
    return audit.through(token=token.pk, via=token.name)


def _keep(row: Answered, response: HttpResponse) -> None:
    Answered.objects.filter(pk=row.pk).update(
        status=response.status_code,
        body=response.content.decode(),
        etag=response.get("ETag", ""),
    )


def _digest(request: HttpRequest) -> str:
    head = json.dumps([request.method, request.get_full_path(), request.headers.get("If-Match")])
    return hashlib.sha256(head.encode() + b"\n" + request.body).hexdigest()


def _again(known: Answered, asked: str) -> HttpResponse:
    if known.asked != asked:
        said = _("Idempotency-Key này đã dùng cho một yêu cầu khác. Hãy dùng khóa mới.")
        raise Problem(422, "key-reused", said)
    response = HttpResponse(known.body, status=known.status or 200, content_type="application/json")
    response["Idempotency-Replayed"] = "true"
    response["Cache-Control"] = "no-store"
    if known.etag:
        response["ETag"] = known.etag
    return response
