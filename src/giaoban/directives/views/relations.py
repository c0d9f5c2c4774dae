"""How directives belong to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core.views import Guarded
from giaoban.directives import actions, forms, permissions
from giaoban.directives.views.adding import AddTo
from giaoban.directives.views.record import record_url

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.requests import Request
    from giaoban.directives.models import Directive, Relation


class AddRelation(AddTo):
    """Say how this directive belongs to another."""

    form = forms.RelationForm
    shown_as = "relation_form"
    said = gettext_lazy("Đã ghi quan hệ.")

    def add(self, row: Directive, given: dict[str, Any], at: dt.datetime) -> None:
        """Relate the two."""
        said = {name: given[name] for name in ("kind", "target", "years", "final")}
        actions.relate(by=self.request.user, at=at, origin=row, **said)


class RemoveRelation(Guarded):
    """Take a relation back."""

    policy = permissions.relations
    act = "unrelate"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Remove it and go back to the directive that it was said of."""
        relation: Relation = self.get_row(pk)
        origin = relation.origin_id
        actions.unrelate(by=request.user, at=timezone.now(), relation=relation)
        messages.success(request, _("Đã bỏ quan hệ."))
        return HttpResponseRedirect(record_url(origin))
