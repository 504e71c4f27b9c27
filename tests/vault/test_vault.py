"""The vault takes the whole private side and gives it back; nothing is lost, whenever it is interrupted."""

import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from thematique import vault
from thematique.errors import WrongUse
from thematique.private_side import MARK, VAULT, Side, mark, side_of
from thematique.vault import content, sealed

PASSPHRASE = "quatre mots sans rapport"
SHARED = {"etude.toml": b'title = "x"', "tables/turns/a.parquet": b"shared", "report/rapport.html": b"<p>"}
PRIVATE = {
    "transcripts/a.txt": "Maëlle : bonjour".encode(),
    "transcripts/vide.txt": b"",
    "transcripts/gros.bin": bytes(range(256)) * 12_000,
    "private/raw_turns/a.parquet": b"raw",
    "private/corrections.jsonl": b"{}\n",
    "corpus.csv": b"file,nom\na.txt,Maelle\n",
}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "_N", 1 << 10)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    etude = tmp_path / "etude"
    for name, said in {**SHARED, **PRIVATE}.items():
        (etude / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        (etude / name).write_bytes(said)
    (etude / "private" / "vide").mkdir(mode=0o700)
    (etude / "transcripts" / os.fsdecode(b"Bahir\xe9.txt")).write_bytes(b"latin")
    yield etude
    shutil.rmtree(etude)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_everything_comes_back_byte_for_byte_with_its_date(folder: Path) -> None:
    before, dates = files(folder), {name: (folder / name).stat().st_mtime_ns for name in PRIVATE}
    taken = vault.lock(folder, PASSPHRASE)
    assert set(files(folder)) == {*SHARED, VAULT, MARK}
    assert side_of(folder) is Side.CLOSED
    assert (
        vault.unlock(folder, PASSPHRASE) == taken == vault.Enclosed(files=7, size=sum(map(len, PRIVATE.values())) + 5)
    )
    assert files(folder) == before
    assert {name: (folder / name).stat().st_mtime_ns for name in PRIVATE} == dates
    assert (folder / "private" / "vide").is_dir()
    assert side_of(folder) is Side.OPEN


def test_the_private_side_is_for_its_owner_only(folder: Path) -> None:
    vault.lock(folder, PASSPHRASE)
    assert (folder / VAULT).stat().st_mode & 0o777 == 0o600
    vault.unlock(folder, PASSPHRASE)
    for path in [*(folder / "private").rglob("*"), *(folder / "transcripts").rglob("*"), folder / "private"]:
        assert path.stat().st_mode & 0o077 == 0, path


def test_no_word_of_it_can_be_read_in_the_vault(folder: Path) -> None:
    vault.lock(folder, PASSPHRASE)
    said = (folder / VAULT).read_bytes()
    # words of this length do not stand in a cipher by chance
    words = {word for text in (*PRIVATE, *PRIVATE.values()) for word in re.findall(rb"\w{6,}", _bytes(text))}
    assert words
    assert not [word for word in words if word in said]


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


@pytest.mark.parametrize("harm", ["wrong", "cut", "tail", "bit", "other", "empty"])
def test_a_vault_that_cannot_be_opened_is_refused_and_nothing_is_written(folder: Path, harm: str) -> None:
    vault.lock(folder, PASSPHRASE)
    whole = (folder / VAULT).read_bytes()
    middle = bytearray(whole)
    middle[len(whole) // 2] ^= 1
    harmed = {
        "wrong": whole, "cut": whole[:-1], "tail": whole + b"x", "bit": bytes(middle), "other": b"PK\3\4" + whole, "empty": b""
    }  # fmt: skip
    (folder / VAULT).write_bytes(harmed[harm])
    before = files(folder)
    with pytest.raises(WrongUse, match="phrase de passe" if harm == "wrong" else "abîmé"):
        vault.unlock(folder, "une autre phrase entière" if harm == "wrong" else PASSPHRASE)
    assert files(folder) == before
    assert not (folder / ".private.open").exists()


@pytest.mark.parametrize(
    "name", ["../dehors.txt", "/etc/passwd", "private/../../x", "tables/x", "private//x", "etude.toml", ""]
)
def test_a_name_that_leads_elsewhere_is_refused_even_from_who_knows_the_passphrase(folder: Path, name: str) -> None:
    with (folder / VAULT).open("wb") as target:
        sealer = sealed.Sealer(target, PASSPHRASE)
        sealer.write(content._framed(content.Item(path=name, kind="file", size=1)) + b"x")
        sealer.write(content._framed(content.Item(path="", kind="end")))
        sealer.close()
    before = files(folder)
    with pytest.raises(sealed.Damaged):
        vault.unlock(folder, PASSPHRASE)
    assert files(folder) == before
    (folder / VAULT).unlink()


class Killed(BaseException):
    """The process is killed."""


def killed_at(monkeypatch: pytest.MonkeyPatch, number: int) -> Callable[[], int]:
    """Let the process be killed at the nth change of the disk, and do nothing after it; gives how many there were."""
    done = [0]

    def count(original: Callable[..., Any]) -> Callable[..., Any]:
        def change(*arguments: Any, **options: Any) -> Any:
            done[0] += 1
            if done[0] >= number:
                raise Killed
            return original(*arguments, **options)

        return change

    for name in ("unlink", "rmdir", "replace", "mkdir"):
        monkeypatch.setattr(Path, name, count(getattr(Path, name)))
    # what a killed process cannot do any more
    monkeypatch.setattr(shutil, "rmtree", count(shutil.rmtree))
    return lambda: done[0]


@pytest.mark.parametrize("action", ["lock", "unlock", "destroy"])
def test_killed_at_any_change_of_the_disk_nothing_is_lost_and_the_next_call_goes_on(
    folder: Path, action: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {name: said for name, said in files(folder).items() if name not in SHARED}
    if action == "unlock":
        vault.lock(folder, PASSPHRASE)
    start = folder.with_name("depart")
    shutil.copytree(folder, start)
    act: Mapping[str, Callable[[], Any]] = {
        "lock": lambda: vault.lock(folder, PASSPHRASE),
        "unlock": lambda: vault.unlock(folder, PASSPHRASE),
        "destroy": lambda: vault.destroy(folder),
    }
    kills = 0
    for number in range(1, 200):
        shutil.rmtree(folder)
        shutil.copytree(start, folder)
        with monkeypatch.context() as patch:
            killed_at(patch, number)
            try:
                act[action]()
                break
            except Killed:
                kills += 1
        _is_all_there(folder, before, action)
        try:
            act[action]()
        except WrongUse as done:
            assert "déjà" in str(done)
        if action == "unlock":
            assert {name: said for name, said in files(folder).items() if name not in SHARED} == before
            assert side_of(folder) is Side.OPEN
        else:
            assert not set(files(folder)) & set(before)
            assert side_of(folder) is (Side.CLOSED if action == "lock" else Side.DESTROYED)
    assert kills > 8


def _is_all_there(folder: Path, before: Mapping[str, bytes], action: str) -> None:
    """All is in the files or in the vault, and a study of which something is missing is never taken for open."""
    plain = {name: said for name, said in files(folder).items() if name in before}
    assert all(before[name] == said for name, said in plain.items())
    if action == "destroy":
        assert side_of(folder) is Side.DESTROYED or plain == before
    elif plain != before:
        assert side_of(folder) is Side.CLOSED
        assert set(content.digests(folder / VAULT, PASSPHRASE)) >= set(before)


def test_what_was_put_there_while_it_was_closed_is_never_overwritten(folder: Path) -> None:
    vault.lock(folder, PASSPHRASE)
    (folder / "transcripts" / "a.txt").write_bytes(b"another one")
    before = files(folder)
    with pytest.raises(WrongUse, match=r"transcripts/a\.txt.*diffère"):
        vault.unlock(folder, PASSPHRASE)
    with pytest.raises(WrongUse, match="ne sont pas dans le coffre"):
        vault.lock(folder, PASSPHRASE)
    assert files(folder) == before
    (folder / "transcripts" / "a.txt").rename(folder / "transcripts" / "b.txt")
    vault.unlock(folder, PASSPHRASE)
    assert (folder / "transcripts" / "b.txt").read_bytes() == b"another one"
    assert (folder / "transcripts" / "a.txt").read_bytes() == PRIVATE["transcripts/a.txt"]


def test_the_log_goes_on_where_it_stopped(folder: Path) -> None:
    (folder / "private" / "journal.log").write_bytes(b"before\n")
    vault.lock(folder, PASSPHRASE)
    (folder / "private" / "journal.log").write_bytes(b"meanwhile\n")
    vault.unlock(folder, PASSPHRASE)
    assert (folder / "private" / "journal.log").read_bytes() == b"before\nmeanwhile\n"


def test_a_vault_taken_elsewhere_leaves_the_study_closed(folder: Path) -> None:
    vault.lock(folder, PASSPHRASE)
    kept = (folder / VAULT).read_bytes()
    (folder / VAULT).unlink()
    assert side_of(folder) is Side.CLOSED
    for act in (vault.unlock, vault.lock):
        with pytest.raises(WrongUse, match="remettez-le"):
            act(folder, PASSPHRASE)
    (folder / VAULT).write_bytes(kept)
    vault.unlock(folder, PASSPHRASE)


def test_a_damaged_mark_keeps_the_side_closed(folder: Path) -> None:
    (folder / MARK).write_bytes(b"{")
    assert side_of(folder) is Side.CLOSED
    mark(folder, Side.OPEN)
    assert side_of(folder) is Side.OPEN


def test_a_link_is_refused_before_anything_is_written(folder: Path) -> None:
    (folder / "transcripts" / "lien.txt").symlink_to(folder / "etude.toml")
    before = files(folder)
    with pytest.raises(WrongUse, match="lien"):
        vault.lock(folder, PASSPHRASE)
    assert files(folder) == before
    vault.destroy(folder)
    assert files(folder).keys() == {*SHARED, MARK}


def test_a_file_that_changes_meanwhile_is_not_removed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    verified = content.digests

    def digests(*arguments: Any) -> Any:
        (folder / "transcripts" / "a.txt").write_bytes(b"changed meanwhile")
        return verified(*arguments)

    monkeypatch.setattr(vault, "digests", digests)
    with pytest.raises(WrongUse, match="a changé pendant"):
        vault.lock(folder, PASSPHRASE)
    assert (folder / "transcripts" / "a.txt").read_bytes() == b"changed meanwhile"
    assert not (folder / VAULT).exists()
    assert side_of(folder) is Side.OPEN


def test_a_large_side_is_enclosed_in_little_memory(folder: Path) -> None:
    import tracemalloc

    with (folder / "transcripts" / "grand.bin").open("wb") as stream:
        stream.truncate(64 << 20)
    tracemalloc.start()
    vault.lock(folder, PASSPHRASE)
    vault.unlock(folder, PASSPHRASE)
    assert tracemalloc.get_traced_memory()[1] < 16 << 20
    tracemalloc.stop()
