"""Progress: a bar on a terminal's standard error once work takes longer than a second."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from types import TracebackType

_PATIENCE = 1.0
_EVERY = 0.2
_WIDTH = 30
_CLEAR = "\r\033[K"


class Progress:
    """A bar that a thread redraws, so that it moves on while one long file is read."""

    def __init__(self, stream: TextIO, total: int, label: str) -> None:
        """Draw on a terminal only; elsewhere stay silent."""
        self._stream, self._total, self._label = stream, total, label
        self._done = 0
        self._drawn = False
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._began = time.monotonic()
        if self._stream.isatty():
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()
        self.clear()

    def advance(self) -> None:
        """Count one more file as done."""
        self._done += 1

    def clear(self) -> None:
        """Take the bar away, so that a line can be written."""
        with self._lock:
            if self._drawn:
                self._stream.write(_CLEAR)
                self._stream.flush()
                self._drawn = False

    def _run(self) -> None:
        if self._over.wait(_PATIENCE):
            return
        while not self._over.wait(_EVERY):
            with self._lock:
                self._stream.write(_CLEAR + self.bar(time.monotonic() - self._began))
                self._stream.flush()
                self._drawn = True

    def bar(self, seconds: float) -> str:
        """Return the bar as text."""
        filled = _WIDTH * self._done // max(self._total, 1)
        drawn = "█" * filled + "░" * (_WIDTH - filled)
        return f"{drawn} {self._done}/{self._total} {self._label} {seconds:.0f} s"
