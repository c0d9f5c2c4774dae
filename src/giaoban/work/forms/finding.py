"""Choose another task: by its number, or by words of its title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core.fields import is_key
from giaoban.core.folding import fold
from giaoban.work import states
from giaoban.work.models import Task

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import BoundField
    from django.utils.safestring import SafeString

_MOST_OFFERED = 50
_MOST_NAMED = 5
_SHOWN = 80


class _Box(forms.TextInput):
    """A box to type in, which proposes numbers with the titles of their tasks."""

    field: TaskChoiceField

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Return the box, its proposals, and a place for the title of the number typed."""
        own = (attrs or {}).get("id", name)
        tied = {**(attrs or {}), "list": f"{own}_list", "autocomplete": "off"}
        box = super().render(name, value, tied, renderer)
        lines = format_html_join(
            "", '<option value="{}">{}</option>', ((pk, _short(t)) for pk, t in self.field.pairs())
        )
        return format_html(
            '{}<datalist id="{}_list">{}</datalist><output class="hint" for="{}" data-said>{}'
            "</output>",
            box,
            own,
            lines,
            own,
            self.field.said(value),
        )


class TaskChoiceField(forms.ModelChoiceField[Task]):
    """A task, told by its number or by words that its title and no other has."""

    widget = _Box
    default_error_messages = {
        "invalid_choice": gettext_lazy("Không có nhiệm vụ nào mang số này."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("_Box", self.widget).field = self

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> BoundField:
        """Let the box of this form, a copy, ask this form's tasks."""
        cast("_Box", self.widget).field = self
        return super().get_bound_field(form, field_name)

    @property
    def rows(self) -> QuerySet[Task]:
        """The tasks that can be chosen."""
        return cast("QuerySet[Task]", self.queryset)

    def pairs(self) -> list[tuple[int, str]]:
        """Return number and title of the newest open tasks."""
        found = self.rows.filter(state__in=states.OPEN).order_by("-pk")
        return list(found.values_list("pk", "title")[:_MOST_OFFERED])

    def said(self, value: Any) -> str:
        """Return the title of the task whose number stands in the box."""
        typed = str(value or "")
        if not is_key(typed):
            return ""
        return self.rows.filter(pk=typed).values_list("title", flat=True).first() or ""

    def to_python(self, value: Any) -> Task | None:
        """Return the task of a number, or the one whose title has the words."""
        typed = str(value or "").strip()
        if isinstance(value, Task) or not typed or is_key(typed):
            return super().to_python(typed if isinstance(value, str) else value)
        found = self._fitting(typed)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("Không có nhiệm vụ nào có những chữ này."), "unknown")
        named = "; ".join(f"{each.pk}, {_short(each.title)}" for each in found[:_MOST_NAMED])
        more = "…" if len(found) > _MOST_NAMED else ""
        raise forms.ValidationError(
            _("Nhiều nhiệm vụ có những chữ này: %(names)s. Hãy ghi số."),
            "several",
            {"names": f"{named}{more}"},
        )

    def _fitting(self, typed: str) -> list[Task]:
        """Return some of the tasks whose titles have the words; an equal title goes before all."""
        words = fold(typed)
        # No database of ours keeps U+0000 in a text.
        if not words or "\x00" in words:
            return []
        held = list(self.rows.filter(folded__contains=words).order_by("-pk")[: _MOST_NAMED + 1])
        same = [each for each in held if fold(each.title) == words]
        return same if len(same) == 1 else held


def _short(title: str) -> str:
    return Truncator(title).chars(_SHOWN)
