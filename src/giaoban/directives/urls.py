"""Addresses of the register of directives."""

from __future__ import annotations

from django.urls import path

from giaoban.directives.views import editing, milestones, record, relations
from giaoban.directives.views.list import DirectiveList

app_name = "directives"

urlpatterns = [
    path("", DirectiveList.as_view(), name="list"),
    path("moi/", editing.NewDirective.as_view(), name="new"),
    path("moc/", milestones.Milestones.as_view(), name="milestones"),
    path("moc/quy-tac/", milestones.SetRule.as_view(), name="set_rule"),
    path("moc/quy-tac/<int:pk>/bo/", milestones.DropRule.as_view(), name="drop_rule"),
    path("moc/<int:pk>/", milestones.ChangeMilestone.as_view(), name="milestone"),
    path("moc/<int:pk>/bo/", milestones.DropMilestone.as_view(), name="drop_milestone"),
    path("quan-he/<int:pk>/bo/", relations.RemoveRelation.as_view(), name="unrelate"),
    path("<int:pk>/", record.DirectiveRecord.as_view(), name="record"),
    path("<int:pk>/sua/", editing.ChangeDirective.as_view(), name="change"),
    path("<int:pk>/rut/", editing.RemoveDirective.as_view(), name="remove"),
    path("<int:pk>/quan-he/", relations.AddRelation.as_view(), name="relate"),
    path("<int:pk>/moc/", milestones.AddMilestone.as_view(), name="add_milestone"),
]
