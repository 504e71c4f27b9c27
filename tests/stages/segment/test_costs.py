"""What a cut costs at each gap of speech without punctuation."""

import pytest

from thematique.stages.segment import costs, sentences
from thematique.stages.segment.forms import Forms
from thematique.stages.segment.markers import PLAIN, TIED


def gaps(text: str) -> dict[str, int]:
    """The cost of each gap, named by the words on both sides."""
    words = text.split()
    pieces = sentences.read(text, Forms())
    found = costs.gap_costs(pieces, 0, len(words))
    return {f"{words[gap]} {words[gap + 1]}": cost for gap, cost in enumerate(found)}


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("elle garde la maison", "la maison"),
        ("elle garde la petite maison", "petite maison"),
        ("le soir je pars", "je pars"),
        ("hier on lui parle", "on lui"),
        ("hier on lui parle", "lui parle"),
        ("on travaille avec elle", "avec elle"),
        ("elle a demandé de partir", "de partir"),
        ("je crois que tu pars", "que tu"),
        ("il part parce que voilà", "parce que"),
        ("il part du coup voilà", "du coup"),
        ("elle voit Monsieur [PERSONNE_3] demain", "Monsieur [PERSONNE_3]"),
        ("elle vit à [LIEU_2] depuis", "à [LIEU_2]"),
        ("elle voit Marie Lambert demain", "Marie Lambert"),
        ("au 04 75 12 oui", "04 75"),
        ("dans la euh maison", "la euh"),
        ("dans la euh maison", "euh maison"),
        ("un mi- mi-temps", "mi- mi-temps"),
        ("ça va ? oui", "va ?"),
        ("il dit « oui", "« oui"),
        ("on rit (rires et cris) ensemble", "(rires et"),
        ("on rit … ensemble", "rit …"),
        ("on part / ensemble", "part /"),
    ],
)
def test_a_phrase_is_never_a_good_place(text: str, gap: str) -> None:
    assert gaps(text)[gap] >= TIED


@pytest.mark.parametrize(
    ("text", "gap"),
    [
        ("elle a eu un logement et puis ça allait", "logement et"),
        ("elle a eu un logement et on l'aidait", "logement et"),
        ("on reste à la maison mais bon voilà", "maison mais"),
        ("on reste à la maison donc je pars", "maison donc"),
        ("on reste à la maison alors je pars", "maison alors"),
        ("on reste à la maison parce que voilà", "maison parce"),
        ("on reste à la maison (pause) le matin", "(pause) le"),
        ("on reste à la maison … le matin", "… le"),
        ("on reste à la maison / le matin", "/ le"),
        ("on reste à la maison + le matin", "+ le"),
        ("on reste à la maison hein on attend", "hein on"),
        ("elle est chez nous et puis voilà", "nous et"),
    ],
)
def test_a_new_move_or_a_pause_is_a_good_place(text: str, gap: str) -> None:
    found = gaps(text)
    assert found[gap] == min(found.values())
    assert found[gap] < PLAIN


def test_a_topic_stays_with_its_subject() -> None:
    found = gaps("ils attendent dehors moi je rentre")
    assert found["dehors moi"] < found["moi je"]


def test_a_pause_in_a_phrase_is_still_in_the_phrase() -> None:
    assert gaps("dans la … maison")["… maison"] > PLAIN
