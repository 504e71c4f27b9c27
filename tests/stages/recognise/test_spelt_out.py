"""An acronym that is told with what it stands for is a name of it."""

import pytest

from marked import mark, plain
from thematique.stages.recognise import organisations, spelt_out
from thematique.stages.recognise.lexicon import lexicon
from thematique.stages.recognise.merge import merge


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("Alors le GRAJ, c'est le Groupe d'action jeunesse.", "On va au <ORG>GRAJ</ORG> avec le PEV."),
        ("Alors la Plateforme Enfance Verviers, la PEV, a fermé.", "On va au GRAJ avec la <ORG>PEV</ORG>."),
        ("Alors la Plateforme Enfance Verviers est avec la PEV.", "On va à la PEV."),
        ("Alors le FOREM, c'est le Foyer d'Ougrée en Meuse.", "On va au FOREM."),
        ("À la Maison d'Accueil Rurale, Marc a dit oui.", "Marc est là."),
        ("Alors le GRAJ, c'est le Cercle d'Histoire Ancienne.", "On va au GRAJ."),
    ],
)
def test_an_acronym_beside_the_name_whose_initials_it_holds(told: str, sentence: str) -> None:
    texts = [told, plain(sentence)]
    spans = [merge(text, organisations.find(text, (), lexicon()), lexicon()) for text in texts]
    found = spelt_out.find_all(texts, spans, lexicon())[1]
    assert mark(texts[1], [(span.start, span.end, span.kind) for span in found]) == sentence
