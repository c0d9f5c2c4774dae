"""The details of the trail as a person reads them: what each is called, and its value in words."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core.templatetags.look import vnday, vnmoment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DAY = len("2026-11-27")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:\d\d)")

# One table for all apps: a key means the same wherever it is written.
NAMES = {
    "act": gettext_lazy("thao tác"),
    "active": gettext_lazy("đang dùng"),
    "after": gettext_lazy("sau khi sửa"),
    "against": gettext_lazy("điều còn vướng"),
    "apart": gettext_lazy("tách riêng"),
    "before": gettext_lazy("trước khi sửa"),
    "bloc": gettext_lazy("khối số"),
    "bodies": gettext_lazy("cơ quan"),
    "body": gettext_lazy("cơ quan số"),
    "changed": gettext_lazy("đã sửa"),
    "code": gettext_lazy("mã"),
    "confirmed": gettext_lazy("dòng đã xác nhận"),
    "cut_day": gettext_lazy("ngày chốt số liệu"),
    "data_from": gettext_lazy("số liệu từ ngày"),
    "data_to": gettext_lazy("số liệu đến ngày"),
    "day": gettext_lazy("ngày"),
    "decision": gettext_lazy("theo quyết định"),
    "directive": gettext_lazy("văn bản chỉ đạo số"),
    "directives": gettext_lazy("văn bản chỉ đạo"),
    "document": gettext_lazy("văn bản đến số"),
    "done": gettext_lazy("đã làm"),
    "due": gettext_lazy("hạn"),
    "due_after": gettext_lazy("số ngày làm việc sau chốt"),
    "due_day": gettext_lazy("ngày gửi trong tháng"),
    "due_on": gettext_lazy("hạn"),
    "end": gettext_lazy("đến chữ thứ"),
    "evidence": gettext_lazy("minh chứng số"),
    "expires_at": gettext_lazy("hết hạn lúc"),
    "extension": gettext_lazy("đề nghị gia hạn số"),
    "field": gettext_lazy("mục"),
    "fields": gettext_lazy("các mục"),
    "final": gettext_lazy("tổng kết"),
    "finding": gettext_lazy("kết quả số"),
    "findings": gettext_lazy("phiếu đọc"),
    "first_day": gettext_lazy("ngày đầu"),
    "format": gettext_lazy("định dạng"),
    "from": gettext_lazy("từ"),
    "grant": gettext_lazy("đồng ý"),
    "group": gettext_lazy("nhiệm vụ chung số"),
    "is_active": gettext_lazy("đang dùng"),
    "is_main": gettext_lazy("lịch chính"),
    "judgement": gettext_lazy("đánh giá nội dung"),
    "key": gettext_lazy("khóa nhận dạng"),
    "kind": gettext_lazy("loại"),
    "known": gettext_lazy("đã biết"),
    "last_day": gettext_lazy("ngày cuối"),
    "lead": gettext_lazy("cơ quan chủ trì số"),
    "levels": gettext_lazy("mức đánh giá"),
    "line": gettext_lazy("dòng"),
    "lines": gettext_lazy("số dòng"),
    "made": gettext_lazy("đã lập"),
    "may_overrule_secrecy": gettext_lazy("được nhận văn bản nghi có dấu mật"),
    "mentions": gettext_lazy("chỗ viện dẫn"),
    "missing": gettext_lazy("còn thiếu"),
    "moved": gettext_lazy("đã chuyển"),
    "moves_due": gettext_lazy("dời hạn khỏi ngày nghỉ"),
    "n": gettext_lazy("số lượng"),
    "name": gettext_lazy("tên"),
    "new": gettext_lazy("mới"),
    "now": gettext_lazy("nay"),
    "number": gettext_lazy("số"),
    "old": gettext_lazy("cũ"),
    "on": gettext_lazy("ngày"),
    "on_behalf": gettext_lazy("làm thay cơ quan"),
    "origin": gettext_lazy("từ văn bản số"),
    "page": gettext_lazy("trang"),
    "part": gettext_lazy("phần số"),
    "part_of": gettext_lazy("thuộc nhiệm vụ số"),
    "parts": gettext_lazy("các phần"),
    "percent": gettext_lazy("phần trăm hoàn thành"),
    "period": gettext_lazy("kỳ số"),
    "periods": gettext_lazy("các kỳ"),
    "person": gettext_lazy("cán bộ số"),
    "proposals": gettext_lazy("đề xuất"),
    "reader": gettext_lazy("bộ đọc"),
    "reason": gettext_lazy("lý do"),
    "refused": gettext_lazy("không nhận"),
    "relations": gettext_lazy("quan hệ"),
    "removed": gettext_lazy("đã bỏ"),
    "report": gettext_lazy("báo cáo số"),
    "reports": gettext_lazy("báo cáo"),
    "role": gettext_lazy("vai trò"),
    "row": gettext_lazy("dòng số"),
    "rows": gettext_lazy("số dòng"),
    "scopes": gettext_lazy("phạm vi"),
    "sha256": gettext_lazy("mã băm SHA-256"),
    "size": gettext_lazy("cỡ tệp, byte"),
    "start": gettext_lazy("từ chữ thứ"),
    "state": gettext_lazy("tình trạng"),
    "stayed": gettext_lazy("giữ nguyên"),
    "submission": gettext_lazy("lần nộp số"),
    "successions": gettext_lazy("kế thừa"),
    "successor": gettext_lazy("nhiệm vụ thay thế số"),
    "target": gettext_lazy("đến văn bản số"),
    "task": gettext_lazy("nhiệm vụ số"),
    "tasks": gettext_lazy("nhiệm vụ"),
    "then": gettext_lazy("khi đó"),
    "times": gettext_lazy("lần thứ"),
    "title": gettext_lazy("trích yếu"),
    "to": gettext_lazy("đến"),
    "told": gettext_lazy("số người được báo"),
    "undone": gettext_lazy("đã hoàn tác"),
    "until": gettext_lazy("đến ngày"),
    "user": gettext_lazy("tài khoản số"),
    "value": gettext_lazy("giá trị"),
    "values": gettext_lazy("số giá trị"),
    "via": gettext_lazy("qua"),
    "year": gettext_lazy("năm"),
    "years": gettext_lazy("số năm"),
}


def said(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what each detail is called and its value, as the page shows them."""
    for key, value in facts.items():
        yield str(NAMES.get(key, key)), _value(value)


def _value(value: Any) -> str:
    """Write a value: yes and no, days as papers write them, what holds others in one line."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, dict):
        return "; ".join(f"{name}: {text}" for name, text in said(value))
    if isinstance(value, list):
        return ", ".join(_value(each) for each in value)
    return _day(str(value))


def _day(text: str) -> str:
    """Return a text, or the day or moment that it is in the trail's own form."""
    try:
        if len(text) == _DAY:
            return vnday(dt.date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            return vnmoment(dt.datetime.fromisoformat(text))
    except ValueError:
        return text
    return text
