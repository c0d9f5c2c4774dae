"""Put people and their posts on record and edit them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.bodies.actions.given import PersonGiven, check_in_order
from giaoban.bodies.models import Person, Post
from giaoban.bodies.permissions import PERSON
from giaoban.bodies.sorting import person_key
from giaoban.core import audit, locks, search
from giaoban.core.errors import Refused
from giaoban.core.folding import fold

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.policies import Actor

KIND = "person"


@transaction.atomic
def add(*, given: PersonGiven, by: Actor, at: dt.datetime) -> Person:
    """Put a person on record with the posts."""
    PERSON.require(by, "add")
    person = Person()
    _write(person, given)
    audit.record("person.add", by=by, at=at, subject=person, personal=_personal(person))
    return person


@transaction.atomic
def edit(*, person: Person, version: int, given: PersonGiven, by: Actor, at: dt.datetime) -> Person:
    """Write a person anew as given; Conflict where somebody else did since ``version``."""
    PERSON.require(by, "edit", person)
    locks.claim(person, version)
    before = _personal(person)
    _write(person, given)
    audit.record(
        "person.edit",
        by=by,
        at=at,
        subject=person,
        personal={"before": before, "after": _personal(person)},
    )
    return person


def _write(person: Person, given: PersonGiven) -> None:
    if not given.name.strip():
        raise Refused(_("Hãy ghi họ và tên."))
    check_in_order(given.posts)
    person.name, person.email, person.phone = given.name, given.email, given.phone
    person.folded, person.sort_key = fold(given.name), person_key(given.name)
    person.save()
    person.posts.all().delete()
    for row in given.posts:
        Post.objects.create(
            person=person,
            body_id=row.body_id,
            title=row.title,
            is_focal_point=row.is_focal_point,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
    titles = " ".join(row.title for row in given.posts)
    search.put(KIND, person.pk, title=person.name, words=titles)


def _personal(person: Person) -> dict[str, Any]:
    posts = [
        [row.body_id, row.title, str(row.valid_from or ""), str(row.valid_to or "")]
        for row in person.posts.all()
    ]
    return {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "posts": posts,
    }
