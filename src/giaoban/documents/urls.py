"""Addresses of papers received."""

from __future__ import annotations

from django.urls import path

from giaoban.documents.views import receive, register

app_name = "documents"

urlpatterns = [
    path("", register.Register.as_view(), name="list"),
    path("nhan/", receive.Receive.as_view(), name="receive"),
    path("dot/<int:pk>/", receive.BatchRecord.as_view(), name="batch"),
    path("doc-lai/", register.ReadAllAgain.as_view(), name="read_all_again"),
    path("<int:pk>/", register.Record.as_view(), name="record"),
    path("<int:pk>/cau/<int:start>-<int:end>/", register.Sentence.as_view(), name="sentence"),
    path("<int:pk>/sua/", register.Edit.as_view(), name="edit"),
    path("<int:pk>/tep-goc/", register.Download.as_view(), name="download"),
    path("<int:pk>/doc-lai/", register.ReadAgain.as_view(), name="read_again"),
]
