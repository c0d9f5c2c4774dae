"""Addresses of bodies' reports."""

from __future__ import annotations

from django.urls import path

from giaoban.reporting.views import board, deciding, reports, sending

urlpatterns = [
    path("", board.ReportList.as_view(), name="reports"),
    path("bang/", board.Board.as_view(), name="board"),
    path("bang/nhan/", board.AcceptMany.as_view(), name="accept_many"),
    path("<int:pk>/", reports.ReportPage.as_view(), name="report"),
    path("<int:pk>/ghi/", reports.Fill.as_view(), name="fill"),
    path("<int:pk>/dong/<int:row>/minh-chung/", reports.Prove.as_view(), name="prove"),
    path("<int:pk>/gui/", sending.Submit.as_view(), name="submit"),
    path("<int:pk>/rut-lai/", sending.Recall.as_view(), name="recall"),
    path("<int:pk>/nhan/", deciding.Accept.as_view(), name="accept"),
    path("<int:pk>/tra-lai/", deciding.SendBack.as_view(), name="send_back"),
    path("<int:pk>/mo-lai/", deciding.Reopen.as_view(), name="reopen"),
    path("<int:pk>/danh-gia/", deciding.Judge.as_view(), name="judge"),
    path("<int:pk>/bo-sung-dong/", reports.Refresh.as_view(), name="refresh"),
]
