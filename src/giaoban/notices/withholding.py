"""What no mail may say: upper apps tell by what they know a text that must stay inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from giaoban.notices.kinds import Said

if TYPE_CHECKING:
    from collections.abc import Callable

_guards: list[Callable[[str], bool]] = []


def register(guard: Callable[[str], bool]) -> None:
    """Let ``guard(text)`` tell whether a text must not leave by mail; called once."""
    _guards.append(guard)


def mailed(said: Said) -> Said:
    """Return what a mail may say of a notice."""
    if any(guard(text) for guard in _guards for text in said if text):
        return Said(_("Nội dung không đưa vào thư. Hãy mở trang để xem."))
    return said
