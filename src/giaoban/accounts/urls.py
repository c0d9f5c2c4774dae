"""Addresses of accounts; those of signing in are the library's."""

from __future__ import annotations

from django.urls import path

from giaoban.accounts.views import accounts, importing, oneself

app_name = "accounts"

urlpatterns = [
    path("", accounts.UserList.as_view(), name="list"),
    path("them/", accounts.UserAdd.as_view(), name="add"),
    path("phien/", oneself.Sessions.as_view(), name="sessions"),
    path("nhap-excel/", importing.Import.as_view(), name="import"),
    path("nhap-excel/mau/", importing.EmptyForm.as_view(), name="import_form"),
    path("<int:pk>/", accounts.UserRecord.as_view(), name="record"),
    path("<int:pk>/sua/", accounts.UserEdit.as_view(), name="edit"),
    path("<int:pk>/moi/", accounts.Invite.as_view(), name="invite"),
    path("<int:pk>/khoa/", accounts.Deactivate.as_view(), name="deactivate"),
    path("<int:pk>/mo/", accounts.Reactivate.as_view(), name="reactivate"),
    path("<int:pk>/bo-ma/", accounts.DropSecondStep.as_view(), name="drop_second_step"),
    path("<int:pk>/ban-giao/", accounts.HandOver.as_view(), name="handover"),
]
