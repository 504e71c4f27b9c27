"""What the model for written French sees, cleared of what it takes for names in speech.

Its labels are only hints: all are read, MISC included, and each group of words is judged by its shape and by the lists.
"""

import re
from collections.abc import Iterator, Sequence

from thematique.french.lexicon import among
from thematique.french.names import PARTICLES, Word, capital, initial, words
from thematique.recogniser import Entity
from thematique.records import Kind
from thematique.stages.recognise import acronyms
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FUNCTION, GENERIC, KIN, OFFICES, TITLES
from thematique.stages.recognise.span import Span

_MAX_WORDS = 8
_MAX_ARTICLE = 6
# « N'Diaye », « M'Bala »
_ELIDED = re.compile(r"[A-Z]['’][A-ZÀ-Ý]")
_INTRODUCED = re.compile(
    r"(?:\b(?:le|la|les|du|des|au|aux|à|en|chez|un|une|ce)[ \u00a0]|l['’])[«\"“]?[ \u00a0]?$", re.I
)
# « les Bangoura », who are no known place
_FAMILY = re.compile(r"\b[Ll]es $")
_KINDS = {"PER": Kind.PER, "LOC": Kind.LOC, "ORG": Kind.ORG}
_LINKS = among("a au aux d de des du en et l la le les sur sous pour ou un une")
_LIGHT = PARTICLES | _LINKS | FUNCTION
_SCORES = {"PER": 0.85, "LOC": 0.8, "ORG": 0.7, "MISC": 0.5}


def names(text: str, entities: Sequence[Entity], lexicon: Lexicon) -> Iterator[Span]:
    """What the entities of one text identify."""
    if not entities:
        return
    inside = words(text)
    blocked = {at for match in lexicon.kept.find(text, inside) for at in range(match.first, match.last)}
    for entity in entities:
        group = [(at, word) for at, word in enumerate(inside) if word.start < entity.end and word.end > entity.start]
        for run in _runs(group, blocked, entity.label, lexicon):
            span = _judge(text, run, entity.label, lexicon)
            if span:
                yield span


def _runs(group: Sequence[tuple[int, Word]], blocked: set[int], label: str, lexicon: Lexicon) -> Iterator[list[Word]]:
    """The words of an entity, without the institutions and interjections, nor articles and titles at either end."""
    run: list[Word] = []
    for at, word in group:
        surname = label == "PER" and run and capital(run[-1].text) and lexicon.may_be_surname(word)
        if (at in blocked and not surname) or word.folded in lexicon.particles:
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
    content = [word for word in run if word.folded not in _LIGHT]
    if not content or (label == "MISC" and len(run) > _MAX_WORDS):
        return None
    if _generic(text, content) or all(word.folded in lexicon.peoples or len(word.text) == 1 for word in content):
        return None
    if label != "PER" and acronyms.unlisted(text, content, lexicon):
        return None
    if not (_unknown(content, lexicon) or _inside(text, run, content, label, lexicon)):
        return None
    kind = _kind(text, run, content, label, lexicon)
    return Span(run[0].start, run[-1].end, kind, "ner", _SCORES.get(label, 0.5))


def _generic(text: str, content: Sequence[Word]) -> bool:
    """Is this one word that names no one, « le Centre »? « À Nation », without an article, is a place."""
    only = content[0]
    bare = only.start > 1 and text[only.start - 2 : only.start] in ("à ", "À ")
    return len({word.folded for word in content}) == 1 and only.folded in GENERIC and not bare


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


def _kind(text: str, run: Sequence[Word], content: Sequence[Word], label: str, lexicon: Lexicon) -> Kind:
    """The label of the model, corrected by the lists and by the article that organisations have and persons lack."""
    name, first = " ".join(word.folded for word in run), content[0].folded
    if lexicon.is_place(name) and name not in lexicon.first_names:
        return Kind.LOC
    if label != "PER" and len(content) == 1 and (first in lexicon.first_names or _ELIDED.match(text, run[0].start)):
        return Kind.PER
    unknown = len(content) == 1 and not lexicon.ordinary(content[0].text)
    if label == "LOC" and unknown and _FAMILY.search(text, max(0, run[0].start - _MAX_ARTICLE), run[0].start):
        return Kind.PER
    if label in ("ORG", "MISC"):
        return Kind.PER if lexicon.is_first_name(first) or _bare_name(text, run, lexicon) else Kind.ORG
    return _KINDS[label]


def _bare_name(text: str, run: Sequence[Word], lexicon: Lexicon) -> bool:
    """Is this a group of unknown words with capitals, and nothing before it that organisations and places have?"""
    unknown = all(capital(w.text) and not w.text.isupper() and not lexicon.ordinary(w.text) for w in run)
    return unknown and _INTRODUCED.search(text, max(0, run[0].start - _MAX_ARTICLE), run[0].start) is None
