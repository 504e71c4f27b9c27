"""The journal only grows, and says so when somebody makes it say something else."""

import hashlib
import json
from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from databases import Opened
from reviewing import ACCEPT, decide, entries, person, place, shown
from thematique.errors import WrongUse
from thematique.review import acts, coders, decisions, journal
from thematique.review.models import Entry, Head

WITHOUT_GUARD = {
    "sqlite": ["DROP TRIGGER review_entry_no_UPDATE", "DROP TRIGGER review_entry_no_DELETE"],
    "postgresql": ["DROP TRIGGER review_entry_only_grows ON review_entry"],
}
SEALED = "number, at, coder, action, content, act, previous, digest"


def unguarded(opened: Opened, *, length: int = 6) -> None:
    """A journal of a few entries whose triggers somebody took away."""
    anna = person()
    for number in range(length):
        decide(anna, f"t.c{number}", act=f"act {number}")
    assert entries() == length
    for statement in WITHOUT_GUARD[opened.vendor]:
        opened.sql(statement)


def resealed(opened: Opened, number: int, **changes: object) -> None:
    """Change an entry and give it the digest that suits it."""
    opened.sql(
        f"UPDATE review_entry SET {', '.join(f'{key} = %s' for key in changes)} WHERE number = {number}",
        *changes.values(),
    )
    row = Entry.objects.get(number=number)
    told = (row.number, row.at, row.coder, row.action, row.content, row.act or "", row.previous)
    digest = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
    opened.sql("UPDATE review_entry SET digest = %s WHERE number = %s", digest, number)


def test_each_entry_holds_the_digest_of_the_one_before(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decide(anna, "t.b")
    first, second = Entry.objects.order_by("number")
    assert (first.previous, second.previous) == ("", first.digest)
    assert journal.verify() == journal.Verified(entries=2)
    journal.require_whole()


def test_an_empty_journal_is_whole(opened: Opened) -> None:
    assert journal.verify() == journal.Verified(entries=0)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE review_entry SET coder = 'x'", "DELETE FROM review_entry", "DELETE FROM review_entry WHERE number = 1"],
)
def test_the_database_refuses_to_change_or_remove_entries(opened: Opened, statement: str) -> None:
    decide(person(), "t.a")
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(opened.database.alias):
        opened.sql(statement)
    assert entries() == 1


def test_postgresql_refuses_to_empty_the_journal(on_postgresql: Opened) -> None:
    decide(person(), "t.a")
    with pytest.raises(DatabaseError, match="only grows"):
        on_postgresql.sql("TRUNCATE review_entry CASCADE")
    assert entries() == 1


