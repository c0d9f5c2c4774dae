"""Addresses of links and of what comes in by file."""

from __future__ import annotations

from django.urls import path

from giaoban.reporting.views import excel, guest, guest_report, links, word

urlpatterns = [
    path("ky/<int:pk>/duong-dan/", links.Links.as_view(), name="links"),
    path("ky/<int:pk>/duong-dan/tao/", links.Make.as_view(), name="link_make"),
    path("duong-dan/<int:pk>/thu-hoi/", links.Withdraw.as_view(), name="link_withdraw"),
    path("vao/", guest.Enter.as_view(), name="link_enter"),
    path("vao/<str:secret>/", guest.Landing.as_view(), name="link"),
    path("cua-co-quan/", guest_report.GuestReport.as_view(), name="guest_report"),
    path("<int:pk>/bieu-excel/", excel.AccountBack.as_view(), name="excel"),
    path("<int:pk>/bieu-excel/tai/", excel.AccountForm.as_view(), name="excel_form"),
    path("cua-co-quan/bieu-excel/", excel.GuestBack.as_view(), name="guest_excel"),
    path("cua-co-quan/bieu-excel/tai/", excel.GuestForm.as_view(), name="guest_excel_form"),
    path(
        "cua-co-quan/dong/<int:row>/minh-chung/",
        guest_report.GuestProve.as_view(),
        name="guest_prove",
    ),
    path("cua-co-quan/gui/", guest_report.GuestSubmit.as_view(), name="guest_submit"),
    path("cua-co-quan/rut/", guest_report.GuestRecall.as_view(), name="guest_recall"),
    path("cua-co-quan/dong/", guest.Leave.as_view(), name="guest_leave"),
    path("<int:pk>/ban-word/", word.AccountUpload.as_view(), name="word"),
    path("<int:pk>/ban-word/<int:file>/", word.AccountFile.as_view(), name="word_file"),
    path(
        "<int:pk>/ban-word/<int:file>/<int:key>/nhan/", word.AccountTake.as_view(), name="word_take"
    ),
    path(
        "<int:pk>/ban-word/<int:file>/<int:key>/bo/",
        word.AccountDismiss.as_view(),
        name="word_dismiss",
    ),
    path("cua-co-quan/ban-word/", word.GuestUpload.as_view(), name="guest_word"),
    path("cua-co-quan/ban-word/<int:file>/", word.GuestFile.as_view(), name="guest_word_file"),
    path(
        "cua-co-quan/ban-word/<int:file>/<int:key>/nhan/",
        word.GuestTake.as_view(),
        name="guest_word_take",
    ),
    path(
        "cua-co-quan/ban-word/<int:file>/<int:key>/bo/",
        word.GuestDismiss.as_view(),
        name="guest_word_dismiss",
    ),
]
