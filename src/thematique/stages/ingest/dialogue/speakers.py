"""Decide, with the whole file in view, which beginnings of lines are speakers and which are sentences with a colon.

Method: a label of a known sort (an interviewer's word, a code such as P1) is believed at sight; a name when it comes
back, when most lines begin with one, or when it looks like those already believed and its words are nowhere in the
talk in lower case. A beginning that holds the words of a sentence (je, est, qui …) is no label, but where nearly every
line begins with a label that comes back.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thematique.stages.ingest.dialogue import patterns, vocabulary
from thematique.stages.ingest.dialogue.candidates import Candidate, Style, candidates
from thematique.stages.ingest.dialogue.lines import Line
from thematique.stages.ingest.dialogue.shapes import Shape, core, shape
from thematique.stages.ingest.dialogue.words import plain_form

_TIMES_FOR_A_NAME = 2
_TIMES_FOR_A_WORD = 3
_TIMES_FOR_WORDS = 6
_TURNS_A_SPEAKER = 3
_OWN_STRENGTH = frozenset({Style.COLON, Style.BRACKETS, Style.BOLD})
# longer words are no one's name
_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,30}(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class Speakers:
    """The labels of a file by the style in which they are believed: `(key, style)`."""

    believed: frozenset[tuple[str, Style]]

    def of(self, line: Line) -> Candidate | None:
        """The label at the beginning of a line, if it is one."""
        return next((c for c in candidates(line) if (c.key, c.style) in self.believed), None)


def find_speakers(lines: Sequence[Line]) -> Speakers:
    """The speakers of these lines, the whole file."""
    found = [list(candidates(line)) for line in lines]
    n_lines = sum(bool(line.text.strip()) for line in lines)
    talk = _lower_words(zip(lines, found, strict=True))
    believed: set[tuple[str, Style]] = set()
    keys: set[str] = set()
    for style in Style:
        of_style = [c for cs in found for c in cs if c.style is style]
        chosen = _believed(of_style, style, n_lines=n_lines, talk=talk, keys=keys)
        believed.update((key, style) for key in chosen)
        keys.update(chosen)
    return Speakers(believed=frozenset(believed))


def _lower_words(found: Iterable[tuple[Line, Sequence[Candidate]]]) -> frozenset[str]:
    """Words that the talk, labels apart, writes in lower case: a sentence may begin with them."""
    words: set[str] = set()
    for line, cs in found:
        text = next((c.rest for c in cs if c.style is Style.COLON), line.text)
        words.update(_WORD.findall(text))
    return frozenset(plain_form(word) for word in words if word.islower())


def _believed(
    found: Sequence[Candidate], style: Style, *, n_lines: int, talk: frozenset[str], keys: set[str]
) -> set[str]:
    """The keys believed in one style; `keys` are those already believed in a surer one."""
    labels = {c.key: c.label for c in found}
    shapes = {key: shape(label) for key, label in labels.items()}
    counts = Counter(c.key for c in found if shapes[c.key] != Shape.SENTENCE)
    if style not in _OWN_STRENGTH:
        counts = _of_weak_style(counts, shapes, n_lines, keys, style)
    many = sum(count for key, count in counts.items() if shapes[key] is not Shape.WORDS) * 2 >= n_lines
    again = _throughout(found, shapes, n_lines) if style is Style.COLON else set()
    sure = again | {key for key in counts if _is_sure(key, counts[key], shapes[key], style, talk, many)}
    kinds = {shapes[key] for key in sure} | ({Shape.PERSON, Shape.FULL_NAME, Shape.CODE} if sure or keys else set())
    alike = {key for key in counts if shapes[key] in kinds and _could_join(key, shapes[key], talk)}
    return sure | alike | {key for key in counts if key in keys}


def _throughout(found: Sequence[Candidate], shapes: Mapping[str, Shape], n_lines: int) -> set[str]:
    """The labels that come back where nearly every line begins with one, whatever their words: « as mic : … »."""
    counts = Counter(c.key for c in found)
    again = {
        key: count
        for key, count in counts.items()
        if count >= (_TIMES_FOR_A_WORD if shapes[key] is Shape.SENTENCE else _TIMES_FOR_A_NAME)
    }
    once = sum(count for key, count in counts.items() if key not in again and shapes[key] is not Shape.SENTENCE)
    nearly_all = sum(again.values()) + once >= n_lines * patterns.NEARLY_ALL
    return set(again) if nearly_all and len(counts) * _TURNS_A_SPEAKER <= n_lines else set()


def _is_sure(key: str, count: int, kind: Shape, style: Style, talk: frozenset[str], many: bool) -> bool:
    if kind is Shape.INTERVIEWER:
        return True
    if kind is Shape.CODE:
        return style is Style.COLON or count >= _TIMES_FOR_A_NAME
    if kind is not Shape.WORDS:
        common = kind is Shape.NAME and _in_talk(key, talk)
        return (many and not common) or count >= (_TIMES_FOR_A_WORD if common else _TIMES_FOR_A_NAME)
    return count >= _TIMES_FOR_WORDS


def _could_join(key: str, kind: Shape, talk: frozenset[str]) -> bool:
    """Whether a label seen once may stand beside believed ones of its shape."""
    return kind in (Shape.CODE, Shape.PERSON, Shape.FULL_NAME) or (kind is Shape.NAME and not _in_talk(key, talk))


def _in_talk(key: str, talk: frozenset[str]) -> bool:
    return any(word in talk for word in re.findall(r"[^\W\d_]+", core(key)) if word not in vocabulary.PARTICLES)


def _of_weak_style(
    counts: Counter[str], shapes: Mapping[str, Shape], n_lines: int, keys: set[str], style: Style
) -> Counter[str]:
    """Without a colon, a label must be known from elsewhere, or labels must be the rule of the file."""
    if keys:
        return Counter({key: count for key, count in counts.items() if key in keys})
    firm = (Shape.INTERVIEWER, Shape.CODE, Shape.PERSON)
    often = Counter({key: count for key, count in counts.items() if shapes[key] in firm or count >= _TIMES_FOR_A_NAME})
    # « Fatou – On a appelé », where nearly all lines begin so
    names = style is not Style.WEAK or often.total() * 5 >= n_lines * 4
    kept = often if names else Counter({key: count for key, count in often.items() if shapes[key] in firm})
    return kept if kept.total() * 5 >= n_lines and len(kept) > 1 else Counter()
