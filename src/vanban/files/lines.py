"""Lines: rows of cells and paragraphs as lines of text."""

from __future__ import annotations

# A head of a column ("Số,\nký hiệu") is broken to be narrow; a list inside a cell is longer.
_NARROW = 100
_COLUMNS = 3


def row_lines(cells: list[str]) -> list[str]:
    r"""Return the lines of a table's row.

    Where every cell is one line, the row is one line, its cells parted by tabs. Else the cells
    follow one another with their own lines: the two columns at the head of a paper
    (quốc hiệu, cơ quan ban hành) are read as a person reads them.

    >>> row_lines(["1", "Sở Y tế", "Quý II"])
    ['1\tSở Y tế\tQuý II']
    >>> row_lines(["TỈNH ỦY\n*", "ĐẢNG CỘNG SẢN VIỆT NAM"])
    ['TỈNH ỦY', '*', 'ĐẢNG CỘNG SẢN VIỆT NAM']
    >>> row_lines(["STT", "Số,\nký hiệu", "Ghi chú"])
    ['STT\tSố, ký hiệu\tGhi chú']
    """
    cells = [cell.strip(" \t\n") for cell in cells]
    filled = [cell for cell in cells if cell]
    if len(filled) >= _COLUMNS and all("\n" not in c or len(c) < _NARROW for c in cells):
        cells = [" ".join(cell.split("\n")) for cell in cells]
    if any("\n" in cell for cell in cells):
        return [line for cell in filled for line in cell.split("\n")]
    line = "\t".join(cells).rstrip("\t")
    return [line] if filled else []


def single_spaced(lines: list[str]) -> str:
    r"""Return the lines joined, without spaces at their ends, never two empty ones in a row.

    >>> single_spaced(["", "Số 1 ", "", "", "Số 2"])
    'Số 1\n\nSố 2\n'
    """
    kept: list[str] = []
    for line in "\n".join(lines).split("\n"):
        bare = line.rstrip(" \t\u00a0")
        if bare or (kept and kept[-1]):
            kept.append(bare)
    return "\n".join(kept).rstrip("\n") + "\n"
