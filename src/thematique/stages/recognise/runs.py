"""How far a number said aloud goes: its figures and letters, what joins them, what others say meanwhile."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from thematique.french.dictionary import dictionary
from thematique.french.lexicon import among
from thematique.french.names import elided, fold
from thematique.records import Kind
from thematique.stages.recognise.counted import counts, figures

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_GAP = re.compile(r"[ \u00a0\u202f,.;:/…+()?!\n–-]{1,4}|")
NEXT_TURN = "\n"
LINK = among(
    "et euh heu hum hein ben alors puis ensuite donc pardon attendez attends voila plus enfin fin non oui ouais ok "
    "note je crois pour finir"
)
SEPARATORS = among("tiret barre oblique slash point trait union espace virgule moins lettre")
STROKES = among("barre oblique slash")
_LETTER_AFTER = STROKES | {"lettre"}
_BETWEEN = LINK | SEPARATORS
_WORDS = among("a y l d c j t m s n o")
ARTICLES = among("un une")
_VOWELS = among("a y")
_PREFIXED = among("plus double")
_DOUBLED = among("double triple")
_THEN = among("cle poste interne fois double triple")
_KEYS = among("diese etoile")
_MAX_LINKS = 5
_ASIDE = 6
"""What somebody else says meanwhile has at most so many words."""
_SAID_BETWEEN = 4
"""What the same person says between two pieces of a telephone number has at most so many words."""
_TELEPHONE = 9
_LONGEST_TELEPHONE = 11
_LONGEST_CODE = 6
_SHORT = 3
CUE = re.compile(
    r"num[ée]ro|registre|national|dossier(?!s)|(?<!rend )(?<!rends )(?<!rendre )(?<!pas )\bcompte\b(?! que| si)"
    r"|iban|plaque|immatricul|matricule|r[ée]f[ée]rence|\br[ée]fs?\b|\bcode|carte|niss\b|badge|identifiant|mandat\b"
    r"|allocataire|client|affili|permis|s[ée]cu|t[ée]l[ée]phone|portable|gsm|fixe|candidature|abonné|compteur"
    r"|\baffaire\b|\bpv\b|procès[ -]verbal|inami|rpps|siret|cesu|agrément|contrat\b|annexe\b|parquet|greffe",
    re.I,
)
_LETTERED = re.compile(
    r"iban|\bcompte\b|plaque|immatricul|dossier|r[ée]f[ée]rence|\br[ée]fs?\b|matricule|allocataire|badge|identifiant"
    r"|\bcode\b|\baffaire\b|\bpv\b|procès[ -]verbal|contrat\b|mandat\b",
    re.I,
)
_CUE_REACH = 60


class Token(NamedTuple):
    """A word or a number of a text, folded, and where it stands."""

    start: int
    end: int
    text: str

    @property
    def number(self) -> bool:
        """Is it a number, in figures or in letters?"""
        return counts(self.text)

    @property
    def letter(self) -> bool:
        """Is it a letter alone?"""
        return len(self.text) == 1 and self.text.isalpha()


def tokens_of(text: str) -> list[Token]:
    """The words and numbers of a text."""
    return [Token(match.start(), match.end(), fold(match.group())) for match in _TOKEN.finditer(text)]


def end_of(text: str, tokens: Sequence[Token], first: int) -> int:
    """The index after the run of numbers that begins at `first`, or `first`."""
    letters = _letters(text, tokens, first)
    if letters and not _begins(text, tokens, first, letters):
        return first
    at = end = first + 1
    links = 0
    while at < len(tokens) and links <= _MAX_LINKS and _GAP.fullmatch(text, tokens[at - 1].end, tokens[at].start):
        token = tokens[at]
        if "." in text[tokens[at - 1].end : token.start] and text[token.start].isupper():
            break
        if token.number or (token.letter and (at < first + letters or _goes_on(text, tokens, first, at))):
            end, links = at + 1, 0
        elif aside := _aside(text, tokens, at):
            links, at = links + 1, aside - 1
        elif token.text in _BETWEEN or _between(tokens, at):
            links += 1
        else:
            break
        at += 1
    while end > first and not tokens[end - 1].number and len(tokens[end - 1].text) > 1:
        end -= 1
    return end


def _goes_on(text: str, tokens: Sequence[Token], first: int, at: int) -> bool:
    """Does the letter at `at` belong to the number that begins at `first`?"""
    after = tokens[at - 1].text in _LETTER_AFTER or cued(text, tokens[first].start, _LETTERED)
    return after and not elided(text, tokens[at].end)


def resumed(text: str, tokens: Sequence[Token], first: int, end: int) -> int:
    """The index after a telephone number said in pieces: « zéro quatre-vingt-un vous suivez vingt-deux et ensuite »."""
    last = end
    while last - first > 1 and figures([token.text for token in tokens[first:last] if token.number]) < _TELEPHONE:
        words = tokens[last : last + _SAID_BETWEEN + 1]
        more = next((last + rank for rank, token in enumerate(words) if token.number), 0)
        if not more or NEXT_TURN in text[tokens[first].start : tokens[more].start]:
            return end
        last = more + 1
        # « soixante et un »
        while last < len(tokens) and (tokens[last].number or tokens[last].text == "et") and joined(text, tokens, last):
            last += 1
        last -= tokens[last - 1].text == "et"
    return last if figures([token.text for token in tokens[first:last] if token.number]) <= _LONGEST_TELEPHONE else end


def _letters(text: str, tokens: Sequence[Token], first: int) -> int:
    """How many letters said one by one begin at `first`."""
    end = first
    while end < min(len(tokens), first + _LONGEST_CODE) and tokens[end].letter and not elided(text, tokens[end].end):
        end += 1
    return end - first


def _begins(text: str, tokens: Sequence[Token], first: int, letters: int) -> bool:
    """Do these letters begin the number of a file?"""
    then = [token.text for token in tokens[first + letters : first + letters + 2]]
    if not then or not (counts(then[0]) or then[0] in SEPARATORS):
        return False
    if letters == 1:
        # « le dossier n quatre cent trois »
        named = first > 0 and tokens[first - 1].text == "dossier" and counts(then[0])
        return (named or tokens[first].text not in _WORDS) and cued(text, tokens[first].start, _LETTERED)
    # « f d l trois neuf zéro », « w b tiret quatre cent douze », « le numéro, c m deux mille vingt-deux »
    code = letters > 2 and len(then) > 1 and counts(then[0]) and counts(then[1])
    return code or then[0] == "tiret" or cued(text, tokens[first].start, CUE)


def with_what_precedes(text: str, tokens: Sequence[Token], first: int, kind: Kind) -> int:
    """The index where a number begins with what is heard before its figures: « saj barre », « ix », « plus »."""
    while first and joined(text, tokens, first):
        before = tokens[first - 1]
        stroke = before.text in STROKES and first > 1 and len(tokens[first - 2].text) <= _LONGEST_CODE
        if kind is Kind.PHONE:
            known = before.text not in _PREFIXED
        else:
            letter = before.letter and before.text not in _VOWELS
            known = not (letter or before.number or before.text in _DOUBLED or _heard(before))
        if known and not stroke:
            break
        first -= 2 if stroke else 1
    return first


def with_what_follows(text: str, tokens: Sequence[Token], end: int) -> int:
    """The index after a number with what is said after its figures: « tiret v », « clé soixante-six », « dièse »."""
    while end < len(tokens) and joined(text, tokens, end):
        then = tokens[end]
        following = tokens[end + 1] if end + 1 < len(tokens) and joined(text, tokens, end + 1) else None
        parted = then.text in SEPARATORS | _THEN and following is not None
        if parted and following and (following.number or (following.letter and not elided(text, following.end))):
            end += 2
        elif then.text in _KEYS or (then.number and tokens[end - 1].number):
            end += 1
        else:
            break
    return end


def joined(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Does token `at` follow the one before it in the same turn, with nothing but signs between?"""
    between = text[tokens[at - 1].end : tokens[at].start]
    return _GAP.fullmatch(between) is not None and NEXT_TURN not in between and not set(between) & set(".?!")


