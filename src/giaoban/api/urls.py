"""Addresses of the tokens' pages, and of the interface."""

from __future__ import annotations

from django.urls import path

from giaoban.api.views import tokens

app_name = "api"

urlpatterns = [
    path("", tokens.TokenList.as_view(), name="tokens"),
    path("moi/", tokens.NewToken.as_view(), name="new"),
    path("<int:pk>/thu-hoi/", tokens.Withdraw.as_view(), name="withdraw"),
]
