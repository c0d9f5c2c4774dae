"""Texts to measure on: real ones where they lie beside the project, generated ones elsewhere."""

from __future__ import annotations

import random
from typing import NamedTuple

from benchmarks.figures import ROOT

SHARED = ROOT.parent / "shared" / "reading"
_DOCUMENTS, _PARAGRAPHS = 130, 250
_PIECES = [
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày {day}/{month}/{year};",
    "Căn cứ Nghị định số {n}/{year}/NĐ-CP ngày {day} tháng {month} năm {year} của Chính phủ;",
    (
        "Thực hiện Kế hoạch số {n}-KH/TU ngày {day}/{month}/{year} của Ban Thường vụ Tỉnh ủy, "
        "Ủy ban nhân dân tỉnh ban hành kế hoạch với những nội dung sau đây."
    ),
    (
        "{n}. Sở Tài chính chủ trì, phối hợp với Sở Nội vụ tham mưu phân bổ {n} triệu đồng, "
        "báo cáo trước ngày {day}/{month}/{year}."
    ),
    (
        "Các cơ quan, đơn vị tiếp tục nâng cao chất lượng hoạt động, giữ vững kỷ luật, kỷ cương, "
        "tạo chuyển biến rõ nét trong nhận thức và hành động của cán bộ, đảng viên và nhân dân."
    ),
    (
        "Điều {n}. Tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành theo quy định về {n} "
        "nội dung nêu tại khoản {day} Điều này và hướng dẫn của cơ quan có thẩm quyền."
    ),
]


class Texts(NamedTuple):
    """Documents, and the words that tell where they are from."""

    documents: list[str]
    origin: str

    @property
    def length(self) -> int:
        """Return the number of characters of all documents."""
        return sum(map(len, self.documents))

    def joined(self, length: int) -> str:
        """Return one text of so many characters, the documents one after the other."""
        parts: list[str] = []
        size = 0
        while size < length:
            for document in self.documents:
                parts.append(document)
                size += len(document) + 1
                if size >= length:
                    break
        return "\n".join(parts)[:length]


def texts() -> Texts:
    """Return the shared texts, or generated ones of the same extent."""
    paths = [path for name in ("more", "texts") for path in sorted((SHARED / name).glob("*.txt"))]
    if paths:
        documents = [path.read_bytes().decode("utf-8") for path in paths]
        return Texts(documents, f"{len(documents)} official documents of ../shared/reading")
    return Texts(generated(), "generated text, for want of ../shared/reading")


def generated() -> list[str]:
    """Return documents made of stock sentences with numbers and dates, always the same."""
    dice = random.Random(30)  # noqa: S311 (text to measure on, no secret)
    return [
        "\n".join(
            dice.choice(_PIECES).format(
                n=dice.randint(1, 3000),
                day=dice.randint(1, 28),
                month=dice.randint(1, 12),
                year=dice.randint(1999, 2026),
            )
            for _ in range(_PARAGRAPHS)
        )
        for _ in range(_DOCUMENTS)
    ]
