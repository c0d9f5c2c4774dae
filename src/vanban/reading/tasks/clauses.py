"""Clauses: who is given what by one sentence, and the parts that ";" makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vanban.reading.tasks.actions import NEAR, verb_ahead
from vanban.reading.tasks.actors import parse
from vanban.reading.tasks.heads import CAPITAL_FIRST, FIRST_WORDS, may_name, may_start
from vanban.reading.tasks.layout import UPPER
from vanban.reading.tasks.limits import (
    CELL_NUMBER,
    FOR,
    IS_ONE,
    MAY_ONLY,
    PREAMBLE,
    PROCEDURE,
    SHOUTED,
)
from vanban.reading.tasks.sentences import ASSIGN
from vanban.reading.tasks.words import ACTS, INTROS, fold

if TYPE_CHECKING:
    from vanban.reading.tasks.actors import Actors
    from vanban.reading.tasks.drafts import Spans

_DUTY = re.compile(r"Trách[ \n]{1,9}nhiệm[ \n]{1,9}(?:thực hiện |thi hành )?của[ \n]{1,9}")
_AFTER_COMMA = re.compile(
    r"(?:[,)]|thì(?<=[ \n]thì))[ \n]{1,40}(?:(?:yêu[ \n]cầu|đề[ \n]nghị|giao)[ \n]{1,9})?"
    rf"(?=(?:các|những|lãnh|người|thủ|cơ)[ \n]|[{UPPER}])"
)
_ASK = re.compile(
    r"(?:đề[ \n]{1,9}nghị|yêu[ \n]{1,9}cầu|lưu[ \n]{1,9}ý|giao"
    r"|phân[ \n]{1,9}công)(?:[ \n]{1,9}cho)?[ \n]{1,9}"
    rf"(?=(?:các|những|Các|đồng|lãnh|thủ|người|đại)[ \n]|[{UPPER}])"
)
_TO_ACTOR = (
    rf"(?:[ \n]{{1,9}}cho)?[ \n]{{1,9}}(?=(?:các|những|Các|đồng|lãnh|thủ|người|đại)[ \n]|[{UPPER}])"
)
# One scan for each word, so that each has a literal to look for.
_ASKS = tuple(
    re.compile(words + _TO_ACTOR)
    for words in (
        "đề[ \n]{1,9}nghị",
        "yêu[ \n]{1,9}cầu",
        "lưu[ \n]{1,9}ý",
        "giao",
        "phân[ \n]{1,9}công",
    )
)
# Words before "đề nghị", "yêu cầu", "giao" that end the name of who asks, or carry the request on.
_MAY_ASK = frozenset(
    [
        "tỉnh",
        "phủ",
        "ủy",
        "trưởng",
        "cũng",
        "và",
        "thời",
        "tịch",
        "thư",
        "phố",
        "huyện",
        "xã",
        "bộ",
        "ban",
        "cạnh",
        "chí",
        "đó",
        "vậy",
        "nghị",
        "trọng",
        "ông",
        "bà",
        "tôi",
    ]
)
_FROM_OPENING = 700


class Clause(NamedTuple):
    """Who is given something, and by which words.

    ``verb`` is where the action starts; ``heading`` tells that the actors stand alone or before a
    colon, so that what follows is theirs.
    """

    lead: Spans
    along: Spans
    verb: int
    heading: bool


def analyse(body: str, at: int, raw: str, after: str, end: int) -> Clause | None:
    """Return who the sentence with these first tokens gives something to do, or None.

    >>> from vanban.reading.tasks.sentences import opening
    >>> text = "Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh kiểm tra."
    >>> clause = analyse(text, *opening(text, 0, len(text)), len(text))
    >>> [text[a:b] for a, b in clause.lead], text[clause.verb :][:7], clause.heading
    (['Sở Y tế'], 'chủ trì', False)
    """
    word = fold(raw)
    if word == "các" and (sirs := _SIRS.match(body, at, end)):
        return _from_actors(body, parse(body, sirs.end(), end), end)
    named = word == "các" or (word in CAPITAL_FIRST and raw[0].isupper() and may_name(raw, after))
    if named and may_start(body, at, end):
        return _told(body, _from_actors(body, parse(body, at, end), end), end)
    hit = ASSIGN.match(body, at, end)
    told = parse(body, hit.end(), end) if hit else None
    if hit and (told is not None or word not in _ABOUT):
        return _from_actors(body, told, end)
    if (hit := _DUTY.match(body, at, end)) or (hit := _DIRECT.match(body, at, end)):
        return _handed_on(body, hit, end)
    opens = INTROS.at(word, fold(after)) and (word == "kết" or not ACTS.at(word, fold(after)))
    if opens and not (word in _SET and _at_once(body, at, end)):
        return _told(body, _after_intro(body, at, end), end)
    return None


def _handed_on(body: str, hit: re.Match[str], end: int) -> Clause | None:
    """Return the clause of "Trách nhiệm của Sở Y tế", or of "Chỉ đạo Sở Y tế:" and what follows."""
    if hit.re is _DUTY:
        return _duty(body, hit.end(), end)
    # "Chỉ đạo Sở Y tế kiểm tra" is one task, not a heading.
    clause = _from_actors(body, parse(body, hit.end(), end), end)
    return clause if clause is not None and clause.heading else None


def given(body: str, at: int, end: int) -> Clause | None:
    """Return the clause of the actors that stand at ``at``, if an action follows them."""
    clause = _from_actors(body, parse(body, at, end), end)
    return clause if clause is not None and not clause.heading else None


# "Các ông (bà) Chánh Văn phòng …": the courtesy is no part of the actor.
_SIRS = re.compile(
    rf"[Cc]ác[ \n]{{1,9}}(?:ông|đồng[ \n]chí)(?:[ \n]{{0,9}}[,(/][ \n]{{0,9}}bà\)?)?[ \n:]{{1,9}}"
    rf"(?=[{UPPER}])"
)
_DIRECT = re.compile(r"Chỉ[ \n]{1,9}đạo[ \n]{1,9}")
# The first words by which a sentence may name its actors; others need not be looked at.
_ASSIGN_FIRST = frozenset(
    ("giao", "đề", "yêu", "phân", "riêng", "đối", "trách", "các", "chỉ", "kiến")
)
_FIRST = FIRST_WORDS | INTROS.followers.keys() | _ASSIGN_FIRST
_SET = frozenset(("định", "hằng", "hàng"))
# "Đối với dự án …, Sở Y tế …": what the sentence is about may stand where its actors may.
_ABOUT = frozenset(("đối", "riêng"))


def _at_once(body: str, at: int, end: int) -> bool:
    """Tell whether the action follows a phrase of time at once: "Định kỳ báo cáo …"."""
    comma = body.find(",", at, min(end, at + NEAR))
    return verb_ahead(body, at, comma if comma >= 0 else min(end, at + NEAR)) > 0


def _told(body: str, clause: Clause | None, end: int) -> Clause | None:
    """Return the clause of those who are told: "UBND tỉnh yêu cầu các sở …" is for the sở."""
    if clause is None or clause.heading:
        return clause
    also = _ALSO.match(body, clause.lead[-1][1], end)
    hit = _ASK.match(body, also.end() if also else clause.verb, end)
    if hit:
        return _from_actors(body, parse(body, hit.end(), end), end) or clause
    return None if PREAMBLE.match(body, clause.verb, end) else clause


_ALSO = re.compile(r"[ \n]{1,9}cũng[ \n]{1,9}")


def names_nobody(raw: str, after: str) -> bool:
    """Tell whether a sentence that starts with these tokens cannot open with its actors."""
    word = fold(raw)
    if word not in _FIRST:
        return True
    if word in _ASSIGN_FIRST or INTROS.at(word, fold(after)):
        return False
    return not (raw[0].isupper() and may_name(raw, after))


def requests(body: str) -> list[int]:
    """Return where somebody may be asked in mid-sentence, all over a text."""
    found = [hit.start() for ask in _ASKS for hit in ask.finditer(body)]
    found.sort()
    return found


def asked(body: str, start: int, end: int) -> Clause | None:
    """Return who is asked in mid-sentence: "Chủ tịch … yêu cầu các sở, ban, ngành …"."""
    for hit in _ASK.finditer(body, start, end):
        before = body[max(start, hit.start() - 14) : hit.start()].split()
        if before and not _may_ask(before[-1]):
            continue
        found = parse(body, hit.end(), end)
        clause = _from_actors(body, found, end) if found else None
        if clause:
            return clause
    return None


def _may_ask(before: str) -> bool:
    """Tell whether a request may follow this word: a name, a comma, "và"."""
    return before[-1] == "," or before[0].isupper() or fold(before) in _MAY_ASK


def _from_actors(body: str, found: Actors | None, end: int) -> Clause | None:
    """Return the clause of actors that were found, if what follows them is an action."""
    if found is None or _is_cell(body, found, end):
        return None
    verb = found.end
    duty = IS_ONE.match(body, found.end, end) if found.ended == "stop" else None
    if duty:
        return Clause(found.names, found.along, duty.end(), heading=False)
    if found.ended == "between":
        verb = 0 if FOR.match(body, verb, end) else verb_ahead(body, verb, end)
    elif found.ended == "stop" or (found.ended == "verb" and MAY_ONLY.match(body, verb, end)):
        verb = 0
    heading = found.ended in ("colon", "line")
    return Clause(found.names, found.along, verb, heading=heading) if verb else None


def _is_cell(body: str, found: Actors, end: int) -> bool:
    """Tell whether the actors are the field of a form or the cell of a flattened table."""
    start = found.names[0][0]
    if SHOUTED.match(body, start, end):
        return True
    return CELL_NUMBER.search(body, start, found.names[-1][1] + 1) is not None


def duty_title(body: str, at: int, end: int) -> Clause | None:
    """Return the actors of an article's title: "Trách nhiệm của Bộ Y tế"."""
    hit = _DUTY.match(body, at, end)
    if hit is None:
        return None
    found = parse(body, hit.end(), end, loose=True, title=True)
    if found is None:
        return _duty(body, hit.end(), end)
    start, stop = found.names[-1]
    field = _FIELD.search(body, start, stop)
    # "cơ quan cấp chứng chỉ về …" has its field in the name, "Bộ Y tế về …" has not.
    if field and (body[start].isupper() or "về" not in field[0]):
        return Clause((*found.names[:-1], (start, field.start())), (), found.end, heading=True)
    return Clause(found.names, found.along, found.end, heading=True)


