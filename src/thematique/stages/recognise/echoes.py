"""A second reading of a transcript with the names of the first: what is a name once is one wherever it stands as one.

A name that is an ordinary word (« Rose », « petit ») is found where no article nor adjective makes it a noun, or where
the model gives a name some chance; an unknown word that sounds like a name of the transcript, or differs from it by a
letter, is taken for it; a name cut by its speaker is joined to its end; the age that follows a name is that person's.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from thematique.french.dictionary import only_noun
from thematique.french.lexicon import among
from thematique.french.names import Word, capital, initial, key, words
from thematique.french.sounds import sound
from thematique.records import Kind
from thematique.stages.recognise import ages, beside
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import DETERMINERS, KIN, NOUN_AFTER
from thematique.stages.recognise.span import DESPITE_LISTS, Span
from thematique.stages.recognise.told import Told, tell

_NAME_BEFORE = among(
    "petit petite vieux vieille madame monsieur mme mamy mamie maman papa tonton tata tante oncle docteur"
)
_FREE_BEFORE = among("et avec chez est que mais quand donc merci bonjour salut attends tiens alors qu")
_ABSTRACT = among("de d en par sans plus moins comme dire mes fait faire faut avoir ai a as")
_TAKES_UP = among("il elle lui c m t s l n a est etait dit disait avait va et me te se ne y ils elles tu vous je j")
_SUBJECTS = among("il elle on ils elles tu je j ne n")
# « grâce à », not « Grâce a dit »
_THANKS = among("à au aux")
_AT = among("la aux au chez le les l")
_SHORT_AFTER = among("la le les l du des aux au chez a de d")
_SHORTEST, _LONG = 4, 6
_MIN_NEAR = 5
_MIN_STEM = 3
_SOON = 30
_TAIL = re.compile(r"(?<!\w)[-–—](?P<tail>[^\W\d_]{2,20})")
_PARTICLES_ALONE = re.compile(r"\b(?P<name>(?:Van(?: (?:de|den|der))?|El|Aït|De (?:la|der))) ?(?:…|\.\.\.|-(?!\w))")
_CUT = re.compile(r"(?P<stem>[A-ZÀ-Ý][^\W\d_]{1,20})(?:[-–—~…]|\.\.\.)")


def find_all(
    texts: Sequence[str],
    spans: Sequence[Sequence[Span]],
    labels: Sequence[str],
    in_labels: Sequence[Sequence[Span]],
    hunches: Sequence[frozenset[int]],
    lexicon: Lexicon,
    *,
    cased: bool,
) -> list[list[Span]]:
    """What a second reading adds to the `spans` of the `texts` of one transcript; its labels tell names too.

    `hunches` are where, in each text, the model gives a name some chance.
    """
    told = tell(list(zip(texts, spans, strict=True)), zip(labels, in_labels, strict=True), lexicon, cased=cased)
    return [
        list(_again(text, found, told, likely, lexicon, cased=cased))
        for text, found, likely in zip(texts, spans, hunches, strict=True)
    ]


def _again(
    text: str, found: Sequence[Span], told: Told, likely: frozenset[int], lexicon: Lexicon, *, cased: bool
) -> Iterator[Span]:
    """What a second reading of one text adds."""
    inside = words(text)
    taken = _taken(found)
    for match in told.whole.find(text, inside):
        # « l'histoire du petit victor », of Victor Petit
        described = match.first and inside[match.first - 1].folded in DETERMINERS and inside[match.first].folded in KIN
        start, end = inside[match.first + bool(described)].start, inside[match.last - 1].end
        if not cased or capital(inside[match.first].text):
            yield Span(start, end, Kind.PER, "echo", 0.8)
    for at, word in enumerate(inside):
        if not taken.isdisjoint((word.start, word.end - 1)):
            continue
        source = _said_again(text, inside, at, told, likely, lexicon, cased=cased)
        if source:
            yield Span(word.start, word.end, Kind.PER, source, 0.6)
    if cased:
        yield from _in_short(inside, taken, told, _capitals(text, inside))
        yield from beside.with_capitals(text, inside, found, lexicon)
    else:
        yield from beside.without_capitals(text, inside, found, told, lexicon)
        yield from _places_again(text, inside, told)
        yield from _in_short(inside, taken, told, likely)
    yield from _tails(text, told)
    for span in found:
        age = ages.after(text, span.end) if span.kind is Kind.PER else None
        if age:
            yield age


def _said_again(
    text: str, inside: Sequence[Word], at: int, told: Told, likely: frozenset[int], lexicon: Lexicon, *, cased: bool
) -> str:
    """The source of a name of the transcript that word `at` is; empty if it is none."""
    word = inside[at]
    before = inside[at - 1].folded if at else ""
    if word.folded == "grace" and at + 1 < len(inside) and inside[at + 1].text.lower() in _THANKS:
        return ""
    # « je crois qu'il aime la neige », of Aimé
    hunch = word.start in likely and not (before in _SUBJECTS and lexicon.ordinary(word.text))
    if (hunch and word.folded in told.seen) or _heard(text, inside, at, told, lexicon, cased=cased):
        return "echo"
    said = word.folded in lexicon.particles and not (cased and capital(word.text) and not initial(text, word.start))
    if (
        word.folded in told.short
        and not said
        and (
            hunch or not lexicon.ordinary(word.text) or _free(inside, at) or _named_again(text, inside, at, cased=cased)
        )
    ):
        return DESPITE_LISTS if capital(word.text) or not cased else ""
    return "echo" if not cased and word.folded in told.parts and _one_of_several(inside, at, lexicon) else ""


def _one_of_several(inside: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Is this first name told apart from its like: « la rose du cpas », « de chez nous », « une autre rose »?"""
    before = inside[at - 1].folded if at else ""
    earlier = inside[at - 2].folded if at > 1 else ""
    after = [word.folded for word in inside[at + 1 : at + 3]]
    told_apart = len(after) > 1 and after[0] in ("du", "de") and (after[1] == "chez" or after[1] in lexicon.kept)
    other = before == "autre" and earlier in ("une", "un", "l")
    return lexicon.is_first_name(inside[at].folded) and (other or (before in ("la", "le") and told_apart))


