"""Posts: what a person holds, as written before or after the name or above a signature."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from vanban.lexicon.tree import Found, Tree
from vanban.lexicon.weave import GAP, LOWER, UPPER, both_tones, names, weave
from vanban.reading.bodies import body_at, level_at, nested_at
from vanban.reading.body_words import STEP, person_at, stops_at

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEAR = 200  # how far before a name its posts may begin
_FOOT = 400  # how far above a signature its post may end

_BODIES = ("fixed", "sector", "level", "loose", "party", "organ", "generic", "firm", "board")
_HALVES = ("Văn phòng", "Thanh tra", "Ban", "Phòng", "Công an")
_FULL = [name[0].upper() + name[1:] for name in both_tones(names("posts", "full"))]
_SHORT = frozenset(names("posts", "short"))
HONORIFICS = sorted(both_tones(names("honorifics")), key=len, reverse=True)
# A post in any case, or one of the short forms of the mailing list ("PGĐ", "PCN").
_POSTS = Tree(
    [
        *((name.upper(), "loud") for name in _FULL),
        *((name, "full") for full in _FULL for name in (full, full[0].lower() + full[1:])),
        *((name, "short") for name in _SHORT),
    ],
    loose=True,
)
_FIRST = re.compile(
    r"(?<![\w&])(?:[nN]guyên |NGUYÊN |[qQ]uyền |Q\. ?)?"
    rf"({weave(_POSTS.first_words)})(?!\w)"
)
# The second half of these begins the name of the body: "Chánh Văn phòng UBND tỉnh".
_HALF = re.compile(
    rf"(?:[pP]hó{GAP})?(?:(?:[cC]hánh|[tT]rưởng){GAP})?"
    r"(?:Văn phòng|Thanh tra|Ban|Phòng|Công an)(?!\w)"
)
_REST = re.compile(
    rf"(?: {{1,2}}|\n ?(?=[{LOWER}]))((?:[^\W\d_]++(?:&[^\W\d_]++)?|\d{{1,3}}(?!\w)))"
)
# "Tổ trưởng Tổ tư vấn làm trưởng đoàn": what the person does is no part of the post.
_DOES = frozenset({"làm", "trình", "phát", "cho", "nêu", "chủ", "cùng", "tham"})
_LOUD_REST = re.compile(rf"(?: {{1,2}}|\n| ?- ?)([{UPPER}&]++)(?!\w)")
_LOUD_NAMES = frozenset(name.upper() for name in names("surnames", "strong"))
_LOUD_NEXT = re.compile(rf" [{UPPER}]")
_AND = re.compile(r"\s{0,3}(?:[,;]|-|kiêm|và|đồng thời là)(?:\s{0,3}(?:kiêm|đồng thời là))?\s{0,3}")
_AFTER = re.compile(
    r"(?: ?[-,(/:] ?\n?| là |,? (?:được bầu )?giữ chức(?: vụ)? | được bầu làm |\n) ?"
)
_COMMA = re.compile(r"(?: ?[,;/] ?\n?| kiêm | - | và ) ?(?:kiêm )?")
_LIST = 1_500  # characters; a list of recipients is rarely longer
_LINE = re.compile(
    r"(?:\n[ *|]{0,120}+| {3,120}+)(?:(?:[KkTt]/?[TMLtml]|TUQ|Q)[./ ]{1,2})?"
    r"([^\n.;: ][^\n.;:]{2,90}+)(?=\n)"
)
_CELL = re.compile(r"[^\t|\n ]++(?>(?: {1,2}[^\t|\n ]++){0,30})")
_CELL_BEFORE = re.compile(r"(?:\||\t|^|\n)[ *]{0,4}+$")
_WALL = re.compile(r"[ *]{0,4}+[|\t][ *]{0,4}+")
_NAME = rf"(?:(?:ông|bà|đồng chí|Ông|Bà) )?[{UPPER}]\w{{0,8}}+(?: [{UPPER}]\w{{0,8}}+){{1,4}}"
_NAMES_BEFORE = re.compile(rf"(: )(?:{_NAME}(?:,| và) ){{1,9}}$")
_BLANK = " \n*|_[].:…"
_SIGNED = (
    *("(đã ký)", "(Đã ký)", "(Đã Ký)", "(ĐÃ KÝ)", "(đã kí)", "daky", "Đã ký", "đã ký", "(Ký)"),
    *("(Ký tên, đóng dấu)", "(Ký, đóng dấu)", "(Ký, ghi rõ họ tên)", "(Ký tên)", "(ký)"),
    *("(Đã ký và đóng dấu)", "(Chữ ký, dấu)", "(ký tên, đóng dấu)"),
)
_BEFORE_NAMES = (*HONORIFICS, *_SIGNED)


def post_at(plain: str, at: int, limit: int = sys.maxsize) -> Found | None:
    """Return the post that stands at a place: its end, and "full", "loud" or "short".

    >>> post_at("nguyên Phó Chủ tịch HĐND", 0), post_at("CHỦ TỊCH", 0), post_at("Chủ", 0)
    (Found(end=19, value='full'), Found(end=8, value='loud'), None)
    """
    first = _FIRST.match(plain, at)
    found = _POSTS.at(plain, first.start(1)) if first else None
    return found if found and found.end <= limit else None


def _posts_in(plain: str, low: int, high: int) -> Iterator[tuple[int, Found]]:
    """Yield the posts between two places, with where they start."""
    done = low
    for first in _FIRST.finditer(plain, low, high):
        found = _POSTS.at(plain, first.start(1)) if first.start() >= done else None
        if found and found.end <= high:
            done = found.end
            yield first.start(), found


def actor_at(plain: str, at: int) -> int | None:
    """Return where the body or the office-holder named at ``at`` ends, or None.

    An office-holder is a post with the body it is held in, or with "tỉnh", "xã" …; a bare post
    ("Chủ tịch", "Thủ tướng") is one too.

    >>> plain = "Giao Giám đốc Sở Y tế, Chánh Văn phòng UBND tỉnh thực hiện"
    >>> plain[5 : actor_at(plain, 5)], plain[23 : actor_at(plain, 23)]
    ('Giám đốc Sở Y tế', 'Chánh Văn phòng UBND tỉnh')
    """
    post = post_at(plain, at)
    if post is None:
        return body_at(plain, at)
    half = _HALF.match(plain, at)
    if half:
        inner = body_at(plain, _second_half(plain, at, half.end()))
        if inner and inner > post.end:
            return inner
    return nested_at(plain, post.end, *_BODIES) or level_at(plain, post.end) or post.end


def _second_half(plain: str, at: int, end: int) -> int:
    """Return where "Văn phòng", "Ban" … begins in "Phó Chánh Văn phòng", "Trưởng Ban"."""
    return next(
        start
        for start in range(at, end)
        if plain[start].isupper() and plain[start:end].startswith(_HALVES)
    )


def phrase(plain: str, at: int, limit: int) -> int | None:
    """Return where the post that starts at ``at`` ends, at most ``limit``; None without one.

    >>> plain = "Phó Giám đốc Sở Y tế tỉnh phát biểu"
    >>> plain[: phrase(plain, 0, len(plain))]
    'Phó Giám đốc Sở Y tế tỉnh'
    """
    post = post_at(plain, at, limit)
    if post is None:
        return None
    if post.value == "loud":
        return _loud_rest(plain, post.end, limit)
    # A body ends the post; only without one does it run on ("Trưởng phòng Khoa giáo").
    end = at + (actor_at(plain[at:limit], 0) or 0)
    return end if end > post.end else _rest(plain, post.end, limit)


def _rest(plain: str, at: int, limit: int) -> int:
    """Return where a post runs on to, word by word."""
    for _ in range(7):
        word = _REST.match(plain, at, limit)
        start = word.start(1) if word else limit
        if word is None or stops_at(plain, start) or post_at(plain, start, limit):
            break
        if word[1] in _DOES or (plain[start].isupper() and person_at(plain, start)):
            break
        at = word.end()
    return at


def _loud_rest(plain: str, at: int, limit: int) -> int:
    """Return where a post in capitals runs on to, before another post or a name."""
    for _ in range(14):
        word = _LOUD_REST.match(plain, at, limit)
        if word is None or post_at(plain, word.start(1), limit):
            break
        if word[1] in _LOUD_NAMES and _LOUD_NEXT.match(plain, word.end(), limit):
            break
        at = word.end()
    return at


def before(plain: str, at: int) -> tuple[list[tuple[int, int]], bool]:
    """Return the posts that lead up to a name at ``at``, and whether an honorific does.

    >>> plain = "Bí thư Huyện ủy, Chủ tịch HĐND huyện, đồng chí Lê A"
    >>> spans, called = before(plain, 47)
    >>> [plain[slice(*span)] for span in spans], called
    (['Bí thư Huyện ủy', 'Chủ tịch HĐND huyện'], True)
    """
    low = max(0, at - _FOOT)
    end, called = _skip_back(plain, low, at)
    chain: list[tuple[int, int]] = []
    done = max(low, end - _NEAR)
    for start, post in _posts_in(plain, done, end):
        if start < done:
            continue
        done = phrase(plain, start, end) or post.end
        # "BTCN, PCN Lê A": the short forms of a mailing list are posts of several people.
        joined = (
            bool(chain) and post.value != "short" and _AND.fullmatch(plain, chain[-1][1], start)
        )
        chain = [*chain, (start, done)] if joined else [(start, done)]
    return (chain if chain and chain[-1][1] == end else []), called


def after(plain: str, at: int, *, below: bool = True) -> list[tuple[int, int]]:
    """Return the posts that follow a name that ends at ``at``, with ``below`` on the next line too.

    >>> plain = "Lê A - Ủy viên Ban Thường vụ Tỉnh ủy, Trưởng Ban Tuyên giáo Tỉnh ủy, chủ trì"
    >>> [plain[slice(*span)] for span in after(plain, 4)]
    ['Ủy viên Ban Thường vụ Tỉnh ủy', 'Trưởng Ban Tuyên giáo Tỉnh ủy']
    """
    spans: list[tuple[int, int]] = []
    link = _AFTER.match(plain, at)
    while link:
        start = link.end()
        end = phrase(plain, start, start + _NEAR)
        if end is None or _names_next(plain, end) or plain[end : end + 1] == ":":
            break
        # On the next line "Trưởng ban" is the post of this name, "TRƯỞNG BAN" of the next.
        if link[0].strip() == "" and (not below or plain[start:end].isupper()):
            break
        spans.append((start, end))
        link = _COMMA.match(plain, end)
    return spans


def _names_next(plain: str, at: int) -> bool:
    """Tell whether the post that ends here is that of the name that follows."""
    step = STEP.match(plain, at)
    return bool(step and person_at(plain, step.end()))


def over_names(plain: str, start: int) -> int:
    """Return where the list of names begins that a post rules; else the place of the name.

    >>> plain = "Các Phó Chủ tịch UBND tỉnh: Lê Văn An, Hà Thị Bình"
    >>> over_names(plain, plain.index("Hà")) == plain.index("Lê")
    True
    """
    listed = _NAMES_BEFORE.search(plain, max(0, start - _NEAR), start)
    return listed.end(1) if listed else start


def beside(lines: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the post in the next cell of the row of a table that a name stands in.

    >>> row = "| Lê Văn An | Phó Chủ tịch UBND xã |"
    >>> row[slice(*beside(row, 2, 11))]
    'Phó Chủ tịch UBND xã'
    """
    if not _CELL_BEFORE.search(lines, max(0, start - 9), start):
        return None
    wall = _WALL.match(lines, end)
    cell = _CELL.match(lines, wall.end()) if wall else None
    return cell.span() if cell and post_at(lines, cell.start()) else None


