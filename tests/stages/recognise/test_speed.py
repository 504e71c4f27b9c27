"""No rule may take long, whatever the text."""

import time
from collections.abc import Callable, Iterable

import pytest

from thematique.french.names import words
from thematique.french.sounds import sound
from thematique.stages.recognise import (
    addressed,
    addresses,
    ages,
    bare,
    called,
    codes,
    dates,
    dictated,
    echoes,
    explained,
    feasts,
    gazetteers,
    identifiers,
    initials,
    labels,
    organisations,
    pets,
    places,
    spelled,
    surnames,
    syllables,
    titles,
)
from thematique.stages.recognise.accents import accented
from thematique.stages.recognise.lexicon import lexicon
from thematique.stages.recognise.merge import merge
from thematique.stages.recognise.visible import visible

LENGTH = 100_000
SECONDS = 1.0
PART = 5
LINEAR = 3
TRIES = 3


def in_words(find: Callable[..., Iterable[object]], **options: bool) -> Callable[[str], Iterable[object]]:
    return lambda text: find(text, words(text), lexicon(), **options)


def again(text: str) -> Iterable[object]:
    found = merge(text, gazetteers.first_names(text, words(text), lexicon()), lexicon())
    return echoes.find_all([text], [found], ["Léa Vandenbulcke"], [[]], [frozenset()], lexicon(), cased=False)[0]


RULES: dict[str, Callable[[str], Iterable[object]]] = {
    "identifiers": identifiers.find,
    "codes": codes.find,
    "addressed": addressed.find,
    "dictated": dictated.find,
    "dates": dates.find,
    "ages": lambda text: ages.find(text, "quel âge ?"),
    "addresses": lambda text: addresses.find(text, lexicon()),
    "spelled": in_words(spelled.find),
    "bare": in_words(bare.find),
    "syllables": in_words(syllables.find),
    "initials": lambda text: initials.find_all([text], [[]], ["BT"], [[]], lexicon(), cased=True).texts[0],
    "initials without capitals": lambda text: initials.find_all(
        [text], [[]], ["BT"], [[]], lexicon(), cased=False
    ).texts[0],
    "explained": lambda text: list(explained.find(text, lexicon())),
    "feasts": lambda text: feasts.find_all([text], [[]], ["Noël"], lexicon(), cased=True),
    "pets": lambda text: pets.told([text], lexicon()),
    "accents": lambda text: accented(text),
    "answers": lambda text: list(called.answer(text, text, words(text), lexicon())),
    "titles": in_words(titles.find, cased=False),
    "called": in_words(called.find),
    "organisations": in_words(organisations.find),
    "first names": in_words(gazetteers.first_names, cased=False),
    "surnames": in_words(surnames.find, cased=False),
    "places": in_words(places.find, cased=False),
    "labels": lambda text: labels.find(text, lexicon()),
    "merge": lambda text: merge(text, gazetteers.first_names(text, words(text), lexicon()), lexicon()),
    "echoes": again,
    "sounds": lambda text: sound(text),
    "visible": lambda text: visible(text).text,
}

PIECES = (
    "a", "1", "1 ", "0-", "12.", "zéro ", "deux ", "a@", "a.", "a-", "A ", "A.", "A-", "Aa-", "Saint-", "rue de la ",
    "12 rue de la Aa ", "née en ", "né ", "mariée a b c ", "fille a b de ", "fille, ", "avait euh ", "euh ", "à deux ",
    "de deux à ", "12 ans ", "A comme Aaa, ", "BE12 ", "BE12 AAAA ", "http://", "www.", "a.be/", "madame ", "madame Le ",
    "Jean de ", "jean-", " ", "\n", "[", "[PERSONNE_", "[NOM] Léa ", "4000 A-", "a point ", "e\u0301", "l'", "la ", "saint ",
    "« A ", "(", " (A", "école ", "école «", "école Les ", "école Les Aa de la ", "crèche de la ", "lundi ", "audience du ", "rose comme ", "chien ", "s'appelle ", "rose avec un ",
    "audience du 1", "quel âge ", "Léa Léa-", "Léa ",
    "a b c ", "a, ", "a-b-", "deux l ", "e accent ", "zéro un ", "numéro un deux ", "iban a b 1 ", "tiret ", "a tiret ",
    "barre a barre ", "a underscore ", "arobase ", "a point be ", "s'appelle ", "l'appelle la ", "moi c'est ", "van den ",
    "Van ", "Van…", "-mir", "El-", "Vande-", "petit ", "rose ", "à ans ", "de huy ", "saint a ", "rue a un ", "rue du a b ",
    "place a ", "en a deux, ", "il a dix, ", "neuf ans. ", "Neuf ans, ", "La Aa ", "« La Aa » ", "crèche la a a ", "institut du a ",
    "\u200b", "a\u200b", "e\u0301\u200b", "\u202ea", "2022/AS/", "A/1/", "numéro ", "numéro a a a 1", "0, ", "0, 1 ", "+1 ", "quatre mille ",
)  # fmt: skip


@pytest.mark.parametrize("rule", RULES)
def test_no_text_makes_a_rule_slow(rule: str) -> None:
    lexicon()
    list(RULES[rule]("On a vu Léa."))
    slow = [piece for piece in PIECES if _slow(RULES[rule], piece)]
    assert not slow


def _slow(rule: Callable[[str], Iterable[object]], piece: str) -> bool:
    """A rule that is quick on a part, and takes with twice the text about twice the time, is not run on the whole."""
    part = _seconds(rule, piece, LENGTH // PART)
    if part < SECONDS / PART**2:
        return False
    if part * PART < SECONDS / 2 and part < LINEAR * _seconds(rule, piece, LENGTH // PART // 2):
        return False
    # what else the machine does can only add to the time
    return all(_seconds(rule, piece, LENGTH) >= SECONDS for _ in range(TRIES))


def _seconds(rule: Callable[[str], Iterable[object]], piece: str, length: int) -> float:
    text = (piece * (length // len(piece) + 1))[:length]
    words.cache_clear()
    start = time.process_time()
    for _ in rule(text):
        pass
    return time.process_time() - start
