"""Names announced by what stands before them: a title, a relative, an occupation, « s'appelle »."""

import re
from collections.abc import Iterator, Sequence

from thematique.french.dictionary import nominal
from thematique.french.lexicon import among
from thematique.french.names import ALSO_SURNAMES, PARTICLES, TITLED, Gender, Word, capital, cut_short, joined
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.numbers import SMALL
from thematique.stages.recognise.patterns import (
    FAMILIES,
    FUNCTION,
    GENERIC,
    KIN,
    MEN,
    NOT_NAMES,
    OFFICES,
    POSSESSIVES,
    SAINTS,
    SHORT_SURNAMES,
    SHORT_TITLES,
    TITLES,
    WOMEN,
)
from thematique.stages.recognise.span import Span

_ONE_SPACE = re.compile(r"[ \u00a0\u202f]{1,2}")
_AFTER_ABBREVIATION = re.compile(r"\.?[ \u00a0\u202f]{1,2}|\.")
# « prof. Dupont »; elsewhere a full stop ends a sentence: « je connais sa tante. C'est bien »
_ABBREVIATED = SHORT_TITLES | among("mme mlle melle prof drs")
_MIN_LETTERS = 3
_MAX_PARTS = 4
_MAX_PARTICLES = 3
_CUT = re.compile(
    r"\b(?:[Mm]adame|[Mm]onsieur|Mme|M\.|[Mm]ademoiselle|[Dd]octeur"
    r"|[Mm]aître)[ \u00a0](?P<at>[A-ZÀ-Ý][^\W\d_]{0,15})[-–~…](?!\w)"
)
_ARTICLES = among("le la l")
_ADDRESSED = among("madame monsieur")
_FAMILIAR = among("mamie mamy papy papi nonna tata tatie tonton tante soeur")
# « madame le vingt-huit il n'y a plus rien »
_NUMBER = re.compile(SMALL, re.I)
# « monsieur le maire »: what else follows an article there is a family name, « madame la haie » for Lahaye
_POSTS = among(
    "abbe adjoint adjointe administrateur administratrice agent agente ambassadeur ambassadrice assistant assistante "
    "avocat avocate batonnier bourgmestre capitaine censeur chancelier chef cheffe colonel comptable comte comtesse "
    "commandant commandante commissaire concierge conseiller conseillere consul controleur controleuse cure "
    "depute deputee doyen doyenne duc echevin echevine facteur gardien gardienne general gerant gerante gouverneur "
    "gouverneure greffier greffiere huissier inspecteur inspectrice juge lieutenant maire mairesse mediateur "
    "mediatrice medecin ministre notaire officier patron patronne percepteur pharmacien pharmacienne policier "
    "policiere prefet prefete premier premiere president presidente principal principale procureur procureure "
    "professeur professeure proprietaire proviseur proviseure receveur receveuse recteur rectrice redacteur "
    "redactrice roi reine senateur senatrice sous-prefet sous-prefete substitut substitute surveillant surveillante "
    "tresorier tresoriere vicaire voisin voisine"
)
# « madame question suivante »
_SAID_TO = among(
    "comment silence serviteur servante suite devant question attention pardon bonjour bonsoir merci dommage personne "
    "chose machin truc untel grand-chose"
)
# what follows « monsieur le » where « le » is no article
_GOES_ON = among("oui non et mais il elle on ils elles qui que qu parce c alors donc ici")
_INITIALS = among("b f g h i k o p q r u v w x z")


def find(text: str, words: Sequence[Word], lexicon: Lexicon, *, cased: bool = True) -> Iterator[Span]:
    """The names of `text` that a title, a relative or a verb announces; `words` are those of `text`."""
    yield from cut(text)
    if not cased:
        yield from _with_article(text, words, lexicon)
        yield from _with_word(text, words, lexicon)
    for at in range(len(words) - 1):
        strict = _announced(text, words, at)
        if strict is None or not _near(text, words, at) or _from(words, at, lexicon):
            continue
        # « maman, saint Nicolas a trouvé la clé »
        if words[at].folded in KIN and words[at + 1].folded in SAINTS:
            continue
        loose = not strict or (not cased and (at == 0 or words[at - 1].folded not in ("un", "une")))
        end = name_end(text, words, at + 1, lexicon, strict=strict, loose=loose)
        if end > at + 1:
            yield Span(words[at + 1].start, words[end - 1].end, Kind.PER, source(words[at]), 0.8 if strict else 0.9)


