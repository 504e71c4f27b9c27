"""What a text could be as a label, by its own words."""

import pytest

from thematique.stages.ingest.dialogue.shapes import Shape, shape


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Enquêtrice", Shape.INTERVIEWER),
        ("l’animateur 2", Shape.INTERVIEWER),
        ("P1", Shape.CODE),
        ("E ?", Shape.CODE),
        ("participante 7", Shape.PERSON),
        ("Mme Van den Bosch", Shape.FULL_NAME),
        ("Patrick Poivre d’Arvor", Shape.FULL_NAME),
        ("Zoé", Shape.NAME),
        ("Léa (mère)", Shape.NAME),
        ("A", Shape.CODE),
        ("Y.", Shape.CODE),
        ("AS", Shape.CODE),
        ("Enseignant A", Shape.PERSON),
        ("N'Diaye", Shape.FULL_NAME),
        ("les autres gens", Shape.WORDS),
        ("N'oublions pas", Shape.SENTENCE),
        ("IL Y A DEUX CHOSES", Shape.SENTENCE),
        ("On a dit", Shape.SENTENCE),
        ("il y a deux choses", Shape.SENTENCE),
        ("(rires)", Shape.SENTENCE),
        ("NB", Shape.SENTENCE),
        ("Date", Shape.SENTENCE),
        ("", Shape.SENTENCE),
    ],
)
def test_a_label_has_a_shape(label: str, expected: Shape) -> None:
    assert shape(label) is expected
