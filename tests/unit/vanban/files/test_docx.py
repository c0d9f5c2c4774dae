"""Word files are read in full, in the order of the paper."""

from __future__ import annotations

import pytest

from vanban.errors import Empty
from vanban.files.readers import extract

LEVELS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    f'<w:lvlText w:val="{label}"/></w:lvl>'
    for at, (form, label) in enumerate(
        [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "&#xF0B7;")]
    )
)


def numbered(level: int, number: int = 1) -> str:
    """Return the properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def lists(names: str) -> str:
    """Return a numbering part: list 1, and list 2 of the same form that begins anew at 5."""
    return (
        f'<w:numbering {names}><w:abstractNum w:abstractNumId="7">{LEVELS}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="1">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
    )


def read(data: bytes) -> str:
    """Return the text of a docx."""
    return extract(data, "a.docx").text


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:r><w:t>Số</w:t><w:tab/><w:t>1</w:t><w:br/><w:t>2</w:t></w:r>", "Số\t1\n2\n"),
        ("<w:r><w:t>NĐ</w:t><w:noBreakHyphen/><w:t>CP</w:t></w:r>", "NĐ-CP\n"),
        ("<w:r><w:t>một</w:t><w:softHyphen/><w:t>hai</w:t></w:r>", "mộthai\n"),
        ("<w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:r><w:t>giữ</w:t></w:r>", "giữ\n"),
        ("<w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:r><w:t>mới</w:t></w:r>", "mới\n"),
        ("<w:ins><w:r><w:t>thêm</w:t></w:r></w:ins>", "thêm\n"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:t>hiện</w:t></w:r>", "hiện\n"),
        ('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r>', "hiện\n"),
        ("<w:r><w:rPr><w:caps/></w:rPr><w:t>kế hoạch</w:t></w:r>", "KẾ HOẠCH\n"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>trang</w:t></w:r>", "trang\n"),
        ("<w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>", "liên kết\n"),
        ("<w:sdt><w:sdtContent><w:r><w:t>ô nhập</w:t></w:r></w:sdtContent></w:sdt>", "ô nhập\n"),
    ],
)
def test_runs(docx, run, text):
    """What a run shows is read, what it hides is not."""
    assert read(docx(f"<w:p>{run}</w:p>")) == text


def test_text_boxes_follow_their_paragraph_once(docx, p):
    """A text box is read after the paragraph that holds it, in one of its two forms."""
    box = f"<w:txbxContent>{p('trong khung')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = f"<w:p><w:r><w:t>trước</w:t></w:r>{drawing}</w:p>{p('sau')}"
    assert read(docx(body)) == "trước\ntrong khung\nsau\n"


def test_tables_are_rows(docx, p):
    """A row of short cells is one line; the two columns of a head follow one another."""
    row = "".join(f"<w:tc>{p(text)}</w:tc>" for text in ("1", "Sở Y tế", "Quý II"))
    head = f"<w:tc>{p('TỈNH ỦY')}{p('*')}</w:tc><w:tc>{p('ĐẢNG CỘNG SẢN VIỆT NAM')}</w:tc>"
    tables = "".join(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" for cells in (head, row))
    text = read(docx(tables))
    assert text == "TỈNH ỦY\n*\nĐẢNG CỘNG SẢN VIỆT NAM\n1\tSở Y tế\tQuý II\n"


def test_deleted_rows_are_left_out(docx, p):
    """A row that was struck out with tracking is no part of the text."""
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('bỏ')}</w:tc></w:tr>"
    rows = f"{gone}<w:tr><w:tc>{p('giữ')}</w:tc></w:tr>"
    assert read(docx(f"<w:tbl>{rows}</w:tbl>")) == "giữ\n"


def test_labels_of_lists(docx, p, names):
    """Labels that Word draws stand in the text and count as Word counts."""
    rows = [
        ("Mục", 0, 1), ("Việc", 1, 1), ("a", 2, 1), ("b", 2, 1), ("c", 3, 1), ("Việc", 1, 1),
        ("Mục", 0, 1), ("Việc", 1, 1), ("Khác", 1, 2), ("", 1, 2),
    ]  # fmt: skip
    body = "".join(p(text, numbered(level, number)) for text, level, number in rows) + p("thường")
    assert read(docx(body, {"numbering.xml": lists(names)})).splitlines() == [
        "I. Mục", "1. Việc", "a) a", "b) b", "• c", "2. Việc", "II. Mục", "1. Việc",
        "5. Khác", "6.", "thường",
    ]  # fmt: skip


def test_labels_by_style(docx, p, names):
    """A style, or the style that it is based on, may carry the list."""
    styles = (
        f'<w:styles {names}><w:style w:styleId="Muc"><w:pPr>{numbered(1)}</w:pPr></w:style>'
        '<w:style w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style></w:styles>'
    )
    body = p("một", '<w:pStyle w:val="Muc"/>') + p("hai", '<w:pStyle w:val="MucCon"/>')
    parts = {"numbering.xml": lists(names), "styles.xml": styles}
    assert read(docx(body, parts)) == "1. một\n2. hai\n"


def test_notes_stand_at_the_end_with_their_marks(docx, p, names):
    """Footnotes are numbered by their place in the text, whatever their ids."""
    notes = (
        f'<w:footnotes {names}><w:footnote w:id="9">{p("chú một")}</w:footnote>'
        f'<w:footnote w:id="4">{p("chú hai")}</w:footnote></w:footnotes>'
    )
    body = "".join(
        f'<w:p><w:r><w:t>{t}</w:t></w:r><w:r><w:footnoteReference w:id="{i}"/></w:r></w:p>'
        for t, i in (("a", 9), ("b", 4))
    )
    assert read(docx(body, {"footnotes.xml": notes})) == "a[1]\nb[2]\n[1] chú một\n[2] chú hai\n"


@pytest.mark.parametrize(("header", "shown"), [("CÔNG BÁO", True), ("12", False)])
def test_header_of_the_first_page(docx, p, names, header, shown):
    """The header of page 1 comes first, unless it is a page number alone."""
    body = p("thân") + '<w:sectPr><w:headerReference w:type="default" r:id="r0"/></w:sectPr>'
    text = read(docx(body, {"header1.xml": f"<w:hdr {names}>{p(header)}</w:hdr>"}))
    assert text == (f"{header}\nthân\n" if shown else "thân\n")


def test_a_file_without_letters_is_empty(docx, p):
    """A Word file that holds no text is refused by name."""
    with pytest.raises(Empty, match="no text"):
        extract(docx(p(" ")), "a.docx")