def _with_article(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Span]:
    """Family names that a machine heard as a noun with its article: « madame la haie », « monsieur le loup »."""
    for title, article, noun in zip(words, words[1:], words[2:], strict=False):
        if title.folded not in _ADDRESSED or article.folded not in _ARTICLES:
            continue
        near = joined(text, title.end, article.start) and noun.start - article.end <= 1
        if near and not _no_surname(noun, lexicon):
            yield Span(article.start, noun.end, Kind.PER, source(title), 0.8)
    # « monsieur le, oui, c'est son nom », a Vietnamese family name
    for title, name, following in zip(words, words[1:], [*words[2:], None], strict=False):
        if title.folded in _ADDRESSED and name.folded in SHORT_SURNAMES and joined(text, title.end, name.start):
            apart = following is None or following.folded in _GOES_ON or not joined(text, name.end, following.start)
            if apart and not cut_short(text, name):
                yield Span(name.start, name.end, Kind.PER, source(title), 0.8)
    # « madame de la fontaine », not « madame de la mutuelle »
    for title, de, la, noun in zip(words, words[1:], words[2:], words[3:], strict=False):
        if title.folded in _ADDRESSED and de.folded == "de" and la.folded == "la" and noun.start - la.end == 1:
            thing = noun.folded in GENERIC or _no_surname(noun, lexicon)
            if lexicon.is_surname(noun.folded) and not thing:
                yield Span(de.start, noun.end, Kind.PER, source(title), 0.8)


def _with_word(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Span]:
    """Names that are words, which no title stands before but in names: « madame page », « mamie blanche »."""
    for at in range(len(words) - 1):
        title, word = words[at], words[at + 1]
        if not _near(text, words, at) or word.folded in KIN or _no_surname(word, lexicon):
            continue
        addressed = title.folded in _ADDRESSED and nominal(word.text.lower())
        # « mamie blanche »
        familiar = title.folded in _FAMILIAR and word.folded in lexicon.ambiguous_first_names
        if familiar or (addressed and word.folded not in _SAID_TO and word.folded not in lexicon.peoples):
            yield Span(word.start, word.end, Kind.PER, source(title), 0.7)


def _no_surname(word: Word, lexicon: Lexicon) -> bool:
    """Is this word an office, an institution, a number or a short or grammatical word, even after a title?"""
    post = word.folded in _POSTS or word.folded in OFFICES or word.folded in lexicon.kept
    told = _never(word, lexicon) or _NUMBER.fullmatch(word.text) is not None
    return post or told or len(word.text) < _MIN_LETTERS


def cut(text: str) -> Iterator[Span]:
    """Names broken off after a title: « madame Du- »."""
    for match in _CUT.finditer(text):
        yield Span(match.start("at"), match.end("at"), Kind.PER, "title", 0.8)


def source(title: Word) -> str:
    """The source of a name that this title announces, with the gender of the person where it says it."""
    gender = Gender.MAN if title.folded in MEN else Gender.WOMAN if title.folded in WOMEN else None
    return TITLED[gender] if gender else "title"


def name_end(
    text: str, words: Sequence[Word], first: int, lexicon: Lexicon, *, strict: bool, loose: bool = True
) -> int:
    """The index after the name that begins at word `first`, or `first` where none does.

    With `strict`, a word in lower case must be a known first name; with `loose`, it may be an ordinary word too.
    """
    end, at = first, first
    while at < min(len(words), first + _MAX_PARTS) and (
        at == first or joined(text, words[at - 1].end, words[at].start)
    ):
        core = _after_particles(text, words, at, lexicon)
        if core >= len(words):
            break
        # « M. Evrard vienne »
        lower = end > first and capital(words[first].text) > capital(words[core].text)
        if (lower and lexicon.ordinary(words[core].text)) or not _part(
            words[core], lexicon, strict=strict and end == first, loose=loose
        ):
            break
        end = at = core + 1
    return end


