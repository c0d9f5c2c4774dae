"""Triggers that refuse changes of the audit trail, and the index that search runs on."""

from django.db import migrations

TABLES = ("core_auditentry", "core_auditseal")

SQLITE_GUARDS = [
    f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    for table in TABLES
    for act in ("update", "delete")
]
POSTGRES_GUARDS = [
    "CREATE FUNCTION core_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
    *(
        f"CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION core_append_only()"
        for table in TABLES
    ),
    *(
        f"CREATE TRIGGER {table}_guard_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION core_append_only()"
        for table in TABLES
    ),
]
COLUMNS = "folded_identifier, folded_title, folded_words"
OLD = "old.id, old.folded_identifier, old.folded_title, old.folded_words"
NEW = "new.id, new.folded_identifier, new.folded_title, new.folded_words"
REMOVE = f"INSERT INTO core_search_fts(core_search_fts, rowid, {COLUMNS}) VALUES ('delete', {OLD});"
INSERT = f"INSERT INTO core_search_fts(rowid, {COLUMNS}) VALUES ({NEW});"
SQLITE_SEARCH = [
    f"CREATE VIRTUAL TABLE core_search_fts USING fts5({COLUMNS}, content='core_searchentry', "
    "content_rowid='id', tokenize='unicode61', prefix='2 3 4')",
    f"CREATE TRIGGER core_search_insert AFTER INSERT ON core_searchentry BEGIN {INSERT} END",
    f"CREATE TRIGGER core_search_delete AFTER DELETE ON core_searchentry BEGIN {REMOVE} END",
    f"CREATE TRIGGER core_search_update AFTER UPDATE ON core_searchentry BEGIN {REMOVE} {INSERT} END",
]
POSTGRES_SEARCH = [
    "ALTER TABLE core_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple', folded_identifier), 'A') || "
    "setweight(to_tsvector('simple', folded_title), 'B') || "
    "to_tsvector('simple', folded_words)) STORED",
    "CREATE INDEX core_search_vector ON core_searchentry USING gin(vector)",
]
UNDO_SQLITE = [
    *(f"DROP TRIGGER {table}_no_{act}" for table in TABLES for act in ("update", "delete")),
    *(f"DROP TRIGGER core_search_{act}" for act in ("insert", "delete", "update")),
    "DROP TABLE core_search_fts",
]
UNDO_POSTGRES = [
    "DROP FUNCTION core_append_only CASCADE",
    "ALTER TABLE core_searchentry DROP COLUMN vector",
]


def _run(statements, editor):
    for statement in statements:
        editor.execute(statement, params=None)  # a bare % is no placeholder


def forwards(_apps, editor):
    """Put up the guards and the index."""
    postgres = editor.connection.vendor == "postgresql"
    _run(POSTGRES_GUARDS + POSTGRES_SEARCH if postgres else SQLITE_GUARDS + SQLITE_SEARCH, editor)


def backwards(_apps, editor):
    """Take them down."""
    _run(UNDO_POSTGRES if editor.connection.vendor == "postgresql" else UNDO_SQLITE, editor)


class Migration(migrations.Migration):
    """Guards and search, in the words of each database."""

    dependencies = [("core", "0001_start")]

    operations = [migrations.RunPython(forwards, backwards)]
