"""Make slides (pptx): the parts that a presentation needs, with the texts handed in."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = f'xmlns:a="{_A}" xmlns:r="{_R}" xmlns:p="{_P}"'
_TREE = '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml"


def slides_of(*texts: Sequence[str]) -> bytes:
    """Return a presentation: a slide for each list of texts, a paragraph for each text.

    A text is written in two runs, as programs do when a part of it was edited.
    """
    parts = {
        "[Content_Types].xml": _types(len(texts)),
        "_rels/.rels": _relations([("officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": _presentation(len(texts)),
        "ppt/_rels/presentation.xml.rels": _relations(
            [("slide", f"slides/slide{at}.xml") for at, _each in enumerate(texts, 1)]
        ),
    }
    for at, paragraphs in enumerate(texts, 1):
        parts[f"ppt/slides/slide{at}.xml"] = _slide(paragraphs)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{xml}')
    return out.getvalue()


def _types(count: int) -> str:
    slides = "".join(
        f'<Override PartName="/ppt/slides/slide{at}.xml" ContentType="{_MAIN}.slide+xml"/>'
        for at in range(1, count + 1)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
        f'"/ppt/presentation.xml" ContentType="{_MAIN}.presentation.main+xml"/>{slides}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{at}" Type="{_R}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _presentation(count: int) -> str:
    ids = "".join(f'<p:sldId id="{255 + at}" r:id="rId{at}"/>' for at in range(1, count + 1))
    return (
        f"<p:presentation {_SPACES}><p:sldIdLst>{ids}</p:sldIdLst>"
        '<p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
        "</p:presentation>"
    )


def _slide(paragraphs: Sequence[str]) -> str:
    body = "".join(
        f"<a:p><a:r><a:t>{escape(each[:2])}</a:t></a:r><a:r><a:t>{escape(each[2:])}</a:t></a:r></a:p>"
        for each in paragraphs
    )
    return (
        f"<p:sld {_SPACES}><p:cSld><p:spTree>{_TREE}<p:sp><p:nvSpPr>"
        '<p:cNvPr id="2" name="Văn bản"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="500000" y="500000"/><a:ext cx="8000000" cy="5000000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f"<p:txBody><a:bodyPr/>{body}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
    )
