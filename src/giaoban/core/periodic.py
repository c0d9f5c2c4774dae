"""Work that comes round: an app registers it, the workers run it every so often.

However many workers there are, one runs a piece of work at a time: its row is claimed by a single
conditional update. A worker that dies in the middle is taken for dead after ``LONGEST``. The lock
keeps the order and saves work; what must never happen twice is guarded by the work itself.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from giaoban.core.models import PeriodicWork

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)
LONGEST = dt.timedelta(minutes=5)
LOOK_SECONDS = 5
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Work(NamedTuple):
    """A piece of work: how often it comes round, and what is called with the time."""

    key: str
    every: dt.timedelta
    run: Callable[[dt.datetime], object]


_works: dict[str, Work] = {}


def register(key: str, every: dt.timedelta, run: Callable[[dt.datetime], object]) -> None:
    """Let ``run(at)`` be called every so often; called once for each from an app's ``ready``."""
    if key in _works:
        raise ValueError(f"{key} comes round already")
    _works[key] = Work(key, every, run)


def forget(key: str) -> None:
    """Take a piece of work out again."""
    _works.pop(key, None)


def run_due(*, at: dt.datetime) -> list[str]:
    """Run what is due and nobody else runs; return its keys. One that fails holds up no other."""
    return [work.key for work in list(_works.values()) if _claim(work, at) and _run(work, at)]


def _claim(work: Work, at: dt.datetime) -> bool:
    """Take the work for this worker; tell whether it was free and due."""
    due = Q(running=False, began_at__lte=at - work.every)
    dead = Q(running=True, began_at__lte=at - LONGEST)
    # A row out of the future was written before the clock was set back.
    ahead = Q(began_at__gt=at + max(work.every, LONGEST))
    rows = PeriodicWork.objects.filter(due | dead | ahead, key=work.key)
    if rows.update(began_at=at, running=True):
        return True
    if PeriodicWork.objects.filter(key=work.key).exists():
        return False
    first = PeriodicWork(key=work.key, began_at=_NEVER)
    PeriodicWork.objects.bulk_create([first], ignore_conflicts=True)
    return bool(rows.update(began_at=at, running=True))


def _run(work: Work, at: dt.datetime) -> bool:
    try:
        work.run(at)
    except Exception:
        logger.exception("the periodic work %s failed", work.key)
    finally:
        PeriodicWork.objects.filter(key=work.key, began_at=at).update(running=False)
    return True
