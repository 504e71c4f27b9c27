"""The measures of one transcript under one system, as shares that add up over transcripts (E1 to E7, origins)."""

from collections.abc import Callable, Iterable, Mapping

from bench.pseudonymise.cover import Judged, class_left, hidden, ordinary, telling
from bench.pseudonymise.gold import KEEP, ORIGINS, Mark
from bench.pseudonymise.identity import items, shares
from bench.pseudonymise.intervals import Estimate, Share
from thematique.french.lexicon import among, read
from thematique.french.names import fold
from thematique.records import Kind
from thematique.shipped import shipped

PEOPLE = "E1 people fully masked"
DIRECT = "E1 direct identifiers fully masked"
QUASI = "E2 quasi-identifiers fully masked"
RECALL = "E3 mentions masked"
CLASS_APART = "E3 mentions masked ORG, but for its class"
NO_DIRECT = "E4 files without direct leak"
NO_LEAK = "E4 files without any leak"
PRECISION = "E5 precision, words"
WEIGHTED = "E5 precision, weighted by rarity"
SPOILT = "E5 ordinary words masked (per 1000)"
KEPT = "E7 acronyms kept"
PARTICLES = "E7 particles kept"
ORIGIN = "origin"
PER_THOUSAND = frozenset({SPOILT})
_FEW = 20
# ordinary words of the list of particles, which are no interjections
_NOT_PARTICLES = among("bonjour merci")


def measures(judged: Judged, rarity: Callable[[str], float]) -> dict[str, Share]:
    """Every measure of one transcript; `rarity` weighs a folded word, in bits."""
    pairs = list(zip(judged.transcript.marks, judged.covered, strict=True))
    to_hide = [(mark, covered) for mark, covered in pairs if mark.hides]
    found = {
        PEOPLE: _entities((m, c) for m, c in to_hide if m.kind == Kind.PER and m.direct),
        DIRECT: _entities((m, c) for m, c in to_hide if m.direct),
        QUASI: _entities((m, c) for m, c in to_hide if not m.direct),
        RECALL: _mentions(to_hide),
    }
    for kind in Kind:
        found[f"{RECALL} {kind}"] = _mentions((m, c) for m, c in to_hide if m.kind == kind)
    organisations = [(mark, covered) for mark, covered in to_hide if mark.kind == Kind.ORG]
    found[CLASS_APART] = _mentions((mark, covered or class_left(judged, mark)) for mark, covered in organisations)
    found[NO_DIRECT] = Share(not any(mark.direct for mark in judged.leaks()), 1)
    found[NO_LEAK] = Share(not any(True for _ in judged.leaks()), 1)
    found |= _precision(judged, rarity)
    found |= shares(items([judged], "file"))
    found |= _kept(judged)
    for origin in ORIGINS:
        mine = ((m, c) for m, c in to_hide if judged.transcript.origins.get(m.entity) == origin and m.kind == Kind.PER)
        found[f"{ORIGIN} {origin}"] = _mentions(mine)
    return found


def gap(found: Mapping[str, Estimate]) -> tuple[float, str, str] | None:
    """The largest difference of recall between two origins that have enough mentions, lowest named first."""
    known = {
        name.removeprefix(f"{ORIGIN} "): one.value
        for name, one in found.items()
        if name.startswith(f"{ORIGIN} ") and one.whole >= _FEW
    }
    if len(known) < 2:
        return None
    low, high = min(known, key=known.__getitem__), max(known, key=known.__getitem__)
    return known[high] - known[low], low, high


def _entities(pairs: Iterable[tuple[Mark, bool]]) -> Share:
    """How many entities have all their mentions hidden."""
    whole: dict[tuple[str, str], bool] = {}
    for mark, covered in pairs:
        entity = (mark.kind, mark.entity)
        whole[entity] = whole.get(entity, True) and covered
    return Share(sum(whole.values()), len(whole))


def _mentions(pairs: Iterable[tuple[Mark, bool]]) -> Share:
    found = [covered for _, covered in pairs]
    return Share(sum(found), len(found))


def _precision(judged: Judged, rarity: Callable[[str], float]) -> dict[str, Share]:
    text = judged.transcript.text
    right = [
        fold(text[start:end])
        for mark in judged.transcript.marks
        if mark.hides
        for start, end in telling(mark)
        if hidden(judged, start, end)
    ]
    words = list(ordinary(judged.transcript))
    wrong = [word for word, start, end in words if hidden(judged, start, end)]
    heavy = sum(map(rarity, right))
    return {
        PRECISION: Share(len(right), len(right) + len(wrong)),
        WEIGHTED: Share(heavy, heavy + sum(map(rarity, wrong))),
        SPOILT: Share(len(wrong), len(words)),
    }


def _kept(judged: Judged) -> dict[str, Share]:
    """What must stay and stays: acronyms, particles of speech."""
    places = {
        KEPT: [(mark.start, mark.end) for mark in judged.transcript.marks if mark.kind == KEEP],
        PARTICLES: [(start, end) for word, start, end in ordinary(judged.transcript) if word in _particles()],
    }
    return {
        name: Share(sum(not hidden(judged, start, end) for start, end in found), len(found))
        for name, found in places.items()
    }


def _particles() -> frozenset[str]:
    entries = read(shipped("data/lexicons/particules.txt")).sure
    return frozenset(map(fold, entries)) - _NOT_PARTICLES
