"""What is to be replaced in one text: what was found in it, and every name of the study that stands in it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from thematique.corrections import Spot
from thematique.french.dictionary import dictionary, only_noun
from thematique.french.lexicon import among
from thematique.french.names import (
    ALSO_SURNAMES,
    PARTICLES,
    Word,
    addressed,
    capital,
    cut_short,
    form,
    initial,
    joined,
    words,
)
from thematique.french.phrases import Phrases
from thematique.records import NAMED, Finding, Kind, record
from thematique.stages.anonymise.registry import Registry, kept_phrases, particles

_LITERAL = re.compile(
    r"\[(?:PERSONNE|LIEU|ORGANISATION|DATE|AGE|TELEPHONE|EMAIL|IDENTIFIANT|URL)_\d{1,9}\]", re.IGNORECASE
)
LITERAL = "literal"
"""The source of codes that a text already holds."""

_SHORT = 2
_DETERMINERS = among("le la l un une ce cet cette mon ma ton ta son sa notre votre leur")
_HYPHENS = ("-", "\u2010", "\u2011")


@record
class Hit:
    """A stretch of a text to be replaced."""

    start: int
    end: int
    kind: Kind
    pseudonym: str
    source: str
    score: float


def hits(
    text: str, findings: Iterable[Finding], names: Phrases, registry: Registry, *, cleared: Sequence[Spot] = ()
) -> list[Hit]:
    """What is to be replaced in `text`, from left to right, apart from each other.

    Args:
        text: the text, label or variable.
        findings: what the recognisers found in it.
        names: the names to search in it.
        registry: the codes of the study.
        cleared: where names of the study must stay as they are.

    Raises:
        KeyError: a finding has no pseudonym.
    """
    spread = [
        hit
        for hit in _propagated(text, names, registry)
        if not any(spot.start <= hit.start and hit.end <= spot.end for spot in cleared)
    ]
    apart = _apart([*_found(findings, registry), *spread, *_literals(text, registry.erased)])
    return list(_once(text, apart, registry))


def _found(findings: Iterable[Finding], registry: Registry) -> Iterator[Hit]:
    """What the recognisers found, with its codes."""
    for finding in findings:
        name = form(finding.kind, finding.text)
        kinds = (finding.kind, *NAMED) if finding.kind in NAMED else (finding.kind,)
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
    """The names of the study that stand in a text, but for a place inside « Fédération Wallonie-Bruxelles »."""
    inside = words(text)
    found = list(names.find(text, inside))
    kept = [range(one.first, one.last) for one in kept_phrases().find(text, inside)] if found else []
    for match in found:
        group = inside[match.first : match.last]
        before = inside[match.first - 1] if match.first else None
        if not _names(text, group) or (_said(group) and not _surname(before, group, registry)):
            continue
        named = (registry.codes.get((kind, match.key)) for kind in NAMED)
        pseudonym = next((one for one in named if one and one.found), None)
        if pseudonym is None:  # the name is somebody's in other documents only
            continue
        if pseudonym.kind is not Kind.PER and any(match.first in one and match.last - 1 in one for one in kept):
            continue
        start, end = _compound(text, inside, match.first + _described(before, group), match.last)
        yield Hit(
            start=start,
            end=end,
            kind=pseudonym.kind,
            pseudonym=pseudonym.pseudonym,
            source="propagation",
            score=1.0,
        )


def _said(group: Sequence[Word]) -> bool:
    """Is this name also what people say, « bah », « ben »?"""
    return len(group) == 1 and group[0].folded in particles()


def _described(before: Word | None, group: Sequence[Word]) -> bool:
    """Does a name begin with a word that describes somebody here: « un petit victor », of Victor Petit?"""
    determined = len(group) > 1 and before is not None and before.folded in _DETERMINERS
    return determined and not capital(group[0].text) and dictionary()(group[0].text)


def _surname(before: Word | None, group: Sequence[Word], registry: Registry) -> bool:
    """Is what people say a family name after somebody's first name: « mamadou bah »?"""
    return before is not None and group[0].folded in ALSO_SURNAMES and before.folded in registry.persons


def _compound(text: str, inside: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Where a name ends up with the other halves of a compound: « Lambert-Dubois », where only Lambert is known."""
    while first > 0 and _hyphened(text, inside[first - 1], inside[first]):
        first -= 1
    while last < len(inside) and _hyphened(text, inside[last - 1], inside[last]):
        last += 1
    return inside[first].start, inside[last - 1].end


def _hyphened(text: str, left: Word, right: Word) -> bool:
    """Does a hyphen make one name of two words, both with a capital?"""
    return text[left.end : right.start] in _HYPHENS and capital(left.text) and capital(right.text)


def _names(text: str, group: Sequence[Word]) -> bool:
    """Do these words, a form of a name, name someone here?

    « Paris Est » is no name in « à Paris est-ce que » : where the first word has a capital the ordinary ones need one.
    """
    if cut_short(text, group[-1]) and not capital(group[0].text):
        return False
    ordinary = dictionary()
    sure = [len(word.text) > _SHORT and not ordinary(word.text) for word in group]
    if len(group) == 1:
        # « le bonnet », where a Mrs Bonnet is of the study
        named = sure[0] and (capital(group[0].text) or not only_noun(group[0].text))
        return named or (capital(group[0].text) and not initial(text, group[0].start))
    if not capital(group[0].text):
        return any(sure)
    inside = zip(group, sure, strict=True)
    return capital(group[-1].text) and all(
        known or capital(word.text) or word.folded in PARTICLES or len(word.text) <= _SHORT for word, known in inside
    )


def _literals(text: str, erased: Collection[str]) -> Iterator[Hit]:
    """The codes that a source already holds: but for those of the erased, they must not be taken for the study's."""
    for match in _LITERAL.finditer(text):
        code = match.group() if match.group() in erased else f"({match.group()[1:-1]})"
        yield Hit(start=match.start(), end=match.end(), kind=Kind.ID, pseudonym=code, source=LITERAL, score=1.0)


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
        cluster, key=lambda hit: (hit.source == LITERAL, hit.end - hit.start, hit.source != "propagation", hit.score)
    )
    return Hit(
        start=cluster[0].start,
        end=end,
        kind=best.kind,
        pseudonym=best.pseudonym,
        source=best.source,
        score=best.score,
    )


def _once(text: str, hits: Iterable[Hit], registry: Registry) -> Iterator[Hit]:
    """One hit for the parts of one name that were found apart: « Sophie » and « Lambert », or « Karim Karim »."""
    last: Hit | None = None
    for hit in hits:
        whole = _whole(text, last, hit, registry) if last else None
        if last and not whole:
            yield last
        last = whole or hit
    if last:
        yield last


def _whole(text: str, left: Hit, right: Hit, registry: Registry) -> Hit | None:
    """The one name that two neighbours make, if they do."""
    if left.source == LITERAL or {left.kind, right.kind} - {*NAMED} or not joined(text, left.end, right.start):
        return None
    named = registry.codes.get((left.kind, form(left.kind, text[left.start : right.end])))
    same = left.pseudonym == right.pseudonym
    if not (same or (named and named.found and left.kind is right.kind)):
        return None
    code = left.pseudonym if same or not named else named.pseudonym
    return replace(left, end=right.end, pseudonym=code, score=max(left.score, right.score))
