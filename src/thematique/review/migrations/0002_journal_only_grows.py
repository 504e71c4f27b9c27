"""Let the database itself refuse to change or remove what the journal says."""

from typing import Any, ClassVar

from django.db import migrations

_SQLITE = [
    f"CREATE TRIGGER review_entry_no_{verb} BEFORE {verb} ON review_entry "
    "BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END"
    for verb in ("UPDATE", "DELETE")
]
_POSTGRESQL = [
    "CREATE FUNCTION review_entry_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal only grows'; END $$",
    "CREATE TRIGGER review_entry_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON review_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION review_entry_only_grows()",
]


def forbid(_apps: Any, editor: Any) -> None:
    """Make the triggers, in the language of the database."""
    for statement in {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers on the journal."""

    dependencies: ClassVar = [("review", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(forbid, migrations.RunPython.noop)]
