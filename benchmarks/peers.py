"""Peers, measured on text of their own kind; runs in their environment and knows nothing of ours.

Standard input: a JSON object, {"ours": text for the Vietnamese peer}. Standard output: a JSON
list of rows. Their real corpora are not at hand offline, so English opinions and German judgments
are generated with as many citations as theirs hold (one in 390 characters).
"""

from __future__ import annotations

import json
import logging
import random
import sys
import time
from importlib.metadata import version
from typing import TYPE_CHECKING

from eyecite import get_citations
from refex.orchestrator import CitationExtractor
from underthesea import ner

if TYPE_CHECKING:
    from collections.abc import Callable

_PASSES, _DOCUMENTS, _CITATIONS = 3, 6, 60
_ENGLISH = (
    "The court below granted the motion and the appellant now seeks review of that order. "
    "We hold that the record supports the findings, and that no error of law was made. "
    "The statute must be read as a whole, with an eye to its purpose and to its history. "
    "Counsel argued at length that the rule should be otherwise, but the text is plain here. "
)
_GERMAN = (
    "Die zulässige Berufung hat in der Sache keinen Erfolg, denn das Urteil hält stand. "
    "Der Kläger hat den Vortrag nicht unter Beweis gestellt und trägt daher die Kosten. "
    "Eine andere Auslegung der Vorschrift kommt nach ihrem Wortlaut nicht in Betracht. "
    "Die Revision war nicht zuzulassen, weil die Sache keine grundsätzliche Bedeutung hat. "
)
_US = (
    "{a} v. {b}, {n} U.S. {m}, {p} ({y})",
    "{n} F.3d {m}, {p} (2d Cir. {y})",
    "{n} F. Supp. 2d {m}",
)
_DE = ("§ {s} Abs. {k} BGB", "§§ {s}, {t} VwGO", "BGH, Urteil vom {d}.{k}.{y} - VI ZR {s}/18")
_NAMES = ("Adams", "Baker", "Carter", "Dawson", "Ellis", "Foster", "Grant", "Hughes")


def opinions(prose: str, forms: tuple[str, ...]) -> list[str]:
    """Return documents of prose with a citation every 390 characters, always the same."""
    dice = random.Random(30)  # noqa: S311 (text to measure on, no secret)

    def citation() -> str:
        return dice.choice(forms).format(
            a=dice.choice(_NAMES), b=dice.choice(_NAMES), y=dice.randint(1960, 2020),
            n=dice.randint(1, 560), m=dice.randint(1, 900), p=dice.randint(901, 999),
            s=dice.randint(1, 900), t=dice.randint(1, 180), k=dice.randint(1, 9),
            d=dice.randint(1, 28),
        )  # fmt: skip

    return [
        " ".join(f"{prose}See {citation()}." for _ in range(_CITATIONS)) for _ in range(_DOCUMENTS)
    ]


def rate(read: Callable[[str], object], documents: list[str]) -> float:
    """Return characters a second of processor time, the best of the passes."""
    best = 0.0
    for _ in range(_PASSES):
        began = time.process_time()
        for document in documents:
            read(document)
        best = max(best, sum(map(len, documents)) / (time.process_time() - began))
    return best


def main() -> None:
    """Measure all three and write the rows."""
    # eyecite logs a line for each odd overlap, which would be measured with it.
    logging.disable(logging.CRITICAL)
    ours = [line for line in json.load(sys.stdin)["ours"].splitlines() if line.strip()]
    extractor = CitationExtractor()
    opinions_of = {"US": opinions(_ENGLISH, _US), "German": opinions(_GERMAN, _DE)}
    refex = "legal-reference-extraction"
    measured = [
        ("eyecite", "generated US opinions", get_citations, opinions_of["US"]),
        (refex, "generated German judgments", extractor.extract, opinions_of["German"]),
        # By paragraphs: it gets slower the longer its text is.
        ("underthesea", "ours by paragraphs, named entities alone", ner, ours),
    ]
    rows = []
    for name, kind, read, documents in measured:
        read(documents[0][:500])
        rows.append(
            {"name": f"{name} {version(name)}", "text": kind, "rate": rate(read, documents)}
        )
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    main()