def test_the_models_cannot_change_entries_either(opened: Opened) -> None:
    decide(person(), "t.a")
    for change in (lambda: Entry.objects.update(coder="x"), lambda: Entry.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic(opened.database.alias):
            change()
    assert entries() == 1


@pytest.mark.parametrize(
    ("column", "number"),
    [
        ("at", 1),
        ("coder", 2),
        ("action", 3),
        ("content", 6),
        ("act", 4),
        ("previous", 1),
        ("previous", 5),
        ("digest", 6),
    ],
)
def test_a_changed_entry_is_named(opened: Opened, column: str, number: int) -> None:
    unguarded(opened)
    opened.sql(f"UPDATE review_entry SET {column} = 'x' WHERE number = %s", number)
    assert journal.verify().broken == number


def test_an_entry_that_was_given_a_new_digest_breaks_the_next_one(opened: Opened) -> None:
    unguarded(opened)
    resealed(opened, 3, coder="Bruno")
    assert journal.verify().broken == 4


def test_a_last_entry_that_was_given_a_new_digest_is_named(opened: Opened) -> None:
    unguarded(opened)
    resealed(opened, 6, coder="Bruno")
    assert journal.verify().broken == 6


def test_the_second_writing_of_an_entry_is_named(on_sqlite: Opened) -> None:
    decide(person(), "t.a")
    # SQLite does not call this a deletion: no trigger sees it
    on_sqlite.sql(
        f"INSERT OR REPLACE INTO review_entry ({SEALED}) SELECT number, at, 'Bruno', action, content, act, previous, digest FROM review_entry"
    )
    assert journal.verify().broken == 1


@pytest.mark.parametrize("number", [1, 3])
def test_a_removed_entry_is_named(opened: Opened, number: int) -> None:
    unguarded(opened)
    opened.sql("DELETE FROM review_entry WHERE number = %s", number)
    assert journal.verify() == journal.Verified(entries=number, broken=number, why="une entrée manque")


def test_a_removed_entry_is_found_although_the_others_are_numbered_anew(opened: Opened) -> None:
    unguarded(opened)
    opened.sql("DELETE FROM review_entry WHERE number = 3")
    for number in (4, 5, 6):
        resealed(opened, number, number=number - 1) if number < 4 else opened.sql(
            "UPDATE review_entry SET number = %s WHERE number = %s", number - 1, number
        )
    assert journal.verify().broken == 3


def test_two_entries_that_changed_places_are_found(opened: Opened) -> None:
    unguarded(opened)
    for old, new in ((3, 99), (4, 3), (99, 4)):
        opened.sql("UPDATE review_entry SET number = %s WHERE number = %s", new, old)
    assert journal.verify().broken == 3


@pytest.mark.parametrize("kept", [0, 1, 5])
def test_the_last_entries_cannot_be_cut_off(opened: Opened, kept: int) -> None:
    unguarded(opened)
    opened.sql("DELETE FROM review_entry WHERE number > %s", kept)
    assert journal.verify() == journal.Verified(entries=kept, broken=kept + 1, why="les dernières entrées manquent")


def test_an_entry_added_at_the_end_is_found_however_well_it_is_sealed(opened: Opened) -> None:
    unguarded(opened)
    last = Entry.objects.get(number=6)
    opened.sql(
        f"INSERT INTO review_entry ({SEALED}) SELECT 7, at, coder, action, content, NULL, digest, digest FROM review_entry WHERE number = 6"
    )
    resealed(opened, 7, previous=last.digest)
    assert journal.verify() == journal.Verified(entries=7, broken=7, why="une entrée a été ajoutée")


def test_an_entry_put_between_two_others_is_found(opened: Opened) -> None:
    unguarded(opened)
    for number in (6, 5, 4):
        opened.sql("UPDATE review_entry SET number = %s WHERE number = %s", number + 1, number)
    opened.sql(
        f"INSERT INTO review_entry ({SEALED}) SELECT 4, at, coder, action, content, NULL, digest, digest FROM review_entry WHERE number = 3"
    )
    resealed(opened, 4, coder="Bruno")
    assert journal.verify().broken == 5


def test_a_journal_whose_end_is_unknown_is_not_whole(opened: Opened) -> None:
    unguarded(opened)
    Head.objects.all().delete()
    assert journal.verify().broken is not None


def test_the_sentence_says_where_the_journal_breaks_and_what_to_do(opened: Opened) -> None:
    unguarded(opened)
    opened.sql("UPDATE review_entry SET coder = 'x' WHERE number = 4")
    with pytest.raises(WrongUse, match=r"altéré à l'entrée 4 .* thematique backup ETUDE list"):
        journal.require_whole()


def test_checking_while_others_write_never_cries_wolf(opened: Opened) -> None:
    people = [person(f"P{number}") for number in range(3)]

    def write(coder: object) -> Callable[[], None]:
        return lambda: [decide(coder, f"t.c{n}", number=n) for n in range(12)]  # type: ignore

    def check() -> list[journal.Verified]:
        return [journal.verify() for _ in range(25)]

    found = opened.at_once([*map(write, people), check])[-1]
    assert [one for one in found if one.broken is not None] == []
    assert entries() == 36


def test_the_journal_holds_no_word_of_a_memo(opened: Opened) -> None:
    decisions.note(person(), place(), "un secret que je n'écris qu'ici")
    assert "secret" not in Entry.objects.get().content


def test_who_acts_and_what_is_told_of_coders_too(opened: Opened) -> None:
    coders.invite("Zoé", coders.Role.ADMINISTRATOR)
    invited = coders.invite("Bruno", coders.Role.READER, by="Zoé")
    coders.accept(invited.token, "un long mot de passe")
    coders.disable("Bruno", by="Zoé")
    assert list(Entry.objects.order_by("number").values_list("coder", "action")) == [
        ("Zoé", "invite"),
        ("Zoé", "invite"),
        ("Bruno", "enter"),
        ("Zoé", "disable"),
    ]
    assert invited.token not in "".join(Entry.objects.values_list("content", flat=True))


def test_the_journal_alone_tells_what_holds(opened: Opened) -> None:
    anna, consensus = person(), coders.voice("consensus")
    reading = shown(anna, place(1), blind=True)
    decisions.decide(reading, "t.a", ACCEPT)
    decide(anna, "", number=1)
    decide(anna, "t.b", decisions.Verdict.REJECT, number=2, seen=decisions.Seen(model="m1", score=0.4))
    decisions.adjudicate(anna, consensus, place(1), ["t.a", "t.b"], act="", after=0)
    decide(anna, "t.c", number=3)
    acts.undo(anna)
    rows: dict[int, dict[str, object]] = {}
    holds: set[int] = set()
    told = {entry.number: (entry.action, journal.content(entry)) for entry in Entry.objects.order_by("number")}
    for action, content in told.values():
        undone = told[content["of"]][1]["coding"] if action == "undo" else {"made": [], "ended": []}
        change = content.get("coding", {"made": [], "ended": []})
        rows |= {item["id"]: item for item in change["made"]}
        holds |= {item["id"] for item in change["made"]} | set(undone["ended"])
        holds -= set(change["ended"]) | {item["id"] for item in undone["made"]}
    kept = decisions.Coding.objects.filter(standing=True).select_related("coder")
    assert {key: rows[key] for key in holds} == {row.pk: acts.told(row) for row in kept}
