"""Names given letter by letter: « D-U-P-O-N-T », « D comme Denis »."""

import re
from collections.abc import Iterator

from thematique.records import Kind
from thematique.stages.recognise.span import Span

_LETTER = r"[^\W\d_]"
_PATTERNS = (
    re.compile(rf"(?<![\w-]){_LETTER}(?:-{_LETTER}){{3,30}}(?![\w-])"),
    re.compile(r"(?<![\w.])[A-ZÀ-Ý](?:[ .,]{1,2}[A-ZÀ-Ý]){3,30}(?!\w)"),
    re.compile(rf"\b{_LETTER} comme [A-ZÀ-Ý]\w{{2,20}}(?:,? {_LETTER} comme [A-ZÀ-Ý]\w{{2,20}}){{0,20}}"),
)


def find(text: str) -> Iterator[Span]:
    """The spelled names of `text`."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), Kind.PER, "spelled", 0.8)
