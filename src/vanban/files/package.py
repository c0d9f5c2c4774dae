"""Packages: open a zip of XML parts (docx) without trusting what it says about itself.

First the central directory is read: how many members, how large unpacked, how strongly packed,
and their names. Then each part is unpacked under a counter of our own, because the directory may
lie. Only parts that hold text are unpacked at all, entities and the network are off, and nothing
that the file points to (pictures, linked files, embedded objects) is opened; so links and
embedded objects are harmless here and no reason to refuse. Macros are refused.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from lxml import etree

from vanban.files.refusals import refuse

MOST_MEMBERS = 5_000
MOST_UNPACKED = 256 * 2**20
MOST_PART = 96 * 2**20
# Word's own XML packs 10 to 60 times; nothing small can do harm, however strongly packed.
MOST_RATIO = 200
_SMALL = 8 * 2**20
_ENCRYPTED = 0x1
_PROLOG = 4096
# All that zipfile raises on bytes that are no sound zip: it looks before it leaps at few places.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Package:
    """A zip whose parts may be read one by one, each at most once and within bounds."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open and check the directory.

        Raises:
            Truncated: no whole zip.
            TooLarge: past the bounds on members, sizes or ratio.
            Unsupported: macros, or names that lead out of the package.
            Encrypted: a member asks for a password.
        """
        self.name = name
        self._left = MOST_UNPACKED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as broken:
            raise refuse("truncated-office", name) from broken
        self._members = {info.filename.lower(): info for info in self._zip.infolist()}
        self._check_sizes(len(data))
        self._check_names()

    def _check_sizes(self, packed: int) -> None:
        members = self._zip.infolist()
        unpacked = sum(info.file_size for info in members)
        if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
            raise refuse("unpacks-too-large", self.name)
        if unpacked > _SMALL and unpacked > packed * MOST_RATIO:
            raise refuse("unpacks-too-large", self.name)

    def _check_names(self) -> None:
        if len(self._members) != len(self._zip.infolist()):
            raise refuse("unsafe-archive", self.name)
        for name, info in self._members.items():
            if info.compress_type not in _METHODS:
                raise refuse("unsafe-archive", self.name)
            if info.flag_bits & _ENCRYPTED:
                raise refuse("encrypted-zip", self.name)
            if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
                raise refuse("unsafe-archive", self.name)
            if name.endswith("vbaproject.bin"):
                raise refuse("macros", self.name)

    def names(self) -> list[str]:
        """Return the names of all parts, in small letters."""
        return list(self._members)

    def has(self, part: str) -> bool:
        """Return whether the package holds this part."""
        return part.lower() in self._members

    def xml(self, part: str) -> etree._Element:
        """Return the root of a part's XML, parsed with entities, DTDs and the network off.

        Raises:
            Truncated: the part is not there, not whole, or no XML.
            TooLarge: it grows past its bound.
            Unsupported: it declares a document type (entities).
        """
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        data = self._unpack(part)
        if b"<!DOCTYPE" in data[:_PROLOG]:
            raise refuse("unsafe-xml", self.name)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as broken:
            raise refuse("truncated-office", self.name) from broken
        # Seen again by the parser: the bytes may be UTF-16.
        if root.getroottree().docinfo.internalDTD is not None:
            raise refuse("unsafe-xml", self.name)
        return root

    def _unpack(self, part: str) -> bytes:
        info = self._members.get(part.lower())
        if info is None:
            raise refuse("truncated-office", self.name)
        bound = min(MOST_PART, self._left)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(bound + 1)
        except _BROKEN as broken:
            raise refuse("truncated-office", self.name) from broken
        if len(data) > bound:
            raise refuse("unpacks-too-large", self.name)
        self._left -= len(data)
        return data
