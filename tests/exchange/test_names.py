"""Tables of corrections and rosters are read as they were meant."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from thematique.corrections import Act
from thematique.errors import FileRefused, WrongUse
from thematique.exchange.grids import OVERFLOW
from thematique.exchange.headings import KIND_WORDS
from thematique.exchange.names import Read, kind_of, read
from thematique.records import Kind


def table(folder: Path, text: str, name: str = "noms.csv") -> Read:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_corrections_is_read_whatever_its_delimiter(tmp_path: Path, delimiter: str) -> None:
    lines = ["nom|action|nature|avec|document", "Huy|Démasquer|||nord", "Nono|fusionner||Arnaud|", "Huy|NATURE|Lieu||"]
    rows = table(tmp_path, "\n".join(lines).replace("|", delimiter)).rows
    assert [(one.line, one.correction.act, one.correction.name) for one in rows] == [
        (2, Act.UNMASK, "Huy"),
        (3, Act.MERGE, "Nono"),
        (4, Act.KIND, "Huy"),
    ]
    assert (rows[0].correction.document, rows[1].correction.other, rows[2].correction.kind) == (
        "nord",
        "Arnaud",
        Kind.LOC,
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sophie Lambert\nDriss\n", ["Sophie Lambert", "Driss"]),
        ("Nom\nSophie Lambert\nDriss\n", ["Sophie Lambert", "Driss"]),
        ("Participant·e·s\nDriss\n", ["Participant·e·s", "Driss"]),
        ("Prénom;Nom\nSophie;Lambert\nDriss;\n", ["Sophie Lambert", "Driss"]),
    ],
)
def test_a_roster_asks_to_mask_its_names(tmp_path: Path, text: str, names: list[str]) -> None:
    rows = table(tmp_path, text).rows
    assert [one.correction.name for one in rows] == names
    assert {one.correction.act for one in rows} == {Act.MASK}


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@pytest.mark.parametrize("header", ["nom", ""])
def test_a_line_of_more_values_than_columns_is_told_and_loses_nobody(tmp_path: Path, header: str, ending: str) -> None:
    lines = [line for line in (header, "Zoé", "Dupont,Marie", "Martin") if line]
    if ending == ".csv":
        found = table(tmp_path, "\n".join(lines))
    else:
        book = Workbook()
        for line in lines:
            book.active.append(line.split(","))
        book.save(tmp_path / "noms.xlsx")
        found = read(tmp_path / "noms.xlsx")
    if header and ending == ".xlsx":
        # what stands beside the columns of a sheet shifts none of them
        assert [one.correction.name for one in found.rows] == ["Zoé", "Dupont", "Martin"]
        return
    assert [one.correction.name for one in found.rows] == ["Zoé", "Martin"]
    (problem,) = found.problems
    assert (problem.line, problem.message) == (len(lines) - 1, OVERFLOW)


@pytest.mark.parametrize("text", ["nom;\nMartin;\nDupont;Marie\n", "nom\nMartin\nDupont; Marie\n"])
def test_two_names_in_a_column_of_another_delimiter_are_told(tmp_path: Path, text: str) -> None:
    found = table(tmp_path, text)
    assert [one.correction.name for one in found.rows] == ["Martin"]
    assert [one.line for one in found.problems] == [3]


def test_a_name_that_a_formula_was_to_give_is_told(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["nom"], ["=A9"], ["Martin"]):
        book.active.append(row)
    book.save(tmp_path / "noms.xlsx")
    found = read(tmp_path / "noms.xlsx")
    assert [one.correction.name for one in found.rows] == ["Martin"]
    assert "la valeur de cette formule n'est pas enregistrée" in str(found.problems[0])


def test_a_workbook_is_read_too(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Noms", "Action"], ["Sophie", "masquer"], ["Huy", "laisser"]):
        sheet.append(row)
    book.save(tmp_path / "noms.xlsx")
    acts = [one.correction.act for one in read(tmp_path / "noms.xlsx").rows]
    assert acts == [Act.MASK, Act.UNMASK]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Huy;cacher tout;;;", "« cacher tout » n'est pas connu"),
        ("Huy;masquer;bâtiment;;", "« bâtiment » n'est pas connu"),
        (";masquer;;;", "le nom manque"),
        ("…;masquer;;;", "le nom manque"),
        ("Huy;nature;;;", "la nouvelle nature manque"),
        ("Nono;fusionner;;;", "l'autre nom manque"),
        ("Nono;fusionner;;NONO;", "l'autre nom manque"),
        ("Nono;séparer;;;", "dites dans quelle transcription"),
    ],
)
def test_a_line_with_a_fault_is_told_and_the_others_are_taken(tmp_path: Path, line: str, fault: str) -> None:
    found = table(tmp_path, f"nom;action;nature;avec;document\nLuc;masquer;;;\n{line}\nZoé;;;;\n")
    assert [one.correction.name for one in found.rows] == ["Luc", "Zoé"]
    (problem,) = found.problems
    assert str(problem).startswith(f"« noms.csv », ligne 3 : {fault}")


def test_what_an_action_does_not_use_is_left_aside(tmp_path: Path) -> None:
    (row,) = table(tmp_path, "nom;action;nature;avec\nHuy;démasquer;lieu;Ans\n").rows
    assert (row.correction.kind, row.correction.other) == (None, "")


def test_a_table_without_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="aucune colonne de noms"):
        table(tmp_path, "a;b\n1;2\n")
    with pytest.raises(FileRefused):
        table(tmp_path, "")
    with pytest.raises(WrongUse):
        table(tmp_path, "x", "noms.docx")


@pytest.mark.parametrize(("said", "kind"), [("Lieu", Kind.LOC), ("per", Kind.PER), ("téléphone", Kind.PHONE)])
def test_kinds_are_said_in_french(said: str, kind: Kind) -> None:
    assert kind_of(said) is kind


@pytest.mark.parametrize("kind", Kind)
def test_the_word_that_is_shown_for_a_kind_is_understood(kind: Kind) -> None:
    assert kind_of(KIND_WORDS[kind]) is kind


def test_an_unknown_kind_is_refused_with_those_known() -> None:
    with pytest.raises(WrongUse, match=r"personne, lieu, organisation, .*, identifiant ou adresse web\."):
        kind_of("bâtiment")
