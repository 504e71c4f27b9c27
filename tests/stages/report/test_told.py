"""What the page says of its documents, of those who code, of the names of files: true of any study."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from .conftest import EMPTY, document, parse, text_of, write

Tables = Mapping[str, Sequence[Any]]


def answers(n: int, **variables: str) -> Sequence[Any]:
    """The rows of one file of answers, numbered, that say nothing of their type nor of their date."""
    return [
        replace(document(f"questions:{row:04}", 1, 8, id=str(row), **variables), type="", date="")
        for row in range(1, n + 1)
    ]


def lead(page: str) -> str:
    (sentence,) = parse(page).xpath("//p[@class='lead']")
    return text_of(sentence)


def headings(page: str) -> Sequence[str]:
    """Those of the table of documents."""
    return [text_of(cell) for cell in parse(page).xpath("//div[@aria-label='Tableau des documents']//thead//th")]


def test_the_rows_of_a_table_are_documents_and_the_files_are_counted_apart(tiny: Tables) -> None:
    page = write({**EMPTY, "documents": [*tiny["documents"], *answers(30)]})

    assert lead(page).startswith(
        "Ce rapport porte sur 32 documents, tirés de 3 fichiers (sans type : 30, entretien : 2)"
    )


def test_files_are_not_counted_where_each_is_a_document_nor_types_where_there_are_none(tiny: Tables) -> None:
    untyped = [replace(one, type="") for one in tiny["documents"]]

    assert lead(write(tiny)).startswith("Ce rapport porte sur 2 documents (entretien : 2), soit 37 mots")
    assert lead(write({**tiny, "documents": untyped})).startswith("Ce rapport porte sur 2 documents, soit 37 mots")


def test_a_dozen_unsigned_documents_are_named_and_of_more_the_first_five() -> None:
    assert lead(write({**EMPTY, "documents": answers(12)})).endswith(
        f": {', '.join(f'questions:{n:04}' for n in range(1, 13))}."
    )
    assert lead(write({**EMPTY, "documents": answers(34)})).endswith(
        ": questions:0001, questions:0002, questions:0003, questions:0004, questions:0005 et 29 autres."
    )


def test_a_column_that_no_document_fills_is_left_out(tiny: Tables) -> None:
    undated = [replace(one, date="") for one in tiny["documents"]]
    figures = ["Participants", "Tours", "Mots", "Intervieweur"]

    assert headings(write({**EMPTY, "documents": answers(3)})) == ["Document", "Id", *figures]
    assert headings(write({**EMPTY, "documents": undated})) == ["Document", "Type", "Cycle", "Secteur", *figures]
    assert headings(write(tiny)) == ["Document", "Type", "Date", "Cycle", "Secteur", *figures]


def test_the_page_denies_nobodys_coding_and_says_where_it_is_to_be_seen(tiny: Tables) -> None:
    page = write(tiny)
    text = text_of(parse(page))

    assert "ce que des personnes ont codé, accepté ou refusé n'entre dans aucun chiffre de ce rapport" in lead(page)
    assert "aucun codage humain" not in text
    assert "il faut qu'au moins une personne" not in text
    (told,) = parse(page).xpath("//*[@id='codage-humain']")
    assert [text_of(command).split()[1] for command in told.xpath("code")] == ["review", "export", "compare"]
    assert parse(page).xpath("//p[@class='lead']//a[@href='#codage-humain']")


def test_the_page_says_that_files_named_after_someone_were_renamed(tiny: Tables) -> None:
    text = text_of(parse(write(tiny)))

    assert "repris tels qu'ils ont été donnés" not in text
    assert "Un fichier dont le nom contenait un nom de personne reconnu en porte un autre dans l'étude" in text


def test_a_passage_without_a_speaker_leaves_no_gap(tiny: Tables) -> None:
    silent = {name: [replace(one, speaker="") for one in tiny[name]] for name in ("turns", "segments")}

    (passage,) = parse(write({**tiny, **silent})).xpath("//*[@id='code-tensions.turnover-1']")

    assert text_of(passage).startswith("amo, tour 1 (1:01) · certitude 80 % · lien")
