"""What can stand in the way of a decision at the desk."""

from __future__ import annotations

from giaoban.core.errors import Refused


class NeedsChoice(Refused):
    """Several entries of the register may be meant: a person has to choose."""


class BuiltOn(Refused):
    """What an act made is used by later ones, so that it cannot be undone before them."""
