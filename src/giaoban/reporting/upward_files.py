"""The files of the export upward: JSON as its schema has it, and an Excel workbook of the same.

Both are written record by record, so that size costs time, not memory.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from giaoban.core import exports
from giaoban.reporting import upward, upward_columns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from typing import IO

    from giaoban.reporting.models import Closing

_BLOCK = 65_536


def stream(closing: Closing, *, at: dt.datetime) -> Iterator[str]:
    """Yield the JSON in blocks: each piece by itself would be packed and sent by itself."""
    waiting: list[str] = []
    size = 0
    for piece in _pieces(closing, at=at):
        waiting.append(piece)
        size += len(piece)
        if size >= _BLOCK:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)


def _pieces(closing: Closing, *, at: dt.datetime) -> Iterator[str]:
    """Yield the JSON, a record at a time."""
    withheld = upward.Withheld()
    yield _json(upward.head(closing, at=at)).removesuffix("}")
    parts = (
        ("bodies", upward.bodies(closing)),
        ("tasks", upward.tasks(closing, withheld)),
        ("indicators", upward.indicators(closing, withheld)),
    )
    for name, records in parts:
        yield f',\n"{name}": ['
        for n, record in enumerate(records):
            yield (",\n" if n else "\n") + _json(record)
        yield "]"
    yield f',\n"withheld": {withheld.lines}}}\n'


def write_workbook(out: IO[bytes], closing: Closing, *, at: dt.datetime) -> None:
    """Write the same as an Excel workbook in words: a sheet for each list, one about the whole."""
    withheld = upward.Withheld()
    lists = {
        "bodies": upward.bodies(closing),
        "tasks": upward.tasks(closing, withheld),
        "indicators": upward.indicators(closing, withheld),
    }
    book = Workbook(write_only=True)
    for name, records in lists.items():
        table = upward_columns.TABLES[name]
        exports.fill(
            book.create_sheet(str(table.title)),
            [str(column.label) for column in table.columns],
            [column.width for column in table.columns],
            (
                [upward_columns.cell(record, column) for column in table.columns]
                for record in records
            ),
            shown=sum(column.shown for column in table.columns),
        )
    about = {**upward.head(closing, at=at), "withheld": withheld.lines}
    rows = ([str(each.label), upward_columns.cell(about, each)] for each in upward_columns.ABOUT)
    exports.fill(book.create_sheet(_("Thông tin chung")), [_("Mục"), _("Nội dung")], [36, 46], rows)
    book.save(out)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
