"""What follows a citation: date, issuer, term and subject (ngày, cơ quan, khóa, trích yếu)."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from vanban.reading.citations.bodies_after import end_of_body

_G = r"[ *]{0,160}+(?>(?:\n[ *]{0,12}+)?)"
_DATE = re.compile(
    rf"{_G}[,;(]?+{_G}(?>(?:(?>(?:được |đã )?)(?:ban hành|ký ban hành|ký|thông qua"
    rf"|phê duyệt)[ \n]{{1,3}}+)?)"
    rf"(?>(?:vào )?)[nN](?:gày|GÀY){_G}(\d{{1,2}}+){_G}(?:[/.-]|[tT]háng|THÁNG){_G}(\d{{1,2}}+){_G}"
    rf"(?:[/.-]|[nN]ăm|NĂM){_G}((?:19|20)\d\d)(?!\d\d)\d?"
)
_OF = re.compile(rf"{_G}[,(]?+{_G}(?:[cC]ủa|CỦA|[dD]o)(?=[ \n*]){_G}")
_BY = re.compile(rf"{_G}[,(]?+{_G}(?>(?:đã )?)được{_G}")
_TERM = re.compile(
    rf"{_G}[,(]?+{_G}(?>(?:Đảng{_G})?)[kK](?:hóa|hoá|HÓA|HOÁ){_G}([IVXL]{{1,6}}+|\d{{1,2}}+)\b\)?+"
)
_ABOUT = re.compile(rf"{_G}[,)]?+{_G}(?:[vV]ề|V/v)(?>(?: việc)?){_G}")
_QUOTE = re.compile(r"[“\"]([^“”\"\n]{4,400})[”\"]")
_SUBJECT = re.compile(r"(?:[^;.“”\"()\n]|\n(?!\s{0,9}\n)){4,300}")
_ISSUED = re.compile(rf"{_G}(?:ban hành|ký|thông qua)(?={_G}ngày)")


class Tail(NamedTuple):
    """What is said of a paper after its number or name."""

    end: int
    issued_on: dt.date | None
    issuer: tuple[int, int] | None
    term: str | None
    title: str | None


def read_tail(plain: str, at: int, *, joint: bool = False) -> Tail:
    """Return the date, the issuer, the term and the subject that follow a citation.

    >>> tail = read_tail(", ngày 10/5/2019 của Ban Bí thư (khóa XII) về khuyến học", 0)
    >>> str(tail.issued_on), tail.issuer, tail.term
    ('2019-05-10', (21, 31), 'XII')
    """
    dated = False
    day: dt.date | None = None
    issuer: tuple[int, int] | None = None
    term: str | None = None
    for _ in range(4):
        if not dated and (hit := _DATE.match(plain, at)):
            dated, day, at = True, day_of(hit), hit.end()
        elif issuer is None and (found := _issuer(plain, at, joint)):
            issuer, at = found, found[1]
            if hit := _ISSUED.match(plain, at):
                at = hit.end()
        elif term is None and (hit := _TERM.match(plain, at)):
            term, at = hit[1], hit.end()
        else:
            break
    return Tail(at, day, issuer, term, _title(plain, at))


def day_of(hit: re.Match[str]) -> dt.date | None:
    """Return the date, or None where there is no such day."""
    day, month, year = map(int, hit.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _issuer(plain: str, at: int, joint: bool) -> tuple[int, int] | None:
    """Return the span of the body after "của"."""
    hit = _OF.match(plain, at)
    if hit is None:
        return _passed_by(plain, at)
    end = end_of_body(plain, hit.end(), joint=joint)
    return (hit.end(), end) if end else None


def _passed_by(plain: str, at: int) -> tuple[int, int] | None:
    """Return the span of the body in "được Quốc hội thông qua ngày …"."""
    hit = _BY.match(plain, at)
    end = end_of_body(plain, hit.end()) if hit else None
    return (hit.end(), end) if hit and end and _ISSUED.match(plain, end) else None


def _title(plain: str, at: int) -> str | None:
    """Return the subject after "về", without its quotation marks."""
    about = _ABOUT.match(plain, at)
    if about is None:
        return None
    quoted = _QUOTE.match(plain, about.end())
    subject = quoted or _SUBJECT.match(plain, about.end())
    if subject is None:
        return None
    said = quoted[1] if quoted else subject[0]
    return " ".join(said.split()).rstrip(" ,") or None
