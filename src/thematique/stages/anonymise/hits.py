"""What is to be replaced in one text: what was found in it, and every name of the study that stands in it."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from thematique.french.dictionary import dictionary
from thematique.french.lexicon import read
from thematique.french.names import (
    ADDRESSES,
    PARTICLES,
    Word,
    addressed,
    capital,
    cut_short,
    form,
    full,
    initial,
    key,
    words,
)
from thematique.french.phrases import Phrases
from thematique.records import Finding, Kind, Pseudonym, record
from thematique.shipped import shipped

COMMON = tuple(f"data/lexicons/{name}.txt" for name in ("communs", "institutions", "marques", "peuples"))

_NAMED = (Kind.PER, Kind.LOC, Kind.ORG)
_LITERAL = re.compile(
    r"\[(?:PERSONNE|LIEU|ORGANISATION|DATE|AGE|TELEPHONE|EMAIL|IDENTIFIANT|URL)_\d{1,9}\]", re.IGNORECASE
)
_SHORT = 2


@record
class Hit:
    """A stretch of a text to be replaced."""

    start: int
    end: int
    kind: Kind
    pseudonym: str
    source: str
    score: float


@record
class Registry:
    """The study's names, ready to be searched.

    `everyone` holds all the names, `persons` those of persons, `full_names` those of persons named in full.
    """

    codes: Mapping[tuple[Kind, str], Pseudonym]
    everyone: Phrases
    persons: Phrases
    full_names: Phrases


def registry_of(pseudonyms: Sequence[Pseudonym], findings: Iterable[Finding] = ()) -> Registry:
    """The pseudonyms of the study by form.

    Args:
        pseudonyms: those of the study.
        findings: those of one document. A first or family name that several persons of the study bear is there that of
            the only one named in full.
    """
    named = [p for p in pseudonyms if p.kind in _NAMED and p.found]
    codes = {(p.kind, name): p for p in pseudonyms for name in p.forms}
    codes |= _local(codes, findings)
    people = [name for p in named if p.kind is Kind.PER for name in p.forms if _spreads(name)]
    return Registry(
        codes=codes,
        everyone=Phrases(name for p in named for name in p.forms if _spreads(name)),
        persons=Phrases(people),
        full_names=Phrases(filter(full, people)),
    )


def _spreads(name: str) -> bool:
    """Is this form searched in the texts? Not a letter, nor what names no one, nor « monsieur lambert »."""
    return len(name) > 1 and name not in _common() and name.partition(" ")[0] not in ADDRESSES


def _local(
    codes: Mapping[tuple[Kind, str], Pseudonym], findings: Iterable[Finding]
) -> Mapping[tuple[Kind, str], Pseudonym]:
    """The parts of names that stand for one person in a document, though for none in the study."""
    told = sorted({form(Kind.PER, finding.text) for finding in findings if finding.kind is Kind.PER})
    wholes = {codes[Kind.PER, name].pseudonym: codes[Kind.PER, name] for name in told if (Kind.PER, name) in codes}
    bearers: dict[str, list[Pseudonym]] = {}
    for whole in wholes.values():
        for part in (whole.forms[0].partition(" ")[0], whole.forms[0].rpartition(" ")[2]):
            alone = codes.get((Kind.PER, part))
            if full(whole.forms[0]) and alone and alone.forms == (part,):
                bearers.setdefault(part, []).append(whole)
    return {(Kind.PER, part): some[0] for part, some in bearers.items() if len(some) == 1}


@functools.cache
def _common() -> frozenset[str]:
    """The keys of what identifies no one; a person may bear such a name, but alone it is not hers."""
    return frozenset(key(entry) for name in COMMON for entry in read(shipped(name)).sure)


def hits(text: str, findings: Iterable[Finding], names: Phrases, registry: Registry) -> list[Hit]:
    """What is to be replaced in `text`, from left to right, apart from each other.

    Args:
        text: the text, label or variable.
        findings: what the recognisers found in it.
        names: the names to search in it.
        registry: the codes of the study.

    Raises:
        KeyError: a finding has no pseudonym.
    """
    return list(_apart([*_found(findings, registry), *_propagated(text, names, registry), *_literals(text)]))


def _found(findings: Iterable[Finding], registry: Registry) -> Iterator[Hit]:
    """What the recognisers found, with its codes."""
    for finding in findings:
        name = form(finding.kind, finding.text)
        kinds = (finding.kind, *_NAMED) if finding.kind in _NAMED else (finding.kind,)
        forms = [(Kind.PER, addressed(name, finding.source)), *((kind, name) for kind in kinds)]
        pseudonym = next((registry.codes[form] for form in forms if form in registry.codes), None)
        if pseudonym is None:
            raise KeyError(f"finding without pseudonym: turn {finding.turn}, position {finding.start}")
        yield Hit(
            start=finding.start,
            end=finding.end,
            kind=pseudonym.kind,
            pseudonym=pseudonym.pseudonym,
            source=finding.source,
            score=finding.score,
        )


def _propagated(text: str, names: Phrases, registry: Registry) -> Iterator[Hit]:
    """The names of the study that stand in a text."""
    inside = words(text)
    for match in names.find(text, inside):
        group = inside[match.first : match.last]
        if not _names(text, group):
            continue
        pseudonym = next(registry.codes[kind, match.key] for kind in _NAMED if (kind, match.key) in registry.codes)
        yield Hit(
            start=group[0].start,
            end=group[-1].end,
            kind=pseudonym.kind,
            pseudonym=pseudonym.pseudonym,
            source="propagation",
            score=1.0,
        )


def _names(text: str, group: Sequence[Word]) -> bool:
    """Do these words, a form of a name, name someone here?

    « Paris Est » is no name in « à Paris est-ce que » : where the first word has a capital the ordinary ones need one.
    """
    if cut_short(text, group[-1]) and not capital(group[0].text):
        return False
    ordinary = dictionary()
    sure = [len(word.text) > _SHORT and not ordinary(word.text) for word in group]
    if len(group) == 1:
        return sure[0] or (capital(group[0].text) and not initial(text, group[0].start))
    if not capital(group[0].text):
        return any(sure)
    inside = zip(group, sure, strict=True)
    return capital(group[-1].text) and all(
        known or capital(word.text) or word.folded in PARTICLES or len(word.text) <= _SHORT for word, known in inside
    )


def _literals(text: str) -> Iterator[Hit]:
    """The codes that a source already holds: they must not be taken for those of the study."""
    for match in _LITERAL.finditer(text):
        code = f"({match.group()[1:-1]})"
        yield Hit(start=match.start(), end=match.end(), kind=Kind.ID, pseudonym=code, source="literal", score=1.0)


def _apart(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Overlapping hits become one that covers them all, with the code of the longest."""
    cluster: list[Hit] = []
    end = -1
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        if cluster and hit.start >= end:
            yield _covering(cluster, end)
            cluster = []
        end = max(end, hit.end) if cluster else hit.end
        cluster.append(hit)
    if cluster:
        yield _covering(cluster, end)


def _covering(cluster: Sequence[Hit], end: int) -> Hit:
    """One hit for a cluster of overlapping ones that ends at `end`."""
    best = max(
        cluster, key=lambda hit: (hit.source == "literal", hit.end - hit.start, hit.source != "propagation", hit.score)
    )
    return Hit(
        start=cluster[0].start,
        end=end,
        kind=best.kind,
        pseudonym=best.pseudonym,
        source=best.source,
        score=best.score,
    )
