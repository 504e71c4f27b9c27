"""Many reviewers who decide at once, at the level of the models: is anything lost, and how long does a decision take.

Run by hand: `python tests/bench/many_reviewers.py [--reviewers 20] [--decisions 500] [--threads]`. Each reviewer is a
process (a thread with --threads) with its own connection, and decides without a pause on 25 passages that all share; a
time is that of one decision, its passage already shown. PostgreSQL waits for the disk, as SQLite does.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from multiprocessing import get_context
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

import numpy as np

import databases
from reviewing import Reviewer, acknowledged
from thematique.codings import NOTHING
from thematique.review import journal
from thematique.review.acts import Done
from thematique.review.coders import named, voice
from thematique.review.database import use
from thematique.review.models import Coding, Entry, Reading
from thematique.review.opening import open_database


def review(folder: Path, url: str, number: int, decisions: int, start: float) -> tuple[list[Done], list[float]]:
    """What one reviewer was told, and the milliseconds that each decision took."""
    from django.db import connections

    times: list[float] = []

    def timed(act: Callable[[], Done]) -> Done:
        before = time.perf_counter()
        done = act()
        times.append(1000 * (time.perf_counter() - before))
        return done

    with use(databases.register(folder, url)):
        who = Reviewer(coder=named(f"P{number}"), number=number)
        time.sleep(max(0.0, start - time.time()))
        done = who.work(decisions, timed)
    connections.close_all()
    return done, times


def check(told: Sequence[Sequence[Done]], decisions: int) -> list[str]:
    """What is wrong in the database that is in use, in the light of what reviewers were told."""
    wanted = len(told) * decisions
    expected = [(n % 25, NOTHING if n % 7 == 0 else f"t.c{n % 5}") for n in range(decisions)]
    rows = [
        list(Coding.objects.filter(coder__name=f"P{n}").order_by("pk").values_list("turn", "code"))
        for n in range(len(told))
    ]
    verified = journal.verify()
    checks = {
        f"acknowledged {len(acknowledged(told))} of {wanted}": acknowledged(told) == list(range(1, wanted + 1)),
        f"journal {verified}": verified == journal.Verified(entries=wanted),
        "codings of each reviewer as decided, in order": rows == [expected] * len(told),
        "every act recorded once": len(set(Entry.objects.values_list("act", flat=True))) == wanted,
        "one reading a passage": Reading.objects.count() == len(told) * min(25, decisions),
    }
    return [name for name, holds in checks.items() if not holds]


def bench(name: str, folder: Path, url: str, chosen: argparse.Namespace) -> None:
    """Let everybody decide at once, then check and print."""
    database = open_database(folder, url)
    with use(database):
        for number in range(chosen.reviewers):
            voice(f"P{number}")
    databases.connections.close_all()
    # time for all the processes to be ready
    start = time.time() + (1 if chosen.threads else 8)
    work = [(folder, url, number, chosen.decisions, start) for number in range(chosen.reviewers)]
    if chosen.threads:
        results = databases.at_once(database, [lambda one=one: review(*one) for one in work])
    else:
        with get_context("spawn").Pool(chosen.reviewers) as pool:
            results = pool.starmap(review, work, chunksize=1)
    seconds = time.time() - start
    with use(database):
        wrong = check([done for done, _ in results], chosen.decisions)
    databases.connections.close_all()
    times = np.concatenate([times for _, times in results])
    p50, p95, p99 = np.percentile(times, [50, 95, 99])
    print(
        f"{name}: {times.size} decisions in {seconds:.1f} s ({times.size / seconds:.0f}/s); "
        f"p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms, max {times.max():.0f} ms; "
        f"{'nothing lost, chain intact' if not wrong else 'WRONG: ' + '; '.join(wrong)}",
        flush=True,
    )


def main() -> None:
    """Bench SQLite, then PostgreSQL where it is installed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reviewers", type=int, default=20)
    parser.add_argument("--decisions", type=int, default=500)
    parser.add_argument("--threads", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        bench("SQLite", Path(name), "", chosen)
    with (
        tempfile.TemporaryDirectory() as name,
        databases.server(durable=True) if databases.installed() else nullcontext() as server,
    ):
        if server is None:
            print("PostgreSQL: not installed")
            return
        server.execute("CREATE DATABASE bench")
        bench("PostgreSQL", Path(name), server.url("bench"), chosen)


if __name__ == "__main__":
    main()
