"""The page as a whole: the same for the same study, whatever its size."""

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from thematique.corrections import Reading, State
from thematique.records import Role

from .conftest import EMPTY, NAMES, code, document, parse, shuffled, spoken, table, text_of, write

Tables = Mapping[str, Sequence[Any]]


def test_the_page_is_the_same_byte_for_byte_whatever_the_order_of_the_records(tiny: Tables) -> None:
    pages = {write(tiny), write(tiny), *(write(shuffled(tiny, seed)) for seed in range(3))}

    assert len(pages) == 1


def test_an_empty_study_gives_a_page_that_says_so() -> None:
    page = write(EMPTY)

    assert "L'étude ne contient encore aucun document." in page
    assert "Aucun fichier n'a été refusé." in page


@pytest.mark.parametrize("missing", NAMES)
def test_any_table_may_be_empty(tiny: Tables, missing: str) -> None:
    page = parse(write({**tiny, missing: []}))

    assert len(page.xpath("//h2")) == 5
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(page.xpath("//@id"))


@pytest.mark.parametrize("present", NAMES)
def test_any_table_may_be_the_only_one(tiny: Tables, present: str) -> None:
    assert len(parse(write({**EMPTY, present: tiny[present]})).xpath("//h2")) == 5


def test_headings_follow_in_order_and_identifiers_are_unique(tiny: Tables) -> None:
    page = parse(write(tiny))

    levels = [int(node.tag[1]) for node in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(identifiers)


def test_every_chart_has_a_sentence_and_a_table_for_those_who_do_not_see_it(tiny: Tables) -> None:
    page = parse(write(tiny))

    charts = page.xpath("//div[@class='chart']")
    assert charts
    assert all(len(chart.get("aria-label")) > 40 for chart in charts)
    assert all(chart.xpath("following::table") for chart in charts)
    assert page.get("lang") == "fr"


def test_the_page_holds_no_address_but_its_own_places(tiny: Tables) -> None:
    page = parse(write(tiny))

    assert all(link.startswith("#") for link in page.xpath("//@href"))
    assert not page.xpath("//@src | //link | //iframe")


def test_a_long_passage_is_cut_and_says_by_how_much(tiny: Tables) -> None:
    long = spoken([("amo", 1, Role.PARTICIPANT, "mot " * 500, ("reconnaissance",))])

    text = text_of(parse(write({**tiny, **long}, max_characters=400)))

    assert "Passage abrégé : 401 mots de plus." in text


def test_forty_codes_keep_forty_lines_even_with_the_same_name(tiny: Tables) -> None:
    codes = [
        code(f"theme{n // 10}.code{n}", "Un nom qui est le même pour tous et qui est très long, vraiment")
        for n in range(40)
    ]

    page = parse(write({**tiny, "codes": codes}))

    rows = page.xpath("//figure[.//div[@id='chart-entretiens']]//tbody/tr")
    assert len(rows) == 40 + 3  # and the three flagged codes that this codebook lacks
    assert len(page.xpath("//*[starts-with(@id, 'code-theme')]")) == 40 + 4


def test_two_thousand_documents_are_written_in_ten_seconds_and_the_rest_is_counted() -> None:
    codes = [code(f"theme.code{n}", f"Code {n}") for n in range(12)]
    lines = [
        (
            f"d{n:04}",
            turn,
            Role.PARTICIPANT if turn % 2 else Role.INTERVIEWER,
            f"Parole numéro {turn} du document {n}",
            [codes[(n + turn) % 12].code],
        )
        for n in range(2000)
        for turn in range(10)
    ]
    documents = [document(f"d{n:04}", 10, 60, secteur=f"secteur {n % 30}") for n in range(2000)]
    tables = {**EMPTY, **spoken(lines), "documents": documents, "codes": codes}

    start = time.perf_counter()
    page = write(tables)

    assert time.perf_counter() - start < 10
    text = text_of(parse(page))
    assert "1 800 documents de plus ne le sont pas" in text
    assert "Les 40 premiers documents sont dessinés ; 1 960 de plus ne le sont pas." in text
    assert len(re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)) < 600_000


def test_the_page_says_whose_names_nobody_answers_for(tiny: Tables) -> None:
    signed = Reading(document="amo", state=State.SIGNED, by="<b>Anne</b>")
    unread = Reading(document="creche", state=State.AUTOMATIC)
    page = write({**tiny, "readings": [signed, unread]})
    assert "Les noms de 1 transcription sur 2 ne sont pas signés, dont 1 que personne n'a relue : creche." in text_of(
        parse(page)
    )
    assert "signés par <b>Anne</b>" in table(page, "Tableau des documents")["amo"]
    both = [signed, replace(signed, document="creche")]
    assert "toutes les transcriptions ont été relus et signés" in text_of(parse(write({**tiny, "readings": both})))


def test_what_must_be_signed_and_is_not_counts_nowhere(tiny: Tables) -> None:
    page = write({**tiny, "readings": [Reading(document="amo", state=State.SIGNED, by="Anne")]})
    assert list(table(page, "Tableau des documents")) == ["amo"]
    nothing = {name: tiny[name] if name in ("documents", "turns", "codes") else [] for name in NAMES}
    assert "L'étude ne contient encore aucun document." in write({**nothing, "readings": []})
