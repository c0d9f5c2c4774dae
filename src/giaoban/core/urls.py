"""Addresses of the core."""

from __future__ import annotations

from django.urls import path

from giaoban.core import views
from giaoban.core.trail import Trail

app_name = "core"

urlpatterns = [
    path("tim/", views.Search.as_view(), name="search"),
    path("nhat-ky/", Trail.as_view(), name="trail"),
    path("bo-loc/", views.SavedFilters.as_view(), name="saved_filters"),
    path("bo-loc/<int:pk>/", views.SavedFilterRecord.as_view(), name="saved_filter"),
    path("viec-nen/", views.Jobs.as_view(), name="jobs"),
    path("viec-nen/<uuid:pk>/", views.JobRecord.as_view(), name="job"),
]
