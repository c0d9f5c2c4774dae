"""The environment: every setting that an operator can give, with its default and its meaning."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Variable:
    """A setting of the environment: its name, what it is for, and its default."""

    name: str
    meaning: str
    default: str = ""

    @property
    def value(self) -> str:
        """Read it."""
        return os.environ.get(self.name, self.default)

    @property
    def is_on(self) -> bool:
        """Read it as yes or no."""
        return self.value.lower() in {"1", "true", "yes", "on"}


HOME = Variable("GIAOBAN_HOME", "folder of the database, the files and the keys", "var")
DATABASE_URL = Variable(
    "DATABASE_URL", "postgres://user:password@host/name; empty: SQLite in the home folder"
)
HOSTS = Variable(
    "GIAOBAN_HOSTS", "host names it answers to, with commas", "127.0.0.1,localhost,[::1]"
)
SECURE = Variable("GIAOBAN_SECURE", "1 behind HTTPS: secure cookies, HSTS, redirect", "")
DEBUG = Variable("GIAOBAN_DEBUG", "1 shows errors to developers; never on a server", "")
EMAIL_URL = Variable(
    "GIAOBAN_EMAIL_URL",
    "smtp://user:password@host:587 (STARTTLS), smtps:// (TLS) or smtp+plain:// for a relay on this "
    "machine; empty: mails are files in the home folder",
)
MAIL_FROM = Variable("GIAOBAN_MAIL_FROM", "the sender of mails", "giaoban@localhost")
SITE_URL = Variable(
    "GIAOBAN_SITE_URL", "the address of the site, for links in mails", "http://127.0.0.1:8000"
)
QUIET_HOURS = Variable(
    "GIAOBAN_QUIET_HOURS", "when no notice is mailed; empty: never quiet", "20:00-06:30"
)
STALE_DAYS = Variable(
    "GIAOBAN_STALE_DAYS", "days without a word of a task after which people are reminded", "30"
)
EXAMPLE = Variable(
    "GIAOBAN_EXAMPLE", "1 allows the example accounts; set by `make run` on loopback only", ""
)
REQUIRE_TOTP = Variable(
    "GIAOBAN_REQUIRE_TOTP",
    "roles that must sign in in two steps, with commas; not asked for in the example",
    "administrator,coordinator",
)
MAX_UPLOAD_MB = Variable("GIAOBAN_MAX_UPLOAD_MB", "largest file taken in, in megabytes", "100")
SECRET_KEY = Variable(
    "GIAOBAN_SECRET_KEY", "key of sessions and links; empty: made once in the home folder"
)

ALL = (
    HOME,
    DATABASE_URL,
    HOSTS,
    SECURE,
    DEBUG,
    EMAIL_URL,
    MAIL_FROM,
    SITE_URL,
    QUIET_HOURS,
    STALE_DAYS,
    EXAMPLE,
    REQUIRE_TOTP,
    MAX_UPLOAD_MB,
    SECRET_KEY,
)


def postgres(url: str) -> dict[str, object]:
    """Return Django's settings for a PostgreSQL address.

    >>> postgres("postgres://an@db:5433/giaoban?sslmode=require")["OPTIONS"]
    {'sslmode': 'require'}
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(
            f"DATABASE_URL: {parts.scheme}:// is not known; use postgres://user:password@host/name"
        )
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": query,
    }


def mail_server(url: str) -> SplitResult:
    """Return the parts of the address of a mail server.

    >>> mail_server("smtp://an@mail.example:587").hostname
    'mail.example'
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+plain"}:
        raise ValueError(f"{EMAIL_URL.name}: {parts.scheme}:// is not smtp, smtps or smtp+plain")
    return parts


def hours(text: str) -> tuple[dt.time, dt.time] | None:
    """Return the hours from one time of the day to another, None for an empty text.

    >>> hours("20:00-06:30")
    (datetime.time(20, 0), datetime.time(6, 30))
    """
    if not text.strip():
        return None
    try:
        start, end = (dt.time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError as wrong:
        raise ValueError(f"{QUIET_HOURS.name}: {text!r} is not like 20:00-06:30") from wrong
    return start, end


def home() -> Path:
    """Return the home folder, made if it is not there; only its owner may read it."""
    folder = Path(HOME.value).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path, fresh: str) -> str:
    """Return the key of this installation; the first caller writes ``fresh`` for good."""
    if SECRET_KEY.value:
        return SECRET_KEY.value
    path = folder / "secret.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(fresh)
    return fresh
