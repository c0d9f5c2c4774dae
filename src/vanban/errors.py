"""The errors of the library.

VanbanError
└── UnreadableFile          the file gives no text; its message tells the person what to do
    ├── NotWhatItSays       the content is not what the name says
    ├── Encrypted           a password is asked for
    ├── Truncated           the file breaks off or is damaged
    ├── Empty               nothing is in it
    ├── TooLarge            larger than the limit, or grows past it when unpacked
    ├── NoTextLayer         a picture of text (scan)
    ├── Unsupported         a kind of file that is not read
    └── NotThere            no such file, or it may not be opened
"""

from __future__ import annotations


class VanbanError(Exception):
    """Be the root of all errors that the library raises on purpose."""


class UnreadableFile(VanbanError):
    """Say which file gives no text, why, and what to do.

    ``reason`` and ``advice`` are plain English sentences; ``code`` never changes and names the
    row of lexicon/refusals.csv, which holds both in Vietnamese as well (`vanban.files.refusals`).
    """

    def __init__(self, name: str, reason: str, advice: str, code: str = "") -> None:
        """Keep the parts apart, so that a caller can show them in its own way."""
        super().__init__(f"{name}: {reason} {advice}")
        self.name = name
        self.reason = reason
        self.advice = advice
        self.code = code

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[str, str, str, str]]:
        # The default would hand the joined message to __init__ when a worker process sends it.
        return type(self), (self.name, self.reason, self.advice, self.code)


class NotWhatItSays(UnreadableFile):
    """The content is not what the file's name says."""


class Encrypted(UnreadableFile):
    """A password is asked for."""


class Truncated(UnreadableFile):
    """The file breaks off before its end, or is damaged."""


class Empty(UnreadableFile):
    """Nothing is in the file."""


class TooLarge(UnreadableFile):
    """The file is larger than the limit, or grows past it when unpacked."""


class NoTextLayer(UnreadableFile):
    """The file holds pictures of text, no text."""


class Unsupported(UnreadableFile):
    """This kind of file is not read."""


class NotThere(UnreadableFile):
    """There is no such file, or it may not be opened."""
