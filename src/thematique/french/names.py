"""Names as strings: comparing them whatever the case, accents and hyphens, and taking them apart.

Two spellings of one name, « Jean-François D'HONDT » and « jean francois d’hondt », have the same `key`.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from thematique.french.lexicon import among
from thematique.records import Kind

INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
"""Control, bidirectional and zero-width characters, which may stand unseen inside a word; for a class of a pattern."""

_UNSEEN = re.compile(f"[{INVISIBLE}]+")
_MARK = f"\u0300-\u036f{INVISIBLE}"
_WORD = re.compile(rf"[^\W\d_ʼ][^\W\d_ʼ{_MARK}]*(?:[{_MARK}]+[^\W\d_ʼ{_MARK}]*)*")
_TOKEN = re.compile(rf"[^\Wʼ](?:[^\Wʼ]|[{_MARK}])*")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_JOINTS = frozenset(" -'’ʼ‘‑\u00a0\u202f\t\n")
_MAX_GAP = 2
_MAX_INITIALS = 3
_LONGEST = 60
"""No name has so many words, even spelled twice; what is longer is compared as it stands."""
_TWICE = among("deux double")
_SPACES = among("et puis loin espace apostrophe")
_AND = among("et puis")
_EXPLAINS = among("avec un une deux et accent aigu grave circonflexe trema cedille")
_SPELLING = _TWICE | among(
    "et puis plus loin espace accent aigu grave circonflexe trema cedille apostrophe tiret grec avec points"
)
_ENDS = frozenset(".?!…:\n")
_OPENINGS = " \t\u00a0\u202f«»\"“”'’‘(-–—*•"

PARTICLES = among(
    "ait al ben bin d da dal de del della den der des di do dos du el la le les op ould st ste saint sainte t "
    "te ten ter van vande vanden vander ver von y"
)
"""Words that stand inside a family name without being one, folded."""


ALSO_SURNAMES = among("bah ba")
"""Interjections that are family names too, folded: « monsieur Bah »."""


class Gender(StrEnum):
    """The gender that a title or a first name tells."""

    MAN = "m"
    WOMAN = "f"


TITLED = {Gender.MAN: "title m", Gender.WOMAN: "title f"}
"""The sources of names that a title or a relative announces which tells the person's gender."""

_ADDRESSED = {"title m": "monsieur", "title f": "madame"}
ADDRESSES = frozenset(_ADDRESSED.values())
"""The titles with which `addressed` begins a key."""


class Word(NamedTuple):
    """A run of letters; `text` is without what cannot be seen in it, `folded` is for comparison."""

    start: int
    end: int
    text: str
    folded: str


class Name(NamedTuple):
    """A full name taken apart, as keys; `surname` keeps its particles."""

    given: str
    surname: str


@functools.lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """`text` without case, accents, ligatures and what cannot be seen."""
    if not text.isascii() or not text.isprintable():
        text = seen(text)
    plain = unicodedata.normalize("NFD", text.lower().translate(_LIGATURES))
    return "".join(char for char in plain if not unicodedata.combining(char))


def seen(text: str) -> str:
    """`text` without the characters that cannot be seen."""
    return _UNSEEN.sub("", text)


# every rule asks for the words of every turn of a transcript
@functools.lru_cache(maxsize=1 << 12)
def words(text: str) -> Sequence[Word]:
    """The runs of letters of `text`, accents written apart and invisible characters included."""
    clear = seen if _UNSEEN.search(text) else str
    return tuple(Word(m.start(), m.end(), clear(m.group()), fold(m.group())) for m in _WORD.finditer(text))


def elided(text: str, end: int) -> bool:
    """Does an apostrophe follow the word of `text` that ends at `end`: « n' », « l' »?"""
    return text[end : end + 1] in ("'", "’")


def key(text: str) -> str:
    """What two spellings of one name share: its words, folded; « D-U-P-O-N-T » is « dupont »."""
    tokens = [fold(token) for token in _TOKEN.findall(text)]
    spelled = len(tokens) > _MAX_INITIALS and all(len(token) == 1 for token in tokens)
    return ("" if spelled else " ").join(tokens)


def form(kind: Kind, text: str) -> str:
    """What two spellings of one entity of this kind share; for numbers and addresses, only their signs count."""
    if kind in (Kind.PHONE, Kind.ID):
        return "".join(char for char in fold(text) if char.isalnum())
    if kind in (Kind.EMAIL, Kind.URL):
        return text.lower().rstrip("/.")
    if kind is Kind.PER:
        parts = _unexplained(key(text).split())
        while len(parts) <= _LONGEST and (said := _once(_unspelled(parts))) != parts:
            parts = said
        return " ".join(parts)
    parts = key(text).split()
    return " ".join(_once(parts) if kind in (Kind.LOC, Kind.ORG) and len(parts) <= _LONGEST else parts)


