"""The issuing body named after a citation (cơ quan ban hành): where its name ends."""

from __future__ import annotations

import re

from vanban.lexicon import rows, words
from vanban.reading.citations.grammar import KIND_OF_WORD
from vanban.spelling import fold

_TOKEN = re.compile(r"[^\W_]{1,40}+(?>(?:[.&/][^\W\d_]{1,40}+){0,3})|[^\w\s]|_")
_MEETING = re.compile(r"Hội nghị\s{1,3}(?:lần\s{1,3}thứ\s{1,3}\w{1,6}\s{1,3})?(?=Ban|Trung|BCH)")
_OF_THE_STATE = re.compile(
    r"(?:Quốc hội|Chính phủ|Chủ tịch)\s{1,3}nước\s{1,3}[Cc]ộng\s{1,3}h(?:òa|oà)\s{1,3}[Xx]ã\s{1,3}"
    r"hội\s{1,3}[Cc]hủ\s{1,3}nghĩa\s{1,3}Việt\s{1,3}Nam"
)
_WINDOW = 260
_MOST_TOKENS = 45
# Blanks that set two columns; as many as a blanked page head belong to the sentence.
_COLUMN = 5
_FURNITURE = 20
# How the name of a body begins; in small letters only a few do.
_HEADS = words("body_head")
_SMALL_HEADS = tuple(words("body_head_small"))
# Where the name has ended and what the paper does, or when, begins.
_STOPS = words("body_stop")
# Small words inside the names of bodies.
_INNER = words("body_inner") | {
    word
    for table in ("state_issuers", "party_issuers", "provinces")
    for row in rows(table)
    for word in row["name"].lower().split()
}
# Pairs whose first word looks like a stop ("điều tra"), or whose second does ("hội đồng").
_PAIRS = words("body_pair")
_SYLLABLES = words("body_syllable")
_LISTED = re.compile(
    r",\s{1,3}(?:(?:Bộ|Ngân hàng|Thanh tra|Tòa án|Viện|Văn phòng|Ủy ban|Uỷ ban|Tổng|Kiểm toán|Ban"
    r"|Chủ nhiệm|Tổng Thanh tra)\s)"
)
_LONG_ENDS = re.compile(r",\s{0,3}(?:ngày|về việc|có|được|do|theo|tại|UBND|Ủy)")
_COMMAS = frozenset({"văn hóa", "lao động", "khoa học", "nông nghiệp", "chính sách", "dân số"})


def end_of_body(plain: str, start: int, *, joint: bool = False) -> int | None:
    """Return the end of the body's name that begins at ``start``, or None where none begins.

    >>> text = "của Bộ trưởng Bộ Lao động - Thương binh và Xã hội quy định chi tiết"
    >>> text[4 : end_of_body(text, 4)]
    'Bộ trưởng Bộ Lao động - Thương binh và Xã hội'
    """
    window = plain[start : start + _WINDOW]
    if not _begins(window):
        return None
    if state := _OF_THE_STATE.match(window):
        return start + state.end()
    walk = _Walk(window, joint)
    meeting = _MEETING.match(window)
    for count, token in enumerate(_TOKEN.finditer(window, meeting.end() if meeting else 0)):
        if count > _MOST_TOKENS or not walk.takes(token):
            break
    return start + walk.end if walk.end else None


def _begins(window: str) -> bool:
    """Tell whether a body's name begins here."""
    first = _TOKEN.match(window)
    if first is None:
        return False
    if window[0].isupper():
        return fold(first[0]) in _HEADS
    return fold(" ".join(window[:40].split())).startswith(_SMALL_HEADS)


