"""What the acts of the trail are called, so that a person can read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

_names: dict[str, StrOrPromise] = {}


def name(names: Mapping[str, StrOrPromise]) -> None:
    """Add the names of an app's acts; called once from its ``ready``."""
    _names.update(names)


def named() -> Mapping[str, StrOrPromise]:
    """Return all of them."""
    return _names


def describe(act: str) -> str:
    """Return what an act is called; its key where nobody named it."""
    return str(_names.get(act, act))
