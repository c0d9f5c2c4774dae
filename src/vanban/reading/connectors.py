"""Connectors: the words before a citation that state a relation, and who they are said by."""

from __future__ import annotations

import re
from typing import NamedTuple

from vanban.record import RelationKind
from vanban.spelling import fold

_CLAUSES = re.compile(
    r"(?:(?:tại |vào )?(?:(?:điểm|khoản|điều|mục|chương|phần|phụ lục"
    r"|tiết)(?: số)? (?:\d{1,3}[a-zđ]?|[ivx]{1,5}|[a-zđ])\b(?:, \d{1,3}){0,4},?"
    r"(?: (?:và|đến|của|tại|ban hành kèm theo))? ?){1,6})$"
)
_PLURAL = re.compile(
    r"(?: (?:các|những|toàn bộ|một số|một phần|nội dung|quy định|của|tại|cho|việc)){1,4}$"
)


class Rule(NamedTuple):
    """A connector before the citation, and the relation it states."""

    kind: str
    pattern: re.Pattern[str]
    passive: bool = False


class Match(NamedTuple):
    """A rule that fits, where, and the phrase it ends."""

    rule: Rule
    hit: re.Match[str]
    phrase: str


_MID = r"[^.;:]{0,90}"
_RULES = (
    Rule(
        RelationKind.REVIEWS,
        re.compile(
            r"(?P<how>tổng kết|sơ kết)(?: (?:việc|công tác))?(?: (?P<years>\d{1,2}) năm)?"
            r"(?: \(\d{4} ?- ?\d{4}\))?,?(?: (?:triển khai|tổ chức|thi hành|thực hiện|ban hành"
            r"|và)){1,4}$"
        ),
    ),
    Rule(
        RelationKind.CONTINUES,
        re.compile(r"tiếp tục(?: (?:đẩy mạnh|triển khai|thực hiện|tổ chức|việc|thi hành)){1,4}$"),
    ),
    Rule(
        RelationKind.AMENDS,
        re.compile(
            rf"(?:(?:được|đã|bị)(?: được)?,? |\()(?:đính chính|sửa đổi|bổ sung){_MID}"
            rf"(?:bởi|tại|theo|bằng)(?: quy định)?(?: các)?:?$"
        ),
        passive=True,
    ),
    Rule(
        RelationKind.REPLACES,
        re.compile(
            r"(?:được thay thế|bị thay thế|bị bãi bỏ|được bãi bỏ)(?: một phần)? (?:bởi|bằng"
            r"|theo|tại)$"
        ),
        passive=True,
    ),
    Rule(RelationKind.ISSUED_WITH, re.compile(r"kèm theo$")),
    Rule(RelationKind.REPLACES, re.compile(r"(?:thay thế|bãi bỏ|hủy bỏ|thay cho)(?: hiệu lực)?$")),
    Rule(
        RelationKind.AMENDS,
        re.compile(
            r"(?:sửa đổi|bổ sung|đính chính)(?:,? (?:và )?(?:bổ sung|sửa đổi))?"
            r"(?:,? (?:và )?(?:thay thế|bãi bỏ))?"
            r"(?: (?:một số|các|tên|điều|khoản|điểm|nội dung|cụm từ|mục|phụ lục|quy định"
            r"|điều khoản|[\d]{1,3}[,a-z]{0,2}|và|của|tại)){0,12}$"
        ),
    ),
    Rule(
        RelationKind.GUIDES,
        re.compile(
            r"(?:quy định chi tiết|qui định chi tiết|hướng dẫn|chi tiết thi hành"
            r"|thi hành(?= (?:một số|chi tiết)))"
            r"(?:,? (?:và|chi tiết|biện pháp|thi hành|hướng dẫn|thực hiện|để|tổ chức|triển khai"
            r"|áp dụng|một số|nội dung|điều|khoản|quy định|cụ thể|các|việc|về|của|đối với"
            r"|[\d]{1,3},?|cơ bản|chế độ)){0,14}$"
        ),
    ),
    Rule(
        RelationKind.IMPLEMENTS,
        re.compile(
            r"(?:thực hiện|triển khai|thi hành|cụ thể hóa|cụ thể hoá|quán triệt)"
            r"(?:,? (?:và|tổ chức|thực hiện|triển khai|có hiệu quả|hiệu quả|nghiêm|tốt|các"
            r"|nội dung|nhiệm vụ|quy định|mục tiêu|của|tại|nghiêm túc|thi hành)){0,6}$"
        ),
    ),
    Rule(
        RelationKind.BASED_ON,
        re.compile(
            r"(?:căn cứ(?: vào)?"
            r"(?: (?:ý kiến|đề nghị|kết quả|chỉ đạo|nội dung)[^;]{0,120}(?:tại|trong))?"
            r"|trên cơ sở|sau khi xem xét|(?:theo|xét) (?:đề nghị|ý kiến|kết quả|tờ trình"
            r"|nội dung|văn bản)[^;]{0,200}"
            r"(?:tại|ở|tờ trình)|xét|theo đề nghị)(?: các)?$"
        ),
    ),
)
_OWN_SUBJECT = re.compile(
    r" này |(?:ban hành|xây dựng|về) (?:thông tư|nghị quyết|nghị định|kế hoạch|quyết định"
    r"|chương trình|chỉ thị|luật|hướng dẫn) "
)
# A plan that somebody is told to make is not this paper.
_ASKED = re.compile(r"(?:yêu cầu|giao|đề nghị|chủ trương|chỉ đạo|dự thảo|tham mưu) ")
_BARE_START = re.compile(
    r"(?:(?:điều|khoản) \d{1,3}[.:] ?|\d{1,2}[.)] ?|[ivx]{1,4}\. ?|v/v:? ?|về việc ?|về ?|ban hành "
    r"|(?:kế hoạch|báo cáo|quyết định|hướng dẫn|chương trình|thông báo|chỉ thị|nghị quyết"
    r"|thông tư|nghị định|luật"
    r"|quy định|đề án|công văn|kết luận|việc) ?"
    r"|của (?:ban|bộ|chính|thủ|ủy|tỉnh|hội|chủ) [^.;,]{2,60}"
    r" (?=về )){0,5}"
)
_PASSIVE = re.compile(r"(?:được|bị) ?$")
_ATTACHED_START = re.compile(
    r"(?:\W|mẫu|phụ lục|biểu|số|[\divx.a-z/-]{1,8}|ban hành|được|danh mục|:){0,14}kèm theo$"
)
# Recitals whose paper stands behind other words: "Căn cứ Biểu thuế … kèm theo …", "Thực hiện
# việc … theo …".
_RESTS_ON = re.compile(r"căn cứ [^;]{3,300}(?:kèm theo|theo)(?: các)?$")
_CARRIES_OUT = re.compile(r"thực hiện [^;]{3,200} theo$")


