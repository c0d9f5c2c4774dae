"""Every original beside the project is read well, or refused with the right advice."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from vanban import read_file
from vanban.errors import UnreadableFile
from vanban.files.readers import read_text

if TYPE_CHECKING:
    from pathlib import Path

OLD_WORD, OLD_SHEET = "doc", "spreadsheet"
REFUSED = {
    "nd30-Phuluc3.doc": OLD_WORD,
    "party-36-HD_VPTW_380096.doc": OLD_WORD,
    "scan-QTQL.KH.5.2_quy_trinh_KCB_BHYT_compressed.pdf": "no-text-layer",
    "tcvn3-2003-02144qd.doc": OLD_WORD,
    "tcvn3-2003-A-15.rtf": "rtf",
    "tcvn3-2003-A06.rtf": "rtf",
    "tcvn3-2003-A30.rtf": "rtf",
    "tcvn3-2004-0328NDCP.doc": OLD_WORD,
    "tcvn3-2005-1ADDZ_Ke_hoach_2005__QH_lan_6_25-10.pdf": "legacy-tcvn3",
    "tcvn3-2005-2005_04_14_084750.xls": OLD_SHEET,
    "tcvn3-2005-2942C_Detai2003.xls": OLD_SHEET,
    "vni-2006-Mau21_CKTC_NSH.xls": OLD_SHEET,
    "vni-2006-quydinhkiemtra02.doc": OLD_WORD,
    "vni-2008-23.QD-991-UBND.doc": OLD_WORD,
    "vni-synthetic-2003-02144qd.docx": "legacy-vni",
}
# What must stand in the text as here, line by line: heads, tables, list labels, notes, boxes.
READ = {
    "gazette-nghi-quyet-so-78-2025-ubtvqh15-45003.pdf": [
        "CÔNG BÁO/Số 755 + 756/Ngày 17-6-2025 3\n",
        "\nNghị quyết số: 78/2025/UBTVQH15\n",
        "\nCHỦ TỊCH\nTrần Thanh Mẫn\n",
    ],
    "gazette-quyet-dinh-so-169-qd-bldtbxh-44203.pdf": [
        "\nSố: 169/QĐ-BLĐTBXH\n",
        "\n(Ban hành kèm theo Quyết định số 169/QĐ-BLĐTBXH ngày 24/01/2025\n",
    ],
    "gazette-thong-tu-so-81-2025-tt-bca-46273.pdf": ["\nSố: 81/2025/TT-BCA\n"],
    "gazette-van-ban-hop-nhat-so-469-vbhn-bldtbxh-44205.pdf": [
        "\nmới công nghệ quốc gia1.\n",
        "06/2024/TT-BLĐTBXH",
    ],
    "nd30-30_2020_ND_CP.docx": [
        "\nĐiều 38. Trách nhiệm thi hành\n1. Bộ trưởng",
        "Nguyễn Xuân Phúc",
    ],
    "nd30-Phuluc1.docx": [
        "\n1. Quốc hiệu và Tiêu ngữ\na) Quốc hiệu “CỘNG HÒA",
        "Phần I\nTHỂ THỨC",
    ],
    "nd30-Phuluc2.docx": ["Phụ lục II\n"],
    "nd30-Phuluc3.docx": ["\n1.\tNghị quyết (cá biệt)\tNQ\n2.\tQuyết định (cá biệt)\tQĐ\n"],
    "nd30-Phuluc4.docx": [
        "\nTÊN CƠ QUAN, TỔ CHỨC\nĐẾN\tSố:",
        "Ngày đến\tSố đến\tTác giả\tSố,",
    ],
    "nd30-Phuluc5.docx": ["TÊN ĐƠN VỊ [1]\n", "\n[3] Áp dụng đối với văn bản giấy.\n"],
    "nd30-Phuluc6.docx": [
        "\n3\tThời hạn bảo quản\tMaintenance\tString\t30\n",
        "\n[1] Dữ liệu đặc tả",
    ],
    "party-36-HD_VPTW_380096.docx": [
        "BAN CHẤP HÀNH TRUNG ƯƠNG\nVĂN PHÒNG\n",
        "\nSố: 36-HD/VPTW\tHà Nội, ngày 03 tháng 4 năm 2018\n",
    ],
    "word-html-83_2025_QH15_663780.htm": [
        "\nLuật số: 83/2025/QH15\tHà Nội, ngày 24 tháng 6 năm 2025\n",
        "theo Nghị quyết số 203/2025/QH15;\n",
    ],
    "word-html-99_2025_NQ-HDND_685704.htm": [
        "\nSố: 99/2025/NQ-HĐND\tQuảng Ninh, ngày 16 tháng 12 năm 2025\n",
        "\n- Lưu: VT, HĐ8.\n",
    ],
}
STAMP = re.compile(r"Người ký:.*?\+07:00", re.DOTALL)


@pytest.fixture(scope="module")
def originals(shared: Path) -> Path:
    """Return the folder of originals."""
    return shared / "reading" / "files"


def test_no_original_is_forgotten(originals):
    """The two tables name every file of the folder."""
    assert {path.name for path in originals.iterdir() if path.is_file()} == {*READ, *REFUSED}


@pytest.mark.parametrize("name", READ)
def test_reads_well(originals, name):
    """The text holds what stands on the paper, in its order, and nothing that cannot be read."""
    found = read_text(originals / name)
    missing = [piece for piece in READ[name] if piece not in found.text]
    assert missing == []
    assert re.findall("[\ue000-\uf8ff\ufffd\ufffe\x00-\x08\x0e-\x1f]", found.text) == []
    assert "\n\n\n" not in found.text or name.endswith(".pdf")
    assert found.extracted
    assert read_file(originals / name).text == found.text


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused_with_advice(originals, name):
    """What this version does not read is refused by name, and the person is told what to do."""
    with pytest.raises(UnreadableFile) as raised:
        read_text(originals / name)
    assert raised.value.code == REFUSED[name]
    assert len(raised.value.advice.split()) > 5


@pytest.mark.parametrize("name", [name for name in READ if name.startswith("gazette")])
def test_gazettes_have_all_words_of_their_transcripts(originals, name):
    """But for the stamp of the signature, every word of the transcript is in the text."""
    transcript = (originals / "expected" / f"{name}.txt").read_text("utf-8")
    expected = Counter(_letters(STAMP.sub("", transcript)))
    assert expected - Counter(_letters(read_text(originals / name).text)) == Counter()


def _letters(text: str) -> list[str]:
    """Return the words, symbols broken at a line's hyphen joined, stops and note marks aside."""
    joined = re.sub(r"(?<=\w-)\s*\n\s*(?=[A-ZĐ])", "", text)
    return re.findall(r"[^\W\d_]+", joined)
