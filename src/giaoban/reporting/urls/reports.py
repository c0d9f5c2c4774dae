"""Addresses of bodies' reports."""

from __future__ import annotations

from django.urls import path

from giaoban.reporting.views import board, reports

urlpatterns = [
    path("", board.ReportList.as_view(), name="reports"),
    path("bang/", board.Board.as_view(), name="board"),
    path("bang/nhan/", board.AcceptMany.as_view(), name="accept_many"),
    path("<int:pk>/", reports.ReportPage.as_view(), name="report"),
    path("<int:pk>/ghi/", reports.Fill.as_view(), name="fill"),
    path("<int:pk>/dong/<int:row>/minh-chung/", reports.Prove.as_view(), name="prove"),
    path("<int:pk>/gui/", reports.Submit.as_view(), name="submit"),
    path("<int:pk>/rut-lai/", reports.Recall.as_view(), name="recall"),
    path("<int:pk>/nhan/", reports.Accept.as_view(), name="accept"),
    path("<int:pk>/tra-lai/", reports.SendBack.as_view(), name="send_back"),
    path("<int:pk>/mo-lai/", reports.Reopen.as_view(), name="reopen"),
    path("<int:pk>/danh-gia/", reports.Judge.as_view(), name="judge"),
    path("<int:pk>/bo-sung-dong/", reports.Refresh.as_view(), name="refresh"),
]
