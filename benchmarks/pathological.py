"""Pathological inputs: one sort of text without end, to find what takes more than linear time."""

from __future__ import annotations

import unicodedata

# Each is repeated up to the length that is asked for.
SEEDS: dict[str, str] = {
    "digits": "1234567890",
    "digits and stops": "1.2.3,4.",
    "số số số": "số ",
    "số 1 số 2": "số 12 số 3 ",
    "one line of words": "công tác tổ chức thực hiện nhiệm vụ ",
    "empty lines": "\n",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "opening brackets": "(",
    "brackets": "(a) ",
    "quotes": "“a ",
    "dashes": "- ",
    "slashes": "/-",
    "bullets": "\n- việc ",
    "bullets and actors": "\n- Sở Y tế ",
    "list numbers": "\n1. ",
    "list letters": "\na) ",
    "capitals": "SỞ Y TẾ ",
    "capital words": "Ủy Ban Nhân Dân ",
    "capital words, one line each": "Nguyễn Văn\n",
    "type words": "Nghị quyết ",
    "type words and numbers": "Nghị quyết số 1 ",
    "symbols": "20-NQ/TW ",
    "symbols in a list": "số 1-NQ/TW, số 2-NQ/TW và ",
    "broken symbols": "20\n-\nNQ\n/\nTW ",
    "lists of numbers": "số 12, 13, 14, ",
    "dates": "ngày 01/01/2022 ",
    "dates in words": "ngày 01 tháng 01 năm 2022 ",
    "half dates": "ngày 01 tháng ",
    "ranges": "2021-2026-",
    "quarters": "quý II năm ",
    "quarters in a row": "quý I, quý II, ",
    "years to years": "năm 2020 đến năm 2020 đến ",
    "fields in a row": "các bộ: Công an, Y tế, ",
    "of": "của ",
    "commas": "a, ",
    "and": "và ",
    "semicolons": "giao; ",
    "leads": "Giao Sở Y tế chủ trì, phối hợp với ",
    "cooperating": "phối hợp với Sở A, Sở B, ",
    "honorifics": "đồng chí Nguyễn Văn ",
    "posts": "Phó Bí thư Thường trực ",
    "money": "1.000.000 đồng ",
    "percent": "12,5% ",
    "signatures": "TM. ỦY BAN NHÂN DÂN\n",
    "heads": "Số: 1/KH-UBND\n",
    "laws": "Luật Đầu tư ",
    "law of law": "Luật sửa đổi, bổ sung một số điều của ",
    "reviews": "tổng kết 10 năm thực hiện ",
    "congress": "Đại hội XIII của Đảng ",
    "letters without end": "a",
    "letters with marks": "ạ",
    "marks alone": "\u0300",
    "decomposed": unicodedata.normalize("NFD", "số 20-NQ/TW của Ủy ban Nhân dân "),
    "astral": "\U0001f600 ",
    "control": "\x00\x01",
}


def text(seed: str, length: int) -> str:
    """Return so many characters of a seed."""
    return (seed * (length // len(seed) + 1))[:length]
