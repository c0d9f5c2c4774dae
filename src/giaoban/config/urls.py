"""Addresses: each app has its own list."""

from __future__ import annotations

from django.urls import include, path

from giaoban.accounts.views.oneself import no_page, set_language
from giaoban.api.views.interface import api
from giaoban.core.views import Home

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("", include("giaoban.core.urls")),
    path("thong-bao/", include("giaoban.notices.urls")),
    path("ban-doc/", include("giaoban.desk.urls")),
    path("van-ban-den/", include("giaoban.documents.urls")),
    path("ngon-ngu/", set_language, name="set_language"),
    path("van-ban-chi-dao/", include("giaoban.directives.urls")),
    path("nhiem-vu/", include("giaoban.work.urls")),
    path("ket-noi/", include("giaoban.api.urls")),
    path("api/1/", api.urls),
    path("bao-cao/", include("giaoban.reporting.urls")),
    path("", include("giaoban.bodies.urls")),
    path("tai-khoan/", include("giaoban.accounts.urls")),
    path("tai-khoan/email/", no_page, name="account_email_closed"),
    path("tai-khoan/", include("allauth.urls")),
]