def _unexplained(parts: Sequence[str]) -> Sequence[str]:
    """The words of a name without what explains its letters: « k o w comme wagon », « b r o e c k avec un c »."""
    letters = [len(part) == 1 for part in parts]
    left = [
        part
        for at, part in enumerate(parts)
        if not (at > 1 and ((part == "comme" and letters[at - 1]) or (parts[at - 1] == "comme" and letters[at - 2])))
    ]
    end = left.index("avec") if "avec" in left else len(left)
    explains = end > 1 and len(left[end - 1]) == 1 and all(len(part) == 1 or part in _EXPLAINS for part in left[end:])
    return left[:end] if explains else left


def _once(parts: Sequence[str]) -> Sequence[str]:
    """The words of a name without its repetitions, frequent in speech.

    « bagnolet bagnolet » is « bagnolet », « lies lies de smet » is « lies de smet », « öztürk tuncay öztürk » is the
    name in full.
    """
    for length in range(1, len(parts) // 2 + 1):
        begun, ended = parts[:length], parts[-length:]
        around = begun == ended and len(parts) > 2 * length and not PARTICLES.issuperset(begun)
        if around or begun == parts[length : 2 * length]:
            return _once(parts[length:])
        if ended == parts[-2 * length : -length]:
            return _once(parts[:-length])
    return parts


def _unspelled(parts: Sequence[str]) -> Sequence[str]:
    """The words of a name without the letters that spell it before or after: « lies de smet l i e s ».

    What is only spelled is put together, « van, plus loin, d e n, b o deux s » as « van den boss ».
    """
    letters = [len(part) == 1 or part in _SPELLING for part in parts]
    if all(letter or part in PARTICLES for letter, part in zip(letters, parts, strict=True)):
        return _put_together(parts) if _spells(parts) else parts
    end = len(parts) - letters[::-1].index(False)
    while len(parts) > end and len(parts[end]) > 1:
        end += 1
    start = letters.index(False)
    said = parts[start if _spells(parts[:start]) else 0 : end if _spells(parts[end:]) else len(parts)]
    return said or parts


def _put_together(parts: Sequence[str]) -> Sequence[str]:
    """The words that letters spell, and the particles said whole among them."""
    made, open_, times = [""], True, 1
    for part in parts:
        if len(part) > 1 and part not in _SPELLING:
            made, open_ = [*made, part], False
        elif len(part) == 1:
            made = [*made[:-1], made[-1] + part * times] if open_ else [*made, part]
            open_ = True
        elif part in _SPACES:
            # « d e et puis w i l d e », but « k o w a l et puis c z y k »
            open_ = part in _AND and made[-1] not in PARTICLES
        times = 2 if part in _TWICE else 1
    return [word for word in made if word]


def _spells(letters: Sequence[str]) -> bool:
    """Are these enough letters to spell a name, not its initials?"""
    return sum(len(letter) == 1 for letter in letters) >= _MAX_INITIALS


def addressed(name: str, source: str) -> str:
    """The key of a name with the title that its source tells, « madame lambert »; `name` itself if it tells none."""
    title = _ADDRESSED.get(source)
    return f"{title} {name}" if title else name


def capital(word: str) -> bool:
    """Does `word` begin with a capital?"""
    return word[:1].isupper()


def joined(text: str, left: int, right: int) -> bool:
    """May the words that end at `left` and begin at `right` belong to one name?"""
    between = text[left:right]
    if len(between) == 1:
        return between in _JOINTS
    if right - left > _MAX_GAP:
        between = seen(between)
    return len(between) <= _MAX_GAP and all(char in _JOINTS for char in between)


def initial(text: str, start: int) -> bool:
    """Does a sentence begin at `start`, where a capital therefore says nothing?"""
    before = start - 1
    while before >= 0 and text[before] in _OPENINGS:
        before -= 1
    return before < 0 or text[before] in _ENDS


def cut_short(text: str, word: Word) -> bool:
    """Does the speaker break off in this word, as in « je sui~ » or « spécialit- » ?"""
    after = text[word.end : word.end + 2]
    return after[:1] == "~" or (after[:1] == "-" and not after[1:].isalnum())


def split(name: str, *, is_first_name: Callable[[str], bool]) -> Name:
    """Take the key of a full name apart; « peeters luc » and « luc peeters » give the same answer.

    Args:
        name: a key of at least two words.
        is_first_name: says whether a key is a known first name.
    """
    parts = name.split()
    if not is_first_name(parts[0]) and is_first_name(parts[-1]):
        cut = len(parts) - 1
        while cut > 1 and is_first_name(" ".join(parts[cut - 1 :])):
            cut -= 1
        return Name(" ".join(parts[cut:]), " ".join(parts[:cut]))
    cut = _end_of_given(parts, is_first_name)
    return Name(" ".join(parts[:cut]), " ".join(parts[cut:]))


def _end_of_given(parts: Sequence[str], is_first_name: Callable[[str], bool]) -> int:
    """How many leading parts make the first name, at least one and never all."""
    for cut in range(len(parts) - 1, 1, -1):
        if is_first_name(" ".join(parts[:cut])):
            return cut
    return 1


def full(name: str) -> bool:
    """Does the key of a name hold more than one part that is not a particle?"""
    return sum(part not in PARTICLES for part in name.split()) > 1
