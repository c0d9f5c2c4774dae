"""May this person? One table for each model gives both the filter of rows and the check on one.

A policy names its acts and, for each role, how far the act reaches: all rows, or those of the own
body. Whether an act is possible *now* is another question, answered by the tables of states.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from django.db.models import Model, Q, QuerySet

from giaoban.core.enums import Reach, Role
from giaoban.core.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

M = TypeVar("M", bound=Model)


class Actor(Protocol):
    """Who acts: a signed-in person, or somebody of a body without an account, whose pk is None."""

    @property
    def pk(self) -> int | None:
        """The key of the account."""

    @property
    def role(self) -> str:
        """The role, a value of ``Role``."""

    @property
    def body_id(self) -> int | None:
        """The key of the body."""

    @property
    def is_active(self) -> bool:
        """Tell whether the person may act at all."""


class Account(Actor, Protocol):
    """Who acts and signed in."""

    @property
    def pk(self) -> int:
        """The key of the account."""


def nothing(_by: Actor) -> Q:
    """Own no row: for models that belong to no body."""
    return Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Policy(Generic[M]):
    """Say who may do what to the rows of one model.

    ``own`` tells which rows are somebody's own; ``owns`` tells it of the acts for which that is
    another question, as who leads is another than who takes part.
    """

    model: type[M]
    acts: Mapping[str, Mapping[Role, Reach]]
    own: Callable[[Actor], Q] = nothing
    owns: Mapping[str, Callable[[Actor], Q]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse to own for an act that there is not."""
        if unknown := set(self.owns) - set(self.acts):
            raise KeyError(f"{self.model.__name__} has no act {sorted(unknown)}")

    def reach(self, by: Actor, act: str) -> Reach | None:
        """Return how far the act of this person reaches; None is nowhere."""
        if act not in self.acts:
            raise KeyError(f"{self.model.__name__} has no act {act!r}")
        if not by.is_active:
            return None
        return self.acts[act].get(Role(by.role))

    def scope(self, by: Actor, act: str = "view", rows: QuerySet[M] | None = None) -> QuerySet[M]:
        """Return the rows that the person may do this to."""
        rows = self.model._default_manager.all() if rows is None else rows  # noqa: SLF001
        reach = self.reach(by, act)
        if reach is None:
            return rows.none()
        return rows if reach is Reach.ALL else rows.filter(self.owned(by, act))

    def owned(self, by: Actor, act: str) -> Q:
        """Return which rows are the person's own for this act."""
        return self.owns.get(act, self.own)(by)

    def may(self, by: Actor, act: str, row: M | None = None) -> bool:
        """Tell whether the person may do this to the row, or to some row where none is given."""
        reach = self.reach(by, act)
        if reach is None or row is None:
            return reach is not None
        if reach is Reach.ALL:
            return True
        own = self.model._default_manager.filter(self.owned(by, act), pk=row.pk)  # noqa: SLF001
        return own.exists()

    def require(self, by: Actor, act: str, row: M | None = None) -> None:
        """Raise NotAllowed unless the person may do this."""
        if not self.may(by, act, row):
            raise NotAllowed(f"{by.role} may not {act} {self.model.__name__}")


_registry: dict[type[Model], Policy[Model]] = {}


def register(policy: Policy[M]) -> Policy[M]:
    """Make the policy known; a model has one."""
    if policy.model in _registry:
        raise ValueError(f"{policy.model.__name__} has a policy already")
    _registry[policy.model] = cast("Policy[Model]", policy)
    return policy


def of(model: type[M]) -> Policy[M]:
    """Return the policy of the model."""
    return cast("Policy[M]", _registry[model])


def everybody(reach: Reach = Reach.ALL, *, but: tuple[Role, ...] = ()) -> dict[Role, Reach]:
    """Return a row of the table: every role but those named."""
    return {role: reach for role in Role if role not in but}


def only(*roles: Role, own: tuple[Role, ...] = ()) -> dict[Role, Reach]:
    """Return a row of the table: these roles for all rows, those in ``own`` for their own."""
    return dict.fromkeys(roles, Reach.ALL) | dict.fromkeys(own, Reach.OWN)
