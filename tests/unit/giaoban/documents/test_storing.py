"""Files are kept whole or not at all, under their SHA-256."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from giaoban.core.errors import Refused
from giaoban.documents import storing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    """Give each test a folder of its own."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_the_name_is_the_digest(folder: Path) -> None:
    """The bytes lie unchanged under their SHA-256, readable by their owner alone."""
    sha256, place = storing.keep(b"van ban")
    path = folder / place
    assert (path.read_bytes(), path.name) == (b"van ban", hashlib.sha256(b"van ban").hexdigest())
    assert (sha256, path.stat().st_mode & 0o777) == (path.name, 0o600)


@pytest.mark.parametrize("broken", ["os.fsync", "pathlib.Path.replace"])
def test_a_fault_leaves_nothing(folder: Path, monkeypatch, broken: str) -> None:
    """A disk that fails at any step leaves neither the file nor a part of it."""

    def fail(*_args: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(broken, fail)
    with pytest.raises(Refused, match="hết chỗ"):
        storing.keep(b"van ban")
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_damaged_file_is_written_anew(folder: Path) -> None:
    """A file whose bytes are not those of its name is replaced by the right ones."""
    _sha256, place = storing.keep(b"van ban")
    (folder / place).write_bytes(b"hong")
    storing.keep(b"van ban")
    assert (folder / place).read_bytes() == b"van ban"


def test_sweeping_removes_what_nobody_knows(folder: Path) -> None:
    """Parts and files without a row go, once they are old enough; known files stay."""
    known, place = storing.keep(b"co dong")
    storing.keep(b"khong dong")
    (folder / "ab").mkdir(exist_ok=True)
    (folder / "ab" / ".part-1").write_bytes(b"do dang")
    assert storing.sweep({known}, before=0) == 0
    assert storing.sweep({known}, before=4e9) == 2
    assert [path for path in folder.rglob("*") if path.is_file()] == [folder / place]
