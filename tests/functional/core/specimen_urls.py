"""Addresses for the specimen pages, which the site itself does not have."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from giaoban.config.urls import urlpatterns as site
from giaoban.core.picking import Picker

if TYPE_CHECKING:
    from django.http import HttpRequest

KINDS = [("a", "Nghị quyết"), ("b", "Kế hoạch")]
GROUPS = [
    ("Sở, ngành cấp tỉnh", [(str(at), f"Sở Ví dụ {at}") for at in range(9)]),
    ("Báo, đài", [("11", "Báo Đồng Bằng"), ("12", "Đài Phát thanh và Truyền hình")]),
]
NAV = [
    {
        "label": "Trong quý",
        "entries": [
            {"label": "Quý II/2022", "url": "/mau/", "icon": "home", "current": True},
            {
                "label": "Bàn đọc",
                "url": "/mau/ban-doc/",
                "icon": "desk",
                "count": 4,
                "count_label": "phiếu",
            },
        ],
    }
]


class Sample(forms.Form):
    """A form with a field of each kind."""

    words = forms.CharField(label="Từ cần tìm", required=False)
    title = forms.CharField(label="Việc", help_text="Một câu, không quá 200 chữ.")
    due = forms.CharField(label="Hạn", required=False)
    kind = forms.ChoiceField(label="Loại", choices=KINDS)
    way = forms.ChoiceField(label="Kết quả", widget=forms.RadioSelect, choices=KINDS)
    bodies = forms.MultipleChoiceField(
        label="Phối hợp", required=False, widget=forms.CheckboxSelectMultiple, choices=KINDS
    )
    many = forms.MultipleChoiceField(label="Chủ trì", required=False, widget=Picker, choices=GROUPS)
    agreed = forms.BooleanField(label="Tôi đã đọc văn bản gốc")
    note = forms.CharField(label="Nhận xét", widget=forms.Textarea, required=False)


def show(request: HttpRequest, template: str) -> HttpResponse:
    """Show a specimen with sample data, a wrong form among them."""
    messages.success(request, "Đã nhận V3")
    sample = {
        "brand": "Giao ban khoa giáo",
        "nav": NAV,
        "form": Sample({"kind": "a", "many": ["2", "11"]}),
        "page": Paginator(range(1000), 10).page(7),
        "day": dt.date(2022, 6, 4),
        "moment": dt.datetime(2022, 6, 14, 9, 5, tzinfo=dt.UTC),
        "paragraphs": range(1, 13),
        "page_keys": [("a", "nhận"), ("x", "bỏ")],
    }
    return render(request, template, sample)


def tell(request: HttpRequest) -> HttpResponse:
    """Answer an htmx request with a notice alone."""
    messages.success(request, "Đã nhận N2")
    return render(request, "core/parts/toasts.html", {"oob": True})


urlpatterns = [
    path("mau/bao/", tell),
    path("mau/", show, {"template": "core/specimen.html"}),
    path("mau/ban-doc/", show, {"template": "core/specimen_desk.html"}),
    path("progress", lambda _request: HttpResponse("")),
    *site,
]
