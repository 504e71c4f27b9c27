"""Going back to a backup: what is told before is what happens, to the codebook and the accounts too."""

import threading
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connections

from databases import Opened
from reviewing import codes, decide, entries, person
from thematique.errors import WrongUse
from thematique.review import acts, backups, coders, journal, restoring, versions
from thematique.review.database import use
from thematique.review.models import Coder, Coding, Entry, Reading, Role
from thematique.shipped import shipped


def book(folder: Path, name: str) -> None:
    """A codebook of one code, as somebody typed it in the file."""
    (folder / "codebook.toml").write_text(
        f'[attente]\nname = "{name}"\ndefinition = "Ce qui tarde."\n', encoding="utf-8"
    )
    versions.current(folder)


@pytest.fixture
def study(on_sqlite: Opened) -> Opened:
    book(on_sqlite.folder, "Attente")
    return on_sqlite


def test_what_is_foreseen_is_what_happens(study: Opened) -> None:
    agathe = person("Agathe", Role.ADMINISTRATOR)
    decide(agathe, "t.a")
    kept = backups.make(study.path, "demande", journal.now())
    decide(agathe, "t.b")
    decide(agathe, "t.c")
    acts.undo(agathe)
    person("Nora")
    book(study.folder, "Patience")
    foreseen = restoring.foresee(study.path, kept.name)
    assert dict(foreseen.gone) == {"code": 2, "undo": 1, "codebook": 1}
    assert (foreseen.back, foreseen.codebook, foreseen.accounts, foreseen.governed) == (0, True, ["Nora"], True)
    before = restoring.go_back(study.folder, kept.name, by="Agathe")
    assert codes(agathe) == {"t.a"}
    assert versions.current(study.folder).codebook.codes[0].name == "Attente"
    assert "Attente" in (study.folder / "codebook.toml").read_text(encoding="utf-8")
    assert not Coder.objects.filter(name="Nora").exists()
    assert Entry.objects.latest("number").action == "restore"
    assert Entry.objects.latest("number").coder == "Agathe"
    entries()
    again = restoring.foresee(study.path, before.name)
    assert (dict(again.gone), again.back, again.codebook) == ({"restore": 1}, 4, True)
    restoring.go_back(study.folder, before.name)
    assert codes(agathe) == {"t.a", "t.b"}
    assert versions.current(study.folder).codebook.codes[0].name == "Patience"
    entries()


def test_all_sessions_end_and_those_of_then_do_not_come_back(study: Opened) -> None:
    later = journal.now() + timedelta(days=1)
    Session.objects.create(session_key="a" * 32, session_data="x", expire_date=later)
    kept = backups.make(study.path, "demande", journal.now())
    Session.objects.create(session_key="b" * 32, session_data="x", expire_date=later)
    restoring.go_back(study.folder, kept.name)
    assert not Session.objects.exists()


def test_a_codebook_with_errors_is_left_as_it_was_typed(study: Opened) -> None:
    kept = backups.make(study.path, "demande", journal.now())
    (study.folder / "codebook.toml").write_text("[attente\n", encoding="utf-8")
    restoring.go_back(study.folder, kept.name)
    assert (study.folder / "codebook.toml").read_text(encoding="utf-8") == "[attente\n"


def test_a_backup_without_anyone_to_administer_is_told(study: Opened) -> None:
    kept = backups.make(study.path, "jour", journal.now())
    person("Agathe", Role.ADMINISTRATOR)
    foreseen = restoring.foresee(study.path, kept.name)
    assert (foreseen.governed, foreseen.accounts) == (False, ["Agathe"])


@pytest.mark.parametrize("name", ["absente", "../review.sqlite", ""])
def test_a_backup_that_is_none_is_refused(study: Opened, name: str) -> None:
    with pytest.raises(WrongUse, match="choisissez-en une autre"):
        restoring.foresee(study.path, name)


def test_a_decision_acknowledged_during_the_return_is_in_the_backup_made_first_or_after_it(study: Opened) -> None:
    """Nobody decides between the copy of what there is and the return: nothing acknowledged is in neither."""
    for one in range(4):
        person(f"P{one}")
    kept = backups.make(study.path, "demande", journal.now())
    stop, acknowledged = threading.Event(), [0] * 4

    def work(number: int) -> None:
        coder = coders.named(f"P{number}")
        while not stop.is_set():
            # the passage that was shown before the return is no longer there after it
            with suppress(Reading.DoesNotExist):
                decide(coder, "t.a", number=acknowledged[number])
                acknowledged[number] += 1

    def go_back() -> None:
        try:
            while sum(acknowledged) < 40:
                pass
            restoring.go_back(study.folder, kept.name)
        finally:
            stop.set()

    study.at_once([*(lambda n=n: work(n) for n in range(4)), go_back])  # type: ignore[misc]
    after = Coding.objects.count()
    assert entries() > 0
    before = next(path for path in backups.listed(study.path) if backups.reason_of(path) == "restauration")
    restoring.go_back(study.folder, before.name)
    connections.close_all()
    with use(study.database):
        assert Coding.objects.count() + after == sum(acknowledged)


@pytest.mark.parametrize("before", [0, 1])
def test_the_keys_of_what_is_gone_are_never_given_again(study: Opened, before: int) -> None:
    anna = person()
    for _ in range(before):
        decide(anna, "t.a")
    kept = backups.make(study.path, "demande", journal.now())
    decide(anna, "t.b", number=1)
    gone = Reading.objects.latest("pk").pk
    restoring.go_back(study.folder, kept.name)
    decide(anna, "t.c", number=2)
    assert Reading.objects.latest("pk").pk > gone


def test_the_shipped_codebook_comes_back_as_it_was_written(study: Opened) -> None:
    text = shipped("data/codebooks/reseau.toml").read_text(encoding="utf-8")
    (study.folder / "codebook.toml").write_text(text, encoding="utf-8")
    versions.current(study.folder)
    kept = backups.make(study.path, "demande", journal.now())
    book(study.folder, "Attente")
    restoring.go_back(study.folder, kept.name)
    assert (study.folder / "codebook.toml").read_text(encoding="utf-8") == text
