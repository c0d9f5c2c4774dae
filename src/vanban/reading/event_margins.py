"""What stands around the story of a conference: who attended, what was signed, captions, source."""

from __future__ import annotations

import re

from vanban.lexicon.weave import UPPER, one_tone

_HEAD = 4_000
_OCCASION = (
    r"(?:hội nghị|Hội nghị|cuộc họp|phiên họp|buổi họp|buổi làm việc|buổi lễ|buổi tiếp xúc|hội thảo"
    r"|Hội thảo|tọa đàm|đại hội|Đại hội|kỳ họp|lễ|Lễ|chương trình|họp|phiên|với|tại|cùng)"
)
_ATTEND = re.compile(
    r"(?:^|\n|\. )(?:[^\n.]{0,60}?)(?:[tT]ới dự|[đĐ]ến dự|[cC]ùng dự|[tT]ham dự|[tT]ham gia|[dD]ự)"
    rf"(?: {_OCCASION}(?: [^,.;:\n]{{1,60}}?)?)?,? (?:có|gồm(?: có)?)"
    r"(?: sự tham (?:dự|gia) của)?:? ?([^\n]{3,900}+)"
)
_PRESENT = re.compile(
    r"(?:^|\n)[-+*\dIVX. \t]{0,9}+(?:[tT]hành phần(?: tham dự| tham gia| dự họp| dự)?|THÀNH PHẦN"
    r"(?: THAM DỰ| DỰ HỌP)?|[tT]ham dự|[cC]ó mặt|[dD]ự họp)(?: có| gồm(?: có)?)?[* ]{0,4}+:"
    r"[* ]{0,4}+([^\n]{0,300}+)"
)
_ITEM = re.compile(r"\n[ \t]{0,9}+[-+•*][ \t]{0,4}+([^\n]{3,300}+)")
_SIGNED = re.compile(
    r"(?:(?<=đã )ký(?: kết)?|(?<=\n)ký(?: kết)?|(?:[hH]ai bên|[cC]ác (?:bên|đơn vị|ngành)"
    r"|[lL]ễ|tiến hành|nghi thức|(?:[lL]ãnh đạo|[đĐ]ại diện)[^.\n]{3,160}) ký kết) "
    r"((?:Chương trình|Quy chế|Kế hoạch|Biên bản|Th(?:ỏa|oả) thuận|Bản ghi nhớ|Giao ước|Quy ước)"
    r"[^\n.;]{3,200}+)"
)
# What signing is followed by in a caption: "ký kết Quy chế … tại hội nghị".
_SIGNED_AT = re.compile(r"(?: tại (?:hội|Hội|buổi|lễ|Lễ)|, (?:dưới|trước) ).*+")
_COMRADES = re.compile(r"^(?:các )?đồng chí:? ")
_EMPTY_LINE = re.compile(r"\n\s{0,40}\n")
_PICTURES = re.compile(r"\n[^\n]{0,20}?[hH]ình ảnh[^\n]{0,80}+\n")
_SOURCE = re.compile(
    r"(?:^|\n)[ *(]{0,5}+(?:(?:Nguồn(?: tin)?|Theo) ?: ?([^\n|]{1,80}+)"
    rf"|Theo ((?:Báo|Trang|Cổng|TTXVN|Đài|Tạp chí|[bB]áo|[{UPPER}]\w{{0,12}}+\.)"
    r"[^\n|:,]{0,60}+)\n)"
)
_FURNITURE = re.compile(
    r" {0,3}(?:Copy link|Sao chép|In trang|Chia sẻ|Quay lại| {3}).*+", re.DOTALL
)
# Captions on lines of their own: with a label, by what they show, or with who took the picture.
_PHOTO = re.compile(
    r"\n[ *]{0,4}+(?:Ảnh(?: \d{1,2})?[ :.]{1,3}([^\n]{4,200}+)"
    r"|((?:Quang cảnh|Toàn cảnh|Các đại biểu (?:dự|tham dự|chụp|thực hiện|tại))[^\n]{0,200}+)"
    r"|([^\n]{9,200}?[(. ]{1,3}Ảnh ?: ?[^\n]{1,40}+)"
    r"|((?:Đồng chí|Ông|Bà|Lãnh đạo|Đại diện|Các đồng chí) [^\n]{9,200}?[^\n.:;,])(?=\n))"
)
_SHOWS = re.compile(
    r"phát biểu|chủ trì|trao |tặng|trình bày|ký kết|tham quan|kiểm tra|chụp ảnh|dự hội nghị|báo cáo"
)
_BYLINE = re.compile(r"^[^\n]{0,12}(?:[tT]in|[bB]ài)[^\n]{0,12}[ảẢ]nh ?:|^(?:Tin|Bài)")


