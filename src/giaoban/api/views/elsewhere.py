"""Answers under the interface's address that no operation gave: told as problems as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.api.views.problems import MEDIA_TYPE, answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

ADDRESS = "/api/"
_WRONG = 400
_SERVER = 500
_KINDS: dict[int, tuple[str, StrOrPromise]] = {
    404: ("not-found", gettext_lazy("Không có địa chỉ này; xem openapi.json.")),
    405: ("method", gettext_lazy("Địa chỉ này không nhận phương thức đã dùng; xem Allow.")),
    500: ("failed", gettext_lazy("Máy chủ gặp lỗi; chưa có gì được ghi. Hãy gửi lại sau ít phút.")),
    507: ("no-room", gettext_lazy("Máy chủ hết chỗ lưu; chưa có gì được ghi. Hãy gửi lại sau.")),
}


class Elsewhere:
    """Put a problem in the place of a page for people, where a program asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, and look at what comes back."""
        response = self.get_response(request)
        if not request.path.startswith(ADDRESS) or response.status_code < _WRONG:
            return response
        told = response.get("Content-Type", "").startswith(MEDIA_TYPE)
        return response if told else _problem(request, response)


def _problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    status = response.status_code
    with translation.override(translation.get_language_from_request(request)):
        other = ("failed" if status >= _SERVER else "request", _("Không đọc được yêu cầu này."))
        kind, said = _KINDS.get(status, other)
        problem = answer(request, status, kind, str(said))
    if "Allow" in response:
        problem["Allow"] = response["Allow"]
    return problem
