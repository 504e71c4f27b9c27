"""No rule may take long, whatever the text."""

import time
from collections.abc import Callable, Iterable

import pytest

from thematique.french.names import words
from thematique.stages.recognise import addresses, ages, dates, gazetteers, identifiers, organisations, spelled, titles
from thematique.stages.recognise.lexicon import lexicon
from thematique.stages.recognise.merge import merge
from thematique.stages.recognise.span import Span

LENGTH = 100_000
SECONDS = 1.0

RULES: dict[str, Callable[[str], Iterable[Span]]] = {
    "identifiers": identifiers.find,
    "dates": dates.find,
    "ages": lambda text: ages.find(text, "quel âge ?"),
    "addresses": lambda text: addresses.find(text, lexicon()),
    "spelled": spelled.find,
    "titles": lambda text: titles.find(text, words(text), lexicon()),
    "organisations": lambda text: organisations.find(text, words(text), lexicon()),
    "first names": lambda text: gazetteers.first_names(text, words(text), lexicon()),
    "places": lambda text: gazetteers.places(text, words(text), lexicon(), cased=False),
    "merge": lambda text: merge(text, gazetteers.first_names(text, words(text), lexicon()), lexicon()),
}

PIECES = (
    "a", "1", "1 ", "0-", "12.", "zéro ", "deux ", "a@", "a.", "a-", "A ", "A.", "A-", "Aa-", "Saint-", "rue de la ",
    "12 rue de la Aa ", "née en ", "né ", "mariée a b c ", "fille a b de ", "fille, ", "avait euh ", "euh ", "à deux ",
    "de deux à ", "12 ans ", "A comme Aaa, ", "BE12 ", "BE12 AAAA ", "http://", "www.", "a.be/", "madame ", "madame Le ",
    "Jean de ", "jean-", " ", "\n", "[", "[PERSONNE_", "[NOM] Léa ", "4000 A-", "a point ", "e\u0301", "l'", "la ", "saint ",
    "« A ", "(", " (A", "école ", "école «", "école Les ", "école Les Aa de la ", "crèche de la ", "lundi ", "audience du ",
    "audience du 1", "quel âge ", "Léa Léa-", "Léa ",
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_no_text_makes_a_rule_slow(rule: str) -> None:
    lexicon()
    list(RULES[rule]("On a vu Léa."))
    slow = [(piece, seconds) for piece in PIECES if (seconds := _seconds(RULES[rule], piece)) >= SECONDS]
    assert not slow


def _seconds(rule: Callable[[str], Iterable[Span]], piece: str) -> float:
    text = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    start = time.process_time()
    for _ in rule(text):
        pass
    return time.process_time() - start
