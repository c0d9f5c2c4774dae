"""Tasks and their course."""

from giaoban.work.models.course import Evidence, Extension, Progress, Submission, Succeeding
from giaoban.work.models.fields import Field
from giaoban.work.models.tasks import DONE, ENDED, OPEN, Assignment, Handler, Task, Watch

__all__ = [
    "DONE",
    "ENDED",
    "OPEN",
    "Assignment",
    "Evidence",
    "Extension",
    "Field",
    "Handler",
    "Progress",
    "Submission",
    "Succeeding",
    "Task",
    "Watch",
]
