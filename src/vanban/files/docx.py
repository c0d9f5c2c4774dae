"""Word files (docx): all of their text in the order a reader meets it.

The parts are read here and not by python-docx: that library leaves out text boxes, footnotes,
list labels and content controls, does not know tracked deletions, and unpacks a package before
anybody has looked at its size; what is left of it would be a walk over the same XML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vanban.files.extracted import Extracted
from vanban.files.lines import row_lines, single_spaced
from vanban.files.numbering import Numbering
from vanban.files.package import Package
from vanban.files.refusals import refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

_OFFICE = "/officeDocument/2006/relationships/"
_PURL = "/officeDocument/relationships/"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# What is not on the paper: tracked deletions, field codes, the second form of a drawing.
_UNSEEN = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "sectPr", "tblPr"}
    | {"tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "rt"}
)
_LETTERS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
}
_NOTES = frozenset({"footnoteReference", "endnoteReference"})
_OFF = frozenset({"0", "false", "off", "none"})


def read(data: bytes, name: str) -> Extracted:
    """Return the text of a docx: page header, body, text boxes, tables, notes.

    Raises:
        UnreadableFile: Truncated, TooLarge, Encrypted, Unsupported or Empty.
    """
    package = Package(data, name)
    document = _Document(package)
    text = document.text()
    if not text.strip():
        raise refuse("no-text", name)
    return Extracted(text, (), extracted=True)


class _Document:
    """One walk over the parts of a document."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = _targets(package, "").get("officeDocument", ["word/document.xml"])[0]
        self._parts = _targets(package, self._main)
        self._root = package.xml(self._main)
        self._numbering = Numbering(package, self._part("numbering"), self._part("styles"))
        self._notes: dict[str, list[str]] = {"footnote": [], "endnote": []}
        self._boxes: list[str] = []

    def _part(self, kind: str) -> str | None:
        return next(iter(self._parts.get(kind, ())), None)

    def text(self) -> str:
        """Return the lines of the header of page 1, the body, and the notes, joined."""
        lines = self._header()
        for body in self._root:
            lines += self._blocks(body)
        for kind in self._notes:
            lines += self._note_lines(kind)
        return single_spaced(lines)

    def _header(self) -> list[str]:
        """Return the header of page 1, unless it is a page number alone."""
        section = next((e for e in self._root.iter() if _name(e) == "sectPr"), None)
        if section is None:
            return []
        first = any(_name(e) == "titlePg" and _on(e) for e in section)
        wanted = "first" if first else "default"
        for reference in section:
            if _name(reference) == "headerReference" and _attribute(reference, "type") == wanted:
                part = self._parts.get(reference.get(f"{_R}id") or "", [""])[0]
                if part and self._package.has(part):
                    lines = self._blocks(self._package.xml(part))
                    return lines if any(c.isalpha() for line in lines for c in line) else []
        return []

    def _note_lines(self, kind: str) -> list[str]:
        """Return the notes that the text refers to, each behind its mark."""
        wanted = {note: at for at, note in enumerate(self._notes[kind], 1)}
        part = self._part(f"{kind}s")
        if not wanted or not part or not self._package.has(part):
            return []
        return [
            f"[{wanted[note]}] " + "\n".join(self._blocks(element)).strip()
            for element in self._package.xml(part)
            if (note := _attribute(element, "id")) in wanted
        ]

    def _blocks(self, parent: etree._Element) -> list[str]:
        """Return the lines of the paragraphs and tables under an element, in order."""
        lines: list[str] = []
        for child in parent:
            name = _name(child)
            if name == "p":
                lines += self._paragraph(child)
            elif name == "tbl":
                lines += self._table(child)
            elif name == "AlternateContent":
                lines += self._blocks(_choice(child))
            elif name not in _UNSEEN:
                lines += self._blocks(child)
        return lines

    def _table(self, table: etree._Element) -> list[str]:
        lines: list[str] = []
        for row in _inner(table, "tr"):
            if not _deleted(row, "trPr"):
                cells = ["\n".join(self._blocks(cell)) for cell in _inner(row, "tc")]
                lines += row_lines(cells)
        return lines

    def _paragraph(self, paragraph: etree._Element) -> list[str]:
        """Return the paragraph's lines; text boxes anchored in it follow it."""
        outer, self._boxes = self._boxes, []
        properties = next((e for e in paragraph if _name(e) == "pPr"), None)
        written: list[str] = []
        self._inline(paragraph, written.append)
        text = "".join(written)
        boxes, self._boxes = self._boxes, outer
        # Word draws the number of an empty paragraph too: that is how "STT" columns are filled.
        label = self._numbering.label(properties)
        if label and (text.strip() or label[-1].isalnum() or label[0].isalnum()):
            text = f"{label} {text.lstrip()}"
        elif boxes and not text.strip():
            return boxes
        return [*text.split("\n"), *boxes]

    def _inline(self, parent: etree._Element, write: Callable[[str], None]) -> None:
        for child in parent:
            name = _name(child)
            if name == "t":
                write(child.text or "")
            elif name in _LETTERS:
                write(_LETTERS[name])
            elif name in _NOTES:
                write(self._note(child, name.removesuffix("Reference")))
            elif name not in _UNSEEN:
                self._wrapped(name, child, write)

    def _wrapped(self, name: str, element: etree._Element, write: Callable[[str], None]) -> None:
        """Read what holds further elements: runs, text boxes, drawings, links."""
        if name == "r":
            self._run(element, write)
        elif name == "txbxContent":
            self._boxes += self._blocks(element)
        elif name == "AlternateContent":
            self._inline(_choice(element), write)
        else:
            self._inline(element, write)

    def _run(self, run: etree._Element, write: Callable[[str], None]) -> None:
        """Write a run; a hidden one is not on the paper, one in capitals is read as shown."""
        properties = next((e for e in run if _name(e) == "rPr"), None)
        shown = {_name(e) for e in properties if _on(e)} if properties is not None else set()
        if "vanish" in shown:
            return
        if "caps" in shown:
            self._inline(run, lambda text: write(text.upper()))
        else:
            self._inline(run, write)

    def _note(self, reference: etree._Element, kind: str) -> str:
        """Return the mark of a note; one drawn by hand stands in the text already."""
        if _attribute(reference, "customMarkFollows") not in {"", *_OFF}:
            return ""
        self._notes[kind].append(_attribute(reference, "id"))
        return f"[{len(self._notes[kind])}]"


