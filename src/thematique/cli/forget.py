"""thematique forget: erase a document or somebody from a study, and prove it."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from thematique.cli import asking, words

if TYPE_CHECKING:
    from thematique.forgetting import Proof
    from thematique.forgetting.wanted import Wanted

_COUNTED = {
    "decisions": "codages, mémos, demandes et lectures, dans la base de données",
    "journal": "entrées du journal dont le contenu a été retiré, leur empreinte restant pour que la chaîne se vérifie",
    "backups": "anciennes sauvegardes, qui contenaient ces données ; une nouvelle a été faite",
    "tables": "fichiers de tables, de vecteurs et de rapports, faits à nouveau sans ces données",
    "corrections": "corrections de noms",
    "names": "noms du registre qu'on ne trouve plus nulle part, dont le code ne sera plus jamais donné",
}
_BEYOND = (
    "Ce que cette commande ne peut pas atteindre : les fichiers sortis de l'étude (exports, rapports envoyés, "
    "originaux gardés ailleurs), les sauvegardes de cet ordinateur et les copies dans un nuage ; un fichier retiré "
    "peut rester lisible quelque temps sur le disque, surtout un SSD, sauf si le disque est chiffré."
)


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    document: str = typer.Option("", "--document", metavar="D", help="La transcription à effacer entière."),
    speaker: str = typer.Option(
        "",
        "--speaker",
        metavar="S",
        help="La personne à effacer : son code, [PERSONNE_3], ou le nom devant ses paroles.",
    ),
    yes: bool = typer.Option(False, "--yes", help="Effacer sans demander de confirmation."),
    as_json: bool = typer.Option(False, "--json", help="Écrire la preuve en JSON."),
) -> int:
    """Efface une transcription, ou une personne, de l'étude et de tout ce qui en vient, et le prouve."""
    from thematique.cli.progress import watched
    from thematique.study import Study

    private = Study(etude).private
    with watched("lecture de l'étude") as watch:
        what = private.wanted(document=document, speaker=speaker, watch=watch)
    typer.echo(_foreseen(what), err=True)
    asking.agreed("EFFACER", yes=yes)
    with watched("effacement") as watch:
        proof = private.forget(what, watch=watch)
    if as_json:
        typer.echo(json.dumps(asdict(proof), ensure_ascii=False))
    else:
        for line in _told(proof, etude):
            typer.echo(words.plain(line))
    typer.echo(_BEYOND, err=True)
    return int(bool(proof.left))


def _foreseen(what: "Wanted") -> str:
    if what.documents:
        return "La transcription sera effacée entière, avec tout ce qui en a été fait ; rien ne pourra la rendre."
    where = words.count(len(what.touched), "transcriptions")
    turns = f"À vider : {words.count(len(what.turns), 'tours de parole')} de {where}. " if what.turns else ""
    return (
        f"{turns}Le nom de la personne sera remplacé par son code partout où l'étude le connaît. Dans l'étude, "
        "l'original de chaque transcription concernée sera remplacé par un extrait sans ces paroles ; rien ne pourra "
        "les rendre."
    )


def _told(proof: "Proof", etude: Path) -> Iterator[str]:
    yield f"Effacé : {words.count(proof.documents, 'transcriptions')}, {words.count(proof.turns, 'tours de parole')}."
    if proof.rewritten:
        several = proof.rewritten > 1
        yield (
            f"  {proof.rewritten} {'originaux' if several else 'original'} de l'étude "
            f"remplacé{'s' if several else ''} par un extrait sans ces paroles ni ce nom"
        )
        yield f"  ce qui a changé est à relire avant d'être partagé : thematique status {etude}"
    for name, what in _COUNTED.items():
        if proof.counts.get(name):
            yield f"  {what} : {words.number(proof.counts[name])}"
    if proof.models:
        names = ", ".join(proof.models)
        yield f"  modèles qui en avaient appris, retirés : {names} ; ensuite : thematique train {etude}"
    if proof.files:
        yield f"  fichiers du dossier de l'étude qui en parlaient, retirés : {', '.join(proof.files)}"
    if proof.code:
        yield f"  le code {proof.code} reste dans les textes ; plus rien dans l'étude ne le relie à un nom"
    for code, times in proof.elsewhere.items():
        yield f"À savoir : {code}, qui y parlait, est encore nommé·e {times} fois dans d'autres transcriptions ; "
        yield f"pour l'en effacer aussi : thematique forget {etude} --speaker '{code}'"
    if proof.unread:
        yield f"À vérifier vous-même, car ces fichiers n'ont pas pu être examinés : {', '.join(proof.unread)}"
    if proof.left:
        yield f"Il en reste une trace dans : {', '.join(proof.left)} ; masquez ce nom ou ces mots, puis recommencez."
    else:
        yield "Vérifié : aucun de ces mots ni de ces noms n'a été retrouvé dans les fichiers de l'étude."
