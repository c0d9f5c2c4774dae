"""Addresses of closing and of the export upward."""

from __future__ import annotations

from django.urls import path

from giaoban.reporting.views import closed_lines, closed_years, closing, upward

urlpatterns = [
    path("chot/", closing.Closings.as_view(), name="closings"),
    path("chot/ky/<int:pk>/", closing.ClosePeriod.as_view(), name="close"),
    path("chot/<int:pk>/", closing.ClosingRecord.as_view(), name="closing"),
    path("chot/<int:pk>/huy/", closing.UndoClosing.as_view(), name="undo_closing"),
    path(
        "chot/<int:pk>/co-quan/<int:body>/", closed_lines.ClosedBody.as_view(), name="closed_body"
    ),
    path("chot/<int:pk>/gui-cap-tren/", upward.Upward.as_view(), name="upward"),
    path("chot/luoc-do/", upward.UpwardSchema.as_view(), name="upward_schema"),
    path("chot/nhieu-nam/", closed_years.Years.as_view(), name="years"),
    path("chot/dong/<int:pk>/", closed_lines.ClosedLineRecord.as_view(), name="closed_line"),
]
