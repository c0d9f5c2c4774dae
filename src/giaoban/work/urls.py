"""Addresses of the tasks."""

from __future__ import annotations

from django.urls import path

from giaoban.work.views import editing, record
from giaoban.work.views.list import TaskList

app_name = "work"

urlpatterns = [
    path("", TaskList.as_view(), name="list"),
    path("moi/", editing.NewTask.as_view(), name="new"),
    path("<int:pk>/", record.TaskRecord.as_view(), name="record"),
    path("<int:pk>/sua/", editing.ChangeTask.as_view(), name="change"),
    path("<int:pk>/rut/", editing.Withdraw.as_view(), name="withdraw"),
    path("<int:pk>/tra-lai/", editing.Restore.as_view(), name="restore"),
]
