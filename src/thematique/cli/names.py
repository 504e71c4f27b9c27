"""thematique names: what was masked, what is in doubt, and what people decide of both."""

import getpass
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from thematique.cli import name_lists, words
from thematique.cli.progress import watched
from thematique.errors import WrongUse

if TYPE_CHECKING:
    from thematique.corrections import Correction
    from thematique.naming import Naming
    from thematique.records import Kind
    from thematique.study import Study


class _Asked(NamedTuple):
    """What the command line asks for."""

    etude: Path
    given: Sequence[str]
    document: str
    kind: str
    by: str
    everything: bool
    apply: bool
    as_json: bool
    variables: str
    k: int


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    action: str = typer.Argument("list", metavar="ACTION", help="Voyez ci-dessus."),
    given: list[str] = typer.Argument(None, metavar="NOM…", help="Noms, transcriptions, fichier ou numéro."),
    document: str = typer.Option("", "--document", metavar="DOCUMENT", help="Cette transcription seulement."),
    kind: str = typer.Option("", "--kind", metavar="NATURE", help="personne, lieu, organisation, date, âge…"),
    by: str = typer.Option("", "--by", metavar="QUI", help="Qui décide ; sinon, votre nom de session."),
    everything: bool = typer.Option(False, "--all", help="doubts : toute la liste ; sign : toutes les transcriptions."),
    apply: bool = typer.Option(False, "--apply", help="Appliquer aussitôt aux textes."),
    variables: str = typer.Option("", "--variables", metavar="A,B", help="groups : les variables à croiser."),
    k: int = typer.Option(3, "--k", metavar="N", min=2, help="groups : en dessous, la combinaison est signalée."),
    as_json: bool = typer.Option(False, "--json", help="Écrire le résultat en JSON."),
) -> int:
    """Les noms d'une étude : ce qui est masqué, ce qui reste à regarder, et ce que vous en décidez.

    Les noms s'affichent en clair : veillez à qui voit votre écran.

    [bold]Voir[/bold]
    list · doubts · alike · history · groups --variables A,B

    [bold]Corriger[/bold]
    mask NOM… · unmask NOM… · kind NOM… --kind lieu
    merge NOM AUTRE · apart NOM AUTRE · split NOM --document D
    take FICHIER : liste de noms, ou nom, action, nature, avec, document
    withdraw NUMÉRO : revenir sur une décision (voyez history)

    [bold]Répondre de la relecture[/bold]
    read DOCUMENT… --by VOUS · sign DOCUMENT… --by VOUS

    Une correction vaut dans toute l'étude, ou dans une transcription
    (--document), et pour les fichiers à venir. Les textes changent au
    prochain « thematique run », ou tout de suite (--apply).
    """
    from thematique.study import Study

    if action not in (known := [*_SEEING, *_CORRECTING, *_ANSWERING, "take", "withdraw"]):
        raise WrongUse(f"« {action} » n'est pas une action ; actions : {', '.join(known)}.")
    study = Study(etude)
    asked = _Asked(
        etude=etude,
        given=given or [],
        document=document,
        kind=kind,
        by=by,
        everything=everything,
        apply=apply,
        as_json=as_json,
        variables=variables,
        k=k,
    )
    if action in _SEEING:
        _SEEING[action](study.naming, asked)
        return 0
    status = _decide(action, study, asked)
    if apply:
        _apply(study.naming, asked)
    elif action not in _ANSWERING:
        typer.echo(f"Les textes changeront au prochain : thematique run {etude} (ou ajoutez --apply)", err=True)
    return status


def _decide(action: str, study: "Study", asked: _Asked) -> int:
    """Note what was decided; returns the exit status."""
    naming = study.naming
    if action in _ANSWERING:
        if any(state.stage == "correct" for state in study.plan()):
            fault = "les textes ne sont pas à jour : une décision ou un fichier attend"
            raise WrongUse(f"{fault} ; d'abord : thematique run {asked.etude}")
        return _answer(action, naming, asked)
    by = asked.by or getpass.getuser()
    if action == "take":
        return _take(naming, Path(_one(asked, "un fichier")), asked.etude, by=by)
    if action == "withdraw":
        number = _one(asked, "le numéro d'une décision (voyez history)")
        if not number.isdecimal():
            raise WrongUse(f"« {number} » n'est pas un numéro ; voyez : thematique names {asked.etude} history")
        typer.echo(name_lists.told(naming.withdraw(int(number), by=by)))
        return 0
    for made in _CORRECTING[action](naming, asked, by):
        typer.echo(name_lists.told(made))
        name_lists.tell_replaced(naming, [made])
        for name in filter(None, (made.name, made.other)):
            found = naming.occurrences(name, made.document)
            typer.echo(name_lists.counted(name, found, made.document))
            if action == "unmask":
                name_lists.tell_uncovered(naming, made)
            if action == "mask" and made.kind is None and (not found.total or found.masked < found.total):
                typer.echo(name_lists.taken_for(name, asked.etude))
    return 0


