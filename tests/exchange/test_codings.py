"""Tables of codings say what their rows hold, and what is wrong with which row."""

import csv
from pathlib import Path

import pytest
from openpyxl import Workbook

from thematique.codings import Coding, Drawn, Verdict
from thematique.errors import FileRefused, WrongUse
from thematique.exchange import codings, sheets
from thematique.exchange.codings import Row


def read(folder: Path, *lines: str, encoding: str = "utf-8") -> codings.Read:
    (folder / "codages.csv").write_text("\n".join(lines), encoding=encoding)
    return codings.read(folder / "codages.csv")


def told(result: codings.Read) -> list[str]:
    return [str(problem) for problem in result.problems]


def test_the_shortest_table_is_enough(tmp_path: Path) -> None:
    result = read(tmp_path, "document,turn,code", "ent1,3,tensions.salaire", "ent1,4,")
    assert result.rows == (
        Row(line=2, document="ent1", turn=3, code="tensions.salaire"),
        Row(line=3, document="ent1", turn=4, code=""),
    )
    assert result.problems == ()
    assert result.rows[0].verdict is Verdict.ACCEPT
    assert result.rows[0].drawn is Drawn.IMPORTED


def test_positions_stand_for_a_turn(tmp_path: Path) -> None:
    assert read(tmp_path, "document;début;fin;code", "ent1;10;20;a").rows == (
        Row(line=2, document="ent1", start=10, end=20, code="a"),
    )


@pytest.mark.parametrize("coder", ["Codeur·se", "CODEUSE", " codeur ", "Codeur(se)", "Codeur.euse", "Coder"])
@pytest.mark.parametrize("turn", ["Tour", "N° de tour", "tour de parole", "TURN", "numéro_de_tour"])
def test_headings_may_be_french_and_written_in_many_ways(tmp_path: Path, coder: str, turn: str) -> None:
    result = read(tmp_path, f"Entretien;{turn};CODE;{coder};Décision", "e;1;a;Anna;oui", encoding="cp1252")
    assert result.rows == (Row(line=2, document="e", turn=1, code="a", coder="Anna"),)


def test_columns_that_are_not_known_are_left_alone(tmp_path: Path) -> None:
    assert read(tmp_path, "texte,document,turn,code,date", "bla,e,1,a,hier").rows == (
        Row(line=2, document="e", turn=1, code="a"),
    )


def test_a_column_under_its_very_name_goes_before_those_that_only_mean_it(tmp_path: Path) -> None:
    assert read(tmp_path, "fichier,document,turn,code", "x.docx,e,1,a").rows[0].document == "e"


def test_two_columns_that_mean_the_same_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="les colonnes « Tour » et « TURN » disent la même chose ; gardez-en une"):
        read(tmp_path, "document,Tour,TURN,code", "e,1,2,a")


def test_missing_columns_are_named_with_those_that_were_found(tmp_path: Path) -> None:
    with pytest.raises(
        WrongUse, match=r"« codages.csv » : il manque la colonne turn \(colonnes trouvées : « Doc », « C"
    ) as wrong:
        read(tmp_path, "Doc;Code;Âge", "e;a;3")
    assert "« Âge »" in str(wrong.value)
    with pytest.raises(WrongUse, match="il manque les colonnes turn, code"):
        read(tmp_path, "document;debut", "e;3")


def test_an_empty_table_is_told(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "t.xlsx")
    with pytest.raises(FileRefused, match="vide"):
        codings.read(tmp_path / "t.xlsx")
    assert read(tmp_path, "document,turn,code").rows == ()


@pytest.mark.parametrize(
    ("word", "verdict"),
    [
        *((word, Verdict.ACCEPT) for word in ("accept", "Accepté", "acceptée", "OUI", "1", "VRAI", "True", "")),
        *((word, Verdict.REJECT) for word in ("reject", "Refusé", "rejetée", "non", "0", "FAUX", "false")),
    ],
)
def test_verdicts_are_read_in_french_and_english(tmp_path: Path, word: str, verdict: Verdict) -> None:
    assert read(tmp_path, "document,turn,code,verdict", f"e,1,a,{word}").rows[0].verdict is verdict


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-01T09:30:00.000001+00:00", "2026-03-01T09:30:00.000001+00:00"),
        ("2026-03-01T09:30:00+02:00", "2026-03-01T07:30:00.000000+00:00"),
        ("2026-03-01 09:30", "2026-03-01T09:30:00.000000+00:00"),
        ("2026-03-01", "2026-03-01T00:00:00.000000+00:00"),
        ("01/03/2026 9:30", "2026-03-01T09:30:00.000000+00:00"),
        ("1/3/2026", "2026-03-01T00:00:00.000000+00:00"),
        ("", ""),
    ],
)
def test_moments_are_read_as_iso_or_french(tmp_path: Path, written: str, moment: str) -> None:
    assert read(tmp_path, "document,turn,code,décidé le", f"e,1,a,{written}").rows[0].decided_at == moment


