"""Turns of transcripts whose names are marked `{words|KIND id}`, with other names in place of many of theirs."""

import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from names import Names
from pieces import ELISION, Piece, Style

from thematique.french.names import key

_MARK = re.compile(r"\{([^{}|]*)\|([A-Z]+)(?: ([^{}|]*))?\}")
_LABEL = re.compile(r"(?:[^:\n{}]|\{[^{}]*\}){1,60}?[ \u00a0\u202f]?:[ \u00a0\u202f]")
_ENDS = " .!?…,"
_LABELS = {"PER", "LOC", "ORG"}
_ELIDED = re.compile(r"\b(d|qu)(?:e |['’])$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(la|le|les|l|au|aux|du|des|en)(?: |['’])$", re.IGNORECASE)
_STREET = re.compile(r"\d|\b(?:rue|avenue|chemin|place|quai|boulevard|clos|chaussée)\b", re.IGNORECASE)
_OTHER = {"PER": 0.7, "LOC": 0.5, "ORG": 0.6}
"""How often another name is put in place of one of the transcript, by kind."""
_SEEN = {"PER": 0.15, "LOC": 0.4, "ORG": 0.6}
"""How often that other name is one of another transcript: for a person, one that a machine misheard."""
_MACHINES = (Style.LOWER, Style.LOWER_POINTED, Style.NAMES_ONLY)


class _Mark(NamedTuple):
    """A marked name, what stands before it since the last one, and the slot it may leave, if any."""

    before: str
    shown: str
    kind: str
    slot: str

    @property
    def place(self) -> tuple[str, str]:
        """Its kind and the article before it: names of one place may stand for each other."""
        article = _ARTICLE.search(self.before)
        return self.kind, article.group(1).lower() if article and self.kind != "PER" else ""


class _Turn(NamedTuple):
    """The marks of a turn, what follows the last one, and whether capitals are written there."""

    marks: Sequence[_Mark]
    rest: str
    cased: bool


class Transcripts:
    """Turns of the transcripts of a folder."""

    def __init__(self, folder: Path, names: Names, chance: random.Random) -> None:
        self._names, self._chance = names, chance
        self._files = [_turns(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.txt"))]
        self._cased = [turns for turns in self._files if turns[0].cased]
        self._seen: dict[tuple[bool, str, str], list[str]] = {}
        for turn in (turn for turns in self._files for turn in turns):
            for mark in turn.marks:
                if mark.kind in ("LOC", "ORG") or (mark.kind == "PER" and _misheard(mark, cased=turn.cased)):
                    self._seen.setdefault((turn.cased, *mark.place), []).append(mark.shown)

    def turns(self, style: Style) -> list[list[Piece]]:
        """One to three turns that follow each other, of a transcript that can be written in `style`."""
        chosen = self._chance.choice(self._files if style in _MACHINES else self._cased)
        first = self._chance.randrange(len(chosen))
        return [self._pieces(turn, style) for turn in chosen[first : first + self._chance.choice((1, 1, 2, 3))]]

    def _pieces(self, turn: _Turn, style: Style) -> list[Piece]:
        pieces: list[Piece] = []
        for mark in turn.marks:
            drawn = self._drawn(mark, style)
            pieces.append(Piece(_ELIDED.sub(rf"\1{ELISION}", mark.before) if drawn else mark.before))
            pieces.append(drawn or Piece(mark.shown, mark.kind))
        return [piece for piece in [*pieces, Piece(turn.rest)] if piece.text]

    def _drawn(self, mark: _Mark, style: Style) -> Piece | None:
        """Another name for a marked one, if its turn comes."""
        if mark.kind not in _LABELS or self._chance.random() > _OTHER[mark.kind]:
            return None
        seen = self._seen.get((style not in _MACHINES, *mark.place))
        if seen and (mark.slot or mark.kind != "PER") and self._chance.random() < _SEEN[mark.kind]:
            return Piece(self._chance.choice(seen), mark.kind)
        return self._names.fill(mark.slot) if mark.slot else None


def _turns(text: str) -> Sequence[_Turn]:
    """The turns of a transcript, without their labels."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    cased = "# stratum: lower" not in text
    said = ((line[label.end() :] if (label := _LABEL.match(line)) else line).rstrip(_ENDS) for line in lines)
    return [_turn(words, cased=cased) for words in said if words]


def _turn(words: str, *, cased: bool) -> _Turn:
    """The words of a turn, parted at its marks."""
    marks: list[_Mark] = []
    done = 0
    for match in _MARK.finditer(words):
        shown, kind, rest = match.group(1), match.group(2), (match.group(3) or "").split()
        before = words[done : match.start()]
        kind = "" if kind not in _LABELS or ("may" in rest and kind != "LOC") else kind
        marks.append(_Mark(before, shown, kind, _slot(shown, kind, rest[0] if rest else "", before)))
        done = match.end()
    return _Turn(marks, words[done:], cased)


def _slot(shown: str, kind: str, entity: str, before: str) -> str:
    """The slot that a name may leave; none where another would not read."""
    if kind == "PER":
        return _person(shown, entity)
    if not kind or _ARTICLE.search(before):
        return ""
    if kind == "ORG":
        return "o"
    return "a" if _STREET.search(shown) and " " in shown else "" if " " in shown else "p"


def _person(shown: str, entity: str) -> str:
    """First name, surname or both, as far as the person's id tells."""
    parts = entity.split("-")[1:]
    words = key(shown).split()
    if not words or not set(words) <= set(parts):
        return ""
    if len(words) > 1:
        return "n"
    return "s" if len(parts) > 1 and words[0] == parts[-1] else "f"


def _misheard(mark: _Mark, *, cased: bool) -> bool:
    """Is this a form of a person's name that is not that of its id, and no letters one by one?"""
    words = key(mark.shown).split()
    return not cased and not mark.slot and 0 < len(words) < 4 and all(len(word) > 1 for word in words)
