"""Where sentences end: French examples with « | » at each expected end."""

import pytest

from thematique.stages.segment import sentences
from thematique.stages.segment.forms import Forms


def marked(text: str) -> str:
    """The text with « | » where its sentences end."""
    pieces = sentences.read(text, Forms())
    ends = set(sentences.ends(pieces))
    return " ".join(f"| {form.raw}" if gap in ends else form.raw for gap, form in enumerate(pieces.forms))


@pytest.mark.parametrize(
    "expected",
    [
        "On a attendu six semaines. | Après, j'ai rappelé.",
        "on a attendu. | après j'ai rappelé. | rien",
        "Ça va ? | Oui, ça va ! | Et vous ?",
        "Ça va? | Oui!! | Ah bon?! | Oui.",
        "Elle a vu M. Peeters et Mme. Dubois chez le Dr. Maes. | Puis rien.",
        "C'est à cf. la page 3, p. ex. Namur, n°. 12.",
        "J'ai vu J.-P. Lambert et A. Colin à l'A.S.B.L. Les Ruelles. | C'est tout.",
        "On est dans l'équipe B. | On commence tôt.",
        "Le taux est de 3.5 pour cent, à 12.30 précises. | Bon.",
        "C'était en 2012. | On avait vingt ans.",
        "1. Les horaires. | 2. Le salaire.",
        "Je... je sais pas. | Et donc…",
        "Je... Je sais pas.",
        "Dans la... Enfin voilà.",
        "C'était long… | Après on a ri.",
        "c'était long… après on a ri",
        "Elle m'a dit « Reste là. Ne bouge pas. » et je suis restée. | Voilà.",
        "Il a dit « bonjour ». | Et puis rien.",
        "« Tu viens ? » me dit-elle. | Oui.",
        "Tu viens ? demanda-t-elle. | Oui.",
        "On a ri (rires. Encore des rires) et voilà. | Bon.",
        "On a ri. | (rires) Et voilà.",
        "Des jeux, des livres, etc. dans la salle. | Voilà.",
        "Des jeux, des livres, etc. | Ensuite on mange.",
        "Il y a. | Oui.",
        'Il a dit "viens." | Et voilà.',
        "Avec le S.A.J. | On a signé.",
        "L'I.M.P. Les Tilleuls est plein. | On attend.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: str) -> None:
    assert marked(expected.replace("| ", "")) == expected


def test_a_line_feed_ends_a_sentence() -> None:
    pieces = sentences.read("un deux\n\ntrois quatre", Forms())
    assert sentences.ends(pieces) == [2]


def test_a_quotation_that_never_closes_holds_nothing() -> None:
    assert marked("Il a dit « viens. Alors je viens. " + "Et voilà. " * 30).count("|") == 31


def test_typographic_apostrophes_and_no_break_spaces_change_nothing() -> None:
    assert marked("C\u2019est ça\u202f? J\u2019y vais\u00a0!") == "C\u2019est ça ? | J\u2019y vais !"