def _heard(text: str, inside: Sequence[Word], at: int, told: Told, lexicon: Lexicon, *, cased: bool) -> bool:
    """Is word `at` a name of the transcript: by its capitals, by what stands around it, or written otherwise?"""
    word = inside[at]
    if cased and word.text.isupper() and len(word.text) >= _SHORTEST and word.folded not in lexicon.kept:
        return word.folded in told.every
    seen = cased and word.folded in told.seen and lexicon.is_first_name(word.folded)
    if word.folded in told.parts or seen:
        return _named_again(text, inside, at, cased=cased)
    return _misheard(word, told, lexicon, cased=cased)


def _places_again(text: str, inside: Sequence[Word], told: Told) -> Iterator[Span]:
    """Organisations told once with the word that announces them, wherever else they stand."""
    for match in told.firms.find(text, inside):
        before = inside[match.first - 1].folded if match.first else ""
        if match.last - match.first > 1 or before in _AT:
            yield Span(inside[match.first].start, inside[match.last - 1].end, Kind.ORG, "echo", 0.6)


def _in_short(inside: Sequence[Word], taken: frozenset[int], told: Told, likely: frozenset[int]) -> Iterator[Span]:
    """Organisations of several words by one of them, where a name is likely: « les Roues » for those « du cœur »."""
    for before, word in pairwise(inside):
        short = word.folded in told.firm_words and word.start in likely
        if short and before.folded in _SHORT_AFTER and word.start not in taken:
            yield Span(word.start, word.end, Kind.ORG, "echo", 0.7)


def _capitals(text: str, inside: Sequence[Word]) -> frozenset[int]:
    """Where the words begin that have a capital inside a sentence."""
    return frozenset(word.start for word in inside if capital(word.text) and not initial(text, word.start))


