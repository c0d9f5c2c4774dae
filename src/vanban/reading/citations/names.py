"""Papers cited by their proper name: laws, the constitution, congress resolutions, treaties."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vanban.lexicon import rows, words
from vanban.reading.citations.grammar import GAP, KIND_OF_WORD
from vanban.record import Kind
from vanban.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator


class Name(NamedTuple):
    """A paper named: its span, its kind, and its number where the name itself holds one."""

    start: int
    end: int
    kind: str
    identifier: str | None = None


_LAWS: dict[str, list[tuple[str, ...]]] = {}
for _row in rows("laws"):
    _split = tuple(fold(_row["name"]).replace(",", "").split())
    _skip = 2 if _split[0] != "luật" else 1
    _LAWS.setdefault(_split[_skip], []).append(_split[_skip:])
for _listed in _LAWS.values():
    _listed.sort(key=len, reverse=True)

_WORD = re.compile(r"[^\s,;.:()“”\"\[\]*/]{1,40}+")
_GAP = re.compile(GAP)
_ACTS = (
    (re.compile(r"uật(?=[ \n*])"), {"L": 1, "l": 1}, "law"),
    (re.compile(r"UẬT(?=[ \n])"), {"L": 1}, "law"),
    (re.compile(r"áp[ \n]{1,3}lệnh(?=[ \n])"), {"h": 2}, "ordinance"),
    (re.compile(r"ÁP LỆNH(?=[ \n])"), {"H": 2}, "ordinance"),
)
_STOPS = words("law_stop")
_YEAR = re.compile(rf"{GAP}\(?(?:năm{GAP})?(?:19|20)\d\d\b(?!/|-)\)?")
_REVISED = re.compile(rf"{GAP}\(sửa{GAP}đổi[^)\n]{{0,30}}\)(?={GAP}(?:số|năm|ngày))")
_YEAR_PLAIN = re.compile(r"[ \n]{1,2}(?:năm[ \n]{1,2})?(?:19|20)\d\d\b(?![/-])")
_LETTERS = re.compile(r"[A-ZĐ&]{2,10}\b(?:-[A-ZĐ]{2,8}\b)?")
_AMENDING = re.compile(
    rf"[sS]ửa{GAP}đổi(?:,?{GAP}bổ{GAP}sung)?(?:,?{GAP}thay{GAP}thế)?(?:{GAP}một{GAP}số{GAP}"
    rf"(?:điều|nội{GAP}dung)(?:,?{GAP}(?:khoản|điểm))?)?(?:(?:,|{GAP}và)?{GAP}(?:[đĐ]iều|khoản"
    rf"|điểm){GAP}"
    rf"(?:\d{{1,3}}|[a-zđ])){{0,6}}{GAP}(?:của{GAP})?"
)
_CHAIN = re.compile(rf"(?:,|;|{GAP}và)?{GAP}(?=[LBP](?:uật|ộ[ \n][lL]uật|háp[ \n]lệnh)[ \n])")
_OTHER_LAWS = re.compile(rf"(?:,{GAP}|{GAP}và{GAP})(?=(?:các|một số) (?:[lL]uật|văn bản))")
_RUN_ON = re.compile(r"[^;.:()“”\"\d]{0,160}?(?=[;.:()“”\"]|\s(?:ngày|số)\s|\n\s{0,9}\n|\d)")
_CONSTITUTION = re.compile(
    rf"iến[ \n]{{1,3}}pháp(?>(?:{GAP}(?:của{GAP})?[nN]ước{GAP}[cC]ộng{GAP}h(?:òa"
    rf"|oà){GAP}[xX]ã{GAP}hội{GAP}[cC]hủ{GAP}nghĩa"
    rf"{GAP}[vV]iệt{GAP}[nN]am)?)(?>(?:{GAP}(?:năm{GAP})?(?:1946|1959|1980|1992|2013)\b)?)"
)
# How many laws one law may amend, and how deep one such name may stand in another.
_MOST_AMENDED = 40
_DEEPEST = 2
_CODE = re.compile(r"(?:[Bb]ộ|BỘ)[ \n]{1,3}$")
_SHORTEST_RULES = 12
_SOURCE = re.compile(r"(?:[Cc]ăn cứ(?: vào)?|Điều \d{1,3}(?: của)?)\s{1,3}$")
_SPACED = re.compile(r" ?([:/]) ?")
_OF_PARTY = (
    rf"{GAP}(?:của{GAP})?(?=Đại|Hội|Trung|BCH|Ban)"
    rf"(?:(?:Đại{GAP}hội{GAP}[^,.;:()\d“”\"]{{0,70}}?(?:lần{GAP}thứ{GAP})?\b[XVI]{{1,6}}\b"
    rf"(?:{GAP}(?:của{GAP})?Đảng(?:{GAP}bộ{GAP}(?:tỉnh|thành{GAP}phố"
    rf"|huyện)(?:[ ][A-ZĐÂ]\w{{1,8}}){{0,3}}|{GAP}Cộng{GAP}sản{GAP}Việt{GAP}Nam)?)?)"
    rf"|(?:(?:Hội{GAP}nghị{GAP})?(?:lần{GAP}thứ{GAP}[\w]{{1,6}}"
    rf"(?:{GAP}\w{{1,4}})?{GAP},?{GAP})?(?:(?:Ban{GAP}Chấp{GAP}hành|BCH){GAP})?"
    rf"Trung{GAP}ương(?:{GAP}Đảng)?(?:{GAP}lần{GAP}thứ{GAP}\w{{1,6}})?"
    rf"(?:{GAP}\d{{1,2}})?,?{GAP}\(?kh(?:óa|oá){GAP}[XVI]{{1,6}}\b\)?))"
)
_PARTY_RESOLUTION = re.compile(rf"ghị{GAP}quyết{_OF_PARTY}")
_PARTY_CONCLUSION = re.compile(rf"ết{GAP}luận{_OF_PARTY}")
_PROGRAMME = re.compile(
    r"hương[ \n]{1,3}trình[ \n]{1,3}phối[ \n]{1,3}hợp[^;:.“”\"]{3,150}?(?:giai đoạn|nhiệm kỳ"
    r"|thời kỳ)\s{1,3}\d{4}\s{0,3}-\s{0,3}\d{4}"
)
_CHARTER = re.compile(
    rf"iều[ \n]{{1,3}}lệ{GAP}(?:của{GAP})?(?:Đảng{GAP}[cC]ộng{GAP}sản{GAP}Việt{GAP}Nam"
    rf"|Đảng(?! (?:viên|bộ|ủy))|Công{GAP}đoàn{GAP}Việt{GAP}Nam"
    rf"|Mặt{GAP}trận{GAP}Tổ{GAP}quốc{GAP}Việt{GAP}Nam|Hội{GAP}(?:Nông|Cựu|Liên"
    rf"|Chữ)[^,.;:()\n]{{3,40}}?Việt{GAP}Nam)"
)
_ATTACHED = re.compile(r"kèm[ \n]{1,3}theo(?=[ \n])")
_MADE = re.compile(r"(?:được[ \n]{1,3})?[bB]an[ \n]{1,3}hành[ \n]{1,3}$")
_RULES = re.compile(r"(?:Quy chế|Qui chế|Điều lệ|Nội quy|Quy định|Qui định)(?=[ \n])")
_TREATIES = (
    re.compile(r"Hiệp[ \n]{1,3}(?:định|ước)(?=[ \n])"),
    re.compile(r"Công[ \n]{1,3}ước(?=[ \n])"),
    re.compile(r"Nghị[ \n]{1,3}định[ \n]{1,3}thư(?=[ \n])"),
)
_STANDARD = re.compile(
    rf"[TQ]C(?:VN|XDVN|XD|N|CS|NB|ĐP)(?:/QS|/CK)?:?{GAP}(?:(?:ISO|IEC|TS|OHSAS|HACCP|EN"
    rf"|AN)(?:/(?:IEC|TS))?{GAP}){{0,2}}"
    rf"\d{{1,6}}(?>(?:[-.]\d{{1,4}}|-[A-Z]{{2}}){{0,3}})(?: ?: ?\n?(?:19"
    rf"|20)\d\d)?(?:-\d{{1,3}})?(?:[:/-] ?\n?[A-ZĐ&]{{2,12}}+)?"
)
_ISO = re.compile(r"I(?:SO(?:/IEC)?|EC) \d{4,6}(?:-\d{1,3})?(?: ?: ?\d{4})?")


def find_names(plain: str) -> Iterator[Name]:
    """Yield every paper that the text cites by name; they may overlap.

    >>> text = "theo khoản 1 Điều 5 Luật Trẻ em năm 2016 và Hiến pháp năm 2013"
    >>> [text[name.start : name.end] for name in find_names(text)]
    ['Luật Trẻ em năm 2016', 'Hiến pháp năm 2013']
    """
    for pattern, begins, kind in _ACTS:
        for hit in pattern.finditer(plain):
            name = _act(plain, hit, begins, kind)
            if name:
                yield name
    yield from _constitutions(plain)
    yield from _fixed(plain)
    yield from _treaties(plain)
    yield from _rules(plain)
    yield from _standards(plain)


def _act(plain: str, hit: re.Match[str], begins: dict[str, int], kind: str) -> Name | None:
    """Return the law, code or ordinance whose type word ends with the hit."""
    back = begins.get(plain[hit.start() - 1 : hit.start()])
    if back is None:
        return None
    start = hit.start() - back
    if kind == "law":
        start, kind = _code_or_law(plain, start)
    written = plain[start]
    if plain[start - 1 : start].isalnum() or (kind == "ordinance" and written not in "Pp"):
        return None
    end = _end_of_act(plain, hit.end(), loud=plain[hit.start()].isupper(), small=written.islower())
    return Name(start, _past_namesake(plain, start, end), kind) if end else None


def _past_namesake(plain: str, start: int, end: int) -> int:
    """Return the end of "Pháp lệnh A sửa đổi, bổ sung một số điều của Pháp lệnh A"."""
    blank = _GAP.match(plain, end)
    amending = _AMENDING.match(plain, blank.end()) if blank else None
    if amending is None:
        return end
    again = plain[amending.end() : amending.end() + 2 * (end - start)]
    words = fold(plain[start:end]).split()
    if fold(again).split()[: len(words)] != words:
        return end
    last = 0
    for _ in words:
        last = len(again) - len(again[last:].lstrip())
        last += len(again[last:].split(None, 1)[0])
    return amending.end() + last


def _code_or_law(plain: str, start: int) -> tuple[int, str]:
    """Return where "Bộ luật" begins, if this is one."""
    before = _CODE.search(plain, max(0, start - 6), start)
    if before:
        return before.start(), Kind.CODE
    return start, Kind.LAW


def _end_of_act(plain: str, at: int, *, loud: bool, small: bool, within: int = 0) -> int | None:
    """Return the end of a law's name with its year; ``at`` is behind the type word."""
    blank = _GAP.match(plain, at)
    at = blank.end() if blank else at
    if loud and blank and "\n" in blank[0]:
        return None
    if loud:
        end = _listed_end(plain, at)
        return _with_year(plain, end) if end else None
    if amending := _AMENDING.match(plain, at):
        if small or within >= _DEEPEST:
            return None
        return _end_of_amending(plain, amending.end(), within + 1)
    end = _listed_end(plain, at)
    if end is None and not small:
        end = _unlisted_end(plain, at)
    elif end and small and not plain[at].isupper():
        return None
    return _with_year(plain, end) if end else None