def _name(element: etree._Element) -> str:
    """Return the name without its namespace: the strict and the transitional form differ in it."""
    return element.tag.rpartition("}")[2]


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(v) for k, v in element.items() if str(k).rpartition("}")[2] == name), "")


def _on(element: etree._Element) -> bool:
    return _attribute(element, "val") not in _OFF


def _deleted(element: etree._Element, properties: str) -> bool:
    return any(_name(e) == "del" for p in element if _name(p) == properties for e in p)


def _inner(parent: etree._Element, name: str) -> list[etree._Element]:
    """Return the rows of a table or the cells of a row, also those wrapped in content controls."""
    found: list[etree._Element] = []
    for child in parent:
        here = _name(child)
        if here == name:
            found.append(child)
        elif here in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            found += _inner(child, name)
    return found


def _choice(alternate: etree._Element) -> etree._Element:
    """Return one of the forms of a drawing: the first, which is the newer; all say the same."""
    return alternate[0] if len(alternate) else alternate


def _targets(package: Package, part: str) -> dict[str, list[str]]:
    """Return what a part refers to: paths inside the package by kind and by id."""
    folder, _, file = part.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels".lstrip("/")
    found: dict[str, list[str]] = {}
    if not package.has(rels):
        return found
    for one in package.xml(rels):
        target, kind = one.get("Target") or "", one.get("Type") or ""
        if one.get("TargetMode") == "External":
            continue
        path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        if _OFFICE in kind or _PURL in kind:
            found.setdefault(kind.rpartition("/")[2], []).append(path)
            found.setdefault(one.get("Id") or "", []).append(path)
    return found
