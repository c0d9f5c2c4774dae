"""The command line: what it writes, where, and with which exit status."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

import vanban
from vanban import cli
from vanban.progress import Progress
from vanban.words import language_of, words

SCHEMA = json.loads((Path(vanban.__file__).parent / "schema.json").read_text("utf-8"))
PAGE = "KẾ HOẠCH\r\nCăn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;\n"
ENGLISH = {"LANG": "en_US.UTF-8"}


@pytest.fixture(autouse=True)
def english(monkeypatch):
    """Run in English unless a test asks for another language."""
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")


@pytest.fixture
def papers(tmp_path):
    """Return a folder of three readable papers, a hidden one, and one that cannot be read."""
    for name in ("b.txt", "a.txt", "c/d.txt", ".an.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(PAGE.encode())
    (tmp_path / "cu.rtf").write_bytes(b"{\\rtf1}")
    return tmp_path


def run(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    """Start the command in a process of its own."""
    source = Path(vanban.__file__).parent.parent
    environment = {**os.environ, **ENGLISH, "PYTHONPATH": str(source)}
    command = [sys.executable, "-m", "vanban", *arguments]
    return subprocess.Popen(command, env=environment, **options)


def records(out: str) -> list[dict[str, object]]:
    """Return the records, each on a line of its own and each by the contract."""
    found = [json.loads(line) for line in out.splitlines()]
    for record in found:
        jsonschema.validate(record, SCHEMA)
    return found


def test_json_is_the_contract(papers, capsys):
    """A record is one line, names its file as given, and has the text only where asked."""
    name = str(papers / "a.txt")
    assert cli.main(["read", "--json", name]) == 0
    (record,) = records(capsys.readouterr().out)
    assert (record["source"], record["length"], "text" in record) == (name, len(PAGE), False)
    assert cli.main(["read", "--json", "--with-text", name]) == 0
    assert records(capsys.readouterr().out)[0]["text"] == PAGE


def test_the_text_is_given_where_it_was_extracted(tmp_path, capsys):
    """Offsets of a page count in a text that only the record has."""
    page = tmp_path / "a.htm"
    page.write_text(f"<html><body><p>{PAGE}", "utf-8")
    assert cli.main(["read", "--json", str(page)]) == 0
    (record,) = records(capsys.readouterr().out)
    cited = record["citations"][0]
    assert record["text"][cited["start"] : cited["end"]] == cited["text"]


def test_a_folder_is_sorted_and_unread_files_are_named(papers, capsys):
    """The others are still read; the unread one is named in one plain line, and the status is 2."""
    assert cli.main(["read", "--json", str(papers / "c"), str(papers)]) == 2
    out, err = capsys.readouterr()
    read = [Path(record["source"]).name for record in records(out)]
    assert read == ["d.txt", "a.txt", "b.txt", "d.txt"]
    assert err.count("\n") == 1
    assert err.startswith(f"vanban: {papers / 'cu.rtf'}: Rich text")
    assert "\033" not in err


def test_jobs_change_nothing(papers, capfd):
    """Any number of processes writes the same, in the same order."""
    written = []
    for jobs in ("1", "2", "3"):
        assert cli.main(["read", "--json", "--jobs", jobs, str(papers), str(papers / "a.txt")]) == 2
        written.append(capfd.readouterr())
    assert written[0] == written[1] == written[2]
    assert written[0].out.count("\n") == 4


@pytest.mark.parametrize("wrong", [["read"], ["read", "--jobs", "0", "a"], ["viết"], []])
def test_wrong_use_is_explained(wrong, capsys):
    """Wrong arguments end with the usage and status 2."""
    with pytest.raises(SystemExit) as ended:
        cli.main(wrong)
    assert ended.value.code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "word"), [("vi_VN.UTF-8", "Văn bản"), ("en_US", "Documents")])
def test_the_summary_speaks_the_persons_language(papers, capsys, monkeypatch, language, word):
    """A person gets words, without colours where no terminal is."""
    monkeypatch.setenv("LANG", language)
    assert cli.main(["read", str(papers / "a.txt")]) == 0
    out = capsys.readouterr().out
    assert word in out
    assert "30/2020/NĐ-CP" in out
    assert "\033" not in out


@pytest.mark.parametrize(("no_color", "coloured"), [(None, True), ("", True), ("1", False)])
def test_colours_on_a_terminal_unless_unwanted(papers, capsys, monkeypatch, no_color, coloured):
    """A terminal gets colours, NO_COLOR takes them away."""
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert cli.main(["read", str(papers / "a.txt")]) == 0
    assert ("\033[" in capsys.readouterr().out) is coloured


@pytest.mark.parametrize("language", ["vi", "en"])
def test_refusals_are_told_in_both_languages(papers, capsys, monkeypatch, language):
    """The line about an unread file is in the person's language."""
    monkeypatch.setenv("LANG", language)
    cli.main(["read", str(papers / "cu.rtf"), str(papers / "khong-co.txt")])
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert ("Chưa đọc" in lines[0]) is (language == "vi")
    assert ("There is no such file." in lines[1]) is (language == "en")


