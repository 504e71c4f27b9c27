"""Where the turns and variables that thematique read stand in the file that it was given.

Reading may part turns otherwise and tidy spaces, never change signs: both are compared without spaces.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from thematique.records import RawTurn, Where

Places = Mapping[tuple[int, Where, str], list[int]]
"""For each turn and part, or variable, where each character stands in the file, and where the last one ends."""


def places(text: str, turns: Iterable[RawTurn], variables: Mapping[str, str] = MappingProxyType({})) -> Places:
    """Find the turns of one document, in their order, and the values of its variables.

    Raises:
        ValueError: a turn holds what the file does not; told by its number.
    """
    solid = [at for at, char in enumerate(text) if not char.isspace()]
    squeezed = "".join(text[at] for at in solid)
    cursor = 0
    found: dict[tuple[int, Where, str], list[int]] = {}
    for name, value in variables.items():
        wanted = "".join(value.split())
        if wanted and (start := squeezed.find(wanted)) >= 0:
            found[-1, Where.VARIABLE, name] = _spread(value, solid[start : start + len(wanted)])
    for turn in sorted(turns, key=lambda turn: turn.turn):
        for where, piece in ((Where.SPEAKER, turn.speaker), (Where.TEXT, turn.text)):
            wanted = "".join(piece.split())
            start = squeezed.find(wanted, cursor)
            # two turns of one speaker may have become one, whose label is told once
            if start < 0 and where is Where.TEXT:
                raise ValueError(f"turn {turn.turn}: its words are not in the file")
            if start >= 0:
                found[turn.turn, where, ""] = _spread(piece, solid[start : start + len(wanted)])
                cursor = start + len(wanted)
    return found


def _spread(piece: str, solid: list[int]) -> list[int]:
    """The place of every character of `piece`, spaces taking that of what follows, then the end."""
    end = solid[-1] + 1 if solid else 0
    ahead = iter(solid)
    spread = [-1 if char.isspace() else next(ahead) for char in piece] + [end]
    for at in range(len(piece) - 1, -1, -1):
        if spread[at] < 0:
            spread[at] = spread[at + 1]
    return spread
