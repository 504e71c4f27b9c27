"""thematique names: names seen, corrected and answered for from the command line."""

import json
from pathlib import Path

import pytest

import naming_study
from command import Cli, assert_french
from thematique.cli import name_lists, words
from thematique.corrections import Likeness
from thematique.study import Study

REQUIRED = "[readings]\nrequired = true\n"


@pytest.fixture
def etude(tmp_path: Path) -> Path:
    return naming_study.study(tmp_path / "etude").folder


def test_names_are_listed_with_their_code_and_kind(cli: Cli, etude: Path) -> None:
    said = cli("names", etude)
    assert said.status == 0
    assert " personne, 3 fois : Maëlle Vandrezenbeek" in said.out
    assert json.loads(cli("names", etude, "list", "--json").out)[0]["kind"] == "PER"


def test_a_doubt_is_shown_with_its_reason_and_the_words_around_it(cli: Cli, etude: Path) -> None:
    Study(etude).naming.unmask("Maëlle Vandrezenbeek", by="Anne")
    Study(etude).naming.mask("Rose", by="Anne")
    cli("run", etude)
    said = cli("names", etude, "doubts", "--document", "nord")
    assert "rose — masqué ailleurs comme nom" in said.out
    assert "et une [rose] à la main" in said.out
    found = json.loads(cli("names", etude, "doubts", "--json").out)
    assert {"document", "turn", "start", "end", "text", "why", "rank"} <= set(found[0])


def test_a_correction_says_where_it_will_hold_and_when(cli: Cli, etude: Path) -> None:
    said = cli("names", etude, "mask", "main", "--kind", "lieu", "--by", "Anne")
    assert said.out.splitlines() == [
        "n° 1 : masquer « main » (lieu) dans toute l'étude.",
        "  « main » : 1 fois dans les textes, masqué 0 fois pour l'instant.",
    ]
    assert said.err == f"Les textes changeront au prochain : thematique run {etude} (ou ajoutez --apply)\n"
    said = cli("names", etude, "mask", "Zoé", "--by", "Anne", "--apply")
    assert "n'a pas encore été rencontré" in said.out
    assert "[LIEU_" in naming_study.said(Study(etude))


@pytest.mark.parametrize(
    "arguments",
    [
        ["unmask", "Maëlle Vandrezenbeek"],
        ["kind", "Bertoulle", "--kind", "organisation"],
        ["merge", "Bertoulle", "Grimaude"],
        ["apart", "Bertoulle", "Grimaude"],
        ["split", "Bertoulle", "--document", "sud"],
    ],
)
def test_every_decision_is_noted_and_told_in_the_history(cli: Cli, etude: Path, arguments: list[str]) -> None:
    assert cli("names", etude, *arguments, "--by", "Anne").status == 0
    line = cli("names", etude, "history").out
    assert line.startswith("n° 1 : ")
    assert " Anne, 20" in line
    assert json.loads(cli("names", etude, "history", "--json").out)[0]["act"] == arguments[0].replace("apart", "split")


def test_the_words_to_look_at_are_as_many_after_a_run_as_in_their_list(cli: Cli, tmp_path: Path) -> None:
    said = {
        f"e{number}": f"{naming_study.SUD}\nP{number} : Une rose à la main, un petit blanc et la marche.\n"
        for number in range(3)
    }
    etude = naming_study.study(tmp_path / "etude", **said).folder
    count = len(Study(etude).naming.doubts())
    told = words.count(count, "mots à regarder")
    # one word that three transcripts hold is looked at once
    assert 0 < count < len(Study(etude).table("doubts", private=True))
    assert f"sweep (liste de ce qui reste à regarder) : {told} (" in cli("run", etude, "--force").out
    listed = cli("names", etude, "doubts")
    assert listed.err.startswith(f"{told}. ")
    assert len(json.loads(cli("names", etude, "doubts", "--json").out)) == count


