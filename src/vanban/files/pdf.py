"""PDFs with a text layer, through pdfium. Page furniture stays where the page has it."""

from __future__ import annotations

import re

import pypdfium2
import pypdfium2.raw

from vanban.files.extracted import Extracted
from vanban.files.pdf_lines import mended
from vanban.files.refusals import refuse

NO_TEXT = "Pages without text (pictures?): "
TOO_MANY = "Only the first pages were read: "
MOST_PAGES = 5_000
MOST_TEXT = 32 * 2**20
# A hyphen that ends a line, as pdfium marks it (U+FFFE, in older builds U+0002), and the line end.
# In "NĐ-\nCP" and "100-\nKL/TW" it belongs to the symbol, and the symbol to one word: the line
# end goes, the hyphen stays. Vietnamese does not hyphenate its words.
_BROKEN = re.compile("[\ufffe\x02](?:\r\n?|\n)?(?=(\\w)?)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_UNMAPPED = re.compile("[\ue000-\uf8ff\ufffd]")


def read(data: bytes, name: str) -> Extracted:
    """Return the text of all pages, each begun on a new line.

    Raises:
        UnreadableFile: Encrypted, Truncated, or NoTextLayer where no page has text.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as wrong:
        locked = wrong.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise refuse("encrypted-pdf" if locked else "truncated-pdf", name) from wrong
    try:
        count = len(document)
        pages = _pages(document, name)
    finally:
        document.close()
    silent = [at for at, page in enumerate(pages, 1) if not page.strip()]
    text = "\n".join(pages) + "\n"
    if len(silent) == len(pages):
        raise refuse("no-text-layer", name)
    if len(_UNMAPPED.findall(text)) * 5 > len(text):
        raise refuse("unmapped-font", name)
    warnings = []
    if silent:
        warnings.append(NO_TEXT + ranges(silent))
    if len(pages) < count:
        warnings.append(f"{TOO_MANY}{len(pages)}/{count}")
    return Extracted(text, tuple(warnings), extracted=True)


def _pages(document: pypdfium2.PdfDocument, name: str) -> list[str]:
    pages: list[str] = []
    left = MOST_TEXT
    for at in range(min(len(document), MOST_PAGES)):
        try:
            page = document[at]
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError as wrong:
            raise refuse("truncated-pdf", name) from wrong
        pages.append(tidy(mended(textpage)))
        textpage.close()
        page.close()
        left -= len(pages[-1])
        if left < 0:
            break
    return pages


def tidy(page: str) -> str:
    r"""Return a page's text with plain line ends, symbols broken at a hyphen joined again.

    >>> tidy("Nghị định số 30/2020/NĐ\ufffe\r\nCP ngày 05 \r\ntháng 3")
    'Nghị định số 30/2020/NĐ-CP ngày 05\ntháng 3'
    """
    page = _BROKEN.sub(lambda broken: "-" if broken[1] else "-\n", page)
    page = page.replace("\r\n", "\n").replace("\r", "\n")
    lines = _CONTROL.sub("", page).split("\n")
    return "\n".join(line.rstrip(" \t\u00a0") for line in lines)


def ranges(numbers: list[int]) -> str:
    """Return sorted numbers as a short list.

    >>> ranges([1, 2, 3, 7])
    '1-3, 7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
