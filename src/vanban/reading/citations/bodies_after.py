"""The issuing body named after a citation (cơ quan ban hành): where its name ends."""

from __future__ import annotations

import re

from vanban.lexicon import rows
from vanban.reading.citations.grammar import KIND_OF_WORD
from vanban.spelling import fold

_TOKEN = re.compile(r"[^\W_]+(?:[.&/][^\W_]+){0,3}|[^\w\s]|_")
_WINDOW = 260
_MOST_TOKENS = 45
# How the name of a body begins.
_HEADS = frozenset(
    "chính thủ bộ ban ủy ubnd hđnd hội quốc chủ tỉnh thành huyện quận đảng sở cục tổng văn viện tòa"
    " kiểm thanh ngân liên giám bí thường công trường đại học trung phòng chi đoàn mặt hiệu chánh"
    " thống kho bảo đài báo xã phường thị hđbt btv vụ khu tập phó cơ trưởng nhà bch ubmttq tw ubtvqh"
    " btc bgdđt byt bnv cp ttg bct ngành hđqg quỹ trợ thứ tư vpcp".split()
)
_SMALL_HEADS = ("ban bí thư", "ban thường vụ", "ban chấp hành", "liên bộ", "liên tịch", "thủ tướng",
    "chính phủ", "bộ trưởng", "ủy ban", "hội đồng", "chủ tịch", "tỉnh ủy", "bộ chính trị", "quốc hội",
    "thường trực", "liên ngành", "bộ tài chính", "bộ ")  # fmt: skip
# Where the name has ended and what the paper does, or when, begins.
_STOPS = frozenset(
    "về quy qui hướng sửa ngày năm số đã được có phê giao trong tại theo khi hoặc là cho để nêu trên"
    " căn thi như với bổ thay kèm do của đối nhằm gửi yêu đề bãi điều chi nay này v/v thì không phải cũng"
    " nhưng mà từ đến khóa khoá ký hết còn cụ tiếp lần sau trước nếu bao gồm ra cùng hiện thời ngoài"
    " việc hợp xử cấp chưa sẽ đang đồng thông công tổ chấp".split()
)
# Small words inside the names of bodies.
_INNER = frozenset(
    word
    for table in ("state_issuers", "party_issuers", "provinces")
    for row in rows(table)
    for word in row["name"].lower().split()
) | frozenset(
    "nhân dân tỉnh thành phố huyện xã quận thị phường nước thư hành trung ương vụ đảng ủy uỷ bộ"
    " tướng trưởng hội nghiệp phát triển nông thôn vận tải trị đồng thẩm phán cấp cao nhà giám đốc"
    " sát toán tịch viện tra liên minh lao động đại biểu chuyên trách khu kinh tế công nghiệp các đặc"
    " lực lượng dự án đoàn thể trực tuyến thường chính quyền địa phương ban quản lý trợ lý lịch sử"
    " khoa học vũ trang quân đội xuất bản báo bảo hiểm truyền hình phát thanh".split()
)
# Pairs that look like a stop and are part of a name.
_PAIRS = {"điều": ("tra",), "thông": ("tấn", "tin"), "công": ("an", "thương", "đoàn", "nghiệp", "nghệ",
    "trình", "chức", "ty", "tác"), "tổ": ("quốc",), "hợp": ("tác",), "quy": ("hoạch",), "chi":
    ("nhánh", "bộ", "cục"), "hướng": (), "cấp": ("cao", "tỉnh", "huyện", "xã"), "đồng": ("nhân",
    "bộ", "bằng", "thẩm", "bào", "quản", "bầu", "quốc", "lý"), "tiếp": ("công",), "chấp": ("hành",),
    "đối": ("ngoại", "tác"), "thời": (), "hiện": ("đại",), "xử": ("lý",), "giao": ("thông", "dịch"),
    "bao": (), "đề": ("án",)}  # fmt: skip
_LISTED = re.compile(
    r",\s{1,3}(?:(?:Bộ|Ngân hàng|Thanh tra|Tòa án|Viện|Văn phòng|Ủy ban|Uỷ ban|Tổng|Kiểm toán|Ban"
    r"|Chủ nhiệm|Tổng Thanh tra)\s)"
)
_COMMAS = frozenset({"văn hóa", "khoa học", "nông nghiệp", "chính sách", "dân số"})


