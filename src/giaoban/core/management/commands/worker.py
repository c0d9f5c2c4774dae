"""The command `giaoban worker`: run background work, and take up what a dead worker left.

What comes round has a thread of its own: a slow mail server must not hold up the watch, or jobs
that run would be taken for dead.
"""

from __future__ import annotations

import logging
import os
import threading
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from giaoban.core import audit, jobs, periodic

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable

logger = logging.getLogger(__name__)
# Behind whoever waits for a page, as `nice` counts; Windows knows no such thing.
_GIVES_WAY = 10


class Command(BaseCommand):
    """Run background work until stopped."""

    help = "Chạy việc nền"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the pause between looks into the queue."""
        parser.add_argument("--interval", type=float, default=0.5)
        parser.add_argument("--batch", action="store_true", help="ends when the queue is empty")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Watch in a thread of its own, work in this one."""
        if not options["batch"] and hasattr(os, "nice"):
            os.nice(_GIVES_WAY)
        stop = threading.Event()
        tasks = [_watch] if options["batch"] else [_watch, _come_round]
        threads = [threading.Thread(target=each, args=(stop,), daemon=True) for each in tasks]
        for each in threads:
            each.start()
        worker = Worker(
            queue_names=["default"],
            interval=options["interval"],
            batch=options["batch"],
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        worker.configure_signals()
        try:
            worker.run()
        finally:
            stop.set()
            for each in threads:
                each.join()


def _watch(stop: threading.Event) -> None:
    """Beat for what runs here, take up what died elsewhere, seal what waits."""

    def look() -> None:
        jobs.beat()
        jobs.recover(at=timezone.now())
        audit.seal()

    _again_and_again(stop, look, jobs.BEAT_SECONDS)


def _come_round(stop: threading.Event) -> None:
    """Run what is due of the periodic work."""
    _again_and_again(stop, lambda: periodic.run_due(at=timezone.now()), periodic.LOOK_SECONDS)


def _again_and_again(stop: threading.Event, do: Callable[[], object], seconds: float) -> None:
    """Do it until stopped; a database that is away is waited for."""
    while True:
        try:
            do()
        except Error:
            logger.exception("the worker could not reach the database")
        finally:
            close_old_connections()
        if stop.wait(seconds):
            connections.close_all()
            return
