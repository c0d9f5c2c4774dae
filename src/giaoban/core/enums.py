"""The words that the whole site shares."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is to the installation (vai trò)."""

    COORDINATOR = "coordinator", _("Chuyên viên tổng hợp")
    FOCAL_POINT = "focal_point", _("Đầu mối cơ quan")
    LEADER = "leader", _("Lãnh đạo")
    PUBLISHER = "publisher", _("Biên tập")
    AUDITOR = "auditor", _("Giám sát")
    ADMINISTRATOR = "administrator", _("Quản trị")


class Reach(models.TextChoices):
    """How far an act of a role reaches."""

    ALL = "all", _("tất cả")
    OWN = "own", _("của cơ quan mình")


class JobState(models.TextChoices):
    """Where a piece of long work stands."""

    WAITING = "waiting", _("Đang chờ")
    RUNNING = "running", _("Đang chạy")
    DONE = "done", _("Đã xong")
    FAILED = "failed", _("Không thành công")