def test_standard_input(papers):
    """A dash reads standard input, text or binary, and names itself."""
    done = run("read", "--json", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    out, _ = done.communicate(PAGE.encode())
    (record,) = records(out.decode())
    assert (done.returncode, record["source"], record["length"]) == (0, "-", len(PAGE))
    done = run("read", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    _, err = done.communicate(b"")
    assert (done.returncode, err.startswith(b"vanban: -: The file is empty.")) == (2, True)


def test_a_broken_pipe_ends_quietly(papers):
    """When the reader of the output leaves, nothing is complained of."""
    names = [str(papers / "a.txt")] * 400
    done = run("read", "--json", *names, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    done.stdout.readline()
    done.stdout.close()
    assert done.stderr.read() == b""
    done.stderr.close()
    assert done.wait(20) == 141


@pytest.fixture
def interrupted():
    """Let commands be interrupted, also where the tests run in a background that is not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupted")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_quietly(papers, jobs):
    """An interrupt ends the command and its processes without a trace of the program."""
    big = papers / "lon.txt"
    big.write_text(PAGE * 2000, "utf-8")
    done = run(
        "read", "--json", "--jobs", jobs, *[str(big)] * 400,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    done.stdout.read(1)
    os.killpg(done.pid, signal.SIGINT)
    _, err = done.communicate(timeout=20)
    assert (done.returncode, err) == (130, b"")


def test_one_page_from_cold_is_fast_and_light(papers):
    """Plain text imports neither lxml, pypdfium2 nor multiprocessing."""
    code = (
        "import sys; from vanban.cli import main; main(['read', sys.argv[1]]);"
        "print(sorted({'lxml', 'pypdfium2', 'multiprocessing', 'django'} & set(sys.modules)))"
    )
    source = Path(vanban.__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code, str(papers / "a.txt")],
        env={**os.environ, "PYTHONPATH": str(source)}, capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


def test_the_bar_appears_with_patience_and_goes_away(monkeypatch):
    """Short work shows no bar, longer work does; it is wiped before anything is written."""
    quick, slow, piped = Terminal(), Terminal(), io.StringIO()
    with Progress(quick, 3, "files"):
        pass
    monkeypatch.setattr("vanban.progress._PATIENCE", 0.01)
    monkeypatch.setattr("vanban.progress._EVERY", 0.01)
    for stream in (slow, piped):
        with Progress(stream, 4, "files") as progress:
            progress.advance()
            time.sleep(0.2)
    assert (quick.getvalue(), piped.getvalue()) == ("", "")
    assert re.search(r"█{7}░{23} 1/4 files", slow.getvalue())
    assert slow.getvalue().endswith("\r\033[K")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "vi"),
        ({"LANG": "C.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "vi_VN"}, "vi"),
        ({"LANG": "vi_VN", "LC_MESSAGES": "en_GB"}, "en"),
    ],
)
def test_language(environment, language):
    """The environment chooses, Vietnamese unless it asks for English."""
    assert language_of(environment) == language


def test_words_are_whole():
    """Both languages have a word for every key."""
    vietnamese, english = words("vi"), words("en")
    assert vietnamese.keys() == english.keys()
    assert all([*vietnamese.values(), *english.values()])
