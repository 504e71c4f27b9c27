"""The same transcripts give the same bytes, wherever and whenever they are read."""

import subprocess
from pathlib import Path

import small
from command import thematique

SHARED = ("tables", "vectors", "models", "report")


def made(etude: Path) -> dict[str, bytes]:
    return {
        path.relative_to(etude).as_posix(): path.read_bytes()
        for folder in SHARED
        for path in sorted((etude / folder).rglob("*"))
        if path.is_file() and path.name not in ("ledger.sqlite", ".lock")
    }


def ran(folder: Path, **env: str) -> dict[str, bytes]:
    etude = folder / "etude"
    small.study(etude)
    assert thematique("run", etude, env=env).status == 0
    return made(etude)


def far_away() -> str:
    """A locale where a capital i is not I, if this machine knows one, else the poorest of all."""
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    return next((name for name in listed if name.startswith(("tr_", "az_"))), "C")


def test_neither_locale_nor_zone_nor_seed_of_hashes_changes_a_byte(tmp_path: Path) -> None:
    here = ran(tmp_path / "a", LC_ALL="C.UTF-8", TZ="Europe/Brussels", PYTHONHASHSEED="0")
    there = ran(tmp_path / "b", LC_ALL=far_away(), PYTHONUTF8="0", TZ="Pacific/Kiritimati", PYTHONHASHSEED="4242")
    assert {"tables/turns/nord.parquet", "tables/suggestions.parquet", "report/rapport.html"} <= set(here)
    assert [name for name in here if there.get(name) != here[name]] == []
    assert set(here) == set(there)
