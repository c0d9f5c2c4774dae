"""The one password that is no secret: that of the example's accounts."""

from __future__ import annotations

# Told by `make run`; it opens nothing where GIAOBAN_EXAMPLE is off.
OF_THE_EXAMPLE = "giao-ban-vi-du"