def test_a_list_that_is_cut_tells_of_all_the_words_to_look_at(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    etude = naming_study.study(
        tmp_path / "etude", nord="P1 : Une rose, une marguerite, une violette et un victor.\n"
    ).folder
    monkeypatch.setattr(name_lists, "_FEW", 1)
    told = words.count(len(Study(etude).naming.doubts()), "mots à regarder")
    assert cli("names", etude, "doubts").err.startswith(f"{told} ; ici, 1, les plus probables (tous")
    assert cli("names", etude, "doubts", "--all").err.startswith(f"{told}. ")


def test_a_signature_tells_how_many_words_of_the_transcript_nobody_looked_at(cli: Cli, etude: Path) -> None:
    told = words.count(len(Study(etude).naming.doubts("nord")), "mots à regarder")
    assert cli("names", etude, "doubts", "--document", "nord").err.startswith(f"{told}. ")
    said = cli("names", etude, "sign", "nord", "--by", "Anne")
    assert said.err == f"  {told} dans cette transcription, sans réponse.\n"


def test_a_name_taken_for_two_things_is_asked_with_the_command_that_answers(cli: Cli, sample: Path) -> None:
    said = cli("names", sample, "alike")
    asked = [line for line in said.out.splitlines() if "tantôt pour une personne, tantôt" in line]
    assert asked
    assert [line for line in asked if not line.endswith(" ; dites ce que c'est : kind")] == []
    assert "(kind NOM --kind personne, lieu ou organisation)" in said.err
    name = asked[0].partition(" [")[0]
    cli("names", sample, "kind", name, "--kind", "lieu", "--by", "Anne")
    left = cli("names", sample, "alike").out
    assert asked[0] not in left
    assert left.count("dites ce que c'est") == said.out.count("dites ce que c'est") - 1


@pytest.mark.parametrize(
    ("codes", "asked"), [(("[PERSONNE_1]", "[ORGANISATION_2]"), True), (("[PERSONNE_1]", "[PERSONNE_2]"), False)]
)
def test_two_names_with_codes_of_two_kinds_are_asked_so_too(codes: tuple[str, str], *, asked: bool) -> None:
    like = Likeness(name="Nono", pseudonym=codes[0], other="Les Nonos", other_pseudonym=codes[1], why="")
    assert name_lists.is_of_two_kinds(like) is asked


def test_a_name_masked_without_a_kind_says_what_it_is_taken_for(cli: Cli, etude: Path) -> None:
    said = cli("names", etude, "mask", "main", "--by", "Anne")
    assert said.out.splitlines()[-1] == (
        "  Masqué comme personne ; si ce n'en est pas une : "
        f'thematique names {etude} kind "main" --kind lieu (ou organisation…)'
    )
    assert "comme personne" not in cli("names", etude, "mask", "caisse", "--kind", "lieu", "--by", "Anne").out
    # what the machine masks already keeps the kind that it gave
    assert "comme personne" not in cli("names", etude, "mask", "Maëlle Vandrezenbeek", "--by", "Anne").out
    assert "comme personne" not in cli("names", etude, "unmask", "loin", "--by", "Anne").out


def test_a_decision_that_contradicts_another_says_what_it_replaces(cli: Cli, etude: Path, tmp_path: Path) -> None:
    first = cli("names", etude, "merge", "Bertoulle", "Grimaude", "--by", "Anne")
    assert "remplace" not in first.out
    said = cli("names", etude, "apart", "Grimaude", "Bertoulle", "--by", "Luc")
    assert said.out.splitlines()[1] == (
        "  La décision n° 2 remplace celle-ci : n° 1 : « Bertoulle » et « Grimaude » ne font qu'un dans toute l'étude."
    )
    path = tmp_path / "noms.csv"
    path.write_text("nom;action;avec\nBertoulle;fusionner;Grimaude\n", encoding="utf-8")
    assert "  La décision n° 3 remplace celle-ci : n° 2 : « Grim" in cli("names", etude, "take", path, "--by", "A").out
    lines = cli("names", etude, "history").out.splitlines()
    ends = [line.rpartition(" — ")[2] if " — " in line else "" for line in lines]
    assert ends == ["remplacée par la décision n° 2", "remplacée par la décision n° 3", ""]
    told = json.loads(cli("names", etude, "history", "--json").out)
    assert [one["replaced_by"] for one in told] == [2, 3, None]
    # what is taken back no longer replaces anything
    cli("names", etude, "withdraw", "3", "--by", "Anne")
    assert "remplacée par la décision n° 3" not in cli("names", etude, "history").out


def test_a_masked_name_inside_one_left_as_it_stands_is_told(cli: Cli, etude: Path) -> None:
    cli("names", etude, "mask", "mustapha", "--by", "Anne")
    said = cli("names", etude, "unmask", "père mustapha", "--by", "Anne")
    assert "« mustapha » (décision n° 1) y sera lisible" in said.out
    assert "sera lisible" not in cli("names", etude, "unmask", "père", "--by", "Anne").out
    cli("names", etude, "withdraw", "1", "--by", "Anne")
    assert "sera lisible" not in cli("names", etude, "unmask", "le père mustapha", "--by", "Anne").out


@pytest.mark.parametrize(
    "arguments",
    [
        ["names", "withdraw", "9"],
        ["names", "sign", "nor", "--by", "Anne"],
        ["names", "mask", "Nono", "--document", "ailleurs"],
    ],
)
def test_a_hint_names_the_study_as_the_person_did(cli: Cli, etude: Path, arguments: list[str]) -> None:
    said = cli(arguments[0], etude, *arguments[1:])
    assert said.status == 2
    assert "ETUDE" not in said.err
    assert "thematique " not in said.err or f"{etude}" in said.err


def test_without_by_the_decision_is_that_of_the_session(cli: Cli, etude: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "zoe")
    cli("names", etude, "mask", "main")
    assert Study(etude).naming.history()[0].by == "zoe"


def test_a_signature_needs_a_name(cli: Cli, etude: Path) -> None:
    said = cli("names", etude, "sign", "nord")
    assert said.status == 2
    assert "--by" in said.err
    assert Study(etude).naming.history() == []


def test_status_tells_of_each_file_who_read_or_signed_it(cli: Cli, etude: Path) -> None:
    assert "  nord : automatique\n  sud : automatique\n" in cli("status", etude).out
    cli("names", etude, "sign", "nord", "--by", "Anne Petit")
    cli("names", etude, "read", "sud", "--by", "Luc")
    out = cli("status", etude).out
    assert "  nord : signée par Anne Petit, le " in out
    assert "  sud : relue par Luc, le " in out
    cli("names", etude, "mask", "main", "--by", "Luc", "--apply")
    assert "  nord : modifiée depuis sa relecture par Anne Petit" in cli("status", etude).out
    assert json.loads(cli("status", etude, "--json").out)["readings"][0]["state"] == "changed"


def test_nothing_is_signed_that_a_decision_is_still_to_change(cli: Cli, etude: Path) -> None:
    cli("names", etude, "mask", "main", "--by", "Anne")
    said = cli("names", etude, "sign", "nord", "--by", "Anne")
    assert (said.status, said.out) == (2, "")
    assert f"d'abord : thematique run {etude}" in said.err


def test_sign_all_signs_what_is_not_signed_yet(cli: Cli, etude: Path) -> None:
    cli("names", etude, "sign", "nord", "--by", "Anne")
    said = cli("names", etude, "sign", "--all", "--by", "Luc")
    assert [line for line in said.out.splitlines() if "signée" in line] == ["n° 2 : « sud » est signée."]
    assert "déjà signées" in cli("names", etude, "sign", "--all", "--by", "Luc").out


def test_a_file_is_taken_and_its_faults_are_told(cli: Cli, etude: Path, tmp_path: Path) -> None:
    path = tmp_path / "noms.csv"
    path.write_text("nom;action\nmain;masquer\nx;y\n", encoding="utf-8")
    said = cli("names", etude, "take", path, "--by", "Anne")
    assert (said.status, said.out.splitlines()[0]) == (1, "1 correction notée.")
    assert "masqué comme personne ; dites-la dans une colonne « nature »" in said.out
    assert "« noms.csv », ligne 3 : « y » n'est pas connu" in said.err


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["sing", "nord"], "« sing » n'est pas une action"),
        (["mask"], "il manque un nom"),
        (["mask", "…"], "au moins une lettre"),
        (["mask", "Nono", "--document", "nor"], "vouliez-vous dire « nord »"),
        (["mask", "Nono", "--kind", "bâtiment"], "n'est pas une nature"),
        (["kind", "Nono"], "n'est pas une nature"),
        (["merge", "Nono"], "deux noms"),
        (["split", "Nono"], "dans quelle transcription"),
        (["withdraw", "un"], "n'est pas un numéro"),
        (["withdraw", "9"], "aucune décision"),
        (["take"], "un fichier"),
        (["sign", "--by", "Anne"], "dites quelle transcription"),
        (["groups"], "donnez des variables"),
    ],
)
def test_a_wrong_use_is_told_with_its_remedy(cli: Cli, etude: Path, arguments: list[str], fault: str) -> None:
    said = cli("names", etude, *arguments)
    assert (said.status, said.out) == (2, "")
    assert fault in said.err
    assert_french(said.err)


