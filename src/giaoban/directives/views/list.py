"""The list, and the register that it is printed and taken away as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils.translation import gettext_lazy

from giaoban.core.lists import Column, ListPage, Order
from giaoban.directives import actions, forms, labels, permissions, queries
from giaoban.documents.permissions import DOCUMENTS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from giaoban.directives.models import Directive


def _kind_and_title(row: Directive) -> str:
    """Return kind, name and subject in one cell, as the registers have it."""
    called = labels.called(row.kind, row.name)
    return f"{called}: {row.title}" if row.title else called


class DirectiveList(ListPage):
    """The register, in the columns of that of incoming papers (NĐ 30/2020, Phụ lục IV, mục VI).

    Arrival and recipient are those of the paper by which the directive itself came in.
    """

    policy = permissions.directives
    title = gettext_lazy("Văn bản chỉ đạo")
    filters = forms.DirectiveFilters
    template_name = "directives/list.html"
    search_kind = actions.KIND
    orders = (
        Order(
            "new",
            gettext_lazy("Mới ban hành trước"),
            (F("issued_on").desc(nulls_last=True), "-pk"),
        ),
        Order("old", gettext_lazy("Cũ trước"), (F("issued_on").asc(nulls_last=True), "pk")),
        Order("number", gettext_lazy("Theo số"), (F("number").asc(nulls_last=True), "pk")),
    )
    columns = (
        Column(gettext_lazy("Ngày đến"), lambda row: row.paper and row.paper.arrived_on, 12),
        Column(gettext_lazy("Số đến"), lambda row: row.paper and row.paper.arrival_number, 8),
        Column(gettext_lazy("Tác giả"), lambda row: row.issuer, 28),
        Column(gettext_lazy("Số, ký hiệu văn bản"), lambda row: row.identifier, 18),
        Column(gettext_lazy("Ngày tháng văn bản"), lambda row: row.issued_on, 12),
        Column(gettext_lazy("Tên loại và trích yếu nội dung văn bản"), _kind_and_title, 60),
        Column(gettext_lazy("Đơn vị hoặc người nhận"), lambda r: r.paper and r.paper.recipient, 24),
        Column(gettext_lazy("Ngày chuyển"), lambda row: row.paper and row.paper.forwarded_on, 12),
        Column(gettext_lazy("Ký nhận"), lambda _row: "", 10),
        Column(gettext_lazy("Ghi chú"), lambda row: row.note, 24),
    )

    def rows(self) -> QuerySet[Directive]:
        """Leave out what a list does not show."""
        return super().rows().defer("folded", "folded_name", "key")

    def prepare(self, rows: list[Any]) -> list[Any]:
        """Add how many tasks and papers hang on each, and the paper that it came in by."""
        return queries.with_counts(rows, DOCUMENTS.scope(self.request.user))

    def more(self, rows: QuerySet[Any]) -> dict[str, Any]:  # noqa: ARG002
        """Tell whether the person may enter directives."""
        return {"may_register": self.policy.may(self.request.user, "register")}
