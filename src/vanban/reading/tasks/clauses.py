"""Clauses: who is given what by one sentence, and the parts that ";" makes of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from vanban.reading.tasks.actors import Actors, may_start, parse
from vanban.reading.tasks.layout import UPPER
from vanban.reading.tasks.words import ACTS, MODALS, STARTS, fold

Spans = tuple[tuple[int, int], ...]

_SENTENCE = re.compile(rf"[.!?…][”\")]?[ \n]{{1,40}}(?=[{UPPER}“\"])")
_PAIR = re.compile(r"[ \n“\"'(]*+([^\s]+)[ \n]*+([^\s]*)")
_ASSIGN = re.compile(
    r"(?:Giao|Đề[ \n]{1,9}nghị|Yêu[ \n]{1,9}cầu|Phân[ \n]{1,9}công|Riêng|Đối[ \n]{1,9}với"
    r"|đề[ \n]{1,9}nghị|yêu[ \n]{1,9}cầu|giao)(?:[ \n]{1,9}cho)?[ \n]{1,9}"
)
_DUTY = re.compile(r"Trách[ \n]{1,9}nhiệm[ \n]{1,9}(?:thực hiện |thi hành )?của[ \n]{1,9}")
_INTRO = frozenset(
    "trong trên căn theo hằng hàng định trường khi nếu sau đối trước chậm ngoài để tùy hàng "
    "thực với riêng kể từ tại thông quý ngày đến nhằm ngay hết".split()
)
_AFTER_COMMA = re.compile(rf"[,)][ \n]{{1,40}}(?=(?:các|những|lãnh|người|thủ|cơ)[ \n]|[{UPPER}])")
_ASK = re.compile(
    r"(?:đề[ \n]{1,9}nghị|yêu[ \n]{1,9}cầu|giao|phân[ \n]{1,9}công)(?:[ \n]{1,9}cho)?[ \n]{1,9}"
    rf"(?=(?:các|những|Các|đồng|lãnh|thủ|người|đại)[ \n]|[{UPPER}])"
)
# What stands before "đề nghị", "yêu cầu", "giao" where it is no request: a noun, a past, a power.
_NO_ASK = frozenset(
    "bản sơ đơn theo được quyền khi bàn chuyển văn trình giấy của xét người việc dung điều về "
    "hoặc nếu không ứng đã kết ý số có bị những các thể hợp gửi".split()
)
_FROM_ACTOR = 420


class Clause(NamedTuple):
    """Who is given something, and by which words.

    ``verb`` is where the action starts; ``heading`` tells that the actors stand alone or before a
    colon, so that what follows is theirs.
    """

    lead: Spans
    along: Spans
    verb: int
    heading: bool


def sentences(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of a block.

    >>> text = "Sở Y tế báo cáo. Các huyện ở TP. Huế tổng hợp."
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['Sở Y tế báo cáo. ', 'Các huyện ở TP. Huế tổng hợp.']
    """
    found = []
    at = start
    for hit in _SENTENCE.finditer(body, start, end):
        stop = hit.start()
        if body[max(at, stop - 2) : stop].isupper() or body[max(at, stop - 3) : stop] == "v.v":
            continue
        found.append((at, hit.end()))
        at = hit.end()
    found.append((at, end))
    return found


def opening(body: str, start: int, end: int) -> tuple[str, str]:
    """Return the first two tokens of a sentence or part."""
    hit = _PAIR.match(body, start, end)
    return (hit[1], hit[2]) if hit else ("", "")


def starts_action(raw: str, after: str) -> bool:
    """Tell whether a task without an actor of its own may start with these tokens.

    >>> starts_action("Phối", "hợp"), starts_action("Phối", "cảnh"), starts_action("Trên", "cơ")
    (True, False, True)
    """
    return STARTS.at(fold(raw), fold(after))


