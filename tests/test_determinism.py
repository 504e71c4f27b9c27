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


def locales() -> list[str]:
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    # where a capital i is not I
    return [name for name in listed if name.startswith(("tr_", "az_"))]


def test_neither_locale_nor_zone_nor_seed_of_hashes_changes_a_byte(tmp_path: Path) -> None:
    turkish = (locales() or ["C.UTF-8"])[0]
    first = ran(tmp_path / "a", LC_ALL="C.UTF-8", TZ="Europe/Brussels", PYTHONHASHSEED="0")
    other = ran(tmp_path / "b", LC_ALL="C", PYTHONUTF8="0", TZ="Pacific/Kiritimati", PYTHONHASHSEED="1")
    third = ran(tmp_path / "c", LC_ALL=turkish, LANG=turkish, TZ="America/Adak", PYTHONHASHSEED="4242")
    assert {"tables/turns/nord.parquet", "tables/suggestions.parquet", "report/rapport.html"} <= set(first)
    assert [name for name in first if other.get(name) != first[name]] == []
    assert [name for name in first if third.get(name) != first[name]] == []
    assert set(first) == set(other) == set(third)
