"""The codebook as its page shows it: the tree of codes with what was coded and flagged, as one coder may see it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from thematique.codebook import Codebook, children
from thematique.records import Code, record
from thematique.review import following, layers
from thematique.review.models import Coder, Role
from thematique.web.access import may
from thematique.web.desk import Desk


@record
class Branch:
    """A code with those under it; `coded` counts the codings of them all that the coder may see."""

    code: Code
    coded: int
    branches: Sequence["Branch"]


@record
class Sheet:
    """A code, ready to be shown: its place, its texts, who coded it how often, how often the machine flags it."""

    code: Code
    above: Sequence[Code]
    below: Sequence[Code]
    counts: Mapping[str, int]
    flags: int
    texts: Sequence[tuple[str, Sequence[str]]]


@record
class Astray:
    """Codings that no code takes: where they are, and how many of each coder."""

    code: str
    name: str
    counts: Mapping[str, int]


TITLES = {
    "includes": "Comprend",
    "excludes": "Ne comprend pas",
    "examples": "Exemples",
    "counter_examples": "Contre-exemples",
    "expressions": "Expressions",
}
"""The lists of a code, as pages call them, in their order."""


def tree(codebook: Codebook, counts: Mapping[str, Mapping[str, int]], *, under: str = "") -> list[Branch]:
    """The codes under a code; the themes when it is empty."""
    grown = []
    for code in children(codebook, under):
        branches = tree(codebook, counts, under=code.code)
        own = sum(counts.get(code.code, {}).values())
        grown.append(Branch(code=code, coded=own + sum(one.coded for one in branches), branches=branches))
    return grown


def counts_for(coder: Coder) -> Mapping[str, Mapping[str, int]]:
    """How often each coder accepted each code; who only reads learns nothing of others."""
    counted = layers.counts()
    if may(coder, Role.REVIEWER):
        return counted
    return {code: {coder.name: by[coder.name]} for code, by in counted.items() if coder.name in by}


def sheet(desk: Desk, codebook: Codebook, code: Code, counts: Mapping[str, Mapping[str, int]]) -> Sheet:
    """A code as its page shows it."""
    known = {one.code: one for one in codebook.codes}
    parts = code.code.split(".")[:-1]
    lists = [(title, getattr(code, key)) for key, title in TITLES.items()]
    return Sheet(
        code=code,
        above=[known[".".join(parts[: n + 1])] for n in range(len(parts)) if ".".join(parts[: n + 1]) in known],
        below=children(codebook, code.code),
        counts=counts.get(code.code, {}),
        flags=flags(desk)[code.code],
        texts=[(title, items) for title, items in lists if items],
    )


def flags(desk: Desk) -> Counter[str]:
    """How many passages the machine flags for each code."""
    shared = desk.shared
    spots = ((one.document, one.segment) for segments in shared.segments.values() for one in segments)
    return Counter(one.code for spot in spots for one in shared.suggestions(*spot) if one.flagged)


def astray(codebook: Codebook, coder: Coder) -> list[Astray]:
    """The codings of codes that are no longer in the codebook or only gather others, as the coder may see them."""
    known = {one.code: one.name for one in codebook.codes}
    found: dict[str, dict[str, int]] = {}
    for flow in following.astray(one.code for one in codebook.codes if one.codable):
        if may(coder, Role.REVIEWER) or flow.coder == coder.name:
            found.setdefault(flow.old, {})[flow.coder] = flow.accepted + flow.rejected
    return [Astray(code=code, name=known.get(code, ""), counts=by) for code, by in found.items()]
