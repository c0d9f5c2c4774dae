"""A mail server that lives only as long as a test: real sockets, real answers, on loopback."""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage


class Sink(socketserver.ThreadingTCPServer):
    """Keep what comes in; ``refused`` gives addresses another answer than 250.

    ``silent_after``: the mail of this number is taken, but the answer never comes.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.taken: list[bytes] = []
        self.sessions = 0
        self.refused: dict[str, str] = {}
        self.silent_after = 0
        self.took_the_last = threading.Event()
        self.released = threading.Event()

    @property
    def port(self) -> int:
        """Return where it listens."""
        return int(self.server_address[1])

    @property
    def mails(self) -> list[EmailMessage]:
        """Return the mails as their readers see them."""
        return [message_from_bytes(each, policy=policy.default) for each in self.taken]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about a sender that was killed."""


class _Session(socketserver.StreamRequestHandler):
    server: Sink

    def handle(self) -> None:
        """Answer one sender, command by command (RFC 5321)."""
        self.server.sessions += 1
        self._say("220 sink")
        for line in self.rfile:
            words = line.decode().strip().upper()
            if words == "DATA":
                self._say("354 go on")
                self._take()
            elif words == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say(self._answer(words))

    def _answer(self, words: str) -> str:
        address = words.partition("<")[2].partition(">")[0]
        return self.server.refused.get(address.lower(), "250 well")

    def _take(self) -> None:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        self.server.taken.append(b"".join(lines))
        if len(self.server.taken) == self.server.silent_after:
            self.server.took_the_last.set()
            self.server.released.wait(30)
            return
        self._say("250 taken")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@contextmanager
def sink() -> Iterator[Sink]:
    """Run a server for a while."""
    with Sink() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
            thread.join()
