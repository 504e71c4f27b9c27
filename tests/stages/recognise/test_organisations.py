"""Names of organisations, announced by what they are, with capitals and without, and the nouns that belong to them."""

import pytest

from marked import plain
from thematique.french.names import words
from thematique.records import Kind
from thematique.stages.recognise import organisations
from thematique.stages.recognise.lexicon import lexicon
from thematique.stages.recognise.span import Span

from .sentences import check


@pytest.mark.parametrize(
    "sentence",
    [
        "l'asbl <ORG>Reliance</ORG> et l'école <ORG>Saint-Joseph</ORG>",
        "la crèche Les <ORG>Petits Pas</ORG>",
        "la maison médicale du <ORG>Laveu</ORG>",
        "l'école « les <ORG>marronniers</ORG> »",
        "au collège <ORG>Thomas Mann</ORG>",
        "l'école <ORG>Rouge</ORG>",
        "l'école des devoirs, l'École des Devoirs",
        "la crèche du CPAS et l'école du Centre",
        "l'hôpital du coin",
        "à l'école du <ORG>levant</ORG>, l'école du village et celle du dimanche",
        "la <ORG>Plateforme Enfance Verviers</ORG> et le <ORG>Groupe d'action jeunesse</ORG>, à Dison",
        "un groupe d'action, le Groupe et la Plateforme",
        "il y a La <ORG>Grange aux mots</ORG>, un café",
        "Les <ORG>Pas du Sud</ORG>. La directrice du CPAS. Le CPAS de Huy",
        "Elle tient une friterie, <ORG>Chez la Baronne</ORG>, et la boucherie <ORG>Au Bon Cochon d'Ougrée</ORG>.",
    ],
)
def test_organisations(sentence: str) -> None:
    text = plain(sentence)
    check(sentence, organisations.find(text, words(text), lexicon()))


@pytest.mark.parametrize(
    "sentence",
    [
        "mon mari est aux <ORG>quatre tilleuls</ORG> depuis un an",
        "on parle aux trois familles et aux quatre enfants aux deux réunions",
        "trésorier du f c la <ORG>grande borne</ORG>, on chante au chœur des <ORG>ardentes</ORG>, la chorale du village",
        "elle travaille aux emballages <ORG>bertiaux</ORG> et moi à l'entreprise familiale",
    ],
)
def test_organisations_in_lower_case(sentence: str) -> None:
    text = plain(sentence)
    check(sentence, organisations.find(text, words(text), lexicon(), cased=False))


@pytest.mark.parametrize(
    ("text", "name", "kind", "whole"),
    [
        ("un truc de la fondation hubert lamarche", "hubert lamarche", Kind.PER, "fondation hubert lamarche"),
        ("au Cercle Paul Bert", "Paul Bert", Kind.PER, "Cercle Paul Bert"),
        ("au patro du Sart", "Sart", Kind.LOC, "patro du Sart"),
        ("la maison de la licour", "licour", Kind.ORG, "maison de la licour"),
        ("la maison de la Louvière", "Louvière", Kind.LOC, ""),
        ("la maison sophie", "sophie", Kind.PER, ""),
        ("Au patro Kevin m'a frappé", "Kevin", Kind.PER, ""),
        ("l'école Saint-Joseph", "Saint-Joseph", Kind.ORG, ""),
        ("au patro le 3 mars", "3 mars", Kind.DATE, ""),
    ],
)
def test_a_noun_may_belong_to_the_name_of_what_it_begins(text: str, name: str, kind: Kind, whole: str) -> None:
    found = organisations.headed(text, [Span(text.index(name), text.index(name) + len(name), kind, "ner", 0.8)])
    assert [text[span.start : span.end] for span in found] == [whole] * bool(whole)
