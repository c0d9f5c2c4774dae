"""Make users, one trait a role."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from giaoban.accounts.models import User
from giaoban.core.enums import Role
from tests.factories.bodies import BodyFactory

PASSWORD = "mat-khau-vi-du-2022"


class UserFactory(DjangoModelFactory):
    """Make a coordinator."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        focal_point = factory.Trait(role=Role.FOCAL_POINT, body=factory.SubFactory(BodyFactory))
        leader = factory.Trait(role=Role.LEADER, body=factory.SubFactory(BodyFactory))
        publisher = factory.Trait(role=Role.PUBLISHER)
        auditor = factory.Trait(role=Role.AUDITOR)
        administrator = factory.Trait(role=Role.ADMINISTRATOR)
        gone = factory.Trait(is_active=False)

    email = factory.Sequence(lambda at: f"nguoi{at}@vidu.example")
    name = factory.Sequence(lambda at: f"Trần Thị Ví Dụ {at}")
    role = Role.COORDINATOR

    @factory.post_generation
    def password(user: User, create: bool, given: str | None, **_more: object) -> None:  # noqa: ARG002, N805
        """Set the password."""
        user.set_password(given or PASSWORD)
        user.save()
