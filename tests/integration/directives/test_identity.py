"""Which document is which: numbers begin anew, issuers differ, what is unknown is filled in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from giaoban.core.errors import Conflict, NotAllowed, Refused
from giaoban.core.models import AuditEntry
from giaoban.directives import actions
from giaoban.directives.models import Directive
from giaoban.directives.queries import match
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.directives import AT

if TYPE_CHECKING:
    from giaoban.accounts.models import User
    from tests.integration.directives.conftest import Register

XI, XII = dt.date(2012, 11, 1), dt.date(2017, 10, 25)


def test_one_number_in_two_terms_is_two_documents(register: Register) -> None:
    """20-NQ/TW of 2012 and of 2017 stand side by side."""
    first, second = register("20-NQ/TW", issued_on=XI), register("20-NQ/TW", issued_on=XII)
    assert first.pk != second.pk
    assert (first.term, second.term) == ("XI", "XII")


def test_the_term_alone_tells_them_apart(register: Register) -> None:
    """A citation with the term finds the entry with the date of that term."""
    first = register("20-NQ/TW", issued_on=XI)
    register("20-NQ/TW", issued_on=XII)
    assert register("20-NQ/TW", term="XI") == first


def test_without_date_and_term_a_person_decides(register: Register) -> None:
    """Of two that may be meant none is taken."""
    register("20-NQ/TW", issued_on=XI)
    register("20-NQ/TW", issued_on=XII)
    with pytest.raises(Refused, match="Sổ có 2 văn bản"):
        register("20-NQ/TW")
    assert Directive.objects.count() == 2


def test_a_later_date_fills_in(register: Register) -> None:
    """What was not known is written; what was known stays; the version moves."""
    row = register("20-NQ/TW", title="Phát triển khoa học")
    again = register("20-NQ/TW", title="Khác", issued_on=XI, note="Bản giấy ở văn thư")
    assert again == row
    assert (again.title, again.issued_on, again.term) == ("Phát triển khoa học", XI, "XI")
    assert again.note == "Bản giấy ở văn thư"
    assert again.version == 2
    assert AuditEntry.objects.filter(act="directives.fill_in").count() == 1


def test_nothing_new_changes_nothing(register: Register) -> None:
    """Entering what is known already leaves the row and the trail alone."""
    row = register("20-NQ/TW", issued_on=XI)
    assert register("20-NQ/TW", issued_on=XI).version == row.version
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("written", ["085-KH/TU", "85 - KH/TU", "85-kh/tu"])
def test_spellings_of_a_symbol_are_one(register: Register, written: str) -> None:
    """Noughts, spaces and case make no other document."""
    row = register("85-KH/TU", "plan", issuer="Tỉnh ủy Ví dụ")
    assert match("plan", written, "", "Tỉnh uỷ Ví dụ") == [row]


@pytest.mark.parametrize(
    "identifier", ["85-KH/TU", "12-HD/BTGTU", "7/2020/QĐ-UBND", "31/NQ-HĐND", "4/KH-SKHCN"]
)
def test_provinces_share_symbols(register: Register, identifier: str) -> None:
    """A symbol that every province has names a document together with its issuer alone."""
    day = dt.date(2022, 1, 12)
    here = register(identifier, issuer="cơ quan tỉnh Hà Nam", issued_on=day)
    there = register(identifier, issuer="cơ quan tỉnh Nam Hà", issued_on=day)
    assert here.pk != there.pk
    assert match("resolution", identifier, issued_on=day) == [here, there] or match(
        "resolution", identifier, issued_on=day
    ) == [there, here]


def test_the_centre_needs_no_issuer(register: Register) -> None:
    """TW is one: another spelling of the issuer is the same document."""
    row = register("20-NQ/TW", issuer="Ban Chấp hành Trung ương", issued_on=XI)
    assert register("20-NQ/TW", issuer="Trung ương", issued_on=XI) == row


def test_a_bare_number_matches_by_kind(register: Register) -> None:
    """What is cited as Nghị quyết 68 may be 68/NQ-CP; a plan of that number is not."""
    row = register("68/NQ-CP", issued_on=dt.date(2021, 7, 1))
    register("68-KH/TU", "plan")
    assert match("resolution", "68") == [row]


def test_a_name_without_number(register: Register) -> None:
    """A document without a number is known by its name, marks and case aside."""
    row = register(name="Nghị quyết Đại hội ví dụ")
    assert register(name="nghị quyết đại hội  ví dụ") == row


def test_another_of_the_same_key_is_refused(register: Register, office: User) -> None:
    """An entry cannot be changed into one that is there; both stay as they were."""
    register("20-NQ/TW", issued_on=XI)
    other = register("21-NQ/TW", issued_on=XI)
    with pytest.raises(Refused, match="Sổ đã có"):
        actions.change(by=office, at=AT, directive=other, version=1, identifier="20-NQ/TW")
    other.refresh_from_db()
    assert (other.identifier, other.version) == ("21-NQ/TW", 1)


def test_who_saves_second_is_told(register: Register, office: User) -> None:
    """A change of an old version raises Conflict and writes nothing."""
    row = register("20-NQ/TW")
    actions.change(by=office, at=AT, directive=row, version=1, title="Một")
    stale = Directive.objects.get(pk=row.pk)
    with pytest.raises(Conflict):
        actions.change(by=office, at=AT, directive=stale, version=1, title="Hai")
    stale.refresh_from_db()
    assert stale.title == "Một"


def test_the_term_goes_with_its_date(register: Register, office: User) -> None:
    """A term that was taken from the date moves with it; one that was typed stays."""
    derived = register("20-NQ/TW", issued_on=XI)
    typed = register("30/2015/QH13", "law", term="XIII", issued_on=dt.date(2015, 6, 19))
    actions.change(by=office, at=AT, directive=derived, version=1, issued_on=XII)
    actions.change(by=office, at=AT, directive=typed, version=1, issued_on=dt.date(2015, 6, 20))
    assert (derived.term, typed.term) == ("XII", "XIII")


def test_a_day_taken_back_leaves_the_term(register: Register, office: User) -> None:
    """Clearing the day alone keeps the term, for nothing speaks against it."""
    row = register("20-NQ/TW", issued_on=XI)
    actions.change(by=office, at=AT, directive=row, version=1, issued_on=None)
    assert (row.issued_on, row.term) == (None, "XI")


def test_two_wordings_of_a_name_are_one(register: Register) -> None:
    """Papers name the resolution of a congress with and without "của"."""
    row = register(name="Nghị quyết Đại hội XIII của Đảng")
    assert register(name="nghị quyết của Đại hội XIII của Đảng") == row


@pytest.mark.parametrize(
    ("language", "kind", "name", "expected"),
    [
        ("vi", "resolution", "nghị quyết Đại hội ví dụ", "Nghị quyết Đại hội ví dụ"),
        ("en", "resolution", "Nghị quyết Đại hội ví dụ", "Nghị quyết Đại hội ví dụ"),
        ("vi", "programme", "Chương trình phối hợp ví dụ", "Chương trình phối hợp ví dụ"),
        ("vi", "law", "Đất đai", "Luật Đất đai"),
        ("en", "resolution", "Đại hội ví dụ", "Resolution Đại hội ví dụ"),
    ],
)
def test_a_name_says_its_kind_once(language, kind, name, expected) -> None:
    """The kind is not said twice, in whichever language."""
    with translation.override(language):
        assert str(Directive(kind=kind, name=name)) == expected


def test_the_issuer_is_tied_to_its_body(register: Register) -> None:
    """A name that one body alone has is that body; a chosen body gives its name."""
    body = BodyFactory(name="Sở Ví dụ riêng")
    assert register("4/KH-SVD", "plan", issuer="Sở Ví dụ riêng").issuer_body == body
    assert register("5/KH-SVD", "plan", issuer_body=body).issuer == "Sở Ví dụ riêng"


def test_only_the_office_enters(db: None) -> None:
    """An auditor may not enter a document."""
    with pytest.raises(NotAllowed):
        actions.register(by=UserFactory(auditor=True), at=AT, kind="plan", identifier="1-KH/TU")
