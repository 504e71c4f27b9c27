"""The tables that a study has."""

import pytest

from thematique.catalogue import TABLES
from thematique.pipeline import load


@pytest.mark.parametrize("pipeline", ["analyse", "anonymise"])
def test_every_table_that_a_stage_reads_or_writes_has_a_french_name(pipeline: str) -> None:
    stages = [step.stage for step in load(pipeline, {}, origin="etude.toml").steps]
    tables = {table for stage in stages for table in (*stage.reads, *stage.writes)}
    assert {table for table in tables if not TABLES.get(table)} == set()
    assert "turns" in tables
    assert TABLES["turns"] == "tours de parole"