def _answer(action: str, naming: "Naming", asked: _Asked) -> int:
    if not asked.by:
        raise WrongUse('dites qui répond de cette relecture : --by "Prénom Nom".')
    if not (asked.everything or asked.given):
        raise WrongUse(f"dites quelle transcription, par exemple : thematique names {asked.etude} {action} ENTRETIEN")
    with watched("lecture des mots à regarder"):
        standing = {one.document: one for one in naming.standings()}
    waiting = [name for name, one in standing.items() if one.state != "signed"]
    documents = waiting if asked.everything else asked.given
    if not documents:
        typer.echo("Toutes les transcriptions sont déjà signées.")
    for document in documents:
        made = naming.sign(document, by=asked.by) if action == "sign" else naming.read(document, by=asked.by)
        typer.echo(name_lists.told(made))
        if left := standing[document].n_doubts:
            told = words.count(left, words.table("doubts"))
            typer.echo(f"  {told} dans cette transcription, sans réponse.", err=True)
    return 0


def _take(naming: "Naming", path: Path, etude: Path, *, by: str) -> int:
    taken = naming.take(path, by=by)
    known = f", {words.count(taken.n_known, 'déjà notées')}" if taken.n_known else ""
    typer.echo(f"{words.count(len(taken.made), 'corrections notées')}{known}.")
    name_lists.tell_replaced(naming, taken.made)
    if any(one.act == "mask" and one.kind is None for one in taken.made):
        typer.echo("Sans nature, un nom est masqué comme personne ; dites-la dans une colonne « nature », ou par kind.")
    for line in taken.refused:
        typer.echo(words.plain(words.here(line, etude)), err=True)
    return int(bool(taken.refused))


def _apply(naming: "Naming", asked: _Asked) -> None:
    with watched("mise à jour des textes") as watch:
        done = naming.apply(watch)
    typer.echo(f"Transcriptions refaites : {len({one.unit for one in done if one.stage == 'anonymise'})}.")
    typer.echo(f"Le reste suivra au prochain : thematique run {asked.etude}", err=True)


def _mask(naming: "Naming", asked: _Asked, by: str) -> "Sequence[Correction]":
    kind = _kind(asked) if asked.kind else None
    return [naming.mask(name, by=by, kind=kind, document=asked.document) for name in _some(asked)]


def _unmask(naming: "Naming", asked: _Asked, by: str) -> "Sequence[Correction]":
    return [naming.unmask(name, by=by, document=asked.document) for name in _some(asked)]


def _change_kind(naming: "Naming", asked: _Asked, by: str) -> "Sequence[Correction]":
    return [naming.change_kind(name, _kind(asked), by=by, document=asked.document) for name in _some(asked)]


def _merge(naming: "Naming", asked: _Asked, by: str) -> "Sequence[Correction]":
    return [naming.merge(*_two(asked), by=by, document=asked.document)]


def _split(naming: "Naming", asked: _Asked, by: str) -> "Sequence[Correction]":
    return [naming.split(name, by=by, document=asked.document) for name in _some(asked)]


def _apart(naming: "Naming", asked: _Asked, by: str) -> "Sequence[Correction]":
    return [naming.apart(*_two(asked), by=by)]


def _kind(asked: _Asked) -> "Kind":
    from thematique.exchange.names import kind_of

    return kind_of(asked.kind)


def _some(asked: _Asked) -> Sequence[str]:
    if not asked.given:
        raise WrongUse("il manque un nom ; s'il a plusieurs mots, mettez-le entre guillemets.")
    return asked.given


def _one(asked: _Asked, what: str) -> str:
    if len(asked.given) != 1:
        raise WrongUse(f"il faut ici {what}, et rien d'autre.")
    return asked.given[0]


def _two(asked: _Asked) -> tuple[str, str]:
    if len(asked.given) != 2:
        raise WrongUse("il faut ici deux noms ; chacun entre guillemets s'il a plusieurs mots.")
    return asked.given[0], asked.given[1]


_SEEING: Mapping[str, Callable[["Naming", _Asked], None]] = {
    "list": lambda naming, asked: name_lists.masked(naming, asked.document, as_json=asked.as_json),
    "doubts": lambda naming, asked: name_lists.doubts(
        naming, asked.document, everything=asked.everything, as_json=asked.as_json
    ),
    "alike": lambda naming, asked: name_lists.alike(naming, as_json=asked.as_json),
    "groups": lambda naming, asked: name_lists.groups(
        naming, [name.strip() for name in asked.variables.split(",") if name.strip()], asked.k, as_json=asked.as_json
    ),
    "history": lambda naming, asked: name_lists.history(naming, as_json=asked.as_json),
}
_CORRECTING: Mapping[str, Callable[["Naming", _Asked, str], "Sequence[Correction]"]] = {
    "mask": _mask,
    "unmask": _unmask,
    "kind": _change_kind,
    "merge": _merge,
    "split": _split,
    "apart": _apart,
}
_ANSWERING = ("read", "sign")
