"""Turns of the spoken French treebanks, and what a cut at each of their gaps would break.

`SENTENCE` and `CLAUSE`: the gap is between two sentences, or two clauses. `PHRASE`: it parts a word from its
determiner, preposition, auxiliary or clitic subject, or the parts of a fixed expression or a name. `TIGHT`: from its
conjunction, copula, object clitic, adjective or numeral. `LOOSE`: the rest (a verb and its object, a noun and its
complement).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[4] / "shared/data/transcripts/ud_spoken"
CORPORA = ("parisstories", "rhapsodie")
SENTENCE, CLAUSE, LOOSE, TIGHT, PHRASE = "sentence", "clause", "loose", "tight", "phrase"
_ORDER = (CLAUSE, LOOSE, TIGHT, PHRASE)
_CLITICS = " je j' tu t' il elle on nous vous ils elles ce c' ça me m' te se s' le la les l' lui leur y en ne n' i' "
_CLAUSES = {"advcl", "acl", "ccomp", "parataxis", "csubj"}


class Turn(NamedTuple):
    document: str
    words: list[str]
    breaks: list[str]  # what a cut before each word breaks; the first counts for nothing


class _Token(NamedTuple):
    form: str
    pos: str
    head: int
    relation: str
    glued: bool


def turns(part: str, corpora: Sequence[str] = CORPORA, *, spoken: bool = True, whole: bool = False) -> list[Turn]:
    """The turns of a part; `spoken` without punctuation and capitals, `whole` recordings as one turn."""
    found = []
    for corpus in corpora:
        blocks = (FOLDER / f"fr_{corpus}-ud-{part}.conllu").read_text(encoding="utf-8").strip().split("\n\n")
        for (document, _), group in groupby(blocks, key=lambda block: _turn_of(block, corpus, whole)):
            words, breaks = [], []
            for block in group:
                for number, (word, broken) in enumerate(_sentence(list(_tokens(block)), spoken)):
                    words.append(word)
                    breaks.append(broken if number else SENTENCE)
            found.append(Turn(document, words, breaks))
    return found


def _turn_of(block: str, corpus: str, whole: bool) -> tuple[str, str]:
    document = re.search(r"sent_id = (\S+?)[-_]+\d+[a-z]*$", block, re.MULTILINE)
    speaker = re.search(r"^# speaker = (.*)$", block, re.MULTILINE)
    assert document
    return document[1], speaker[1] if speaker and corpus == "rhapsodie" and not whole else ""


def _tokens(block: str) -> Iterator[_Token]:
    """The tokens; of a contracted form (« du » for « de le ») the first has the form and the next ones have none."""
    contracted: dict[int, tuple[str, bool]] = {}
    for line in block.splitlines():
        if line.startswith("#"):
            continue
        number, form, _, pos, _, _, head, relation, _, more = line.split("\t")
        glued = "SpaceAfter=No" in more
        if "-" in number:
            first, last = map(int, number.split("-"))
            contracted |= {
                n: (form if n == first else "", glued if n == last else True) for n in range(first, last + 1)
            }
        elif number.isdecimal():
            form, glued = contracted.get(int(number), (form, glued))
            yield _Token(form, pos, int(head), relation.split(":")[0], glued)


def _sentence(tokens: Sequence[_Token], spoken: bool) -> list[tuple[str, str]]:
    """The words of a sentence, cut at the blanks, with what a cut before each would break."""
    words: list[str] = []
    where: list[int] = []
    glued = False
    for token in tokens:
        if spoken and token.pos == "PUNCT":
            glued = glued and token.glued
        elif glued and words:
            words[-1] += token.form
            glued = token.glued
        elif token.form:
            words.append(token.form)
            glued = token.glued
        where.append(max(0, len(words) - 1))
    breaks = [CLAUSE] * len(words)
    for index, token in enumerate(tokens):
        if token.head and token.pos != "PUNCT" and token.relation != "punct":
            low, high = sorted((where[index], where[token.head - 1]))
            broken = _broken(tokens, index)
            breaks[low + 1 : high + 1] = [max(old, broken, key=_ORDER.index) for old in breaks[low + 1 : high + 1]]
    return list(zip([word.lower() if spoken else word for word in words], breaks, strict=True))


def _broken(tokens: Sequence[_Token], index: int) -> str:
    """What a cut breaks that parts a token from its head."""
    token = tokens[index]
    clitic = f" {token.form.lower()} " in _CLITICS and index < token.head - 1
    if token.relation in {"det", "case", "aux", "fixed", "flat", "expl"} or (token.relation == "nsubj" and clitic):
        return PHRASE
    if token.relation in {"mark", "cop", "nummod", "amod", "compound", "cc"} or (
        token.relation in {"obj", "iobj"} and clitic
    ):
        return TIGHT
    if token.relation in _CLAUSES or (token.relation == "conj" and _is_clause(tokens, index)):
        return CLAUSE
    return LOOSE


def _is_clause(tokens: Sequence[_Token], index: int) -> bool:
    held = {token.relation for token in tokens if token.head == index + 1}
    return tokens[index].pos in {"VERB", "AUX"} or bool(held & {"nsubj", "cop", "expl", "aux", "csubj"})
