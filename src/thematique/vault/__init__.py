"""The vault: all that identifies people in one sealed file, `private.vault` (fr. coffre).

What is enclosed: the folders transcripts/ and private/, and corpus.csv, whose variables may hold names. The vault is
written, flushed to the disk, read again and compared with the files before any of them is removed; opening verifies the
whole vault, then writes beside, then moves into place, and removes the vault last. Interrupted at any moment, the same
command goes on from there, and nothing is lost.

A file that is removed may stay readable on the disk for a while, above all on an SSD: only a disk that is itself
encrypted prevents that. The commands say so.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from thematique.digests import digest_path
from thematique.errors import WrongUse
from thematique.private_side import FOLDERS, VAULT, Side, mark, side_of
from thematique.records import record
from thematique.vault.content import FILE, digests, extract, items, seal
from thematique.vault.sealed import Sealer, require_strong

_PART = f".{VAULT}.part"
_OPENING = ".private.open"
# what a shared stage may still add to while the vault is closed
_GROWS = "private/journal.log"
_CHANGED = "un fichier a changé pendant la fermeture ; rien n'a été retiré, recommencez."


@record
class Enclosed:
    """How many files the vault took or gave back, and their size in bytes."""

    files: int
    size: int


def require_lockable(folder: Path) -> None:
    """Check that there is something to enclose.

    Raises:
        WrongUse: the private side is closed already, destroyed, or its vault is elsewhere.
    """
    if side_of(folder) is Side.DESTROYED:
        raise WrongUse("le côté privé de cette étude a été détruit ; il n'y a plus rien à fermer.")
    if side_of(folder) is Side.CLOSED:
        _require_there(folder)
        if not any(item.kind == FILE for item in items(folder)):
            raise WrongUse("le côté privé de cette étude est déjà fermé.")


def require_unlockable(folder: Path) -> None:
    """Check that there is a vault to open.

    Raises:
        WrongUse: the private side is open, destroyed, or its vault is elsewhere.
    """
    if side_of(folder) is Side.DESTROYED:
        raise WrongUse("le côté privé de cette étude a été détruit ; rien ne peut le rendre.")
    if side_of(folder) is Side.OPEN:
        raise WrongUse("le côté privé de cette étude est déjà ouvert.")
    _require_there(folder)


def lock(folder: Path, passphrase: str) -> Enclosed:
    """Enclose the private side of the study in `folder`, or go on with what was interrupted.

    Raises:
        WrongUse: as `require_lockable`; a weak or wrong passphrase; a file that cannot be enclosed.
    """
    require_lockable(folder)
    if (folder / VAULT).exists():
        enclosed = _require_enclosed(folder, passphrase)
    else:
        require_strong(passphrase)
        enclosed = _enclose(folder, passphrase)
    mark(folder, Side.CLOSED)
    sizes = [(folder / path).stat().st_size for path, found in enclosed.items() if found]
    _remove_plain(folder, enclosed)
    return Enclosed(files=len(sizes), size=sum(sizes))


def unlock(folder: Path, passphrase: str) -> Enclosed:
    """Give the private side back as it was.

    Raises:
        WrongUse: as `require_unlockable`; wrong passphrase; the vault was cut or altered; a file there is another one.
    """
    require_unlockable(folder)
    vault, opening = folder / VAULT, folder / _OPENING
    shutil.rmtree(opening, ignore_errors=True)
    # first without writing anything: what comes out of a bad vault must never touch the disk
    there = digests(vault, passphrase)
    _require_no_clash(folder, there)
    if shutil.disk_usage(folder).free < vault.stat().st_size:
        raise WrongUse("il n'y a pas assez de place sur le disque pour ouvrir le coffre ; libérez-en et recommencez.")
    try:
        extract(vault, passphrase, opening)
        _move_in(opening, folder)
    finally:
        shutil.rmtree(opening, ignore_errors=True)
    mark(folder, Side.OPEN)
    sizes = [(folder / path).stat().st_size for path, found in there.items() if found]
    vault.unlink()
    _flush(folder)
    return Enclosed(files=len(sizes), size=sum(sizes))


def destroy(folder: Path) -> int:
    """Remove the private side for ever, open or closed; returns how many files went. May be called again."""
    mark(folder, Side.DESTROYED)
    there = list(items(folder, links=True))
    _remove_plain(folder, [item.path for item in there])
    leftovers = [path for path in (folder / VAULT, folder / _PART) if path.exists()]
    for path in leftovers:
        path.unlink()
    shutil.rmtree(folder / _OPENING, ignore_errors=True)
    _flush(folder)
    return sum(item.kind == FILE for item in there) + len(leftovers)


def _require_there(folder: Path) -> None:
    if not (folder / VAULT).exists():
        raise WrongUse(f"le coffre « {VAULT} » n'est pas dans le dossier de l'étude ; remettez-le, puis recommencez.")


def _enclose(folder: Path, passphrase: str) -> Mapping[str, str]:
    """Write the vault, whole and verified, or none; returns what is in it."""
    part = folder / _PART
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            seal(Sealer(target, passphrase), items(folder), folder)
            target.flush()
            os.fsync(target.fileno())
        there = digests(part, passphrase)
        if there != _plain(folder):
            raise WrongUse(_CHANGED)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    part.replace(folder / VAULT)
    _flush(folder)
    return there


def _require_enclosed(folder: Path, passphrase: str) -> Mapping[str, str]:
    """What lies open, when all of it is in the vault as it is: its removal was interrupted."""
    there, plain = digests(folder / VAULT, passphrase), _plain(folder)
    strangers = [path for path, found in plain.items() if there.get(path) != found]
    if strangers:
        raise WrongUse(
            f"{len(strangers)} fichier(s) du côté privé ne sont pas dans le coffre, ou y sont autrement ; ouvrez-le "
            "d'abord (unlock), puis fermez-le à nouveau."
        )
    return plain


def _plain(folder: Path) -> Mapping[str, str]:
    """The digest of each file that lies open, empty for a folder."""
    return {item.path: digest_path(folder / item.path) if item.kind == FILE else "" for item in items(folder)}


def _require_no_clash(folder: Path, there: Mapping[str, str]) -> None:
    """Check that opening overwrites nothing that people put there meanwhile."""
    for path, found in _plain(folder).items():
        if there.get(path, found) != found and path != _GROWS:
            raise WrongUse(
                f"« {path} » est dans le dossier et diffère de celui du coffre ; mettez-le ailleurs d'abord."
            )


def _move_in(opening: Path, folder: Path) -> None:
    """Give every file its place; those that are there already are the same."""
    for path in sorted(opening.rglob("*")):
        target = folder / path.relative_to(opening)
        if path.is_dir():
            target.mkdir(mode=0o700, exist_ok=True)
            target.chmod(0o700)
            continue
        if target.exists() and path.relative_to(opening).as_posix() == _GROWS:
            _prepend(path, target)
        path.replace(target)
    for top in FOLDERS:
        for place in (folder / top, *(path for path in (folder / top).rglob("*") if path.is_dir())):
            _flush(place)
    _flush(folder)


def _prepend(former: Path, later: Path) -> None:
    """Let the former part of a log go on with what was added while it was enclosed."""
    content, added = former.read_bytes(), later.read_bytes()
    former.write_bytes(added if added.startswith(content) else content + added)


def _remove_plain(folder: Path, names: Iterable[str]) -> None:
    """Remove files, then the folders that are empty; the two folders themselves stay, empty, for their owner."""
    for name in sorted(names, reverse=True):
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        else:
            path.unlink(missing_ok=True)
    for top in FOLDERS:
        (folder / top).mkdir(mode=0o700, exist_ok=True)
        _flush(folder / top)
    _flush(folder)


def _flush(folder: Path) -> None:
    """Let what was renamed or removed in a folder reach the disk; where they cannot be opened, the system does it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
