"""What a file yields: its text, and what the reader should know about it."""

from __future__ import annotations

from typing import NamedTuple


class Extracted(NamedTuple):
    """The text of a file.

    ``extracted`` is False where the text is the decoded file itself, to the last line end, so that
    offsets hold in the file; True where it was taken out of markup or pages. Each warning is a
    fixed English sentence, with its values after ": ".
    """

    text: str
    warnings: tuple[str, ...]
    extracted: bool
