"""A code made from a topic: what people typed, what it would make of the codebook, and the code once it is there."""

from collections.abc import Mapping, Sequence
from typing import Any

from thematique.codebook import Codebook, edits
from thematique.codebook.edited import Edited
from thematique.records import Code, record
from thematique.review import grid, models
from thematique.web import forms
from thematique.web.desk import Desk
from thematique.web.topic_cards import TopicCard

_NEW_THEME = ""


@record
class Draft:
    """What somebody wants the code to be; `theme` is empty for a new theme, `chosen` are passages of the topic."""

    name: str
    theme: str
    definition: str
    expressions: Sequence[str]
    chosen: Sequence[str]
    version: int


@record
class Preview:
    """What a draft makes of the codebook: the code as it would be, and what happens to the theme it comes under.

    `n_stranded` counts the codings of the theme itself, when it would no longer take any.
    """

    edited: Edited
    code: Code
    theme: Code | None
    closes: bool
    n_stranded: int


def first_draft(card: TopicCard, version: int) -> Draft:
    """The draft that a topic suggests; the definition is people's to write."""
    return Draft(
        name=card.topic.label[:1].upper() + card.topic.label[1:],
        theme=_NEW_THEME,
        definition="",
        expressions=card.topic.keywords,
        chosen=(),
        version=version,
    )


def draft_of(sent: Any, version: int) -> Draft:
    """The draft that a form holds; `version` is the codebook's where the form does not say."""
    given = forms.number_of(sent, "version")
    return Draft(
        name=sent.get("name", ""),
        theme=sent.get("theme", ""),
        definition=sent.get("definition", ""),
        expressions=[line.strip() for line in sent.get("expressions", "").splitlines() if line.strip()],
        chosen=sent.getlist("example"),
        version=version if given is None else given,
    )


def preview(desk: Desk, draft: Draft, card: TopicCard) -> Preview:
    """What the draft would make.

    Raises:
        WrongUse: a name or a text is missing or taken, or the theme is not in the codebook.
    """
    codebook = desk.codebook
    edited = _edited(codebook, draft, _texts(draft, card))
    before = {one.code for one in codebook.codes}
    made = next(one for one in edited.codebook.codes if one.code not in before)
    grid.foresee(_change(edited, made, card))
    theme = desk.codes.get(draft.theme)
    closes = draft.theme in edited.closed
    stranded = grid.affected([draft.theme]) if closes else {}
    return Preview(edited=edited, code=made, theme=theme, closes=closes, n_stranded=stranded.get(draft.theme, 0))


def make(desk: Desk, coder: models.Coder, draft: Draft, card: TopicCard, *, act: str) -> str:
    """Put the code in the codebook; returns its path. The same draft sent twice makes one code.

    Raises:
        WrongUse: see `preview`; or somebody else changed the codebook meanwhile.
    """
    there = _already_there(desk.codes, draft)
    if there:
        return there
    seen = preview(desk, draft, card)
    wanted = _change(seen.edited, seen.code, card)
    grid.change(desk.folder, coder, wanted, version=draft.version, act=act)
    return seen.code.code


def _edited(codebook: Codebook, draft: Draft, examples: Sequence[str]) -> Edited:
    added = edits.add(codebook, draft.theme or None, draft.name, draft.definition)
    before = {one.code for one in codebook.codes}
    path = next(one.code for one in added.codebook.codes if one.code not in before)
    described = edits.describe(added.codebook, path, expressions=draft.expressions, examples=examples)
    return Edited(codebook=described.codebook, moves={}, closed=added.closed)


def _change(edited: Edited, made: Code, card: TopicCard) -> grid.Change:
    what = f"nouveau code « {made.name} », tiré du sujet « {card.topic.label} »"
    return grid.Change(what=what, edited=edited, chosen={})


def _texts(draft: Draft, card: TopicCard) -> list[str]:
    """The words of the chosen passages; a passage that the coder may not see is none."""
    texts = {one.spot: one.segment.text for one in card.passages}
    return [texts[spot] for spot in draft.chosen if spot in texts]


def _already_there(codes: Mapping[str, Code], draft: Draft) -> str:
    """The path of the code that this very draft made a moment ago; empty where there is none."""
    same = (
        one.code
        for one in codes.values()
        if one.code.rpartition(".")[0] == draft.theme
        and one.name == " ".join(draft.name.split())
        and one.definition == draft.definition.strip()
    )
    return next(same, "")
