"""Addresses of the register of directives."""

from __future__ import annotations

from django.urls import path

from giaoban.directives import views

app_name = "directives"

urlpatterns = [
    path("", views.DirectiveList.as_view(), name="list"),
    path("moi/", views.NewDirective.as_view(), name="new"),
    path("moc/", views.Milestones.as_view(), name="milestones"),
    path("moc/quy-tac/", views.SetRule.as_view(), name="set_rule"),
    path("moc/quy-tac/<int:pk>/bo/", views.DropRule.as_view(), name="drop_rule"),
    path("moc/<int:pk>/", views.ChangeMilestone.as_view(), name="milestone"),
    path("moc/<int:pk>/bo/", views.DropMilestone.as_view(), name="drop_milestone"),
    path("quan-he/<int:pk>/bo/", views.RemoveRelation.as_view(), name="unrelate"),
    path("<int:pk>/", views.DirectiveRecord.as_view(), name="record"),
    path("<int:pk>/sua/", views.ChangeDirective.as_view(), name="change"),
    path("<int:pk>/rut/", views.RemoveDirective.as_view(), name="remove"),
    path("<int:pk>/quan-he/", views.AddRelation.as_view(), name="relate"),
    path("<int:pk>/moc/", views.AddMilestone.as_view(), name="add_milestone"),
]
