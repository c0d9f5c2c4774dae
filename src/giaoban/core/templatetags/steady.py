"""Tags for what is the same on every page: rendered once for each language and process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.template import Context, Library, Node
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django.template.base import NodeList, Parser, Token

register = Library()
# No key of a row is as large; its digits mark the place of the key in an address.
_NO_KEY = 987654321987654321


class Steady(Node):
    """Words, icons and addresses that hang on the language alone.

    They are rendered with an empty context, so that nothing of a person or a request can come into
    what all others are shown.
    """

    def __init__(self, inside: NodeList) -> None:
        self.inside = inside
        self.kept: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """Return what was rendered the first time in this language."""
        language = get_language()
        found = self.kept.get(language)
        if found is None:
            empty = Context()
            empty.template = context.template
            found = self.kept[language] = SafeString(self.inside.render(empty))
        return found


@register.tag
def steady(parser: Parser, _token: Token) -> Steady:
    """Render what stands up to ``endsteady`` once for each language."""
    inside = parser.parse(("endsteady",))
    parser.delete_first_token()
    return Steady(inside)


@register.simple_tag
def row_url(name: str, key: int) -> str:
    """Write the address of a row; ``{% url %}`` looks for the fitting pattern every time."""
    before, after = _around(name, get_urlconf(), get_script_prefix())
    return f"{before}{int(key)}{after}"


@cache
def _around(name: str, urlconf: str | None, _prefix: str) -> tuple[str, str]:
    """Return what stands before and after the key in an address."""
    before, _key, after = reverse(name, urlconf, args=[_NO_KEY]).partition(str(_NO_KEY))
    return before, after
