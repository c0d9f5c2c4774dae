"""What the values of the trail's details mean: words of a list, a row of a model, a plain number.

A detail whose key is a field of the model acted on means what that field holds. An app adds in its
module ``details`` what differs, for an act, for a model, or for every line of the trail.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ForeignKey, Model
from django.db.models.enums import Choices

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import TextChoices
    from django_stubs_ext import StrOrPromise

    from giaoban.core.models import AuditEntry

# Words for codes; a model for keys of its rows; what writes a value, as ``str`` does for a year or
# the key of a row without a name; a tuple for lists that hold several things in this order.
Words: TypeAlias = "Mapping[str, StrOrPromise]"
Meaning: TypeAlias = (
    "Words | type[TextChoices | Model] | Callable[[Any], str] | tuple[Meaning | None, ...]"
)

EVERYWHERE = ""
_known: dict[tuple[str, str], Meaning] = {}


def add(meanings: Mapping[str, Mapping[str, Meaning]]) -> None:
    """Add what keys mean, by the act, the model's label or ``EVERYWHERE`` under which they stand.

    Raises:
        ValueError: another app has said what the key means there.
    """
    for where, keys in meanings.items():
        for key, meaning in keys.items():
            if _known.setdefault((where, key), meaning) != meaning:
                raise ValueError(f"{key!r} means something else for {where!r}")


def added() -> Mapping[tuple[str, str], Meaning]:
    """Return all that was added, by where it holds and the key."""
    return _known


def of(entry: AuditEntry, key: str) -> Meaning | None:
    """Return what a key of the entry's details means; None where the value speaks for itself."""
    for where in (entry.act, entry.subject_type):
        if (where, key) in _known:
            return _known[where, key]
    found = field(entry, key)
    if found is None:
        return _known.get((EVERYWHERE, key))
    if found.choices:
        return dict(found.flatchoices)
    return cast("type[Model]", found.related_model) if isinstance(found, ForeignKey) else None


def field(entry: AuditEntry, key: str) -> Field[Any, Any] | None:
    """Return the field of that name of the model acted on."""
    try:
        found = apps.get_model(entry.subject_type)._meta.get_field(key)  # noqa: SLF001
    except (FieldDoesNotExist, LookupError, ValueError):
        return None
    return found if isinstance(found, Field) else None


def names_of(model: type[Model], **others: StrOrPromise) -> Words:
    """Return what the fields of a model are called, with what else an act tells as one of them."""
    fields = (each for each in model._meta.get_fields() if isinstance(each, Field))  # noqa: SLF001
    return {each.name: each.verbose_name for each in fields} | others


def words(meaning: Meaning | None) -> Words | None:
    """Return the words for codes, where the meaning has some."""
    if isinstance(meaning, type) and issubclass(meaning, Choices):
        return dict(meaning.choices)
    return meaning if isinstance(meaning, Mapping) else None


def model(meaning: Meaning | None) -> type[Model] | None:
    """Return the model whose rows are meant, if any are."""
    return meaning if isinstance(meaning, type) and issubclass(meaning, Model) else None


def writer(meaning: Meaning | None) -> Callable[[Any], str] | None:
    """Return what writes the value, where neither words nor a row's name do."""
    if words(meaning) is not None or model(meaning) is not None or not callable(meaning):
        return None
    return cast("Callable[[Any], str]", meaning)
