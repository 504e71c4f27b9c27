"""What hangs on erased words goes from the database; the journal stays a whole chain that nobody else may change."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from databases import Opened
from reviewing import decide, entries, person, place, shown, standing
from thematique.codings import Verdict
from thematique.errors import WrongUse
from thematique.review import backups, decisions, erasing, journal
from thematique.review.models import Coding, Entry, Memo, Reading

CANARY = "Vandrezenbeek"


def _keep(text: str) -> str:
    return text.replace(CANARY, "[retiré]")


@pytest.fixture
def coded(opened: Opened) -> Opened:
    """Two documents, coded and noted by one person."""
    anna = person()
    decide(anna, "t.nord")
    decide(anna, "t.nord2", number=1)
    reading = shown(anna, place(0, CANARY))
    decisions.decide(reading, "t.autre", Verdict.ACCEPT)
    decisions.note(anna, place(2), f"comme {CANARY}")
    decisions.note(anna, place(0, CANARY), "un mémo")
    return opened


def _erase(**what: Any) -> Any:
    return erasing.erase(**{"documents": [], "spans": {}, "redact": _keep, "told": {"code": ""}, **what})


def _said() -> str:
    rows = [*Entry.objects.values_list("content"), *Memo.objects.values_list("text", "document")]
    return str([*rows, *Coding.objects.values_list("document"), *Reading.objects.values_list("document")])


def test_a_document_goes_from_every_table_and_the_rest_stays(coded: Opened) -> None:
    before = entries()
    gone = _erase(documents=[CANARY])
    assert (gone["coding"], gone["memo"], gone["reading"]) == (1, 1, 1)
    assert CANARY not in _said()
    assert {code for _, _, code, _ in standing()} == {"t.nord", "t.nord2"}
    assert entries() == before + 1


def test_a_stretch_goes_and_what_is_beside_it_stays(coded: Opened) -> None:
    _erase(spans={"nord": [(0, 99)]})
    assert {code for _, _, code, _ in standing()} == {"t.nord2", "t.autre"}
    assert Memo.objects.filter(document="nord").count() == 1
    entries()


def test_erasing_twice_keeps_the_chain_whole(coded: Opened) -> None:
    _erase(documents=[CANARY])
    _erase(spans={"nord": [(0, 99)]})
    _erase(documents=["nord", CANARY])
    entries()
    assert standing() == set()


def test_an_entry_changed_after_an_erasure_is_still_found_out(coded: Opened) -> None:
    _erase(documents=[CANARY])
    for number in (1, 3):
        with pytest.raises(DatabaseError), transaction.atomic(using=coded.database.alias):
            Entry.objects.filter(number=number).update(content="{}")
    with transaction.atomic(using=coded.database.alias), journal._changeable():
        Entry.objects.filter(number=3).update(content="{}")
    assert journal.verify().broken == 3


def test_one_goes_on_coding_and_undoing_after_an_erasure(coded: Opened) -> None:
    from thematique.review import acts
    from thematique.review.models import Coder

    anna = Coder.objects.get(name="Anna")
    _erase(documents=[CANARY])
    decide(anna, "t.encore", number=3)
    assert acts.undo(anna) is not None
    while acts.undo(anna) is not None:
        pass
    assert standing() == set()
    entries()


def test_nothing_of_it_is_left_in_the_file(coded: Opened) -> None:
    _erase(documents=[CANARY])
    erasing.compact()
    if coded.vendor == "sqlite":
        files = [path.read_bytes() for path in coded.folder.iterdir() if path.name.startswith("review.sqlite")]
        assert not any(CANARY.encode() in content for content in files)
    assert entries() > 0


def test_the_backups_of_before_go_once_another_is_made(on_sqlite: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(person(), "t.a")
    before = [backups.make(on_sqlite.path, "demande", journal.now()) for _ in range(2)]

    def full(*_arguments: Any) -> None:
        raise WrongUse("le disque est plein.")

    with monkeypatch.context() as patched, pytest.raises(WrongUse):
        patched.setattr(backups, "make", full)
        erasing.renew_backups(on_sqlite.path)
    assert set(backups.listed(on_sqlite.path)) == set(before)
    assert erasing.renew_backups(on_sqlite.path) == 2
    (left,) = backups.listed(on_sqlite.path)
    assert backups.reason_of(left) == erasing.REASON
    assert left not in before


def test_when_it_cannot_be_done_whole_nothing_is_done(coded: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _said()

    def full(*_arguments: Any) -> None:
        raise OSError

    monkeypatch.setattr(journal, "append", full)
    with pytest.raises(OSError):
        _erase(documents=[CANARY])
    assert _said() == before
    monkeypatch.undo()
    entries()
