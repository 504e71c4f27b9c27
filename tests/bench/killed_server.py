"""Kill the server at random instants while people decide: is every acknowledged decision still there?

    python tests/bench/killed_server.py STUDY [TIMES]

STUDY is a study that has been run; work on a copy.
"""

import hashlib
import http.client
import json
import random
import signal
import sqlite3
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

from visitor import Visitor, start

_CODERS = 3


def main(study: Path, times: int) -> None:
    """Kill the server `times` times, and check after each."""
    chance = random.Random(2026)
    visitors = _people(study)
    codes = [line.strip()[1:-1] for line in (study / "codebook.toml").read_text().splitlines() if line.startswith("[")]
    codes = [code for code in codes if "." in code]
    acknowledged: set[str] = set()
    for turn in range(times):
        server = start(study)
        threads = [
            threading.Thread(target=_review, args=(visitor, server.base, name, codes, acknowledged, chance.random()))
            for name, visitor in visitors.items()
        ]
        for thread in threads:
            thread.start()
        time.sleep(0.05 + 1.5 * chance.random())
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        for thread in threads:
            thread.join()
        kept, sound = _kept(study)
        missing = acknowledged - kept
        if missing or not sound:
            print(f"kill {turn}: {len(missing)} acknowledged decisions are missing; database sound: {sound}")
            sys.exit(1)
        if turn % 20 == 19:
            print(f"{turn + 1} kills, {len(acknowledged)} acknowledged decisions, none missing", flush=True)
    print(f"{times} kills, {len(acknowledged)} acknowledged, 0 missing, {len(kept) - len(acknowledged)} kept unheard")
    print("journal:", _journal(study))


def _people(study: Path) -> dict[str, Visitor]:
    server = start(study)
    first = Visitor(base=server.base)
    first.enter(server.first_link, "Coder 0")
    server.stop()
    from thematique.study import Study

    people = Study(study).people
    links = {f"Coder {n}": people.invite(f"Coder {n}") for n in range(1, _CODERS)}
    server = start(study)
    visitors = {"Coder 0": first}
    for name, token in links.items():
        visitors[name] = Visitor(base=server.base)
        visitors[name].enter(f"{server.base}/invitation/{token}/", name)
    server.stop()
    return visitors


def _review(visitor: Visitor, base: str, name: str, codes: list[str], acknowledged: set[str], seed: float) -> None:
    """Decide until the server is gone; the session outlives it."""
    chance = random.Random(seed)
    visitor.move_to(base)
    try:
        reading, after = visitor.card()
        while reading:
            for _ in range(chance.randint(1, 3)):
                act = visitor.decide(reading, after, chance.choice(codes), chance.choice(["accept", "reject"]))
                acknowledged.add(_named(name, act))
            reading, after = visitor.next(reading)
    except (OSError, http.client.HTTPException):
        return


def _named(coder: str, act: str) -> str:
    """The act as the journal names it."""
    return hashlib.blake2b(json.dumps([coder, act]).encode(), digest_size=20).hexdigest()


def _kept(study: Path) -> tuple[set[str], bool]:
    with closing(sqlite3.connect(study / "review.sqlite")) as connection:
        rows = connection.execute("SELECT act FROM review_entry WHERE action = 'code'").fetchall()
        sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return {row[0] for row in rows}, sound


def _journal(study: Path) -> str:
    from thematique.review.database import prepare

    prepare()
    from thematique.review import journal
    from thematique.study import Study

    with Study(study).people.opened():
        found = journal.verify()
    return f"{found.entries} entries, " + ("whole" if found.broken is None else f"broken at {found.broken}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200)
