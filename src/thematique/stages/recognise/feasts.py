"""First names that are the names of feasts, « Noël »: a name where the transcript names such a person in full."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from thematique.french.lexicon import among
from thematique.french.names import Word, capital, joined, key, words
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FEASTS, FUNCTION
from thematique.stages.recognise.span import DESPITE_LISTS, Span

# « à Noël », « le marché de Noël »; not « Noël les récupérait »
_BEFORE = among(
    "a de d du le la un ce chaque pour avant apres depuis vers jusqu jusque entre joyeux bon pere mere arbre sapin "
    "vacances fetes fete jour cadeau cadeaux conge conges repas marche"
)
_TAKES_UP = among("il elle lui mon ma")
# in lower case only these announce a person
_SOMEBODY = among("fils fille frere soeur mari femme copain copine collegue voisin voisine appelle prenom")
_PERSON = among("que qu merci avec chez monsieur madame tonton papa mamy appelle appelles dit prenom nom salut")


def find_all(
    texts: Sequence[str], spans: Sequence[Sequence[Span]], labels: Sequence[str], lexicon: Lexicon, *, cased: bool
) -> list[list[Span]]:
    """What names these persons in the `texts` of one transcript, in which `spans` were found."""
    told = {name for text, found in zip(texts, spans, strict=True) for name in _named(text, found, lexicon)}
    told |= FEASTS.intersection(key(label) for label in labels)
    return [list(_again(words(text), told, cased=cased)) if told else [] for text in texts]


def _named(text: str, found: Sequence[Span], lexicon: Lexicon) -> Iterator[str]:
    """The names of feasts that stand before somebody's family name, or after « mon fils », or are hidden as a name."""
    starts = {span.start for span in found if span.kind is Kind.PER}
    inside = {at for span in found if span.kind is Kind.PER for at in range(span.start + 1, span.end)}
    for word, after in pairwise(words(text)):
        named = (after.start in starts or after.start in inside) and _feast(word, lexicon)
        announced = after.folded in FEASTS and (word.folded in _SOMEBODY or after.start in starts)
        if (named or announced) and joined(text, word.end, after.start):
            yield word.folded if named else after.folded


def _feast(word: Word, lexicon: Lexicon) -> bool:
    """Is this a first name that is known for something else: « Noël », « Dieu »?"""
    return word.folded in lexicon.kept and word.folded not in FUNCTION and lexicon.is_first_name(word.folded)


def _again(inside: Sequence[Word], told: set[str], *, cased: bool) -> Iterator[Span]:
    for at, word in enumerate(inside):
        if word.folded not in told or (cased and not capital(word.text)):
            continue
        before = inside[at - 1].folded if at else ""
        after = inside[at + 1].folded if at + 1 < len(inside) else ""
        taken_up = word.folded in (before, after) or after in _TAKES_UP
        if before not in _BEFORE and (cased or before in _PERSON or before in _SOMEBODY or taken_up):
            yield Span(word.start, word.end, Kind.PER, DESPITE_LISTS, 0.6)
