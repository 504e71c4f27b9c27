"""The names of speakers: which labels are names (« Nadia Bensaïd ») and which are not (« P1 », « Animatrice »)."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from thematique.french.names import PARTICLES, Word, capital, joined, key, words
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FUNCTION, GENERIC, KIN, OFFICES, TITLES
from thematique.stages.recognise.span import Span
from thematique.stages.recognise.titles import source

_NO_NAMES = FUNCTION | GENERIC | TITLES | OFFICES | KIN
_CODE = re.compile(r"[\d_]")
_SHORT = 4
_SEVERAL = 2
_INITIALS = re.compile(
    # « C. de Brouwer », « J.-P. de la Roche »
    r"(?P<at>(?!M\. )(?:[A-ZÀ-Ý]\.[ -]?){1,3}(?:(?:[Dd]e[nr]?|[Ll]a|[Vv]an|[Dd]u|[Tt]er|[Ee]l|[Dd]['’]) ?){0,3}"
    r"[A-ZÀ-Ý][\w'’-]{1,30}"
    r"|[A-ZÀ-Ý]{2}(?=[ \u00a0]?[(–—])|[A-ZÀ-Ý]\.[ -]?[A-ZÀ-Ý]\b)"
)
_BRACKETS = re.compile(r"\([^()]{2,80}\)")


def find(label: str, lexicon: Lexicon) -> Iterator[Span]:
    """The names in the label of a speaker, without title nor function."""
    run: list[Word] = []
    title: Word | None = None
    for word in words(label):
        if run and not joined(label, run[-1].end, word.start):
            yield from _name(run, title, lexicon)
            run = []
        kept = word.text.isupper() and len(word.text) > 1 and word.folded in lexicon.kept
        free = word.folded not in lexicon.roles | TITLES and not kept
        announced = title is not None and capital(word.text) and free
        # « fatiha b », where two speak of that name
        initial = run and len(word.text) == 1 and (capital(word.text) or not capital(run[0].text))
        announced = announced or bool(initial)
        title = title or (word if word.folded in TITLES else None)
        if announced or _may_be_name(label, word, lexicon):
            run.append(word)
        else:
            yield from _name(run, title, lexicon)
            run = []
    yield from _name(run, title, lexicon)
    yield from _affiliations(label, lexicon)
    yield from _initials_alone(label, lexicon)


def find_all(labels: Sequence[str], lexicon: Lexicon, told: Collection[str] = ()) -> list[list[Span]]:
    """The names in the labels of a transcript.

    Where the others are names, « prune » is one too, and where the texts name a Prune in full: `told` are the keys of
    the first names of those.
    """
    found = {label: list(find(label, lexicon)) for label in dict.fromkeys(labels)}
    named = sum(any(span.kind is Kind.PER for span in spans) for spans in found.values())
    for label, spans in found.items():
        if not spans and (named >= _SEVERAL or key(label) in told):
            spans += _like_the_others(label, lexicon)
    return [list(found[label]) for label in labels]


def in_full(text: str, spans: Iterable[Span]) -> Iterator[str]:
    """The keys of the first words of the full names of persons among the `spans` of a text."""
    for span in spans:
        parts = key(text[span.start : span.end]).split() if span.kind is Kind.PER else []
        if len(parts) > 1:
            yield parts[0]


def _like_the_others(label: str, lexicon: Lexicon) -> Iterator[Span]:
    """A label of one ordinary word that tells no role."""
    only = words(label)
    if len(only) == 1 and only[0].text == label.strip() and len(label) > 1:
        word = only[0].folded
        if word not in _NO_NAMES and not lexicon.is_no_name(word) and word not in lexicon.kept:
            yield Span(only[0].start, only[0].end, Kind.PER, "label", 0.7)


def _initials_alone(label: str, lexicon: Lexicon) -> Iterator[Span]:
    """Somebody's initials before where they work, « PY (MJ) », or with full stops, « J.-M. »."""
    match = _INITIALS.match(label)
    letters = key(match["at"]).replace(" ", "") if match else ""
    if match and letters not in lexicon.kept and letters not in lexicon.roles | TITLES:
        yield Span(match.start("at"), match.end("at"), Kind.PER, "label", 0.8)


def _affiliations(label: str, lexicon: Lexicon) -> Iterator[Span]:
    """What a label tells in brackets of where people work: « (école du Rivage) », « (MJ La Soupape) »."""
    for bracket in _BRACKETS.finditer(label):
        inside = [word for word in words(label) if bracket.start() < word.start < bracket.end()]
        if any(lexicon.is_first_name(word.folded) for word in inside):
            continue
        named = [word for word in inside if _tells(word, lexicon)]
        if named:
            yield Span(named[0].start, named[-1].end, Kind.ORG, "label", 0.7)


def _tells(word: Word, lexicon: Lexicon) -> bool:
    """Does this word of a bracket, by its capital, belong to a name?"""
    if not capital(word.text) or word.folded in _NO_NAMES or len(word.text) == 1:
        return False
    short = word.text.isupper() and len(word.text) <= _SHORT
    return not short and word.folded not in lexicon.kept and word.folded not in lexicon.roles


def _may_be_name(label: str, word: Word, lexicon: Lexicon) -> bool:
    """May this word of a label be part of a name, next to another that is one?"""
    if _CODE.match(label[word.end : word.end + 1]) or _CODE.match(label[max(0, word.start - 1) : word.start]):
        return False
    if word.folded in TITLES or word.folded in KIN or word.folded in OFFICES:
        return False
    if word.folded in lexicon.kept and not lexicon.may_be_surname(word):
        return False
    if word.folded in lexicon.roles and not lexicon.is_first_name(word.folded):
        return False
    return not _initials(word, lexicon)


def _initials(word: Word, lexicon: Lexicon) -> bool:
    """Is this a letter, or an abbreviation such as « INT »?"""
    if lexicon.is_first_name(word.folded) or word.folded in PARTICLES:
        return False
    return len(word.text) == 1 or (word.text.isupper() and len(word.text) <= _SHORT)


def _name(run: Sequence[Word], title: Word | None, lexicon: Lexicon) -> Iterator[Span]:
    """The run of words as a name, if one of them makes it sure, or two capitals: « Mat Pires »."""
    core = [word for word in run if word.folded not in PARTICLES or (len(word.text) == 1 and capital(word.text))]
    if not core:
        return
    sure = any(lexicon.is_first_name(word.folded) or not lexicon.ordinary(word.text) for word in core)
    capitals = sum(capital(word.text) and not word.text.isupper() for word in core)
    if sure or capitals > 1 or (title and capital(core[0].text)):
        first = run[0] if capital(run[0].text) or run[0] is core[0] else core[0]
        yield Span(first.start, core[-1].end, Kind.PER, source(title) if title else "label", 0.95)
