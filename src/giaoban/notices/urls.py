"""Addresses of notices."""

from __future__ import annotations

from django.urls import path

from giaoban.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.NoticeList.as_view(), name="list"),
    path("xem-het/", views.SeeAll.as_view(), name="see_all"),
    path("tuy-chon/", views.Preferences.as_view(), name="preferences"),
    path("thu/", views.MailList.as_view(), name="mails"),
    path("thu/<int:pk>/gui-lai/", views.Retry.as_view(), name="retry"),
    path("<int:pk>/", views.Open.as_view(), name="open"),
    path("<int:pk>/da-xem/", views.See.as_view(), name="see"),
]