def _after_particles(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """The index of the word that follows the particles at `at`, which must not stand alone."""
    core = at
    while (
        core < min(len(words) - 1, at + _MAX_PARTICLES)
        and words[core].folded in PARTICLES
        and joined(text, words[core].end, words[core + 1].start)
        and (capital(words[core + 1].text) or words[core + 1].folded in PARTICLES or _unknown(words[core + 1], lexicon))
    ):
        core += 1
    return core


def _unknown(word: Word, lexicon: Lexicon) -> bool:
    return len(word.text) >= _MIN_LETTERS and word.folded not in FUNCTION and not lexicon.ordinary(word.text)


def _announced(text: str, words: Sequence[Word], at: int) -> bool | None:
    """Does word `at` announce a name? None if not; True if only a sure name may follow."""
    word = words[at]
    possessed = at > 0 and words[at - 1].folded in POSSESSIVES
    if word.folded in SHORT_TITLES:
        # « B, E, L, K, A, C, E, M. Sinon vous tombez »
        if at and len(words[at - 1].text) == 1 and len(word.text) == 1:
            return None
        return False if capital(word.text) or text[word.end : word.end + 1] == "." else None
    if word.folded in TITLES and not possessed:
        return False
    if word.folded in KIN or word.folded in TITLES:
        # « mon petit neveu »
        related = word.folded in KIN and words[at + 1].folded in KIN and not capital(words[at + 1].text)
        return None if related else not possessed
    if word.folded in FAMILIES:
        return True
    return True if word.folded in OFFICES else None


def _from(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Do the next words tell a place, as in « les enfants de Corrèze »?"""
    if at + 2 >= len(words) or words[at + 1].text not in ("de", "d", "du", "des"):
        return False
    place = words[at + 2].folded
    return lexicon.is_place(place) and not lexicon.is_first_name(place)


def _near(text: str, words: Sequence[Word], at: int) -> bool:
    """Does the next word follow with nothing but a space, or the full stop of an abbreviation?"""
    between = _AFTER_ABBREVIATION if words[at].folded in _ABBREVIATED else _ONE_SPACE
    return between.fullmatch(text, words[at].end, words[at + 1].start) is not None


def _in_capitals(word: Word, lexicon: Lexicon) -> bool:
    """Is this word, among others in lower case, written as a family name: « le docteur PARENT »?"""
    said = len(word.text) < _MIN_LETTERS or word.folded in FUNCTION or word.folded in lexicon.kept
    return word.text.isupper() and (word.folded in SHORT_SURNAMES or not said)


def _short_name(word: Word, lexicon: Lexicon) -> bool:
    """Is this a name by its capital, or by an accent that French does not put there: « madame Ouh », « Lê »?"""
    foreign = word.folded in FUNCTION and word.text.lower() != word.folded and not lexicon.ordinary(word.text.lower())
    return foreign or (capital(word.text) and word.folded in lexicon.particles)


def _never(word: Word, lexicon: Lexicon) -> bool:
    """Is this word no part of a name, whatever stands before it?"""
    if word.folded in FUNCTION or word.folded in TITLES:
        return True
    return word.folded in lexicon.particles or word.folded in lexicon.roles


def _part(word: Word, lexicon: Lexicon, *, strict: bool, loose: bool) -> bool:
    """May `word` be part of a name?"""
    if len(word.text) == 1:
        return not strict and (word.text.isupper() or word.folded in _INITIALS)
    if not strict and (_in_capitals(word, lexicon) or word.folded in ALSO_SURNAMES or _short_name(word, lexicon)):
        return True
    if _never(word, lexicon):
        return False
    if word.folded in lexicon.kept or word.folded in lexicon.peoples:
        return not strict and lexicon.may_be_surname(word)
    if word.folded in lexicon.first_names:
        return True
    if capital(word.text):
        return not strict or lexicon.is_first_name(word.folded) or not lexicon.ordinary(word.text)
    if lexicon.is_surname(word.folded) and not lexicon.ordinary(word.text):
        return True
    if word.folded in lexicon.ambiguous_first_names:
        return loose and len(word.text) > _MIN_LETTERS and word.folded not in NOT_NAMES
    if strict or len(word.text) < _MIN_LETTERS:
        return False
    return word.folded in lexicon.ambiguous_surnames or not lexicon.ordinary(word.text)
