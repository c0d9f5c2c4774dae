"""Read Vietnamese official documents into records with exact spans."""

from vanban.reading import read
from vanban.record import Record

__all__ = ["Record", "read"]
