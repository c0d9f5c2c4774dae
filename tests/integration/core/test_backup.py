"""Backup and restore: what was saved comes back whole, elsewhere, and is checked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

# The tests' own database is what a home is copied from.
pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).resolve().parents[3] / "src"
MAKE = """
import datetime as dt
from giaoban.accounts.models import User
from giaoban.directives import actions
user = User.objects.create_user("a@vidu.example", name="Lê Ví Dụ", role="coordinator")
at = dt.datetime(2022, 4, 8, tzinfo=dt.UTC)
actions.register(by=user, at=at, kind="plan", identifier="85-KH/TU")
"""


def giaoban(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the site in a home folder of its own, on SQLite."""
    environment = os.environ | {
        "GIAOBAN_HOME": str(home),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "giaoban.config.settings",
        "PYTHONPATH": str(SOURCE),
    }
    return subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-m", "giaoban", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def old(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an installation with a directive and a file; no test changes it."""
    home = Path(shutil.copytree(migrated, tmp_path_factory.mktemp("installation") / "old"))
    assert giaoban(home, "migrate", "-v0").returncode == 0
    assert giaoban(home, "shell", "-v0", "-c", MAKE).returncode == 0
    giaoban(home, "audit", "seal")
    (home / "files").mkdir()
    (home / "files" / "goc").write_bytes(b"nguy\xc3\xaan v\xe1\xba\xb9n")
    return home


@pytest.fixture(scope="module")
def saved(old: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save the installation."""
    file = tmp_path_factory.mktemp("saved") / "saved.tar.gz"
    done = giaoban(old, "backup", str(file))
    assert done.returncode == 0, done.stderr
    return file


def test_what_was_saved_comes_back(old: Path, saved: Path, tmp_path: Path) -> None:
    """Rows, files and key are the same in the new place, and the trail verifies."""
    new = tmp_path / "new"
    done = giaoban(new, "restore", str(saved))
    assert done.returncode == 0, done.stderr
    rows = "from giaoban.directives.models import Directive as D; print(D.objects.get().identifier)"
    assert "85-KH/TU" in giaoban(new, "shell", "-v0", "-c", rows).stdout
    assert (new / "files" / "goc").read_bytes() == (old / "files" / "goc").read_bytes()
    assert (new / "secret.key").read_bytes() == (old / "secret.key").read_bytes()


def test_a_place_in_use_is_not_overwritten(old: Path, saved: Path) -> None:
    """Restoring over data is refused, with what to do."""
    done = giaoban(old, "restore", str(saved))
    assert done.returncode == 1
    assert "chuyển dữ liệu đó đi nơi khác" in done.stderr


def test_a_broken_archive_is_refused(saved: Path, tmp_path: Path) -> None:
    """A cut archive restores nothing and says so."""
    cut = tmp_path / "cut.tar.gz"
    cut.write_bytes(saved.read_bytes()[:-2000])
    done = giaoban(tmp_path / "new", "restore", str(cut))
    assert done.returncode == 1
    assert "gói sao lưu" in done.stderr


@pytest.mark.parametrize("name", ["../outside", "/outside", "link"])
def test_an_archive_that_reaches_out_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is written outside the folder, whatever the archive says."""
    file = tmp_path / "made.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        member = tarfile.TarInfo(name)
        if name == "link":
            member.type, member.linkname = tarfile.SYMTYPE, "/etc"
        archive.addfile(member)
    done = giaoban(tmp_path / "new", "restore", str(file))
    assert done.returncode == 1
    assert "mục không hợp lệ" in done.stderr
