"""Make small Word files."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAMES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}"'
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def relations(*links: tuple[str, str, str]) -> str:
    """Return a part of relations from (id, kind, target) rows."""
    rows = "".join(
        f'<Relationship Id="{one}" Type="{R}/{kind}" Target="{target}"/>'
        for one, kind, target in links
    )
    return f'<Relationships xmlns="{RELS}">{rows}</Relationships>'


def build(body: str, parts: dict[str, str | bytes] | None = None) -> bytes:
    """Return a docx with this body and further parts (named under word/)."""
    parts = parts or {}
    kinds = [
        (f"r{at}", name.split(".")[0].rstrip("0123456789"), name) for at, name in enumerate(parts)
    ]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", relations(("r1", "officeDocument", "word/document.xml")))
        archive.writestr("word/_rels/document.xml.rels", relations(*kinds))
        archive.writestr(
            "word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            archive.writestr(f"word/{name}", content)
    return packed.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph of one run."""
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


@pytest.fixture
def docx() -> Callable[..., bytes]:
    """Return the maker of Word files: body XML and further parts in, bytes out."""
    return build


@pytest.fixture
def p() -> Callable[..., str]:
    """Return the maker of paragraphs."""
    return paragraph


@pytest.fixture
def names() -> str:
    """Return the namespace declarations that a further part needs."""
    return NAMES