def _with_year(plain: str, end: int) -> int:
    """Return the end of the year that belongs to a name: "năm 2016", "2020"."""
    revised = _REVISED.match(plain, end)
    end = revised.end() if revised else end
    year = _YEAR_PLAIN.match(plain, end)
    return year.end() if year else end


def _listed_end(plain: str, at: int) -> int | None:
    """Return the end of the longest listed law name that begins here."""
    first = _WORD.match(plain, at)
    if first is None:
        return None
    for name in _LAWS.get(fold(first[0]), ()):
        end = _same_words(plain, first.end(), name[1:])
        if end:
            return end
    return None


def _same_words(plain: str, end: int, words: tuple[str, ...]) -> int | None:
    """Return the end of the words, which must follow one another; commas do not matter."""
    for word in words:
        at = end + 1 if plain[end : end + 1] == "," else end
        blank = _GAP.match(plain, at)
        at = blank.end() if blank else at
        if fold(plain[at : at + len(word)]) != word:
            return None
        end = at + len(word)
    return None if plain[end : end + 1].isalpha() else end


def _unlisted_end(plain: str, at: int) -> int | None:
    """Return the end of a law name that no list holds: a capital, then words up to a stop."""
    if letters := _LETTERS.match(plain, at):
        return letters.end()
    first = _WORD.match(plain, at)
    if first is None or not first[0][0].isupper() or fold(first[0]) in KIND_OF_WORD:
        return None
    if first[0].isupper() or fold(first[0]) in _STOPS or fold(first[0]) in {"sư", "việt"}:
        return None
    end = first.end()
    for _ in range(11):
        blank = _GAP.match(plain, end)
        at = blank.end() if blank else end
        word = _WORD.match(plain, at)
        if word is None or at == end or fold(word[0]) in _STOPS or word[0][0].isdigit():
            break
        if word[0] == "và" and not _goes_on(plain, word.end()):
            break
        end = word.end()
    return end if end > first.end() else None


