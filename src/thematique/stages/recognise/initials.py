"""Initials that stand for people.

« BT » who speaks where a Bart Tanghe is named, « Animatrice (LB) », « I., dix-neuf ans ».
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from thematique.french.lexicon import among
from thematique.french.names import PARTICLES, fold, key, words
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import TITLES
from thematique.stages.recognise.span import Span

_LETTERS = re.compile(r"(?<![\w.'’-])(?:[A-ZÀ-Ý]\.?[ -]?){1,2}[A-ZÀ-Ý](?:\.(?!\w)|(?![\w'’-]))")
_IN_BRACKETS = re.compile(r"\((?P<at>[A-ZÀ-Ý]{2}|(?:[A-ZÀ-Ý]\. ?){1,3})\)")
# « je vais dire I., », « trois de toi, F. ! », « avec K. »
_ALONE = re.compile(
    r"\b(?:dire|dis|dit|appeler|appelle|appelons|toi,|vous,|avec|chez|pour|et|merci|petite?|cher|chère|que|de"
    r"|à)[ \u00a0]"
    r"(?P<at>[A-ZÀ-Ý]\.)(?=,|[ \u00a0][!?,a-zà-ÿ])"
)
# « moi je l'appelle j c », « je vais pas dire le nom, juste b d »
_SAID = re.compile(
    r"\b(?:initiales?|sign\w{1,4}|appel\w{1,5}|nom|monsieur|madame|dirai|(?:vais|va|veux) dire)\b"
    r"(?:[ ,]{1,2}[\w'’]{2,12}){0,4}?[ ,]{1,2}"
    r"(?P<at>[b-km-xz] [b-km-xz])(?![\w'’])(?! \w(?!\w))",
    re.I,
)
# « C. P. », « J.-P. », « K.R. »
_APART = re.compile(r"(?<![\w.'’-])[A-ZÀ-Ý]\.(?:[ -]?[A-ZÀ-Ý]\.)(?![ -]?[A-ZÀ-Ý]\.)(?!\w)")
# « V. de La Fontaine »
_WITH_PARTICLE = re.compile(
    r"(?<![\w.'’-])[A-ZÀ-Ý]\. (?:(?:[Dd]e [Ll]a|[Dd]e[rn]?|[Dd]u|[Vv]an(?: de[rn]?)?|El|Ben|Le) |[Dd]['’])"
    r"[A-ZÀ-Ý][\w'’-]{1,30}"
)
# « un certain t v, je dis les initiales »
_SO_SAID = re.compile(
    r"(?<![\w'’])(?P<at>[b-km-xz] [b-km-xz]) (?:je (?:dis|donne|mets) |juste |seulement |comme )?(?:que )?"
    r"[lsm]es initiales"
    r"|initiales (?:c['’]est |de son nom )?(?P<after>[a-z] [a-z])(?![\w'’])(?! \w(?!\w))",
    re.I,
)
# « hanne d b », who has a family name with a particle
_TWO_AFTER = re.compile(r" (?!c )[b-df-hj-np-tv-xz] [b-df-hj-np-tv-xz](?![\w'’])(?! \w(?![\w'’]))", re.I)
_PAIR = 2
_FIRST_OF_TWO = among("jean marie anne pierre marc")
_VOWELS = frozenset("aeiouyl")
_WORDS = frozenset("ayoà")
# « je vais dire k, juste k », « madame n elle m'a dit »; a letter that may be elided only where it cannot be
_LETTER = re.compile(
    r"\b(?:(?:vais|va|veux|dirai|dirais)(?: juste| pas)? dire|monsieur|madame|mademoiselle) (?:juste )?"
    r"(?:(?P<free>[bfghkpqrvwxz])(?![\w'’])(?! \w(?!\w))"
    r"|(?P<at>[djlmnst])(?=,|\.|$| (?:elle|il|qui|et|mais|enfin|comme|juste|parce|c['’]|on|je)\b))",
    re.I,
)
_FOLLOWING = r"(?![\w'’])(?! \w(?![\w'’]))(?! (?:majuscule|minuscule|comme)\b)"
# what two letters are otherwise
_NO_INITIALS = frozenset(("t v", "c d", "d j", "j t", "p c", "c v", "w c", "s m", "g p"))
_ABBREVIATED = among("bd cv dj gp gsm jt mj nb ok op pc ps pv qg qi rv sm tv ue us wc")


class Found(NamedTuple):
    """What is found in each text and in each label of one transcript."""

    texts: list[list[Span]]
    labels: list[list[Span]]


def find_all(
    texts: Sequence[str],
    spans: Sequence[Sequence[Span]],
    labels: Sequence[str],
    in_labels: Sequence[Sequence[Span]],
    lexicon: Lexicon,
    *,
    cased: bool,
) -> Found:
    """The initials in the texts and labels of one transcript; without capitals only those said to be a name."""
    if not cased:
        told = {letters for text, found in zip(texts, spans, strict=True) for letters in _told(text, found)}
        return Found(list(_without_capitals(texts, spans, told)), [[] for _ in labels])
    pairs = [*zip(texts, spans, strict=True), *zip(labels, in_labels, strict=True)]
    told = {letters for text, found in pairs for letters in _told(text, found)}
    speakers = {_bare(match["at"]) for label in labels for match in _IN_BRACKETS.finditer(label)}
    own = {bare for label in labels if (bare := _bare(label)) in told and _free(bare, lexicon)}
    own |= {bare for bare in speakers if _free(bare, lexicon)}
    letters = {match["at"] for text in texts for match in _ALONE.finditer(text)}
    return Found(
        [[*_single(text, letters), *_dotted(text, lexicon), *_again(text, own)] for text in texts],
        [list(_again(label, own)) for label in labels],
    )


def _told(text: str, spans: Iterable[Span]) -> Iterator[str]:
    """The initials of the full names of a text, with and without their particles."""
    for span in spans:
        parts = key(text[span.start : span.end]).split() if span.kind is Kind.PER else []
        if len(parts) > 1:
            yield "".join(part[0] for part in parts)
            yield "".join(part[0] for part in parts if part not in PARTICLES)
            # « j p », of Jean-Pierre Delvaux
            yield "".join(part[0] for part in parts[:2]) if parts[0] in _FIRST_OF_TWO else ""


def _free(letters: str, lexicon: Lexicon) -> bool:
    taken = letters in lexicon.kept or letters in lexicon.acronyms or letters in lexicon.roles or letters in TITLES
    return len(letters) > 1 and not taken


def _bare(text: str) -> str:
    return re.sub(r"[ .-]", "", fold(text))


def _again(text: str, own: Collection[str]) -> Iterator[Span]:
    for match in _LETTERS.finditer(text) if own else ():
        if _bare(match.group()) in own:
            yield Span(match.start(), match.end(), Kind.PER, "initials", 0.7)


def _dotted(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Two letters, each with its full stop, and one before a family name: « l'ancienne économe, C. P. »."""
    for match in _APART.finditer(text):
        letters = _bare(match.group())
        # an acronym is written without spaces
        if not match.group()[2].isalpha() or (_free(letters, lexicon) and letters not in _ABBREVIATED):
            yield Span(match.start(), match.end(), Kind.PER, "initials", 0.6)
    for match in _WITH_PARTICLE.finditer(text):
        yield Span(match.start(), match.end(), Kind.PER, "initials", 0.8)


