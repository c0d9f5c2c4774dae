"""Posts: what a person holds, as written before or after the name or above a signature."""

from __future__ import annotations

import re

from vanban.lexicon.weave import GAP, LOWER, UPPER, both_tones, capitals, names, weave
from vanban.reading.bodies import actor_at
from vanban.reading.body_words import ANY_HEAD, PERSON, STOP

__all__ = ["ANY_HEAD", "HONORIFICS", "POST", "after", "before", "phrase"]

_NEAR = 200  # how far before a name its posts may begin
_FOOT = 400  # how far above a signature its post may end

_FULL = capitals(names("posts.csv", "full"))
_QUIET = weave(both_tones([*_FULL, *(name[0].lower() + name[1:] for name in _FULL)]), loose=True)
_LOUD = weave(both_tones([name.upper() for name in _FULL]))
_FORMER = r"(?:[nN]guyên |NGUYÊN |[qQ]uyền )?"
# A post in any case, or one of the short forms of the mailing list ("PGĐ", "PCN").
POST = rf"{_FORMER}(?:{_QUIET}|{_LOUD}|{weave(names('posts.csv', 'short'))})"
HONORIFICS = sorted(both_tones(names("honorifics.csv")), key=len, reverse=True)

_SHORT = frozenset(names("posts.csv", "short"))
_ANY_POST = re.compile(rf"(?<![\w&]){POST}(?!\w)")
_REST = re.compile(
    rf"(?:(?: {{1,2}}|\n ?(?=[{LOWER}]))(?!(?:{STOP}|và|{POST})(?!\w)|{PERSON})"
    r"(?:[^\W\d_]++(?:&[^\W\d_]++)?|\d{1,3}(?!\w))){0,7}+"
)
_LOUD_PERSON = rf"{weave(name.upper() for name in names('surnames.csv', 'strong'))} [{UPPER}]"
_LOUD_REST = re.compile(
    rf"(?:(?: {{1,2}}|\n| ?- ?)(?!{POST}(?!\w)|{_LOUD_PERSON})[{UPPER}&]++(?!\w)){{0,14}}+"
)
_AND = re.compile(r"\s{0,3}(?:[,;]|-|kiêm|và|đồng thời là)(?:\s{0,3}(?:kiêm|đồng thời là))?\s{0,3}")
_AFTER = re.compile(r"(?: ?[-,(/:] ?\n?| là |\n) ?")
_COMMA = re.compile(r"(?: ?[,;/] ?\n?| kiêm | - | và ) ?(?:kiêm )?")
_NAME_NEXT = re.compile(rf"{GAP}{weave(both_tones(names('surnames.csv')))}{GAP}[{UPPER}]")
_LIST = 1_500  # characters; a list of recipients is rarely longer
_POST_LINE = re.compile(
    rf"(?:\n[ *|]{{0,120}}+| {{3,120}}+)(?:(?:[KkTt]/?[TMLtml]|TUQ|Q)[./ ]{{1,2}})?({POST})(?!\w)"
    r"[^\n.;:]{0,60}+(?=\n)"
)
_CELL = re.compile(r"[^\t|\n ]++(?: {1,2}[^\t|\n ]++){0,30}+")
_BLANK = " \n*|_[].:…"
_SIGNED = (
    *("(đã ký)", "(Đã ký)", "(Đã Ký)", "(ĐÃ KÝ)", "(đã kí)", "daky", "Đã ký", "đã ký", "(Ký)"),
    *("(Ký tên, đóng dấu)", "(Ký, đóng dấu)", "(Ký, ghi rõ họ tên)", "(Ký tên)", "(ký)"),
    *("(Đã ký và đóng dấu)", "(Chữ ký, dấu)", "(ký tên, đóng dấu)"),
)
_BEFORE_NAMES = (*HONORIFICS, *_SIGNED)


def phrase(plain: str, at: int, limit: int) -> int | None:
    """Return where the post that starts at ``at`` ends, at most ``limit``; None without one.

    >>> plain = "Phó Giám đốc Sở Y tế tỉnh phát biểu"
    >>> plain[: phrase(plain, 0, len(plain))]
    'Phó Giám đốc Sở Y tế tỉnh'
    """
    post = _ANY_POST.match(plain, at, limit)
    if post is None:
        return None
    if post[0].isupper() and post[0] not in _SHORT:
        return _LOUD_REST.match(plain, post.end(), limit).end()  # type: ignore[union-attr]
    # A body ends the post; only without one does it run on ("Trưởng phòng Khoa giáo").
    end = at + (actor_at(plain[at:limit], 0) or 0)
    if end > post.end():
        return end
    return _REST.match(plain, post.end(), limit).end()  # type: ignore[union-attr]


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
    for post in _ANY_POST.finditer(plain, done, end):
        start = post.start()
        if start < done:
            continue
        done = phrase(plain, start, end) or post.end()
        # "BTCN, PCN Lê A": the short forms of a mailing list are posts of several people.
        joined = (
            bool(chain) and post[0] not in _SHORT and _AND.fullmatch(plain, chain[-1][1], start)
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
        if end is None or _NAME_NEXT.match(plain, end) or plain[end : end + 1] == ":":
            break
        # On the next line "Trưởng ban" is the post of this name, "TRƯỞNG BAN" of the next.
        if link[0].strip() == "" and (not below or plain[start:end].isupper()):
            break
        spans.append((start, end))
        link = _COMMA.match(plain, end)
    return spans


def over_list(plain: str, start: int) -> tuple[int, int] | None:
    r"""Return the post of a signature that the list of recipients parts from its name.

    >>> plain = "\nCHỦ TỊCH\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nLê Văn An\n"
    >>> plain[slice(*over_list(plain, plain.index("Lê")))]
    'CHỦ TỊCH'
    """
    low = max(0, start - _LIST)
    lines = list(_POST_LINE.finditer(plain, low, start))
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
        if len(cells) == len(names_there) and _ANY_POST.match(lines, cells[column][0]):
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
