"""The event of a news page or of minutes: a conference, who chaired it, who spoke (hội nghị).

A page tells of a conference where a sentence opens with the day and says who held what ("Sáng
ngày …, tại …, … tổ chức Hội nghị …"); minutes do by their name and their labels. Official papers
that only mention meetings tell of none.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from vanban.lexicon.weave import UPPER
from vanban.reading import event_margins as margins
from vanban.reading.bodies import body_at
from vanban.record import Event, Speaker

if TYPE_CHECKING:
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
    "diễn đàn": "forum",
    "lễ": "ceremony",
}
_KIND = (
    r"([hH]ội nghị|[cC]uộc họp|[pP]hiên họp|[bB]uổi họp|[bB]uổi làm việc|[hH]ội thảo|[tT]ọa đàm"
    r"|[tT]oạ đàm|[đĐ]ại hội|[kK]ỳ họp|[dD]iễn đàn"
    r"|[hH]ọp(?= (?:báo|trực tuyến|giao ban|thường kỳ|phiên) )"
    r"|[lL]ễ (?=ký|công bố|trao|tổng kết|phát động|khai mạc|kỷ niệm|ra mắt))"
)
_HELD = r"tổ chức|chủ trì|diễn ra|khai mạc|phối hợp tổ chức"
# A sentence begins, maybe after a dateline: "(An Hòa Online) - ".
_START = r"(?:^|\n|\. )(?>(?:[^\n.:]{0,60} - )?)[^\w\n]{0,20}+"
_TIME = rf"{_START}(?:Sáng|Chiều|Tối|Trưa|Ngày|Hôm nay|Vừa qua|Mới đây|Trong|Thực hiện)"
# How the first sentence of news says that a conference was held; the kind is the first group.
_OPENINGS = (
    re.compile(
        rf"{_START}(?:Sáng|Chiều|Tối|Trưa|Ngày|Trong|Hôm|Vừa qua|Mới đây|Tại|Vào"
        r"|[^\n.:]{0,60}?(?:sáng|chiều|tối) ngày)"
        rf"[^\n]{{0,500}}?\b(?:{_HELD}) {{1,2}}(?:thành công |trọng thể |khai mạc |buổi |họp )?"
        rf"{_KIND}[^\n]{{0,400}}+"
    ),
    re.compile(rf"{_TIME}[^\n]{{0,400}}?\b(?:tham gia|tham dự|dự|có) {_KIND}[^\n]{{0,400}}+"),
    re.compile(
        rf"{_TIME}[^\n]{{0,400}}?{_KIND}[^\n]{{0,250}}?(?:được tổ chức|diễn ra)[^\n]{{0,400}}+"
    ),
    re.compile(
        rf"{_TIME}[^\n]{{0,400}}? (họp) (?:để|xem xét|bàn|cho ý kiến|đánh giá)[^\n]{{0,400}}+"
    ),
)
# Sentences that give the day last; papers tell so of congresses, pages of what was held.
_DAY = r"(?:[sS]áng|[cC]hiều|[tT]ối|[nN]gày)(?: nay)?(?: ngày)? \(?\d"
_LATE_OPENINGS = (
    re.compile(
        rf"{_START}{_KIND}[^\n]{{0,250}}?(?:được tổ chức|diễn ra|khai mạc)[^\n.]{{0,120}}?{_DAY}"
        r"[^\n]{0,400}+"
    ),
    re.compile(
        rf"{_START}[^\n.:]{{2,150}}?\b(?:tổ chức|chủ trì) {_KIND}[^\n.]{{0,250}}?{_DAY}"
        r"[^\n]{0,400}+"
    ),
)
_PAPER = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN|Số ?: ?\d|\nĐiều 1|Căn cứ ")
_LATE_HEAD = 1_500
_HOUR = re.compile(
    r"(?:(?:[sS]áng|[cC]hiều|[tT]ối|[tT]rưa)(?: nay| ngày)?(?:,? \(?(\d{1,2})[/.-](\d{1,2}))?"
    r"|[nN]gày (\d{1,2})[/.-](\d{1,2}))(?!\w)"
)
_NOW = re.compile(r"Hôm nay|Vừa qua|Mới đây|Trong (?:hai|ba|bốn|\d|các|những) ngày")
_WEEK = 7
_NEAR = 60  # characters from the place to the body that held the conference
_OFFICE = re.compile(r"(?:tịch|thư|đốc|trưởng|tướng|ban|viên|Trưởng|Chánh|nhiệm)[ \n]{1,2}$")
_MINUTES = re.compile(
    rf"BIÊN BẢN[*\s]{{1,9}}+([^\n]{{0,80}}?(?:{_KIND}|H[ọỌ][pP]|HỘI NGHỊ)[^\n]{{0,200}}+)"
)
_TITLE = re.compile(rf"(?:^|\n)[ *#]{{0,9}}+({_KIND}[^\n]{{3,250}}+)\n")
_AT = re.compile(r"\b[tT]ại {1,2}(?!(?:hội(?! trường)|cuộc|buổi|phiên|kỳ|Hội nghị)\b)")
# Behind the name of a conference only what is told as a place: "tại hội trường UBND xã".
_AT_LATER = re.compile(
    r"\b[tT]ại (?=[hH]ội trường|[tT]rụ sở|[pP]hòng họp|[kK]hách sạn|[nN]hà |[tT]hành phố [A-ZĐ]"
    rf"|(?!Hội nghị|Đại hội|Kế hoạch|Nghị|Quyết|Thông)[{UPPER}])"
)
_PLACE_ENDS = re.compile(
    r"[,.;\n]| (?:với|nhằm|do|để|có|đã|vào|diễn ra|được|về|dưới|theo|nhân)(?!\w)"
)
_CHAIRS = re.compile(r"[cC]hủ (?:trì|tọa|toạ)(?!,? phối hợp)(?!(?: và)? đề)")
_LABEL = r"(?:^|\n)[-+*\d. \t]{0,9}+(?:%s)[* ]{0,4}+:[* ]{0,4}+([^\n]{1,300}+)"
_PLACE = re.compile(_LABEL % r"[ĐđD]ịa điểm(?: tổ chức| họp)?")
_CHAIR = re.compile(
    _LABEL % r"[cC]hủ (?:trì|tọa|toạ)(?: [^\n:]{1,24})?|Người chủ trì|CHỦ TRÌ|CHỦ TỌA"
)
_WHEN = re.compile(_LABEL % r"[tT]hời gian(?: bắt đầu| họp)?")
_STOP = re.compile(r"[.;\n]")
# Between the host and the conference, and between two hosts.
_LEADS = re.compile(r"(?:làm|là) [tT]rưởng [đĐ]oàn")
_DONE_BY = re.compile(r"\bdo {1,2}(?=[^,.;\n]{3,150}? (?:tổ chức|chủ trì|phối hợp))")
_HOLDS = re.compile(r"[^;\n]{1,60}")
_WITH = re.compile(r"[ \n]{0,2}(?:,|và|(?:đã )?phối hợp (?:với|cùng)|cùng với|cùng)[ \n]{1,2}")
_SPOKE = re.compile(
    r"phát biểu|trình bày|báo cáo|nhấn mạnh|kết luận|ghi nhận|đề nghị|khẳng định|cho biết|yêu cầu"
    r"|tham luận|chỉ đạo|quán triệt|nêu rõ|khai mạc|bế mạc|biểu dương|đánh giá"
    r"|thông tin|giải đáp|đề xuất|thông qua|tiếp thu|trả lời|làm rõ|chia sẻ|giới thiệu|trao đổi"
    r"|phân tích|kiến nghị|lưu ý"
)
# What follows the name of a conference in its sentence and is no part of it.
_TITLE_ENDS = re.compile(
    r" (?:đã )?(?:được tổ chức|diễn ra)| (?:vào )?(?:sáng|chiều|tối) \d"
    r"| vào (?:sáng|chiều|tối|ngày)"
    r"| với sự tham| do (?:đồng chí|ông|bà)"
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
    opening = _opening(page.plain)
    if opening is None:
        return None
    held_on = _first_day(page, opening.start(), opening.end()) or _dated_elsewhere(page, opening)
    begun = opening[0][:90]
    if held_on is None and not _HOUR.search(begun) and not _NOW.search(begun):
        return None
    return _of_news(page, opening, held_on)


def _opening(plain: str) -> re.Match[str] | None:
    """Return the sentence that tells what was held, its kind in the first group."""
    for pattern in _OPENINGS:
        if hit := pattern.search(plain, 0, _HEAD):
            return hit
    if _PAPER.search(plain, 0, _LATE_HEAD):
        return None
    found = [hit for one in _LATE_OPENINGS if (hit := one.search(plain, 0, _LATE_HEAD))]
    return min(found, key=lambda hit: hit.start(), default=None)


def _of_news(page: _Page, opening: re.Match[str], held_on: dt.date | None) -> Event:
    """Return the event of a page by its opening sentence."""
    plain = page.plain
    heading = _TITLE.search(plain, 0, opening.start() + 1)
    place, after = _place(page, opening)
    return Event(
        kind=_KINDS[opening[1].strip().lower()],
        title=(heading[1] if heading else _title(plain, opening, place)).strip(" *"),
        held_on=held_on,
        place=place,
        chair=_chair(page),
        hosts=_hosts(page, after, opening),
        attendees=margins.attendees(plain),
        speakers=_speakers(page),
        signings=margins.signings(plain),
        captions=margins.captions(plain),
        source=margins.source(plain),
    )


def _of_minutes(page: _Page, minutes: re.Match[str]) -> Event:
    """Return the event of minutes by their labels."""
    plain = page.plain
    place, when = _PLACE.search(plain, 0, _HEAD), _WHEN.search(plain, 0, _HEAD)
    at = _AT.search(plain, minutes.end(), minutes.end() + 400)
    kind = max((word for word in _KINDS if word in minutes[1].lower()), key=len, default="họp")
    low, high = when.span() if when else (0, min(_HEAD, len(plain)))
    return Event(
        kind=_KINDS[kind],
        title=_title_of_minutes(plain, minutes),
        held_on=_first_day(page, low, high) or _first_day(page, 0, _HEAD),
        place=place[1].strip(" *.;") if place else (at and _place_at(plain, at.end())[0]),
        chair=_chair(page),
        hosts=(),
        attendees=margins.present(plain),
        speakers=_speakers(page),
        signings=(),
        captions=(),
        source=None,
    )


def _first_day(page: _Page, low: int, high: int) -> dt.date | None:
    """Return the first single day named between two places, or of a few days the first."""
    for one in page.dates:
        if one.start >= high:
            break
        if one.start < low or one.first is None or one.last is None:
            continue
        if (one.last - one.first).days < _WEEK:
            return one.first
    return None


def _dated_elsewhere(page: _Page, opening: re.Match[str]) -> dt.date | None:
    """Return the day of "Chiều 10/7" where the page was published on it, or within a week."""
    day = _HOUR.search(opening[0][:90])
    number, month = (day[1] or day[3], day[2] or day[4]) if day else (None, None)
    if number is None or month is None:
        return None
    days = {one.first for one in page.dates if one.first and one.first == one.last}
    told = {
        held
        for published in days
        for held in [dt.date.fromordinal(published.toordinal() - back) for back in range(_WEEK + 1)]
        if (held.day, held.month) == (int(number), int(month))
    }
    return told.pop() if len(told) == 1 else None


def _title_of_minutes(plain: str, minutes: re.Match[str]) -> str:
    """Return what minutes are about; where they are headed "HỌP" alone, the next line tells."""
    title = " ".join(minutes[1].replace("*", "").split())
    if " " in title:
        return title
    return " ".join(
        plain[minutes.end() : minutes.end() + 250].strip(" *\n").partition("\n")[0].split()
    )


def _title(plain: str, opening: re.Match[str], place: str | None) -> str:
    """Return the name of a conference from its opening sentence, without day and place."""
    title = _TITLE_ENDS.split(_to_stop(plain, opening.start(1)), maxsplit=1)[0]
    return title.partition(f" tại {place}")[0] if place else title


def _to_stop(plain: str, start: int) -> str:
    """Return the text from a place to the end of its sentence."""
    return _STOP.split(plain[start : start + 250], maxsplit=1)[0]


def _place(page: _Page, opening: re.Match[str]) -> tuple[str | None, int]:
    """Return the place of the opening sentence and where its words end."""
    plain = page.plain
    label = _PLACE.search(plain, 0, _HEAD)
    at = _AT.search(plain, opening.start(), opening.start(1))
    if at:
        return _place_at(plain, at.end())
    if label:
        return label[1].strip(" *.;"), opening.start()
    later = _AT_LATER.search(plain, opening.end(1), _sentence_end(plain, opening.end(1)))
    return (_place_at(plain, later.end())[0] if later else None), opening.start()


def _place_at(plain: str, at: int) -> tuple[str, int]:
    """Return the place named after "tại", and where it ends."""
    end = body_at(plain, at)
    if end is None:
        end = at + len(_PLACE_ENDS.split(plain[at : at + 120], maxsplit=1)[0])
    return " ".join(plain[at:end].split()), end


def _hosts(page: _Page, low: int, opening: re.Match[str]) -> tuple[str, ...]:
    """Return the bodies named right before what they held, from the place on."""
    high = opening.start(1)
    hosts = _chain(page, low, high, _HOLDS) or _subject(page, low, high)
    if hosts:
        return hosts
    # "được tổ chức …", "do … tổ chức": the host stands behind.
    by = _DONE_BY.search(page.plain, opening.end(1), opening.end())
    return _subject(page, by.end(), by.end() + 200) if by else ()


def _chain(page: _Page, low: int, high: int, link: re.Pattern[str]) -> tuple[str, ...]:
    """Return the bodies that lead up to a place, each joined to the next."""
    hosts: list[str] = []
    end = high
    for span, name in reversed(_bodies_between(page, low, high)):
        if not link.fullmatch(page.plain, span[1], end):
            break
        # "đồng chí …, Bí thư Đảng ủy UBND tỉnh chủ trì": the body is in a post of the chair.
        if _CHAIRS.search(page.plain, span[1], end) and _people_between(
            page, _sentence_start(page.plain, span[0]), end
        ):
            break
        hosts.insert(0, name)
        link, end = _WITH, span[0]
    return tuple(dict.fromkeys(hosts))


def _subject(page: _Page, low: int, high: int) -> tuple[str, ...]:
    """Return the body that a sentence begins with, after its day and place."""
    for span, name in _bodies_between(page, low, high):
        if span[0] - low > _NEAR or _people_between(page, low, span[0]):
            break
        # The body that a post of the chair names holds nothing by itself.
        if not _OFFICE.search(page.plain, max(low, span[0] - 40), span[0]):
            return (name,)
        break
    return ()


def _bodies_between(page: _Page, low: int, high: int) -> list[tuple[tuple[int, int], str]]:
    return sorted(
        (span, body.name) for body in page.bodies for span in body.mentions if low <= span[0] < high
    )


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
            together = page.plain.endswith("đồng ", 0, hit.start())
            return before[0 if together else -1][1].name
        behind = _people_between(
            page, hit.end(), min(hit.end() + 90, _sentence_end(page.plain, hit.end()))
        )
        if behind:
            return behind[0][1].name
    leads = _LEADS.search(page.plain, 0, _HEAD)
    if leads is None:
        return None
    low = _sentence_start(page.plain, leads.start())
    named = _people_between(page, low, leads.start())
    return named[-1][1].name if named else None


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
