"""Relations: what the text says about how two documents belong together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vanban.reading.citations.tail import read_tail
from vanban.reading.connectors import Match, match_rule, plain_words, recital, review, speaks
from vanban.reading.listed import consolidated, quoted_recitals, repealed
from vanban.record import Kind, Relation, RelationKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanban.record import Citation
    from vanban.spelling import Text

ITSELF = -1
_REACH = 460
# How many papers of one statement are looked at for the one that is amended, or has lapsed.
_CHAIN = 12
_LINK_LENGTH = 30
_ATTACHED_LENGTH = 40
_LAPSE_REACH = 300

# Where a statement ends: a full stop, a blank line, a recital's or an article's new line.
_BOUNDARY = re.compile(
    r"[.!?][\s”\"*]{1,4}(?=[\s*\-+–(“]{0,6}[A-ZĐÂÊÔƠƯĂÁÀẢÃẠÉÈẺẼẸÍÌÓÒÚÙÝỲỨỪỦỦỨỜỚỔỐỒỘ\d])|\n[\s"
    r"|*_]{0,30}\n|[|]|\n[ *]{0,4}(?=\()"
    r"|[;,.]?[ *]{0,4}\n(?=[ *\t]{0,4}(?:Căn cứ|Theo đề nghị|Xét |Thực hiện |Trên cơ sở|Điều \d"
    r"|\d{1,2}[.)]|[a-zđ]\)"
    r"|[-+•]|TM\.|T/M))|:\s{1,4}[“\"](?=Căn cứ )"
    r"|\n(?=[ *]{0,9}(?:KẾT LUẬN|CHỈ THỊ|NGHỊ QUYẾT|QUYẾT ĐỊNH|KẾ HOẠCH|THÔNG BÁO|HƯỚNG DẪN"
    r"|BÁO CÁO|CHƯƠNG TRÌNH|CÔNG ĐIỆN|THÔNG TƯ|NGHỊ ĐỊNH)[ *]{0,4}\n)"
    r"|;[ *]{0,4}(?=[\s*]{0,4}(?:Căn cứ|Trên cơ sở|Theo đề nghị|Xét đề nghị)[ \n])"
)
_LINK = re.compile(
    r"(?:\W|và|hoặc|các|số|cùng với|khoản \d{1,3}|điểm \w|điều \d{1,3}|của|tại){0,12}"
)


_JOINED_KINDS = (RelationKind.REVIEWS, RelationKind.REPLACES)
_BULLET = re.compile(r"[\s*|]{0,9}(?:[-+•]|\d{1,2}(?:\.\d{1,2}){0,3}[.)/]|[a-zđ][).])")
_ABOUT = re.compile(
    r"(?:\W{0,4}(?:về|v/v|quy định|qui định|hướng dẫn|sửa đổi|bổ sung|ban hành|phê duyệt"
    r"|thực hiện|triển khai|để|nhằm"
    r"|của|thi hành|tổ chức|cụ thể|tổng kết|sơ kết|tiếp tục|thay thế|bãi bỏ|năm|do|đính chính)\b)"
)
# Another actor takes over within the statement: what follows is no longer said of the paper.
_NEW_SUBJECT = re.compile(r", (?:bộ|ủy ban|ubnd|sở|chúng tôi|đề nghị|yêu cầu|hđnd|hội đồng) ")
# In the notes of a consolidated text: "Điều này được sửa đổi, bổ sung tại …".
_OWN_CLAUSE = re.compile(r"(?:điều|khoản|điểm|cụm từ|phụ lục|mục|chương|nội dung) này(?: đã)?$")
# "… thay thế Chế độ … ban hành kèm theo Quyết định …": the decision goes with its rules.
_ENDS_RULES = re.compile(r" này .{0,200}(?:thay thế|bãi bỏ) [^.;:]{2,200}$")
# What a paper that lapses is about, up to the next that lapses with it.
_SUBJECT_AND = re.compile(r"(?:về|quy định|ban hành|hướng dẫn|sửa đổi) [^.;:]{3,200}(?:,| và)")
# "Theo đề nghị … tại Tờ trình … và ý kiến của … tại Công văn …".
_MORE_GROUND = re.compile(r"(?:và|,) (?:ý kiến|đề nghị|báo cáo|văn bản|kết quả) [^;]{3,120} tại")
_SAID_OF_IT = frozenset({RelationKind.AMENDS, RelationKind.GUIDES})
_LAPSE_LEAD = re.compile(r"hết hiệu lực[^;]{0,140}:[\s*\d.a-zđ)-]{0,12}(?:số ?)?$")


class _Found(NamedTuple):
    """A relation on the way: as stated, and whether the one who says it is the document."""

    origin: int
    target: int
    kind: str
    years: int | None
    final: bool | None


def find(text: Text, citations: Sequence[Citation]) -> list[Relation]:
    """Return the stated relations, in the order of the citations that complete them.

    >>> from vanban.reading import read
    >>> text = "Kế hoạch số 85-KH/TU về tổng kết 10 năm thực hiện Nghị quyết số 20-NQ/TW"
    >>> [(one.origin, one.target, str(one.kind), one.years) for one in read(text).relations]
    [(0, 1, 'reviews', 10)]
    """
    return _Reader(text.plain, citations).read()


class _Reader:
    """Go through the citations once, with the statement that each one stands in."""

    def __init__(self, plain: str, citations: Sequence[Citation]) -> None:
        """Begin before the first citation."""
        self.plain = plain
        self.citations = citations
        self.made: list[Relation] = []
        self.stated: list[_Found | None] = []
        self.unit: _Found | None = None
        self.first = 0
        self.own = next((one.identifier for one in citations if one.own), None)

    def read(self) -> list[Relation]:
        """Return the relations of all citations."""
        quoted = list(quoted_recitals(self.plain, self.citations))
        for index, one in enumerate(self.citations):
            found = None if one.own else self._of(index)
            self.stated.append(found)
            if found and not self._of_one_paper(found):
                self.made.append(Relation(*_spoken_by(quoted, found)))
        self.made.extend(self._lapsed())
        self.made.extend(
            Relation(ITSELF, index, RelationKind.REPLACES, None, None)
            for index in repealed(self.plain, self.citations)
        )
        self.made.extend(
            Relation(later, index, RelationKind.AMENDS, None, None)
            for later, index in consolidated(self.plain, self.citations)
        )
        return list(dict.fromkeys(self.made))

    def _of_one_paper(self, found: _Found) -> bool:
        """Tell whether both ends are the same paper, as in the heads of its own annexes."""
        names = {
            self.own if end == ITSELF else self.citations[end].identifier or end
            for end in (found.origin, found.target)
        }
        return len(names) == 1

    def _of(self, index: int) -> _Found | None:
        """Return what is stated of one citation."""
        one = self.citations[index]
        before = self._behind(index - 1) if index else 0
        low = max(before, one.start - _REACH)
        raw = self.plain[low : one.start]
        cut = 0
        # One letter more, so that a full stop right before the citation is seen as one.
        for hit in _BOUNDARY.finditer(self.plain[low : one.start + 1]):
            cut = min(hit.end(), len(raw))
        fresh = bool(cut) or low > before or index == 0
        if fresh:
            self.first, self.unit = index, None
        return self._stated(index, raw[cut:], raw[:cut][-1:] + raw[cut:], fresh)

    def _behind(self, index: int) -> int:
        """Return where what follows a citation (date, issuer) ends."""
        one = self.citations[index]
        if one.issued_on is None and one.issuer is None and one.term is None:
            return one.end
        return min(read_tail(self.plain, one.end).end, self.citations[index + 1].start)

    def _stated(self, index: int, lead: str, marked: str, fresh: bool) -> _Found | None:
        """Return the relation that the words before a citation state."""
        said = plain_words(lead)
        item = said.rpartition(";")[2].strip() if ";" in said else said
        restarted = item is not said
        if _LAPSE_LEAD.search(said):
            self.unit = _Found(ITSELF, index, RelationKind.REPLACES, None, None)
            return self.unit
        match = match_rule(item)
        if match is None and item == "theo" and self.citations[index].kind == Kind.SUBMISSION:
            return _Found(ITSELF, index, RelationKind.BASED_ON, None, None)
        ground = recital(item, match) if fresh else None
        if ground:
            return _Found(ITSELF, index, ground, None, None)
        if match is None:
            return self._inherited(index, item, fresh, restarted)
        if fresh or restarted:
            return self._of_document(index, match, marked, later=restarted)
        return self._between(index, match)

    def _inherited(self, index: int, item: str, fresh: bool, restarted: bool) -> _Found | None:
        """Return the relation of the list that a citation goes on with."""
        previous = None if fresh or restarted or not index else self.stated[index - 1]
        if restarted and self.unit and not fresh and _LINK.fullmatch(item):
            return self.unit._replace(target=index)
        if previous is None:
            return None
        if self._goes_on(previous, item):
            return previous._replace(target=index)
        linked = _LINK.fullmatch(item) and len(item) <= _LINK_LENGTH
        return self._in_list(index, previous) if linked else None

    def _goes_on(self, previous: _Found, item: str) -> bool:
        """Tell whether more than a comma joins a citation to the list, as one more ground."""
        if previous.kind == RelationKind.BASED_ON and _MORE_GROUND.fullmatch(item):
            return True
        listed = previous.origin >= 0 and not self.unit and item.endswith(",")
        amends = listed and previous.kind == RelationKind.AMENDS
        return amends and _SUBJECT_AND.fullmatch(item) is not None

    def _in_list(self, index: int, previous: _Found) -> _Found | None:
        """Return the relation of the citation before for one that only a comma or "và" parts."""
        alike = self.citations[index].kind == self.citations[index - 1].kind
        if previous.origin == index - 1:
            return previous._replace(origin=index) if alike else None
        # "Căn cứ Nghị định A hướng dẫn Luật B và Nghị định C": the recital goes on, not A.
        unit = self.unit
        grounds = unit and unit.kind == RelationKind.BASED_ON
        if unit and grounds and not alike and previous.kind == RelationKind.GUIDES:
            return unit._replace(target=index)
        return previous._replace(target=index)

    def _of_document(self, index: int, match: Match, marked: str, *, later: bool) -> _Found | None:
        """Return a relation of the document itself: the statement begins with the connector."""
        prefix = match.phrase[: match.hit.start()]
        if match.rule.passive:
            amended = match.rule.kind == RelationKind.AMENDS and _OWN_CLAUSE.search(prefix)
            return _Found(index, ITSELF, match.rule.kind, None, None) if amended else None
        if match.rule.kind == RelationKind.ISSUED_WITH and _ENDS_RULES.search(prefix):
            self.unit = _Found(ITSELF, index, RelationKind.REPLACES, None, None)
            return self.unit
        if not speaks(match.rule.kind, match.phrase, prefix, bulleted=bool(_BULLET.match(marked))):
            return None
        found = _Found(ITSELF, index, match.rule.kind, *review(match))
        if not later:
            self.unit = found
        return found

    def _between(self, index: int, match: Match) -> _Found | None:
        """Return a relation between this citation and one before it in the same statement."""
        kind, phrase = match.rule.kind, match.phrase
        previous = self.stated[index - 1]
        if kind == RelationKind.BASED_ON:
            goes_on = previous and previous.kind == kind and phrase.startswith(("và ", ", "))
            return previous._replace(target=index) if previous and goes_on else None
        if match.rule.passive:
            return _Found(index, self._amended(index), kind, None, None)
        origin = index - 1
        joined = phrase.startswith(("và ", ", ", "; ", "đồng thời "))
        if joined and previous and kind in {*_JOINED_KINDS, previous.kind}:
            origin = previous.origin
        elif (not _ABOUT.match(phrase) and match.hit.start() > 1) or _NEW_SUBJECT.search(phrase):
            return None
        if kind == RelationKind.ISSUED_WITH and not self._adjacent(index, phrase):
            return None
        return _Found(origin, index, kind, *review(match))

    def _adjacent(self, index: int, phrase: str) -> bool:
        """Tell whether rules by name stand right before "ban hành kèm theo"."""
        return self.citations[index - 1].name is not None and len(phrase) < _ATTACHED_LENGTH

    def _amended(self, index: int) -> int:
        """Return which paper before is amended: the nearest of the same kind, else the nearest."""
        kind = self.citations[index].kind
        for earlier in range(index - 1, max(self.first, index - _CHAIN) - 1, -1):
            stated = self.stated[earlier]
            if stated and stated.kind == RelationKind.AMENDS and stated.origin == earlier:
                continue
            if self.citations[earlier].kind == kind:
                return earlier
        return index - 1

    def _lapsed(self) -> list[Relation]:
        """Return what the document ends: "… hết hiệu lực kể từ ngày Luật này có hiệu lực"."""
        made = []
        at = self.plain.find("hết hiệu lực")
        while at >= 0:
            index = self._last_before(at)
            for _ in range(_CHAIN):
                if index is None:
                    break
                made.append(Relation(ITSELF, index, RelationKind.REPLACES, None, None))
                index = self._list_mate(index)
            at = self.plain.find("hết hiệu lực", at + 12)
        return made

    def _last_before(self, at: int) -> int | None:
        """Return the citation that lapses at this word, if the statement says so."""
        low, high = 0, len(self.citations)
        while low < high:
            middle = (low + high) // 2
            if self.citations[middle].end <= at:
                low = middle + 1
            else:
                high = middle
        index = low - 1
        if index < 0 or self.citations[index].own:
            return None
        between = self.plain[self.citations[index].end : at]
        following = self.plain[at : at + 160].replace("\n", " ")
        if len(between) > _LAPSE_REACH or _BOUNDARY.search(between) or ";" in between:
            return None
        if not any(said in following for said in (" này ", "kể từ", "từ ngày")):
            return None
        for _ in range(_CHAIN):
            stated = self._stated_at(index)
            if stated is None or stated.kind != RelationKind.AMENDS:
                break
            index = stated.target
        return self._subject(index)

    def _subject(self, index: int) -> int:
        """Return what the citation is amended by within the statement, as that is what lapses."""
        stated = self.stated[index]
        if stated and stated.kind in _SAID_OF_IT and 0 <= stated.origin < index:
            gap = self.plain[self.citations[stated.origin].end : self.citations[index].start]
            if not _BOUNDARY.search(gap):
                return stated.origin
        return index

    def _stated_at(self, index: int) -> _Found | None:
        """Return what was stated of a citation as an amending paper."""
        stated = self.stated[index]
        return stated if stated and stated.origin == index and stated.target < index else None

    def _list_mate(self, index: int) -> int | None:
        """Return the citation before, if the two are members of one list."""
        if index == 0:
            return None
        gap = self.plain[self._behind(index - 1) : self.citations[index].start]
        said = plain_words(gap)
        linked = _LINK.fullmatch(said) or _SUBJECT_AND.fullmatch(said)
        return index - 1 if "\n\n" not in gap and linked else None


def _spoken_by(quoted: list[tuple[int, int, int]], found: _Found) -> _Found:
    """Return what the document is said to rest on as the paper's whose recitals are quoted."""
    if found.origin == ITSELF and found.kind == RelationKind.BASED_ON:
        for first, last, speaker in quoted:
            if first <= found.target < last:
                return found._replace(origin=speaker)
    return found
