"""Numbering: the labels ("1.", "a)", "Điều 3.") that Word draws but keeps out of the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml import etree

    from vanban.files.package import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_NUMBER = 10_000
_MOST_BASES = 20


class Level(NamedTuple):
    """One level of a list: where it starts, how it counts, and the label around the number."""

    start: int
    format: str
    label: str


class Numbering:
    """The lists of one document, counting as its paragraphs go by."""

    def __init__(self, package: Package, numbering: str | None, styles: str | None) -> None:
        """Read the definitions; a document without lists has none."""
        self._lists: dict[str, tuple[str, dict[int, Level]]] = {}
        self._styles: dict[str, tuple[str | None, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if numbering and package.has(numbering):
            self._read_lists(package.xml(numbering))
            if styles and package.has(styles):
                self._read_styles(package.xml(styles))

    def _read_lists(self, root: etree._Element) -> None:
        abstract = {
            _value(one, "abstractNumId", own=True): {
                int(_value(level, "ilvl", own=True) or 0): _level(level)
                for level in one.iterfind(f"{_W}lvl")
            }
            for one in root.iterfind(f"{_W}abstractNum")
        }
        for num in root.iterfind(f"{_W}num"):
            number = _value(num, "numId", own=True)
            base = _value(num, "abstractNumId")
            levels = dict(abstract.get(base, {}))
            for override in num.iterfind(f"{_W}lvlOverride"):
                depth = int(_value(override, "ilvl", own=True) or 0)
                own = override.find(f"{_W}lvl")
                if own is not None:
                    levels[depth] = _level(own)
                start = _value(override, "startOverride")
                if start.isdigit():
                    self._restarts.setdefault(number, {})[depth] = int(start)
            self._lists[number] = (base, levels)

    def _read_styles(self, root: etree._Element) -> None:
        """Keep for each style its list and level, its own or that of the style it is based on."""
        own: dict[str, tuple[str, int]] = {}
        base: dict[str, str] = {}
        for style in root.iterfind(f"{_W}style"):
            name = _value(style, "styleId", own=True)
            base[name] = _value(style, "basedOn")
            found = style.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                own[name] = (_value(found, "numId"), int(_value(found, "ilvl") or 0))
        for name in base:
            at, steps = name, 0
            while at and at not in own and steps < _MOST_BASES:
                at, steps = base.get(at, ""), steps + 1
            if at in own:
                self._styles[name] = own[at]

    def label(self, properties: etree._Element | None) -> str:
        """Return the label before a paragraph with these properties, or nothing."""
        if not self._lists or properties is None:
            return ""
        number, depth = self._place(properties)
        base, levels = self._lists.get(number, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        self._count(number, base, levels, depth)
        return _written(level, levels, self._counts[base])

    def _place(self, properties: etree._Element) -> tuple[str, int]:
        """Return list and level, the paragraph's own before its style's."""
        style = self._styles.get(_value(properties, "pStyle"), (None, 0))
        own = properties.find(f"{_W}numPr")
        if own is None:
            return style[0] or "", style[1]
        depth = _value(own, "ilvl")
        return _value(own, "numId") or style[0] or "", int(depth) if depth else style[1]

    def _count(self, number: str, base: str, levels: dict[int, Level], depth: int) -> None:
        counts = self._counts.setdefault(base, [None] * 10)
        # The first paragraph of a list that overrides the start begins it anew, once.
        restart = self._restarts.get(number, {}).pop(depth, None)
        for above in range(depth):
            if counts[above] is None:
                counts[above] = levels[above].start if above in levels else 1
        now = counts[depth]
        if restart is not None:
            counts[depth] = restart
        else:
            counts[depth] = levels[depth].start if now is None else now + 1
        counts[depth + 1 :] = [None] * (len(counts) - depth - 1)


def _value(element: etree._Element, name: str, *, own: bool = False) -> str:
    """Return a value: an attribute of the element itself, or the ``val`` of its child."""
    if own:
        return element.get(_W + name) or ""
    child = element.find(_W + name)
    return "" if child is None else child.get(f"{_W}val") or ""


def _level(level: etree._Element) -> Level:
    start = _value(level, "start")
    return Level(
        int(start) if start.isdigit() else 1,
        _value(level, "numFmt") or "decimal",
        _value(level, "lvlText"),
    )


def _written(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if level.format == "none":
        return ""
    if level.format == "bullet":
        # Symbol fonts keep their bullets in the private area: a box on any other screen.
        return "•" if not level.label or "\ue000" <= level.label[0] <= "\uf8ff" else level.label

    def number(place: re.Match[str]) -> str:
        depth = int(place[1]) - 1
        count = counts[depth]
        return (
            "" if count is None else numeral(count, levels[depth].format if depth in levels else "")
        )

    return _PLACE.sub(number, level.label)


def numeral(count: int, form: str) -> str:
    """Return a number as a list of this form writes it.

    >>> [numeral(4, form) for form in ("decimal", "lowerLetter", "upperRoman", "decimalZero")]
    ['4', 'd', 'IV', '04']
    """
    if form in {"lowerLetter", "upperLetter"} and 0 < count < _MOST_NUMBER:
        # Word goes on after z with aa, bb, cc.
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and 0 < count < _MOST_NUMBER:
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (count // value)
        count %= value
    return written
