"""Tasks and their course."""

from giaoban.work.models.course import Evidence, Extension, Progress, Submission, Succeeding
from giaoban.work.models.fields import Field
from giaoban.work.models.followup import (
    FollowedBody,
    FollowedTask,
    FollowUp,
    FollowUpFinding,
    Remedy,
    TeamMember,
)
from giaoban.work.models.personal import BulkAct, CalendarFeed
from giaoban.work.models.tasks import (
    BLAMELESS,
    DONE,
    DONE_IN_TIME,
    DONE_LATE,
    ENDED,
    NEVER,
    OPEN,
    Assignment,
    Handler,
    Task,
    Watch,
)

__all__ = [
    "BLAMELESS",
    "DONE",
    "DONE_IN_TIME",
    "DONE_LATE",
    "ENDED",
    "NEVER",
    "OPEN",
    "Assignment",
    "BulkAct",
    "CalendarFeed",
    "Evidence",
    "Extension",
    "Field",
    "FollowUp",
    "FollowUpFinding",
    "FollowedBody",
    "FollowedTask",
    "Handler",
    "Progress",
    "Remedy",
    "Submission",
    "Succeeding",
    "Task",
    "TeamMember",
    "Watch",
]
