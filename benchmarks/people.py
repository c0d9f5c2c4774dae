"""Virtual people who read and write over HTTP, and how long they waited.

The client is a protocol of the standard library's event loop with nothing on top: the machine that
serves drives too, and what the driver takes the server has not.
"""

from __future__ import annotations

import asyncio
import math
import random
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable

Fields = list[tuple[str, str]]
_ELSEWHERE, _CHOSEN_WRONG = 300, 400
_PATIENCE = 60


class Proof(NamedTuple):
    """What must stand on a page once a write was acknowledged."""

    path: str
    text: str


class Filled(NamedTuple):
    """A form as a person sends it, and what then has to be found."""

    fields: Fields
    proof: Proof | None = None


@dataclass
class Person:
    """Somebody signed in: the session's cookie, dice of their own, what steps know about them."""

    cookies: dict[str, str]
    role: str = ""
    dice: random.Random = field(default_factory=random.Random)
    rows: list[int] = field(default_factory=list)
    reports: list[int] = field(default_factory=list)


class Step(NamedTuple):
    """Something people do, by weight. A POST reads the form first, as people have to.

    ``fill`` is given the form's address and its fields as shown, and returns what is sent;
    ``action`` is where the form sends it to, below the page on which it stands. ``rest`` are the
    seconds that pass after it, whatever else a person thinks.
    """

    weight: float
    name: str
    path: Callable[[Person], str]
    method: str = "GET"
    fill: Callable[[Person, str, Fields], Filled] | None = None
    roles: frozenset[str] = frozenset()
    action: str = ""
    rest: float = 0.0


class Sample(NamedTuple):
    """A request: what for, when it began, how many milliseconds, and its answer (0: none)."""

    name: str
    began: float
    milliseconds: float
    status: int
    is_write: bool = False

    @property
    def is_error(self) -> bool:
        """Tell whether the person did not get what they asked for.

        Who asked for a page and is sent elsewhere, to sign in for one, did not get it.

        >>> Sample("home", 0, 5, 302).is_error, Sample("save", 0, 5, 302, is_write=True).is_error
        (True, False)
        """
        return not 0 < self.status < (_CHOSEN_WRONG if self.is_write else _ELSEWHERE)


class Answer(NamedTuple):
    """An answer as it came over the wire."""

    status: int
    head: bytes
    body: bytes


class Wire(asyncio.Protocol):
    """A kept connection that carries one request at a time."""

    def __init__(self) -> None:
        self._parts = bytearray()
        self._waiting: asyncio.Future[Answer] | None = None
        self._transport: asyncio.Transport | None = None
        self._head_end = -1
        self._length: int | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what is written to."""
        self._transport = transport  # type: ignore[assignment]

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits that nothing will come."""
        self._transport = None
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(exc or ConnectionResetError())

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    @property
    def is_open(self) -> bool:
        """Tell whether another request can be sent."""
        return self._transport is not None

    async def ask(self, request: bytes) -> Answer:
        """Send a request and return its answer."""
        if self._transport is None:
            raise ConnectionResetError
        self._parts.clear()
        self._head_end, self._length = -1, None
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await asyncio.wait_for(self._waiting, _PATIENCE)

    def data_received(self, data: bytes) -> None:
        """Collect until the answer is whole."""
        self._parts += data
        if self._head_end < 0:
            self._head_end = self._parts.find(b"\r\n\r\n")
            if self._head_end < 0:
                return
            self._length = length_of(bytes(self._parts[: self._head_end]))
        body_at = self._head_end + 4
        whole = (
            self._parts.endswith(b"\r\n0\r\n\r\n", body_at - 2)
            if self._length is None
            else len(self._parts) >= body_at + self._length
        )
        if whole and self._waiting is not None and not self._waiting.done():
            head = bytes(self._parts[: self._head_end])
            status = int(head[9:12])
            self._waiting.set_result(Answer(status, head, bytes(self._parts[body_at:])))


def length_of(head: bytes) -> int | None:
    r"""Return how long the body is; None where it comes in chunks.

    >>> length_of(b"HTTP/1.1 200 OK\r\nContent-Length: 12"), length_of(b"HTTP/1.1 302 Found")
    (12, 0)
    >>> length_of(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked") is None
    True
    """
    lower = head.lower()
    if b"transfer-encoding: chunked" in lower:
        return None
    _before, found, after = lower.partition(b"content-length:")
    return int(after.partition(b"\r\n")[0]) if found else 0