def test_an_export_says_whose_names_nobody_answers_for(cli: Cli, etude: Path, tmp_path: Path) -> None:
    said = cli("export", etude, "turns", "-o", tmp_path / "t.csv")
    assert said.err == "Noms non signés : 2 transcriptions sur 2, dont 2 que personne n'a relues (nord, sud).\n"
    for name in ("nord", "sud"):
        cli("names", etude, "sign", name, "--by", "Anne")
    assert cli("export", etude, "turns", "-o", tmp_path / "t.csv").err == ""


def test_where_a_signature_is_required_nothing_is_made_of_what_is_not_signed(cli: Cli, tmp_path: Path) -> None:
    etude = naming_study.study(tmp_path / "etude", more=f'pipeline = "{_coupe(tmp_path)}"\n').folder
    made = lambda table: {path.stem for path in (etude / "tables" / table).glob("*.parquet")}  # noqa: E731 - asked often
    assert made("segments") == {"nord", "sud"}

    # asked for later: what was made before goes
    toml = etude / "etude.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + REQUIRED, encoding="utf-8")
    said = cli("run", etude)
    assert said.status == 1
    assert "nord.txt : les noms de cette transcription n'ont pas été relus et signés" in said.err
    assert f"(thematique names {etude} sign)" in said.err
    assert made("segments") == set()
    assert Study(etude).table("turns") == Study(etude).table("documents") == []
    assert Study(etude).shared().documents == {}
    assert "  refusé : sud.txt : les noms" in cli("status", etude).out

    # what is signed goes on
    cli("names", etude, "sign", "nord", "--by", "Anne")
    assert cli("run", etude).status == 1
    assert made("segments") == {"nord"}
    assert {turn.document for turn in Study(etude).table("turns")} == {"nord"}
    assert cli("names", etude, "sign", "sud", "--by", "Anne").status == 0
    assert cli("run", etude).status == 0
    assert made("segments") == {"nord", "sud"}

    # what changes after is withdrawn, and only that
    cli("names", etude, "mask", "main", "--by", "Luc")
    assert cli("run", etude).status == 1
    assert made("segments") == {"sud"}


def _coupe(folder: Path) -> Path:
    """A pipeline that cuts what was signed."""
    path = folder / "coupe.toml"
    stages = ["ingest", "recognise", "correct", "pseudonyms", "anonymise", "hints", "sweep", "readings", "segment"]
    path.write_text(f"stages = {json.dumps(stages)}\n", encoding="utf-8")
    return path
