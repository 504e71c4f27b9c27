"""Erase what the database says of people who withdraw, so that nothing of it can be read again.

What was coded, noted and asked on their words is deleted, with the passages that were read; what others were told is
kept without their words. The journal stays a whole chain: see `journal.erase`.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.models import Q

from thematique.review import backups, journal
from thematique.review.carrying import carry
from thematique.review.database import batches, current, writing
from thematique.review.editions import Editions
from thematique.review.models import CodebookVersion, Coding, Correction, Entry, Memo, Reading
from thematique.shared import SharedSide

REASON = "effacement"
"""Why a backup was made."""

_MODELS: Mapping[str, Any] = {"coding": Coding, "memo": Memo, "correction": Correction, "reading": Reading}

Spans = Mapping[str, Sequence[tuple[int, int]]]
"""Stretches of text by document."""


def erase(
    documents: Collection[str], spans: Spans, redact: Callable[[str], str], told: Mapping[str, Any]
) -> Counter[str]:
    """Erase what hangs on some documents, and on stretches of others; returns how many rows went, by kind.

    Args:
        documents: those of which nothing stays.
        spans: positions in the texts as the rows have them.
        redact: what is left of a text that people wrote, a memo or a codebook.
        told: what the journal says of the erasure.
    """
    with writing():
        head = journal.lock()
        gone = {name: _keys(model, documents, spans) for name, model in _MODELS.items()}
        for keys in batches(sorted(gone["reading"])):
            Coding.objects.filter(reading__in=keys).update(reading=None)
        for name, model in _MODELS.items():
            for keys in batches(sorted(gone[name])):
                model._default_manager.filter(pk__in=keys).delete()
        _redact_texts(redact)
        counts = Counter({name: len(keys) for name, keys in gone.items()})
        changed = _redacted_entries(gone, documents, redact)
        counts["entry"] = len(changed)
        journal.erase(head, "", changed, {**told, "rows": dict(counts)})
    return counts


def everywhere(shared: SharedSide, folder: Path, **what: Any) -> Mapping[str, int]:
    """Erase from the rows as they hang on the present text, from the file's pages and from the backups.

    Args:
        shared: the texts.
        folder: of the study.
        what: see `erase`.

    Returns:
        How many rows went, by kind; under `backup`, how many backups.
    """
    carry(shared, folder)
    gone = erase(**what)
    compact()
    database = connections[current()]
    n_backups = renew_backups(Path(database.settings_dict["NAME"])) if database.vendor == "sqlite" else 0
    return {**gone, "backup": n_backups}


def renew_key(shared: SharedSide, folder: Path) -> None:
    """Anchor the passages with another key: what lost passages and old backups hold then tells nothing any more."""
    carry(shared, folder)
    Editions(shared, folder).renew_key()
    carry(shared, folder)
    compact()


def renew_backups(database: Path) -> int:
    """Make a backup, then remove all others and damaged files put aside, which hold what was erased.

    Returns how many went.

    Raises:
        WrongUse: the disk is full or protected; all backups are then as they were.
    """
    gone = [*backups.listed(database), *database.parent.glob(f"{database.name}.abime-*")]
    backups.make(database, REASON, journal.now())
    for path in gone:
        path.unlink()
    return len(gone)


def compact() -> None:
    """Write the database's file anew: what was deleted or replaced is in none of its pages, nor in its log.

    On a server, where the owner of the tables alone may do so, it is done table by table.
    """
    connection = connections[current()]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # the copy that is made meanwhile must not lie in a folder of the system
            cursor.execute("PRAGMA temp_store=MEMORY")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")


def _keys(model: Any, documents: Collection[str], spans: Spans) -> set[int]:
    """The rows that hang on the documents or touch the stretches."""
    found = set(model._default_manager.filter(document__in=list(documents)).values_list("pk", flat=True))
    for document, stretches in spans.items():
        for some in batches(stretches):
            touching = Q()
            for start, end in some:
                touching |= Q(start__lt=end, end__gt=start)
            found |= set(model._default_manager.filter(touching, document=document).values_list("pk", flat=True))
    return found


def _redact_texts(redact: Callable[[str], str]) -> None:
    for memo in Memo.objects.iterator():
        if (text := redact(memo.text)) != memo.text:
            Memo.objects.filter(pk=memo.pk).update(text=text)
    for version in CodebookVersion.objects.iterator():
        toml, change = redact(version.toml), _walked(version.change, redact)
        if (toml, change) != (version.toml, version.change):
            CodebookVersion.objects.filter(pk=version.pk).update(toml=toml, change=change)


def _redacted_entries(
    gone: Mapping[str, Collection[int]], documents: Collection[str], redact: Callable[[str], str]
) -> Mapping[int, str]:
    """The entries of the journal that tell of what is gone, with what stays of them."""

    def is_gone(kind: str, item: Mapping[str, Any]) -> bool:
        return item.get("document") in documents or item.get("id") in gone.get(kind, ())

    changed = {}
    for entry in Entry.objects.exclude(action=journal.ERASE).order_by("number").iterator(chunk_size=2000):
        content = journal.content(entry)
        for kind in _MODELS:
            told = content.get(kind)
            if isinstance(told, dict) and "made" in told:
                erased = [{"id": one["id"], "erased": True} if is_gone(kind, one) else one for one in told["made"]]
                content[kind] = {**told, "made": erased}
        # a passage that was put back where a person said
        if is_gone(str(content.get("kind", "")), content) or _in(content.get("before"), documents):
            content = {"kind": content["kind"], "id": content["id"], "erased": True}
        content = _walked(content, redact)
        text = journal.written(content)
        if text != entry.content:
            changed[entry.number] = text
    return changed


def _in(before: Any, documents: Collection[str]) -> bool:
    return isinstance(before, dict) and before.get("document") in documents


def _walked(value: Any, redact: Callable[[str], str]) -> Any:
    """A JSON value with all its texts redacted."""
    if isinstance(value, str):
        return redact(value)
    if isinstance(value, dict):
        return {redact(key): _walked(item, redact) for key, item in value.items()}
    return [_walked(item, redact) for item in value] if isinstance(value, list) else value
