"""Plain text: UTF-8 and UTF-16, with a byte order mark or without; line ends untouched."""

from __future__ import annotations

import codecs
import re

from vanban.files.extracted import Extracted
from vanban.files.refusals import refuse

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MINE_UTF16 = re.compile("[\t-\r -~\u00a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9\u2010-\u2026\ufeff]")
# Control characters that no text editor writes.
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_LONGEST_LETTER = 3


def read(data: bytes, name: str) -> Extracted:
    """Return the decoded file.

    Raises:
        Truncated: the last letter is cut off.
        Empty: nothing but white space.
        Unsupported: bytes that are neither UTF-8 nor UTF-16, or no text at all.
    """
    text = decode(data, name)
    if not text.strip("\ufeff\x00 \t\r\n\f\v\u00a0"):
        raise refuse("empty", name)
    if len(_BINARY.findall(text)) * 50 > len(text):
        raise refuse("unknown", name)
    # Offsets hold in the file only where any reader decodes it alike: UTF-8, its mark kept.
    return Extracted(text, (), extracted=_encoding(data) != "utf-8")


def decode(data: bytes, name: str) -> str:
    r"""Return the text of the bytes; only a UTF-8 byte order mark stays, as its first letter.

    >>> decode("số 1\r\n".encode("utf-16"), "a.txt")
    'số 1\r\n'
    """
    encoding = _encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        if len(data) - wrong.start <= _LONGEST_LETTER and wrong.start > _LONGEST_LETTER:
            raise refuse("truncated-text", name) from wrong
        raise refuse(_what_else(data), name) from wrong


def _encoding(data: bytes) -> str:
    """Return the encoding by the byte order mark, else by where the zero bytes stand."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:4096]
    if head.count(0) * 10 > len(head):
        for encoding in ("utf-16-le", "utf-16-be"):
            text = head[: len(head) // 2 * 2].decode(encoding, "replace")
            if len(_MINE_UTF16.findall(text)) * 10 > len(text) * 9:
                return encoding
    return "utf-8"


def _what_else(data: bytes) -> str:
    """Return the code of refusal for bytes that are no Unicode."""
    text = data[:100_000].decode("latin-1")
    if len(_BINARY.findall(text)) * 50 > len(text):
        return "unknown"
    return "not-unicode"
