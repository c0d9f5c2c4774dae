"""Two people who mend the same row: both versions, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from giaoban.core.forms import differences

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.http import HttpResponse

    from giaoban.accounts.requests import Request
    from giaoban.directives.models import Directive, Milestone


def both(
    request: Request, form: BaseForm, stored: Directive | Milestone, *, back: str
) -> HttpResponse:
    """Show what the other saved beside what this person typed."""
    theirs = {name: getattr(stored, name) for name in form.fields if name != "version"}
    context = {
        "form": form,
        "differences": differences(form, theirs),
        "version": stored.version,
        "back": back,
    }
    return render(request, "core/conflict.html", context, status=409)
