"""thematique compare: how far two coders agree."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from thematique.errors import WrongUse

if TYPE_CHECKING:
    from thematique.agreement_report.gathering import Report
    from thematique.comparing import Question
    from thematique.study import Study

_PAGES = (".html", ".htm")


def command(
    etude: Path = typer.Argument(..., metavar="ETUDE", help="Dossier de l'étude."),
    a: str = typer.Option(
        ..., "--a", metavar="QUI", help="Un nom, machine, machine:VERSION (voir thematique models) ou consensus."
    ),
    b: str = typer.Option(..., "--b", metavar="QUI", help="De même."),
    unit: str = typer.Option("segment", "--unit", metavar="UNITÉ", help="segment, turn ou character."),
    level: str = typer.Option("code", "--level", metavar="NIVEAU", help="code ou theme."),
    reference: str = typer.Option(
        "", "--reference", metavar="QUI", help="Celui des deux qui fait référence ; face à la machine, la personne."
    ),
    as_json: bool = typer.Option(False, "--json", help="Écrire le résultat en JSON, désaccords compris."),
    output: Path | None = typer.Option(
        None, "-o", "--output", metavar="FICHIER.html", help="Où écrire la page : chiffres expliqués, désaccords."
    ),
) -> int:
    """Dit, code par code, jusqu'où deux personnes, ou une personne et la machine, sont d'accord."""
    from thematique.comparing import Question
    from thematique.study import Study

    if output and output.suffix.lower() not in _PAGES:
        raise WrongUse(f"« {output} » : la page s'écrit dans un fichier .html ; pour un programme, voyez --json.")
    report = _report(Study(etude), Question(a=a, b=b, unit=unit, level=level, reference=reference))
    if output:
        _write(report, output)
    if as_json:
        from thematique.agreement_report.answer import answer

        typer.echo(json.dumps(answer(report), ensure_ascii=False))
    else:
        from thematique.cli import agreement

        agreement.tell(report)
        if output:
            typer.echo(f"Rapport : {output}")
    return int(not report.comparison.totals.units)


def _report(study: "Study", question: "Question") -> "Report":
    from thematique.agreement_report.gathering import gather
    from thematique.private_side import side_of, wording

    return gather(
        question,
        people=study.people,
        machine=study.machine,
        shared=study.shared(),
        codes=study.codebook.codes,
        title=study.title,
        warning=wording(side_of(study.folder)).warning,
    )


def _write(report: "Report", output: Path) -> None:
    from thematique import tables
    from thematique.agreement_report import page

    tables.write(output, page.render(report))
