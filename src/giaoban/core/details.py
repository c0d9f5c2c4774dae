"""The details of the trail as a person reads them: what each is called, and its value in words."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db.models import Model, TextField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core import meanings, policies
from giaoban.core.templatetags.look import clipped, vnday, vnmoment, vnnumber

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from giaoban.core.meanings import Meaning
    from giaoban.core.models import AuditEntry
    from giaoban.core.policies import Actor

_DAY = len("2026-11-27")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:\d\d)")
_MOST_OF_A_NAME = 60
Line: TypeAlias = list[tuple[str, str]]
Named: TypeAlias = "Callable[[type[Model], int], str]"

# One table for all apps: a key means the same wherever it is written.
NAMES = {
    "act": gettext_lazy("thao tác"),
    "active": gettext_lazy("đang dùng"),
    "after": gettext_lazy("sau khi sửa"),
    "against": gettext_lazy("điều còn vướng"),
    "aliases": gettext_lazy("tên gọi khác"),
    "apart": gettext_lazy("tách riêng"),
    "before": gettext_lazy("trước khi sửa"),
    "bloc": gettext_lazy("khối số"),
    "blocs": gettext_lazy("khối"),
    "bodies": gettext_lazy("số cơ quan"),
    "body": gettext_lazy("cơ quan số"),
    "changed": gettext_lazy("đã sửa"),
    "code": gettext_lazy("mã"),
    "confirmed": gettext_lazy("dòng đã xác nhận"),
    "cut_day": gettext_lazy("ngày chốt số liệu"),
    "data_from": gettext_lazy("số liệu từ ngày"),
    "data_to": gettext_lazy("số liệu đến ngày"),
    "day": gettext_lazy("ngày"),
    "decision": gettext_lazy("theo quyết định"),
    "detached": gettext_lazy("minh chứng số"),
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
    "filled": gettext_lazy("đã điền thêm"),
    "final": gettext_lazy("tổng kết"),
    "finding": gettext_lazy("kết quả số"),
    "findings": gettext_lazy("phiếu đọc"),
    "first_day": gettext_lazy("ngày đầu"),
    "format": gettext_lazy("định dạng"),
    "from": gettext_lazy("từ"),
    "grant": gettext_lazy("đồng ý"),
    "group": gettext_lazy("nhiệm vụ chung số"),
    "hour": gettext_lazy("giờ gửi thư trong ngày"),
    "identifier": gettext_lazy("số, ký hiệu"),
    "is_active": gettext_lazy("đang dùng"),
    "is_main": gettext_lazy("lịch chính"),
    "issued_on": gettext_lazy("ngày ban hành"),
    "issuer": gettext_lazy("cơ quan ban hành"),
    "judgement": gettext_lazy("đánh giá nội dung"),
    "key": gettext_lazy("khóa nhận dạng"),
    "kind": gettext_lazy("loại"),
    "kinds": gettext_lazy("loại cơ quan"),
    "known": gettext_lazy("đã biết"),
    "last_day": gettext_lazy("ngày cuối"),
    "lead": gettext_lazy("cơ quan chủ trì số"),
    "levels": gettext_lazy("độ mật"),
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
    "names": gettext_lazy("các tên"),
    "new": gettext_lazy("mới"),
    "no_fault": gettext_lazy("chậm do khách quan"),
    "now": gettext_lazy("nay"),
    "number": gettext_lazy("số"),
    "off": gettext_lazy("không gửi thư về"),
    "old": gettext_lazy("cũ"),
    "on": gettext_lazy("ngày"),
    "on_behalf": gettext_lazy("làm thay cơ quan"),
    "origin": gettext_lazy("từ văn bản số"),
    "page": gettext_lazy("trang"),
    "parents": gettext_lazy("cơ quan cấp trên"),
    "part": gettext_lazy("phần số"),
    "part_of": gettext_lazy("thuộc nhiệm vụ số"),
    "parts": gettext_lazy("số việc bàn giao"),
    "percent": gettext_lazy("phần trăm hoàn thành"),
    "period": gettext_lazy("kỳ số"),
    "periods": gettext_lazy("các kỳ"),
    "person": gettext_lazy("cán bộ số"),
    "persons": gettext_lazy("cán bộ"),
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
    "term": gettext_lazy("khóa"),
    "then": gettext_lazy("khi đó"),
    "tied": gettext_lazy("nhiệm vụ gắn thêm"),
    "times": gettext_lazy("lần thứ"),
    "title": gettext_lazy("trích yếu"),
    "to": gettext_lazy("chuyển sang"),
    "told": gettext_lazy("số người được báo"),
    "token": gettext_lazy("mã truy cập số"),
    "undone": gettext_lazy("đã hoàn tác"),
    "until": gettext_lazy("đến ngày"),
    "user": gettext_lazy("tài khoản số"),
    "value": gettext_lazy("giá trị"),
    "values": gettext_lazy("số giá trị"),
    "via": gettext_lazy("qua"),
    "year": gettext_lazy("năm"),
    "years": gettext_lazy("số năm"),
}

# What a key is called in some lines alone, by the act or the model.
_THERE = {
    ("bodies.body", "period"): gettext_lazy("thời gian hoạt động"),
    ("bulk.undo", "field_id"): gettext_lazy("lĩnh vực trước đó"),
    ("bulk.undo", "follower_id"): gettext_lazy("người theo dõi trước đó"),
    ("reporting.indicator", "origin"): gettext_lazy("nguồn"),
    ("reporting.report", "rows"): gettext_lazy("các dòng số"),
    ("reporting.refresh", "rows"): gettext_lazy("số dòng"),
    ("work.hand", "part"): gettext_lazy("vai trò"),
    ("work.hand_back", "part"): gettext_lazy("vai trò"),
}


def said(entries: Sequence[AuditEntry], by: Actor) -> list[Line]:
    """Return what each detail of the lines is called and its value, as ``by`` reads them.

    Rows that the details tell of are named where the person may see them; one query a model.
    """
    asked: dict[type[Model], set[int]] = defaultdict(set)

    def ask(model: type[Model], key: int) -> str:
        asked[model].add(key)
        return ""

    for entry in entries:
        _Writer(entry, ask).line(entry.facts)
    names = {model: _names(model, keys, by) for model, keys in asked.items()}

    def answer(model: type[Model], key: int) -> str:
        return names[model].get(key, "")

    return [_Writer(entry, answer).line(entry.facts) for entry in entries]


def _names(model: type[Model], keys: set[int], by: Actor) -> dict[int, str]:
    """Return what the rows are called, read without their long texts; many have no name."""
    if model.__str__ is Model.__str__:
        return {}
    fields = model._meta.concrete_fields  # noqa: SLF001
    long = (each.name for each in fields if isinstance(each, TextField))
    found = policies.of(model).scope(by).defer(*long).in_bulk(keys)
    return {key: clipped(str(row), _MOST_OF_A_NAME) for key, row in found.items()}


class _Writer:
    """Writes the details of one line of the trail."""

    def __init__(self, entry: AuditEntry, named: Named) -> None:
        self.entry = entry
        self.named = named

    def line(self, facts: Mapping[str, Any]) -> Line:
        # An act that came by no way but the person's own hand says so with an empty one.
        told = (key for key in facts if key != "via" or facts[key])
        return [(self._called(key), self._value(facts[key], self._means(key))) for key in told]

    def _means(self, key: str) -> Meaning | None:
        return meanings.of(self.entry, key)

    def _called(self, key: str) -> str:
        for where in (self.entry.act, self.entry.subject_type):
            if (where, key) in _THERE:
                return str(_THERE[where, key])
        if key in NAMES:
            return str(NAMES[key])
        field = meanings.field(self.entry, key)
        return key if field is None else str(field.verbose_name)

    def _value(self, value: Any, meaning: Meaning | None) -> str:
        """Write a value; what holds others stands in one line."""
        if value is None or value in ("", [], {}):
            return "–"
        if isinstance(value, dict):
            write = meanings.writer(meaning) or self._inner
            return write(value)
        if isinstance(value, list):
            return self._list(value, meaning)
        return self._single(value, meaning)

    def _inner(self, facts: Mapping[str, Any]) -> str:
        return "; ".join(f"{name}: {text}" for name, text in self.line(facts))

    def _list(self, value: list[Any], meaning: Meaning | None) -> str:
        if any(isinstance(each, list) for each in value):
            return "; ".join(self._value(each, meaning) for each in value)
        one_by_one = meaning if isinstance(meaning, tuple) else (meaning,) * len(value)
        # What an older line holds beyond that still stands there.
        pairs = zip_longest(value, one_by_one[: len(value)])
        return ", ".join(self._value(each, means) for each, means in pairs)

    def _single(self, value: Any, meaning: Meaning | None) -> str:
        """Write yes and no, codes by their words, rows by their names, numbers and days."""
        if isinstance(value, bool):
            return _("Có") if value else _("Không")
        words = meanings.words(meaning)
        if words is not None:
            return str(words.get(value, value))
        model, write = meanings.model(meaning), meanings.writer(meaning)
        if model is not None and isinstance(value, int):
            name = self.named(model, value)
            return f"{value} ({name})" if name else str(value)
        if write is None and isinstance(value, int | float):
            return vnnumber(value)
        return _day((write or str)(value))


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
