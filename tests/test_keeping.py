"""With its private side closed or destroyed, a study goes on with what it shares, and takes nothing for removed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

import small
from canary_words import NAMES, found_in
from thematique import vault
from thematique.corrections import Act, Correction
from thematique.errors import InvalidFile, WrongUse
from thematique.private_side import Side
from thematique.retention import reminder
from thematique.study import Study
from thematique.vault import sealed

PASSPHRASE = "quatre mots sans rapport"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "_N", 1 << 10)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study after its run, with a few codings."""
    folder = tmp_path_factory.mktemp("garde") / "etude"
    study = small.study(folder)
    (folder / "corpus.csv").write_text("file,contact\nnord.txt,Maëlle Vandrezenbeek\n", encoding="utf-8")
    assert not [done for done in study.run() if done.refused]
    codings = folder.parent / "codages.csv"
    codings.write_text("document,turn,code\nnord,1,tensions.turnover\nsud,1,confiance.construction\n", encoding="utf-8")
    study.people.take_in(codings, "Ana")
    return folder


@pytest.fixture
def study(ready: Path, tmp_path: Path) -> Study:
    import shutil

    return Study(shutil.copytree(ready, tmp_path / "etude"))


def _shared(study: Study) -> Mapping[str, bytes]:
    places = [study.folder / name for name in ("tables", "vectors", "models", "report")]
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    return {path.relative_to(study.folder).as_posix(): path.read_bytes() for path in files}


def test_closing_and_opening_change_nothing_and_leave_nothing_to_do(study: Study) -> None:
    before = _shared(study)
    study.private.lock(PASSPHRASE)
    assert _shared(study) == before
    assert list(study.run()) == []
    assert _shared(study) == before
    study.private.unlock(PASSPHRASE)
    assert list(study.run()) == []
    assert _shared(study) == before


def test_a_closed_study_knows_its_documents_and_that_nothing_was_removed(study: Study) -> None:
    before = study.status()
    study.private.lock(PASSPHRASE)
    status = study.status()
    assert status.documents == before.documents == ["nord", "sud"]
    assert status.states == before.states
    assert status.side is Side.CLOSED
    list(study.run(force=True))
    assert len(study.table("documents")) == 2
    assert study.people.n_lost() == 0


def test_what_needs_the_shared_side_alone_still_works_when_it_is_closed(study: Study, tmp_path: Path) -> None:
    study.private.lock(PASSPHRASE)
    book = study.folder / "codebook.toml"
    book.write_text(book.read_text(encoding="utf-8").replace("turnover", "rotation"), encoding="utf-8")
    ran = [done.stage for done in study.run()]
    assert "classify" in ran
    assert "report" in ran
    assert not {"ingest", "recognise", "correct", "pseudonyms", "anonymise"} & {*ran}
    assert study.export("turns", tmp_path / "tours.csv") == len(study.table("turns")) > 5
    assert study.report(tmp_path / "rapport.html").exists()
    assert len(study.people.codings()) == 2
    assert study.compare("Ana", "machine").totals.units >= 1


def test_what_needs_the_private_side_says_how_to_open_it(study: Study, tmp_path: Path) -> None:
    study.private.lock(PASSPHRASE)
    for ask in (
        lambda: study.add([tmp_path]),
        lambda: study.table("mentions", private=True),
        lambda: study.export("raw_turns", tmp_path / "x.csv", private=True),
        lambda: list(study.run(only="anonymise")),
        lambda: study.corrections.add([], by="Ana"),
        lambda: study.private.wanted(document="nord"),
    ):
        with pytest.raises(WrongUse, match=r"vault .* unlock"):
            ask()
    assert not any((study.folder / "private").iterdir())


def test_a_shared_table_that_only_the_private_side_can_make_again_is_missed(study: Study) -> None:
    study.private.lock(PASSPHRASE)
    next((study.folder / "tables" / "turns").iterdir()).unlink()
    with pytest.raises(WrongUse, match="ouvrez-le"):
        list(study.run())


