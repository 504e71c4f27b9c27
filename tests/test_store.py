"""What lies on the disk is whole, whatever happens to the process that writes it."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from thematique import store as store_module
from thematique.ledger import Ledger
from throwaway import COUNTS, Count, House, elsewhere, house_in

RUN = "import sys, thematique.study as s\nprint('ready', flush=True)\nlist(s.Study(sys.argv[1]).run())"
SLOW = COUNTS.replace("    counts = {}", "    import time\n    time.sleep(0.1)\n    counts = {}")

KEPT = '''
"""Give each line a place, and know again those that have one."""
from collections.abc import Sequence
from thematique.records import Vector
from thematique.stage import NoSettings, Scope, Stage
from throwaway import Line

def run(*, settings: NoSettings, lines: Sequence[Line], vectors: Sequence[Vector]):
    known = {vector.digest: [float(value) for value in vector.values] for vector in vectors}
    made = [
        Vector(document=l.document, segment=l.line, digest=l.text, model="", values=known.get(l.text, [len(l.text)]))
        for l in lines
    ]
    return {"vectors": made}

stage = Stage(
    run=run, reads={"lines": Line}, writes={"vectors": Vector}, keeps=frozenset({"vectors"}), scope=Scope.SOURCE
)
'''


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with house_in(tmp_path) as house:
        house.words()
        house.stage("counts", SLOW)
        house.stage("kept", KEPT)
        house.pipeline("lines", "kept", "counts", "totals")
        for number in range(6):
            house.source(f"d{number}.txt", f"un deux\n{'trois ' * number}")
        yield house


def _killed(house: House, *, after: float) -> bool:
    """Run in another process, killed that many seconds after it begins; whether it was still at work."""
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, house.etude], env=elsewhere(house), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def _expected(house: House, folder: Path) -> Mapping[str, bytes]:
    """What an uninterrupted run makes of the same transcripts, in a study of its own."""
    other = House(folder)
    other.settings("")
    (other.folder / "essai.toml").write_bytes((house.folder / "essai.toml").read_bytes())
    for path in (house.etude / "transcripts").iterdir():
        other.source(path.name, path.read_text(encoding="utf-8"))
    other.run()
    return other.files()


def test_a_run_killed_at_any_moment_is_taken_up_as_if_nothing_had_happened(house: House, tmp_path: Path) -> None:
    expected = _expected(house, tmp_path / "other")
    chance = random.Random(7)
    at_work = [_killed(house, after=chance.uniform(0, 0.9)) for _ in range(5)]
    assert any(at_work)
    house.run()
    assert house.files() == expected
    assert house.ran() == []


def test_a_run_killed_while_it_does_things_again_mixes_nothing(house: House, tmp_path: Path) -> None:
    house.run()
    for number in range(6):
        house.source(f"d{number}.txt", f"{'quatre ' * number}\nun deux\ncinq")
    expected = _expected(house, tmp_path / "other")
    chance = random.Random(8)
    for _ in range(4):
        _killed(house, after=chance.uniform(0, 0.5))
    house.run()
    assert house.files() == expected


class _Killed(BaseException):
    """Stands for the end of the process."""


def _stop(house: House, monkeypatch: pytest.MonkeyPatch, moment: int) -> bool:
    """Run, ended at the disk operation of this number; whether it came to that."""
    count = 0

    def counted(real):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - any function
        def call(*args, **options):  # type: ignore[no-untyped-def]  # noqa: ANN002, ANN003, ANN202
            nonlocal count
            count += 1
            if count == moment:
                raise _Killed
            return real(*args, **options)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", counted(Path.replace))
        patch.setattr(Path, "unlink", counted(Path.unlink))
        patch.setattr(store_module.tables, "prepare", counted(store_module.tables.prepare))
        patch.setattr(Ledger, "put", counted(Ledger.put))
        patch.setattr(Ledger, "drop", counted(Ledger.drop))
        try:
            house.run()
        except _Killed:
            return True
    return False


def test_a_run_ended_between_any_two_writes_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every moment is tried in turn; only the kill itself is played, so that none is missed."""
    with house_in(tmp_path / "house") as house:
        house.words()
        house.stage("kept", KEPT)
        house.pipeline("lines", "kept", "counts", "totals")
        texts = [
            {"a.txt": "un\ndeux", "b.txt": "x"},
            {"a.txt": "quatre\nun", "c.txt": "cinq"},
            {"a.txt": "", "c.txt": "y"},
        ]
        expected = {}
        for number, text in enumerate(texts):
            _fill(house, text)
            expected[number] = _expected(house, tmp_path / f"other{number}")
        moment = 1
        ended = True
        while ended:
            number = moment % 3
            _fill(house, texts[number])
            ended = _stop(house, monkeypatch, moment // 2 + 1)
            if moment % 2:  # otherwise the transcripts change before the next run
                house.run()
                assert house.files() == expected[number]
            moment += 1
        assert moment > 40


def _fill(house: House, texts: Mapping[str, str]) -> None:
    for path in (house.etude / "transcripts").iterdir():
        path.unlink()
    for name, text in texts.items():
        house.source(name, text)


def test_nothing_private_outlives_its_source_when_a_run_is_killed(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.source("z.txt", "Sophie Lambert")
    for moment in (3, 20, 21, 22, 23):
        _stop(house, monkeypatch, moment)
    (house.etude / "transcripts" / "z.txt").unlink()
    house.run()
    assert not [path for path in house.etude.rglob("*") if path.is_file() and b"Sophie" in path.read_bytes()]
    assert not list(house.etude.rglob("*.part"))


@pytest.mark.parametrize(("owner", "operation", "left"), [(Ledger, "put", 2), (Path, "replace", 99)])
def test_a_table_whose_rewriting_is_cut_short_is_the_old_one_or_the_new_one(
    house: House, monkeypatch: pytest.MonkeyPatch, owner: type, operation: str, left: int
) -> None:
    house.run()
    with monkeypatch.context() as patch, house.study()._stored() as store:
        patch.setattr(owner, operation, _killed_at_once)
        with pytest.raises(_Killed):
            store.rewrite("counts", "d0", [Count(document="d0", n_words=99)])
    with house.study()._stored() as store:
        store.recover()
        assert store_module.tables.decode(store.memory("counts", "d0"), Count) == [Count(document="d0", n_words=left)]
    assert not list(house.etude.rglob("*.part"))


def _killed_at_once(*_arguments: object) -> None:
    raise _Killed


def test_a_table_reads_in_the_order_of_its_units_and_is_empty_before_any_run(house: House) -> None:
    assert house.study().table("counts") == []
    house.run()
    assert [count.document for count in house.study().table("counts")] == [f"d{number}" for number in range(6)]


def test_a_file_that_a_stage_no_longer_makes_goes(house: House) -> None:
    house.run()
    page = house.etude / "page" / "total.txt"
    assert page.exists()
    house.stage("totals", (house.rooms / "totals.py").read_text(encoding="utf-8").replace("total.txt", "somme.txt"))
    house.run()
    assert not page.exists()
    assert (page.parent / "somme.txt").exists()
