"""What is to be replaced in one text: what was found in it, and every name of the study that stands in it."""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from thematique.french.lexicon import read
from thematique.french.names import Word, capital, form, initial, words
from thematique.french.phrases import Phrases
from thematique.records import Finding, Kind, Pseudonym, record
from thematique.shipped import shipped

ORDINARY = "data/lexicons/mots.txt"

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
    """The study's names, ready to be searched: `everyone` holds all the names, `persons` those of persons."""

    codes: Mapping[tuple[Kind, str], Pseudonym]
    everyone: Phrases
    persons: Phrases
    ordinary: frozenset[str]


def registry_of(pseudonyms: Sequence[Pseudonym]) -> Registry:
    """The pseudonyms of the study by form."""
    named = [p for p in pseudonyms if p.kind in _NAMED]
    return Registry(
        codes={(p.kind, name): p for p in pseudonyms for name in p.forms},
        everyone=Phrases(name for p in named for name in p.forms),
        persons=Phrases(name for p in named if p.kind is Kind.PER for name in p.forms),
        ordinary=_ordinary(),
    )


@functools.cache
def _ordinary() -> frozenset[str]:
    """The ordinary words, in lower case."""
    return frozenset(read(shipped(ORDINARY)).sure)


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
        pseudonym = next((registry.codes[kind, name] for kind in kinds if (kind, name) in registry.codes), None)
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
        if not _names(text, group, registry.ordinary):
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


def _names(text: str, group: Sequence[Word], ordinary: frozenset[str]) -> bool:
    """Do these words, a form of a name, name someone here?"""
    if any(word.text.lower() not in ordinary and len(word.text) > _SHORT for word in group):
        return True
    if len(group) > 1:
        return capital(group[0].text) and capital(group[-1].text)
    return capital(group[0].text) and not initial(text, group[0].start)


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
