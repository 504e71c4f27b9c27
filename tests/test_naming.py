"""The names of a study as people check and correct them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import naming_study
from thematique.corrections import Act, Spot, State
from thematique.errors import WrongUse
from thematique.records import Kind, Where
from thematique.store import Store
from thematique.study import Study


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A study that no test changes."""
    return naming_study.study(tmp_path_factory.mktemp("noms") / "etude")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    yield naming_study.study(tmp_path / "etude")


def test_what_is_masked_is_listed_with_its_spellings_and_documents(ready: Study) -> None:
    found = {one.spellings[0]: one for one in ready.naming.entities()}
    maelle = found["Maëlle Vandrezenbeek"]
    assert (maelle.kind, maelle.n_mentions, list(maelle.documents)) == (Kind.PER, 3, ["nord", "sud"])


def test_each_turn_stands_beside_itself_as_read(ready: Study) -> None:
    lines = ready.naming.lines("nord")
    assert [line.turn for line in lines] == [0, 1, 2, 3]
    assert lines[1].raw_speaker == "Maëlle Vandrezenbeek"
    assert lines[1].speaker.startswith("[PERSONNE_")
    for line in lines:
        for one in line.mentions:
            raw = line.raw_speaker if one.where is Where.SPEAKER else line.raw_text
            assert raw[one.start : one.end] == one.text
    assert [one.where for one in lines[1].mentions][:1] == [Where.SPEAKER]


def test_a_document_that_is_not_there_is_refused_with_the_nearest(ready: Study) -> None:
    with pytest.raises(WrongUse, match="vouliez-vous dire « nord »"):
        ready.naming.lines("nor")
    for ask in (ready.naming.sign, ready.naming.read):
        with pytest.raises(WrongUse, match="aucune transcription lue"):
            ask("ouest", by="Anne")


def test_a_name_is_counted_in_the_texts_and_where_it_is_masked(ready: Study) -> None:
    found = ready.naming.occurrences("MAËLLE vandrezenbeek")
    assert (found.total, found.masked) == (3, 3)
    assert ready.naming.occurrences("Maëlle Vandrezenbeek", "sud").total == 1
    assert ready.naming.occurrences("Zoé").total == 0


def test_a_masked_name_is_hidden_everywhere_once_applied(study: Study) -> None:
    study.naming.mask("main", by="Anne", kind=Kind.ORG)
    assert "main" in naming_study.said(study)
    study.naming.apply()
    assert "à la [ORGANISATION_" in naming_study.said(study)


def test_an_unmasked_name_comes_back_and_a_withdrawn_decision_no_more(study: Study) -> None:
    made = study.naming.unmask("Maëlle Vandrezenbeek", by="Anne")
    study.naming.apply()
    assert naming_study.said(study).count("Maëlle Vandrezenbeek") == 3
    study.naming.withdraw(made.number, by="Anne")
    study.naming.apply()
    assert "Maëlle" not in naming_study.said(study)
    assert study.naming.withdrawn() == {made.number}


def test_a_decision_holds_for_files_to_come(study: Study, tmp_path: Path) -> None:
    study.naming.mask("Tartempionne", by="Anne")
    (tmp_path / "est.txt").write_text("Enquêtrice : Qui ?\n\nP1 : La tartempionne, pardi.\n", encoding="utf-8")
    study.add([tmp_path / "est.txt"])
    study.naming.apply()
    assert "tartempionne" not in naming_study.said(study)


def test_a_doubt_that_was_decided_is_closed_before_it_is_applied(study: Study) -> None:
    naming = study.naming
    texts = [one.text for one in naming.doubts()]
    assert texts
    before = {one.document: one.n_doubts for one in naming.standings()}
    naming.unmask(texts[0], by="Anne")
    assert texts[0] not in [one.text for one in naming.doubts()]
    after = {one.document: one.n_doubts for one in naming.standings()}
    assert sum(after.values()) < sum(before.values())
    naming.apply()
    assert texts[0] not in [one.text for one in naming.doubts()]


def test_a_decision_of_a_place_needs_its_words_there(study: Study) -> None:
    text = study.naming.lines("nord")[1].raw_text
    at = text.index("main")
    here = Spot(document="nord", turn=1, where=Where.TEXT, start=at, end=at + 4)
    made = study.naming.mask("main", by="Anne", place=here)
    assert made.local
    with pytest.raises(WrongUse, match="ne sont plus à cet endroit"):
        study.naming.mask("main", by="Anne", place=replace(here, start=at + 1))


@pytest.mark.parametrize("name", ["", "  ", "…", "« »"])
def test_a_name_without_letter_or_digit_is_refused(ready: Study, name: str) -> None:
    for ask in (ready.naming.mask, ready.naming.unmask):
        with pytest.raises(WrongUse, match="au moins une lettre"):
            ask(name, by="Anne")
    with pytest.raises(WrongUse):
        ready.naming.merge("Nono", name, by="Anne")


