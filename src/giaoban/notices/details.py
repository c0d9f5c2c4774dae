"""What the details of acts on notices mean in the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.notices import kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.core.meanings import Meaning


def _kind(key: str) -> str:
    """Say what a kind of notices is called; its key once its app is gone."""
    labels = {each.key: each.label for each in kinds.every()}
    return str(labels.get(key, key))


MEANINGS: Mapping[str, Mapping[str, Meaning]] = {"notices.preference": {"off": _kind}}
