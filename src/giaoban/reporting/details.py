"""What the details of acts on periods, reports and indicators mean in the trail."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from giaoban.core.meanings import EVERYWHERE, names_of
from giaoban.core.templatetags.look import vnnumber
from giaoban.reporting import amending, providers
from giaoban.reporting.actions.values import PERSON, PROVIDER, REPORTED
from giaoban.reporting.models import Indicator, Period
from giaoban.work.enums import TaskState, Timeliness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.core.meanings import Meaning

_STATES = dict([*TaskState.choices, *Timeliness.choices])


def _number(text: str) -> str:
    """Write a number that the trail keeps as text; any other text as it is."""
    try:
        return vnnumber(Decimal(text))
    except ArithmeticError:
        return text


def _origin(code: str) -> str:
    """Say where a value came from: a person, a report, or what the system counts."""
    if code == PERSON:
        return _("nhập tay")
    if code == REPORTED:
        return _("báo cáo của cơ quan")
    provider = providers.get(code.removeprefix(PROVIDER))
    return str(provider.label) if provider is not None else code


def _corrected(text: str) -> str:
    """Write a value before or after a correction, whichever column it is of."""
    return str(_STATES[text]) if text in _STATES else _number(text)


MEANINGS: Mapping[str, Mapping[str, Meaning]] = {
    EVERYWHERE: {"period": Period, "periods": Period, "report": str},
    "reporting.closing.amend": {
        "line": str,
        "field": amending.LABELS,
        "old": _corrected,
        "new": _corrected,
    },
    "reporting.indicator": {
        "before": _number,
        "after": _number,
        "changed": names_of(Indicator),
        "origin": _origin,
    },
    "reporting.proposal": {"row": str},
    "reporting.report": {"rows": str},
    "reporting.closing.export": {"format": str.upper},
}
