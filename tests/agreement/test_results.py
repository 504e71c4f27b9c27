"""What a comparison says can be imported by a command without the weight of its arithmetic."""

import subprocess
import sys

from thematique.agreement.results import Comparison, Figure, Level, Row, Totals, Undefined, Unit


def test_the_records_are_imported_without_numpy() -> None:
    program = "import sys, thematique.agreement, thematique.agreement.results; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_comparison_gives_its_rows_by_level() -> None:
    rows = [
        Row(level=level, code="confiance", n=0, both=0, only_a=0, only_b=0, neither=0, figures={}) for level in Level
    ]
    empty = Figure(value=None, why=Undefined.EMPTY)
    found = Comparison(
        a="Anna",
        b="machine",
        unit=Unit.SEGMENT,
        level=Level.CODE,
        reference=None,
        rows=rows,
        totals=Totals(documents=0, units=0, identical=0, sets=empty, figures={}),
        disagreements=[],
        notes=[],
    )
    assert [found.at(level) for level in Level] == [[rows[0]], [rows[1]]]
