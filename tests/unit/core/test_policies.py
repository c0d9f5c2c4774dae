"""What a policy refuses to be."""

from __future__ import annotations

import pytest

from giaoban.core.enums import Role
from giaoban.core.models import AuditEntry
from giaoban.core.policies import Policy, nothing, only


def test_owning_is_told_of_acts_that_there_are() -> None:
    """Who writes an act's name wrong hears of it at once, not when nobody may do it."""
    acts = {"view": only(own=(Role.LEADER,))}
    assert Policy(AuditEntry, acts, owns={"view": nothing}).owns
    with pytest.raises(KeyError, match="veiw"):
        Policy(AuditEntry, acts, owns={"veiw": nothing})
