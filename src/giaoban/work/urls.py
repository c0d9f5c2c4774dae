"""Addresses of the tasks."""

from __future__ import annotations

from django.urls import path

from giaoban.work import views

app_name = "work"

urlpatterns = [
    path("", views.TaskList.as_view(), name="list"),
    path("moi/", views.NewTask.as_view(), name="new"),
    path("<int:pk>/", views.TaskRecord.as_view(), name="record"),
    path("<int:pk>/sua/", views.ChangeTask.as_view(), name="change"),
    path("<int:pk>/rut/", views.Withdraw.as_view(), name="withdraw"),
    path("<int:pk>/tra-lai/", views.Restore.as_view(), name="restore"),
]