def _shortened(texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> set[str]:
    """The full names of several words, with an initial for the first: « r petit » for Rose Petit."""
    names = (
        words(text[one.start : one.end])
        for text, found in zip(texts, spans, strict=True)
        for one in found
        if one.kind is Kind.PER
    )
    told = ([word.text.lower() for word in name] for name in names)
    return {
        " ".join((first[0], *others))
        for first, *others in told
        if others and len(others[-1]) > _PAIR and first[0] not in _WORDS
    }


def _without_capitals(
    texts: Sequence[str], spans: Sequence[Sequence[Span]], told: Collection[str]
) -> Iterator[list[Span]]:
    """The initials that someone says to be a name in one of the texts, and those that are `told`, where they stand."""
    said = {match["at"].lower() for text in texts for match in _SAID.finditer(text)}
    sure = {(match["at"] or match["after"]).lower() for text in texts for match in _SO_SAID.finditer(text)}
    pairs = {" ".join(letters) for letters in told if len(letters) == _PAIR and not _VOWELS & set(letters)}
    told = ((said | pairs) - _NO_INITIALS) | sure
    told |= _shortened(texts, spans)
    told |= {match["free"].lower() for text in texts for match in _LETTER.finditer(text) if match["free"]}
    either = "|".join(map(re.escape, sorted(told, reverse=True)))
    again = re.compile(rf"(?<!\b\w )(?<![\w'’])(?:{either}){_FOLLOWING}", re.I) if told else None
    for text, spanned in zip(texts, spans, strict=True):
        found = [match.span() for match in again.finditer(text)] if again else []
        ends = [one.end for one in spanned if one.kind is Kind.PER]
        found += [match.span() for end in ends if (match := _TWO_AFTER.match(text, end))]
        found += [match.span("at") for match in _LETTER.finditer(text) if match["at"]]
        found += [match.span("at" if match["at"] else "after") for match in _SO_SAID.finditer(text)]
        yield [Span(start, end, Kind.PER, "initials", 0.7) for start, end in found]


def _single(text: str, letters: Collection[str]) -> Iterator[Span]:
    """The `letters` with their full stops that stand for somebody in the transcript: « K. est sous la table »."""
    if letters:
        again = re.compile(rf"(?<![\w.'’-])(?:{'|'.join(map(re.escape, sorted(letters)))})(?=,|\W|$)(?! ?[A-ZÀ-Ý]\.)")
        for match in again.finditer(text):
            yield Span(match.start(), match.end(), Kind.PER, "initials", 0.6)
