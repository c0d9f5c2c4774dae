"""SQLite: a sound library under Django, and the settings that keep its writers apart.

Releases 3.7.0 to 3.51.2, but 3.44.6 and 3.50.7, can corrupt a database in WAL mode when a reset
of the log meets a checkpoint (sqlite.org/wal.html). The wheel of pysqlite3 brings a sound one;
where there is none and the system's is not sound, the rollback journal is used, with a warning.
"""

from __future__ import annotations

import importlib.util
import sys
from typing import Any

_SOUND_FROM = (3, 51, 3)
_FIRST_WAL = (3, 7, 0)
_BACKPORTED = ((3, 44, 6), (3, 50, 7))


def wal_is_sound(version: tuple[int, int, int]) -> bool:
    """Tell whether WAL is safe on this SQLite.

    >>> wal_is_sound((3, 40, 1)), wal_is_sound((3, 44, 6)), wal_is_sound((3, 53, 4))
    (False, True, True)
    """
    if version >= _SOUND_FROM or version < _FIRST_WAL:
        return True
    return any(version[:2] == sound[:2] and version >= sound for sound in _BACKPORTED)


def take_sound_library() -> tuple[int, int, int]:
    """Put pysqlite3 in the place of sqlite3 where its wheel is installed; return the version."""
    if importlib.util.find_spec("pysqlite3") is not None:
        library = importlib.import_module("pysqlite3")
        sys.modules["sqlite3"] = library
        sys.modules["sqlite3.dbapi2"] = importlib.import_module("pysqlite3.dbapi2")
    version: tuple[int, int, int] = importlib.import_module("sqlite3").sqlite_version_info
    return version


def options(version: tuple[int, int, int]) -> dict[str, Any]:
    """Return Django's database options: IMMEDIATE transactions, every commit on disk."""
    journal = "WAL" if wal_is_sound(version) else "DELETE"
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            f"PRAGMA journal_mode={journal};PRAGMA synchronous=FULL;PRAGMA mmap_size=134217728;"
            "PRAGMA journal_size_limit=27103364;PRAGMA trusted_schema=OFF;PRAGMA cache_size=-32768;"
        ),
    }
