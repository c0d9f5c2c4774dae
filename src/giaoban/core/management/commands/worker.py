"""The command `giaoban worker`: run background work, and take up what a dead worker left."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections, connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from giaoban.core import audit, jobs

if TYPE_CHECKING:
    from argparse import ArgumentParser

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run background work until stopped."""

    help = "Chạy việc nền"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the pause between looks into the queue."""
        parser.add_argument("--interval", type=float, default=0.5)
        parser.add_argument("--batch", action="store_true", help="ends when the queue is empty")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Watch in a thread of its own, work in this one."""
        stop = threading.Event()
        watch = threading.Thread(target=_watch, args=(stop,), daemon=True)
        watch.start()
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
            watch.join()


def _watch(stop: threading.Event) -> None:
    """Beat for what runs here, take up what died elsewhere, seal what waits."""
    while True:
        try:
            jobs.beat()
            jobs.recover(at=timezone.now())
            audit.seal()
        except Error:
            logger.exception("the watch of the worker could not reach the database")
        finally:
            close_old_connections()
        if stop.wait(jobs.BEAT_SECONDS):
            connections.close_all()
            return
