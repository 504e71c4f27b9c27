"""How somebody is named goes wherever the study knows it, however it is written."""

from pathlib import Path

import naming_study
from thematique.records import Kind
from thematique.study import Study

ASKED = "Enquêtrice : Qui tient la caisse ?\n\n"


def _lines(study: Study) -> list[str]:
    return (study.folder / "corpus.csv").read_text(encoding="utf-8").splitlines()


def _with_rows(study: Study, rows: str) -> None:
    (study.folder / "corpus.csv").write_text(rows, encoding="utf-8")
    list(study.run())


def _codes(study: Study, *names: str) -> list[str]:
    """The code of each of these forms."""
    known = {form: one.pseudonym for one in study.naming.pseudonyms() for form in one.forms}
    return [known[name] for name in names]


def test_a_name_of_a_transcript_without_capitals_goes_with_its_capital_elsewhere(tmp_path: Path) -> None:
    study = naming_study.study(tmp_path / "etude", nord=f"{ASKED}P1 : c'est bertoulle, depuis toujours.\n")
    study.naming.mask("bertoulle", by="Anne", kind=Kind.PER)
    list(study.run())
    codebook = study.folder / "codebook.toml"
    codebook.write_text(
        f"{codebook.read_text(encoding='utf-8')}\n# une idée de Bertoulle, de BERTOULLE\n", encoding="utf-8"
    )
    [code] = _codes(study, "bertoulle")
    proof = study.private.forget(study.private.wanted(speaker=code))
    assert codebook.read_text(encoding="utf-8").endswith(f"# une idée de {code}, de {code}\n")
    assert "bertoulle" not in (study.folder / "transcripts" / "nord.json").read_text(encoding="utf-8").lower()
    assert proof.left == []


def test_a_short_name_goes_from_variables_and_a_file_with_it_is_left_to_people(tmp_path: Path) -> None:
    texts = {name: f"# titre: Léa\n# contact: léa\n\n{ASKED}P1 : Elle, au {name}.\n" for name in ("nord", "sud")}
    study = naming_study.study(tmp_path / "etude", **texts)
    study.naming.mask("Léa", by="Anne", kind=Kind.PER)
    _with_rows(study, "file,lien\nnord.txt,léa\nsud.txt,voir Léa\n")
    (study.folder / "notes.txt").write_text("Léa vient jeudi", encoding="utf-8")
    [code] = _codes(study, "lea")
    proof = study.private.forget(study.private.wanted(speaker=code))
    assert _lines(study) == ["file,lien", f"nord.json,{code}", f"sud.json,voir {code}"]
    assert [(one.title, one.variables["contact"]) for one in study.table("raw_documents", private=True)] == [
        (code, code),
        (code, code),
    ]
    for path in (study.folder / "transcripts").iterdir():
        assert "léa" not in path.read_text(encoding="utf-8").lower()
    assert (list(proof.files), list(proof.unread), proof.left) == ([], ["notes.txt"], [])


def test_a_short_name_that_stays_in_a_table_is_told(tmp_path: Path) -> None:
    from thematique.forgetting import left

    study = naming_study.study(tmp_path / "etude", nord=f"{ASKED}P1 : C'est Léa, depuis toujours.\n")
    study.naming.mask("Léa", by="Anne", kind=Kind.PER)
    list(study.run())
    wanted = study.private.wanted(speaker=_codes(study, "lea")[0])
    with study._stored() as store:
        assert "raw_turns" in left(study.folder, wanted, store)


def test_a_document_with_a_short_name_takes_no_file_of_people_with_it(tmp_path: Path) -> None:
    study = naming_study.study(tmp_path / "etude", **{"1": f"{ASKED}P1 : Bertoulle.\n", "2": f"{ASKED}P1 : Moi.\n"})
    (study.folder / "budget.csv").write_text("poste;montant\ncafé;1\n", encoding="utf-8")
    proof = study.private.forget(study.private.wanted(document="1"))
    assert (study.folder / "budget.csv").exists()
    assert (list(proof.files), list(proof.unread), proof.left) == ([], ["budget.csv"], [])


def test_a_row_that_names_a_transcript_as_people_did_goes_with_it(tmp_path: Path) -> None:
    study = naming_study.study(tmp_path / "etude", nord=naming_study.NORD)
    brought = tmp_path / "apport"
    brought.mkdir()
    (brought / "Sophie Lambert.txt").write_text(f"{ASKED}P1 : Moi, et personne d'autre.\n", encoding="utf-8")
    study.add([brought])
    _with_rows(study, "file,suivi\nSophie Lambert.txt,rappeler\nnord.txt,rien\n")
    [document] = {one.document for one in study.table("documents")} - {"nord"}
    study.private.forget(study.private.wanted(document=document))
    assert _lines(study) == ["file,suivi", "nord.txt,rien"]


def test_a_name_under_a_title_keeps_its_code_in_the_documents_that_stay(tmp_path: Path) -> None:
    said = "P1 : Sophie Lambert tient la caisse, et je connais Monsieur Lambert"
    study = naming_study.study(tmp_path / "etude", nord=f"{ASKED}{said}.\n", sud=f"{ASKED}{said} aussi.\n")
    before = [turn.text for turn in study.table("turns") if turn.document == "sud"]
    codes = _codes(study, "sophie lambert", "monsieur lambert")
    assert len(set(codes)) == 2
    study.private.forget(study.private.wanted(document="nord"))
    assert [turn.text for turn in study.table("turns")] == before
    assert _codes(study, "sophie lambert", "monsieur lambert") == codes