def _heard(token: Token) -> bool:
    """Is this a word that nobody knows, as the letters of a file are heard: « le ix deux mille treize »?"""
    short = token.text.isalpha() and 1 < len(token.text) <= _SHORT
    return short and not (token.text in _BETWEEN or dictionary()(token.text))


def _aside(text: str, tokens: Sequence[Token], first: int) -> int:
    """The index after a short turn without number that begins at `first`, or 0."""
    if NEXT_TURN not in text[tokens[first - 1].end : tokens[first].start]:
        return 0
    for at in range(first, min(first + _ASIDE, len(tokens) - 1)):
        if tokens[at].number and tokens[at].text not in ARTICLES:
            return 0
        if NEXT_TURN in text[tokens[at].end : tokens[at + 1].start]:
            return at + 1
    return 0


def _between(tokens: Sequence[Token], at: int) -> bool:
    """Is this a short word between two separators, « barre saj barre »?"""
    around = at + 1 < len(tokens) and tokens[at - 1].text in SEPARATORS and tokens[at + 1].text in SEPARATORS
    return around and len(tokens[at].text) <= _LONGEST_CODE


def cued(text: str, start: int, cue: re.Pattern[str]) -> bool:
    """Does `cue` stand shortly before `start`?"""
    return cue.search(text, max(0, start - _CUE_REACH), start) is not None
