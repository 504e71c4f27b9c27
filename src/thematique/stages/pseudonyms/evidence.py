"""What the findings say of names beside themselves: where, how often, under which title, as what."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from thematique.corrections import HUMAN
from thematique.french.names import TITLED, Gender, form
from thematique.records import NAMED, Finding, Kind, Where, record

_OFTEN = 2
_DECIDED = 1_000_000_000


@record
class Evidence:
    """What is known of the names found, by key.

    Attributes:
        firm: names of persons that are surely one, by a label, a title or repetition.
        titled: for each name that followed a title, the genders that the titles told.
        documents: for each name of a person, where it stands.
        said: each name of a person, a place or an organisation as it is most often written.
        kinds: under which kinds each name was found, the one it has first.
        decided: names whose kind people told.
        cut: names that a speaker broke off.
    """

    firm: frozenset[str]
    titled: Mapping[str, Sequence[Gender]]
    documents: Mapping[str, frozenset[str]]
    said: Mapping[str, str]
    kinds: Mapping[str, Sequence[Kind]]
    decided: frozenset[str]
    cut: frozenset[str]


def evidence(findings: Iterable[Finding]) -> Evidence:
    """What the findings say of names."""
    genders = {source: gender for gender, source in TITLED.items()}
    firm: set[str] = set()
    cut: set[str] = set()
    titled: dict[str, set[Gender]] = {}
    documents: dict[str, set[str]] = {}
    said: dict[str, Counter[str]] = {}
    kinds: dict[str, Counter[Kind]] = {}
    for finding in findings:
        if finding.kind not in NAMED:
            continue
        name = form(finding.kind, finding.text)
        said.setdefault(name, Counter())[finding.text] += 1
        kinds.setdefault(name, Counter())[finding.kind] += _weight(finding)
        if finding.kind is not Kind.PER:
            continue
        documents.setdefault(name, set()).add(finding.document)
        if finding.where is not Where.TEXT or finding.source.startswith("title"):
            firm.add(name)
        if finding.source in genders:
            titled.setdefault(name, set()).add(genders[finding.source])
        if finding.text.endswith(("-", "~")):
            cut.add(name)
    firm |= {name for name, there in said.items() if there.total() >= _OFTEN and name in documents}
    return Evidence(
        firm=frozenset(firm),
        titled={name: sorted(found) for name, found in titled.items()},
        documents={name: frozenset(there) for name, there in documents.items()},
        said={name: min(there, key=lambda text: (-there[text], text)) for name, there in said.items()},
        kinds={name: sorted(there, key=lambda k: (-there[k], NAMED.index(k))) for name, there in kinds.items()},
        decided=frozenset(name for name, there in kinds.items() if max(there.values()) >= _DECIDED),
        cut=frozenset(cut),
    )


def _weight(finding: Finding) -> int:
    """How much a finding says of the kind of a name: what people said outweighs any number of findings."""
    return _DECIDED if finding.source == HUMAN else 1
