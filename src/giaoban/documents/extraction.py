"""Take the text out of a file that nobody vouches for.

Plain text is decoded here. Everything that needs a parser goes to a child process with bounds on
memory and time, through pipes, so that no bomb takes the site down and no text touches the disk.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.documents.errors import Unreadable
from vanban.errors import UnreadableFile
from vanban.files.kinds import FileKind, kind_of
from vanban.files.readers import extract as extract_here
from vanban.files.refusals import refuse, told

SECONDS = 60
MEMORY = 2 * 2**30


class Content(NamedTuple):
    """What a file holds: its text, what the reader should know, and what stands beside the text.

    ``margins`` is what is searched for stamps but is no part of the text: headers, text boxes.
    """

    text: str
    cautions: tuple[str, ...]
    margins: str


def extract(data: bytes, name: str) -> Content:
    """Return the content of a file's bytes.

    Raises:
        Unreadable: with the reason and what to do, in the language of the person.
    """
    try:
        if kind_of(data, name) is FileKind.TEXT:
            found = extract_here(data, name)
            return Content(found.text, found.warnings, "")
    except UnreadableFile as error:
        raise _unreadable(error) from error
    return _in_child(data, name)


def words(data: bytes, name: str) -> Content:
    """Return the words of a workbook or of slides, to be searched.

    Raises:
        Unreadable: with the reason and what to do, in the language of the person.
    """
    return _in_child(data, name, "words")


def _in_child(data: bytes, name: str, *how: str) -> Content:
    bounds = (str(SECONDS), str(MEMORY))
    child = [sys.executable, "-m", "giaoban.documents.parsing", name, *bounds, *how]
    try:
        done = subprocess.run(  # noqa: S603  # our own module; the name is one argument
            child, input=data, capture_output=True, timeout=SECONDS, check=False
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as broken:
        raise Unreadable(
            _("Tệp quá nặng hoặc hỏng, máy đã dừng đọc để giữ an toàn."),
            _("Hãy mở tệp bằng phần mềm tương ứng, lưu lại thành .docx hoặc .pdf rồi nộp."),
        ) from broken
    if "code" in answer:
        raise _unreadable(refuse(answer["code"], name))
    return Content(answer["text"], tuple(answer["warnings"]), answer["margins"])


def _unreadable(error: UnreadableFile) -> Unreadable:
    reason, advice = told(error, (get_language() or "vi")[:2])
    return Unreadable(reason, advice)
