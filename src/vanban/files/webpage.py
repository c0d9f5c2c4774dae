"""Web pages: their text as lines, also of those that Word saves and of news sites.

What surrounds an article (navigation, scripts, forms, foot of the site) is left out; what a
browser would not show is not read.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from lxml import etree

from vanban.files import plain
from vanban.files.elements import elements
from vanban.files.extracted import Extracted
from vanban.files.lines import row_lines, single_spaced
from vanban.files.refusals import refuse

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w.:-]{1,40})""", re.IGNORECASE
)
# "<![if !supportLists]>" of Word and "<?xml:namespace …>" of old browsers are no markup of HTML.
_BOGUS = re.compile(r"<(?:!\[[^>-]{0,200}|\?[^>]{0,500})>")
# Stands for the edge of a block: however many meet, one line ends there, with a <br> or without.
_BREAK = "\x1e"
_EDGES = re.compile(f"\n? ?{_BREAK}[{_BREAK} ]*+")
_SPACES = re.compile(" {2,}+")
_SPACE = re.compile(r"[ \t\n\r\f]++")
_TREATMENT = elements()
_BLOCKS = frozenset(name for name, how in _TREATMENT.items() if how == "block")
_UNSEEN = frozenset(name for name, how in _TREATMENT.items() if how == "unseen")
_CHROME = frozenset({"navigation", "banner", "contentinfo", "complementary", "search", "menu"})
_HIDDEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|mso-hide\s{0,3}:\s{0,3}all"
)
_MISREAD = "Some letters could not be decoded with the page's own character set."


def read(data: bytes, name: str) -> Extracted:
    r"""Return the text of a page: a line for each block and each line break, a line for each row.

    >>> read(b"<p>S\xe1\xbb\x91 <b>1</b><br>ng\xc3\xa0y 2<script>x()</script>", "a.htm").text
    'Số 1\nngày 2\n'
    """
    page, warnings = decode(data, name)
    root = _parse(page, name)
    if root is None:
        raise refuse("no-text", name)
    text = _Lines().of(_heart(root))
    if not text.strip():
        raise refuse("no-text", name)
    return Extracted(text, warnings, extracted=True)


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the page's source by its byte order mark, its bytes, or the charset it declares.

    Bytes that are valid UTF-8 are UTF-8 whatever the page declares: in no other encoding does
    Vietnamese come out valid by chance. A page in ASCII with entities, as Word saves it, is too.
    """
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return plain.decode(data, name), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    found = _CHARSET.search(data[:8192])
    charset = found[1].decode("ascii").lower() if found else "windows-1252"
    # Browsers take Latin-1 for what it nearly always is.
    charset = "windows-1252" if charset in {"iso-8859-1", "us-ascii", "ascii"} else charset
    try:
        page = data.decode(charset, "replace")
    except LookupError:
        page = data.decode("windows-1252", "replace")
    if charset == "windows-1258":
        page = unicodedata.normalize("NFC", page)
    return page, (_MISREAD,) if "\ufffd" in page else ()


def _parse(page: str, name: str) -> etree._Element | None:
    page = _BOGUS.sub("", page.replace("\x00", "").replace(_BREAK, " "))
    # Parsed from UTF-8 bytes: a string whose XML prolog names an encoding is refused by lxml.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        return None
    # The parser gives up below a depth of 2,048 and would hand back the first part as the whole.
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        raise refuse("deep-page", name)
    return root


def _heart(root: etree._Element) -> etree._Element:
    """Return the article where the page marks one that holds most of its text, else the page."""
    marked = [
        e for e in root.iter("main", "article") if not any(True for _ in e.iterancestors("article"))
    ]
    whole = _weight(root)
    for element in marked:
        if _weight(element) * 2 > whole:
            return element
    return root


def _weight(element: etree._Element) -> int:
    return sum(len(text) for text in element.itertext())


class _Lines:
    """Collect lines while walking a tree; one frame for each table cell that is open."""

    def __init__(self) -> None:
        self._cells: list[list[str]] = [[]]
        self._rows: list[list[str]] = []

    def of(self, root: etree._Element) -> str:
        """Return the text under the root, walked without recursion: pages nest without bound."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if _unseen(element):
                    walk.skip_subtree()
                else:
                    self._start(element)
            else:
                if not _unseen(element):
                    self._end(element.tag)
                if element is not root:
                    self._write(element.tail)
        return _tidy("".join(self._cells[0]))

    def _start(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "br":
            self._cells[-1].append("\n")
        elif tag in _BLOCKS:
            self._cells[-1].append(_BREAK)
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"}:
            self._cells.append([])
        self._write(element.text)

    def _end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._cells[-1].append(_BREAK)
        elif tag in {"td", "th"} and len(self._cells) > 1:
            cell = _tidy("".join(self._cells.pop())).strip("\n")
            # A cell outside of any row, which only broken pages have, is a block.
            (self._rows[-1] if self._rows else self._cells[-1]).append(cell)
        elif tag == "tr" and self._rows:
            lines = row_lines(self._rows.pop())
            self._cells[-1].append(_BREAK + "\n".join(lines) + _BREAK)

    def _write(self, text: str | None) -> None:
        if text:
            self._cells[-1].append(_SPACE.sub(" ", text))


def _unseen(element: etree._Element) -> bool:
    tag = element.tag
    if tag in _UNSEEN:
        return True
    if element.get("role") in _CHROME or element.get("hidden") is not None:
        return True
    if tag in {"footer", "aside"} and not any(
        True for _ in element.iterancestors("article", "main")
    ):
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _tidy(text: str) -> str:
    """Return the text with single spaces, no spaces around lines, one empty line in a row."""
    lines = _EDGES.sub("\n", text).split("\n")
    return single_spaced([_SPACES.sub(" ", line).strip(" \u00a0") for line in lines])
