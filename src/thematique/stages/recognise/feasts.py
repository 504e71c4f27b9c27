"""First names that are the names of feasts, « Noël »: a name where the transcript names such a person in full."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from thematique.french.lexicon import among
from thematique.french.names import Word, capital, joined, words
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FUNCTION
from thematique.stages.recognise.span import Span

# « à Noël », « le marché de Noël »; not « Noël les récupérait »
_BEFORE = among(
    "a de d du le la un ce chaque pour avant apres depuis vers jusqu jusque entre joyeux bon pere mere arbre sapin "
    "vacances fetes fete jour cadeau cadeaux conge conges repas marche"
)
# in lower case only these announce a person
_PERSON = among("merci avec chez monsieur madame tonton papa mamy appelle appelles dit prenom nom salut")


def find_all(
    texts: Sequence[str], spans: Sequence[Sequence[Span]], lexicon: Lexicon, *, cased: bool
) -> list[list[Span]]:
    """What names these persons in the `texts` of one transcript, in which `spans` were found."""
    told = {name for text, found in zip(texts, spans, strict=True) for name in _named(text, found, lexicon)}
    return [list(_again(words(text), told, cased=cased)) if told else [] for text in texts]


def _named(text: str, found: Sequence[Span], lexicon: Lexicon) -> Iterator[str]:
    """The names of feasts that stand before the family name of somebody."""
    starts = {span.start for span in found if span.kind is Kind.PER}
    inside = {at for span in found if span.kind is Kind.PER for at in range(span.start + 1, span.end)}
    for word, after in pairwise(words(text)):
        known = word.folded in lexicon.kept and word.folded not in FUNCTION
        feast = known and lexicon.is_first_name(word.folded)
        if feast and after.start in starts | inside and joined(text, word.end, after.start):
            yield word.folded


def _again(inside: Sequence[Word], told: set[str], *, cased: bool) -> Iterator[Span]:
    for at, word in enumerate(inside):
        before = inside[at - 1].folded if at else ""
        twice = word.folded in [other.folded for other in inside[at + 1 : at + 2]] or before == word.folded
        if word.folded not in told or (cased and not capital(word.text)):
            continue
        if before not in _BEFORE if cased else before in _PERSON or twice:
            yield Span(word.start, word.end, Kind.PER, "short form", 0.6)