def attendees(plain: str) -> tuple[str, ...]:
    """Return who attended, as written, from the sentences that tell it.

    >>> attendees("Tham dự buổi lễ có đồng chí Lê A; lãnh đạo các sở.")
    ('Lê A', 'lãnh đạo các sở')
    """
    every: list[str] = []
    for hit in _ATTEND.finditer(plain):
        every += split(hit[1])
    return tuple(dict.fromkeys(every))


def present(plain: str) -> tuple[str, ...]:
    """Return who was present by the label of minutes: on its line, or in the list below it."""
    label = _PRESENT.search(plain, 0, _HEAD)
    while label and not label[1].strip(" *") and not _ITEM.match(plain, label.end()):
        label = _PRESENT.search(plain, label.end(), _HEAD)
    if label is None:
        return attendees(plain)
    found = list(split(label[1]))
    item = _ITEM.match(plain, label.end())
    while item:
        found.append(item[1].strip(" .;*"))
        item = _ITEM.match(plain, item.end())
    return tuple(found)


def split(listed: str) -> tuple[str, ...]:
    """Return the parts of a list of people and bodies."""
    listed = _COMRADES.sub("", listed.partition(". ")[0].strip(" ."))
    return tuple(part.strip(" .") for part in listed.split(";") if part.strip(" ."))


def signings(plain: str) -> tuple[str, ...]:
    """Return what was signed, each once.

    >>> signings("Hai bên ký kết Quy chế phối hợp về an toàn thông tin.")
    ('Quy chế phối hợp về an toàn thông tin',)
    """
    found: dict[str, str] = {}
    for hit in _SIGNED.finditer(plain):
        written = " ".join(_SIGNED_AT.sub("", hit[1]).split())
        found.setdefault(one_tone(written).casefold(), written)
    return tuple(found.values())


def captions(plain: str) -> tuple[str, ...]:
    r"""Return the captions under the pictures, in order.

    >>> captions("Hết.\n\nẢnh 1: Quang cảnh hội nghị\n")
    ('Quang cảnh hội nghị',)
    """
    pictures = _PICTURES.search(plain)
    if pictures is None:
        return tuple(filter(None, map(_caption, _PHOTO.finditer(plain))))
    last = _SOURCE.search(plain, pictures.end())
    below = plain[pictures.end() : last.start() if last else len(plain)]
    blocks = _EMPTY_LINE.split(below)
    return tuple(" ".join(block.split()) for block in blocks if block.strip())


def _caption(hit: re.Match[str]) -> str | None:
    """Return the words of a caption; none where a line only names its author."""
    written = " ".join((hit[1] or hit[2] or hit[3] or hit[4]).split()).strip("* ")
    if _BYLINE.match(written) or (hit[4] and not _SHOWS.search(written)):
        return None
    return written


def source(plain: str) -> str | None:
    r"""Return what the source line names.

    >>> source("Hết.\n(Theo Báo Hải Sơn)\n")
    'Báo Hải Sơn'
    """
    hit = _SOURCE.search(plain)
    return (_FURNITURE.sub("", hit[1] or hit[2]).strip(" *.)") or None) if hit else None
