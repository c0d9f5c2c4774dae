"""Addresses of the tasks."""

from __future__ import annotations

from django.urls import path

from giaoban.work.views import (
    acts,
    bulk,
    calendar,
    editing,
    feed,
    fields,
    followup,
    followup_acts,
    importing,
    record,
    succession,
    watching,
)
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
    path("<int:pk>/minh-chung/<int:which>/bo/", acts.Detach.as_view(), name="detach"),
    path(
        "<int:pk>/gia-han/<int:which>/rut/",
        acts.RecallExtension.as_view(),
        name="recall_extension",
    ),
    *acts.addresses(),
    path("<int:pk>/tach/", editing.BreakDown.as_view(), name="break_down"),
    path("<int:pk>/sua/", editing.ChangeTask.as_view(), name="change"),
    path("<int:pk>/rut/", editing.Withdraw.as_view(), name="withdraw"),
    path("<int:pk>/tra-lai/", editing.Restore.as_view(), name="restore"),
]

# Follow-up.
urlpatterns += [
    path("don-doc/", followup.FollowUpList.as_view(), name="followups"),
    path("don-doc/moi/", followup.NewFollowUp.as_view(), name="followup_new"),
    path("don-doc/<int:pk>/", followup.FollowUpRecord.as_view(), name="followup"),
    path("don-doc/<int:pk>/sua/", followup.ChangeFollowUp.as_view(), name="followup_change"),
    path("don-doc/<int:pk>/gui/", followup_acts.Send.as_view(), name="followup_send"),
    path("don-doc/<int:pk>/bat-dau/", followup_acts.Begin.as_view(), name="followup_begin"),
    path("don-doc/<int:pk>/ket-luan/", followup_acts.Conclude.as_view(), name="followup_conclude"),
    path("don-doc/<int:pk>/thieu/", followup_acts.GiveUp.as_view(), name="followup_give_up"),
    path("don-doc/<int:pk>/huy/", followup_acts.Cancel.as_view(), name="followup_cancel"),
    path("don-doc/<int:pk>/doan/", followup_acts.Team.as_view(), name="followup_team"),
    path("don-doc/<int:pk>/ket-qua/", followup_acts.AddFinding.as_view(), name="followup_find"),
    path("don-doc/tra-loi/<int:pk>/", followup_acts.Answer.as_view(), name="followup_answer"),
    path("don-doc/khac-phuc/<int:pk>/", followup_acts.GiveRemedy.as_view(), name="followup_remedy"),
]

# Handing over.
urlpatterns += [
    path("ban-giao/<int:pk>/", succession.HandOver.as_view(), name="hand_over"),
    path("ban-giao/<int:pk>/huy/", succession.HandBack.as_view(), name="hand_back"),
]

# Acts on many tasks, watching.
urlpatterns += [
    path("hang-loat/", bulk.Bulk.as_view(), name="bulk"),
    path("hang-loat/<int:pk>/", bulk.BulkDone.as_view(), name="bulk_done"),
    path("hang-loat/<int:pk>/hoan-tac/", bulk.BulkUndo.as_view(), name="bulk_undo"),
    path("<int:pk>/theo-doi/", watching.Watch.as_view(), name="watch"),
]

# The calendar of a month, and that of a person.
urlpatterns += [
    path("lich/", calendar.Calendar.as_view(), name="calendar"),
    path("lich/cua-toi/", feed.OwnFeed.as_view(), name="own_feed"),
    path("lich/<str:token>.ics", feed.Feed.as_view(), name="feed"),
]

# Excel in.
urlpatterns += [
    path("nhap/", importing.Import.as_view(), name="import"),
    path("nhap/mau/", importing.ImportForm.as_view(), name="import_form"),
]
