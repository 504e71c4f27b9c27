"""The margins of an interview: beside each turn, a coloured stripe for each code that somebody gave to words of it.

Stripes are as high as their share of the turn's characters, so that no script has to measure them; one only keeps the
tags, which stand where their stripes begin, from lying on each other. Positions that the page gets count UTF-16 units
of a turn's text as it is shown, which is how browsers count.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import groupby

from thematique.codings import NOTHING
from thematique.records import Code, Segment, Turn, record
from thematique.web.filters import visible

HUES, PATTERNS = 12, 6
LANE = 8
_GAP = 5
_LINE = 72
# of a line, what a stripe shows at least
_LEAST = 0.7


class Kind(StrEnum):
    """Whose codes a stripe shows."""

    ME = "me"
    CONSENSUS = "consensus"
    OTHER = "other"
    MACHINE = "machine"


@record
class Voice:
    """Somebody who says that a passage carries a code, the machine included; `number` is their place in the margins."""

    number: int
    kind: Kind
    name: str


@record
class Look:
    """How a code is shown: its hue is that of its theme, its pattern its own in the theme."""

    code: str
    name: str
    theme: str
    hue: int
    pattern: int


@record
class Mark:
    """What a voice says of a code on some words; `score` is the machine's."""

    voice: Voice
    code: str
    start: int
    end: int
    accepted: bool = True
    score: float | None = None


@record
class Said:
    """A voice on a tag."""

    voice: Voice
    accepted: bool
    score: float | None


@record
class Tag:
    """A code on some words, with all who say so: what the margin names.

    `key` is its own in the interview, whatever else is coded; `top` is that of its stripes; `segment` is the way to the
    passage.
    """

    key: str
    top: float
    look: Look
    segment: int | None
    says: Sequence[Said]


@record
class Stripe:
    """What a voice's code covers of a turn: `top` and `height` in hundredths, `left` in pixels, `first` to `last`."""

    tag: str
    voice: Voice
    look: Look
    left: int
    top: float
    height: float
    first: int
    last: int


@record
class Row:
    """A turn with its margin; `cuts` are the number and the first character of each segment, `lines` how high it is."""

    turn: Turn
    cuts: Sequence[tuple[int, int]]
    tags: Sequence[Tag]
    stripes: Sequence[Stripe]
    lines: int


@record
class Margins:
    """All turns of an interview, and how wide the stripes are in pixels."""

    rows: Sequence[Row]
    width: int


def looks(codes: Sequence[Code]) -> Mapping[str, Look]:
    """How each code of a codebook is shown: the same as long as those before it stay."""
    names = {code.code: code.name for code in codes}
    themes = list(dict.fromkeys(code.code.partition(".")[0] for code in codes))
    ranks: dict[str, int] = defaultdict(int)
    found = {}
    for code in codes:
        theme = code.code.partition(".")[0]
        found[code.code] = Look(
            code=code.code,
            name=code.name,
            theme=names.get(theme, theme) if code.code != theme else "",
            hue=themes.index(theme) % HUES,
            pattern=ranks[theme] % PATTERNS,
        )
        ranks[theme] += code.codable
    return found


def lay(
    turns: Sequence[Turn], segments: Sequence[Segment], marks: Iterable[Mark], known: Mapping[str, Look]
) -> Margins:
    """Lay out the margins of one interview.

    Args:
        turns: of the interview, in order.
        segments: of the interview, in order.
        marks: what is said of its words, in any order.
        known: how the codes of the codebook are shown; any other code is grey and bears its path.
    """
    ordered = sorted(set(marks), key=_order)
    lefts, width = _lanes([mark for mark in ordered if mark.accepted and mark.code != NOTHING])
    tags: dict[int, list[Tag]] = defaultdict(list)
    stripes: dict[int, list[Stripe]] = defaultdict(list)
    starts = [turn.start for turn in turns]
    for first, tag, group in _tags(ordered, turns, segments, known):
        tags[first].append(tag)
        covered = range(first, bisect_right(starts, group[0].end - 1))
        for mark in (mark for mark in group if mark in lefts):
            for place in covered:
                stripes[place].append(_stripe(turns[place], mark, tag, lefts[mark]))
    cuts = _cuts(turns, segments)
    return Margins(
        rows=[
            Row(
                turn=turn,
                cuts=cuts[turn.turn],
                tags=tags[place],
                stripes=stripes[place],
                lines=_height(turn, tags[place]),
            )
            for place, turn in enumerate(turns)
        ],
        width=width,
    )


