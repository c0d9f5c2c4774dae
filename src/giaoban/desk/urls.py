"""Addresses of the reading desk."""

from __future__ import annotations

from django.urls import path

from giaoban.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.Waiting.as_view(), name="list"),
    path("<int:pk>/", views.Desk.as_view(), name="desk"),
    path("<int:pk>/o/<int:start>/", views.Place.as_view(), name="place"),
    path("<int:pk>/nhan/", views.AcceptMany.as_view(), name="accept_many"),
    path("<int:pk>/them/", views.Add.as_view(), name="add"),
    path("<int:pk>/viec/<int:key>/hoan-tac/", views.Undo.as_view(), name="undo"),
    path("<int:pk>/phieu/<int:key>/nhan/", views.Accept.as_view(), name="accept"),
    path("<int:pk>/phieu/<int:key>/sua/", views.Mend.as_view(), name="mend"),
    path("<int:pk>/phieu/<int:key>/bo/", views.Dismiss.as_view(), name="dismiss"),
    path("<int:pk>/phieu/<int:key>/tach/", views.Split.as_view(), name="split"),
    path("<int:pk>/phieu/<int:key>/gop/", views.Merge.as_view(), name="merge"),
    path("<int:pk>/phieu/<int:key>/mo-lai/", views.Reopen.as_view(), name="reopen"),
]
