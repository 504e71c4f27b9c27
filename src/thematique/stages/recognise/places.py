"""Known places: communes, their sections and quarters, towns and countries; saints, whose names places bear."""

import itertools
import re
from collections.abc import Iterator, Sequence

from thematique.french.lexicon import among
from thematique.french.names import Word, capital, fold, joined
from thematique.french.phrases import Match
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FUNCTION, GENERIC, KIN, SAINTS, TOWARDS
from thematique.stages.recognise.span import Span

# after « à » and in lower case these are more often words than communes
_WORDS_AFTER = among(
    "on mal as bas lot heure ligne membre nouvelles bande bras riviere foret lier malle termes odeur loyers gages "
    "manage cordes humain fosse champion ville mont pont haut bord cote part fond ce lo my mere mater ere bure "
    "tailles arbre appels salles saintes bulles forges rance"
)
_TOWARDS_WRITTEN = among("à vers habite habitent habitais habitait")
_OF = among("de d")
# « le saj de liège », « la gare d'ans »
_OF_PLACES = among(
    "gare commune ville region centre route bourgmestre cote pres parquet prison hopital maison police tribunal "
    "universite canton arrondissement province athenee college ecole piscine marche viens vient venir venait venu "
    "venue originaire habitants rue quartier hauteur loin sortie antenne bureau conseil"
)
# names of four words or more are no chance; those of two or three stand after one of these
_LONG_NAME = 3
_BEFORE_SEVERAL = among("a de d vers sur par entre habite habitait pres derriere depuis jusqu")
_SETTLED = re.compile(
    r"\b(?:(?:habit(?:e|es|ent|ais|ait|aient|ons|ez)|viv(?:ais|ait)|née?s?|originaire|domiciliée?s?|déménag(?:é|ée"
    r"|és|ées|er|e|ent|ait)|grandi"
    r"|installée?s?|emménag(?:é|ée|és|ées|er|e|ent|ait))[ \u00a0](?:(?:tous|toutes|encore|toujours"
    r"|maintenant)[ \u00a0])?(?:(?:à|de)[ \u00a0]|d['’][ \u00a0]?)"
    r"|(?:j['’]habite|elle habite|il habite)[ \u00a0])(?P<at>[^\W\d_][\w-]{2,30})",
    re.I,
)
_NO_TOWN = among(
    "quel quelle cote deux trois quatre cinq six sept huit neuf dix onze douze vingt trente droite gauche terme "
    "domicile plusieurs "
    "peine pied pieds present peu mi proximite cause chaque cheval moins plus partir travers force mesure temps "
    "nouveau "
    "seul seule seuls ensemble ici juste pas loin tout toute toujours encore maintenant dehors dedans bien mieux "
    "depuis "
    "quelques cent mille autre autres parents telle certains titre long longue court demeure bord deca dela trop rien "
    "vingt trente quarante cinquante soixante septante nonante cent "
    "quoi savoir avoir etre faire contre chez pres derriere devant dessus dessous entre vers sous sur dans avec sans "
    "nature souche mere pere famille hier demain jamais souvent quelque part vraiment presque actuellement "
    "officiellement seulement aussi"
)
_NO_SETTLEMENT = FUNCTION | KIN | GENERIC | _NO_TOWN
_FEASTS = among("nicolas valentin sylvestre esprit pere siege glinglin simonien honore")


def find(text: str, words: Sequence[Word], lexicon: Lexicon, *, cased: bool = True) -> Iterator[Span]:
    """The known places of `text`.

    One word in lower case must be no ordinary word, and for a village or among capitals (`cased`) must follow a
    preposition; a place that is also an ordinary word needs a preposition, and among capitals a capital.
    """
    for known, doubtful in ((lexicon.places, cased), (lexicon.villages, True)):
        for match in known.find(text, words):
            if match.key not in lexicon.first_names and _place(words, match, lexicon, doubtful=doubtful):
                yield _span(words, match.first, match.last, 0.8)
    for before, word in itertools.pairwise(words):
        listed = word.folded in lexicon.ambiguous_places and not lexicon.is_first_name(word.folded)
        listed = listed and word.folded not in FUNCTION
        if listed and before.folded in TOWARDS and capital(word.text):
            yield Span(word.start, word.end, Kind.LOC, "place", 0.7)
    for match in lexicon.near.find(text, words):
        if _near(words, match, lexicon):
            yield _span(words, match.first, match.last, 0.7)
    yield from _saints(text, words, lexicon)
    yield from _settled(text, lexicon)


def _span(words: Sequence[Word], first: int, last: int, score: float) -> Span:
    return Span(words[first].start, words[last - 1].end, Kind.LOC, "place", score)


def _place(words: Sequence[Word], match: Match, lexicon: Lexicon, *, doubtful: bool) -> bool:
    """Do the words of a match name a place here?"""
    inside = words[match.first : match.last]
    telling = [word for word in inside if word.folded not in FUNCTION] or inside
    if len(telling) > 1 or capital(telling[0].text) or match.key in lexicon.towns_people:
        return True
    announced = match.first > 0 and words[match.first - 1].folded in TOWARDS
    if len(inside) > 1:
        return announced or not lexicon.ordinary(telling[0].text)
    return (announced or not doubtful) and not lexicon.ordinary(telling[0].text)


def _near(words: Sequence[Word], match: Match, lexicon: Lexicon) -> bool:
    """Do the words of a match, ordinary ones perhaps, name a place of Belgium: « à ans », « le saj de liège »?"""
    first = words[match.first]
    if match.first == 0 or match.key in _WORDS_AFTER or first.folded in FUNCTION:
        return False
    before = words[match.first - 1]
    written = before.text.lower()
    length = match.last - match.first
    if length > _LONG_NAME or (length > 1 and before.folded in _BEFORE_SEVERAL):
        return True
    if match.last - match.first > 1 and first.folded in SAINTS:
        return match.key.partition(" ")[2] not in _FEASTS
    if written in _TOWARDS_WRITTEN:
        return True
    if before.folded not in _OF or match.first < 2:
        return False
    head = words[match.first - 2].folded
    return head in lexicon.kept or head in _OF_PLACES


def _settled(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """A word without determiner where someone lives, « j'habite à avion », though no list knows the place."""
    for match in _SETTLED.finditer(text):
        name = fold(match["at"])
        if name not in _NO_SETTLEMENT and not lexicon.is_no_name(name):
            yield Span(match.start("at"), match.end("at"), Kind.LOC, "place", 0.6)


def _saints(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Span]:
    """Saints in lower case: « à saint servais », « l'institut sainte begge »; not « la saint nicolas »."""
    for at in range(len(words) - 1):
        saint, name = words[at], words[at + 1]
        if saint.folded not in ("saint", "sainte") or not joined(text, saint.end, name.start):
            continue
        if name.folded in FUNCTION or name.folded in _FEASTS:
            continue
        if lexicon.is_first_name(name.folded) or not lexicon.ordinary(name.text) or capital(name.text):
            yield Span(saint.start, name.end, Kind.LOC, "saint", 0.75)