def extent(turn: Turn, start: int, end: int) -> tuple[float, float]:
    """Where words begin beside their turn, and how far they reach, in hundredths of its height."""
    first, last = max(0, start - turn.start), min(len(turn.text), end - turn.start)
    length = max(1, len(turn.text))
    least = 100 * _LEAST / -(-length // _LINE)
    height = min(100.0, max(100 * (last - first) / length, least))
    return round(min(100 * first / length, 100 - height), 1), round(height, 1)


def shown(text: str, position: int) -> int:
    """Where a position of a text is once it is shown, in UTF-16 units."""
    before = text[:position]
    return _units(before if before.isprintable() else visible(before))


def position(text: str, place: int) -> int:
    """The position in a text of what is shown at `place`; its length for what lies beyond."""
    at = 0
    for index, char in enumerate(text):
        if at >= place:
            return index
        at += _units(visible(char))
    return len(text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def _order(mark: Mark) -> tuple[int, int, str, int, bool]:
    return (mark.start, mark.end, mark.code, mark.voice.number, mark.accepted)


def _tags(
    ordered: Sequence[Mark], turns: Sequence[Turn], segments: Sequence[Segment], known: Mapping[str, Look]
) -> Iterator[tuple[int, Tag, Sequence[Mark]]]:
    """One tag for all that is said of a code on the same words, unless everybody refuses it; its turn comes first."""
    starts, first_words = [segment.start for segment in segments], [turn.start for turn in turns]
    for (start, end, code), found in groupby(ordered, key=lambda mark: (mark.start, mark.end, mark.code)):
        group = list(found)
        if not any(mark.accepted for mark in group):
            continue
        place = bisect_right(starts, start) - 1
        at = max(0, bisect_right(first_words, start) - 1)
        yield (
            at,
            Tag(
                key=f"{start}-{end}-{code}",
                top=extent(turns[at], start, end)[0],
                look=known.get(code) or _stranger(code),
                segment=segments[place].segment if place >= 0 else None,
                says=[Said(voice=mark.voice, accepted=mark.accepted, score=mark.score) for mark in group],
            ),
            group,
        )


def _stranger(code: str) -> Look:
    """A code that the codebook does not have, or the absence of any."""
    return Look(code=code, name=code or "rien ici", theme="", hue=HUES, pattern=0)


def _lanes(marks: Sequence[Mark]) -> tuple[Mapping[Mark, int], int]:
    """The left edge of each stripe and the width of all: voices side by side, and within a voice no two overlap.

    A code keeps its lane where it can.
    """
    lefts: dict[Mark, int] = {}
    edge = 0
    for _, found in groupby(sorted(marks, key=lambda mark: (mark.voice.number, *_order(mark))), lambda m: m.voice):
        free: list[int] = []
        usual: dict[str, int] = {}
        for mark in found:
            open_lanes = [lane for lane, end in enumerate(free) if end <= mark.start]
            lane = usual.get(mark.code, -1)
            if lane not in open_lanes:
                lane = open_lanes[0] if open_lanes else len(free)
            free[lane : lane + 1] = [mark.end]
            usual[mark.code] = lane
            lefts[mark] = edge + lane * LANE
        edge += len(free) * LANE + _GAP
    return lefts, max(edge - _GAP, 0)


def _stripe(turn: Turn, mark: Mark, tag: Tag, left: int) -> Stripe:
    top, height = extent(turn, mark.start, mark.end)
    return Stripe(
        tag=tag.key,
        voice=mark.voice,
        look=tag.look,
        left=left,
        top=top,
        height=height,
        first=shown(turn.text, max(0, mark.start - turn.start)),
        last=shown(turn.text, min(len(turn.text), mark.end - turn.start)),
    )


def _height(turn: Turn, tags: Sequence[Tag]) -> int:
    """About how many lines a turn will be high."""
    return max(1, -(-len(turn.text) // _LINE), len(tags))


def _cuts(turns: Sequence[Turn], segments: Iterable[Segment]) -> Mapping[int, Sequence[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {turn.turn: [] for turn in turns}
    by_number = {turn.turn: turn for turn in turns}
    for segment in segments:
        turn = by_number[segment.turn]
        found[segment.turn].append((segment.segment, shown(turn.text, segment.start - turn.start)))
    return found