def _duty(body: str, at: int, end: int) -> Clause | None:
    """Return the clause of "Trách nhiệm của …": some of its actors have no known head."""
    colon = body.find(":", at, min(end, at + NEAR))
    found = parse(body, at, colon + 1 or end, loose=True, title=colon >= 0)
    if found is None or found.ended == "stop":
        hit = _DUTY_NAME.match(body, at, end)
        if hit is None or hit.end() < end:
            return None
        return Clause(((at, at + len(hit[0].rstrip(" .:;\n"))),), (), end, heading=True)
    field = _FIELD.search(body, found.names[-1][0], found.names[-1][1])
    if field:
        names = (*found.names[:-1], (found.names[-1][0], field.start()))
        return Clause(names, found.along, end, heading=True)
    heading = found.ended != "verb"
    return Clause(found.names, found.along, found.end, heading=heading)


# "Trách nhiệm của Bộ Y tế về …", "… trong …": the duty's field is no part of the name.
_FIELD = re.compile(r"[ \n](?:về|trong|đối[ \n]{1,9}với)[ \n]")
_DUTY_NAME = re.compile(
    r"(?:người đại diện|lưu trữ|đơn vị|bộ phận|bên (?:nhận|giao|mời)|chủ đầu tư|công chức|cán bộ"
    r"|viên chức|nhà trường|trưởng|thành viên|kế toán|cơ sở)[^.:;]{0,140}[.:;]?[ \n]{0,40}"
)


def _after_intro(body: str, start: int, end: int) -> Clause | None:
    """Return the clause of the first actor after an opening phrase and a comma."""
    if PROCEDURE.match(body, start, end):
        return None
    semi = body.find(";", start, end)
    stop = min(semi if semi >= 0 else end, start + _FROM_OPENING)
    for hit in _AFTER_COMMA.finditer(body, start, stop):
        if not may_start(body, hit.end(), end):
            continue
        found = parse(body, hit.end(), end)
        if found is None or found.ended not in ("verb", "between"):
            continue
        clause = _from_actors(body, found, end)
        if clause and ")" not in body[hit.end() : found.end].partition("(")[0]:
            # "Trên cơ sở đề xuất của các bộ, Ủy ban …, Bộ X tổng hợp": only the last one acts.
            listed = _OF.search(body, start, hit.start() + 1) is not None
            return clause._replace(lead=clause.lead[-1:]) if listed else clause
    return None


_OF = re.compile(r"[ \n](?:của|với)[ \n]{1,9}các[ \n][^.;]{1,300}$")
