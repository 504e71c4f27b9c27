"""A18: names that a spreadsheet would take for formulas, in the codings that go out as a file and come back."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from command import Cli
from thematique.codings import Drawn
from thematique.review import coders, decisions, models
from thematique.review.database import use
from thematique.web.desk import Desk

Clients = Callable[..., Client]

FORMULAS = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    '=HYPERLINK("http://evil.example")',
    "＝1",
    "'=1",
    "-- cmd",
)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_no_cell_of_exported_codings_is_a_formula_and_names_come_back_as_they_were(
    desk: Desk, cli: Cli, tmp_path: Path, ending: str
) -> None:
    segment = desk.shared.segments["nord"][1]
    with use(desk.database):
        for number, name in enumerate(FORMULAS):
            coder = models.Coder.objects.create(
                name=name, role="lecture", created_at=coders.journal.now(), password="!"
            )
            place = desk.editions.place("nord", segment.start, segment.end)
            reading = decisions.show(coder, place, drawn=Drawn.CHOSEN, blind=False, model="")
            decisions.decide(reading, desk.codebook.codes[-1].code, "accept", act=f"formule-{number}")
    path = tmp_path / f"codages.{ending}"
    assert cli("export", desk.folder, "codings", "-o", path).status == 0
    cells = list(_cells(path))
    assert len(cells) > 50
    assert [cell for cell, formula in cells if formula] == []
    if ending == "csv":
        assert [cell for cell, _ in cells if re.match(r"[=+@＝\t\r]|-[^ ]", cell)] == []
    taken = cli("import", desk.folder, path)
    assert f"{len(FORMULAS)} codages déjà là" in taken.out


def _cells(path: Path) -> Iterator[tuple[str, bool]]:
    """The cells of an exported file, and whether a spreadsheet would compute them."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as stream:
            yield from ((cell, False) for row in csv.reader(stream) for cell in row)
        return
    from openpyxl import load_workbook

    for row in load_workbook(path).active.iter_rows():
        yield from ((str(cell.value), cell.data_type == "f") for cell in row if cell.value is not None)