def test_what_a_row_says_in_full_is_kept(tmp_path: Path) -> None:
    header = "document;turn;segment;start;end;code;coder;verdict;decided_at;model;score;drawn;blind;by"
    row = "e;1;7;10;20;a;Anna;non;2026-03-01;m1;0,85;au hasard;oui;Bea"
    assert read(tmp_path, header, row.replace("au hasard", "hasard")).rows == (
        Row(
            line=2,
            document="e",
            turn=1,
            segment=7,
            start=10,
            end=20,
            code="a",
            coder="Anna",
            verdict=Verdict.REJECT,
            decided_at="2026-03-01T00:00:00.000000+00:00",
            model="m1",
            score=0.85,
            drawn=Drawn.RANDOM,
            blind=True,
            by="Bea",
        ),
    )


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ("e;deux;;;a;;;", "turn : « deux » n'est pas un nombre ; écrivez un nombre entier"),
        ("e;1,5;;;a;;;", "turn : « 1,5 » n'est pas un nombre"),
        ("e;-1;;;a;;;", "turn : « -1 » n'est pas un nombre"),
        (";1;;;a;;;", "document : le nom de l'entretien manque."),
        ("e;;;;a;;;", "le passage n'est pas dit ; donnez le tour"),
        ("e;1;5;;a;;;", "le passage n'est pas dit"),
        ("e;1;;;a;peut-être;;", "verdict : « peut-être » n'est pas connu ; écrivez accept ou reject"),
        ("e;1;;;a;;31/02/2026;", "decided_at : « 31/02/2026 » n'est pas une date"),
        ("e;1;;;a;;0001-01-01T00:00+05:00;", "decided_at : « 0001-01-01T00:00+05:00 » n'est pas une date"),
        ("e;1;;;a;;;1,2", "score : « 1,2 » n'est pas une probabilité ; écrivez un nombre de 0 à 1."),
        ("e;1;;;a;;;nan", "score : « nan » n'est pas une probabilité"),
        ("e;1;;;a;;;;trop", "il y a plus de valeurs que de colonnes"),
    ],
)
def test_a_row_with_a_problem_is_told_and_the_others_go_on(tmp_path: Path, cells: str, message: str) -> None:
    header = "document;turn;start;end;code;verdict;decided_at;score"
    result = read(tmp_path, header, "e;1", cells, "e;2")
    assert [row.line for row in result.rows] == [2, 4]
    assert len(result.problems) == 1
    assert told(result)[0].startswith(f"« codages.csv », ligne 3 : {message}")


def test_all_the_problems_of_a_row_are_told(tmp_path: Path) -> None:
    result = read(tmp_path, "document,turn,code,score,blind", "e,x,a,y,z")
    assert [problem.message.split(" :")[0] for problem in result.problems] == ["turn", "score", "blind"]


def test_a_problem_shows_no_long_text_and_no_control_sign(tmp_path: Path) -> None:
    message = told(read(tmp_path, "document,turn,code", f"e,\x1b[2J\u202e{'mot ' * 100},a"))[0]
    assert message.isprintable()
    assert len(message) < 200


def test_the_first_sheet_that_has_the_columns_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Consignes", "pour", "les", "codeurs"])
    sheet = book.create_sheet("Codages")
    for row in (["Document", "Tour", "Code", "Accepté"], [2026, 3.0, "a", True], [None, None, None, None]):
        sheet.append(row)
    sheet["D1"] = "Verdict"
    sheet["D2"] = False
    book.save(tmp_path / "t.xlsx")
    assert codings.read(tmp_path / "t.xlsx").rows == (
        Row(line=2, document="2026", turn=3, code="a", verdict=Verdict.REJECT),
    )


def test_a_formula_without_a_value_is_not_taken_for_nothing_here(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["document", "turn", "code"], ["e", 1, '=VLOOKUP("x",Z:Z,1)'], ["e", 2, "a"]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    result = codings.read(tmp_path / "t.xlsx")
    assert [row.line for row in result.rows] == [3]
    assert told(result) == [
        "« t.xlsx », ligne 2 : code : la valeur de cette formule n'est pas enregistrée ; "
        "collez les valeurs au lieu des formules."
    ]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "parquet", "jsonl"])
def test_what_is_exported_is_read_again(tmp_path: Path, ending: str) -> None:
    coding = Coding(
        document="e",
        turn=1,
        segment=None,
        start=10,
        end=20,
        code="tensions.salaire",
        coder="- Anna",
        verdict=Verdict.REJECT,
        decided_at="2026-03-01T09:30:00.000000+00:00",
        score=0.1,
        blind=True,
    )
    sheets.save([coding], Coding, tmp_path / f"t.{ending}")
    (row,) = codings.read(tmp_path / f"t.{ending}").rows
    assert {name: getattr(row, name) for name in Row.__slots__ if name != "line"} == {
        name: getattr(coding, name) for name in Coding.__slots__
    }


def test_an_export_has_the_columns_of_the_contract_first_and_no_formula(tmp_path: Path) -> None:
    coding = Coding(
        document="e",
        turn=1,
        segment=None,
        start=1,
        end=2,
        code="",
        coder="=cmd|' /C calc'!A0",
        verdict=Verdict.ACCEPT,
        decided_at="2026-03-01T09:30:00.000000+00:00",
        by="- Oui, c'est ça.",
    )
    sheets.save([coding], Coding, tmp_path / "t.csv")
    header, row = csv.reader((tmp_path / "t.csv").read_text(encoding="utf-8").splitlines())
    contract = "document, turn, segment, start, end, code, coder, verdict, decided_at, model"
    assert ", ".join(header) == f"{contract}, score, drawn, blind, by"
    assert row == ["e", "1", "", "1", "2", "", "'=cmd|' /C calc'!A0", "accept", coding.decided_at, "", "", "chosen", "False", "- Oui, c'est ça."]  # fmt: skip