def _taken(found: Sequence[Span]) -> frozenset[int]:
    return frozenset(at for span in found for at in range(span.start, span.end))


def _named_again(text: str, inside: Sequence[Word], at: int, *, cased: bool) -> bool:
    """Is this ordinary word, a name elsewhere in the transcript, one here?"""
    word = inside[at]
    before = inside[at - 1].folded if at else ""
    after = inside[at + 1].folded if at + 1 < len(inside) else ""
    # « Rose a dit », not « grâce à »
    taken_up = after in _TAKES_UP and inside[at + 1].text.lower() != "à"
    if cased:
        if not capital(word.text):
            return False
        # « Brume ? », with a space as the French write it
        following = text[word.end : word.end + 2].lstrip(" \u00a0\u202f")[:1]
        paired = after == "et" and at + 2 < len(inside) and capital(inside[at + 2].text)
        return not initial(text, word.start) or following in (",", ".", "!", "?", ":") or taken_up or paired
    if before in _NAME_BEFORE or word.folded in KIN:
        return before in _NAME_BEFORE and word.folded not in KIN
    if before in ("beaucoup", "bien") and at > 1 and inside[at - 2].folded == "merci":
        return True
    alone = before not in NOUN_AFTER and before not in _ABSTRACT and only_noun(word.text)
    return alone or _free(inside, at) or (at == 0 and taken_up)


def _free(inside: Sequence[Word], at: int) -> bool:
    """Does word `at` follow a word after which no noun stands without a determiner, or does a pronoun take it up?"""
    before = inside[at - 1].folded if at else ""
    after = inside[at + 1].folded if at + 1 < len(inside) else ""
    return before in _FREE_BEFORE or (before not in NOUN_AFTER and after in ("il", "elle"))


def _misheard(word: Word, told: Told, lexicon: Lexicon, *, cased: bool) -> bool:
    """Is this unknown word a name of the transcript, written otherwise?"""
    if len(word.text) < _SHORTEST or lexicon.ordinary(word.text) or word.folded in lexicon.kept:
        return False
    if cased and not capital(word.text):
        return False
    if word.folded in lexicon.particles or lexicon.is_place(word.folded) or word.folded in told.every:
        return word.folded in told.every
    if told.sounds.get(sound(word.folded)) or word.folded in told.beginnings:
        return True
    length = len(word.folded)
    near = (name for size in (length - 1, length, length + 1) for name in told.long.get(size, ()))
    return length >= _MIN_NEAR and any(_one_apart(word.folded, name) for name in near)


def _one_apart(one: str, other: str) -> bool:
    """Do the words differ by one letter, one more, one less or another?"""
    if one[0] != other[0]:
        return False
    start = 0
    shortest = min(len(one), len(other))
    while start < shortest and one[start] == other[start]:
        start += 1
    return one[start + (len(one) >= len(other)) :] == other[start + (len(other) >= len(one)) :]


def _tails(text: str, told: Told) -> Iterator[Span]:
    """The ends of names that someone else begins or ends: « -bulcke », « Vanden-… »."""
    for match in _TAIL.finditer(text):
        tail = key(match["tail"])
        if any(name.endswith(tail) and len(name) > len(tail) + 1 for name in told.every) and len(tail) >= _MIN_STEM:
            yield Span(match.start("tail"), match.end("tail"), Kind.PER, "echo", 0.7)
    for match in _PARTICLES_ALONE.finditer(text):
        if any(name.startswith(f"{key(match['name'])} ") for name in told.wholes):
            yield Span(match.start("name"), match.end("name"), Kind.PER, "echo", 0.7)
    for match in _CUT.finditer(text):
        stem = key(match["stem"])
        longer = [name for name in told.every | told.seen if name.startswith(stem) and name != stem]
        if longer and not initial(text, match.start()):
            # « Aurore Cas… Castaing »
            after = words(text[match.end() : match.end() + _SOON])
            source = DESPITE_LISTS if after and after[0].folded in longer else "echo"
            yield Span(match.start("stem"), match.end("stem"), Kind.PER, source, 0.7)
