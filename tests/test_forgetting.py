"""After somebody is forgotten none of their words or names is in any file of the study; what others decided stays."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import small
from canary_words import found_in
from thematique.codings import Coding
from thematique.errors import WrongUse
from thematique.forgetting import Proof
from thematique.forgetting.wanted import Wanted
from thematique.records import Turn
from thematique.review import journal
from thematique.study import Study

# what only Ottomar says, and how he is called
HIS = ("Krastapoulis", "Ottomar", "petit à petit, d'année en année", "La confiance se construit en travaillant")
# what is only in one transcript
OF_NORD = ("Vandrezenbeek", "Maëlle", "081 22 33 44", "racontez-moi le réseau", "le turnover nous épuise")
CODINGS = """document,turn,code
nord,1,tensions.turnover
nord,5,informel.cafe
sud,1,confiance.construction
sud,2,reconnaissance
sud,4,informel.evenements
"""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study that was coded, corrected, backed up and exported; names stand in all the places that keep them."""
    folder = tmp_path_factory.mktemp("oubli") / "etude"
    study = small.study(folder)
    (folder / "corpus.csv").write_text(
        "file,contact\nnord.txt,Maëlle Vandrezenbeek\nsud.txt,Ottomar Krastapoulis\n", encoding="utf-8"
    )
    assert not [done for done in study.run() if done.refused]
    codings = folder.parent / "codages.csv"
    codings.write_text(CODINGS, encoding="utf-8")
    assert study.people.take_in(codings, "Ana").problems == []
    _note(study, "nord", "Maëlle Vandrezenbeek le dit bien")
    _note(study, "sud", "comme Ottomar Krastapoulis")
    study.naming.mask("Ottomar Krastapoulis", by="Ana")
    list(study.run())
    study.people.backup()
    study.export("turns", folder / "tours.csv")
    study.export("segments", folder / "report" / "segments.xlsx")
    study.export("turns", folder / "tours.parquet")
    (folder / "notes.txt").write_text("rien de particulier", encoding="utf-8")
    (folder / "private" / "journal.log").write_text("Maëlle Vandrezenbeek, Ottomar Krastapoulis", encoding="utf-8")
    _train(folder, ["nord", "sud"])
    return folder


def _note(study: Study, document: str, text: str) -> None:
    with study.people.opened():
        from thematique.review import decisions
        from thematique.review.editions import Editions
        from thematique.review.models import Coder

        place = Editions(study.shared(), study.folder).place(document, *_turn(study, document, 1))
        decisions.note(Coder.objects.get(name="Ana"), place, text)


def _turn(study: Study, document: str, number: int) -> tuple[int, int]:
    [turn] = [one for one in study.table("turns") if (one.document, one.turn) == (document, number)]
    return turn.start, turn.end


def _train(folder: Path, documents: Sequence[str]) -> None:
    """A version as far as its card goes: training one takes more text than there is."""
    version = folder / "models" / "codes" / "v1"
    version.mkdir(parents=True)
    (version / "card.json").write_text(json.dumps({"documents": documents, "kept": True}), encoding="utf-8")
    (version / "weights.npz").write_bytes(b"learnt")


