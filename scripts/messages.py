"""Gather the strings for people, which stand in Vietnamese in the source, and check their English.

``write`` brings the catalogue up to date and compiles it; ``check`` fails where a string is
missing, not translated, marked as doubtful, no longer used, or not compiled.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "giaoban"
CATALOGUE = Path("locale") / "en" / "LC_MESSAGES" / "django.po"
CHANGING = re.compile(r'^"(?:POT-Creation-Date|PO-Revision-Date|X-Generator):.*\n', re.MULTILINE)


def _run(*command: str, cwd: Path) -> str:
    # Without settings Django looks for the catalogue in the folder where it runs.
    env = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


def gather(folder: Path) -> None:
    """Bring the catalogue of the source tree in ``folder`` up to date."""
    (folder / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    options = ["--locale=en", "--no-obsolete", "--no-wrap", "--add-location=file"]
    _run(sys.executable, "-m", "django", "makemessages", *options, cwd=folder)


def compile_(folder: Path) -> None:
    """Compile the catalogue beside itself."""
    path = folder / CATALOGUE
    _run("msgfmt", "--check", "-o", str(path.with_suffix(".mo")), str(path), cwd=folder)


def faults(committed: Path, fresh: Path) -> list[str]:
    """Return what is wrong with the committed catalogue, against a freshly gathered one."""
    old, new = committed / CATALOGUE, fresh / CATALOGUE
    found = []
    if not old.exists() or CHANGING.sub("", old.read_text()) != CHANGING.sub("", new.read_text()):
        found.append("the catalogue is not that of the source")
    for fault, option in (("not translated", "--untranslated"), ("doubtful", "--only-fuzzy")):
        text = _run("msgattrib", option, "--no-obsolete", "--no-wrap", str(new), cwd=fresh)
        found += [f"{fault}: {line}" for line in re.findall(r'^msgid (".+")$', text, re.MULTILINE)]
    if found:
        return found
    compile_(fresh)
    plain = [_run("msgunfmt", str(p.with_suffix(".mo")), cwd=fresh) for p in (old, new)]
    return [] if plain[0] == plain[1] else ["the catalogue is not compiled"]


def main() -> int:
    """Write or check; return 1 where the check finds a fault."""
    if sys.argv[1:] == ["write"]:
        gather(SOURCE)
        compile_(SOURCE)
        return 0
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name) / "giaoban"
        shutil.copytree(SOURCE, fresh, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        gather(fresh)
        found = faults(SOURCE, fresh)
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        print("Run make messages, then translate what is empty.", file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
