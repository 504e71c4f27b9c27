"""The journal of all acts: it only grows, and each entry holds the hash of the one before (fr. journal).

Method: a hash chain (Haber & Stornetta 1991). Who changes, removes or inserts an entry breaks every later hash; the
end of the chain, kept in `Head` and in each backup, shows when the last entries are cut off.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connections

from thematique.errors import WrongUse
from thematique.review.database import current, writing
from thematique.review.models import Entry, Head

ERASE = "erase"


class SeenBefore(Exception):
    """This very act was recorded already: a double click, or a message sent again after a lost connection."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        super().__init__(str(entry.number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The journal as checked: how many entries, the first one that does not hold (None if all do), and why."""

    entries: int
    broken: int | None = None
    why: str = ""


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def lock() -> Head:
    """Take the end of the journal: until the transaction ends, nobody else writes."""
    return Head.objects.select_for_update().get(pk=1)


def require_new(coder: str, act: str) -> None:
    """Check that the coder's act was not recorded before.

    Args:
        coder: the name of who acts; somebody else's act of the same name is another act.
        act: a name that the sender chose for this act, the same when it is sent again; empty to skip the check.

    Raises:
        SeenBefore: it was.
    """
    if act and (entry := Entry.objects.filter(act=_named(coder, act)).first()):
        raise SeenBefore(entry)


def append(head: Head, coder: str, action: str, content: Mapping[str, Any], *, act: str = "") -> Entry:
    """Add an entry within the transaction that does what it tells.

    Args:
        head: the end of the journal, from `lock`.
        coder: the name of who acts.
        action: what was done, one word.
        content: what is needed to tell it and to undo it; JSON values, no word of a transcript.
        act: see `require_new`.
    """
    entry = Entry(
        number=head.number + 1,
        at=now().isoformat(timespec="microseconds"),
        coder=coder,
        action=action,
        content=written(content),
        act=_named(coder, act) if act else None,
        previous=head.digest,
    )
    entry.digest = _digest(entry)
    entry.save(force_insert=True)
    head.number, head.digest = entry.number, entry.digest
    head.save(update_fields=["number", "digest"])
    return entry


def written(content: Mapping[str, Any]) -> str:
    """A content as an entry holds it: the same always gives the same text."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def content(entry: Entry) -> dict[str, Any]:
    """What an entry tells."""
    told: dict[str, Any] = json.loads(entry.content)
    return told


def verify() -> Verified:
    """Follow the chain from its start; nobody writes meanwhile."""
    with writing():
        try:
            head = lock()
        except Head.DoesNotExist:
            return Verified(entries=Entry.objects.count(), broken=1, why="la fin du journal n'est plus connue")
        return _follow(head)


def require_whole() -> None:
    """Check the chain.

    Raises:
        WrongUse: it is broken, and where.
    """
    found = verify()
    if found.broken is not None:
        raise WrongUse(
            f"le journal des décisions a été altéré à l'entrée {found.broken} ({found.why}) ; "
            "comparez avec une sauvegarde : thematique backup ETUDE list."
        )


def erase(head: Head, coder: str, contents: Mapping[int, str], content: Mapping[str, Any]) -> None:
    """Give entries another content, from which what somebody wants erased is gone, and say so in a new entry.

    The digests of the entries stay, so that the chain still holds: the new entry vouches for the contents that they no
    longer fit. The triggers that keep entries from being changed are away meanwhile, within the transaction.
    """
    with _changeable():
        for number, text in contents.items():
            Entry.objects.filter(number=number).update(content=text)
    vouched = {str(number): _digest_of(text) for number, text in contents.items()}
    append(head, coder, ERASE, {**content, "entries": vouched})


@contextmanager
def _changeable() -> Iterator[None]:
    """Let entries be changed within the block."""
    connection = connections[current()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE review_entry DISABLE TRIGGER USER")
            yield
            cursor.execute("ALTER TABLE review_entry ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'review_entry'")
        triggers = dict(cursor.fetchall())
        for name in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for sql in triggers.values():
            cursor.execute(sql)


def _vouched() -> Mapping[int, str]:
    """The digests of the contents that were left where something was erased, by entry; the last erasure counts."""
    found: dict[int, str] = {}
    for entry in Entry.objects.filter(action=ERASE).order_by("number"):
        found |= {int(number): digest for number, digest in content(entry)["entries"].items()}
    return found


def _follow(head: Head) -> Verified:
    previous, count, vouched = "", 0, _vouched()
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        count += 1
        if entry.number != count:
            return Verified(entries=count, broken=count, why="une entrée manque")
        if entry.previous != previous or not _is_whole(entry, vouched):
            return Verified(entries=count, broken=count, why="l'entrée a été modifiée")
        previous = entry.digest
    if head.number > count:
        return Verified(entries=count, broken=count + 1, why="les dernières entrées manquent")
    if head.number < count:
        return Verified(entries=count, broken=head.number + 1, why="une entrée a été ajoutée")
    if head.digest != previous:
        return Verified(entries=count, broken=count, why="l'entrée a été modifiée")
    return Verified(entries=count)


def _is_whole(entry: Entry, vouched: Mapping[int, str]) -> bool:
    """Whether an entry says what it said, or what an erasure left of it."""
    return entry.digest == _digest(entry) or vouched.get(entry.number) == _digest_of(entry.content)


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _named(coder: str, act: str) -> str:
    """The act's name in the database: of one length, whatever was sent, and the coder's own."""
    told = json.dumps([coder, act]).encode()
    return hashlib.blake2b(told, digest_size=20).hexdigest()


def _digest(entry: Entry) -> str:
    told = (entry.number, entry.at, entry.coder, entry.action, entry.content, entry.act or "", entry.previous)
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
