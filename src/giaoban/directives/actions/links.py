"""Say where papers cite directives, and how directives belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from giaoban.core import audit
from giaoban.core.errors import Refused
from giaoban.directives import permissions
from giaoban.directives.actions import reviews
from giaoban.directives.enums import RelationKind
from giaoban.directives.models import Directive, Mention, Relation

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.models import User
    from giaoban.documents.models import Document


@transaction.atomic
def mention(
    *,
    by: User,
    at: dt.datetime,
    directive: Directive,
    document: Document,
    start: int,
    end: int,
    text: str,
    reader: str,
    own: bool = False,
) -> Mention:
    """Note where a paper cites a directive; ``own`` where the paper is that directive itself."""
    permissions.mentions.require(by, "mention")
    row, new = Mention.objects.get_or_create(
        directive=directive,
        document=document,
        start=start,
        defaults={"end": end, "text": text[:1000], "reader": reader, "own": own},
    )
    if new:
        facts = {"directive": directive.pk, "document": document.pk, "start": start, "end": end}
        audit.record("directives.mention", by=by, at=at, subject=row, facts=facts)
    return row


@transaction.atomic
def unmention(
    *, by: User, at: dt.datetime, directive: Directive, document: Document, start: int
) -> None:
    """Take back where a paper was said to cite a directive; nothing where it was not said.

    Raises:
        Refused: it is the paper's only citation of the directive, and a relation was read there.
    """
    permissions.mentions.require(by, "mention")
    rows = Mention.objects.filter(directive=directive, document=document)
    if not rows.filter(start=start).exists():
        return
    ends = Q(origin=directive) | Q(target=directive)
    if (
        not rows.exclude(start=start).exists()
        and Relation.objects.filter(ends, document=document).exists()
    ):
        raise Refused(
            _("Quan hệ của %(text)s được đọc từ văn bản này. Hãy bỏ quan hệ ấy trước.")
            % {"text": directive}
        )
    facts = {"document": document.pk, "start": start}
    audit.record("directives.unmention", by=by, at=at, subject=directive, facts=facts)
    rows.filter(start=start).delete()


@transaction.atomic
def relate(
    *,
    by: User,
    at: dt.datetime,
    origin: Directive,
    target: Directive,
    kind: str,
    years: int | None = None,
    final: bool | None = None,
    document: Document | None = None,
    start: int | None = None,
    end: int | None = None,
) -> Relation:
    """Say how one directive belongs to another; a review gives the other its milestone.

    Raises:
        Refused: both are one, or the years are none that a review is held after.
    """
    permissions.relations.require(by, "relate")
    if origin.pk == target.pk:
        raise Refused(_("Một văn bản không có quan hệ với chính nó. Hãy chọn văn bản khác."))
    if years is not None or final is not None:
        reviews.check_years(years)
        if kind != RelationKind.REVIEWS:
            raise Refused(_("Chỉ quan hệ sơ kết, tổng kết mới có số năm và loại mốc."))
    row, new = Relation.objects.get_or_create(
        origin=origin,
        target=target,
        kind=kind,
        years=years,
        final=final,
        defaults={
            "document": document,
            "start": start,
            "end": end,
            "created_by": by,
            "created_at": at,
        },
    )
    if new:
        facts = {"origin": origin.pk, "target": target.pk, "kind": kind, "years": years}
        audit.record("directives.relate", by=by, at=at, subject=row, facts=facts)
    reviews.give(row)
    return row


@transaction.atomic
def unrelate(*, by: User, at: dt.datetime, relation: Relation) -> None:
    """Take a relation back, and the milestone that it alone gave and nobody has touched."""
    permissions.relations.require(by, "unrelate", relation)
    facts = {"origin": relation.origin_id, "target": relation.target_id, "kind": relation.kind}
    audit.record("directives.unrelate", by=by, at=at, subject=relation, facts=facts)
    reviews.take_back(relation)
    relation.delete()