def speaks(kind: str, phrase: str, prefix: str, *, bulleted: bool) -> bool:
    """Tell whether the document itself is the one that amends, carries out, guides, replaces."""
    bare = bool(_BARE_START.fullmatch(prefix.lstrip("-+•– ")))
    if kind == RelationKind.ISSUED_WITH:
        return bool(_ATTACHED_START.fullmatch(phrase))
    if kind in {RelationKind.IMPLEMENTS, RelationKind.CONTINUES}:
        if _ASKED.search(prefix) and " này " not in f" {prefix} ":
            return False
        return (bare and not bulleted) or bool(_OWN_SUBJECT.search(f" {prefix} "))
    if kind == RelationKind.GUIDES:
        return bare or bool(_OWN_SUBJECT.search(f" {prefix} "))
    return (bare or " này " in f" {prefix} ") and not _PASSIVE.search(prefix)


def recital(item: str, match: Match | None) -> str | None:
    """Return the relation of a recital that names its paper behind other words."""
    if match is not None and match.rule.kind != RelationKind.ISSUED_WITH:
        return None
    item = item.lstrip("-+• ")
    if _RESTS_ON.match(item):
        return RelationKind.BASED_ON
    return RelationKind.IMPLEMENTS if _CARRIES_OUT.match(item) else None


def review(match: Match) -> tuple[int | None, bool | None]:
    """Return after how many years, and whether it is the final review."""
    if match.rule.kind != RelationKind.REVIEWS:
        return None, None
    years = match.hit["years"]
    return (int(years) if years else None), match.hit["how"] == "tổng kết"


def plain_words(text: str) -> str:
    """Return small letters with single spaces, without markup."""
    return " ".join(fold(text).replace("*", " ").split())


def match_rule(phrase: str) -> Match | None:
    """Return the first rule whose connector ends the phrase, clause numbers left out."""
    phrase = phrase.rstrip(" (“\"'")
    clauses = _CLAUSES.search(phrase, max(0, len(phrase) - 100))
    if clauses:
        phrase = phrase[: clauses.start()].rstrip()
    for said in (phrase, _PLURAL.sub("", phrase)):
        low = max(0, len(said) - 260)
        for rule in _RULES:
            hit = rule.pattern.search(said, low)
            if hit:
                return Match(rule, hit, said)
    return None
