"""The audit trail: append-only, chained, sealed, witnessed."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from giaoban.bodies.models import Body
from giaoban.core import audit, history
from giaoban.core.models import AuditEntry, AuditPersonal, AuditSeal
from tests.factories.accounts import UserFactory

if TYPE_CHECKING:
    from pathlib import Path

AT = dt.datetime(2022, 4, 8, 1, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries() -> list[AuditEntry]:
    """Put three acts on record, one with personal data, and seal them."""
    body = Body.objects.create(kind="department", name="Sở Ví dụ", folded="so vi du")
    written = [
        audit.record("bodies.add", by=None, at=AT, subject=body, facts={"kind": "department"}),
        audit.record("bodies.call", by=None, at=AT, subject=body, personal={"name": "Trần Ví Dụ"}),
        audit.record("bodies.end", by=None, at=AT, subject=body),
    ]
    audit.seal()
    return written


def _statement(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("table", ["core_auditentry", "core_auditseal"])
@pytest.mark.parametrize("act", ["UPDATE {} SET {} = 9", "DELETE FROM {}"])
def test_triggers_refuse_changes(entries: list[AuditEntry], table: str, act: str) -> None:
    """Neither an entry nor a seal can be changed or removed, not by plain SQL either."""
    column = "actor_id" if table == "core_auditentry" else "position"
    with pytest.raises(DatabaseError, match="append-only"):
        _statement(act.format(table, column))
    assert AuditEntry.objects.count() == len(entries)


def test_truncate_is_refused(entries: list[AuditEntry]) -> None:
    """PostgreSQL refuses to truncate; SQLite has no such statement, its DELETE is refused."""
    sql = (
        "TRUNCATE core_auditentry CASCADE"
        if connection.vendor == "postgresql"
        else "DELETE FROM core_auditentry"
    )
    if connection.vendor == "postgresql":
        # The rows just written still have checks to come, which forbid truncating in any case.
        _statement("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="append-only"):
        _statement(sql)


def test_a_whole_trail_verifies(entries: list[AuditEntry]) -> None:
    """What was written and sealed is found whole, in the order of writing."""
    assert list(audit.verify()) == []
    positions = AuditSeal.objects.order_by("position").values_list("position", "entry_id")
    assert list(positions) == [(at, row.pk) for at, row in enumerate(entries, 1)]


def test_a_second_seal_does_nothing(entries: list[AuditEntry]) -> None:
    """Sealing again links nothing twice."""
    before = audit.head()
    assert audit.seal() == 0
    assert audit.head() == before


def _unguarded(sql: str) -> None:
    """Do as an owner of the database could: put the guard aside and change a row."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(sql)
            cursor.execute("SET session_replication_role = DEFAULT")
        else:
            cursor.execute("DROP TRIGGER core_auditentry_no_update")
            cursor.execute(sql)


def test_a_rewritten_entry_is_seen(entries: list[AuditEntry]) -> None:
    """An entry changed past the triggers no longer fits its seal."""
    _unguarded("UPDATE core_auditentry SET act = 'bodies.nothing' WHERE act = 'bodies.add'")
    assert list(audit.verify()) == [
        f"entry {entries[0].pk}: was changed after it was sealed",
    ]


def test_personal_data_can_be_erased(entries: list[AuditEntry]) -> None:
    """Erasing personal data leaves the chain whole."""
    AuditPersonal.objects.all().delete()
    assert list(audit.verify()) == []


def test_changed_personal_data_are_seen(entries: list[AuditEntry]) -> None:
    """Personal data put in the place of others do not fit the entry's digest."""
    AuditPersonal.objects.update(data={"name": "Lê Khác"})
    assert list(audit.verify()) == [f"entry {entries[1].pk}: its personal data were changed"]


def test_the_witness_sees_a_chain_made_anew(entries: list[AuditEntry], tmp_path: Path) -> None:
    """A head that was witnessed has to stand in the chain for ever."""
    file = tmp_path / "witness.txt"
    call_command("audit", "witness", file=file, stdout=StringIO())
    call_command("audit", "verify", file=file, stdout=StringIO())
    file.write_text(file.read_text("ascii").replace(audit.head().digest, "f" * 64), "ascii")
    with pytest.raises(CommandError, match="không còn nguyên vẹn"):
        call_command("audit", "verify", file=file, stdout=StringIO(), stderr=StringIO())


def test_acts_say_by_what_they_came() -> None:
    """Whatever is recorded meanwhile names the way, but for acts that name one of their own."""
    body = Body.objects.create(kind="department", name="Sở Ví dụ", folded="so vi du")
    with audit.through(token=3, via="Phần mềm của Sở"):
        inner = audit.record("a.a", by=None, at=AT, subject=body, facts={"n": 1, "via": ""})
        own = audit.record("a.b", by=None, at=AT, subject=body, facts={"via": "đường dẫn"})
        audit.record_many("a.c", by=None, at=AT, subjects=[(body, {})])
    outer = audit.record("a.d", by=None, at=AT, subject=body)
    assert inner.facts == {"n": 1, "via": "Phần mềm của Sở", "token": 3}
    assert own.facts["via"] == "đường dẫn"
    assert AuditEntry.objects.get(act="a.c").facts["token"] == 3
    assert outer.facts == {}


def test_the_history_names_link_and_program() -> None:
    """A link has no person and is named itself; a program is named beside its person."""
    body = Body.objects.create(kind="department", name="Sở Ví dụ", folded="so vi du")
    person = UserFactory(name="Trần Ví Dụ")
    via = {"via": "đường dẫn của Sở Ví dụ"}
    audit.record("a.a", by=None, at=AT, subject=body, facts=via)
    audit.record("a.b", by=person, at=AT, subject=body, facts={"via": "Phần mềm"})
    audit.record("a.c", by=person, at=AT, subject=body)
    audit.record("a.d", by=None, at=AT, subject=body)
    assert [line.who for line in history.of(body)] == [
        "",
        "Trần Ví Dụ",
        "Trần Ví Dụ (Phần mềm)",
        "đường dẫn của Sở Ví dụ",
    ]