def over_list(plain: str, start: int) -> tuple[int, int] | None:
    r"""Return the post of a signature that the list of recipients parts from its name.

    >>> plain = "\nCHỦ TỊCH\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nLê Văn An\n"
    >>> plain[slice(*over_list(plain, plain.index("Lê")))]
    'CHỦ TỊCH'
    """
    low = max(0, start - _LIST)
    lines = [line for line in _LINE.finditer(plain, low, start) if post_at(plain, line.start(1))]
    if not lines or "ơi nhận" not in plain[max(low, lines[-1].start() - 200) : start]:
        return None
    post = lines[-1]
    return post.start(1), phrase(plain, post.start(1), post.end()) or post.end(1)


def above(lines: str, start: int) -> tuple[int, int] | None:
    r"""Return the post above a name in a row of signatures, in the same column.

    >>> lines = "TRƯỞNG BAN\tGIÁM ĐỐC\n\nLê An\tHà Bình"
    >>> lines[slice(*above(lines, lines.index("Hà")))]
    'GIÁM ĐỐC'
    """
    low = max(0, start - _FOOT)
    row = max(low, lines.rfind("\n", low, start) + 1)
    names_there = _cells(lines, row, min(len(lines), start + 80))
    if not names_there[1:]:
        return None
    column = sum(cell[0] <= start for cell in names_there) - 1
    for _ in range(8):
        end = row - 1
        row = max(low, lines.rfind("\n", low, end) + 1)
        if end <= low:
            return None
        cells = _cells(lines, row, end)
        if len(cells) == len(names_there) and post_at(lines, cells[column][0]):
            return cells[column]
    return None


def _cells(lines: str, start: int, limit: int) -> list[tuple[int, int]]:
    """Return the spans of the cells of one line, parted by tabs, bars or three blanks."""
    end = lines.find("\n", start, limit)
    return [cell.span() for cell in _CELL.finditer(lines, start, limit if end < 0 else end)]


def _skip_back(plain: str, low: int, at: int) -> tuple[int, bool]:
    """Return where the text before a name ends without honorifics, signs and blanks."""
    head = plain[low:at].rstrip(_BLANK)
    called = False
    while head.endswith(_BEFORE_NAMES):
        word = next((word for word in HONORIFICS if head.endswith(word)), None)
        if word and not head[: -len(word)][-1:].isalpha():
            called = True
        else:
            word = next((word for word in _SIGNED if head.endswith(word)), None)
        if word is None:
            break
        head = head[: -len(word)].rstrip(_BLANK + ",")
    return low + len(head), called
