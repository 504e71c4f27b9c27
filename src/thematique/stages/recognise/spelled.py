"""Names given letter by letter: « D-U-P-O-N-T », « d u p o n t », « l a m b o deux t e », « D comme Denis ».

A spelled institution stays (« l'o n e »). Three letters are a name only where someone says that they spell.
"""

import re
from collections.abc import Iterator, Sequence

from thematique.french.lexicon import among
from thematique.french.names import PARTICLES, Word, elided
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import SHORT_SURNAMES
from thematique.stages.recognise.span import Span

_DOUBLE = among("deux double")
_SIGNS = among(
    "accent aigu grave circonflexe trema cedille apostrophe tiret trait union majuscule espace grec chapeau barre "
    "points"
)
_LAST_SIGNS = among("accent aigu grave circonflexe trema cedille grec points")
# « plus loin » is a space
_BETWEEN = among("euh heu et puis d i virgule point plus loin avec")
_GAP = re.compile(r"[ \u00a0\u202f,.;:…'’/–-]{1,3}|")
_AS = re.compile(
    r"(?<![\w'’-])[^\W\d_] comme \w[\w-]{2,20}(?:(?:,| et| puis| euh)? [^\W\d_] comme \w[\w-]{2,20}){0,20}", re.I
)
_AS_ONE = re.compile(r"(?<![\w'’-])[A-ZÀ-Ý] comme [A-ZÀ-Ý][\w-]{2,20}")
_CUE = re.compile(r"[ée]cri|[ée]pel|\blettres?\b|orthogra|nom|s['’]appel|initial", re.I)
_REACH = 60
_EXPLAINED = re.compile(r",? avec (?:un |une |deux )?[^\W\d_](?: comme [\w-]{2,20})?(?!\w)", re.I)
_CERTAIN, _SURE, _CUED = 6, 4, 3
_WEAK = among("a y l d c j t m s n o")
# « L, Ê, avec le chapeau »
_TWO = re.compile(r"[ ,.]{1,3}(?:point\b|deux lettres|avec (?:un |le )?(?:chapeau|accent|circonflexe))", re.I)
_MAX_BETWEEN = 2
_SPACE = among("loin espace")
_APART = among("plus loin espace et puis euh")
_REPEATED = 5


def find(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Span]:
    """The spelled names of `text`; `words` are those of `text`."""
    for match in _AS.finditer(text):
        if match.group().count(" comme ") > 1 or _AS_ONE.fullmatch(match.group()):
            yield Span(match.start(), match.end(), Kind.PER, "spelled", 0.8)
    end = 0
    for at in [rank for rank, word in enumerate(words) if len(word.text) == 1]:
        if at < end:
            continue
        end, letters = _run(text, words, at, lexicon)
        end = _with(text, words, end) if letters else end
        if _is_name(text, words, at, letters, lexicon) or _of_two(text, words, end, letters):
            first = _with_particles(text, words, at)
            # « l'école a écrit dont, d, o, n, t »
            first -= first == at and at > 0 and words[at - 1].folded == letters
            yield Span(words[first].start, words[end - 1].end, Kind.PER, "spelled", 0.85)


def _with_particles(text: str, words: Sequence[Word], first: int) -> int:
    """The index of the particles said whole before the letters at `first`: « van, plus loin, den, b r o e c k »."""
    begun = at = first
    while at > 0 and _GAP.fullmatch(text, words[at - 1].end, words[at].start):
        word = words[at - 1].folded
        if len(word) > 1 and word in PARTICLES:
            begun = at - 1
        elif word not in _APART:
            break
        at -= 1
    return begun if {word.folded for word in words[begun:first]} & _SPACE else first


def _with(text: str, words: Sequence[Word], end: int) -> int:
    """The index after what explains a letter: « avec un k comme kilo », « avec deux t »."""
    last = words[end - 1].end
    match = _EXPLAINED.match(text, last)
    while end < len(words) and match and words[end].end <= match.end():
        end += 1
    return end


def _letter(text: str, word: Word) -> bool:
    """Is this a letter that stands alone, not the elided « l' » of a word?"""
    if len(word.text) != 1 or _digit(text, word.start - 1) or _digit(text, word.end):
        return False
    return not elided(text, word.end) or not text[word.end + 1 : word.end + 2].isalpha()


def _digit(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isdigit() or text[at] == "_")


def _run(text: str, words: Sequence[Word], first: int, lexicon: Lexicon) -> tuple[int, str]:
    """The index after the letters that begin at word `first`, and the letters."""
    if not _letter(text, words[first]):
        return first, ""
    letters, end, between = [words[first].folded], first + 1, 0
    doubled = False
    for at in range(first + 1, len(words)):
        word = words[at]
        if not _GAP.fullmatch(text, words[at - 1].end, word.start) or between > _MAX_BETWEEN:
            break
        # « à la T.V., et K.R. a dit », « R, et à la commune »
        if (text[words[at - 1].end] == "." and len(word.text) > 1) or _other_writing(words[first], word):
            break
        if _letter(text, word):
            letters += [word.folded] * (2 if doubled else 1)
            end, between, doubled = at + 1, 0, False
        elif word.folded in _DOUBLE:
            doubled, between = True, between + 1
        elif word.folded in _SIGNS:
            between = 1
            end = at + 1 if word.folded in _LAST_SIGNS else end
            # « d, apostrophe, h » spells something
            letters += ["'"] if word.folded == "apostrophe" else []
        elif _passes(words, at, letters, lexicon):
            between += 1
        else:
            break
    return end, "".join(letters).rstrip("'")


def _passes(words: Sequence[Word], at: int, letters: Sequence[str], lexicon: Lexicon) -> bool:
    """Is this a word that people say between letters: « et puis », « w comme wagon »?"""
    word = words[at]
    if word.folded in _BETWEEN:
        return not (word.text == "Et" or "".join(letters) in lexicon.kept)
    after = words[at + 1].folded if at + 1 < len(words) else ""
    example = after if word.folded == "comme" else word.folded if words[at - 1].folded == "comme" else ""
    return example.startswith(letters[-1])


def _other_writing(first: Word, word: Word) -> bool:
    """Is this letter a word of the sentence, after letters in capitals?"""
    return len(word.text) == 1 and first.text.isupper() and not word.text.isupper()


def _is_name(text: str, words: Sequence[Word], at: int, letters: str, lexicon: Lexicon) -> bool:
    """Do these letters spell a name?"""
    if len(letters) < _CUED or letters in lexicon.kept or len(set(letters)) == 1:
        return False
    strong = sum(letter not in _WEAK for letter in letters)
    capitals = words[at].text.isupper()
    if len(letters) >= _SURE:
        return capitals or strong > 1 or len(letters) >= _CERTAIN or _cued(text, words[at].start)
    said = at > 0 and words[at - 1].folded.startswith(letters[:2])
    # « victor huy, huy comme la ville, h u y »
    said = said or letters in {word.folded for word in words[max(0, at - _REPEATED) : at]}
    known = strong > 0 or lexicon.is_first_name(letters)
    return said or (known and _cued(text, words[at].start))


def _of_two(text: str, words: Sequence[Word], end: int, letters: str) -> bool:
    """Do two letters spell a name, since someone says so after them?"""
    return letters in SHORT_SURNAMES and _TWO.match(text, words[end - 1].end) is not None


def _cued(text: str, start: int) -> bool:
    return _CUE.search(text, max(0, start - _REACH), start) is not None