class _Walk:
    """Walk over the tokens of a name as long as they belong to it."""

    def __init__(self, window: str, joint: bool) -> None:
        """Begin before the first token."""
        self.window = window
        self.joint = joint
        self.end = 0
        self.small = 0
        self.long = False
        self.loud = window[:6].isupper()
        self.words: list[str] = []

    def takes(self, token: re.Match[str]) -> bool:
        """Tell whether the token belongs to the name; remember what was taken."""
        word, at = token[0], token.start()
        if self._parted(at):
            return False
        if not word[0].isalpha():
            return self._sign(token)
        low = fold(word)
        if low == "và":
            return self._and(at)
        if word[0].isupper() and not (self.loud and low in _STOPS and low not in _LOUD_INNER):
            self.small = 0
            return not self._ends_before(at, low) and self._take(token)
        return self._small_word(token, low)

    def _sign(self, token: re.Match[str]) -> bool:
        """Pass a mark, or a number in the long name of a board."""
        if token[0].isalnum():
            return self.long and self.words[-1] in {"án", "đạo"} and self._take(token)
        return self._mark(token[0], token.start())

    def _ends_before(self, at: int, low: str) -> bool:
        """Tell whether a capital begins something else: a paper, a verb, a standard, a new line."""
        if not self.words or self.words[-1] in _WANT_MORE:
            return False
        if low == "ban" and self.window[at + 3 :].lstrip()[:4].lower() == "hành":
            return True
        return low in _NEW_STARTS or self._type_at(at) or self._new_line(at, low)

    def _new_line(self, at: int, low: str) -> bool:
        """Tell whether a new line begins something else behind a name that is whole."""
        gap = self.window[self.end : at]
        return "\n" in gap and "và" not in gap and (low in _LINE_HEADS or self._whole())

    def _take(self, token: re.Match[str]) -> bool:
        self.end = token.end()
        self.words.append(fold(token[0]))
        if self.words[-2:] == ["chỉ", "đạo"]:
            self.long = True
        return True

    def _parted(self, at: int) -> bool:
        """Tell whether a blank line, or the blank between two columns, parts the token."""
        gap = self.window[self.end : at]
        columns = self.end > 0 and "\n" not in gap and _COLUMN <= len(gap) < _FURNITURE
        return columns or gap.count("\n") > 1

    def _mark(self, mark: str, at: int) -> bool:
        """Pass a hyphen or comma inside of a name."""
        after = self.window[at + 1 : at + 8].strip()[:1]
        if mark in "-&":
            return after.isupper()
        if mark != ",":
            return False
        if self.long:
            return not _LONG_ENDS.match(self.window, at)
        if self.joint or self.words == ["bộ", "trưởng"]:
            return bool(_LISTED.match(self.window, at))
        return " ".join(self.words[-2:]) in _COMMAS and after.isupper()

    def _and(self, at: int) -> bool:
        """Pass "và" where another capital or, in a long name, any word follows."""
        after = at + 2 + len(self.window[at + 2 :]) - len(self.window[at + 2 :].lstrip())
        if self.long:
            return not self._type_at(after) or self.window[after] == "đ"
        if self.window.startswith("doanh nghiệp", after):
            return True
        return self.window[after : after + 1].isupper() and not self._type_at(after)

    def _type_at(self, at: int) -> bool:
        """Tell whether a type word stands here: the next paper, not more of the name."""
        two = fold(" ".join(self.window[at : at + 24].split()[:2])).rstrip(",.;")
        if two == "thông tin":
            return False
        return two in KIND_OF_WORD or two.split(" ")[0] in {"luật", "bộ luật"}

    def _small_word(self, token: re.Match[str], low: str) -> bool:
        """Take a small word that is no stop: the second syllable, or a word of bodies."""
        following = next(iter(fold(self.window[token.end() : token.end() + 14]).split()), "")
        if low in _STOPS and not self._in_name(low, following):
            return False
        if not self.long and self.small and low not in _INNER:
            return False
        if self._whole() and low not in _AFTER_WHOLE:
            return False
        if (low, following) == ("ban", "hành"):
            return False
        if low in {"thực", "triển"} and following in {"hiện", "khai"}:
            return False
        self.small += 1
        return self._take(token)

    def _whole(self) -> bool:
        """Tell whether a body that the lists hold has been read to its end."""
        said = " ".join(self.words)
        return said in _WHOLE or said.removeprefix("bộ trưởng ") in _WHOLE

    def _in_name(self, low: str, following: str) -> bool:
        """Tell whether a stop word is part of a name here: "Điều tra", "Hội đồng"."""
        if f"{low} {following}" in _PAIRS:
            return True
        if self.words and f"{self.words[-1]} {low}" in _SYLLABLES:
            return True
        if not self.long or following == "việc":
            return False
        return low in _LONG_INNER or (low == "về" and len(self.words) < _LONG_BEFORE_ABOUT)


_LOUD_INNER = frozenset({"số", "công", "thông", "đồng", "chấp", "tổ"})
_LONG_INNER = frozenset({"công", "thông", "tổ", "số"})
_LONG_BEFORE_ABOUT = 8
_LINE_HEADS = frozenset({"căn", "theo", "điều", "xét", "chương", "tm", "kt", "nơi", "độc", "cộng"})
_WHOLE = frozenset(
    " ".join(word for word in fold(row["name"]).replace(",", "").split() if word not in {"-", "và"})
    for table in ("state_issuers", "party_issuers")
    for row in rows(table)
) | {"bộ chính trị", "ban bí thư"}
_AFTER_WHOLE = frozenset({"nước", "khu", "tỉnh"})
_WANT_MORE = frozenset({"bộ", "sở", "ban", "vụ", "cục", "phòng", "viện", "ty"})
_NEW_STARTS = frozenset({"qcvn", "tcvn", "luật", "sửa", "bãi", "về", "phê"})
