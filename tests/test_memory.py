"""A stage that keeps what it wrote reads it again at the next run."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from throwaway import LINES, House, house_in

NUMBERS = '''
"""Give every word a number, for ever."""
from thematique.records import record
from thematique.stage import NoSettings, Scope, Stage
from throwaway import Line

@record
class Number:
    word: str
    number: int

def run(*, settings: NoSettings, lines, numbers):
    if any("PANNE" in line.text for line in lines):
        raise ValueError
    known = {number.word: number.number for number in numbers}
    for line in lines:
        for word in line.text.split():
            known.setdefault(word, len(known))
    return {"numbers": [Number(word=word, number=n) for word, n in known.items()]}

stage = Stage(
    run=run, reads={"lines": Line}, writes={"numbers": Number}, keeps=frozenset({"numbers"}), scope=Scope.CORPUS
)
'''


def _numbers(house: House) -> dict[str, int]:
    return {one.word: one.number for one in house.study().table("numbers")}


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[House]:
    """A study whose numbers depend on its history."""
    with house_in(tmp_path) as house:
        house.stage("lines", LINES)
        house.stage("numbers", NUMBERS)
        house.pipeline("lines", "numbers")
        house.source("b.txt", "cinq six")
        house.run()
        house.source("a.txt", "un deux")
        house.run()
        assert _numbers(house) == {"cinq": 0, "six": 1, "un": 2, "deux": 3}
        yield house


def test_a_stage_remembers_what_it_keeps_and_is_not_stale_for_it(memory: House) -> None:
    assert memory.ran() == []
    memory.source("0.txt", "zéro")
    memory.run()
    assert _numbers(memory)["zéro"] == 4


def test_a_failure_does_not_wipe_a_memory(memory: House) -> None:
    good = memory.etude / "transcripts" / "a.txt"
    text = good.read_text(encoding="utf-8")
    memory.source("a.txt", f"PANNE {text}")
    assert [one.stage for one in memory.run() if one.refused] == ["numbers"]
    assert memory.study().table("numbers") == []
    memory.source("a.txt", text)
    memory.run()
    assert _numbers(memory) == {"cinq": 0, "six": 1, "un": 2, "deux": 3}


@pytest.mark.parametrize("content", [b"", b"PAR1 not a table"])
def test_a_memory_that_was_damaged_is_begun_again(memory: House, content: bytes) -> None:
    (memory.etude / "tables" / "numbers.parquet").write_bytes(content)
    assert [one.refused for one in memory.run()] == [""]
    assert _numbers(memory) == {"un": 0, "deux": 1, "cinq": 2, "six": 3}
