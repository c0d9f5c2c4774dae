"""Kinds of notices: the app that owns one registers it with its words.

The words are functions, run in the language of the person when a notice is shown or mailed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from giaoban.notices.models import Notice

logger = logging.getLogger(__name__)
Facts = Mapping[str, Any]


class Said(NamedTuple):
    """A notice in words: what it is about, and what else is to be known."""

    title: str
    detail: str = ""


class Kind(NamedTuple):
    """A kind of notices; those of the lowest ``order`` stand first.

    ``counted(n)`` says how many there are, for the subject: "3 việc quá hạn". ``say(facts)`` says
    one. ``status`` is a chip of the design system.
    """

    key: str
    order: int
    label: StrOrPromise
    counted: Callable[[int], str]
    say: Callable[[Facts], Said]
    urgent: bool = False
    status: str = "new"


def _counted(n: int) -> str:
    return ngettext("%(n)s thông báo khác", "%(n)s thông báo khác", n) % {"n": n}


def _nothing_said(_facts: Facts) -> Said:
    return Said(_("Có thông báo mới. Hãy mở trang để xem."))


# What stands for a kind whose app is gone, and for facts that cannot be said.
OTHER = Kind("notices.other", 1000, gettext_lazy("Thông báo khác"), _counted, _nothing_said)
_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; called once for each from an app's ``ready``."""
    if kind.key in _kinds:
        raise ValueError(f"{kind.key} is a kind of notices already")
    _kinds[kind.key] = kind
    return kind


def forget(key: str) -> None:
    """Take a kind out again."""
    _kinds.pop(key, None)


def every() -> list[Kind]:
    """Return all kinds, the most pressing first."""
    return sorted(_kinds.values(), key=lambda kind: (kind.order, kind.key))


def known(key: str) -> Kind:
    """Return a kind that an app registered; KeyError for another."""
    return _kinds[key]


def of(notice: Notice) -> Kind:
    """Return the kind of a notice, also when its app is gone."""
    return _kinds.get(notice.kind, OTHER)


def say(notice: Notice) -> Said:
    """Say a notice in the active language; facts that cannot be said hold up nothing."""
    try:
        return of(notice).say(notice.facts)
    except Exception:
        logger.exception("notice %s could not be said", notice.pk)
        return OTHER.say(notice.facts)
