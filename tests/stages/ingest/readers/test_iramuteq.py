"""Corpora for IRaMuTeQ."""

from pathlib import Path

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import iramuteq

THESES = Path(__file__).parents[5] / "shared/data/transcripts/theses_iramuteq/theses-socio-1000.txt"
CORPUS = """un titre
**** *sexe_f *entretien_12_bis *pilote
-*accueil
Premier paragraphe.

Second paragraphe.
**** *sexe_h

**** *sexe_h
Autre texte **** ici.
"""


def test_each_starred_line_begins_a_text_with_its_variables() -> None:
    texts = iramuteq.read(CORPUS.encode()).texts
    assert [(text.row, text.header) for text in texts] == [
        ("0001", {"sexe": "f", "entretien": "12_bis", "pilote": "oui"}),
        ("0003", {"sexe": "h"}),
    ]
    assert [turn.text for turn in texts[0].utterances] == ["Premier paragraphe.", "Second paragraphe."]
    assert [turn.text for turn in texts[1].utterances] == ["Autre texte **** ici."]


def test_what_is_left_aside_is_counted() -> None:
    assert iramuteq.read(CORPUS.encode()).notices == [
        "Lignes avant la première ligne « **** », laissées de côté : 1.",
        "Lignes de thème « -* », laissées de côté : 1.",
        "Textes vides, laissés de côté : 1.",
    ]


def test_the_first_line_of_alceste_is_read() -> None:
    assert iramuteq.read(b"0001 *age_30\noui\n2024 fut une belle annee\n").texts[0].header == {"age": "30"}


@pytest.mark.parametrize(
    ("content", "reason"), [(b"bonjour", Reason.MALFORMED), (b"**** *a_b\n\n", Reason.NO_TURN), (b"", Reason.EMPTY)]
)
def test_what_is_no_corpus_is_refused(content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        iramuteq.read(content)
    assert refused.value.reason is reason


@pytest.mark.skipif(not THESES.exists(), reason="the corpus of abstracts is not beside the repository (../shared/data)")
def test_a_real_corpus_loses_no_word() -> None:
    texts = iramuteq.read(THESES.read_bytes()).texts
    lines = [line for line in THESES.read_text(encoding="utf-8").split("\n") if not line.startswith("****")]
    assert len(texts) == 1000
    assert sum(len(turn.text.split()) for text in texts for turn in text.utterances) == sum(
        len(x.split()) for x in lines
    )
