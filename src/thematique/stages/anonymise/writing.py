"""What is written in the place of a name: its code, something less precise, or an invented name."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from thematique.french.names import ADDRESSES, PARTICLES, fold, form, full
from thematique.records import Kind, Pseudonym
from thematique.stages.anonymise import ages, dates, organisations, places
from thematique.stages.anonymise.hits import LITERAL, Hit
from thematique.stages.anonymise.registry import Registry

_ELIDED = re.compile(r"(?<!\w)(?P<word>d|qu|jusqu|lorsqu|puisqu)['’]$", re.IGNORECASE)
_UNELIDED = re.compile(r"(?<!\w)(?P<word>de|que|jusque|lorsque|puisque)[ \u00a0]$", re.IGNORECASE)
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What stands in the texts in the place of what identifies.

    What the words do not tell is replaced by its code whatever the setting: « le lendemain », a hamlet of no list.

    Attributes:
        names: persons have codes, `[PERSONNE_3]`, or invented names, which are said by nobody in the study.
        dates: the code, the month (`[mars 2011]`), the season (`[printemps 2011]`) or the year (`[2011]`).
        ages: the code, or a band of five years (`[10-14 ans]`), `[moins de 3 ans]` for the youngest.
        places: the code, the Belgian province (`[commune de la province de Liège]`), the country (`[commune de
            France]`) or only what sort of place it is (`[commune]`, `[rue]`, `[quartier]`).
        organisations: the code, or the class that the words around the name tell (`[école]`, `[association]`).
    """

    names: Literal["codes", "invented"] = "codes"
    dates: Literal["code", "mois", "saison", "année"] = "code"
    ages: Literal["code", "tranche"] = "code"
    places: Literal["code", "province", "pays", "type"] = "code"
    organisations: Literal["code", "classe"] = "code"


class Piece(NamedTuple):
    """A text and what is to be replaced in it."""

    text: str
    hits: Sequence[Hit]


class Written(NamedTuple):
    """What is replaced in a text, and by what."""

    start: int
    end: int
    words: str


class Writing:
    """How the names of one document are written."""

    def __init__(self, settings: Settings, registry: Registry, pieces: Iterable[Piece]) -> None:
        self._settings = settings
        self._invented = registry.invented if settings.names == "invented" else {}
        self._classes = _classes(pieces) if settings.organisations == "classe" else {}

    def of(self, hit: Hit, text: str) -> Written:
        """What stands in the place of a hit; an invented name takes the elided word before it along."""
        if hit.source == LITERAL:
            return Written(hit.start, hit.end, hit.pseudonym)
        person = self._invented.get(hit.pseudonym)
        if hit.kind is Kind.PER and person:
            return _agreeing(text, hit, _called(text[hit.start : hit.end], hit.source, person))
        said = self._vague(hit, text)
        return Written(hit.start, hit.end, f"[{said}]" if said else hit.pseudonym)

    def _vague(self, hit: Hit, text: str) -> str | None:
        """Something less precise, if the settings ask for it and it is known."""
        words, settings = text[hit.start : hit.end], self._settings
        asked: Mapping[Kind, tuple[str, Callable[[], str | None]]] = {
            Kind.DATE: (settings.dates, lambda: dates.blurred(words, settings.dates)),
            Kind.AGE: (settings.ages, lambda: ages.band(words)),
            Kind.LOC: (settings.places, lambda: places.vague(words, settings.places)),
            Kind.ORG: (settings.organisations, lambda: self._classes.get(hit.pseudonym)),
        }
        level, told = asked.get(hit.kind, ("code", lambda: None))
        return None if level == "code" else told()


def _classes(pieces: Iterable[Piece]) -> Mapping[str, str]:
    """The class of each organisation: that by which it is most often announced in the document."""
    told: dict[str, Counter[str]] = {}
    for text, hits in pieces:
        for hit in hits:
            name = organisations.class_of(text, hit.start, hit.end) if hit.kind is Kind.ORG else None
            if name:
                told.setdefault(hit.pseudonym, Counter())[name] += 1
    return {code: min(there, key=lambda name: (-there[name], name)) for code, there in told.items()}


def _called(said: str, source: str, person: Pseudonym) -> str:
    """The invented name, or its first name or family name where only that of the person was said."""
    first, _, last = person.invented.partition(" ")
    name = form(Kind.PER, said)
    if full(name) and not source.startswith("title"):
        return person.invented
    return last if source.startswith("title") or name in _surnames(person) else first


def _surnames(person: Pseudonym) -> frozenset[str]:
    """The family names in the forms of a person: what ends a full name, with its particles, and begins its inverse."""
    wholes = [name for name in person.forms if full(name) and name.partition(" ")[0] not in ADDRESSES]
    if not wholes:
        alone = person.forms[0]
        return frozenset({alone}) if alone.partition(" ")[0] in {*ADDRESSES, *PARTICLES} else frozenset()
    given = wholes[0].partition(" ")[0]
    ends = {name.removeprefix(given).strip() for name in wholes if name.startswith(f"{given} ")}
    return frozenset(name for name in person.forms if name in ends)


def _agreeing(text: str, hit: Hit, name: str) -> Written:
    """The name with the word before it elided or whole, as it asks: « d'Ahmed » becomes « de Karim »."""
    vowel = fold(name)[:1] in _VOWELS
    before = text[: hit.start]
    elided, whole = _ELIDED.search(before), _UNELIDED.search(before)
    if elided and not vowel:
        return Written(elided.start(), hit.end, f"{elided['word']}e {name}")
    if whole and vowel:
        return Written(whole.start(), hit.end, f"{whole['word'][:-1]}’{name}")
    return Written(hit.start, hit.end, name)
