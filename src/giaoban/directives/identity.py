"""Which directive is which: symbol + issuer + date or term, for party numbers begin anew.

"20-NQ/TW" was given on 01/11/2012 (khóa XI) and again on 25/10/2017 (khóa XII): the identifier
alone is no key. What is not known yet is left open, so two entries agree unless something known
of both differs.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from giaoban.core.folding import fold

_TERMS = Path(__file__).with_name("terms.csv")
_NUMBER = re.compile(r"0*(\d{1,6})")
_PARTY = re.compile(r"\d+[a-zđ]?-[A-ZĐ]")
# The last part of a symbol that every province has: 85-KH/TU, 12-HD/BTGTU, 7/2020/QĐ-UBND,
# 31/NQ-HĐND, 15/KH-SKHCN, 4/KH-MTTQ-BTT.
_LOCAL = re.compile(r"(?:[A-ZĐ]*(?:TU|HU|QU|ĐU|ĐUK|ThU)|UBND|UB|HĐND|BTT|MTTQ|S[A-ZĐ&]{2,})")


class Identity(NamedTuple):
    """What tells a directive from others; empty is not known."""

    kind: str
    identifier: str = ""
    name: str = ""
    issuer: str = ""
    issued_on: dt.date | None = None
    term: str = ""

    @property
    def number(self) -> int | None:
        """The number at the head of the identifier.

        >>> Identity("plan", "085-KH/TU").number
        85
        """
        found = _NUMBER.match(self.identifier)
        return int(found.group(1)) if found else None

    @property
    def is_bare(self) -> bool:
        """Tell whether there is a number without a symbol, as in "Nghị quyết 68"."""
        return self.identifier.isdigit()

    @property
    def is_party(self) -> bool:
        """Tell whether the identifier has the party's form, with a hyphen after the number."""
        return _PARTY.match(self.identifier.replace(" ", "")) is not None

    @property
    def known_term(self) -> str:
        """The congress term, as written or, for the party's papers, from the date."""
        if self.term or self.issued_on is None or not self.is_party:
            return self.term
        return term_on(self.issued_on)

    @property
    def key(self) -> str:
        """The digest under which the register holds it once."""
        words = [
            standard(self.identifier) or named(self.name),
            "" if self.identifier and not self.is_bare else self.kind,
            str(self.issued_on or self.known_term or ""),
            fold(self.issuer) if self.needs_issuer else "",
        ]
        return hashlib.sha256("\n".join(words).encode()).hexdigest()

    @property
    def needs_issuer(self) -> bool:
        """Tell whether the symbol leaves the issuer open: "TU" is that of every province.

        >>> [Identity("plan", each).needs_issuer for each in ("85-KH/TU", "7/QĐ-UBND", "20-NQ/TW")]
        [True, True, False]
        """
        symbol = re.split(r"[/-]", self.identifier)[-1].strip()
        return not self.identifier or self.is_bare or _LOCAL.fullmatch(symbol) is not None

    def agrees(self, other: Identity) -> bool:
        """Tell whether nothing that is known of both differs.

        >>> a = Identity("resolution", "20-NQ/TW", issued_on=dt.date(2012, 11, 1))
        >>> a.agrees(Identity("resolution", "20-NQ/TW", term="XI"))
        True
        >>> a.agrees(Identity("resolution", "20-NQ/TW", issued_on=dt.date(2017, 10, 25)))
        False
        """
        if self.issued_on and other.issued_on:
            if self.issued_on != other.issued_on:
                return False
        elif self.known_term and other.known_term and self.known_term != other.known_term:
            return False
        return not self.needs_issuer or _same_issuer(self.issuer, other.issuer)


def _same_issuer(one: str, other: str) -> bool:
    """Tell whether two issuers as written may be one; unknown agrees with all."""
    if not one or not other:
        return True
    # Whole words in their order: Hà Nam is not Nam Hà.
    left, right = f" {fold(one)} ", f" {fold(other)} "
    return left in right or right in left


def named(name: str) -> str:
    """Return a name as it is compared: folded, and without "của", which comes and goes.

    >>> named("nghị quyết của Đại hội XIII của Đảng") == named("Nghị quyết Đại hội XIII của Đảng")
    True
    """
    return " ".join(word for word in fold(name).split() if word != "cua")


def standard(identifier: str) -> str:
    """Return the identifier as it is compared: folded, without spaces and leading zeros.

    >>> standard("085 - KH/TU")
    '85-kh/tu'
    """
    return fold(identifier).replace(" ", "").lstrip("0")


@cache
def _terms() -> tuple[tuple[str, dt.date, dt.date], ...]:
    with _TERMS.open(encoding="utf-8", newline="") as file:
        return tuple(
            (
                row["term"],
                dt.date.fromisoformat(row["from"]),
                dt.date.fromisoformat(row["to"]) if row["to"] else dt.date.max,
            )
            for row in csv.DictReader(file)
        )


def term_on(day: dt.date) -> str:
    """Return the congress term of a day; empty before the first that is listed.

    >>> term_on(dt.date(2007, 4, 13)), term_on(dt.date(2019, 5, 10))
    ('X', 'XII')
    """
    return next((term for term, first, last in _terms() if first <= day <= last), "")
