"""What is decided on the private page: it goes to the private journal, and a wish that it answers is settled."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from thematique.corrections import Act, Correction, Spot
from thematique.errors import WrongUse
from thematique.french.names import key
from thematique.naming import Naming
from thematique.naming.replaced import masked_within
from thematique.records import Kind, Where, record
from thematique.review import wishes
from thematique.review.models import Coder
from thematique.review.models import Correction as Wish
from thematique.review.wishes import Answer
from thematique.web.desk import Desk
from thematique.web.name_marks import KINDS
from thematique.web.names import masked_here, words_at


class Do(StrEnum):
    """What can be decided of words."""

    MASK = "mask"
    LEAVE = "leave"
    UNMASK = "unmask"
    KIND = "kind"
    MERGE = "merge"
    SPLIT = "split"
    DECLINE = "decline"


class Scope(StrEnum):
    """Where a decision holds."""

    HERE = "here"
    DOCUMENT = "document"
    STUDY = "study"


@record
class Asked:
    """What the page asks for; the words are told by their place in a raw text, never themselves."""

    do: Do
    scope: Scope
    document: str
    turn: int
    where: Where
    key: str
    start: int
    end: int
    kind: Kind | None = None
    other: str = ""
    wish: Wish | None = None


@record
class Decision:
    """What was decided, in a sentence; the correction that was made, none where a wish is declined."""

    told: str
    correction: Correction | None = None


def decide(desk: Desk, coder: Coder, asked: Asked, *, act: str) -> Decision:
    """Do what the page asks for, once.

    Raises:
        WrongUse: the words are no longer there, or it makes no sense.
    """
    return desk.once.do(f"{coder.pk} {act}", lambda: _decide(desk, coder, asked))


def undo(desk: Desk, coder: Coder, *, act: str) -> Decision | None:
    """Take back what this coder decided last of names or wishes; None when there is nothing left."""
    return desk.once.do(f"{coder.pk} {act}", lambda: _undo(desk.study.naming, coder))


def _decide(desk: Desk, coder: Coder, asked: Asked) -> Decision:
    naming = desk.study.naming
    if asked.do is Do.DECLINE:
        if asked.wish is None:
            raise WrongUse("ce signalement a déjà reçu une réponse ; rechargez la page.")
        wishes.settle(coder, asked.wish, Answer(granted=False, number=_last_number(naming)))
        return Decision(told="Le signalement est écarté.")
    name = words_at(desk, asked.document, (asked.turn, asked.where, asked.key), asked.start, asked.end)
    made = _correct(desk, asked, name, by=coder.name)
    if asked.wish is not None:
        wishes.settle(coder, asked.wish, Answer(granted=True, number=made.number))
    return Decision(told=f"{told(made)}{_uncovered(naming, made)}", correction=made)


def _correct(desk: Desk, asked: Asked, name: str, *, by: str) -> Correction:
    naming, document, place = desk.study.naming, *_scope(desk, asked, name)
    match asked.do:
        case Do.MASK:
            return naming.mask(name, by=by, kind=asked.kind, document=document, place=place)
        case Do.KIND if asked.kind is not None:
            return naming.change_kind(name, asked.kind, by=by, document=document, place=place)
        case Do.LEAVE | Do.UNMASK:
            return naming.unmask(name, by=by, document=document, place=place)
        case Do.SPLIT:
            return naming.split(name, by=by, document=asked.document)
        case Do.MERGE:
            return naming.merge(name, _spelling(naming, asked.other), by=by, document=document)
    raise WrongUse("dites de quelle nature est ce nom, puis recommencez.")


def _scope(desk: Desk, asked: Asked, name: str) -> tuple[str, Spot | None]:
    """The document and the place where a decision holds.

    Words that are left in the text, but are masked elsewhere in the transcript, are left at this place only: the same
    words may name somebody there.
    """
    scope = asked.scope
    if asked.do is Do.LEAVE and key(name) in masked_here(desk.study, asked.document):
        scope = Scope.HERE
    if scope is not Scope.HERE:
        return asked.document if scope is Scope.DOCUMENT else "", None
    place = Spot(
        document=asked.document, turn=asked.turn, where=asked.where, start=asked.start, end=asked.end, key=asked.key
    )
    return asked.document, place


def _spelling(naming: Naming, pseudonym: str) -> str:
    """The longest spelling of what a code stands for."""
    found = next((one for one in naming.entities() if one.pseudonym == pseudonym), None)
    if found is None or not found.spellings:
        raise WrongUse("ce pseudonyme n'est plus dans l'étude ; rechargez la page, puis recommencez.")
    return max(found.spellings, key=len)


def _undo(naming: Naming, coder: Coder) -> Decision | None:
    withdrawn = naming.withdrawn()
    acts = (Act.READ, Act.SIGN, Act.WITHDRAW)
    mine = [one for one in naming.history() if one.by == coder.name and one.act not in acts]
    last = next((one for one in reversed(mine) if one.number not in withdrawn), None)
    answer = wishes.last_answer(coder)
    if answer and not answer.granted and (last is None or answer.number >= last.number):
        wishes.reopen(coder)
        return Decision(told="Le signalement est de nouveau ouvert.")
    if last is None:
        return None
    naming.withdraw(last.number, by=coder.name)
    if answer and answer.granted and answer.number == last.number:
        wishes.reopen(coder)
    return Decision(told=f"Annulé : {told(last)}", correction=last)


def _uncovered(naming: Naming, made: Correction) -> str:
    """Which names that people masked before will be readable inside one that they leave."""
    if made.act is not Act.UNMASK:
        return ""
    found = masked_within(naming.history(), naming.withdrawn() | naming.replaced().keys(), made)
    names = ", ".join(dict.fromkeys(f"«\u00a0{one.name}\u00a0»" for one in found))
    return f" Attention : {names} y sera lisible, malgré une décision de masquer." if names else ""


def _last_number(naming: Naming) -> int:
    return max((one.number for one in naming.history()), default=0)


def told(made: Correction) -> str:
    """A correction in a French sentence."""
    where = "ici" if made.local else "dans cet entretien" if made.document else "dans toute l’étude"
    name, other = f"«\u00a0{made.name}\u00a0»", f"«\u00a0{made.other}\u00a0»"
    kind = f" ({KINDS[made.kind]})" if made.kind else ""
    sentences: Mapping[Act, Callable[[], str]] = {
        Act.MASK: lambda: f"{name} sera masqué{kind} {where}.",
        Act.UNMASK: lambda: f"{name} reste tel quel {where}.",
        Act.KIND: lambda: f"{name} change de nature{kind} {where}.",
        Act.MERGE: lambda: f"{name} et {other} ne font qu’un {where}.",
        Act.SPLIT: lambda: (
            f"{name} {f'et {other} sont distincts' if made.other else f'est quelqu’un d’autre {where}'}."
        ),
    }
    return sentences[made.act]()
