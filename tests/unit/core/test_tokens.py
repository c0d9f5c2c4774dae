"""The colours: both copies of a set agree, and every pair that carries text has its contrast."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path("src/giaoban/core/static/core")
TEXT = {"paper": 4.5, "lamp": 4.5, "more": 7, "most": 7}
GROUNDS = ("desk", "paper", "well")
PAIRS = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-2", "ink-3", "pen", "seal", "soon", "late")
        for ground in GROUNDS
    ),
    *((ink, f"{ink}-wash") for ink in ("pen", "seal", "soon", "late")),
    *(("ink", f"{ink}-wash") for ink in ("pen", "seal", "soon", "late")),
    ("on-seal", "seal-fill"),
    ("on-late", "late-fill"),
    ("paper", "ink"),
]


def blocks(css: str) -> dict[str, dict[str, str]]:
    """Return the tokens of each rule on :root, by its selector and media query."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found = {}
    media = r"@media (?P<media>[^{]+)\{\s*:root:not\(\[data-set\]\) \{(?P<auto>[^}]*)\}"
    chosen = r":root(?:\[data-set='(?P<set>\w+)'\])? \{(?P<rule>[^}]*)\}"
    for match in re.finditer(rf"{media}|{chosen}", css):
        name = (match["media"] or match["set"] or "paper").strip()
        tokens = re.findall(r"(--[\w-]+|color-scheme): ([^;]+);", match["auto"] or match["rule"])
        found.setdefault(name, dict(tokens))
    return found


SETS = blocks((STATIC / "tokens.css").read_text())


def luminance(colour: str) -> float:
    """Return the relative luminance of a hex colour (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two hex colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_knows_its_ends() -> None:
    """Black on white has 21, a colour on itself 1."""
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#1c498b", "#1c498b") == pytest.approx(1)


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
@pytest.mark.parametrize("name", TEXT)
def test_text_has_its_contrast(name: str, ink: str, ground: str) -> None:
    """Every ink is readable on every ground that it may stand on: AA, and AAA in more and most."""
    tokens = SETS[name]
    assert contrast(tokens[f"--{ink}"], tokens[f"--{ground}"]) >= TEXT[name]


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", TEXT)
def test_edges_of_controls_are_seen(name: str, ground: str) -> None:
    """The edge of a control and the focus ring have 3:1 on every ground."""
    tokens = SETS[name]
    assert contrast(tokens["--edge"], tokens[f"--{ground}"]) >= 3
    assert contrast(tokens["--pen"], tokens[f"--{ground}"]) >= 3


@pytest.mark.parametrize(
    ("chosen", "automatic"),
    [
        ("lamp", "(prefers-color-scheme: dark)"),
        ("more", "(prefers-contrast: more)"),
        ("most", "(prefers-contrast: more) and (prefers-color-scheme: dark)"),
    ],
)
def test_the_reader_and_the_system_choose_the_same_set(chosen: str, automatic: str) -> None:
    """A set is the same whether the reader chose it or the system did."""
    assert SETS[chosen] == SETS[automatic]


def test_every_set_is_whole() -> None:
    """No set leaves a colour to another."""
    colours = {name for name, value in SETS["paper"].items() if value.startswith("#")}
    for name in TEXT:
        assert colours <= set(SETS[name]), name


def test_styles_use_only_tokens_that_exist() -> None:
    """A misspelt token is found here and not on a page."""
    known = {
        f"--{name}" for name in re.findall(r"--([\w-]+):", (STATIC / "tokens.css").read_text())
    }
    for path in STATIC.glob("*.css"):
        assert set(re.findall(r"var\((--[\w-]+)", path.read_text())) <= known, path.name


@pytest.mark.parametrize("path", sorted(Path("src/giaoban").glob("*/templates/**/*.html")), ids=str)
def test_templates_keep_the_content_policy(path: Path) -> None:
    """No template brings a style attribute, a handler in an attribute, or a script of its own."""
    text = path.read_text()
    assert not re.search(r"<[^>]+\sstyle=", text)
    assert not re.search(r"<[^>]+\s(?:on[a-z]+|hx-on[\w:-]*)=", text)
    assert not re.search(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))", text)
    assert "<style" not in text
