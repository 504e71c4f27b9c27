"""A codebook that is written and read again is the same codebook."""

from dataclasses import replace

import pytest
from hypothesis import example, given

from codebook.invented import codebooks
from thematique.codebook import Codebook, load, parse, to_toml
from thematique.records import Code
from thematique.shipped import shipped

ODD_LINE_ENDS = Codebook(
    title="T",
    language="fr",
    version="",
    description="un\r\ndeux",
    sources=("",),
    codes=(Code(code="a", name="N", definition="un\ndeux\r\n"),),
)
LONG = replace(ODD_LINE_ENDS, description='« l\'été "" »\n' * 50_000)


@given(codebooks())
@example(ODD_LINE_ENDS)
@example(LONG)
def test_what_is_written_is_read_again(book: Codebook) -> None:
    assert parse(to_toml(book), file="grille.toml") == book


@given(codebooks())
@example(ODD_LINE_ENDS)
def test_it_is_read_again_from_a_file_too(tmp_path_factory: pytest.TempPathFactory, book: Codebook) -> None:
    path = tmp_path_factory.getbasetemp() / "grille.toml"
    path.write_text(to_toml(book), encoding="utf-8")
    assert load(path) == book


def test_the_seed_codebook_is_read_again() -> None:
    seed = load(shipped("data/codebooks/reseau.toml"))
    assert parse(to_toml(seed), file="grille.toml") == seed


def test_the_file_reads_as_a_person_would_write_it() -> None:
    book = Codebook(
        title="Grille",
        language="fr",
        version="2 (brouillon de l'été)",
        description="",
        sources=(),
        codes=(
            Code(code="b", name="Bé", definition="Un\ndeux", codable=False),
            Code(code="b.c", name="« Cé »", definition="D", examples=("x", "y")),
            Code(code="a", name="A", definition="D"),
        ),
    )
    assert to_toml(book) == (
        'title = "Grille"\nlanguage = "fr"\nversion = "2 (brouillon de l\'été)"\n\n'
        '[b]\nname = "Bé"\ndefinition = """\nUn\ndeux"""\n\n'
        '[b.c]\nname = "« Cé »"\ndefinition = "D"\nexamples = [\n    "x",\n    "y",\n]\n\n'
        '[a]\nname = "A"\ndefinition = "D"\n'
    )
