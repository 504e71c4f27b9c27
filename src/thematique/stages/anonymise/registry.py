"""The study's names, ready to be searched in texts."""

import functools
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from thematique.french.lexicon import read
from thematique.french.names import ADDRESSES, form, full, key
from thematique.french.phrases import Phrases
from thematique.records import NAMED, Finding, Kind, Pseudonym, record
from thematique.shipped import shipped

PARTICLES = "data/lexicons/particules.txt"
COMMON = tuple(f"data/lexicons/{name}.txt" for name in ("communs", "institutions", "marques", "peuples"))

_PRONOUNS = frozenset(("elle", "elles", "il", "lui", "moi"))
_ARTICLES = frozenset(("la", "le", "les", "l", "en"))

Codes = dict[tuple[Kind, str], Pseudonym]


@record
class Registry:
    """The study's names, ready to be searched.

    `everyone` holds all the names, `persons` those of persons, `full_names` those of persons named in full; `erased`
    are the codes of those who were erased from the study, which stand in the place of their names in the sources.
    `local` holds the names that are somebody else's in some documents, `study` what they are elsewhere; `invented`, by
    code, the persons who have an invented name.
    """

    codes: Mapping[tuple[Kind, str], Pseudonym]
    everyone: Phrases
    persons: Phrases
    full_names: Phrases
    erased: frozenset[str]
    local: Mapping[str, Codes]
    study: Codes
    invented: Mapping[str, Pseudonym]


def registry_of(pseudonyms: Sequence[Pseudonym]) -> Registry:
    """The pseudonyms of the study by form."""
    named = [p for p in pseudonyms if p.kind in NAMED and p.found]
    people = [name for p in named if p.kind is Kind.PER for name in p.forms if _spreads(name)]
    local: dict[str, Codes] = {}
    for p in pseudonyms:
        for document in p.documents:
            local.setdefault(document, {}).update({(p.kind, name): p for name in p.forms})
    codes = {(p.kind, name): p for p in pseudonyms if not p.documents for name in p.forms}
    return Registry(
        codes=codes,
        study=codes,
        everyone=Phrases(name for p in named for name in p.forms if _spreads(name)),
        persons=Phrases(people),
        full_names=Phrases(filter(full, people)),
        erased=frozenset(p.pseudonym for p in pseudonyms if not p.forms and not p.former),
        local=local,
        invented={p.pseudonym: p for p in pseudonyms if p.invented and p.forms and not p.documents}
        | {p.pseudonym: p for p in pseudonyms if p.invented and p.documents},
    )


def within(registry: Registry, document: str, findings: Iterable[Finding]) -> Registry:
    """The registry as it stands in one document, whose findings these are.

    What people said of it wins; then a first or family name that several persons of the study bear is there that of the
    only one named in full.
    """
    own = (registry.local.get(document, {}), _only_bearers(registry.study, findings))
    return replace(registry, codes=ChainMap(*own, registry.study)) if any(own) else registry


def _spreads(name: str) -> bool:
    """Is this form searched in the texts? Not a letter, a pronoun, what names no one, nor « monsieur lambert »."""
    said = name in _PRONOUNS or name in _common()
    return len(name) > 1 and not said and name.partition(" ")[0] not in ADDRESSES


def _only_bearers(codes: Codes, findings: Iterable[Finding]) -> dict[tuple[Kind, str], Pseudonym]:
    """The parts of names that stand for one person in a document, though for none in the study."""
    told = sorted({form(Kind.PER, finding.text) for finding in findings if finding.kind is Kind.PER})
    wholes = {codes[Kind.PER, name].pseudonym: codes[Kind.PER, name] for name in told if (Kind.PER, name) in codes}
    bearers: dict[str, list[Pseudonym]] = {}
    for whole in wholes.values():
        for part in (whole.forms[0].partition(" ")[0], whole.forms[0].rpartition(" ")[2]):
            alone = codes.get((Kind.PER, part))
            if full(whole.forms[0]) and alone and alone.forms[0] == part:
                bearers.setdefault(part, []).append(whole)
    return {(Kind.PER, part): some[0] for part, some in bearers.items() if len(some) == 1}


@functools.cache
def kept_phrases() -> Phrases:
    """What identifies no one, in several words more than an article apart."""
    return Phrases(name for name in _common() if len(set(name.split()) - _ARTICLES) > 1)


@functools.cache
def particles() -> frozenset[str]:
    """The keys of the interjections and particles of speech."""
    return frozenset(key(entry) for entry in read(shipped(PARTICLES)).sure)


@functools.cache
def _common() -> frozenset[str]:
    """The keys of what identifies no one; a person may bear such a name, but alone it is not hers."""
    return frozenset(key(entry) for name in COMMON for entry in read(shipped(name)).sure)
