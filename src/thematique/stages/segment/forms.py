"""What is known of a piece of text, a run of non-blanks, whatever stands around it."""

from thematique.records import record
from thematique.stages.segment import markers


@record
class Form:
    """A piece as it is written, and what the places before and after it are worth for a cut.

    Attributes:
        raw: as written.
        word: lower case, straight apostrophe, without the signs around it; "" for a piece made of signs.
        start: the word up to its first apostrophe: « j' » of « j'ai ».
        signs: the signs of a sentence's end that close it, under its brackets and quotation marks.
        may_end: a sentence may end after it.
        trails: a sign that never begins a segment: « ? », « » », a pause.
        before: what a cut before the word costs.
        after: what a cut after the word costs.
        gain: what the signs after the word take off.
        figure: it begins with a digit.
        capital: it begins with a capital and is not a word that may begin a sentence.
        opens_pair: it may go with the word after it.
    """

    raw: str
    word: str
    start: str
    signs: str
    may_end: bool
    trails: bool
    before: int
    after: int
    gain: int
    figure: bool
    capital: bool
    opens_pair: bool


class Forms(dict[str, Form]):
    """The forms of pieces by how they are written, each worked out once."""

    def __missing__(self, raw: str) -> Form:
        """Work out the form of a piece that is met for the first time."""
        self[raw] = form(raw)
        return self[raw]


def form(raw: str) -> Form:
    """What is known of a piece."""
    bare = raw.strip(markers.EDGES)
    word = bare.lower().replace("’", "'")
    start = word[: word.find("'") + 1] or word
    pause = len(raw) <= markers.LONGEST_PAUSE and markers.PAUSE.fullmatch(raw) is not None
    body = raw.rstrip(markers.CLOSINGS)
    return Form(
        raw=raw,
        word=word,
        start=start,
        signs=body[len(body.rstrip(markers.ENDS)) :],
        may_end=raw[-1] in markers.ENDS or raw[-1] in markers.CLOSINGS,
        trails=pause or (not word and raw[0] not in markers.OPENINGS),
        before=markers.BEFORE.get(word, markers.BEFORE.get(start, markers.BEFORE_OTHERS)),
        after=_after(raw, word),
        gain=markers.PAUSE_GAIN if pause else markers.GAINS.get(body[-1:], 0),
        figure=bare[:1].isdecimal(),
        capital=bare[:1].isupper() and word not in markers.STARTERS,
        opens_pair=word == "et" or word in markers.OPEN_PAIRS,
    )


def _after(raw: str, word: str) -> int:
    """What a cut after the word costs."""
    if raw[-1] in markers.TRUNCATED:
        return markers.TIED
    known = markers.AFTER.get(word, markers.AFTER.get(word.rpartition("'")[2]))
    return known if known is not None else markers.NUMBER_COST * word[:1].isdecimal()
