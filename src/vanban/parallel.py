"""Parallel reading: several processes, results in the order given, few of them waiting.

A module of its own because multiprocessing takes longer to import than a page to read.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from vanban.batch import STDIN, outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from vanban.batch import Outcome, Wish

# Enough that no process waits for work, few enough that memory does not grow with the batch.
_AHEAD = 4


def outcomes(names: list[str], wish: Wish, jobs: int) -> Iterator[Outcome]:
    """Yield the outcome of each name, in order, read by so many processes."""
    waiting: deque[Future[Outcome] | Outcome] = deque()
    # Spawned, not forked: the progress bar runs a thread, and a fork in mid-thread may hang.
    pool = ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_quiet
    )
    try:
        for name in names:
            # Standard input belongs to this process alone.
            waiting.append(
                outcome(name, wish) if name == STDIN else pool.submit(outcome, name, wish)
            )
            if len(waiting) > jobs * _AHEAD:
                yield _taken(waiting)
        while waiting:
            yield _taken(waiting)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _taken(waiting: deque[Future[Outcome] | Outcome]) -> Outcome:
    first = waiting.popleft()
    return first if isinstance(first, tuple) else first.result()


def _quiet() -> None:
    """Leave Ctrl-C to the parent process, which ends the pool."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
