"""Secrecy: find stamps of state secrets in a text before anything of it is stored.

A stamp (dấu chỉ độ mật) is one of the words MẬT, TỐI MẬT, TUYỆT MẬT that stands alone: on a line,
in a cell or a box, after "Độ mật:", or among the elements of a paper's head. The same letters in
running words ("bí mật", "bảo mật", "mật ong") are no stamp. Where the two cannot be told apart a
stamp is assumed: a false alarm is overruled by a clerk, a secret that was stored cannot be taken
back (Luật Bảo vệ bí mật nhà nước 117/2025/QH15; the words of the stamps: Nghị định 63/2026/NĐ-CP).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vanban.spelling import prepare

HEAD = 2_500

# Letters may be spaced ("M Ậ T"), lose a mark in a scan (MÂT) or all of them (TUYET MAT).
_MAT = r"M ?[ẬÂ] ?T"
_LEVEL = (
    rf"(?:T ?U ?Y ?[ỆÊ] ?T {{1,3}}{_MAT}|T ?[ỐÔ] ?I {{1,3}}{_MAT}|{_MAT}|TUYET MAT|TOI MAT"
    r"|Tuyệt mật|Tuyệt Mật|Tối mật|Tối Mật|Mật)"
)
_URGENT = r"(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|HẸN GIỜ)"
# A cell or line that is nothing but the stamp, with what offices set beside it: "MẬT - HỎA TỐC",
# "DẤU MẬT", "TỐI MẬT Bản số: 02".
_ALONE = re.compile(
    rf"(?:(?:ĐÓNG )?DẤU:? ?)?(?:{_URGENT} ?[-,/]? ?)?(?P<level>{_LEVEL})"
    rf"(?: ?[-,/]? ?{_URGENT})?(?: ?[-,.;/]? ?(?i:bản số|số bản)\b.{{0,20}})?"
)
_LABELLED = re.compile(
    r"(?i:(?:mức )?độ mật|dấu (?:chỉ )?(?:mức )?độ mật|mức độ bảo mật) {0,3}[:=-] {0,3}"
    r"(?P<level>(?i:tuyệt mật|tối mật|mật)|[ABC])(?!\w)"
)
# In the head other elements may share the line: "MẬT CỘNG HÒA …", "Số: 12-BC/TU (TỐI MẬT)".
_STRONG = re.compile(r"(?<![^\W\d_])(?:TUYỆT|TỐI) MẬT(?![^\W\d_])")
_BESIDE = re.compile(
    r"^MẬT(?= (?:CỘNG H|ĐẢNG CỘNG|ĐỘC LẬP|Độc lập|Số ?:|SỐ ?:))|(?<=[\w.:] )MẬT(?=$)"
    r"|(?<=[(\[“\"])MẬT(?=[)\]”\"])"
)
_BEFORE_WORDS = re.compile(r"(?:\bBÍ|\bBẢO|\bĐỘ|,) $")
_HEAD_LINE = re.compile(
    r"(?:SỐ|Số|CỘNG H|ĐẢNG CỘNG|ĐỘC LẬP|Độc lập|TỈNH|BỘ|BAN|SỞ|ỦY BAN|UỶ BAN)\b"
)
_CELLS = re.compile(r"[|│┃║¦\t]|[ ]{3,}")
_EDGES = " \t*_-–=+.:;,()[]{}<>«»“”\"'┌┐└┘├┤─━═╔╗╚╝#■□▪"
_QUOTES = re.compile("[«»“”\"']")
_BROKEN_WORD = re.compile(r"(?:BÍ|BẢO|Bí|Bảo) ?$")


class Stamp(NamedTuple):
    """A stamp: its level and the line where it stands, counted from 1."""

    level: str
    line: int


def find(text: str) -> list[Stamp]:
    r"""Return the stamps in the text, in order.

    >>> find("BAN CHỈ ĐẠO\n\nM Ậ T\n\nBÁO CÁO")
    [Stamp(level='MẬT', line=3)]
    >>> find("Luật Bảo vệ bí mật nhà nước; bảo mật thông tin; Mật ong rừng")
    []
    """
    plain = prepare(text).plain
    if "m" not in plain.lower():
        return []
    found: list[Stamp] = []
    at, previous = 0, ""
    for number, line in enumerate(plain.replace("\r", "\n").split("\n"), start=1):
        level = _in_line(line, previous, in_head=at < HEAD)
        if level:
            found.append(Stamp(level, number))
        at, previous = at + len(line) + 1, line
    return found


def _in_line(line: str, previous: str, *, in_head: bool) -> str:
    """Return the level of the stamp in a line, or nothing."""
    labelled = _LABELLED.search(line)
    if labelled:
        return _level(labelled["level"])
    # "BÍ" at the end of one line and "MẬT" on the next are one broken word.
    if not _BROKEN_WORD.search(previous):
        for cell in (line, *_CELLS.split(line)):
            alone = _ALONE.fullmatch(" ".join(cell.strip(_EDGES).split()))
            # A quoted "Mật" in small letters is the end of a broken sentence, not a stamp.
            if alone and (alone["level"].isupper() or not _QUOTES.search(cell)):
                return _level(alone["level"])
    return _in_head(line.strip()) if in_head else ""


def _in_head(line: str) -> str:
    strong = _STRONG.search(line)
    if strong and not _BEFORE_WORDS.search(line[: strong.start()]):
        return _level(strong[0])
    beside = _BESIDE.search(line)
    if not beside or _BEFORE_WORDS.search(line[: beside.start()]):
        return ""
    bracketed = line[beside.end() :][:1] in {")", "]", "”", '"'}
    return "MẬT" if bracketed or beside.start() == 0 or _HEAD_LINE.match(line) else ""


def _level(written: str) -> str:
    """Return the level in its standard form.

    >>> _level("T Ố I  M Ậ T"), _level("Mật"), _level("A")
    ('TỐI MẬT', 'MẬT', 'TUYỆT MẬT')
    """
    letter = {"A": "TUYỆT MẬT", "B": "TỐI MẬT", "C": "MẬT"}.get(written)
    if letter:
        return letter
    joined = written.replace(" ", "").upper()
    if joined.startswith("TUY"):
        return "TUYỆT MẬT"
    return "TỐI MẬT" if joined.startswith("T") else "MẬT"