def analyse(body: str, start: int, end: int) -> Clause | None:
    """Return who the sentence at ``start`` gives something to do, or None.

    >>> text = "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra."
    >>> clause = analyse(text, 0, len(text))
    >>> [text[a:b] for a, b in clause.lead], text[clause.verb :][:7], clause.heading
    (['Sở Y tế'], 'chủ trì', False)
    """
    raw, after = opening(body, start, end)
    if not raw:
        return None
    at = body.find(raw, start)
    if may_start(raw, after):
        return _from_actors(body, parse(body, at, end), end)
    hit = _ASSIGN.match(body, at, end)
    if hit:
        return _from_actors(body, parse(body, hit.end(), end), end)
    hit = _DUTY.match(body, at, end)
    if hit:
        return _duty(body, hit.end(), end)
    if fold(raw) in _INTRO:
        return _after_intro(body, at, end)
    return None


def asked(body: str, start: int, end: int) -> Clause | None:
    """Return who is asked in mid-sentence: "Chủ tịch … yêu cầu các sở, ban, ngành …"."""
    for hit in _ASK.finditer(body, start, end):
        before = body[max(start, hit.start() - 14) : hit.start()].split()
        if before and fold(before[-1]) in _NO_ASK:
            continue
        found = parse(body, hit.end(), end)
        clause = _from_actors(body, found, end) if found else None
        if clause:
            return clause
    return None


def _from_actors(body: str, found: Actors | None, end: int) -> Clause | None:
    """Return the clause of actors that were found, if what follows them is an action."""
    if found is None or found.ended == "stop":
        return None
    if found.ended == "between":
        verb = _verb_ahead(body, found.end, end)
        return Clause(found.names, found.along, verb, heading=False) if verb else None
    if found.ended == "colon":
        return Clause(found.names, found.along, found.end, heading=True)
    return Clause(found.names, found.along, found.end, heading=found.ended == "line")


_WORDS = re.compile(r"\S++")


def _verb_ahead(body: str, start: int, end: int) -> int:
    """Return where the first action stands after a phrase between, or 0."""
    word = ""
    at = start
    for hit in _WORDS.finditer(body, start, min(end, start + _FROM_ACTOR)):
        after = fold(hit[0])
        if word and (ACTS.at(word, after) or MODALS.at(word, after)):
            return at
        word, at = after, hit.start()
    return 0


def _duty(body: str, at: int, end: int) -> Clause | None:
    """Return the clause of "Trách nhiệm của …": its actors need no known head."""
    found = parse(body, at, end)
    if found is not None and found.ended in ("verb", "colon", "line"):
        return Clause(found.names, found.along, found.end, heading=found.ended != "verb")
    if found is not None:
        return Clause(found.names, found.along, end, heading=True)
    hit = _DUTY_NAME.match(body, at, end)
    if hit is None or hit.end() < end - 3:
        return None
    return Clause(((at, at + len(hit[0].rstrip(" .:;\n"))),), (), end, heading=True)


_DUTY_NAME = re.compile(r"(?:người đại diện|lưu trữ|bên|đơn vị|cơ sở|bộ phận|chủ)[^.:;]{1,140}[.:;]?[ \n]{0,40}")


def _after_intro(body: str, start: int, end: int) -> Clause | None:
    """Return the clause of the first actor after an opening phrase and a comma."""
    for hit in _AFTER_COMMA.finditer(body, start, min(end, start + 700)):
        raw, after = opening(body, hit.end(), end)
        if not may_start(raw, after):
            continue
        found = parse(body, hit.end(), end)
        if found is None or found.ended not in ("verb", "between"):
            continue
        clause = _from_actors(body, found, end)
        if clause:
            return clause
    return None


def parts(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the parts of a sentence that ";" joins, brackets left whole.

    >>> text = "rà soát (nếu có; hằng năm); báo cáo."
    >>> [text[a:b] for a, b in parts(text, 0, len(text))]
    ['rà soát (nếu có; hằng năm);', ' báo cáo.']
    """
    if body.find(";", start, end) < 0:
        return [(start, end)]
    found = []
    at = start
    depth = 0
    for hit in _SIGNS.finditer(body, start, end):
        sign = hit[0]
        if sign == ";" and not depth:
            found.append((at, hit.end()))
            at = hit.end()
        elif sign == "(":
            depth += 1
        elif sign == ")" and depth:
            depth -= 1
    found.append((at, end))
    return found


_SIGNS = re.compile(r"[;()]")
