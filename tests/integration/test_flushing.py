"""Try that tests can start from empty tables although the product refuses to empty them."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection

from giaoban.core.models import SentForm

REFUSE = {
    "sqlite": [
        """CREATE TRIGGER keep_sent BEFORE DELETE ON core_sentform
        BEGIN SELECT RAISE(ABORT, 'kept'); END"""
    ],
    "postgresql": [
        """CREATE FUNCTION keep_sent() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE 'kept'; END $$""",
        """CREATE TRIGGER keep_sent BEFORE TRUNCATE ON core_sentform
        EXECUTE FUNCTION keep_sent()""",
    ],
}
FORGET = {
    "sqlite": ["DROP TRIGGER keep_sent"],
    "postgresql": ["DROP FUNCTION keep_sent CASCADE"],
}
EMPTY = {"sqlite": "DELETE FROM core_sentform", "postgresql": "TRUNCATE core_sentform"}


def run(*statements: str) -> None:
    """Run statements as they are."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_a_flush_passes_a_refusing_trigger_and_leaves_it() -> None:
    """The trigger refuses, the flush between tests goes through, the trigger refuses again."""
    at = "2022-04-08T08:00:00+07:00"
    run(*REFUSE[connection.vendor])
    try:
        for key in ("first", "second"):
            SentForm.objects.create(key=key, user_id=1, result_url="/", at=at)
            with pytest.raises(DatabaseError, match="kept"):
                run(EMPTY[connection.vendor])
            call_command("flush", interactive=False, verbosity=0)
            assert not SentForm.objects.exists()
    finally:
        run(*FORGET[connection.vendor])
