"""A whole interview as one coder may read it: its turns, what is said of their words, by whom, and the notes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from thematique.codings import CONSENSUS, NOTHING, Verdict
from thematique.records import Document, Segment, Turn, record
from thematique.review import layers, models
from thematique.review.order import Spot
from thematique.web import margins
from thematique.web.access import may
from thematique.web.desk import Desk
from thematique.web.margins import Kind, Look, Mark, Row, Tag, Voice
from thematique.web.sight import Sight, sight, touched

# in lines; the style sheet says how high that is
_SHEET = 30


@record
class Note:
    """A memo beside the text; `author` is empty on one's own, `top` is where its passage begins."""

    text: str
    author: str
    top: float


@record
class Silence:
    """The first passage of a turn that is to be read without suggestions."""

    segment: int
    top: float


@record
class Line:
    """A turn with its margin."""

    row: Row
    notes: Sequence[Note]
    silent: Silence | None

    @property
    def beside(self) -> Sequence[Tag | Note | Silence]:
        """All that is written in the margin, downwards."""
        every = [*self.row.tags, *([self.silent] if self.silent else ()), *self.notes]
        return sorted(every, key=lambda one: one.top)


@record
class Legend:
    """A code of this interview and the number of its tags."""

    look: Look
    count: int


@record
class Interview:
    """An interview, ready to be shown; a sheet is about a window's height of it."""

    document: Document
    sheets: Sequence[Sequence[Line]]
    width: int
    voices: Sequence[Voice]
    legend: Sequence[Legend]
    n_silent: int


@record
class Progress:
    """An interview in the list: how many passages there are to read, read by this coder, and flagged to them.

    `variables` are those that tell interviews apart.
    """

    document: Document
    variables: Sequence[tuple[str, str]]
    passages: int
    read: int
    flagged: int


def listed(desk: Desk, coder: models.Coder) -> Sequence[Progress]:
    """All interviews by name; what the machine says of the reserve is not counted before it may be seen."""
    done, order = done_by(coder), desk.order()
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for passage in order.passages:
        is_done = passage.spot in done
        count = counts[passage.document]
        count[0] += 1
        count[1] += is_done
        count[2] += bool(passage.flagged) and (is_done or passage.spot not in order.reserve)
    documents = sorted(desk.shared.documents.items())
    values = {(key, value) for _, one in documents for key, value in one.variables.items()}
    several = {key for key, times in Counter(key for key, _ in values).items() if times > 1 or len(documents) == 1}
    return [
        Progress(
            document=one,
            variables=[(key, value) for key, value in sorted(one.variables.items()) if key in several and value],
            passages=counts[name][0],
            read=counts[name][1],
            flagged=counts[name][2],
        )
        for name, one in documents
    ]


def interview(desk: Desk, coder: models.Coder, document: str) -> Interview:
    """One interview of the study."""
    segments = desk.shared.segments.get(document, ())
    seen = seen_by(desk, coder)
    voices = _voices(coder, document)
    marks = [
        *_people(coder, document, segments, seen, voices),
        *_unanimous(desk, document, seen, voices),
        *_machine(desk, document, segments, seen, voices),
    ]
    known = margins.looks(desk.codebook.codes)
    turns = desk.shared.turns.get(document, ())
    laid = margins.lay(turns, segments, marks, known)
    by_number = {turn.turn: turn for turn in turns}
    notes = _notes(coder, by_number, segments, seen)
    silent = [one for one in segments if not seen.shows_machine([one])]
    firsts = {
        one.turn: Silence(segment=one.segment, top=margins.extent(by_number[one.turn], one.start, one.end)[0])
        for one in reversed(silent)
    }
    return Interview(
        document=desk.shared.documents[document],
        sheets=_sheets(
            Line(row=row, notes=notes.get(row.turn.turn, ()), silent=firsts.get(row.turn.turn)) for row in laid.rows
        ),
        width=laid.width,
        voices=voices,
        legend=_legend(laid.rows),
        n_silent=len(silent),
    )


def seen_by(desk: Desk, coder: models.Coder) -> Sight:
    """What a coder may see of the machine and of others."""
    return sight(desk.order(), coder.name, done=done_by(coder), decided=layers.decided())


def done_by(coder: models.Coder) -> AbstractSet[Spot]:
    """The passages on which a coder decided, but those that are still being read blind."""
    rows = models.Reading.objects.filter(coder=coder, lost="", segment__isnull=False).exclude(decided_at=None)
    found = rows.exclude(blind=True, finished_at=None).values_list("document", "segment")
    return {(document, segment) for document, segment in found if segment is not None}


