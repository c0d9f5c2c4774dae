"""Sessions in the database that are read again only after something was written."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from giaoban.core import unchanged


class SessionStore(db.SessionStore):
    """Sessions as Django keeps them; one that was ended ends at once, as ending it is a write."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds, nothing where it is over."""
        rows = self.model.objects.filter(session_key=self.session_key)
        now = timezone.now()  # noqa: TID251 (whether a session is over is asked by Django)
        stored = unchanged.kept(
            ("session", self.session_key),
            lambda: rows.values_list("session_data", "expire_date").first(),
        )
        if stored is None or stored[1] <= now:
            self._session_key = None
            return {}
        return self.decode(stored[0])
