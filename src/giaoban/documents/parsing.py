"""The child process that parses one file: bytes in, one line of JSON out, bounds on itself.

Of workbooks and slides it takes the words alone, where that is asked for.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import zipfile

from giaoban.documents import office
from vanban.errors import UnreadableFile
from vanban.files.readers import extract

# Parts of a Word file that hold words but no part of the paper's text.
_MARGIN_PARTS = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml")
_TEXT_BOX = re.compile(
    r"<w:txbxContent>(.*?)</w:txbxContent>|<v:textpath\b[^>]*string=\"([^\"]*)\"", re.DOTALL
)
_PARAGRAPH = re.compile(r"</w:p>|<w:br/>")
_TAG = re.compile(r"<[^>]*>")
_MOST = 8 * 2**20
WORDS = "words"


def margins_of(data: bytes) -> str:
    """Return the words of headers, footers, notes and text boxes of a Word file.

    The file was read before, so its directory is sound; each part is still unpacked under a bound.
    """
    if not data.startswith(b"PK\x03\x04"):
        return ""
    parts: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if _MARGIN_PARTS.fullmatch(name):
                parts.append(_part(package, name))
            elif name == "word/document.xml":
                boxes = _TEXT_BOX.finditer(_part(package, name))
                parts.extend(box[1] or box[2] or "" for box in boxes)
    return "\n".join(_TAG.sub("", _PARAGRAPH.sub("\n", part)) for part in parts)


def _part(package: zipfile.ZipFile, name: str) -> str:
    with package.open(name) as stream:
        return stream.read(_MOST).decode("utf-8", "replace")


def _read(data: bytes, name: str) -> dict[str, object]:
    found = extract(data, name)
    return {"text": found.text, "warnings": list(found.warnings), "margins": margins_of(data)}


def _searched(data: bytes, name: str) -> dict[str, object]:
    return {"text": office.words(data, name), "warnings": [], "margins": ""}


def main() -> int:
    """Read the file on standard input.

    The arguments are its name, seconds, bytes of memory, and ``words`` to search it only.
    """
    name, seconds, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    data = sys.stdin.buffer.read()
    try:
        answer = _searched(data, name) if WORDS in sys.argv[4:] else _read(data, name)
    except UnreadableFile as error:
        answer = {"code": error.code}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