def end_of_body(plain: str, start: int, *, joint: bool = False) -> int | None:
    """Return the end of the body's name that begins at ``start``, or None where none begins.

    >>> text = "của Bộ trưởng Bộ Lao động - Thương binh và Xã hội quy định chi tiết"
    >>> text[4 : end_of_body(text, 4)]
    'Bộ trưởng Bộ Lao động - Thương binh và Xã hội'
    """
    window = plain[start : start + _WINDOW]
    if not _begins(window):
        return None
    walk = _Walk(window, joint)
    for count, token in enumerate(_TOKEN.finditer(window)):
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
        if not (word[0].isalnum()):
            return self._mark(word, at)
        if word[0].isdigit():
            return self._take(token) if self.long and self.words[-1] in {"án", "đạo"} else False
        low = fold(word)
        if low == "và":
            return self._and(at)
        if word[0].isupper() and not (self.loud and low in _STOPS and low not in _LOUD_INNER):
            if self.words and (self._type_at(at) or self._new_line(at, low)):
                return False
            self.small = 0
            return self._take(token)
        return self._small_word(token, low)

    def _new_line(self, at: int, low: str) -> bool:
        """Tell whether a new line begins something else behind a name that is whole."""
        return "\n" in self.window[self.end : at] and (
            low in _LINE_HEADS or " ".join(self.words) in _WHOLE
        )

    def _take(self, token: re.Match[str]) -> bool:
        self.end = token.end()
        self.words.append(fold(token[0]))
        if self.words[-2:] == ["chỉ", "đạo"]:
            self.long = True
        return True

    def _parted(self, at: int) -> bool:
        """Tell whether a blank line parts the token from the name."""
        gap = self.window[self.end : at]
        return (
            gap.count("\n") > 1
            or (self.end > 0 and len(gap) > 4 and "\n" not in gap.strip(" "))
            and len(gap) < 20
        )

    def _mark(self, mark: str, at: int) -> bool:
        """Pass a hyphen or comma inside of a name."""
        after = self.window[at + 1 : at + 3].strip()[:1]
        if mark == "-":
            return after.isupper()
        if mark != ",":
            return False
        if self.long:
            return not re.match(
                r",\s{0,3}(?:ngày|về việc|có|được|do|theo|tại|UBND|Ủy)", self.window[at : at + 12]
            )
        if self.joint or self.words == ["bộ", "trưởng"]:
            return bool(_LISTED.match(self.window, at))
        return " ".join(self.words[-2:]) in _COMMAS and after.isupper()

    def _and(self, at: int) -> bool:
        """Pass "và" where another capital or, in a long name, any word follows."""
        after = at + 2 + len(self.window[at + 2 :]) - len(self.window[at + 2 :].lstrip())
        if self.long:
            return not self._type_at(after) or self.window[after] == "đ"
        return self.window[after : after + 1].isupper() and not self._type_at(after)

    def _type_at(self, at: int) -> bool:
        """Tell whether a type word stands here: the next paper, not more of the name."""
        two = fold(" ".join(self.window[at : at + 24].split()[:2])).rstrip(",.;")
        if two in {"thông tin"}:
            return False
        return two in KIND_OF_WORD or two.split(" ")[0] in {"luật", "bộ luật"}

    def _small_word(self, token: re.Match[str], low: str) -> bool:
        """Take a small word that is no stop: the second syllable, or a word of bodies."""
        following = fold(self.window[token.end() : token.end() + 14]).split()[:1]
        if low in _STOPS and not (following and following[0] in _PAIRS.get(low, ())):
            if not self._second_syllable(low):
                long_about = self.long and (
                    low in {"công", "thông", "tổ", "số"} or (low == "về" and len(self.words) < 8)
                )
                if not long_about or " ".join((low, *following)) == "về việc":
                    return False
        if not self.long and self.small and low not in _INNER:
            return False
        if low == "ban" and following == ["hành"]:
            return False
        if low in {"thực", "triển"} and following and following[0] in {"hiện", "khai"}:
            return False
        self.small += 1
        return self._take(token)

    def _second_syllable(self, low: str) -> bool:
        """Tell whether a stop word is the rest of a name's word: "Hội đồng", "Dân số"."""
        before = self.words[-1] if self.words else ""
        return (before, low) in _SYLLABLES


_LOUD_INNER = frozenset({"số", "công", "thông", "đồng", "chấp", "tổ"})
_LINE_HEADS = frozenset({"căn", "theo", "điều", "xét", "chương", "tm", "kt", "nơi", "độc", "cộng"})
_WHOLE = frozenset(
    fold(row["name"]) for table in ("state_issuers", "party_issuers") for row in rows(table)
) | {"bộ chính trị", "ban bí thư", "hội đồng nhân dân", "ủy ban nhân dân tỉnh"}
_SYLLABLES = {("hội", "đồng"), ("lao", "động"), ("cộng", "đồng"), ("dân", "số"), ("chuyển", "số"),
    ("đổi", "số"), ("lâm", "đồng"), ("truyền", "thông"), ("giao", "thông"), ("trung", "cấp"),
    ("hải", "quy"), ("tổng", "công"), ("ban", "chấp"), ("kiểm", "tra"), ("hợp", "đồng"), ("nội", "chi"),
    ("phú", "thọ"), ("đắk", "nông"), ("điện", "tử"), ("quy", "hoạch"), ("quốc", "công")}  # fmt: skip
