"""Tatoeba's conversational sentences, in which names and pronouns make place for invented names."""

import random
import re
from pathlib import Path

from lists import lexicon, lines
from names import Names
from own import filled
from pieces import Piece

from thematique.french.lexicon import among

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAMES = among(
    "Tom Mary Marie John Thomas Jean Alice Mike Ken Bob Jane Jim Paul Jack Bill Nancy Marc Sami Layla Emily Yumi Maria "
    "Jackson Lucy Susan Betty"
)
_ORDINARY_CAPITALS = among(
    "dieu terre amérique lune président internet sud nord ouest est monsieur madame bible soleil noël pâques état "
    "états je j vous tu non oui le la les un une il elle que qui ne pas c ce l mais et on"
)
_KINDS_OF_PERSON = ("{s}", "{n}", "{n}", "{n}", "{k}", "{f}")


class Tatoeba:
    """Conversational sentences whose names and pronouns are replaced by invented names."""

    def __init__(self, path: Path, names: Names, chance: random.Random) -> None:
        self._names, self._chance = names, chance
        common = [entries for name in ("peuples", "communs", "marques") for entries in lexicon(name)]
        self._places = frozenset(name.lower() for name in lexicon("lieux_monde").sure)
        self._known = frozenset(name.lower() for entries in common for name in entries) | _ORDINARY_CAPITALS
        self._swaps = [
            (float(share), re.compile(pattern), name) for share, pattern, name in map(_fields, lines("swaps.txt"))
        ]
        sentences = {
            line.split("\t")[1].replace("\u202f", " ").replace("’", "'").rstrip(" .!?…,")
            for line in path.read_text(encoding="utf-8").splitlines()
        }
        marked = [line for line in map(self._marked, sorted(sentences)) if line]
        self._named = [line for line in marked if "{" in line]
        self._swappable = [
            line for line in marked if "{" not in line and any(p.search(line) for _, p, _ in self._swaps)
        ]
        self._plain = [line for line in marked if "{" not in line]

    def carrier(self) -> list[Piece]:
        """A sentence with an invented name."""
        if self._chance.random() < 0.45:
            return self._filled(self._chance.choice(self._named))
        line = self._chance.choice(self._swappable)
        for share, pattern, name in self._swaps:
            if self._chance.random() < share:
                line = pattern.sub(name, line, count=1)
        return self._filled(line)

    def ordinary(self) -> list[Piece]:
        """A sentence as it is, without names."""
        return [Piece(self._chance.choice(self._plain))]

    def _filled(self, line: str) -> list[Piece]:
        for _ in range(line.count("{f}")):
            if self._chance.random() < 0.4:
                line = line.replace("{f}", self._chance.choice(_KINDS_OF_PERSON).replace("f", "F"), 1)
        return filled(line.replace("{F}", "{f}"), self._names, {}, self._chance)

    def _marked(self, sentence: str) -> str:
        """A sentence with slots for its names, empty if it may hold another name."""
        pieces, done = [], 0
        for match in _WORD.finditer(sentence):
            word = match.group()
            slot = self._slot(word, match.start() == 0)
            if slot is None:
                return ""
            if slot:
                pieces += [sentence[done : match.start()], slot]
                done = match.end()
        line = "".join(pieces) + sentence[done:]
        line = re.sub(r"\bd'(?=\{)|\bde (?=\{)", "de~", line)
        return re.sub(r"\b[Qq]u'(?=\{)|\bque (?=\{)", "que~", line)

    def _slot(self, word: str, first: bool) -> str | None:
        if not word[0].isupper():
            return ""
        if word in _NAMES:
            return "{f}"
        if word.lower() in self._known or (first and word.lower() not in self._places):
            return ""
        if word.lower() in self._places and word != "Est":
            return "{" + word + "}"
        return None


def _fields(line: str) -> list[str]:
    return line.split("\t")
