"""Keep out of the log what does not belong there: secrets of addresses, stacks of refusals."""

from __future__ import annotations

import logging
import re

# Addresses whose next part is a secret: the links of reports, the reset of a password.
_SECRET = re.compile(r"(/bao-cao/vao/|/password/reset/key/)[^/?\s]+")
_FAULT = 500


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


class Calm(logging.Filter):
    """Write a refused request in one line: a stack is told of a fault, not of an answer."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the stack from the line of an answer below 500 and let it pass."""
        if getattr(record, "status_code", _FAULT) < _FAULT:
            record.exc_info = record.exc_text = None
        return True