def _goes_on(plain: str, at: int) -> bool:
    """Tell whether "và" joins two words of one name: a capital that starts no other paper."""
    blank = _GAP.match(plain, at)
    word = _WORD.match(plain, blank.end() if blank else at)
    if word is None or not word[0][0].isupper():
        return False
    return fold(word[0]) not in {"luật", "nghị", "thông", "bộ", "pháp", "quyết", "chính", "hiệp"}


def _end_of_amending(plain: str, at: int, within: int) -> int | None:
    """Return the end of "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C"."""
    end = None
    for _ in range(_MOST_AMENDED):
        link = _CHAIN.match(plain, at)
        if link is None:
            break
        word = _WORD.match(plain, link.end())
        if word is None:
            break
        behind = word.end()
        if word[0] in {"Bộ", "Pháp"}:
            second = _WORD.match(plain, behind + 1)
            behind = second.end() if second else behind
        found = _end_of_act(plain, behind, loud=False, small=False, within=within)
        if found is None:
            break
        end = at = found
    if end:
        return end
    run = _RUN_ON.match(plain, at)
    return run.end() if run and run[0].strip() else None


def _constitutions(plain: str) -> Iterator[Name]:
    """Yield the constitution: with its year or state, or as a clause's or recital's source."""
    for hit in _CONSTITUTION.finditer(plain):
        start = hit.start() - 1
        if start < 0 or plain[start] != "H":
            continue
        if len(hit[0]) > len("iến pháp") or _sourced(plain, start):
            yield Name(start, hit.end(), Kind.CONSTITUTION)


