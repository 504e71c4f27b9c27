"""The real command line, as a person starts it: another process, its exit status, what it says and where."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from no_network import MARK

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample"
_SITE = Path(__file__).parent / "site"
_ENGLISH = re.compile(
    r"\b(the|is|are|not|of|with|must|should|error|missing|invalid|unknown|expected|unexpected|try|such|failed|found|"
    r"cannot|can't|usage|please|required|got|found|denied|warning|deprecated)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """How a command ended: its exit status, and what it wrote on each stream."""

    status: int
    out: str
    err: str


Cli = Callable[..., Said]
"""The command line in this process, as the fixture `cli` gives it."""


def thematique(*arguments: object, env: Mapping[str, str] | None = None, before: Sequence[str] = ()) -> Said:
    """Run `thematique` in another process that cannot leave this machine; `before` is a command that starts it."""
    return run([*before, sys.executable, "-m", "thematique", *map(str, arguments)], env=env)


def run(command: Sequence[str], *, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Said:
    """Run any command likewise."""
    full = {**os.environ, "PYTHONPATH": str(_SITE), "COLUMNS": "100", **(env or {})}
    done = subprocess.run(command, env=full, cwd=cwd, capture_output=True, timeout=240, check=False)
    said = Said(status=done.returncode, out=_text(done.stdout), err=_text(done.stderr))
    assert MARK not in said.err
    assert "Traceback" not in said.err + said.out
    return said


def assert_french(text: str) -> None:
    """No English word of a library is left in what a person reads."""
    # people's own names, paths and settings stand between guillemets or after a slash
    plain = re.sub(r"«[^»]*»|\S*/\S*|\[[^\]]*\]", "", text)
    assert not _ENGLISH.findall(plain), text


def _text(content: bytes) -> str:
    return content.decode("utf-8", errors="replace")
