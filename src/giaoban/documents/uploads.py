"""Uploads stay in memory until they are searched for stamps: nothing touches the disk before."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

if TYPE_CHECKING:
    from django.http import HttpRequest

_DROPPED = "giaoban.too_large"


def too_large(request: HttpRequest | None) -> list[str]:
    """Return the names of the files of a request that went past the bound and were dropped."""
    names: list[str] = request.META.setdefault(_DROPPED, []) if request is not None else []
    return names


class MemoryOnly(FileUploadHandler):
    """Hold every file of a request in memory, all together up to the largest upload.

    What goes past that is dropped while it comes in, and named; the other files go on.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        """Start with nothing held."""
        super().__init__(request)
        self.held = 0
        self.buffer = io.BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start a fresh buffer for each file."""
        super().new_file(*args, **kwargs)
        self.buffer = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Take a piece of the file."""
        if self.held + self.buffer.tell() + len(raw_data) > settings.MAX_UPLOAD_BYTES:
            self.buffer = io.BytesIO()
            too_large(self.request).append(self.file_name or "")
            raise SkipFile
        self.buffer.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand over the whole file."""
        self.held += file_size
        self.buffer.seek(0)
        return InMemoryUploadedFile(
            file=self.buffer,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type or "application/octet-stream",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
