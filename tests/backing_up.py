"""What tests of backups need: another process that decides, a disk that is full, a look into a copy."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections

import command
from reviewing import entries
from thematique.review.database import register, use
from thematique.review.models import Coding

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WRITE = """
import sys
from pathlib import Path
sys.path.append(sys.argv[2])
import reviewing
from thematique.review.coders import voice
from thematique.review.database import register, use
with use(register(Path(sys.argv[1]))):
    anna = voice("Anna")
    for number in range(int(sys.argv[3])):
        reviewing.decide(anna, "t.a", number=number)
        print(number, flush=True)
"""


def writer(folder: Path, count: int = 10_000) -> subprocess.Popen[str]:
    """Another process that decides without end; returns once it has begun."""
    tests = str(Path(__file__).parent)
    running = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(folder), tests, str(count)], stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    assert running.stdout.readline().strip() == "0"
    return running


def look(backup: Path, folder: Path) -> tuple[int, int]:
    """Open a backup as the database of another study: entries of its journal, its codings."""
    folder.mkdir(exist_ok=True)
    shutil.copyfile(backup, folder / "review.sqlite")
    database = register(folder)
    with use(database):
        found = entries(), Coding.objects.count()
    connections[database.alias].close()
    return found


def broken(backup: Path) -> Path:
    content = bytearray(backup.read_bytes())
    content[4096:9000] = b"\xff" * 4904
    backup.write_bytes(content)
    return backup


FULL_DISK = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from thematique.errors import WrongUse
from thematique.review import backups
database = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
try:
    if sys.argv[2] == "make":
        backups.make(database, "demande", datetime.now(UTC))
    else:
        backups.make = lambda *_: database
        backups.restore(database, sys.argv[2], datetime.now(UTC))
except WrongUse as error:
    print(error)
"""


def on_a_full_disk(database: Path, what: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(database), what], capture_output=True, text=True, check=True
    )
    command.assert_french(done.stdout)
    return done.stdout
