"""Answer what went wrong as problem details, in the caller's language (RFC 9457)."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import AuthenticationError, HttpError, ValidationError

from giaoban.api.errors import Problem
from giaoban.api.views import faults
from giaoban.core.errors import Conflict, NotAllowed, Refused
from giaoban.reporting.actions.values import Asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise
    from ninja import NinjaAPI

MEDIA_TYPE = "application/problem+json"
# What a problem is made of (RFC 9457, section 3.1); further members tell more of its kind.
SCHEMA: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What to do, in the caller's language."},
        "instance": {"type": "string"},
    },
}
RESPONSE: dict[str, Any] = {
    "description": "What went wrong, and what to do about it",
    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}

# A problem's title, the same whenever it comes up (RFC 9457, section 3.1.3).
TITLES: dict[int, StrOrPromise] = {
    400: gettext_lazy("Không đọc được yêu cầu"),
    401: gettext_lazy("Cần mã kết nối còn hiệu lực"),
    403: gettext_lazy("Không được phép"),
    404: gettext_lazy("Không tìm thấy"),
    405: gettext_lazy("Không nhận phương thức này"),
    409: gettext_lazy("Người khác đã làm trước"),
    412: gettext_lazy("Mục đã thay đổi"),
    413: gettext_lazy("Yêu cầu quá lớn"),
    422: gettext_lazy("Chưa thực hiện được"),
    428: gettext_lazy("Thiếu If-Match"),
    500: gettext_lazy("Máy chủ gặp lỗi"),
    507: gettext_lazy("Máy chủ hết chỗ lưu"),
}


def speak(request: HttpRequest) -> None:
    """Answer in the language that the program asks for."""
    translation.activate(translation.get_language_from_request(request))


def answer(
    request: HttpRequest, status: int, kind: str, detail: str, **members: Any
) -> HttpResponse:
    """Return a problem; ``kind`` names it for programs, ``detail`` tells people what to do."""
    problem = {
        "type": f"urn:giaoban:problem:{kind}",
        "title": str(TITLES.get(status) or HTTPStatus(status).phrase),
        "status": status,
        "detail": detail,
        "instance": request.path,
        **members,
    }
    response = HttpResponse(
        json.dumps(problem, ensure_ascii=False), status=status, content_type=MEDIA_TYPE
    )
    response["Content-Language"] = translation.get_language() or "vi"
    response["Cache-Control"] = "no-store"
    return response


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    found = [
        {"where": "/".join(str(part) for part in each["loc"]), "what": faults.said(each)}
        for each in error.errors
    ]
    said = _("Yêu cầu có chỗ chưa đúng; xem từng chỗ ở “errors”.")
    return answer(request, 422, "invalid", said, errors=found)


def _missing(request: HttpRequest, _error: Http404) -> HttpResponse:
    said = _("Không có mục này, hoặc mã kết nối không được xem.")
    return answer(request, 404, "not-found", said)


def _unknown(request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    speak(request)
    said = _("Thiếu mã kết nối, hoặc mã đã hết hạn hay bị thu hồi.")
    response = answer(request, 401, "token", said)
    response["WWW-Authenticate"] = "Bearer"
    return response


def _forbidden(request: HttpRequest, _error: NotAllowed) -> HttpResponse:
    said = _("Người chịu trách nhiệm của mã kết nối không được làm việc này.")
    return answer(request, 403, "not-allowed", said)


def _asked(request: HttpRequest, error: Asked) -> HttpResponse:
    questions = [
        {"doubt": each.doubt.value, "what": each.text, "refuses": each.refuses}
        for each in error.questions
    ]
    said = _("Số liệu cần giải thích: sửa số, hoặc gửi lại kèm lý do ở “note”.")
    return answer(request, 422, "asked", said, questions=questions)


def _too_large(request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    said = _("Yêu cầu quá lớn nên không đọc. Hãy chia nhỏ rồi gửi lại.")
    return answer(request, 413, "too-large", said)


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    said = _("Không đọc được nội dung gửi lên. Hãy gửi JSON đúng cú pháp, mã hóa UTF-8.")
    return answer(request, error.status_code, "request", said)


def install(api: NinjaAPI) -> None:
    """Let every error of the interface be answered as a problem."""
    handlers: dict[type[Exception], Callable[..., HttpResponse]] = {
        ValidationError: _invalid,
        Http404: _missing,
        HttpError: _http,
        AuthenticationError: _unknown,
        NotAllowed: _forbidden,
        Conflict: lambda request, error: answer(request, 409, "conflict", str(error)),
        Asked: _asked,
        RequestDataTooBig: _too_large,
        Refused: lambda request, error: answer(request, 422, "refused", str(error)),
        Problem: lambda request, error: answer(
            request, error.status, error.kind, str(error.detail), **error.members
        ),
    }
    for error, handler in handlers.items():
        api.add_exception_handler(error, handler)
