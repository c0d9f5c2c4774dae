"""Keep the file as it came, under its SHA-256: written whole or not at all.

The bytes go into a temporary file beside the place, onto the disk, then under the name; only
after that is the row written. A kill between leaves a file without a row, which the next intake of
the same bytes takes over and ``sweep`` removes; never a row without its file.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from giaoban.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

_PART = ".part-"
_PIECE = 64 * 1024
_holders: list[Callable[[], Iterable[str]]] = []


def hold(names: Callable[[], Iterable[str]]) -> None:
    """Let an upper app say which files it keeps here; once from its ``ready``."""
    _holders.append(names)


def held() -> set[str]:
    """Return the names of the files that upper apps keep here."""
    return {name for names in _holders for name in names()}


def digest_of(data: bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def place_of(sha256: str) -> str:
    """Return where a file lies below the folder of files.

    >>> place_of("ab" + "0" * 62)[:6]
    'ab/ab0'
    """
    return f"{sha256[:2]}/{sha256}"


def full_path(place: str) -> Path:
    """Return the path on this machine."""
    return Path(settings.MEDIA_ROOT) / place


def keep(data: bytes) -> tuple[str, str]:
    """Write the bytes for good; return their SHA-256 and their place.

    Raises:
        Refused: the disk is full or cannot be written; nothing of the file is left.
    """
    sha256 = digest_of(data)
    place = place_of(sha256)
    try:
        _keep(data, sha256, place)
    except OSError as error:
        raise Refused(
            _(
                "Máy chủ không ghi được tệp (có thể đã hết chỗ); chưa nhận gì. Hãy báo quản trị "
                "viên rồi nộp lại; nội dung đã điền trên trang không bị ảnh hưởng."
            )
        ) from error
    return sha256, place


def _keep(data: bytes, sha256: str, place: str) -> None:
    path = full_path(place)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists() and digest_of(path.read_bytes()) == sha256:
        return
    part = path.parent / f"{_PART}{secrets.token_hex(8)}"
    try:
        _write(part, data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    _sync_folder(path.parent)


def pieces(path: Path) -> Iterator[bytes]:
    """Yield the file piece by piece; it is opened when the first is asked for."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def sweep(known: Container[str], *, before: float) -> int:
    """Remove what a kill left behind: parts, and files without a row, older than ``before``."""
    removed = 0
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.glob("??/*")):
        if path.stat().st_mtime < before and (
            path.name.startswith(_PART) or path.name not in known
        ):
            path.unlink()
            removed += 1
    return removed


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Put the new name itself on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
