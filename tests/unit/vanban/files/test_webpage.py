"""Web pages are read as a person sees them."""

from __future__ import annotations

import pytest

from vanban.errors import Unsupported
from vanban.files.readers import extract
from vanban.files.webpage import decode


def read(page: str | bytes) -> str:
    """Return the text of a page."""
    return extract(page.encode() if isinstance(page, str) else page, "a.htm").text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Số\n  1</p><p>Số 2", "Số 1\nSố 2\n"),
        ("một<br>hai<br/>ba", "một\nhai\nba\n"),
        ("<p>Nghị <b>quyết</b> số <i>68</i></p>", "Nghị quyết số 68\n"),
        ("<p>a<o:p></o:p></p><p><o:p>&nbsp;</o:p></p><p>b", "a\n\nb\n"),
        ("<!--[if gte mso 9]><xml><w:x>ẩn</w:x></xml><![endif]--><p>hiện", "hiện\n"),
        ("<p><![if !supportLists]><span>1.</span> <![endif]>việc</p>", "1. việc\n"),
        ('<?xml:namespace prefix = o ns = "x" /><p>chữ', "chữ\n"),
        ("<script>x='<p>'</script><style>p{}</style><p>chữ", "chữ\n"),
        ("<nav>menu</nav><div role=navigation>menu</div><p>chữ</p><footer>cuối", "chữ\n"),
        (
            "<p hidden>ẩn</p><p style='display: none'>ẩn</p><span style='mso-hide:all'>ẩn</span>x",
            "x\n",
        ),
        ("<table><tr><td>1<td>Sở Y tế<tr><td>2<td>Sở Nội vụ</table>", "1\tSở Y tế\n2\tSở Nội vụ\n"),
        ("<table><tr><td>TỈNH ỦY<br>*</td><td>ĐẢNG</td></tr></table>", "TỈNH ỦY\n*\nĐẢNG\n"),
        ("<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "a\tb\tc\n"),
        ("<td>ô lạc</td>", "ô lạc\n"),
        ("<p>a<br></p><div><p>b</p></div>", "a\nb\n"),
        ("<ul><li>một<li>hai</ul>", "một\nhai\n"),
        ("&#272;i&#7873;u 1 &amp; 2", "Điều 1 & 2\n"),
    ],
)
def test_layout(page, text):
    """Blocks and rows are lines; what a browser hides is left out."""
    assert read(f"<html><body>{page}</body></html>") == text


def test_the_article_is_taken_out_of_its_page():
    """Where a page marks its article, what stands around it is left out."""
    article = f"<article><header>Tin</header><p>{'chữ ' * 40}</p></article>"
    page = f"<div>trang chủ</div>{article}<div>khác</div>"
    text = read(f"<html><body>{page}</body></html>")
    assert text.startswith("Tin\n")
    assert "trang chủ" not in text


def test_a_small_article_is_not_the_page():
    """A teaser marked as an article does not hide the text beside it."""
    page = f"<article>tin vắn</article><p>{'chữ ' * 40}</p>"
    assert "chữ" in read(f"<html><body>{page}</body></html>")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "windows-1252"),
        ("utf-8", ""),
        ("utf-8-sig", "x"),
        ("utf-16", ""),
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", ""),
        ("cp1252", "khong-co"),
    ],
)
def test_charsets(encoding, declared):
    """The bytes decide before the declaration; Latin-1 is read as browsers read it."""
    page = f'<html><head><meta charset="{declared}"></head><body>“Hà Nội”: á'.replace(
        "ộ", "&#7897;"
    )
    assert read(page.encode(encoding)) == "“Hà Nội”: á\n"


def test_windows_1258_is_composed():
    """The Vietnamese code page writes marks apart; they come back as letters."""
    page = '<html><meta charset="windows-1258"><body>Đường số'
    marks = page.replace("ờ", "ơ\u0300").replace("ố", "ô\u0301").encode("cp1258")
    assert read(marks) == "Đường số\n"


def test_bytes_outside_the_charset_are_warned_of():
    """A page whose letters cannot all be decoded says so."""
    page, warnings = decode(b'<meta charset="windows-1252">\x81\xff', "a.htm")
    assert page.endswith("\ufffdÿ")
    assert len(warnings) == 1


def test_deep_pages_are_read_or_refused():
    """Deep nesting is read; what the parser would cut off is refused, not cut."""
    assert "đáy" in read("<html><body>" + "<div>" * 1500 + "đáy")
    with pytest.raises(Unsupported, match="nested"):
        read("<html><body><p>đầu</p>" + "<div>" * 5000 + "đáy")
