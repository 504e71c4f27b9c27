"""Time codes in the text of a transcript, in any of the ways people and programs write them."""

from dataclasses import dataclass

from thematique.stages.ingest.dialogue import patterns

# a time code at an end of a text is not longer, blanks included
_HEAD = _TAIL = 60
# where these follow a time code, the blank before it goes with it
_NO_BLANK_BEFORE = (*" \t\u00a0\u202f", *",.…)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A text without the time code it bore, and the moments that this code names, in seconds."""

    text: str
    start: float | None = None
    end: float | None = None


def seconds(code: str) -> tuple[float, ...]:
    """The moments named in a time code, in the order written: one, or two for an interval."""
    return tuple(_seconds(*match.groups()) for match in patterns.CLOCK.finditer(code))


def _seconds(first: str, second: str, third: str | None, fraction: str | None) -> float:
    whole = int(first) * 3600 + int(second) * 60 + int(third) if third else int(first) * 60 + int(second)
    return whole + (int(fraction) / 10 ** len(fraction) if fraction else 0.0)


def take_start(text: str, *, bare: bool = False) -> Timed:
    """Take the time code at the beginning of a text; one without brackets only if `bare`."""
    if ":" not in text[:_HEAD]:
        return Timed(text=text)
    match = patterns.TIME_AT_START.match(text) or (patterns.BARE_TIME_AT_START.match(text) if bare else None)
    if match is None:
        return Timed(text=text)
    return _timed(text[match.end() :], match["time"])


def take_end(text: str, *, bare: bool = False) -> Timed:
    """Take the time code at the end of a text; one without brackets only if `bare`."""
    tail = text[-_TAIL:]
    if ":" not in tail:
        return Timed(text=text)
    match = patterns.TIME_AT_END.search(tail) or (patterns.BARE_TIME_AT_END.search(tail) if bare else None)
    if match is None:
        return Timed(text=text)
    return _timed(text[: len(text) - len(tail) + match.start()], match["time"])


def drop_inside(text: str) -> str:
    """The text without the time codes inside it; hours that may belong to the talk, « (12:30) », stay."""
    if ":" not in text:
        return text
    parts = patterns.TIME_INSIDE.split(text)
    for index, after in enumerate(parts[1:], start=1):
        if after.startswith(_NO_BLANK_BEFORE):
            parts[index - 1] = parts[index - 1].rstrip(" \t")
    return "".join(parts)


def _timed(text: str, code: str) -> Timed:
    moments = seconds(code)
    return Timed(text=text, start=moments[0], end=moments[1] if len(moments) > 1 else None)
