"""Enter directives into the register, mend them, take them out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from giaoban.bodies import queries as bodies
from giaoban.core import audit, locks, search
from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.directives import permissions
from giaoban.directives.actions import reviews
from giaoban.directives.enums import MilestoneSource
from giaoban.directives.identity import named, standard, term_on
from giaoban.directives.models import Directive
from giaoban.directives.queries import identity_of, match
from giaoban.documents.enums import PaperKind

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body

KIND = "directive"


@transaction.atomic
def register(
    *,
    by: User,
    at: dt.datetime,
    kind: str,
    identifier: str = "",
    name: str = "",
    title: str = "",
    issuer: str = "",
    issuer_body: Body | None = None,
    issued_on: dt.date | None = None,
    term: str = "",
    note: str = "",
) -> Directive:
    """Enter a document, or return the entry that it already has, with what was unknown filled in.

    Raises Refused where several entries may be meant: a person has to say which.
    """
    permissions.directives.require(by, "register")
    identifier, name, issuer = identifier.strip(), name.strip(), issuer.strip()
    found = match(kind, identifier, name, issuer, issued_on, term)
    if len(found) > 1 and not _is_sure(found, issued_on):
        raise Refused(
            _(
                "Sổ có %(n)s văn bản có thể là “%(text)s”. Hãy ghi ngày ban hành, khóa hoặc "
                "cơ quan ban hành để phân biệt."
            )
            % {"n": len(found), "text": identifier or name}
        )
    known = {
        "title": title,
        "issuer": issuer,
        "issuer_body": issuer_body,
        "issued_on": issued_on,
        "term": term,
        "note": note,
    }
    if found:
        return _fill_in(found[0], known, by=by, at=at)
    row = Directive(
        kind=kind, identifier=identifier, name=name, created_by=by, created_at=at, **known
    )
    _save(row)
    reviews.follow_rules(row)
    audit.record("directives.register", by=by, at=at, subject=row, facts={"key": row.key})
    return row


@transaction.atomic
def fill_in(*, by: User, at: dt.datetime, directive: Directive, **known: Any) -> Directive:
    """Write what an entry does not know yet; what stands there already stays.

    Raises:
        Refused: the register holds another entry of the identity that this one would get.
    """
    permissions.directives.require(by, "register")
    return _fill_in(directive, known, by=by, at=at)


def _is_sure(found: list[Directive], issued_on: dt.date | None) -> bool:
    return issued_on is not None and [row.issued_on for row in found].count(issued_on) == 1


def _fill_in(found: Directive, known: dict[str, Any], *, by: User, at: dt.datetime) -> Directive:
    """Write what was not known of an entry; what is known already stays."""
    row = Directive.objects.select_for_update().get(pk=found.pk)
    new = {field: value for field, value in known.items() if value and not getattr(row, field)}
    if not new:
        return row
    before = row.issued_on
    for field, value in new.items():
        setattr(row, field, value)
    row.version += 1
    _save(row)
    reviews.follow_date(row, before)
    audit.record("directives.fill_in", by=by, at=at, subject=row, facts={"fields": sorted(new)})
    return row


def _save(row: Directive) -> None:
    """Save with all that follows from the fields: issuer, key, number, folded words, search."""
    _tie_issuer(row)
    identity = identity_of(row)
    row.term = identity.known_term
    row.key = identity.key
    row.standard = standard(row.identifier)
    row.number = identity.number
    row.folded_name = named(row.name)
    row.folded = fold(f"{row.identifier} {row.name} {row.title} {row.issuer}")
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(
            _("Sổ đã có %(text)s với cùng ngày hoặc khóa. Hãy mở văn bản đã có trong sổ.")
            % {"text": row}
        ) from error
    search.put(
        KIND,
        row.pk,
        title=row.title or row.name,
        identifier=_called(row),
        words=f"{row.name} {row.issuer} {row.title[500:]}",
    )


def _called(row: Directive) -> str:
    """Return what search shows before the subject; a title that is the name needs nothing more."""
    if row.identifier:
        return f"{PaperKind(row.kind).written} {row.identifier}"
    return row.name if row.title else ""


def _tie_issuer(row: Directive) -> None:
    """Let the issuer as written and the body of the directory stand for one another.

    A name that means one body alone is tied to it, so that its plan counts; a body that was chosen
    gives the name that it had on the day.
    """
    if row.issuer_body is None and row.issuer:
        found = bodies.find_body(row.issuer, on=row.issued_on)
        row.issuer_body = found[0] if len(found) == 1 else None
    elif row.issuer_body is not None and not row.issuer:
        body, day = row.issuer_body, row.issued_on
        row.issuer = bodies.name_on(body, day) if day is not None else body.name


@transaction.atomic
def change(
    *, by: User, at: dt.datetime, directive: Directive, version: int, **fields: Any
) -> Directive:
    """Change fields of an entry; reviews whose day follows from its date move with it.

    Raises:
        Conflict: somebody else changed the entry since this version was read.
        Refused: the register holds another entry of this identity.
    """
    permissions.directives.require(by, "change", directive)
    locks.claim(directive, version)
    changed = {k: v for k, v in fields.items() if getattr(directive, k) != v}
    before = directive.issued_on
    # A day that is only taken back says nothing against the term.
    moved = changed.get("issued_on") is not None
    if moved and "term" not in changed and _term_followed(directive):
        directive.term = ""
    for field, value in changed.items():
        setattr(directive, field, value)
    _save(directive)
    reviews.follow_date(directive, before)
    if changed.keys() & {"kind", "identifier"}:
        reviews.follow_rules(directive)
    audit.record(
        "directives.change", by=by, at=at, subject=directive, facts={"fields": sorted(changed)}
    )
    return directive


def _term_followed(row: Directive) -> bool:
    """Tell whether the term was taken from the date, so that it goes with it."""
    return row.issued_on is not None and row.term == term_on(row.issued_on)


@transaction.atomic
def unregister(*, by: User, at: dt.datetime, directive: Directive) -> None:
    """Take an entry out again, as long as nothing was built on it.

    Raises:
        Refused: a paper cites it, or it has a relation, a task, or a review that a person touched.
    """
    permissions.directives.require(by, "remove", directive)
    reviewed = directive.milestones.exclude(source=MilestoneSource.RULE, touched=False)
    built = [
        str(what)
        for what, rows in (
            (_("viện dẫn"), directive.mentions),
            (_("quan hệ"), directive.relations_in),
            (_("quan hệ"), directive.relations_out),
            (_("nhiệm vụ"), directive.tasks),
            (_("mốc sơ kết, tổng kết"), reviewed),
        )
        if rows.exists()
    ]
    if built:
        raise Refused(
            _("%(text)s đã có %(built)s nên không rút khỏi sổ được. Hãy bỏ các mục ấy trước.")
            % {"text": directive, "built": ", ".join(dict.fromkeys(built))}
        )
    search.drop(KIND, directive.pk)
    audit.record(
        "directives.unregister", by=by, at=at, subject=directive, facts={"key": directive.key}
    )
    directive.delete()
