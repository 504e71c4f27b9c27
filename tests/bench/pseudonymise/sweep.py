"""What a person finds who reads the list of doubts after the machine: a few words, in the order of their rank.

A form is read once, at its first place, and hidden wherever it stands, as the command does. The person is held to
recognise a form that is shown at a leak, whatever part of the leak it tells.
"""

from collections.abc import Mapping, Sequence

from bench.pseudonymise.cover import Judged, telling
from bench.pseudonymise.gold import Mark
from thematique.french.names import key
from thematique.records import record


@record
class Doubt:
    """A line of the list, at [start, end) of the text of a transcript; rank 0 or 1 is read first."""

    document: str
    start: int
    end: int
    rank: float
    text: str

    @property
    def form(self) -> str:
        """What the places of one doubt share."""
        return key(self.text) or self.text


@record
class Swept:
    """After reading the list as far as `share_read` of the words.

    Attributes:
        share_read: words read, of all words.
        found: leaks seen, of all leaks; 1 where there was none.
        direct_found: the same for direct identifiers.
        clean_files: transcripts that are left without leak, of all.
        clean_of_direct: transcripts that are left without direct leak, of all.
    """

    share_read: float
    found: float
    direct_found: float
    clean_files: float
    clean_of_direct: float


def sweep(judged: Sequence[Judged], doubts: Sequence[Doubt], *, share: float = 1.0) -> Swept:
    """Read the list until `share` of the words of the transcripts is read."""
    total = sum(one.transcript.n_words for one in judged)
    shown: list[Doubt] = []
    forms: set[str] = set()
    read = 0
    for doubt in sorted(doubts, key=lambda one: (one.rank, one.document, one.start)):
        cost = 0 if doubt.form in forms else len(doubt.text.split())
        if read + cost > share * total:
            break
        read += cost
        forms.add(doubt.form)
        shown.append(doubt)
    leaks = [(one.transcript.name, leak) for one in judged for leak in one.leaks()]
    told = {doubt.form for doubt in shown if any(_shows(doubt, name, leak) for name, leak in leaks)}
    texts = {one.transcript.name: one.transcript.text for one in judged}
    left = [(name, leak) for name, leak in leaks if not _hidden(leak, texts[name], told)]
    direct = [leak for _, leak in leaks if leak.direct]
    direct_left = [(name, leak) for name, leak in left if leak.direct]
    return Swept(
        share_read=read / total if total else 0.0,
        found=_share(len(leaks) - len(left), len(leaks)),
        direct_found=_share(len(direct) - len(direct_left), len(direct)),
        clean_files=1 - _share(len({name for name, _ in left}), len(judged), empty=0.0),
        clean_of_direct=1 - _share(len({name for name, _ in direct_left}), len(judged), empty=0.0),
    )


def figures(judged: Sequence[Judged], doubts: Sequence[Doubt]) -> Mapping[str, Swept]:
    """After nothing, after 3 % of the words, and after the whole list."""
    return {
        "before": sweep(judged, [], share=0.0),
        "first 3 %": sweep(judged, doubts, share=0.03),
        "whole list": sweep(judged, doubts),
    }


def _shows(doubt: Doubt, name: str, leak: Mark) -> bool:
    """Does the list show a telling part of this leak?"""
    return doubt.document == name and any(doubt.start < end and doubt.end > start for start, end in telling(leak))


def _hidden(leak: Mark, text: str, forms: set[str]) -> bool:
    """Is a telling part of the leak one of the forms that the person hides?"""
    said = f" {key(text[leak.start : leak.end])} "
    return any(f" {form} " in said for form in forms)


def _share(part: int, whole: int, *, empty: float = 1.0) -> float:
    return part / whole if whole else empty