class _FormReader(HTMLParser):
    """Read what the form would send as the page shows it: the one that posts to the page itself."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.fields, self._inside = path, [], False  # type: ignore[var-annotated]
        self._select, self._area = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = given.get("action", "")
            self._inside = given.get("method") == "post" and action in {"", self.path}
        elif self._inside:
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.fields.append((self._select, given.get("value", "")))
        elif tag == "textarea":
            self._area = name
            self.fields.append((name, ""))
        elif tag == "input" and name and _is_sent(given):
            self.fields.append((name, given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area and self._inside:
            name, before = self.fields[-1]
            # A browser leaves out the line break that follows the tag.
            self.fields[-1] = (name, before + (data if before else data.removeprefix("\n")))


def _is_sent(given: dict[str, str]) -> bool:
    return given.get("type") not in {"checkbox", "radio", "submit", "file"} or "checked" in given


def form_of(page: str, path: str) -> Fields:
    r"""Return the fields of the page's own form as they stand.

    >>> form_of('<form method="post"><input name="a" value="1"><textarea name="b">x</textarea>'
    ...         '<select name="c"><option value="2"><option value="3" selected></select>', "/")
    [('a', '1'), ('b', 'x'), ('c', '3')]
    """
    reader = _FormReader(path)
    reader.feed(page)
    return reader.fields


class Visitor:
    """A person at work: their connection, their cookies, what they measured."""

    def __init__(self, person: Person, port: int, samples: list[Sample]) -> None:
        self.person, self.port, self.samples = person, port, samples
        self.proofs: dict[str, Proof] = {}
        self._wire: Wire | None = None

    async def do(self, step: Step) -> None:
        """Take a step; for a write, open its form, then send it."""
        path = step.path(self.person)
        if step.method == "GET":
            await self.ask(step.name, path)
            return
        page = await self.ask(f"{step.name}: form", path)
        if page is None or step.fill is None:
            return
        target = path + step.action
        filled = step.fill(self.person, target, form_of(page.body.decode(), target))
        done = await self.ask(step.name, target, urlencode(filled.fields).encode())
        if done is not None and filled.proof is not None:
            self.proofs[filled.proof.path] = filled.proof

    async def ask(self, name: str, path: str, body: bytes | None = None) -> Answer | None:
        """Send a request and note how long it took; None where it failed."""
        began = time.perf_counter()
        try:
            answer = await (await self._open()).ask(self._request(path, body))
        except (OSError, TimeoutError):
            self._wire = None
            answer = Answer(0, b"", b"")
        taken = (time.perf_counter() - began) * 1000
        sample = Sample(name, began, taken, answer.status, body is not None)
        self.samples.append(sample)
        self._keep_cookies(answer.head)
        return None if sample.is_error else answer

    async def leave(self) -> None:
        """Hang up, and let the loop see it."""
        if self._wire is not None:
            self._wire.close()
            await asyncio.sleep(0)

    async def _open(self) -> Wire:
        if self._wire is None or not self._wire.is_open:
            loop = asyncio.get_running_loop()
            _transport, self._wire = await loop.create_connection(Wire, "127.0.0.1", self.port)
        return self._wire

    def _request(self, path: str, body: bytes | None) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.person.cookies.items())
        lines = [
            f"{'GET' if body is None else 'POST'} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: {cookies}",
        ]
        if body is not None:
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
        return "\r\n".join([*lines, "", ""]).encode() + (body or b"")

    def _keep_cookies(self, head: bytes) -> None:
        for line in head.split(b"\r\n")[1:]:
            if line[:11].lower() == b"set-cookie:":
                name, _is, rest = line[11:].decode().strip().partition("=")
                self.person.cookies[name] = rest.partition(";")[0]


class Driven(NamedTuple):
    """What a drive measured, and the writes that did not stand there afterwards."""

    samples: list[Sample]
    seconds: float
    writes: int
    lost: list[Proof]


def drive(
    port: int, people: list[Person], steps: list[Step], *, seconds: float, think: float
) -> Driven:
    """Let the people work for so many seconds, thinking ``think`` seconds on average between."""
    return asyncio.run(_drive(port, people, steps, seconds, think))


async def _drive(
    port: int, people: list[Person], steps: list[Step], seconds: float, think: float
) -> Driven:
    samples: list[Sample] = []
    visitors = [Visitor(person, port, samples) for person in people]
    began = time.perf_counter()
    await asyncio.gather(*(_work(each, steps, began + seconds, think) for each in visitors))
    lasted = time.perf_counter() - began
    for each in visitors:
        await each.leave()
    proofs = [(each, proof) for each in visitors for proof in each.proofs.values()]
    lost = [proof for each, proof in proofs if not await _stands(each.person, port, proof)]
    names = {step.name for step in steps if step.method != "GET"}
    writes = sum(1 for each in samples if each.name in names and not each.is_error)
    return Driven(samples, lasted, writes, lost)


async def _work(visitor: Visitor, steps: list[Step], until: float, think: float) -> None:
    person = visitor.person
    mine = [step for step in steps if not step.roles or person.role in step.roles]
    weights = [step.weight for step in mine]
    if think:
        # They do not all begin at the same moment.
        await asyncio.sleep(person.dice.random() * think)
    while time.perf_counter() < until:
        step = person.dice.choices(mine, weights)[0]
        await visitor.do(step)
        thought = step.rest + (person.dice.expovariate(1 / think) if think else 0.0)
        if thought:
            await asyncio.sleep(min(thought, max(0.0, until - time.perf_counter())))


async def _stands(person: Person, port: int, proof: Proof) -> bool:
    """Tell whether an acknowledged write is there; asked for when nobody works any more."""
    visitor = Visitor(person, port, [])
    answer = await visitor.ask("proof", proof.path)
    await visitor.leave()
    return answer is not None and proof.text in answer.body.decode()


def percentile(values: list[float], share: float) -> float:
    """Return the smallest value that so many in a hundred do not exceed (nearest rank).

    >>> percentile([4.0, 1.0, 3.0, 2.0], 50), percentile([4.0, 1.0, 3.0, 2.0], 95)
    (2.0, 4.0)
    """
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * share / 100) - 1)]
