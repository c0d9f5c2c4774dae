"""Make papers received, with their file on the disk only where a test asks for it."""

from __future__ import annotations

import datetime as dt
import hashlib

import factory
from factory.django import DjangoModelFactory

from giaoban.core.folding import fold
from giaoban.documents import storing
from giaoban.documents.enums import DocumentState
from giaoban.documents.models import Batch, Document, Original, Reading
from giaoban.documents.readers import READER, read_record
from tests.factories.accounts import UserFactory

AT = dt.datetime(2022, 4, 11, 2, 0, tzinfo=dt.UTC)


class OriginalFactory(DjangoModelFactory):
    """Make the row of a file; ``stored`` writes the file too."""

    class Meta:
        model = Original

    class Params:
        data = factory.Sequence(lambda at: f"Tệp ví dụ {at}".encode())

    sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.data).hexdigest())
    name = factory.Sequence(lambda at: f"vi-du-{at}.txt")
    media_type = "text/plain"
    size = factory.LazyAttribute(lambda row: len(row.data))
    path = factory.LazyAttribute(lambda row: storing.place_of(row.sha256))


class DocumentFactory(DjangoModelFactory):
    """Make a paper that waits to be read."""

    class Meta:
        model = Document

    class Params:
        read = factory.Trait(state=DocumentState.READ)
        failed = factory.Trait(state=DocumentState.FAILED, trouble="Máy đọc gặp lỗi.")
        late = factory.Trait(answer_due_on=dt.date(2022, 4, 1))

    original = factory.SubFactory(OriginalFactory)
    title = factory.Sequence(lambda at: f"Kế hoạch ví dụ {at}")
    arrival_year = 2022
    arrival_number = factory.Sequence(lambda at: at + 1)
    arrived_on = dt.date(2022, 4, 11)
    owner = factory.SubFactory(UserFactory)
    text = "Căn cứ Chỉ thị số 11-CT/TW, ngày 13/4/2007 của Bộ Chính trị (khóa X)."
    folded = factory.LazyAttribute(lambda row: fold(row.title))
    received_at = AT


class BatchFactory(DjangoModelFactory):
    """Make a batch."""

    class Meta:
        model = Batch

    owner = factory.SubFactory(UserFactory)
    at = AT


class ReadingFactory(DjangoModelFactory):
    """Make a reading of a paper, by the reader of today."""

    class Meta:
        model = Reading

    document = factory.SubFactory(DocumentFactory, read=True)
    reader = READER
    record = factory.LazyAttribute(lambda row: read_record(row.document.text))
    at = AT
