"""Legacy encodings are noticed before they pass for text."""

from __future__ import annotations

import pytest

from vanban import errors
from vanban.files.legacy import legacy_share
from vanban.files.readers import extract

TCVN3 = (
    "C¨n cø NghÞ ®Þnh sè 86/2002/N§-CP ngµy 05/11/2002 cña ChÝnh phñ quy ®Þnh chøc n¨ng, nhiÖm vô, "
    "quyÒn h¹n vµ c¬ cÊu tæ chøc, c«ng t¸c v¨n phßng cña Bé"  # noqa: RUF001 (TCVN3 has such letters)
)
VNI = (
    "Caên cöù Nghò ñònh soá 86/2002/NÑ-CP ngaøy 05/11/2002 cuûa Chính phuû quy ñònh chöùc naêng, "
    "quyeàn haïn vaø cô caáu toå chöùc cuûa Boä tröôûng"
)
UNICODE = (
    "Căn cứ Nghị định số 86/2002/NĐ-CP ngày 05/11/2002 của Chính phủ quy định chức năng, "
    "nhiệm vụ, quyền hạn và cơ cấu tổ chức của Bộ"
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TCVN3, ("tcvn3", True)),
        (VNI, ("vni", True)),
        (UNICODE, (None, False)),
        (UNICODE * 20 + TCVN3 * 4, ("tcvn3", False)),
        (UNICODE * 20 + VNI * 4, ("vni", False)),
        ("§ 1. The company’s façade, naïve or not, costs 20 € ± 5 %. " * 20, (None, False)),
        (
            "Le maïs de l’île, où la forêt de Noël est aérée, pèse 5 µg « net ». " * 20,
            (None, False),
        ),
        ("plain ASCII", (None, False)),
    ],
)
def test_share(text, found):
    """Most of a text, a part of it, or nothing is in a legacy encoding."""
    assert legacy_share(text) == found


@pytest.mark.parametrize(("text", "code"), [(TCVN3, "legacy-tcvn3"), (VNI, "legacy-vni")])
def test_legacy_files_are_refused(docx, p, text, code):
    """Old fonts inside Word files and pages are refused with the way to convert them."""
    page = f"<html><body><p>{text}".encode()
    for data, name in ((docx(p(text)), "a.docx"), (page, "a.htm"), (text.encode(), "a.txt")):
        with pytest.raises(errors.Unsupported, match="UniKey") as raised:
            extract(data, name)
        assert raised.value.code == code


def test_a_legacy_part_is_warned_of(docx, p):
    """A Unicode paper with an old annex is read, with a warning."""
    found = extract(docx(p(UNICODE) * 20 + p(TCVN3) * 4), "a.docx")
    assert "TCVN3" in found.warnings[0]
