"""Tables: rows of cells as lines of text."""

from __future__ import annotations


def row_lines(cells: list[str]) -> list[str]:
    r"""Return the lines of a table's row.

    Where every cell is one line, the row is one line, its cells parted by tabs. Else the cells
    follow one another with their own lines: the two columns at the head of a paper
    (quốc hiệu, cơ quan ban hành) are read as a person reads them.

    >>> row_lines(["1", "Sở Y tế", "Quý II"])
    ['1\tSở Y tế\tQuý II']
    >>> row_lines(["TỈNH ỦY\n*", "ĐẢNG CỘNG SẢN VIỆT NAM"])
    ['TỈNH ỦY', '*', 'ĐẢNG CỘNG SẢN VIỆT NAM']
    """
    cells = [cell.strip(" \t\n") for cell in cells]
    if any("\n" in cell for cell in cells):
        return [line for cell in cells if cell for line in cell.split("\n")]
    line = "\t".join(cells).rstrip("\t")
    return [line] if line.strip() else []
