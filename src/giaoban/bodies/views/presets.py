"""Take bodies from the tables: one page, one choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.bodies import naming
from giaoban.bodies.actions import presets as actions
from giaoban.bodies.forms import BodyChoice
from giaoban.bodies.models import Bloc, Body
from giaoban.bodies.permissions import BODY
from giaoban.core.forms import SentOnce
from giaoban.core.views import Guarded

if TYPE_CHECKING:
    from django.http import HttpResponse

    from giaoban.core.requests import Request

GROUPS = {
    "departments": gettext_lazy("Sở, ngành cấp tỉnh"),
    "party": gettext_lazy("Cơ quan đảng cấp tỉnh"),
    "provinces": gettext_lazy("Tỉnh, thành phố"),
}


class PresetForm(SentOnce):
    """Which bodies, under which body, in which bloc."""

    keys = forms.MultipleChoiceField(
        label=gettext_lazy("Cơ quan"), widget=forms.CheckboxSelectMultiple
    )
    parent = BodyChoice(
        Body.objects.none(),
        label=gettext_lazy("Cơ quan chủ quản"),
        required=False,
        empty_label=gettext_lazy("Chưa ghi"),
    )
    bloc = forms.ModelChoiceField(
        Bloc.objects.none(),
        label=gettext_lazy("Đưa vào khối"),
        required=False,
        empty_label=gettext_lazy("Không"),
        help_text=gettext_lazy("Chỉ áp dụng cho các cơ quan thuộc lĩnh vực khoa giáo."),
    )

    def __init__(self, *args: Any, group: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = actions.known_names()
        self.found = [each for each in actions.presets() if each.group == group]
        self.on_record = [each for each in self.found if naming.key(each.name) in known]
        there = {each.key for each in self.on_record}
        fields: Any = self.fields
        fields["keys"].choices = [
            (each.key, f"{each.name} ({each.note})" if each.note else each.name)
            for each in self.found
            if each.key not in there
        ]
        fields["parent"].queryset = Body.objects.filter(valid_to__isnull=True)
        fields["bloc"].queryset = Bloc.objects.order_by("name")


class Presets(Guarded):
    """Choose bodies of one of the tables."""

    policy = BODY
    act = "add"

    def get(self, request: Request) -> HttpResponse:
        """Show what the table has and what is on record already."""
        return self._show(request, PresetForm(group=self._group()))

    def post(self, request: Request) -> HttpResponse:
        """Add what was chosen."""
        form = PresetForm(request.POST, group=self._group())
        url = form.first_result(request.user.pk)
        if url is not None:
            return HttpResponseRedirect(url)
        if not form.is_valid():
            return self._show(request, form, status=422)
        at, data, url = timezone.now(), form.cleaned_data, reverse("bodies:list")
        with transaction.atomic():
            added = actions.take(
                keys=data["keys"],
                parent=data["parent"],
                bloc=data["bloc"],
                by=request.user,
                at=at,
            )
            form.remember(request.user.pk, url, at=at)
        text = ngettext("Đã thêm %d cơ quan.", "Đã thêm %d cơ quan.", len(added)) % len(added)
        messages.success(request, text)
        return HttpResponseRedirect(url)

    def _group(self) -> str:
        asked = self.request.GET.get("bang", "")
        return asked if asked in GROUPS else "departments"

    def _show(self, request: Request, form: PresetForm, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "group": self._group(),
            "groups": GROUPS.items(),
            "heading": _("Lấy từ danh mục"),
        }
        return render(request, "bodies/presets.html", context, status=status)
