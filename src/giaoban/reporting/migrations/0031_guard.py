"""Triggers that hold a closed period: its lines, its reports, their rows, its corrections."""

from django.db import migrations

CLOSED = "SELECT 1 FROM reporting_period WHERE id = {period} AND state = 'closed'"
OF_REPORT = "(SELECT period_id FROM reporting_report WHERE id = {row}.report_id)"
TEXT_PERIOD = "the period is closed"
TEXT_LINE = "a closed line never changes"
TEXT_CLOSING = "a closing can only be undone"
TEXT_AMENDMENT = "an amendment never changes"
KEPT = ("period_id", "by_id", "at", "reason", "done_at", "carried_to_id", "figures")


def _sqlite(name, event, table, when, text):
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{text}'); END"
    )


def _changed(distinct):
    return " OR ".join(f"old.{column} {distinct} new.{column}" for column in KEPT)


STANDS = "SELECT 1 FROM reporting_closing WHERE id = {row}.closing_id AND {state}"
DONE, STANDING = "done_at IS NOT NULL", "done_at IS NOT NULL AND undone_at IS NULL"


def _sqlite_closed(name, table, row_period):
    for event, row in (("INSERT", "new"), ("UPDATE", "new"), ("UPDATE", "old"), ("DELETE", "old")):
        exists = f"EXISTS ({CLOSED.format(period=row_period.format(row=row))})"
        yield _sqlite(f"{name}_{event.lower()}_{row}", event, table, exists, TEXT_PERIOD)


SQLITE = [
    _sqlite("reporting_closedline_update", "UPDATE", "reporting_closedline", "1", TEXT_LINE),
    _sqlite(
        "reporting_closedline_delete",
        "DELETE",
        "reporting_closedline",
        f"EXISTS ({STANDS.format(row='old', state=STANDING)})",
        TEXT_LINE,
    ),
    _sqlite(
        "reporting_closedline_insert",
        "INSERT",
        "reporting_closedline",
        f"EXISTS ({STANDS.format(row='new', state=DONE)})",
        TEXT_LINE,
    ),
    _sqlite(
        "reporting_closing_update",
        "UPDATE",
        "reporting_closing",
        f"old.done_at IS NOT NULL AND (old.undone_at IS NOT NULL OR {_changed('IS NOT')})",
        TEXT_CLOSING,
    ),
    _sqlite(
        "reporting_closing_delete", "DELETE", "reporting_closing", f"old.{DONE}", TEXT_CLOSING
    ),
    _sqlite("reporting_amendment_update", "UPDATE", "reporting_amendment", "1", TEXT_AMENDMENT),
    _sqlite("reporting_amendment_delete", "DELETE", "reporting_amendment", "1", TEXT_AMENDMENT),
    *_sqlite_closed("reporting_report_closed", "reporting_report", "{row}.period_id"),
    *_sqlite_closed("reporting_reportrow_closed", "reporting_reportrow", OF_REPORT),
]
NAMES = [statement.split()[2] for statement in SQLITE]

RAISE = "RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'"


def _postgres(name, events, table, body, level="EACH ROW"):
    return [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$",
        f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR {level} EXECUTE FUNCTION {name}()",
    ]


_RESULT = "IF TG_OP = 'DELETE' THEN RETURN old; END IF; RETURN new;"


def _postgres_closed(name, table, row_period):
    # FOR SHARE waits for a closing that is going on, and lets a closing wait for who writes now.
    def held(row):
        period = f"SELECT state FROM reporting_period WHERE id = {row_period.format(row=row)}"
        closed = f"SELECT 1 FROM ({period} FOR SHARE) AS held WHERE state = 'closed'"
        return f"IF EXISTS ({closed}) THEN {RAISE.format(text=TEXT_PERIOD)}; END IF;"

    body = (
        f"IF TG_OP <> 'INSERT' THEN {held('old')} END IF; "
        f"IF TG_OP <> 'DELETE' THEN {held('new')} END IF; {_RESULT}"
    )
    return _postgres(name, "INSERT OR UPDATE OR DELETE", table, body)


POSTGRES = [
    *_postgres(
        "reporting_closedline_update",
        "UPDATE",
        "reporting_closedline",
        f"{RAISE.format(text=TEXT_LINE)};",
        "EACH STATEMENT",
    ),
    *_postgres(
        "reporting_closedline_delete",
        "DELETE",
        "reporting_closedline",
        f"IF EXISTS ({STANDS.format(row='old', state=STANDING)}) THEN "
        f"{RAISE.format(text=TEXT_LINE)}; END IF; RETURN old;",
    ),
    *_postgres(
        "reporting_closedline_insert",
        "INSERT",
        "reporting_closedline",
        f"IF EXISTS ({STANDS.format(row='new', state=DONE)}) THEN "
        f"{RAISE.format(text=TEXT_LINE)}; END IF; RETURN new;",
    ),
    *_postgres(
        "reporting_closing_update",
        "UPDATE",
        "reporting_closing",
        f"IF old.done_at IS NOT NULL AND (old.undone_at IS NOT NULL OR "
        f"{_changed('IS DISTINCT FROM')}) THEN "
        f"{RAISE.format(text=TEXT_CLOSING)}; END IF; RETURN new;",
    ),
    *_postgres(
        "reporting_closing_delete",
        "DELETE",
        "reporting_closing",
        f"IF old.{DONE} THEN {RAISE.format(text=TEXT_CLOSING)}; END IF; RETURN old;",
    ),
    *_postgres(
        "reporting_amendment_guard",
        "UPDATE OR DELETE",
        "reporting_amendment",
        f"{RAISE.format(text=TEXT_AMENDMENT)};",
    ),
    *_postgres_closed("reporting_report_closed", "reporting_report", "{row}.period_id"),
    *_postgres_closed("reporting_reportrow_closed", "reporting_reportrow", OF_REPORT),
]
FUNCTIONS = [
    statement.split()[2].removesuffix("()")
    for statement in POSTGRES
    if statement.startswith("CREATE FUNCTION")
]


def forwards(_apps, editor):
    """Put up the guards."""
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement, params=None)


def backwards(_apps, editor):
    """Take them down."""
    if editor.connection.vendor == "postgresql":
        for name in FUNCTIONS:
            editor.execute(f"DROP FUNCTION {name} CASCADE", params=None)
    else:
        for name in NAMES:
            editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)


class Migration(migrations.Migration):
    """Guards, in the words of each database; tables made anew on SQLite lose theirs."""

    dependencies = [("reporting", "0030_intake")]

    operations = [migrations.RunPython(forwards, backwards)]