@pytest.fixture
def study(ready: Path, tmp_path: Path) -> Study:
    return Study(shutil.copytree(ready, tmp_path / "etude"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """A study after somebody or a document was forgotten, with what there was before; only to be looked at."""

    study: Study
    wanted: Wanted
    proof: Proof
    code: str
    turns: Sequence[Turn]
    held: Mapping[tuple[str, str], str]


def _forgotten(ready: Path, folder: Path, **asked: str) -> Forgotten:
    study = Study(shutil.copytree(ready, folder))
    code, turns, held = _code_of(study, "ottomar krastapoulis"), study.table("turns"), _held(study)
    wanted = study.private.wanted(**asked)
    proof = study.private.forget(wanted)
    return Forgotten(study=study, wanted=wanted, proof=proof, code=code, turns=turns, held=held)


@pytest.fixture(scope="module")
def without_nord(ready: Path) -> Forgotten:
    return _forgotten(ready, ready.with_name("sans-nord"), document="nord")


@pytest.fixture(scope="module")
def without_ottomar(ready: Path) -> Forgotten:
    return _forgotten(ready, ready.with_name("sans-ottomar"), speaker="Ottomar Krastapoulis")


def _held(study: Study) -> dict[tuple[str, str], str]:
    """The words on which each standing coding hangs."""
    shared = study.shared()
    return {(one.document, one.code): shared.text(one.document)[one.start : one.end] for one in study.people.codings()}


def _codings(study: Study) -> Sequence[Coding]:
    return study.people.codings()


def _chain_holds(study: Study) -> bool:
    with study.people.opened():
        return journal.verify().broken is None


def test_nothing_of_a_forgotten_document_is_in_any_file(ready: Path, without_nord: Forgotten) -> None:
    assert {word for _, word in found_in(ready, OF_NORD)} == {*OF_NORD}
    study, proof = without_nord.study, without_nord.proof
    assert found_in(study.folder, OF_NORD) == []
    assert (proof.documents, proof.left, list(proof.models)) == (1, [], ["v1"])
    assert {"tours.csv", "tours.parquet", "report/segments.xlsx"} == {*proof.files}
    assert (study.folder / "notes.txt").exists()
    assert proof.counts["decisions"] >= 3
    assert [one.document for one in study.table("documents")] == ["sud"]


def test_what_others_decided_elsewhere_stays(without_nord: Forgotten) -> None:
    before = {key: words for key, words in without_nord.held.items() if key[0] == "sud"}
    assert _held(without_nord.study) == before
    assert len(before) == 3
    assert without_nord.study.people.n_lost() == 0


def test_the_journal_is_still_a_whole_chain_that_tells_of_the_erasure(study: Study) -> None:
    study.private.forget(study.private.wanted(document="nord"))
    assert study.people.fault() == ""
    with study.people.opened():
        from django.db import DatabaseError, connections

        from thematique.review.database import current
        from thematique.review.models import Entry

        last = Entry.objects.filter(action=journal.ERASE).get()
        assert journal.content(last)["documents"] >= 1
        # the journal is closed again to whoever would change it
        entry = Entry.objects.get(number=1)
        with pytest.raises(DatabaseError):
            Entry.objects.filter(number=1).update(content=entry.content + " ")
        with connections[current()].cursor() as cursor:
            cursor.execute("DROP TRIGGER review_entry_no_UPDATE")
            cursor.execute("UPDATE review_entry SET content = '{}' WHERE number = 2")
        assert journal.verify().broken == 2


def test_the_backups_are_renewed_and_the_new_one_can_be_gone_back_to(study: Study) -> None:
    study.private.forget(study.private.wanted(document="nord"))
    [backup] = study.people.backups()
    assert backup.reason == "effacement"
    study.people.restore(backup.name)
    assert {one.document for one in Study(study.folder).people.codings()} == {"sud"}


def test_somebody_who_is_forgotten_is_named_nowhere_and_says_nothing(ready: Path, without_ottomar: Forgotten) -> None:
    assert {word for _, word in found_in(ready, HIS)} == {*HIS}
    study, proof, code = without_ottomar.study, without_ottomar.proof, without_ottomar.code
    assert without_ottomar.wanted.code == code
    assert found_in(study.folder, HIS) == []
    assert (proof.code, proof.turns, proof.left) == (code, 1, [])
    assert proof.rewritten == 2
    assert sorted(path.name for path in (study.folder / "transcripts").iterdir()) == ["nord.json", "sud.json"]
    assert not [status for status in study.status().states if status.why or status.refused]


def test_the_table_that_names_the_transcripts_stays_closed_to_others(
    without_nord: Forgotten, without_ottomar: Forgotten
) -> None:
    for study in (without_nord.study, without_ottomar.study):
        assert (study.folder / "corpus.csv").stat().st_mode & 0o777 == 0o600


def test_the_others_keep_their_words_their_places_and_their_codings(without_ottomar: Forgotten) -> None:
    study, turns, held = without_ottomar.study, without_ottomar.turns, without_ottomar.held
    after = study.table("turns")
    for old, new in zip(turns, after, strict=True):
        if (old.document, old.turn) == ("sud", 1):
            assert new.text == "[retiré]"
        else:
            assert (new.document, new.turn, new.speaker, new.role, new.text) == (
                old.document,
                old.turn,
                old.speaker,
                old.role,
                old.text,
            )
    assert _held(study) == {key: words for key, words in held.items() if key != ("sud", "confiance.construction")}
    assert study.people.n_lost() == 0
    assert _chain_holds(study)


def test_the_code_stays_in_the_texts_and_is_never_given_again(study: Study) -> None:
    code = _code_of(study, "ottomar krastapoulis")
    study.private.forget(study.private.wanted(speaker=code))
    [kept] = [one for one in study.table("pseudonyms", private=True) if one.pseudonym == code]
    assert list(kept.forms) == []
    assert any(code in turn.text for turn in study.table("turns") if turn.document == "nord")
    other = study.folder.parent / "est.txt"
    other.write_text("Animatrice : Bonjour.\n\nBalthazar Quenzoni : Bonjour, moi je travaille ici.\n", encoding="utf-8")
    study.add([other])
    list(study.run())
    assert code != _code_of(study, "balthazar quenzoni")
    assert any(code in turn.text for turn in study.table("turns") if turn.document == "nord")


def test_a_second_run_has_nothing_to_do_and_forgetting_again_finds_nobody(without_ottomar: Forgotten) -> None:
    study = without_ottomar.study
    assert list(study.run()) == []
    with pytest.raises(WrongUse, match="personne ne s'appelle"):
        study.private.wanted(speaker="Ottomar Krastapoulis")


def test_a_label_without_a_name_asks_for_its_document_only_where_it_is_in_several(study: Study) -> None:
    wanted = study.private.wanted(speaker="P2")
    assert (wanted.code, {document for document, _ in wanted.turns}) == ("", {"sud"})
    with pytest.raises(WrongUse, match="personne ne s'appelle"):
        study.private.wanted(speaker="P2", document="nord")
    est = study.folder.parent / "est.txt"
    est.write_text("Animatrice : Bonjour.\n\nP2 : Bonjour, moi je travaille ici.\n", encoding="utf-8")
    study.add([est])
    with pytest.raises(WrongUse, match="--document"):
        study.private.wanted(speaker="P2")
    assert {one for one, _ in study.private.wanted(speaker="P2", document="est").turns} == {"est"}


def test_a_person_who_spoke_in_a_forgotten_document_and_is_named_elsewhere_is_told(study: Study) -> None:
    proof = study.private.forget(study.private.wanted(document="sud"))
    assert proof.elsewhere == {_code_of(study, "ottomar krastapoulis"): 1}


def test_an_unknown_document_or_none_at_all_is_refused(study: Study) -> None:
    with pytest.raises(WrongUse, match="aucun document"):
        study.private.wanted(document="ouest")
    with pytest.raises(WrongUse, match="--document"):
        study.private.wanted()


def test_a_record_is_kept_without_a_word_that_identifies(without_ottomar: Forgotten) -> None:
    [line] = (without_ottomar.study.folder / "erasures.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["turns"] == 1


def test_interrupted_between_two_steps_it_is_ended_by_the_same_command(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    from thematique import forgetting

    for step in ("_drop_models", "_foreign", "_originals", "_registry"):
        with monkeypatch.context() as patch:
            patch.setattr(forgetting, step, _killed)
            with pytest.raises(KeyboardInterrupt):
                study.private.forget(study.private.wanted(speaker="Ottomar Krastapoulis"))
    assert study.private.forget(study.private.wanted(speaker="Ottomar Krastapoulis")).left == []
    assert found_in(study.folder, HIS) == []
    assert _chain_holds(study)


def _killed(*_arguments: object) -> None:
    raise KeyboardInterrupt


def _code_of(study: Study, name: str) -> str:
    return next(
        one.pseudonym for one in study.table("pseudonyms", private=True) if any(name == form for form in one.forms)
    )
