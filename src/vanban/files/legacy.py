"""Legacy encodings: notice TCVN3 and VNI before their letters pass for text.

Before Unicode, Vietnamese was written with fonts that draw other letters (``Uû ban nh©n d©n`` in
TCVN3, ``UÛY BAN NHAÂN DAÂN`` in VNI). Such text is refused, or warned of where only a part of it
is so: its letters would be read as garbage without anybody noticing.
"""

from __future__ import annotations

import re
from typing import Literal

Encoding = Literal["tcvn3", "vni"]

# Letters that Unicode Vietnamese cannot do without and that neither legacy encoding yields.
_UNICODE = re.compile("[\u1ea0-\u1ef9ăĂđĐơƠưƯĩĨũŨ\u0300\u0301\u0303\u0309\u0323]")
# TCVN3 puts signs beside letters: "§iÒu 1", "n\xadíc", "®ång", "nh©n d©n", "nghÜa".
_TCVN3 = re.compile("[§¨©ª«¬®µ¶·¸¹»¼½¾¡¢£¤¥¦ÖÞ×Ø÷Ü](?=[a-zA-Z])|(?<=[a-zA-Z])[¨©ª«¬®µ¶·¸¹»¼½¾ÖÞ×Ø÷Ü]")
# VNI sets the mark as a letter of its own behind the vowel: "Caên cöù", "Haø noäi", "ngaøy".
_VNI = re.compile(
    "[aAeE][øùûõïâàáåãäêéèëüúæØÙÛÕÏÂÀÁÅÃÄÊÉÈËÜÚÆ]|[oO][âøùûõïäåÂØÙÛÕÏÄÅ]|[öôÖÔuUyY][øùûõïØÙÛÕÏ]"
)
_FEW = 8


def legacy_share(text: str) -> tuple[Encoding | None, bool]:
    """Return which legacy encoding stands in the text, and whether it is most of it.

    >>> legacy_share("Caên cöù Nghò ñònh soá 178/CP ngaøy 28/10/1994 cuûa Chính phuû; "
    ...              "Caên cöù Luaät söûa ñoåi, boå sung; xeùt ñeà nghò cuûa Boä tröôûng")
    ('vni', True)
    >>> legacy_share("Căn cứ Nghị định số 178/CP ngày 28/10/1994 của Chính phủ")
    (None, False)
    """
    if text.isascii():
        return None, False
    counts: dict[Encoding, int] = {
        "tcvn3": sum(1 for _ in _TCVN3.finditer(text)),
        "vni": sum(1 for _ in _VNI.finditer(text)),
    }
    found = max(counts, key=lambda encoding: counts[encoding])
    if counts[found] < _FEW:
        return None, False
    unicode_letters = sum(1 for _ in _UNICODE.finditer(text))
    if counts[found] > unicode_letters:
        # One hit in a hundred characters: English or French prose has a stray sign, not that many.
        return (found, True) if counts[found] * 100 > len(text) else (None, False)
    # A Unicode text quotes a few signs; a table pasted from an old file has them by the dozen.
    return (found, False) if counts[found] > 3 * _FEW else (None, False)
