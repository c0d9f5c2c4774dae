"""Users: who signs in, in which role, for which body."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giaoban.bodies.models import Body, Person
from giaoban.bodies.sorting import person_key
from giaoban.core.enums import Role
from giaoban.core.folding import fold


class UserManager(BaseUserManager["User"]):
    """Make users; an address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create a user with a usable or, without a password, an unusable password."""
        user = self.model(email=email.strip().lower(), **fields)
        user.settle()
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in (tài khoản), with one role and, but for the office, one body."""

    email = models.EmailField(unique=True, verbose_name=_("thư điện tử"))
    name = models.CharField(max_length=120, verbose_name=_("họ và tên"))
    folded = models.CharField(max_length=400, default="", editable=False)
    sort_key = models.CharField(max_length=600, default="", db_index=True, editable=False)
    role = models.CharField(max_length=20, choices=Role, verbose_name=_("vai trò"))
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="users", verbose_name=_("cơ quan")
    )
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="users",
        verbose_name=_("cán bộ"),
    )
    language = models.CharField(max_length=5, default="vi", verbose_name=_("ngôn ngữ"))
    is_active = models.BooleanField(default=True, verbose_name=_("đang dùng"))
    may_overrule_secrecy = models.BooleanField(
        default=False, verbose_name=_("được bác cảnh báo dấu mật")
    )
    joined_at = models.DateTimeField(null=True, editable=False)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        verbose_name = _("tài khoản")
        constraints = [
            models.CheckConstraint(
                condition=~Q(role=Role.FOCAL_POINT) | Q(body__isnull=False),
                name="focal_point_has_body",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def settle(self) -> None:
        """Write what the account is found and sorted by."""
        self.folded = fold(f"{self.name} {self.email}")
        self.sort_key = person_key(self.name)

    def get_short_name(self) -> str:
        """Return the given name, by which one calls a person."""
        return self.name.rsplit(" ", 1)[-1]


class Handover(models.Model):
    """A person's work given to another when they leave (bàn giao)."""

    from_user = models.ForeignKey(User, models.PROTECT, related_name="handed_over")
    to_user = models.ForeignKey(User, models.PROTECT, related_name="took_over")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    moved = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("bàn giao")
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_user=models.F("to_user")), name="handover_to_another"
            ),
        ]
