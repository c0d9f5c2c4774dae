"""Addresses of the reading desk."""

from __future__ import annotations

from django.urls import path

from giaoban.desk.views import deciding, lists, page, reshaping

app_name = "desk"

urlpatterns = [
    path("", lists.Waiting.as_view(), name="list"),
    path("<int:pk>/", page.Desk.as_view(), name="desk"),
    path("<int:pk>/o/<int:start>/", lists.Place.as_view(), name="place"),
    path("<int:pk>/nhan/", deciding.AcceptMany.as_view(), name="accept_many"),
    path("<int:pk>/them/", reshaping.Add.as_view(), name="add"),
    path("<int:pk>/viec/<int:key>/hoan-tac/", deciding.Undo.as_view(), name="undo"),
    path("<int:pk>/phieu/<int:key>/nhan/", deciding.Accept.as_view(), name="accept"),
    path("<int:pk>/phieu/<int:key>/sua/", deciding.Mend.as_view(), name="mend"),
    path("<int:pk>/phieu/<int:key>/bo/", deciding.Dismiss.as_view(), name="dismiss"),
    path("<int:pk>/phieu/<int:key>/tach/", reshaping.Split.as_view(), name="split"),
    path("<int:pk>/phieu/<int:key>/gop/", reshaping.Merge.as_view(), name="merge"),
    path("<int:pk>/phieu/<int:key>/mo-lai/", deciding.Reopen.as_view(), name="reopen"),
]
