"""What the sign-in page has to know before anybody is signed in."""

from __future__ import annotations

from django import template
from django.contrib.auth import get_user_model

register = template.Library()


@register.simple_tag
def nobody_can_enter() -> bool:
    """Tell whether the site has no account yet, so that the page says how the first is made."""
    return not get_user_model()._default_manager.exists()  # noqa: SLF001
