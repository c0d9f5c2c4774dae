"""Addresses of papers received."""

from __future__ import annotations

from django.urls import path

from giaoban.documents import views

app_name = "documents"

urlpatterns = [
    path("", views.Register.as_view(), name="list"),
    path("nhan/", views.Receive.as_view(), name="receive"),
    path("dot/<int:pk>/", views.BatchRecord.as_view(), name="batch"),
    path("doc-lai/", views.ReadAllAgain.as_view(), name="read_all_again"),
    path("<int:pk>/", views.Record.as_view(), name="record"),
    path("<int:pk>/cau/<int:start>-<int:end>/", views.Sentence.as_view(), name="sentence"),
    path("<int:pk>/sua/", views.Edit.as_view(), name="edit"),
    path("<int:pk>/tep-goc/", views.Download.as_view(), name="download"),
    path("<int:pk>/doc-lai/", views.ReadAgain.as_view(), name="read_again"),
]
