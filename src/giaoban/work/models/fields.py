"""Fields of work, by which tasks and reports are put together."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Field(models.Model):
    """A field of work of the bloc (lĩnh vực): education, health and population, environment."""

    name = models.CharField(max_length=120, unique=True, verbose_name=_("lĩnh vực"))
    order = models.PositiveSmallIntegerField(default=0, verbose_name=_("thứ tự"))
    is_active = models.BooleanField(default=True, verbose_name=_("đang dùng"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("lĩnh vực")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name