def _sourced(plain: str, at: int) -> bool:
    """Tell whether a recital or a clause number stands right before."""
    return bool(_SOURCE.search(plain, max(0, at - 20), at))


def _fixed(plain: str) -> Iterator[Name]:
    """Yield congress and committee resolutions, coordination programmes, and charters."""
    for pattern, letters, kind in (
        (_PARTY_RESOLUTION, "nN", Kind.RESOLUTION),
        (_PARTY_CONCLUSION, "K", Kind.CONCLUSION),
        (_PROGRAMME, "C", Kind.PROGRAMME),
        (_CHARTER, "Đ", Kind.CHARTER),
    ):
        for hit in pattern.finditer(plain):
            start = hit.start() - 1
            if start >= 0 and plain[start] in letters and "\n\n" not in hit[0]:
                end = hit.end() - (hit[0].endswith(")") and "(" not in hit[0])
                yield Name(start, end, kind)


def _treaties(plain: str) -> Iterator[Name]:
    """Yield agreements between states (điều ước quốc tế)."""
    for pattern in _TREATIES:
        for hit in pattern.finditer(plain):
            end = _end_of_treaty(plain, hit.end())
            if end:
                yield Name(hit.start(), _with_year(plain, end), Kind.OTHER)


def _end_of_treaty(plain: str, at: int) -> int | None:
    """Return the end of a treaty's name; "giữa A và B" belongs to it."""
    end, between, names = at, False, 0
    for _ in range(_LONGEST_TREATY):
        blank = _GAP.match(plain, end)
        start = blank.end() if blank else end
        word = _BRACKET.match(plain, start) or _WORD.match(plain, start)
        if word is None or (start == end and names) or _type_at(plain, start, word[0]):
            break
        low = word[0].lower()
        if not names and not _begins_treaty(word[0]):
            return None
        if names and _ends_treaty(plain, word, between=between, names=names):
            break
        if not names and _LETTERS.fullmatch(word[0]):
            return word.end()
        between = between or low == "giữa"
        names += 1
        end = word.end()
    return end if names > 1 else None


