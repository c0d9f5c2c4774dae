"""Addresses of the tasks."""

from __future__ import annotations

from django.urls import path

from giaoban.work.views import acts, editing, fields, record
from giaoban.work.views.list import TaskList

app_name = "work"

urlpatterns = [
    path("", TaskList.as_view(), name="list"),
    path("linh-vuc/", fields.Fields.as_view(), name="fields"),
    path("linh-vuc/them/", fields.AddField.as_view(), name="add_field"),
    path("linh-vuc/<int:pk>/", fields.ChangeField.as_view(), name="change_field"),
    path("moi/", editing.NewTask.as_view(), name="new"),
    path("<int:pk>/", record.TaskRecord.as_view(), name="record"),
    path("<int:pk>/minh-chung/<int:evidence>/", record.Fetch.as_view(), name="evidence"),
    path("<int:pk>/minh-chung/<int:evidence>/bo/", acts.Detach.as_view(), name="detach"),
    path(
        "<int:pk>/gia-han/<int:number>/rut/",
        acts.RecallExtension.as_view(),
        name="recall_extension",
    ),
    *(path(f"<int:pk>/{view.slug}/", view.as_view(), name=view.act) for view in acts.ACTS),
    path("<int:pk>/tach/", editing.BreakDown.as_view(), name="break_down"),
    path("<int:pk>/sua/", editing.ChangeTask.as_view(), name="change"),
    path("<int:pk>/rut/", editing.Withdraw.as_view(), name="withdraw"),
    path("<int:pk>/tra-lai/", editing.Restore.as_view(), name="restore"),
]
