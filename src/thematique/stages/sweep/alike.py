"""Names of which other spellings can be found in a text."""

from collections.abc import Iterable

from thematique.french.sounds import near, slips, sound

_SHORTEST, _LONGEST = 4, 40


class Alike:
    """Names, folded, of which words that look or sound almost the same are found in constant time."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(name for name in names if _SHORTEST <= len(name) <= _LONGEST)
        self._sounds: dict[str, str] = {}
        self._slips: dict[str, list[str]] = {}
        for name in sorted(self._names):
            self._sounds.setdefault(sound(name), name)
            for slip in slips(name):
                self._slips.setdefault(slip, []).append(name)

    def __contains__(self, word: str) -> bool:
        """Is `word` one of the names?"""
        return word in self._names

    def near(self, word: str) -> bool:
        """Is `word` almost one of the names, without being it?"""
        if not _SHORTEST <= len(word) <= _LONGEST:
            return False
        if self._sounds.get(sound(word), word) != word:
            return True
        return any(near(name, word) for slip in slips(word) for name in self._slips.get(slip, ()))
