"""The work gives the same bytes wherever it is done."""

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import Client

from thematique import executors, tables
from thematique.errors import FileRefused, Reason
from thematique.executors import InProcess, Task, execute
from thematique.records import Source
from thematique.stage import NoSettings
from throwaway import COUNTS, Count, House, Line, Total, elsewhere, house_in

SLOW = COUNTS.replace("    counts = {}", "    import time\n    time.sleep(0.1)\n    counts = {}")
SHARES = '''
"""Tell how often the counts were prepared, and what they hold."""
from collections.abc import Sequence
from thematique.stage import NoSettings, Scope, Stage
from throwaway import Count, Total

times = []

def prepare(counts: Sequence[Count]) -> Total:
    times.append(counts)
    return Total(n_documents=len(times), n_words=sum(count.n_words for count in counts))

def run(*, settings: NoSettings, counts: Total):
    return {"totals": [counts]}

stage = Stage(
    run=run, reads={"counts": Count}, prepared={"counts": prepare}, writes={"totals": Total}, scope=Scope.SOURCE
)
'''
DEADLY = COUNTS.replace(
    "    counts = {}", "    import os\n    if any('MORT' in l.text for l in lines): os._exit(1)\n    counts = {}"
)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    with house_in(tmp_path) as house:
        house.words()
        house.stage("counts", SLOW)
        for number in range(8):
            house.source(f"d{number}.txt", f"un deux\n{'trois ' * number}")
        for name, value in elsewhere(house).items():
            monkeypatch.setenv(name, value)
        yield house


def _task(text: str) -> Task:
    source = Source(document="a", filename="a.txt", content=text.encode(), variables={})
    return Task(stage="lines", unit="a", settings=NoSettings(), stored={}, given={"sources": [source]})


def test_a_task_gives_the_files_of_its_tables(house: House) -> None:
    result = execute(_task("un\ndeux"))
    lines = tables.decode(result.files["lines"], Line)
    assert [line.text for line in lines] == ["un", "deux"]
    assert (result.unit, result.n_records, result.refused, result.detail) == ("a", {"lines": 2}, "", "")


def test_a_task_reads_all_the_units_it_is_given_in_their_order(house: House) -> None:
    units = [tables.encode([Count(document=name, n_words=2)], Count) for name in "ab"]
    result = execute(Task(stage="totals", unit="", settings=NoSettings(), stored={"counts": units}))
    assert result.files["page"] == {"total.txt": b"4"}


def test_what_all_the_sources_read_is_prepared_once(house: House) -> None:
    house.stage("shares", SHARES)
    counts = [[tables.encode([Count(document="a", n_words=n)], Count)] for n in (4, 4, 5)]
    made = [
        execute(Task(stage="shares", unit=str(n), settings=NoSettings(), stored={"counts": there}))
        for n, there in enumerate(counts)
    ]
    assert [tables.decode(one.files["totals"], Total)[0] for one in made] == [
        Total(n_documents=1, n_words=4),
        Total(n_documents=1, n_words=4),
        Total(n_documents=2, n_words=5),
    ]


def test_a_refusal_is_the_french_sentence_without_a_traceback(house: House) -> None:
    result = execute(_task(""))
    assert result.refused == str(FileRefused(Reason.EMPTY))
    assert (result.detail, result.files) == ("", {})


def test_a_surprise_quotes_the_transcript_in_its_detail_only(house: House) -> None:
    result = execute(_task("PIEGE pour Sophie"))
    assert "lines, ValueError" in result.refused
    assert "Sophie" not in result.refused
    assert "Sophie" in result.detail


def test_tasks_and_results_cross_a_process_whole(house: House) -> None:
    task = _task("un")
    assert pickle.loads(pickle.dumps(task)) == task
    result = execute(task)
    assert pickle.loads(pickle.dumps(result)) == result
    refusal = pickle.loads(pickle.dumps(FileRefused(Reason.TOO_BIG, "2 Mo")))
    assert (refusal.reason, refusal.place) == (Reason.TOO_BIG, "2 Mo")


def test_tasks_are_taken_one_at_a_time_in_this_process(house: House) -> None:
    taken = []

    def tasks() -> Iterator[Task]:
        for name in "abc":
            taken.append(name)
            yield _task(name)

    results = InProcess().run(tasks())
    next(results)
    assert taken == ["a"]


def _other(house: House, folder: Path) -> House:
    """Another study of the same transcripts."""
    other = House(folder)
    (other.folder / "essai.toml").write_bytes((house.folder / "essai.toml").read_bytes())
    for path in (house.etude / "transcripts").iterdir():
        other.source(path.name, path.read_text(encoding="utf-8"))
    return other


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_of_this_machine_make_the_same_bytes(house: House, tmp_path: Path, workers: int) -> None:
    house.source("vide.txt", "")
    house.run()
    other = _other(house, tmp_path / "other")
    done = other.run(workers=workers)
    assert other.files() == house.files()
    assert [one.unit for one in done if one.refused] == ["vide"]
    assert other.ran() == []


def test_a_task_that_kills_its_workers_is_refused_alone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_RETRIES", 1)  # each death costs the start of a process
    house.stage("counts", DEADLY)
    for number in range(2, 8):
        (house.etude / "transcripts" / f"d{number}.txt").unlink()
    house.source("d0.txt", "MORT")
    refused = {(one.stage, one.unit): one.refused for one in house.run(workers=1) if one.refused}
    assert list(refused) == [("counts", "d0")]
    assert "KilledWorker" in refused["counts", "d0"]
    assert [count.document for count in house.study().table("counts")] == ["d1"]


@contextmanager
def _cluster(house: House) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers, each a process of its own, on loopback."""
    file, environment = house.folder / "scheduler.json", elsewhere(house)
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    scheduler = _dask("dask_scheduler", "--host", "127.0.0.1", "--port", "0", *common, env=environment)
    workers = [
        _dask("dask_worker", "--host", "127.0.0.1", "--nthreads", "1", "--no-nanny", *common, env=environment)
        for _ in range(2)
    ]
    try:
        while not file.exists() or b"address" not in file.read_bytes():
            time.sleep(0.05)
        address = json.loads(file.read_bytes())["address"]
        with Client(address) as client:
            client.wait_for_workers(2, timeout=30)
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def _dask(name: str, *options: str, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.{name}", *options]
    return subprocess.Popen(command, env=env, cwd=env["PYTHONPATH"].split(os.pathsep)[0], stderr=subprocess.DEVNULL)


def test_a_worker_killed_in_the_middle_changes_no_byte(house: House, tmp_path: Path) -> None:
    house.run()
    other = _other(house, tmp_path / "other")
    with _cluster(house) as (address, workers):
        done = []
        for one in other.study().run(scheduler=address):
            done.append(one)
            if [d.stage for d in done].count("counts") == 2:
                workers[0].send_signal(signal.SIGKILL)
        assert workers[0].wait() == -signal.SIGKILL
        assert workers[1].poll() is None
    assert len(done) == 17
    assert not [one for one in done if one.refused]
    assert other.files() == house.files()
