"""Open a study's database: check it, back it up, bring its tables up to date."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from thematique.errors import WrongUse
from thematique.review import backups
from thematique.review.database import Database, register, use

# any number, the same for all who open a database of thematique
_LOCK = 4_718_239_012


def open_database(folder: Path, url: str = "") -> Database:
    """The study's database, ready for use; it is made at the first call.

    Args:
        folder: the study.
        url: of a PostgreSQL database; empty for SQLite in the folder.

    Raises:
        WrongUse: the database is damaged, made by a newer version, or cannot be reached; the sentence says what to do.
    """
    database = register(folder, url)
    with _reachable(database), _alone_in(database), use(database):
        if database.path is not None:
            backups.require_usable(database.path)
            backups.create_private(database.path)
        with _alone_on_server(database):
            _bring_up_to_date(database)
        if database.path is not None:
            backups.daily(database.path, datetime.now(UTC))
    return database


def _bring_up_to_date(database: Database) -> None:
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    from thematique.review.models import Head

    executor = MigrationExecutor(connections[database.alias])
    applied = {key for key in executor.loader.applied_migrations if key[0] == "review"}
    if applied - set(executor.loader.disk_migrations or {}):
        raise WrongUse(
            "les codages de cette étude ont été enregistrés par une version plus récente de thematique ; "
            "mettez le logiciel à jour. Rien n'a été modifié."
        )
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        if database.path is not None and applied:
            backups.make(database.path, "migration", datetime.now(UTC))
        with _whole(database):
            call_command("migrate", database=database.alias, verbosity=0, interactive=False)
    Head.objects.get_or_create(pk=1, defaults={"seed": secrets.token_hex(32)})


@contextmanager
def _whole(database: Database) -> Iterator[None]:
    """Make the tables and note that they are made at once: killed in between, the study would never open again."""
    from django.db import connections, transaction

    connection = connections[database.alias]
    # SQLite cannot do this inside a transaction, and tables are only changed without these checks
    connection.disable_constraint_checking()
    try:
        with transaction.atomic(using=database.alias):
            yield
    finally:
        connection.enable_constraint_checking()


@contextmanager
def _alone_in(database: Database) -> Iterator[None]:
    """Let one process at a time open the study's file."""
    from filelock import FileLock

    lock = FileLock(database.path.with_name(".review.lock")) if database.path is not None else nullcontext()
    with lock:
        yield


@contextmanager
def _alone_on_server(database: Database) -> Iterator[None]:
    """Let one process at a time bring the tables on a server up to date."""
    from django.db import connections

    if database.path is not None:
        yield
        return
    with connections[database.alias].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def _reachable(database: Database) -> Iterator[None]:
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    remedy = "vérifiez qu'elle est en marche, que l'adresse donnée dans etude.toml est la bonne et que ce compte y a "
    remedy += "le droit de créer des tables."
    if database.path is not None:
        remedy = f"vérifiez que le disque n'est pas plein et que vous avez le droit d'écrire « {database.path.name} »."
    try:
        yield
    except (DatabaseError, OSError) as error:
        # the library's sentence may hold the address and the name of the account
        kind = type(error.__cause__ or error).__name__
        raise WrongUse(f"la base de données des codages n'a pas pu être ouverte ({kind}) ; {remedy}") from error
    except ImproperlyConfigured as error:
        raise WrongUse(
            "il manque de quoi parler à PostgreSQL ; installez-le avec : pip install 'thematique[postgresql]'."
        ) from error
