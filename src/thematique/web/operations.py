"""What may be done to the codebook from its page: the fields that each operation asks for, and the change they make."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from thematique.codebook import Codebook, edits, find
from thematique.codebook.content import LISTS
from thematique.codebook.edited import Edited
from thematique.codings import NOTHING
from thematique.errors import WrongUse
from thematique.records import Code, record
from thematique.review.grid import Change
from thematique.web.coded import Coded, Passages

TO = "to-"
"""The beginning of the fields that say where a passage goes; the passage's key follows."""

Typed = Mapping[str, str]
"""What somebody typed, by field."""


@record
class Asked:
    """What somebody asks for: in which codebook, to which code, with which words, and the passages of the code."""

    codebook: Codebook
    code: str
    typed: Typed
    passages: Passages

    @property
    def name(self) -> str:
        """The name of the code, or its path when it is no longer in the codebook."""
        return name_of(self.codebook, self.code)

    def text(self, field: str) -> str:
        """What was typed in a field."""
        return self.typed.get(field, "")

    def lines(self, field: str) -> list[str]:
        """The lines of a field that are not blank."""
        return [line.strip() for line in self.text(field).splitlines() if line.strip()]


@record
class Operation:
    """An operation as its page shows it: its title, its fields, what they hold at first, the change they make.

    `shares` says that it sends passages to several codes, which are shown for that.
    """

    title: str
    make: Callable[[Asked], Change]
    fields: Sequence[str] = ()
    start: Callable[[Code], Typed] = lambda _code: {}
    shares: bool = False


def require_something(asked: Asked, wanted: Change) -> None:
    """Check that a change is one.

    Raises:
        WrongUse: all would stay as it is.
    """
    if wanted.edited.codebook == asked.codebook and not wanted.edited.moves and not wanted.chosen:
        raise WrongUse("cette modification ne change rien ; corrigez-la, ou revenez à la grille.")


def name_of(codebook: Codebook, code: str) -> str:
    """The name of a code, or its path when there is none."""
    return next((one.name for one in codebook.codes if one.code == code), code)


def _add(asked: Asked) -> Change:
    theme = asked.text("theme")
    edited = edits.add(asked.codebook, theme or None, asked.text("name"), asked.text("definition"))
    name = " ".join(asked.text("name").split())
    under = f" sous « {name_of(asked.codebook, theme)} »" if theme else ""
    return _change(f"ajout de « {name} »{under}", edited)


def _describe(asked: Asked) -> Change:
    code = find(asked.codebook, asked.code)
    lists = {key: _items(asked, key, getattr(code, key)) for key in LISTS}
    edited = edits.describe(asked.codebook, asked.code, definition=asked.text("definition"), **lists)
    return _change(f"textes de « {asked.name} »", edited)


def _rename(asked: Asked) -> Change:
    edited = edits.rename(asked.codebook, asked.code, asked.text("name"))
    return _change(f"« {asked.name} » renommé en « {' '.join(asked.text('name').split())} »", edited)


def _merge(asked: Asked) -> Change:
    edited = edits.merge(asked.codebook, asked.code, asked.text("into"))
    return _change(f"fusion de « {asked.name} » dans « {name_of(asked.codebook, asked.text('into'))} »", edited)


def _split(asked: Asked) -> Change:
    names = asked.lines("names")
    edited = edits.split(asked.codebook, asked.code, names)
    targets = {asked.code, *_new(asked.codebook, edited)}
    rest = asked.text("rest") or asked.code
    goes = {key: asked.text(f"{TO}{one.key}") or rest for one in asked.passages.shown for key in one.keys}
    goes |= dict.fromkeys(asked.passages.others, rest)
    if not targets.issuperset(goes.values()):
        raise WrongUse("les codes ont changé depuis que les passages ont été répartis ; répartissez-les à nouveau.")
    chosen = {key: code for key, code in goes.items() if code != asked.code}
    return _change(f"division de « {asked.name} » : {', '.join(f'« {name} »' for name in names)}", edited, chosen)


def _move(asked: Asked) -> Change:
    theme = asked.text("theme")
    edited = edits.move(asked.codebook, asked.code, theme or None)
    where = f"sous « {name_of(asked.codebook, theme)} »" if theme else "parmi les thèmes"
    return _change(f"« {asked.name} » déplacé {where}", edited)


def _remove(asked: Asked) -> Change:
    return _change(f"suppression de « {asked.name} »", edits.remove(asked.codebook, asked.code))


def _give(asked: Asked) -> Change:
    target = find(asked.codebook, asked.text("into"))
    if asked.code == NOTHING or not target.codable or target.code == asked.code:
        raise WrongUse("choisissez un autre code, qui reçoit des codages.")
    what = f"codages de « {asked.name} » donnés à « {target.name} »"
    stays = Edited(codebook=asked.codebook, moves={}, closed=())
    if asked.text("scope") != "some":
        return _change(what, replace(stays, moves={asked.code: target.code}))
    picked = [one for one in asked.passages.shown if asked.text(f"{TO}{one.key}")]
    if not picked:
        raise WrongUse("aucun passage n'est coché ; cochez-en, ou choisissez de déplacer tous les codages.")
    return _change(what, stays, {key: target.code for one in picked for key in one.keys})


def new_codes(asked: Asked) -> Sequence[Code]:
    """The codes that a split would make, in order."""
    edited = edits.split(asked.codebook, asked.code, asked.lines("names"))
    new = _new(asked.codebook, edited)
    return [one for one in edited.codebook.codes if one.code in new]


def field_of(passage: Coded) -> str:
    """The field that says where a passage goes."""
    return f"{TO}{passage.key}"


def _new(before: Codebook, edited: Edited) -> set[str]:
    return {one.code for one in edited.codebook.codes} - {one.code for one in before.codes}


def _items(asked: Asked, field: str, before: Sequence[str]) -> list[str]:
    """The items typed, one a line; an item of several lines that was left alone keeps them."""
    written = {on_one_line(item): item for item in before}
    return [written.get(line, line) for line in asked.lines(field)]


def on_one_line(item: str) -> str:
    """An item as a form shows it."""
    return " ".join(item.splitlines()).strip()


def _change(what: str, edited: Edited, chosen: Mapping[int, str] | None = None) -> Change:
    return Change(what=what, edited=edited, chosen=chosen or {})


def _texts(code: Code) -> Typed:
    lists = {key: "\n".join(map(on_one_line, getattr(code, key))) for key in LISTS}
    return {"definition": code.definition, **lists}


OPERATIONS: Mapping[str, Operation] = {
    "ajouter": Operation(
        title="Ajouter un code",
        make=_add,
        fields=("theme", "name", "definition"),
        start=lambda code: {"theme": code.code},
    ),
    "textes": Operation(title="Modifier les textes", make=_describe, fields=("definition", *LISTS), start=_texts),
    "renommer": Operation(title="Renommer", make=_rename, fields=("name",), start=lambda code: {"name": code.name}),
    "fusionner": Operation(title="Fusionner avec un autre code", make=_merge, fields=("into",)),
    "diviser": Operation(title="Diviser en plusieurs codes", make=_split, fields=("names", "rest"), shares=True),
    "deplacer": Operation(
        title="Déplacer dans la grille",
        make=_move,
        fields=("theme",),
        start=lambda code: {"theme": code.code.rpartition(".")[0]},
    ),
    "supprimer": Operation(title="Supprimer", make=_remove),
    "repartir": Operation(
        title="Donner des codages à un autre code", make=_give, fields=("into", "scope"), shares=True
    ),
}
"""What may be done, by the word in the address."""