def test_a_transcript_put_there_while_it_is_closed_is_not_read(study: Study) -> None:
    study.private.lock(PASSPHRASE)
    (study.folder / "transcripts" / "est.txt").write_text("A : bonjour", encoding="utf-8")
    assert list(study.run()) == []
    study.private.unlock(PASSPHRASE)
    assert {done.unit for done in study.run() if done.stage == "ingest"} == {"est"}


def test_after_it_is_destroyed_no_original_word_is_left_and_the_rest_goes_on(study: Study) -> None:
    assert found_in(study.folder, NAMES) != []
    key = (study.folder / "review.key").read_bytes()
    (study.folder / "private" / "journal.log").write_text("Traceback: Maëlle Vandrezenbeek", encoding="utf-8")
    assert study.private.destroy() > 5
    assert found_in(study.folder, NAMES) == []
    assert [path.name for path in study.folder.iterdir() if path.name in ("corpus.csv", "private.vault")] == []
    assert key not in {path.read_bytes() for path in study.folder.rglob("*") if path.is_file()}
    again = Study(study.folder)
    assert (again.status().side, again.status().documents) == (Side.DESTROYED, ["nord", "sud"])
    assert (len(again.people.codings()), again.people.n_lost(), again.people.fault()) == (2, 0, "")
    assert list(again.run()) == []
    for act in (lambda: again.private.lock(PASSPHRASE), lambda: again.private.unlock(PASSPHRASE)):
        with pytest.raises(WrongUse, match="détruit"):
            act()


def test_a_closed_side_is_destroyed_without_its_passphrase(study: Study) -> None:
    study.private.lock(PASSPHRASE)
    study.private.destroy()
    assert not (study.folder / "private.vault").exists()
    assert study.private.side is Side.DESTROYED


def test_the_texts_are_called_anonymised_only_once_nobody_can_find_the_names(study: Study) -> None:
    def called() -> set[str]:
        page = study.report().read_text(encoding="utf-8")
        return {word for word in ("pseudonymisés", "anonymisés") if f"Les textes sont {word}" in page}

    assert called() == {"pseudonymisés"}
    study.private.lock(PASSPHRASE)
    assert called() == {"pseudonymisés"}
    study.private.destroy()
    assert called() == {"anonymisés"}


def test_one_is_reminded_of_originals_kept_too_long(study: Study) -> None:
    settings = {"keep_originals_until": date(2027, 1, 31)}
    assert reminder(study.folder, settings, today=date(2027, 1, 31)) == ""
    assert "31/01/2027" in reminder(study.folder, settings, today=date(2027, 2, 1))
    assert reminder(study.folder, {}, today=date(2027, 2, 1)) == ""
    with pytest.raises(InvalidFile, match="date"):
        reminder(study.folder, {"keep_originals_until": "2027-01-31"})
    study.private.destroy()
    assert reminder(study.folder, settings, today=date(2027, 2, 1)) == ""


def test_the_setting_of_the_reminder_is_read_from_the_settings_of_the_study(study: Study) -> None:
    path = study.folder / "etude.toml"
    path.write_text(path.read_text(encoding="utf-8") + "keep_originals_until = 2020-01-31\n", encoding="utf-8")
    assert "31/01/2020" in Study(study.folder).status().reminder
    assert list(Study(study.folder).run()) == []


def test_what_is_decided_of_names_while_it_closes_is_never_lost(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    plain = vault._plain

    def decide() -> None:
        try:
            told.append(study.corrections.add([Correction(act=Act.MASK, name="Ève")], by="Ana"))
        except WrongUse as refused:
            told.append(refused)

    deciding = Thread(target=decide)

    def meanwhile(folder: Path) -> Mapping[str, str]:
        found = plain(folder)
        deciding.start()
        deciding.join(0.5)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(vault, "_plain", meanwhile)
        study.private.lock(PASSPHRASE)
    deciding.join()
    assert "unlock" in str(told[0])
    study.private.unlock(PASSPHRASE)
    assert [one.name for one in study.corrections.all()] == []
    assert not list((study.folder / "private").glob(".*"))
