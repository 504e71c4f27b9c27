"""corpus.csv: what the researcher says of each transcript, as Excel and others write it."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique import corpus
from thematique.corpus import Corpus
from thematique.errors import InvalidFile

ROWS = {"a.txt": {"cycle": "1", "secteur": "Périnatalité"}, "b.docx": {"cycle": "2"}}


def written(folder: Path, content: bytes | str) -> Path:
    path = folder / "corpus.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def problems(folder: Path, content: bytes | str) -> list[str]:
    with pytest.raises(InvalidFile) as refused:
        corpus.load(written(folder, content))
    return list(refused.value.problems)


TEXT = "file,cycle,secteur\na.txt,1,Périnatalité\nb.docx,2,\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("file", "Fichier").encode(),
        unicodedata.normalize("NFD", TEXT).encode(),
        f"{TEXT}\n,,\n".encode(),
    ],
)
def test_it_is_read_whatever_program_wrote_it(tmp_path: Path, content: bytes) -> None:
    assert corpus.load(written(tmp_path, content)) == Corpus(columns=["cycle", "secteur"], rows=ROWS)


def test_where_there_is_none_there_are_no_variables(tmp_path: Path) -> None:
    assert corpus.load(tmp_path / "corpus.csv").variables("a.txt") == {}


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a", "b.docx"])
def test_a_row_may_name_its_file_without_the_ending_in_any_case(name: str) -> None:
    read = Corpus(columns=["cycle"], rows={name: {"cycle": "9"}})
    assert read.variables("b.docx" if name == "b.docx" else "A.txt") == {"cycle": "9"}


def test_every_problem_is_told_with_its_line(tmp_path: Path) -> None:
    assert problems(tmp_path, "file,cycle\na.txt,1\n,2\na.txt,3\nb.txt,1,2\n") == [
        "ligne 3 : le nom du fichier manque.",
        "ligne 4 : « a.txt » a déjà une ligne.",
        "ligne 5 : il y a plus de valeurs que de colonnes ; vérifiez les guillemets.",
    ]


@pytest.mark.parametrize("content", ["", "nom,cycle\na,1\n", "\n\n"])
def test_a_column_for_the_file_is_needed(tmp_path: Path, content: str) -> None:
    assert problems(tmp_path, content) == ["ligne 1 : il faut une colonne « file » qui donne le nom de chaque fichier."]


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    assert problems(tmp_path, b"file\x81\x8d,cycle\n") == [
        "l'encodage n'a pas été reconnu ; enregistrez le fichier en CSV UTF-8."
    ]


def test_a_quote_that_is_never_closed_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path, f'file,note\na.txt,"{"mot " * 50_000}\n') == [
        "ce n'est pas un tableau CSV ; vérifiez les guillemets."
    ]


cells = st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=8).map(
    lambda text: unicodedata.normalize("NFC", text)
)
names = cells.filter(bool)


@given(st.dictionaries(names, st.fixed_dictionaries({"cycle": names, "ville": names}), min_size=1))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[str, dict[str, str]]
) -> None:
    made = Corpus(columns=["cycle", "ville"], rows=dict(sorted(rows.items())))
    assert corpus.load(written(tmp_path_factory.mktemp("c"), corpus.dump(made))) == made


def test_what_was_written_first_is_never_overwritten() -> None:
    old = Corpus(columns=["cycle"], rows={"a": {"cycle": "1"}})
    new = Corpus(columns=["ville", "cycle"], rows={"a": {"cycle": "2", "ville": "Huy"}, "b": {"ville": "Ath"}})
    merged = corpus.merge(old, new)
    assert merged.columns == ["cycle", "ville"]
    assert merged.rows == {"a": {"cycle": "1"}, "b": {"ville": "Ath"}}
    assert corpus.merge(merged, new) == merged


def test_rows_that_speak_of_no_file_are_found() -> None:
    rows = Corpus(rows={"a.docx": {}, "B": {}, "perdu.txt": {}})

    assert rows.unmatched(["a.docx", "b.odt"]) == ["perdu.txt"]
