"""The names that a first reading of a transcript told, as a second reading looks for them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from thematique.french.lexicon import among
from thematique.french.names import PARTICLES, capital, key, words
from thematique.french.phrases import Phrases
from thematique.french.sounds import sound
from thematique.records import Kind, record
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FUNCTION, GENERIC, KIN, NO_PART, NOUN_AFTER, OFFICES, TITLES, TOWARDS
from thematique.stages.recognise.span import Span

_FIRM = (
    "title",
    "title m",
    "title f",
    "called",
    "label",
    "spelled",
    "first name",
    "surname",
    "roster",
    "bare",
    "syllables",
)
_ANNOUNCED = ("organisation", "bare")
_MODELS = ("speech", "ner")
_NO_NAME = PARTICLES | FUNCTION | TOWARDS
# « la bicoque, c'est une maison de jeunes »
_IS = r",? (?:ça )?c['’](?:est|était) (?:le nom d(?:e |u )?)?(?:une |un |l['’]|la |le |notre )?"
_HOUSE = (
    r"(?:maison de jeunes|maison de quartier|asbl|amo|école de devoirs|crèche|club|ludothèque|halte|mj|eft"
    r"|épicerie sociale|maison médicale|foyer|garderie)"
)
_PRESENTED = re.compile(
    # « le solde juste c'est un service de médiation »; a word alone is not enough before what so many things are
    rf"\b(?:la|le|les|l['’]|aux?|chez)[ ]?(?:(?P<at>[\w'’-]{{3,20}}(?: [\w'’-]{{3,20}})?){_IS}{_HOUSE}"
    r"|(?P<long>[\w'’-]{3,20}(?: (?:des?|du|aux?|à|de la)? ?[\w'’-]{3,20}){1,2})"
    rf"{_IS}(?:service|association|plate-?forme|coordination|collectif|réseau|friperie|vestiaire|centre|café|magasin))\b",
    re.I,
)
_LINKING = FUNCTION - {"a", "au", "aux", "de", "du", "des", "la", "les"}
_ARTICLE = re.compile(r"^(?:la|le|les|l|du|des|de la|au|aux) ")
_LONGEST = 80
# « Dieumerci », in two words, makes no name of the one
_GREETINGS = among("merci bonjour salut")
_SHORTEST = 4
_MIN_NEAR = 5


@record
class Told:
    """The names of a transcript.

    Attributes:
        seen: the parts of persons' names, told once or more.
        parts: the parts of sure names that are ordinary words.
        short: the short forms of their first names.
        whole: names of several words.
        sounds: the sure names by the way they sound.
        long: the sure names of five letters or more, by their length.
        beginnings: the first letters, four or more, of the sure names: « dieudo » for Dieudonné.
        every: the parts of names that are sure, or told twice.
        wholes: the names of several words, as keys.
        firms: the names of organisations.
        firm_words: the words of those of several words, by which they are spoken of in short.
    """

    seen: frozenset[str]
    parts: frozenset[str]
    short: frozenset[str]
    whole: Phrases
    sounds: Mapping[str, str]
    long: Mapping[int, Sequence[str]]
    beginnings: frozenset[str]
    every: frozenset[str]
    wholes: Sequence[str]
    firms: Phrases
    firm_words: frozenset[str]


def tell(
    texts: Sequence[tuple[str, Sequence[Span]]],
    labels: Iterable[tuple[str, Sequence[Span]]],
    lexicon: Lexicon,
    *,
    cased: bool,
) -> Told:
    """What the spans found in the texts and in the labels of a transcript tell of its names."""
    firms = {name for text, found in texts for name in _firms(text, found, lexicon, cased=cased)}
    firms |= set() if cased else {name for text, _ in texts for name in _presented(text)}
    firms = {_ARTICLE.sub("", name) for name in firms}
    known = frozenset(name for name in firms if name and not lexicon.is_place(name))
    return _told([*_names(texts), *_names(labels)], known, lexicon)


def _names(texts: Iterable[tuple[str, Sequence[Span]]]) -> Iterator[tuple[str, bool]]:
    """The keys of persons' names in the texts, with whether they are sure."""
    for text, spans in texts:
        for span in spans:
            if span.kind is Kind.PER and span.end - span.start <= _LONGEST:
                yield key(text[span.start : span.end]), span.source in _FIRM


def _presented(text: str) -> Iterator[str]:
    """The keys of the organisations of which a text says what they are."""
    for match in _PRESENTED.finditer(text):
        name = key(match["at"] or match["long"])
        if _LINKING.isdisjoint(name.split()):
            yield name


def _firms(text: str, found: Sequence[Span], lexicon: Lexicon, *, cased: bool) -> Iterator[str]:
    """The keys of the organisations found in a text; what a model says must hold a rare word or two (with capitals)."""
    for span in found:
        name = text[span.start : span.end]
        inside = words(name)
        told = any(not lexicon.ordinary(word.text) for word in inside)
        content = [word for word in inside if word.folded not in FUNCTION and (capital(word.text) or not cased)]
        told = told or len(content) > 1
        if span.kind is Kind.ORG and (span.source in _ANNOUNCED or (span.source in _MODELS and told)):
            yield key(name)


def _a_word(part: str, lexicon: Lexicon) -> bool:
    """Is this folded part of a name an ordinary word too, with its accents perhaps: « grâce »?"""
    return lexicon.ordinary(part) or part in lexicon.ambiguous_first_names


def _told(names: Sequence[tuple[str, bool]], firms: frozenset[str], lexicon: Lexicon) -> Told:
    """What the names told teach."""
    seen = {part for name, _ in names for part in name.split() if len(part) > 1 and part not in _NO_NAME}
    firm = {part for name, sure in names if sure for part in name.split()} & seen
    ordinary = {part for part in firm if len(part) >= _SHORTEST and _a_word(part, lexicon) and part not in lexicon.kept}
    counts = Counter(part for name, _ in names for part in name.split())
    every = {part for part in seen if part in firm or counts[part] > 1}
    sure = sorted(part for part in every if len(part) >= _MIN_NEAR and part not in ordinary)
    long: dict[int, list[str]] = {}
    for part in sure:
        long.setdefault(len(part), []).append(part)
    kin = KIN - lexicon.ambiguous_surnames
    said = _GREETINGS | FUNCTION | kin | OFFICES | TITLES | NOUN_AFTER | lexicon.roles | lexicon.particles
    common = said | GENERIC | lexicon.peoples | lexicon.first_names
    return Told(
        seen=frozenset(part for part in seen - said if len(part) >= _SHORTEST and part not in lexicon.kept),
        parts=frozenset(ordinary - said),
        short=frozenset(form for part in seen for form in lexicon.short_forms.get(part, ())) - FUNCTION,
        whole=Phrases(name for name, sure in names if sure and " " in name and NO_PART.isdisjoint(name.split())),
        sounds={sound(part): part for part in sorted(every, reverse=True) if len(part) >= _SHORTEST},
        long=long,
        beginnings=frozenset(part[:length] for part in sure for length in range(_SHORTEST, len(part) - 1)),
        every=frozenset(every),
        wholes=tuple(sorted({name for name, _ in names if " " in name})),
        firms=Phrases(
            name for name in firms if len(name) >= _SHORTEST and name not in lexicon.kept and name not in FUNCTION
        ),
        firm_words=frozenset(
            part
            for name in firms
            if " " in name
            for part in name.split()
            if len(part) >= _SHORTEST and part not in common and part not in lexicon.kept and not lexicon.is_place(part)
        ),
    )
