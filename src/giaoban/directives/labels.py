"""What directives and relations are called, these from either end."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core.folding import fold
from giaoban.directives.enums import RelationKind
from giaoban.documents.enums import PaperKind

ACTIVE = {
    RelationKind.REVIEWS: gettext_lazy("tổng kết, sơ kết việc thực hiện"),
    RelationKind.IMPLEMENTS: gettext_lazy("thực hiện"),
    RelationKind.CONTINUES: gettext_lazy("tiếp tục thực hiện"),
    RelationKind.BASED_ON: gettext_lazy("căn cứ"),
    RelationKind.GUIDES: gettext_lazy("quy định chi tiết, hướng dẫn"),
    RelationKind.AMENDS: gettext_lazy("sửa đổi, bổ sung"),
    RelationKind.REPLACES: gettext_lazy("thay thế"),
    RelationKind.ISSUED_WITH: gettext_lazy("ban hành kèm theo"),
}
PASSIVE = {
    RelationKind.REVIEWS: gettext_lazy("được tổng kết, sơ kết theo"),
    RelationKind.IMPLEMENTS: gettext_lazy("được thực hiện bằng"),
    RelationKind.CONTINUES: gettext_lazy("được tiếp tục thực hiện bằng"),
    RelationKind.BASED_ON: gettext_lazy("là căn cứ của"),
    RelationKind.GUIDES: gettext_lazy("được quy định chi tiết, hướng dẫn bởi"),
    RelationKind.AMENDS: gettext_lazy("được sửa đổi, bổ sung bởi"),
    RelationKind.REPLACES: gettext_lazy("bị thay thế bởi"),
    RelationKind.ISSUED_WITH: gettext_lazy("có văn bản ban hành kèm là"),
}


def called(kind: str, name: str) -> str:
    """Return the kind with the number or name; a name that begins with its kind says it itself.

    >>> called("resolution", "20-NQ/TW")
    'Nghị quyết 20-NQ/TW'
    >>> called("resolution", "nghị quyết Đại hội XIII của Đảng")
    'Nghị quyết Đại hội XIII của Đảng'
    """
    if kind not in PaperKind.values:
        return name
    known = PaperKind(kind)
    if f"{fold(name)} ".startswith(f"{fold(known.written)} "):
        return name[:1].upper() + name[1:]
    return f"{known.label} {name}".strip()


def review(years: int | None, *, final: bool) -> str:
    """Return what a review is called: "tổng kết 10 năm", "sơ kết 03 năm"."""
    name = _("tổng kết") if final else _("sơ kết")
    return name if years is None else _("%(name)s %(years)02d năm") % {"name": name, "years": years}


def active(kind: str, years: int | None, final: bool | None) -> str:
    """Return the relation as said of its origin: "tổng kết 10 năm thực hiện"."""
    if kind == RelationKind.REVIEWS and final is not None:
        return _("%(review)s thực hiện") % {"review": review(years, final=final)}
    return str(ACTIVE[RelationKind(kind)])


def passive(kind: str, years: int | None, final: bool | None) -> str:
    """Return the relation as said of its target: "được tổng kết 10 năm theo"."""
    if kind == RelationKind.REVIEWS and final is not None:
        return _("được %(review)s theo") % {"review": review(years, final=final)}
    return str(PASSIVE[RelationKind(kind)])
