"""The event of a news page or of minutes: a conference, who chaired it, who spoke (hội nghị).

A page tells of a conference where a sentence opens with the day and says who held what ("Sáng
ngày …, tại …, … tổ chức Hội nghị …"); minutes do by their name and their labels. Official papers
that only mention meetings tell of none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vanban.lexicon.weave import UPPER, one_tone
from vanban.reading.bodies import body_at
from vanban.record import Event, Speaker

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from vanban.record import Body, Period, Person
    from vanban.spelling import Text

_HEAD = 4_000  # the news and the minutes say at the top what they tell of
_PAGE = 40_000  # longer texts are no page

_KINDS = {
    "hội nghị": "conference",
    "cuộc họp": "meeting",
    "phiên họp": "meeting",
    "buổi họp": "meeting",
    "họp": "meeting",
    "buổi làm việc": "working_session",
    "hội thảo": "seminar",
    "tọa đàm": "seminar",
    "toạ đàm": "seminar",
    "đại hội": "congress",
    "kỳ họp": "session",
    "lễ": "ceremony",
}
_KIND = (
    r"([hH]ội nghị|[cC]uộc họp|[pP]hiên họp|[bB]uổi họp|[bB]uổi làm việc|[hH]ội thảo|[tT]ọa đàm"
    r"|[tT]oạ đàm|[đĐ]ại hội|[kK]ỳ họp"
    r"|[lL]ễ (?=ký|công bố|trao|tổng kết|phát động|khai mạc|kỷ niệm|ra mắt))"
)
_HELD = r"tổ chức|chủ trì|diễn ra|khai mạc|phối hợp tổ chức"
_TIME = r"(?:^|\n|\. )[^\w\n]{0,20}+(?:Sáng|Chiều|Tối|Trưa|Ngày|Hôm nay)"
# How the first sentence of news says that a conference was held; the kind is the first group.
_OPENINGS = (
    re.compile(
        r"(?:^|\n|\. )[^\w\n]{0,20}+(?:Sáng|Chiều|Tối|Trưa|Ngày|Trong|Hôm|Vừa qua|Mới đây|Tại|Vào"
        r"|[^\n.:]{0,60}?(?:sáng|chiều|tối) ngày)"
        rf"[^\n]{{0,500}}?\b(?:{_HELD}) {{1,2}}(?:khai mạc |buổi |họp )?{_KIND}[^\n]{{0,400}}+"
    ),
    re.compile(rf"{_TIME}[^\n]{{0,400}}?\b(?:tham gia|tham dự|dự|có) {_KIND}[^\n]{{0,400}}+"),
    re.compile(
        rf"{_TIME}[^\n]{{0,400}}?{_KIND}[^\n]{{0,250}}?(?:được tổ chức|diễn ra)[^\n]{{0,400}}+"
    ),
    re.compile(
        rf"{_TIME}[^\n]{{0,400}}? (họp) (?:để|xem xét|bàn|cho ý kiến|đánh giá)[^\n]{{0,400}}+"
    ),
)
_HOUR = re.compile(
    r"(?:(?:[sS]áng|[cC]hiều|[tT]ối|[tT]rưa)(?: ngày)?(?: (\d{1,2})[/.-](\d{1,2}))?"
    r"|Ngày (\d{1,2})[/.-](\d{1,2}))(?!\w)"
)
_MINUTES = re.compile(
    rf"BIÊN BẢN[*\s]{{1,9}}+([^\n]{{0,80}}?(?:{_KIND}|H[ọỌ][pP]|HỘI NGHỊ)[^\n]{{0,200}}+)"
)
_TITLE = re.compile(rf"(?:^|\n)[ *#]{{0,9}}+({_KIND}[^\n]{{3,250}}+)\n")
_AT = re.compile(r"\b[tT]ại {1,2}(?!(?:hội|cuộc|buổi|phiên|kỳ|Hội nghị)\b)")
_CHAIRS = re.compile(r"[cC]hủ (?:trì|tọa|toạ)(?!,? phối hợp)(?!(?: và)? đề)")
_LABEL = r"(?:^|\n)[-+*\d. \t]{0,9}+(?:%s)[* ]{0,4}+:[* ]{0,4}+([^\n]{1,300}+)"
_PLACE = re.compile(_LABEL % r"[ĐđD]ịa điểm(?: tổ chức| họp)?")
_CHAIR = re.compile(
    _LABEL % r"[cC]hủ (?:trì|tọa|toạ)(?: hội nghị| cuộc họp)?|Người chủ trì|CHỦ TRÌ|CHỦ TỌA"
)
_WHEN = re.compile(_LABEL % r"[tT]hời gian(?: bắt đầu| họp)?")
_PRESENT = re.compile(_LABEL % r"[tT]hành phần(?: tham dự| dự họp)?|[tT]ham dự|[cC]ó mặt")
_ATTEND = re.compile(
    r"(?:^|\n|\. )(?:[^\n.]{0,60}?)(?:[tT]ới dự|[đĐ]ến dự|[cC]ùng dự|[tT]ham dự|[dD]ự)"
    r"(?: hội nghị| Hội nghị| cuộc họp| buổi làm việc| hội thảo)?,? (?:có|gồm)"
    r"(?: sự tham dự của)?:? ?"
    r"([^\n]{3,900}+)"
)
_SIGNED = re.compile(
    r"(?:(?<=đã )|(?<=\n))ký(?: kết)? ((?:Chương trình|Quy chế|Kế hoạch|Biên bản|Th(?:ỏa|oả) thuận"
    r"|Bản ghi nhớ|Giao ước|Quy ước)[^\n.;]{3,200}+)"
)
_STOP = re.compile(r"[.;\n]")
_COMMA = re.compile(r"[,.;\n]")
_COMRADES = re.compile(r"^(?:các )?đồng chí:? ")
_EMPTY_LINE = re.compile(r"\n\s{0,40}\n")
# Between the host and the conference, and between two hosts.
_HOLDS = re.compile(r"[^;\n]{1,60}")
_WITH = re.compile(r"[ \n]{0,2}(?:,|và|phối hợp với|cùng với|cùng)[ \n]{1,2}")
_SPOKE = re.compile(
    r"phát biểu|trình bày|báo cáo|nhấn mạnh|kết luận|ghi nhận|đề nghị|khẳng định|cho biết|yêu cầu"
    r"|tham luận|chỉ đạo|quán triệt|nêu rõ|khai mạc|bế mạc|biểu dương|đánh giá"
    r"|thông tin|giải đáp|đề xuất"
)
_PICTURES = re.compile(r"\n[^\n]{0,20}?[hH]ình ảnh[^\n]{0,80}+\n")
_SOURCE = re.compile(r"(?:^|\n)[ *(]{0,5}+(?:Nguồn(?: tin)?|Theo) ?: ?([^\n|]{1,80}+)")
_FURNITURE = re.compile(
    r" {0,3}(?:Copy link|Sao chép|In trang|Chia sẻ|Quay lại| {3}).*+", re.DOTALL
)
_PHOTO = re.compile(
    rf"\n[ *]{{0,4}}+(?:Ảnh|Quang cảnh|Toàn cảnh)[ :]{{1,2}}[{UPPER}\w][^\n]{{3,200}}+"
)


class _Page(NamedTuple):
    """A page with what was found in it."""

    plain: str
    dates: Sequence[Period]
    people: Sequence[Person]
    bodies: Sequence[Body]


def find(
    text: Text, dates: Sequence[Period], people: Sequence[Person], bodies: Sequence[Body]
) -> Event | None:
    """Return the conference that a text tells of, or None.

    >>> from vanban.spelling import prepare
    >>> from vanban.reading import bodies, dates, people
    >>> text = prepare("Sáng ngày 08/4/2022, tại Sở Y tế, UBND tỉnh tổ chức Hội nghị giao ban.")
    >>> event = find(text, dates.find(text), people.find(text), bodies.find(text))
    >>> event.kind, str(event.held_on), event.place, event.hosts
    ('conference', '2022-04-08', 'Sở Y tế', ('UBND tỉnh',))
    """
    page = _Page(text.plain[:_PAGE], dates, people, bodies)
    minutes = _MINUTES.search(page.plain, 0, _HEAD)
    if minutes:
        return _of_minutes(page, minutes)
    opening = next(
        (hit for pattern in _OPENINGS if (hit := pattern.search(page.plain, 0, _HEAD))), None
    )
    if opening is None:
        return None
    held_on = _first_day(page, opening.start(), opening.end()) or _dated_elsewhere(page, opening)
    if held_on is None and not _HOUR.search(opening[0][:60]):
        return None
    return _of_news(page, opening, held_on)


def _of_news(page: _Page, opening: re.Match[str], held_on: dt.date | None) -> Event:
    """Return the event of a page by its opening sentence."""
    plain = page.plain
    heading = _TITLE.search(plain, 0, opening.start() + 1)
    place, after = _place(page, opening)
    return Event(
        kind=_KINDS[opening[1].strip().lower()],
        title=(heading[1] if heading else _to_stop(plain, opening.start(1))).strip(" *"),
        held_on=held_on,
        place=place,
        chair=_chair(page),
        hosts=_hosts(page, after, opening.start(1)),
        attendees=_attendees(plain),
        speakers=_speakers(page),
        signings=_signings(plain),
        captions=_captions(plain),
        source=_source(plain),
    )


def _of_minutes(page: _Page, minutes: re.Match[str]) -> Event:
    """Return the event of minutes by their labels."""
    plain = page.plain
    place, when = _PLACE.search(plain, 0, _HEAD), _WHEN.search(plain, 0, _HEAD)
    kind = next((word for word in _KINDS if word in minutes[1].lower()), "họp")
    present = _PRESENT.search(plain, 0, _HEAD)
    low, high = when.span() if when else (0, min(_HEAD, len(plain)))
    return Event(
        kind=_KINDS[kind],
        title=" ".join(minutes[1].replace("*", "").split()),
        held_on=_first_day(page, low, high) or _first_day(page, 0, _HEAD),
        place=place[1].strip(" *.;") if place else None,
        chair=_chair(page),
        hosts=(),
        attendees=_split(present[1]) if present else _attendees(plain),
        speakers=_speakers(page),
        signings=(),
        captions=(),
        source=None,
    )


def _first_day(page: _Page, low: int, high: int) -> dt.date | None:
    """Return the first single day named between two places."""
    for one in page.dates:
        if one.start >= high:
            break
        if one.start >= low and one.first is not None and one.first == one.last:
            return one.first
    return None


def _dated_elsewhere(page: _Page, opening: re.Match[str]) -> dt.date | None:
    """Return the day of "Chiều 10/7" where the page gives the same day with its year."""
    day = _HOUR.search(opening[0][:60])
    number, month = (day[1] or day[3], day[2] or day[4]) if day else (None, None)
    if number is None or month is None:
        return None
    same = {
        one.first
        for one in page.dates
        if one.first
        and one.first == one.last
        and (one.first.day, one.first.month) == (int(number), int(month))
    }
    return same.pop() if len(same) == 1 else None


def _to_stop(plain: str, start: int) -> str:
    """Return the text from a place to the end of its sentence."""
    return _STOP.split(plain[start : start + 250], maxsplit=1)[0]


def _place(page: _Page, opening: re.Match[str]) -> tuple[str | None, int]:
    """Return the place of the opening sentence and where its words end."""
    label = _PLACE.search(page.plain, 0, _HEAD)
    at = _AT.search(page.plain, opening.start(), opening.start(1))
    if at is None:
        return (label[1].strip(" *.;") if label else None), opening.start()
    end = body_at(page.plain, at.end())
    if end is None:
        end = at.end() + len(_COMMA.split(page.plain[at.end() : at.end() + 120], maxsplit=1)[0])
    return " ".join(page.plain[at.end() : end].split()), end


def _hosts(page: _Page, low: int, high: int) -> tuple[str, ...]:
    """Return the bodies named right before what they held, from the place on."""
    spans = sorted(
        (span, body.name) for body in page.bodies for span in body.mentions if low <= span[0] < high
    )
    hosts: list[str] = []
    link, end = _HOLDS, high
    for span, name in reversed(spans):
        if not link.fullmatch(page.plain, span[1], end):
            break
        # "đồng chí …, Bí thư Đảng ủy UBND tỉnh chủ trì": the body is in a post of the chair.
        if _CHAIRS.search(page.plain, span[1], end) and _people_between(
            page, _sentence_start(page.plain, span[0]), span[0]
        ):
            break
        hosts.insert(0, name)
        link, end = _WITH, span[0]
    return tuple(dict.fromkeys(hosts))


def _chair(page: _Page) -> str | None:
    """Return the person beside the first "chủ trì" that has one in its sentence."""
    label = _CHAIR.search(page.plain, 0, _HEAD)
    if label:
        named = _people_between(page, label.start(1), label.end(1))
        if named:
            return named[0][1].name
    for hit in _CHAIRS.finditer(page.plain):
        low = _sentence_start(page.plain, hit.start())
        before = _people_between(page, low, hit.start())
        if before:
            return before[-1][1].name
        behind = _people_between(
            page, hit.end(), min(hit.end() + 90, _sentence_end(page.plain, hit.end()))
        )
        if behind:
            return behind[0][1].name
    return None


def _people_between(page: _Page, low: int, high: int) -> list[tuple[tuple[int, int], Person]]:
    """Return the mentions of people that begin between two places, in order."""
    return sorted(
        (span, who) for who in page.people for span in who.mentions if low <= span[0] < high
    )


def _sentence_start(plain: str, at: int) -> int:
    """Return where the sentence begins; a caption broken over lines is one."""
    low = max(0, at - 300)
    return max(
        plain.rfind(". ", low, at), plain.rfind("\n\n", low, at), plain.rfind("; ", low, at), low
    )


def _sentence_end(plain: str, at: int) -> int:
    ends = [
        end for mark in (". ", ".\n", "\n\n", "; ") if (end := plain.find(mark, at, at + 400)) >= 0
    ]
    return min(ends, default=min(at + 400, len(plain)))


def _attendees(plain: str) -> tuple[str, ...]:
    """Return who attended, as written, from the sentences that tell it."""
    every: list[str] = []
    for hit in _ATTEND.finditer(plain):
        every += _split(hit[1])
    return tuple(dict.fromkeys(every))


def _split(listed: str) -> tuple[str, ...]:
    """Return the parts of a list of people and bodies."""
    listed = _COMRADES.sub("", listed.partition(". ")[0].strip(" ."))
    return tuple(part.strip(" .") for part in listed.split(";") if part.strip(" ."))


def _speakers(page: _Page) -> tuple[Speaker, ...]:
    """Return who spoke and what they did, each once."""
    found: dict[str, Speaker] = {}
    every = sorted((span, who) for who in page.people for span in who.mentions)
    for at, (span, who) in enumerate(every):
        end = _sentence_end(page.plain, span[1])
        if at + 1 < len(every):
            end = min(end, every[at + 1][0][0])
        verb = _SPOKE.search(page.plain, span[1], min(end, span[1] + 220))
        if verb and who.name not in found:
            did = " ".join(page.plain[verb.start() : end].split()).strip(" ,-.")
            found[who.name] = Speaker(who.name, did)
    return tuple(found.values())


def _signings(plain: str) -> tuple[str, ...]:
    """Return what was signed, each once."""
    found: dict[str, str] = {}
    for hit in _SIGNED.finditer(plain):
        written = " ".join(hit[1].split())
        found.setdefault(one_tone(written).casefold(), written)
    return tuple(found.values())


def _captions(plain: str) -> tuple[str, ...]:
    """Return the captions under the pictures, in order."""
    pictures = _PICTURES.search(plain)
    if pictures is None:
        return tuple(" ".join(hit[0].split()) for hit in _PHOTO.finditer(plain))
    source = _SOURCE.search(plain, pictures.end())
    below = plain[pictures.end() : source.start() if source else len(plain)]
    blocks = _EMPTY_LINE.split(below)
    return tuple(" ".join(block.split()) for block in blocks if block.strip())


def _source(plain: str) -> str | None:
    """Return what the source line names."""
    hit = _SOURCE.search(plain)
    return (_FURNITURE.sub("", hit[1]).strip(" *.)") or None) if hit else None
