"""What our model for speech sees, cleared of institutions, interjections and words that announce names.

It was trained to tell names without capitals, so that its word is taken where nothing speaks against it.
"""

import bisect
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from thematique.french.lexicon import among
from thematique.french.names import PARTICLES, Word, capital, elided, initial, words
from thematique.recogniser import Entity
from thematique.records import Kind
from thematique.stages.recognise import acronyms
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.numbers import BELOW_THOUSAND
from thematique.stages.recognise.patterns import DETERMINERS, FUNCTION, GENERIC, KIN, OFFICES, STREETS, TITLES
from thematique.stages.recognise.span import Span

_LINKS = among("a ai au aux d de des du en et j l la le les sur sous pour ou un une chez avec")
_COUNTS = among("un une des mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs cet cette ces quelques")
_SMALL = among("petit petite grand grande jeune vieux vieille bon bonne vrai vraie")
_OF = among("d de del des du")
_LIGHT = PARTICLES | FUNCTION
_SCORE = 0.8
_SURE, _LIKELY = 0.9, 0.45
"""How likely ordinary words must be a person, or a place or an organisation, for the model to be taken at its word."""
_SPELLED = 3
_SHORT = 4
# before these, or an institution, even an ordinary word may be a name
_CUES = among(
    "appelle appelles appelait appellent surnomme nomme chez amo asbl creche ecole club foyer maison dit dire prenom "
    "nom surnom madame monsieur docteur famille habite habitait moi salut bonjour merci"
)
_REACH = 3
_PLACE = among("a vers habite habitait")
_CALLED = among("appelle appelles appelait appellent surnomme")
_NO_NAME = among(
    "club page dame rue monsieur math maths prof jardin jardins ville point rond heu celle celui bouffon villa"
)
_ELIDED = among("c j m n s t")
# « du trente-deux au quarante-trois »
_NUMBER = re.compile(rf"{BELOW_THOUSAND}|mille", re.I)
# « la crèche des Petits Pas »
_CLASSES = among("amo asbl association athenee centre college creche ecole eglise home hopital institut lycee")
_AN_ARTICLE = re.compile(r"l['’]$", re.I)
# « chez elle marie-ange »
_PRONOUNS = among("elle elles il ils lui eux")
_ASIDE = among("la bas haut dedans dessus dessous pres")


class _Turn(NamedTuple):
    """A text with what is known of it; `kept` are the ranks of the words of its institutions."""

    text: str
    words: Sequence[Word]
    kept: frozenset[int]
    lexicon: Lexicon
    cased: bool


def names(text: str, entities: Sequence[Entity], lexicon: Lexicon, *, cased: bool = False) -> Iterator[Span]:
    """What the entities of one text identify; among capitals (`cased`), ordinary words in lower case do not."""
    if not entities:
        return
    inside = words(text)
    kept = frozenset(at for match in lexicon.kept.find(text, inside) for at in range(match.first, match.last))
    turn = _Turn(text, inside, kept, lexicon, cased)
    for entity in entities:
        first = bisect.bisect_right(inside, entity.start, key=lambda word: word.end)
        group = range(first, bisect.bisect_left(inside, entity.end, key=lambda word: word.start))
        run: list[Word] = []
        for at in group:
            if at in kept and not (entity.label == "PER" and inside[at].folded in lexicon.brands and len(group) > 1):
                yield from _name(turn, run, entity)
                run = []
            else:
                run.append(inside[at])
        yield from _name(turn, run, entity)


def _name(turn: _Turn, run: Sequence[Word], entity: Entity) -> Iterator[Span]:
    """The run as a name, without what announces it; nothing if only words that name no one remain."""
    text, lexicon, label = turn.text, turn.lexicon, entity.label
    run = _until_verb(text, run)
    kept = list(run)
    while kept and (_announces(kept[0], label, lexicon) or _before_name(turn, kept, label)):
        kept.pop(0)
    while kept and (kept[-1].folded in lexicon.particles or kept[-1].folded in _LINKS):
        kept.pop()
    spelled = sum(len(word.text) == 1 for word in run) >= _SPELLED
    if spelled:
        kept = list(run)
        # « H, U, O, N, G. Oui, c'est elle »
        while len(kept[-1].text) > 1 and kept[-1].folded in lexicon.particles:
            kept.pop()
    content = [word for word in kept if word.folded not in _LIGHT]
    if not spelled and all(_common(word, lexicon) for word in content):
        return
    if turn.cased and not spelled and not any(capital(word.text) or _rare(word, lexicon) for word in content):
        return
    # « l'IZPA »; « la DUPONT » may be somebody
    person = turn.cased and label == "PER" and not _AN_ARTICLE.search(text, max(0, kept[0].start - 2), kept[0].start)
    if not person and acronyms.unlisted(text, content, lexicon, cased=turn.cased):
        return
    ordinary = not spelled and all(lexicon.ordinary(word.text) for word in content)
    if ordinary and not _told(turn, kept, content, entity):
        return
    yield Span(kept[0].start, kept[-1].end, Kind(label), "speech", _SCORE)


