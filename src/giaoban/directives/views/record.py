"""One directive: what its page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from giaoban.core import panels
from giaoban.core.views import Guarded
from giaoban.directives import drawing, forms, permissions, queries
from giaoban.directives.models import Directive
from giaoban.documents.permissions import DOCUMENTS

if TYPE_CHECKING:
    from django.http import HttpResponse

    from giaoban.accounts.requests import Request

SUGGESTED = 100
MENTIONS_SHOWN = 50
# A drawing of more boxes is no help to anybody; the table says the same.
DRAWN = 60


def record_url(pk: int) -> str:
    """Return where a directive is shown."""
    return reverse("directives:record", args=[pk])


class DirectiveRecord(Guarded):
    """One directive: facts, relations, chain, who has a plan, milestones, tasks, papers."""

    policy = permissions.directives
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show it."""
        row: Directive = self.get_row(pk)
        return render(request, "directives/record.html", record_context(request, row))


def record_context(request: Request, row: Directive, **forms_in_use: Any) -> dict[str, Any]:
    """Return what the record page shows; a form with errors stands in place of the empty one."""
    today = timezone.localdate()
    user = request.user
    office = permissions.directives.may(user, "change", row)
    links = queries.chain(row)
    plans = queries.plans(queries.bodies_expected(row, today), links, today)
    reviews = list(row.milestones.select_related("relation__origin"))
    papers = DOCUMENTS.scope(user)
    out, into = queries.relations(row, papers)
    mentions = queries.mentions(row, papers)
    return {
        "directive": row,
        "today": today,
        "out": out,
        "into": into,
        "n_relations": len(out) + len(into),
        "above": queries.above(row),
        "links": links,
        "graph": drawing.graph(links) if 1 < len(links) <= DRAWN else None,
        "plans": plans,
        "n_plans": sum(each.plan is not None for each in plans),
        "milestones": reviews,
        "line": drawing.time_line(row, reviews, today),
        "mentions": mentions[:MENTIONS_SHOWN],
        "n_mentions": mentions.count(),
        "panels": panels.of("directives.record", request, row),
        "may_change": office,
        "relation_form": forms.RelationForm(),
        "milestone_form": forms.MilestoneForm(),
        "suggestions": _suggestions() if office else [],
        **forms_in_use,
    }


def _suggestions() -> list[Directive]:
    """Return the newest entries for the list beside the field; any other may be typed."""
    shown = ("kind", "identifier", "name", "issued_on")
    return list(Directive.objects.only(*shown)[:SUGGESTED])
