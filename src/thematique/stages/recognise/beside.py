"""What stands beside the names of a transcript and belongs to them: first names before, family names after."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from thematique.french.dictionary import only_noun
from thematique.french.lexicon import among
from thematique.french.names import PARTICLES, Word, capital, elided, initial, joined
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import KIN, NO_PART, NOUN_AFTER, TITLES
from thematique.stages.recognise.span import Span
from thematique.stages.recognise.told import Told

_INITIALS = among("b f g h k p q r v w x z")
_HUMMED = among("m n")
_SHORTEST, _LONG, _STEM = 4, 6, 3
_PRONOUNS = among("il elle qui")
_CALLS = among("attention pardon silence decroche approche")
_ARTICLES = among("le la l de du des")
_EPITHETS = among("petit petite grand grande gros grosse jeune vieux noir noire blanc blanche")
_TIMES = among(
    "lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre "
    "octobre novembre decembre matin midi soir nuit hier demain heure heures minute fois jour jours"
)


def without_capitals(
    text: str, inside: Sequence[Word], found: Sequence[Span], told: Told, lexicon: Lexicon
) -> Iterator[Span]:
    """Without capitals: unknown words after a person's name, first names before one, names cut in two."""
    starts = {span.start for span in found if span.kind is Kind.PER}
    ends = {span.end for span in found if span.kind is Kind.PER}
    for before, word in pairwise(inside):
        whole = f"{before.folded}{word.folded}"
        if not (before.end in ends or whole in told.every) or not joined(text, before.end, word.start):
            continue
        surname = word.folded in told.parts and word.folded not in NO_PART
        if before.end in ends and (surname or _may_be_surname(word, lexicon) or _letter_of_surname(text, word)):
            yield Span(word.start, word.end, Kind.PER, "echo", 0.6)
        kin = before.folded in KIN and word.folded in KIN
        if len(whole) >= _LONG and whole in told.every and not (kin or lexicon.ordinary(whole)):
            yield Span(before.start, word.end, Kind.PER, "echo", 0.6)
    for earlier, word, after in zip([None, *inside], inside, inside[1:], strict=False):
        # « désiré m poutou »: what a machine makes of Mputu
        heard = word.folded in _HUMMED and earlier is not None and earlier.end in ends
        heard = heard and (after.start in starts or _may_be_surname(after, lexicon))
        if heard and joined(text, word.end, after.start):
            yield Span(word.start, after.end, Kind.PER, "echo", 0.6)
        named = after.folded in told.parts or (after.start in starts and after.folded in told.every)
        if named and joined(text, word.end, after.start) and _may_be_first_name(earlier, word, lexicon):
            yield Span(word.start, after.end, Kind.PER, "echo", 0.6)
    yield from _with_article(text, inside, ends, lexicon)
    yield from _introduced(text, inside, ends, lexicon)


def with_capitals(text: str, inside: Sequence[Word], found: Sequence[Span], lexicon: Lexicon) -> Iterator[Span]:
    """The first name before a family name, be it the name of a feast: « Noël Marchal », « Pierre de la Haye »."""
    starts = {span.start for span in found if span.kind is Kind.PER}
    for at, word in enumerate(inside[:-1]):
        # « Ben Sophie est venue »
        said = word.folded in lexicon.particles and initial(text, word.start)
        if said or not (capital(word.text) and lexicon.is_first_name(word.folded) and word.folded not in NO_PART):
            continue
        core = at + 1
        while core < len(inside) - 1 and inside[core].folded in PARTICLES and inside[core].start not in starts:
            core += 1
        if inside[core].start in starts and joined(text, inside[core - 1].end, inside[core].start):
            yield Span(word.start, inside[core].end, Kind.PER, "echo", 0.8)


def _with_article(text: str, inside: Sequence[Word], ends: Collection[int], lexicon: Lexicon) -> Iterator[Span]:
    """Family names that a machine heard as a noun and its article: « fabienne le coq », but not « wanda le petit »."""
    for first, article, noun in zip(inside, inside[1:], inside[2:], strict=False):
        if first.end in ends and article.folded in _ARTICLES and noun.folded not in _EPITHETS | KIN:
            known = lexicon.is_surname(f"{article.folded}{noun.folded}")
            if known and joined(text, first.end, article.start) and noun.start - article.end <= 1:
                yield Span(article.start, noun.end, Kind.PER, "echo", 0.6)


def _introduced(text: str, inside: Sequence[Word], ends: Collection[int], lexicon: Lexicon) -> Iterator[Span]:
    """Family names that are nouns: after a first name said twice, « clém clément marche », or before a pronoun.

    So is « elle » before an unknown word, which a machine hears for El: « madame elle hadj ».
    """
    for at in range(1, len(inside) - 1):
        first, word = inside[at], inside[at + 1]
        given = lexicon.is_first_name(first.folded) and first.folded not in NO_PART
        if not (given or word.folded == "elle") or not joined(text, first.end, word.start):
            continue
        begun = len(inside[at - 1].text) >= _STEM and first.folded.startswith(inside[at - 1].folded)
        twice = begun and joined(text, inside[at - 1].end, first.start)
        after = inside[at + 2] if at + 2 < len(inside) else None
        taken_up = first.end in ends and after is not None and after.folded in _PRONOUNS
        noun = (only_noun(word.text) and word.folded not in _CALLS) or not lexicon.ordinary(word.text)
        if given and (twice or (taken_up and noun)) and _may_name(word, lexicon):
            yield Span(first.start, word.end, Kind.PER, "echo", 0.6)
        heard = word.folded == "elle" and (first.end in ends or first.folded in TITLES)
        unknown = after is not None and not lexicon.ordinary(after.text) and not lexicon.is_no_name(after.folded)
        if heard and after is not None and unknown and len(after.text) >= _SHORTEST:
            yield Span(word.start, after.end, Kind.PER, "echo", 0.6)


def _may_name(word: Word, lexicon: Lexicon) -> bool:
    """Does this word tell neither a time, a relative nor an occupation?"""
    listed = word.folded in NO_PART or word.folded in _TIMES or lexicon.is_no_name(word.folded)
    return len(word.text) >= _SHORTEST and not listed


def _may_be_surname(word: Word, lexicon: Lexicon) -> bool:
    name = word.folded
    known = lexicon.ordinary(word.text) or name in lexicon.kept or name in lexicon.peoples or name in lexicon.particles
    return len(word.text) > _SHORTEST and name not in NO_PART and not known


def _letter_of_surname(text: str, word: Word) -> bool:
    """Is this the one letter said of a family name, « nordine b »?"""
    return word.folded in _INITIALS and not elided(text, word.end)


def _may_be_first_name(before: Word | None, word: Word, lexicon: Lexicon) -> bool:
    announced = before is not None and before.folded in NOUN_AFTER
    ambiguous = word.folded in lexicon.ambiguous_first_names and word.folded not in NO_PART
    # « la petite charité ilunga »
    if before is not None and before.folded in ("petit", "petite") and only_noun(word.text):
        return word.folded not in NO_PART
    return ambiguous and len(word.text) > _SHORTEST and not announced
