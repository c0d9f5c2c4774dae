"""The words of the interface for programs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a token may be used for; what its person may not do, it cannot either."""

    BODIES_READ = "bodies:read", _("Xem cơ quan")
    DIRECTIVES_READ = "directives:read", _("Xem văn bản chỉ đạo")
    TASKS_READ = "tasks:read", _("Xem nhiệm vụ")
    TASKS_WRITE = "tasks:write", _("Ghi, cập nhật nhiệm vụ")
    REPORTS_READ = "reports:read", _("Xem báo cáo")
    REPORTS_WRITE = "reports:write", _("Ghi, gửi báo cáo")
    INDICATORS_READ = "indicators:read", _("Xem chỉ tiêu")
    INDICATORS_WRITE = "indicators:write", _("Ghi số liệu chỉ tiêu")
