"""What reading yields: immutable types with exact spans.

Named tuples, because a long gazette yields tens of thousands of them and a frozen dataclass
takes several times as long to make (docs/adr/0002-named-tuples.md). Every ``start`` and ``end``
counts code points of the text as it was read; the end is exclusive.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 (types of named tuples are looked up at run time)
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a document is (loại văn bản)."""

    CONSTITUTION = "constitution"
    CODE = "code"
    LAW = "law"
    ORDINANCE = "ordinance"
    RESOLUTION = "resolution"
    DECREE = "decree"
    DECISION = "decision"
    DIRECTIVE = "directive"
    CIRCULAR = "circular"
    JOINT_CIRCULAR = "joint_circular"
    CONCLUSION = "conclusion"
    REGULATION = "regulation"
    RULES = "rules"
    GUIDELINE = "guideline"
    PLAN = "plan"
    PROGRAMME = "programme"
    PROJECT = "project"
    REPORT = "report"
    SUBMISSION = "submission"
    OFFICIAL_LETTER = "official_letter"
    NOTICE = "notice"
    TELEGRAM = "telegram"
    CONSOLIDATED = "consolidated"
    CHARTER = "charter"
    MINUTES = "minutes"
    STANDARD = "standard"
    OTHER = "other"


class RelationKind(StrEnum):
    """How the text says that two documents belong together."""

    REVIEWS = "reviews"
    IMPLEMENTS = "implements"
    CONTINUES = "continues"
    BASED_ON = "based_on"
    GUIDES = "guides"
    AMENDS = "amends"
    REPLACES = "replaces"
    ISSUED_WITH = "issued_with"


class Signer(NamedTuple):
    """Who signed (người ký): name, post, and the form of power as written (T/M, KT. …)."""

    name: str
    post: str | None
    power: str | None


class Head(NamedTuple):
    """The head and foot of the paper itself (thể thức)."""

    identifier: str | None
    kind: str | None
    title: str | None
    issuer: str | None
    place: str | None
    issued_on: dt.date | None
    signers: tuple[Signer, ...]


class Citation(NamedTuple):
    """A mention of one particular issued document (văn bản được dẫn)."""

    start: int
    end: int
    text: str
    kind: str
    identifier: str | None
    name: str | None
    issued_on: dt.date | None
    issuer: str | None
    issuer_inferred: str | None
    term: str | None
    title: str | None
    pinpoint: str | None
    own: bool
    same_as: int | None


class Relation(NamedTuple):
    """What the text says of two citations; ends are indexes, -1 is the document itself."""

    origin: int
    target: int
    kind: str
    years: int | None
    final: bool | None


class Due(NamedTuple):
    """By when: as written, and the last day of it where the text alone tells."""

    text: str
    day: dt.date | None


class Task(NamedTuple):
    """A clause that gives named actors something to do (nhiệm vụ)."""

    start: int
    end: int
    text: str
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    due: Due | None
    cites: tuple[int, ...]


class Body(NamedTuple):
    """An organisation named in the text (cơ quan), with the spans of its mentions."""

    name: str
    mentions: tuple[tuple[int, int], ...]


class Person(NamedTuple):
    """A person named in the text, spellings merged, with posts as written."""

    name: str
    posts: tuple[str, ...]
    mentions: tuple[tuple[int, int], ...]


class Period(NamedTuple):
    """A day or a stretch of days named in the text (thời gian), with its first and last day."""

    start: int
    end: int
    text: str
    first: dt.date | None
    last: dt.date | None


class Figure(NamedTuple):
    """A number with its unit (số liệu)."""

    start: int
    end: int
    text: str
    value: int | float
    unit: str | None


class Speaker(NamedTuple):
    """Who spoke at the event, and what they did."""

    name: str
    did: str | None


class Event(NamedTuple):
    """A conference that the text tells of (hội nghị)."""

    kind: str | None
    title: str | None
    held_on: dt.date | None
    place: str | None
    chair: str | None
    hosts: tuple[str, ...]
    attendees: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    signings: tuple[str, ...]
    captions: tuple[str, ...]
    source: str | None


class Record(NamedTuple):
    """All that reading one text yields."""

    source: str
    length: int
    text: str
    extracted: bool
    document: Head | None
    citations: tuple[Citation, ...]
    relations: tuple[Relation, ...]
    tasks: tuple[Task, ...]
    bodies: tuple[Body, ...]
    people: tuple[Person, ...]
    dates: tuple[Period, ...]
    figures: tuple[Figure, ...]
    event: Event | None
    warnings: tuple[str, ...]