def _begins_treaty(word: str) -> bool:
    """Tell whether a treaty's name can begin with the word; "Hiệp định này" is none."""
    return word != "Chính" and (word[0].isupper() or word.lower() in {"giữa", "về"})


def _ends_treaty(plain: str, word: re.Match[str], *, between: bool, names: int) -> bool:
    """Tell whether the name has ended before the word."""
    low = word[0].lower()
    if low == "và":
        return not between and not (names > 1 and _goes_on(plain, word.end()))
    if low == "về":
        return between
    if low == "do" and plain[max(0, word.start() - 8) : word.start()].strip().endswith("tự"):
        return False
    return low in _TREATY_STOPS


def _type_at(plain: str, at: int, word: str) -> bool:
    """Tell whether the next paper begins here: "Nghị định", "Hiệp định"."""
    if not word[0].isupper() or word.lower() not in _TYPE_STARTS:
        return False
    return fold(" ".join(plain[at : at + 24].split()[:2])) in KIND_OF_WORD


_BRACKET = re.compile(r"\([A-Z]{2,10}\)(?= [A-ZĐ])")
_TYPE_STARTS = frozenset(word.split()[0] for word in KIND_OF_WORD)
_LONGEST_TREATY = 40
_TREATY_STOPS = words("treaty_stop")


def _rules(plain: str) -> Iterator[Name]:
    """Yield rules named before "ban hành kèm theo": "Quy chế hoạt động của … ban hành kèm theo"."""
    for hit in _ATTACHED.finditer(plain):
        low = max(0, hit.start() - 420)
        made = _MADE.search(plain[low : hit.start()][-24:])
        if made is None:
            continue
        window = plain[low : hit.start() - len(made[0])]
        parted = max(window.rfind(mark) for mark in (";", ". ", ":", "“", "”", '"', "(", "\n\n"))
        begin = None
        for begin in _RULES.finditer(window, parted + 1):  # noqa: B007 (the last one counts)
            pass
        end = low + len(window.rstrip(" \n,"))
        if begin and end - (low + begin.end()) > _SHORTEST_RULES:
            start = low + begin.start()
            name = Name(start, end, KIND_OF_WORD[plain[start : low + begin.end()].casefold()])
            if plain[start - 2 : start - 1] not in {".", "\n", ""}:
                yield name


def _standards(plain: str) -> Iterator[Name]:
    """Yield national, branch and house standards, and those of ISO and IEC."""
    for pattern in (_STANDARD, _ISO):
        for hit in pattern.finditer(plain):
            if plain[hit.start() - 1 : hit.start()].isalnum():
                continue
            number = " ".join(hit[0].split())
            yield Name(hit.start(), hit.end(), Kind.STANDARD, _SPACED.sub(r"\1", number))
