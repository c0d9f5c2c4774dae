"""Gather the strings for people, which stand in Vietnamese in the source, and check their English.

``write`` brings the English catalogue up to date and compiles all; ``check`` fails where a string
is missing, not translated, marked as doubtful, no longer used, or not compiled. Catalogues for the
strings of libraries (``locale_*``) are kept by hand and only compiled and checked.
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


def catalogues(folder: Path) -> list[Path]:
    """Return the catalogues of a source tree, ours and those for libraries."""
    return sorted(path.relative_to(folder) for path in folder.glob("locale*/*/LC_MESSAGES/*.po"))


def compile_(path: Path) -> None:
    """Compile a catalogue beside itself."""
    target = str(path.with_suffix(".mo"))
    _run("msgfmt", "--check-format", "-o", target, str(path), cwd=path.parent)


def faults(old: Path, new: Path) -> list[str]:
    """Return what is wrong with a committed catalogue, against the same freshly gathered."""
    found = []
    if not old.exists() or CHANGING.sub("", old.read_text()) != CHANGING.sub("", new.read_text()):
        found.append("is not that of the source")
    for fault, option in (("not translated", "--untranslated"), ("doubtful", "--only-fuzzy")):
        text = _run("msgattrib", option, "--no-obsolete", "--no-wrap", str(new), cwd=new.parent)
        found += [f"{fault}: {line}" for line in re.findall(r'^msgid (".+")$', text, re.MULTILINE)]
    if found:
        return found
    compile_(new)
    both = [path.with_suffix(".mo") for path in (old, new)]
    if not both[0].exists():
        return ["is not compiled"]
    plain = [_run("msgunfmt", str(path), cwd=new.parent) for path in both]
    return [] if plain[0] == plain[1] else ["is compiled from an older state"]


def main() -> int:
    """Write or check; return 1 where the check finds a fault."""
    if sys.argv[1:] == ["write"]:
        gather(SOURCE)
        for path in catalogues(SOURCE):
            compile_(SOURCE / path)
        return 0
    with tempfile.TemporaryDirectory() as name:
        fresh = Path(name) / "giaoban"
        shutil.copytree(SOURCE, fresh, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
        gather(fresh)
        found = [
            f"{path}: {fault}"
            for path in catalogues(fresh)
            for fault in faults(SOURCE / path, fresh / path)
        ]
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        print("Run make messages, then translate what is empty.", file=sys.stderr)
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