def _before_name(turn: _Turn, kept: Sequence[Word], label: str) -> bool:
    """Does a title or a pronoun stand before a person's name, or the class of an organisation before its capitals?"""
    first = kept[0].folded
    if label == "ORG":
        return turn.cased and first in _CLASSES and not capital(kept[0].text)
    if label != "PER" or len(kept) == 1:
        return False
    return first in TITLES or (first in _PRONOUNS and turn.lexicon.is_first_name(kept[1].folded))


def _told(turn: _Turn, kept: Sequence[Word], content: Sequence[Word], entity: Entity) -> bool:
    """May ordinary words be a name: by their capitals, or in lower case where something or the model says so?"""
    if turn.cased:
        return _capitals(turn.text, content, entity.label, turn.lexicon)
    first = bisect.bisect_left(turn.words, kept[0].start, key=lambda word: word.start)
    before = turn.words[max(0, first - _REACH) : first]
    # « gul ça veut dire fleur »
    if {word.folded for word in before} >= {"veut", "dire"}:
        return False
    # « la maison médicale des coteaux »
    of_them = entity.label != "PER" and first - 2 in turn.kept
    if not of_them and _one_of_them(before, content):
        return False
    enough = _SURE if entity.label == "PER" else _LIKELY
    return entity.share >= enough or _stands(before, kept, content, entity.label, turn.lexicon)


def _capitals(text: str, content: Sequence[Word], label: str, lexicon: Lexicon) -> bool:
    """Do the capitals of ordinary words say that they are a name, be it a known one that begins a sentence?"""
    if len(content) > 1:
        return True
    only = content[0]
    person = lexicon.is_first_name(only.folded) or lexicon.is_surname(only.folded)
    return person or (label != "PER" and lexicon.is_place(only.folded)) or not initial(text, only.start)


def _one_of_them(before: Sequence[Word], content: Sequence[Word]) -> bool:
    """Is one ordinary word counted, or somebody's: « un petit boulanger », « ma perle »?"""
    while before and before[-1].folded in _SMALL:
        before = before[:-1]
    return len(content) == 1 and bool(before) and before[-1].folded in _COUNTS


def _stands(
    before: Sequence[Word], kept: Sequence[Word], content: Sequence[Word], label: str, lexicon: Lexicon
) -> bool:
    """May ordinary words in lower case be a name here: a listed one without a determiner, or one that is announced?"""
    last = before[-1].folded if before else ""
    if len(content) == 1 and last in DETERMINERS and kept[0].folded not in STREETS:
        called = any(word.folded in _CALLED for word in before)
        return called and last in ("la", "le")
    if kept[0].folded in STREETS or any(word.folded in _CUES or word.folded in lexicon.kept for word in before):
        return not all(word.folded in _ASIDE for word in kept)
    if len(content) > 1:
        place = lexicon.is_place(" ".join(word.folded for word in kept))
        return place or (label != "LOC" and not all(word.folded in _ASIDE for word in kept))
    only = content[0].folded
    if label == "LOC":
        whole = " ".join(word.folded for word in kept)
        return lexicon.is_place(only) or lexicon.is_place(whole) or (last in _PLACE and before[-1].text.lower() != "a")
    return lexicon.is_first_name(only) or lexicon.is_surname(only)


def _announces(word: Word, label: str, lexicon: Lexicon) -> bool:
    """Does this word stand before a name without belonging to it? « de » may begin a family name, not a place."""
    if word.folded in lexicon.particles:
        return True
    return word.folded in _LINKS and (word.folded not in PARTICLES or (label != "PER" and word.folded in _OF))


def _until_verb(text: str, run: Sequence[Word]) -> Sequence[Word]:
    """The run up to a letter elided before a verb: « monsieur b k n'a plus »."""
    for at, (word, after) in enumerate(pairwise(run)):
        if at and word.folded in _ELIDED and elided(text, word.end) and after.folded in FUNCTION:
            return run[:at]
    return run


def _common(word: Word, lexicon: Lexicon) -> bool:
    """Does this word alone name no one?"""
    if lexicon.is_first_name(word.folded) and word.folded not in KIN | TITLES:
        return False
    listed = word.folded in GENERIC or word.folded in KIN or word.folded in OFFICES or word.folded in TITLES
    listed = listed or word.folded in lexicon.foreign
    listed = listed or word.folded in _NO_NAME or _NUMBER.fullmatch(word.text) is not None
    return listed or word.folded in lexicon.peoples or word.folded in lexicon.roles or len(word.text) == 1


def _rare(word: Word, lexicon: Lexicon) -> bool:
    """Is this no word of the ordinary language, nor an abbreviation?"""
    return len(word.text) > _SHORT and not lexicon.ordinary(word.text)
