"""Sentences of speech written for the purpose.

`[a|b]` is one of the two, `{f}` a slot for a name or a word, `{Girafe|PER}` a name that stays.
"""

import random
import re
from collections.abc import Mapping, Sequence

from lists import lexicon, lines, sections
from names import Names
from pieces import Piece

_CHOICE = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{([^{}]+)\}")
_SHARES = (0.3, 0.5, 0.2)
"""How often the sentence is a short one, a passage, a passage of those who work in networks."""


class Own:
    """Carriers and ordinary sentences: short ones of one hand, passages of many hands, and of people in networks."""

    def __init__(self, names: Names, chance: random.Random) -> None:
        self._names, self._chance = names, chance
        self._carriers = [lines(f"{name}.txt") for name in ("carriers", "hands/passages", "hands/networks")]
        self._ordinary = [lines(f"{name}.txt") for name in ("ordinary", "hands/plain", "hands/networks_plain")]
        institutions = lexicon("institutions")
        self._words: dict[str, Sequence[str]] = {
            "inst": [*institutions.sure, *institutions.ambiguous],
            "peuple": lexicon("peuples").sure,
            **{slot: body.split("|") for slot, body in sections("words.txt").items()},
        }

    def carrier(self) -> list[Piece]:
        """A sentence with names."""
        return self._drawn(self._carriers)

    def ordinary(self) -> list[Piece]:
        """A sentence without any."""
        return self._drawn(self._ordinary)

    def _drawn(self, lists: Sequence[Sequence[str]]) -> list[Piece]:
        return self._filled(self._chance.choice(self._chance.choices(lists, _SHARES)[0]))

    def _filled(self, line: str) -> list[Piece]:
        while _CHOICE.search(line):
            line = _CHOICE.sub(lambda match: self._chance.choice(_alternatives(match.group(1))), line)
        return filled(re.sub(r"  +", " ", line).strip(), self._names, self._words, self._chance)


def filled(line: str, names: Names, words: Mapping[str, Sequence[str]], chance: random.Random) -> list[Piece]:
    """A line whose slots are filled; a slot that begins with a capital is a place that stays, unless it has a label."""
    pieces: list[Piece] = []
    for at, part in enumerate(_SLOT.split(line.replace("{f} {s}", "{n}"))):
        if at % 2 == 0:
            pieces += [Piece(part)] if part else []
        elif "|" in part:
            pieces.append(Piece(*part.split("|")))
        elif part in words:
            pieces.append(Piece(chance.choice(words[part])))
        elif part[0].isupper():
            pieces.append(Piece(part, "LOC"))
        else:
            pieces.append(names.fill(part))
    return pieces


def _alternatives(choice: str) -> list[str]:
    """The parts of a choice; the bar inside a mark does not part it."""
    return re.split(r"\|(?![^{}]*\})", choice)