def test_what_makes_no_sense_is_refused(ready: Study) -> None:
    naming = ready.naming
    with pytest.raises(WrongUse, match="n'en font qu'un"):
        naming.merge("Jean-Paul", "JEAN PAUL", by="Anne")
    with pytest.raises(WrongUse, match="dans quelle transcription"):
        naming.split("Nono", by="Anne", document="")
    with pytest.raises(WrongUse, match="qui décide"):
        naming.mask("Nono", by=" ")
    for number in (0, 99):
        with pytest.raises(WrongUse, match="aucune décision"):
            naming.withdraw(number, by="Anne")


def test_signing_withdrawing_and_changing_are_seen_at_once(study: Study) -> None:
    naming = study.naming
    states = lambda: {one.document: (one.state, one.by) for one in naming.standings()}  # noqa: E731 - asked four times
    assert states() == {"nord": (State.AUTOMATIC, ""), "sud": (State.AUTOMATIC, "")}
    naming.read("sud", by="Luc")
    signed = naming.sign("nord", by="Anne")
    assert states() == {"nord": (State.SIGNED, "Anne"), "sud": (State.READ, "Luc")}
    naming.mask("main", by="Luc")
    naming.apply()
    assert states() == {"nord": (State.CHANGED, "Anne"), "sud": (State.READ, "Luc")}
    naming.withdraw(signed.number, by="Anne")
    assert states()["nord"] == (State.AUTOMATIC, "")
    assert [(one.document, one.state) for one in study.status().readings] == [
        (one.document, one.state) for one in naming.standings()
    ]


def test_a_file_of_corrections_is_taken_once(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "noms.csv"
    path.write_text("nom;action;document\nmain;masquer;nord\nmain;masquer;ouest\nx;y;\nZoé;;\n", encoding="utf-8")
    taken = study.naming.take(path, by="Anne")
    assert [(one.act, one.name, one.document, one.by) for one in taken.made] == [
        (Act.MASK, "main", "nord", "Anne"),
        (Act.MASK, "Zoé", "", "Anne"),
    ]
    assert [line.partition(" : ")[0] for line in taken.refused] == ["« noms.csv », ligne 3", "« noms.csv », ligne 4"]
    again = study.naming.take(path, by="Luc")
    assert (len(again.made), again.n_known, len(again.refused)) == (0, 2, 2)


def test_a_line_that_merges_codes_is_refused_as_when_it_is_asked_for(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "noms.csv"
    path.write_text("nom;action;avec\n[PERSONNE_1];fusionner;[PERSONNE_2]\nNono;masquer;\n", encoding="utf-8")
    taken = study.naming.take(path, by="Anne")
    assert [one.name for one in taken.made] == ["Nono"]
    assert len(taken.refused) == 1
    assert "« [PERSONNE_1] » est un code" in taken.refused[0]


def test_a_long_file_of_corrections_is_taken_without_reading_the_study_for_each_line(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    true = Store.read
    monkeypatch.setattr(Store, "read", lambda store, table: (read.append(table), true(store, table))[1])
    path = tmp_path / "noms.csv"
    path.write_text("nom;document\n" + "".join(f"Nom{n};{'nord' * (n % 2)}\n" for n in range(20)), encoding="utf-8")
    assert len(study.naming.take(path, by="Anne").made) == 20
    assert len(read) <= 1
    read.clear()
    study.naming.mask("main", by="Anne")
    assert read == []


def test_a_name_given_and_never_met_is_told_for_the_study(study: Study) -> None:
    study.naming.mask("Zoé Dupuis", by="Anne")
    study.naming.apply()
    assert [one.text for one in study.naming.doubts() if not one.document] == ["Zoé Dupuis"]
    assert "Zoé Dupuis" not in [one.text for one in study.naming.doubts("nord")]


def test_combinations_of_variables_that_few_share_are_listed(tmp_path: Path) -> None:
    texts = {
        f"e{number}": f"# sexe: {sexe}\n# ville: {ville}\n\nP1 : Oui, {number} fois.\n"
        for number, (sexe, ville) in enumerate([("f", "a"), ("f", "a"), ("h", "a"), ("f", "b")])
    }
    naming = naming_study.study(tmp_path / "etude", **texts).naming
    found = naming.groups(["sexe"], 2)
    assert [(list(one.values), list(one.documents)) for one in found] == [(["h"], ["e2"])]
    assert len(naming.groups(["sexe", "ville"], 2)) == 2
    with pytest.raises(WrongUse, match="sexe, ville"):
        naming.groups(["âge"], 3)
