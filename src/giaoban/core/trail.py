"""The page of the audit trail, for who watches over the office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from giaoban.core import acts, audit, details, history
from giaoban.core.lists import Column, Filters, ListPage, Order
from giaoban.core.models import AuditEntry
from giaoban.core.permissions import TRAIL

if TYPE_CHECKING:
    from django.db.models import QuerySet


class TrailFilters(Filters):
    """Filters of the trail."""

    q = forms.CharField(label=_("Mã hồ sơ"), required=False, max_length=40)
    act = forms.ChoiceField(label=_("Việc"), required=False)
    actor = forms.ModelChoiceField(
        label=_("Người làm"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=_("Tất cả"),
    )
    day = forms.DateField(
        label=_("Ngày"),
        required=False,
        widget=forms.DateInput(attrs={"inputmode": "numeric", "placeholder": _("ngày/tháng/năm")}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(acts.named().items(), key=lambda each: str(each[1]))
        self.fields["act"].choices = [("", _("Tất cả")), *named]  # type: ignore[attr-defined]
        people = get_user_model()._default_manager.order_by("email")  # noqa: SLF001
        self.fields["actor"].queryset = people  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the entries that the filters leave."""
        picked = self.cleaned_data
        if picked.get("act"):
            rows = rows.filter(act=picked["act"])
        if picked.get("actor"):
            rows = rows.filter(actor_id=picked["actor"].pk)
        if picked.get("day"):
            rows = rows.filter(at__date=picked["day"])
        return rows


class Trail(ListPage):
    """All acts on record, the newest first, with the state of the chain."""

    policy = TRAIL
    title = _("Nhật ký hệ thống")
    filters = TrailFilters
    template_name = "core/trail.html"
    orders = (
        Order("new", _("Mới trước"), ("-pk",)),
        Order("old", _("Cũ trước"), ("pk",)),
    )
    columns = (
        Column(_("Thời điểm"), lambda row: f"{row.at:%Y-%m-%d %H:%M:%S%z}", 24),
        Column(_("Người làm"), lambda row: row.line.who, 24),
        Column(_("Việc"), lambda row: row.line.what, 30),
        Column(_("Loại hồ sơ"), lambda row: row.subject_type, 24),
        Column(_("Mã hồ sơ"), lambda row: row.subject_id, 12),
        Column(_("Chi tiết"), lambda row: "; ".join(": ".join(each) for each in row.said), 60),
        Column(_("Mã niêm phong"), lambda row: row.seal.digest if hasattr(row, "seal") else "", 66),
    )

    def rows(self) -> QuerySet[Any]:
        """Return the entries with their seals."""
        return super().rows().select_related("seal")

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Return the entries of one row's number."""
        return rows.filter(subject_id=words.strip()) if words.strip() else rows

    def prepare(self, rows: list[AuditEntry]) -> list[AuditEntry]:
        """Add who did it, and what it is called."""
        said = details.said(rows, self.request.user)
        for row, line, facts in zip(rows, history.lines(rows), said, strict=True):
            row.line = line  # type: ignore[attr-defined]
            row.said = facts  # type: ignore[attr-defined]
        return rows

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:  # noqa: ARG002
        """Tell how far the trail is sealed."""
        waiting = AuditEntry.objects.filter(seal=None).count()
        return {"head": audit.head(), "waiting": waiting}
