"""What is to be erased: a document, or what somebody says in one or in all, with the names by which they are called."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from thematique.errors import WrongUse
from thematique.records import Kind, Mention, RawTurn, Turn, record

REMOVED = "[retiré]"
"""What stands in the place of erased words."""

_CODE = re.compile(r"\[?(PERSONNE_\d{1,9})\]?", re.IGNORECASE)
_LABEL = "speaker"


@record
class Texts:
    """The texts of a study, before and after pseudonymisation, and what was replaced in them."""

    raw: Sequence[RawTurn]
    turns: Sequence[Turn]
    mentions: Sequence[Mention]


@record
class Wanted:
    """What is to be erased (fr. effacement).

    Attributes:
        documents: of which nothing stays.
        turns: document and number of the turns of other documents whose words go.
        code: of the person whose name goes everywhere, empty where nobody's does.
        names: how this person is named in the sources.
        said: the words that go, before and after pseudonymisation, turn by turn.
        spans: where the turns of `turns` are in the pseudonymised texts.
    """

    documents: frozenset[str]
    turns: frozenset[tuple[str, int]]
    code: str
    names: Sequence[str]
    said: Sequence[str]
    spans: Mapping[str, Sequence[tuple[int, int]]]

    def covers(self, mention: Mention) -> bool:
        """Whether a mention goes: with its words, or as a name of the person."""
        where = (mention.document, mention.turn)
        return mention.document in self.documents or where in self.turns or (mention.code == self.code != "")

    @property
    def touched(self) -> frozenset[str]:
        """The documents of which words go, and some stay."""
        return frozenset(document for document, _ in self.turns)


def document(name: str, texts: Texts, documents: Collection[str]) -> Wanted:
    """All of one transcript: that of a file, or one of several in a file.

    Args:
        name: as `thematique status` shows it, or as the tables do.
        texts: of the study.
        documents: the documents that this name stands for.
    """
    gone = frozenset({name, *documents})
    return Wanted(
        documents=gone,
        turns=frozenset(),
        code="",
        names=(),
        said=_said(texts, lambda name, _: name in gone),
        spans={},
    )


def speaker(label: str, texts: Texts, within: str = "") -> Wanted:
    """What one person says, and how they are named everywhere.

    Args:
        label: `[PERSONNE_3]`, another label of the pseudonymised text such as `P4`, or the label of the transcript.
        texts: of the study.
        within: the only document where they speak; whoever has a code is erased in all of them all the same.

    Raises:
        WrongUse: nobody is called so, or several people may be.
    """
    code = _code(label, texts)
    labels = {turn: said.speaker for turn, said in _by_place(texts.turns).items()}
    coded = {(one.document, one.turn) for one in texts.mentions if one.where == _LABEL and one.code == code != ""}
    mine = [turn for turn, said in labels.items() if (turn in coded if code else _same(said, label))]
    where = {name for name, _ in mine}
    if within and not code:
        mine, where = [turn for turn in mine if turn[0] == within], {within} & where
    if not mine and not any(mention.code == code != "" for mention in texts.mentions):
        raise WrongUse(
            f"personne ne s'appelle « {label} » dans les transcriptions{' de ce document' if within else ''}."
        )
    if not code and len(where) > 1:
        raise WrongUse(
            f"« {label} » parle dans plusieurs documents ({', '.join(sorted(where))}), où ce n'est peut-être pas la "
            "même personne ; ajoutez --document."
        )
    turns = frozenset(mine)
    named = {mention.text for mention in texts.mentions if code and mention.code == code}
    spans: dict[str, list[tuple[int, int]]] = {}
    for turn in texts.turns:
        if (turn.document, turn.turn) in turns:
            spans.setdefault(turn.document, []).append((turn.start, max(turn.end, turn.start + 1)))
    return Wanted(
        documents=frozenset(),
        turns=turns,
        code=code,
        names=sorted(named, key=lambda name: (-len(name), name)),
        said=_said(texts, lambda name, number: (name, number) in turns),
        spans=spans,
    )


def _code(label: str, texts: Texts) -> str:
    """The code of the person who bears a label; empty when the label stands for nobody in particular."""
    if given := _CODE.fullmatch(label.strip()):
        return f"[{given[1].upper()}]"
    raw = {(turn.document, turn.turn) for turn in texts.raw if _same(turn.speaker, label)}
    codes = {
        mention.code
        for mention in texts.mentions
        if mention.where == _LABEL and mention.kind is Kind.PER and (mention.document, mention.turn) in raw
    }
    if len(codes) > 1:
        raise WrongUse(f"« {label} » peut être {' ou '.join(sorted(codes))} ; donnez l'un de ces codes.")
    return next(iter(codes), "")


def _said(texts: Texts, which: Callable[[str, int], bool]) -> list[str]:
    """The words of some turns, as they were said and as they are shown."""
    raw = [turn.text for turn in texts.raw if which(turn.document, turn.turn)]
    return raw + [turn.text for turn in texts.turns if which(turn.document, turn.turn)]


def _by_place(turns: Sequence[Turn]) -> Mapping[tuple[str, int], Turn]:
    return {(turn.document, turn.turn): turn for turn in turns}


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