def _voices(coder: models.Coder, document: str) -> Sequence[Voice]:
    """The coder, the consensus, the colleagues whom this coder may read, and the machine."""
    kinds = [(Kind.ME, coder.name), (Kind.CONSENSUS, CONSENSUS)]
    if may(coder, models.Role.REVIEWER):
        rows = models.Coding.objects.filter(document=document, standing=True, lost="").exclude(coder=coder)
        names = rows.exclude(coder__name=CONSENSUS).values_list("coder__name", flat=True).distinct()
        kinds += [(Kind.OTHER, name) for name in sorted(names)]
    kinds.append((Kind.MACHINE, "machine"))
    return [Voice(number=number, kind=kind, name=name) for number, (kind, name) in enumerate(kinds)]


def _people(
    coder: models.Coder, document: str, segments: Sequence[Segment], seen: Sight, voices: Sequence[Voice]
) -> Iterator[Mark]:
    """What people decided: all that is one's own, of the others what may be seen."""
    by_name = {voice.name: voice for voice in voices if voice.kind is not Kind.MACHINE}
    rows = models.Coding.objects.filter(document=document, standing=True, lost="")
    for start, end, code, verdict, name in rows.values_list("start", "end", "code", "verdict", "coder__name"):
        voice = by_name.get(name)
        if voice and (name == coder.name or seen.shows_others(touched(segments, start, end))):
            yield Mark(voice=voice, code=code, start=start, end=end, accepted=verdict == Verdict.ACCEPT)


def _unanimous(desk: Desk, document: str, seen: Sight, voices: Sequence[Voice]) -> Iterator[Mark]:
    """The consensus where nobody had to settle anything."""
    voice = next(voice for voice in voices if voice.kind is Kind.CONSENSUS)
    for passage in layers.read_by_several(desk.shared.segments):
        segment = desk.shared.segment(*passage.spot) if passage.document == document else None
        if segment and passage.unanimous and passage.agreed is None and seen.shows_others([segment]):
            for code in sorted(next(iter(passage.readings.values()))):
                yield Mark(voice=voice, code=code, start=segment.start, end=segment.end)


def _machine(
    desk: Desk, document: str, segments: Sequence[Segment], seen: Sight, voices: Sequence[Voice]
) -> Iterator[Mark]:
    """What the machine flags, but where the coder reads without it."""
    voice, codes = voices[-1], desk.codes
    for segment in segments:
        for one in desk.shared.suggestions(document, segment.segment) if seen.shows_machine([segment]) else ():
            if one.flagged and one.code in codes and codes[one.code].codable:
                yield Mark(voice=voice, code=one.code, start=segment.start, end=segment.end, score=one.score)


def _notes(
    coder: models.Coder, turns: Mapping[int, Turn], segments: Sequence[Segment], seen: Sight
) -> Mapping[int, Sequence[Note]]:
    """The memos on passages, by turn; those of colleagues as their codings."""
    found: dict[int, list[Note]] = defaultdict(list)
    documents = {turn.document for turn in turns.values()}
    rows = models.Memo.objects.filter(document__in=documents, turn__in=turns, standing=True, lost="", code="")
    for row in rows.select_related("coder").order_by("start", "pk"):
        is_mine = row.coder.pk == coder.pk
        may_see = may(coder, models.Role.REVIEWER) and seen.shows_others(touched(segments, row.start, row.end))
        if row.text and (is_mine or may_see):
            top, _ = margins.extent(turns[row.turn], row.start, row.end)
            found[row.turn].append(Note(text=row.text, author="" if is_mine else row.coder.name, top=top))
    return found


def _sheets(lines: Iterable[Line]) -> Sequence[Sequence[Line]]:
    """Cut an interview so that the browser lays out only the parts in sight: turn by turn would be more work."""
    sheets: list[list[Line]] = []
    height = _SHEET
    for line in lines:
        if height >= _SHEET:
            sheets.append([])
            height = 0
        sheets[-1].append(line)
        height += line.row.lines
    return sheets


def _legend(rows: Iterable[Row]) -> Sequence[Legend]:
    counts: dict[str, int] = defaultdict(int)
    shown: dict[str, Look] = {}
    for row in rows:
        for tag in row.tags:
            counts[tag.look.code] += 1
            shown[tag.look.code] = tag.look
    kept = [look for code, look in shown.items() if code != NOTHING]
    return [
        Legend(look=look, count=counts[look.code])
        for look in sorted(kept, key=lambda look: (look.hue, look.pattern, look.code))
    ]
