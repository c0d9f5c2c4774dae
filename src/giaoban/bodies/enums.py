"""The words of bodies."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    """What a body is."""

    PARTY_COMMITTEE = "party_committee", _("Cấp ủy")
    PARTY_ORGAN = "party_organ", _("Cơ quan đảng")
    DEPARTMENT = "department", _("Sở, ngành cấp tỉnh")
    PEOPLES_COMMITTEE = "peoples_committee", _("Ủy ban nhân dân")
    MASS_ORGANISATION = "mass_organisation", _("Mặt trận, đoàn thể")
    PRESS = "press", _("Báo, đài")
    UNIVERSITY = "university", _("Đại học, cao đẳng")
    INSTITUTE = "institute", _("Đơn vị sự nghiệp")
    CENTRAL = "central", _("Cơ quan trung ương")
    OTHER = "other", _("Khác")


class SuccessionKind(models.TextChoices):
    """What happened to a body."""

    RENAME = "rename", _("Đổi tên")
    MERGE = "merge", _("Sáp nhập")
    SPLIT = "split", _("Chia, tách")
    DISSOLVE = "dissolve", _("Giải thể")
