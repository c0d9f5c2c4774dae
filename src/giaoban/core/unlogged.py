"""Keep secrets of addresses out of the log: what was asked for is written without them."""

from __future__ import annotations

import logging
import re

# Addresses whose next part is a secret: the links of reports, the reset of a password.
_SECRET = re.compile(r"(/bao-cao/vao/|/password/reset/key/)[^/?\s]+")


class Veil(logging.Filter):
    """Write dots in place of the secret of an address."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mend the line and let it pass."""
        words = record.getMessage()
        veiled = _SECRET.sub(r"\1…", words)
        if veiled != words:
            record.msg, record.args = veiled, ()
            # Django hangs the request itself onto the record; nothing may print it either.
            vars(record).pop("request", None)
        return True
