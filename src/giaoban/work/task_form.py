"""The Excel form of tasks: many entered or mended at once."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from django.utils.translation import override
from openpyxl import Workbook

from giaoban.core import workbook
from giaoban.core.folding import fold
from giaoban.core.workbook import Column
from giaoban.work.enums import TaskKind
from giaoban.work.models import Field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giaoban.work.models import Assignment, Task

TITLE = "Nhiệm vụ"
MOST = 1000


def kinds() -> dict[str, str]:
    """Return the kinds by their Vietnamese labels, whatever language the person reads."""
    with override("vi"):
        return {str(label): str(value) for value, label in TaskKind.choices}


def kind_of(label: str) -> str:
    """Return the kind whose label was written; empty where there is none.

    >>> kind_of("báo cáo")
    'report'
    """
    return next((value for text, value in kinds().items() if fold(text) == fold(label)), "")


def columns() -> tuple[Column, ...]:
    """Return the columns, in order."""
    fields = tuple(Field.objects.filter(is_active=True).values_list("name", flat=True))
    names = "Tên như trong danh bạ; nhiều cơ quan cách nhau bằng dấu chấm phẩy."
    return (
        Column("key", "Số", "Không sửa; nhiệm vụ mới thì để trống.", 8),
        Column("version", "Bản", "Không sửa; để biết đã có ai sửa từ lúc tải mẫu.", 6),
        Column("title", "Nhiệm vụ", "Bắt buộc.", 60, required=True),
        Column("kind", "Loại việc", "Để trống là Thực hiện.", 14, tuple(kinds())),
        Column("lead", "Chủ trì", names, 36),
        Column("cooperating", "Phối hợp", names, 36),
        Column("due_on", "Hạn", "Ngày/tháng/năm. Việc đã giao chỉ đổi hạn bằng gia hạn.", 14),
        Column("due_text", "Hạn theo văn bản", "Ví dụ: thường xuyên, hằng quý.", 20),
        Column("product", "Sản phẩm phải có", "Có thể để trống.", 30),
        Column("field", "Lĩnh vực", "Chọn trong danh sách; có thể để trống.", 20, fields),
        Column("follower", "Người theo dõi", "Thư điện tử của chuyên viên tổng hợp.", 28),
        Column(
            "reason",
            "Ai giao, ở đâu, khi nào",
            "Bắt buộc với nhiệm vụ mới; nhiệm vụ đã có giữ nguyên nguồn.",
            40,
        ),
    )


def write(out: IO[bytes], tasks: Sequence[Task]) -> None:
    """Write the form, empty or with tasks to be mended (``leads`` and ``others`` given)."""
    book = Workbook()
    book.remove(book.worksheets[0])
    rows = (_values(task) for task in tasks)
    workbook.write(book, TITLE, columns(), rows, MOST + workbook.FIRST_ROW)
    book.save(out)


def _values(task: Task) -> list[Any]:
    cells = {**texts(task), "key": task.pk, "version": task.version, "due_on": task.due_on}
    return [cells[column] or None for column in KEYS]


KEYS = (
    "key",
    "version",
    "title",
    "kind",
    "lead",
    "cooperating",
    "due_on",
    "due_text",
    "product",
    "field",
    "follower",
    "reason",
)


def texts(task: Task) -> dict[str, str]:
    """Return a task as the cells of its row say it; by these one sees what was changed."""
    with override("vi"):
        kind = str(TaskKind(task.kind).label)
    return {
        "key": str(task.pk),
        "version": str(task.version),
        "title": " ".join(task.title.split()),
        "kind": kind,
        "lead": _names(task.leads),  # type: ignore[attr-defined]
        "cooperating": _names(task.others),  # type: ignore[attr-defined]
        "due_on": f"{task.due_on:%d/%m/%Y}" if task.due_on else "",
        "due_text": " ".join(task.due_text.split()),
        "product": " ".join(task.product.split()),
        "field": task.field.name if task.field is not None else "",
        "follower": task.follower.email if task.follower is not None else "",
        "reason": "",
    }


def _names(parts: Sequence[Assignment]) -> str:
    return "; ".join(each.body.name if each.body is not None else each.written for each in parts)
