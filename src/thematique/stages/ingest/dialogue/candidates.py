"""The beginnings of lines that may be a speaker's label; `speakers` decides which are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from thematique.stages.ingest.dialogue import patterns
from thematique.stages.ingest.dialogue.lines import Line
from thematique.stages.ingest.dialogue.times import Timed, take_end, take_start
from thematique.stages.ingest.dialogue.words import plain_form

LONGEST_LABEL = 40
MOST_WORDS = 5
# what lies beyond can be neither a label nor its time code
_HEAD = 160
_LONGEST_ALONE = 80
_EMPHASIS = " \t\u00a0\u202f*_"


class Style(Enum):
    """How a label is set off from what is said, from the surest way to the least sure."""

    COLON = "P1 : texte"
    BRACKETS = "[P1] texte"
    BOLD = "P1 in bold, then the text"
    TAB = "P1, a tab, the text"
    ALONE = "P1 on a line of its own"
    WEAK = "P1 - texte, P1. texte, (P1) texte"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A possible label, the rest of its line, and the time codes around it; `key` is the label as it is compared."""

    label: str
    key: str
    style: Style
    rest: str
    time_start: float | None = None
    time_end: float | None = None


def candidates(line: Line) -> Iterator[Candidate]:
    """All the ways in which the beginning of a line may be a label, the surest first."""
    timed = take_start(line.text, bare=True)
    if timed.start is None and line.time_start is not None:
        timed = Timed(text=line.text, start=line.time_start, end=line.time_end)
    head, tail = timed.text[:_HEAD], timed.text[_HEAD:]
    if not head.strip():
        return
    for style, label, rest in _splits(head, bool(tail), line.lead if timed.start is None else ""):
        rest = _closed(label, rest)
        around = take_end(label, bare=True)
        name = around.text.strip(_EMPHASIS).removesuffix("-").strip(_EMPHASIS)
        if not _may_be_label(name):
            continue
        after = take_start(rest) if around.start is None and timed.start is None else Timed(text=rest)
        first = next((t for t in (timed, around, after) if t.start is not None), timed)
        yield Candidate(
            label=name,
            key=plain_form(name),
            style=style,
            rest=after.text + tail,
            time_start=first.start,
            time_end=first.end,
        )


def _closed(label: str, rest: str) -> str:
    """What follows « **P1 :** », without the signs that close what stands in bold."""
    opened = patterns.EMPHASIS_OPEN.match(label)
    return rest.removeprefix(opened["sign"]) if opened and not label.rstrip().endswith(opened["sign"]) else rest


def _splits(head: str, long: bool, lead: str) -> Iterator[tuple[Style, str, str]]:
    begun = head.lstrip()
    if ":" in head and (match := _colon(begun)):
        yield Style.COLON, match["label"], match["rest"]
    if begun[0] in "[<" and (match := patterns.BRACKETS.match(begun)):
        yield Style.BRACKETS, match["square"] or match["angle"], match["rest"]
    if lead.strip() and head.startswith(lead):
        yield Style.BOLD, lead.strip().removesuffix(":"), head[len(lead) :]
    if "\t" in head and (match := patterns.TAB.match(begun)):
        yield Style.TAB, match["label"], match["rest"]
    if not long and len(head) <= _LONGEST_ALONE:
        yield Style.ALONE, head, ""
    if match := patterns.WEAK_SEPARATOR.match(begun):
        yield Style.WEAK, match["label"] or match["round"] or match["code"], match["rest"]


def _colon(begun: str) -> re.Match[str] | None:
    """A label before the first colon that is not within a time code: « P1 (00:12) : », « P1 00:12:03 : »."""
    return patterns.COLON.match(begun)


def _may_be_label(name: str) -> bool:
    if not 0 < len(name) <= LONGEST_LABEL or len(name.split()) > MOST_WORDS:
        return False
    known = patterns.CODE.match(name) or patterns.INITIAL.match(name)
    if not any(character.isalnum() for character in name) or (name[-1] in ".,;!…" and not known):
        return name.endswith(".") and len(name.split()) == 1 and name[0].isalpha()
    return name[0].isalnum() or name[0] in '[<("«'
