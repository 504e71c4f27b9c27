"""The figures of the page against a study counted by hand.

Participants say 10 + 10 words in « amo » (the interviewer 4), 10 + 2 in « creche » (the interviewer 1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from .conftest import code, document, parse, suggestion, table, text_of, write

Tables = Mapping[str, Sequence[Any]]

BY_CODE = "Passages signalés par thème et par code."
BY_DOCUMENT = "Part des mots des participants situés dans un passage signalé, en %."
TOGETHER = "Nombre de passages qui portent les deux codes."
BY_TOPIC = "Part des passages de chaque sujet signalés avec chaque code, en %."


def test_interviewers_are_counted_in_no_code_and_a_theme_counts_a_passage_once(tiny: Tables) -> None:
    # turn-over is also flagged in the interviewer's turn; turn-over and enjeux share a passage of « tensions »
    assert table(write(tiny), BY_CODE) == {
        "Tensions": ["2", "50,0 %", "2"],
        "Turn-over": ["2", "50,0 %", "2"],
        "Enjeux": ["1", "25,0 %", "1"],
        "Informel": ["1", "25,0 %", "1"],
        "Machine à café": ["1", "25,0 %", "1"],
        "Reconnaissance": ["0", "0,0 %", "0"],
    }


def test_a_document_is_measured_in_its_participants_words(tiny: Tables) -> None:
    # amo: 10 of 20 words, twice; creche: 10 of 12
    assert table(write(tiny), BY_DOCUMENT) == {
        "Turn-over": ["50", "83"],
        "Enjeux": ["50", "0"],
        "Machine à café": ["50", "0"],
        "Reconnaissance": ["0", "0"],
    }


def test_a_variable_gives_rates_and_counts_and_warns_of_small_numbers(tiny: Tables) -> None:
    page = write(tiny)

    # 1 passage in 20 words is 50 for 1,000; in 12 words 83.3
    assert table(page, "Taux et effectifs par secteur")["Turn-over"] == ["50,0 (1)", "83,3 (1)"]
    assert table(page, "Taux et effectifs par secteur")["Machine à café"] == ["50,0 (1)", "0,0 (0)"]
    assert "Chaque valeur ne correspond qu'à un seul document" in text_of(parse(page))


def test_a_category_with_few_documents_is_named(tiny: Tables) -> None:
    more = [document(f"amo-{n}", 1, 1, secteur="AMO") for n in range(4)]

    text = text_of(parse(write({**tiny, "documents": [*tiny["documents"], *more]})))

    assert "Petit effectif : moins de 5 documents pour « petite enfance » (n = 1)." in text


def test_a_variable_with_one_value_is_not_compared(tiny: Tables) -> None:
    text = text_of(parse(write(tiny)))

    assert "Par cycle" not in text
    assert "la valeur étant la même partout : type de document (entretien), cycle (1)." in text


def test_categories_beyond_the_limit_are_counted(tiny: Tables) -> None:
    documents = [document(f"d{n:02}", 1, 1, secteur=f"secteur {n:02}") for n in range(20) for _ in "ab"]
    documents = [replace(one, document=f"{one.document}-{place}") for place, one in enumerate(documents)]

    text = text_of(parse(write({**tiny, "documents": documents}, max_categories=12)))

    assert "8 autres valeurs, portées par moins de documents, ne sont pas montrées." in text
    assert "secteur 11" in text


def test_codes_of_one_passage_are_counted_together(tiny: Tables) -> None:
    page = write(tiny)

    assert table(page, TOGETHER)["Enjeux"] == ["1", "", ""]
    assert table(page, "Les paires les plus fréquentes") == {"Turn-over": ["Enjeux", "1", "50 %", "100 %"]}


def test_topics_count_participants_only_and_say_how_stable_they_are(tiny: Tables) -> None:
    page = write(tiny)

    assert table(page, "Tableau des sujets") == {"Sujet 0": ["équipe, partir", "2", "50 %", "stable (0,80)"]}
    assert "2 passages n'entrent dans aucun sujet (50 %)." in text_of(parse(page))
    assert table(page, BY_TOPIC)["Turn-over"] == ["100"]
    assert table(page, BY_TOPIC)["Enjeux"] == ["50"]


def test_the_corpus_table_gives_each_document_with_its_interviewer_share(tiny: Tables) -> None:
    # amo: 4 of 24 words are the interviewer's; creche: 1 of 13
    assert table(write(tiny), "Tableau des documents") == {
        "amo": ["entretien", "01/03/2025", "1", "AMO", "1", "3", "24", "17 %"],
        "creche": ["entretien", "01/03/2025", "1", "petite enfance", "1", "3", "13", "8 %"],
    }


def test_refused_files_notices_and_steps_are_told(tiny: Tables) -> None:
    page = write(tiny)

    assert table(page, "Tableau des fichiers refusés") == {
        "vieux.doc": ["lecture des fichiers", "l'ancien format .doc n'est pas lu."]
    }
    assert table(page, "Tableau des remarques de lecture") == {"amo": ["deux commentaires laissés de côté."]}
    assert table(page, "Tableau des étapes du traitement") == {
        "Découpage en passages segment": ["max_words = 60", "étape 2 spacy 3.8"]
    }


def test_a_passage_shows_the_question_the_reason_and_the_other_codes(tiny: Tables) -> None:
    page = parse(write(tiny))

    (passage,) = page.xpath("//*[@id='code-tensions.turnover-1']")
    text = text_of(passage)
    assert text.startswith("amo, tour 1 (1:01) · [PERSONNE_amo] · certitude 80 % · lien")
    assert "— Et le turn-over ici" in text
    assert text.endswith("Pourquoi : proche de la définition Aussi signalé : Enjeux")


def test_the_surest_passages_come_first_and_no_more_than_asked(tiny: Tables) -> None:
    surer = replace(suggestion("creche", 1, "tensions.turnover", 0.99))
    others = [s for s in tiny["suggestions"] if (s.document, s.code) != ("creche", "tensions.turnover")]

    page = parse(write({**tiny, "suggestions": [*others, surer]}, n_passages=1))

    (passage,) = page.xpath("//*[starts-with(@id, 'code-tensions.turnover-')]")
    assert "creche, tour 1" in text_of(passage)


def test_a_code_that_left_the_codebook_is_still_shown(tiny: Tables) -> None:
    page = write({**tiny, "suggestions": [suggestion("amo", 1, "ancien.code", 0.9)]})

    assert table(page, BY_CODE)["ancien.code"] == ["1", "25,0 %", "1"]
    assert "Code absent du codebook en vigueur." in page


def test_a_theme_that_is_itself_a_code_adds_its_own_passages(tiny: Tables) -> None:
    codes = [code("tensions", "Tensions"), code("tensions.turnover", "Turn-over")]
    flagged = [suggestion("amo", 2, "tensions", 0.9), suggestion("amo", 1, "tensions.turnover", 0.9)]

    counts = table(write({**tiny, "codes": codes, "suggestions": flagged}), BY_CODE)

    assert {name: cells[0] for name, cells in counts.items()} == {
        "Tensions": "2",
        "Tensions (le thème lui-même)": "1",
        "Turn-over": "1",
    }


@pytest.mark.parametrize(
    ("stability", "word"), [(0.85, "très stable"), (0.75, "stable"), (0.6, "incertain"), (0.1, "fragile")]
)
def test_stability_is_said_in_words(tiny: Tables, stability: float, word: str) -> None:
    topics = [replace(tiny["topics"][0], stability=stability)]

    assert table(write({**tiny, "topics": topics}), "Tableau des sujets")["Sujet 0"][3].startswith(f"{word} (")


def test_a_suggestion_below_its_threshold_is_not_counted(tiny: Tables) -> None:
    unsure = suggestion("amo", 1, "reconnaissance", 0.4, flagged=False)

    assert table(write({**tiny, "suggestions": [unsure]}), BY_CODE)["Reconnaissance"][0] == "0"
