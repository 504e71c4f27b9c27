"""Names beside the text: in the labels of speakers, in the title, and in what is known of a transcript."""

import pytest

from marked import mark, plain
from thematique.records import Kind, Where
from thematique.stages.recognise import labels as labels_of
from thematique.stages.recognise.lexicon import lexicon

from .sentences import FILLER, recognise


@pytest.mark.parametrize(
    "label",
    [
        "<PER>Nadia Bensaïd</PER>",
        "Mme <PER>Verhaegen</PER>",
        "<PER>Karim</PER>",
        "<PER>Florence Lefeuvre</PER> (ENQ)",
        "<PER>Léa</PER>",
        "<PER>SOPHIE</PER>",
        "Dr <PER>Petit</PER>",
        "<PER>Rose</PER>",
        "<PER>C. de Brouwer</PER>",
        "<PER>J.-P. de la Roche</PER>",
        "P1",
        "Locuteur 2",
        "Enquêteur",
        "Animatrice",
        "INT",
        "INT1",
        "Directeur",
        "Puéricultrice",
        "Père",
        "SPEAKER_00",
        "H1",
        "E.",
        "Q",
        "Grand-mère",
        "Éducatrice 2",
        "Participante A",
        "<PER>Mat Pires</PER> (ENQ)",
        "<PER>Sophie Renault</PER>",
        "<PER>Sylvie</PER> (AMO)",
        "<PER>Sylvie M.</PER> (ONE)".replace("M.</PER>", "M</PER>."),
        "<PER>Loïc</PER> (école du <ORG>Ruisseau</ORG>)",
        "<PER>Nordine</PER> (MJ La <ORG>Fabrique</ORG>)",
        "",
    ],
)
def test_labels_that_are_names_and_labels_that_are_not(label: str) -> None:
    text = plain(label)
    found = [f for f in recognise(["Oui."], speaker=text) if f.where is Where.SPEAKER]
    assert mark(text, [(f.start, f.end, str(f.kind)) for f in found]) == label


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["karim", "prune", "régis", "tous"], ["karim", "prune", "régis"]),
        (["fatiha b", "fatiha e", "participant b"], ["fatiha b", "fatiha e"]),
        (["enquêtrice", "prune"], []),
        (["karim", "régis", "voix", "locuteur 2"], ["karim", "régis"]),
    ],
)
def test_a_label_of_an_ordinary_word_is_a_name_among_labels_that_are(labels: list[str], names: list[str]) -> None:
    found = labels_of.find_all(labels, lexicon())
    assert [label for label, spans in zip(labels, found, strict=True) if spans] == names


def test_a_label_of_an_ordinary_word_is_a_name_where_the_text_says_it_in_full() -> None:
    said = recognise(["Oui. Alors, Tranquille Perrin, je suis éducateur.", FILLER], speaker="Tranquille")
    assert {(one.where, one.text) for one in said} >= {(Where.SPEAKER, "Tranquille"), (Where.TEXT, "Tranquille Perrin")}
    assert not [one for one in recognise([FILLER], speaker="Tranquille") if one.where is Where.SPEAKER]


def test_variables_keep_organisations_and_places_and_lose_persons() -> None:
    variables = {
        "association": "Les Marronniers",
        "lieu": "Liège",
        "contact": "Julie Vermeulen, 0476 12 34 56",
        "courriel": "julie@exemple.be",
    }
    found = recognise(["Oui."], variables=variables, title="Entretien avec Sophie Lambert")
    assert [(f.key, f.kind, f.text) for f in found] == [
        ("title", Kind.PER, "Sophie Lambert"),
        ("contact", Kind.PER, "Julie Vermeulen"),
        ("contact", Kind.PHONE, "0476 12 34 56"),
        ("courriel", Kind.EMAIL, "julie@exemple.be"),
    ]
    assert {(f.turn, f.where) for f in found} == {(-1, Where.VARIABLE)}


def test_a_list_of_those_present_before_the_first_turn_loses_its_names() -> None:
    variables = {"presentes": "BODART Anne-Laure (enquêtrice), FASTRÉ Hubert (médiateur). Salle du conseil."}
    found = [f.text for f in recognise(["Oui."], variables=variables)]
    assert found == ["BODART Anne-Laure", "FASTRÉ Hubert"]


def test_a_variable_told_in_sentences_keeps_neither_place_nor_date() -> None:
    variables = {"presents": "Sophie Lambert (animatrice). Verviers, le 6 novembre 2023.", "lieu": "Verviers, CPAS"}
    found = {(f.text, f.kind) for f in recognise(["Oui."], variables=variables)}
    assert found == {("Sophie Lambert", Kind.PER), ("Verviers", Kind.LOC), ("6 novembre 2023", Kind.DATE)}
