"""What a vault holds: files and folders one after the other, each told before its content, then an end."""

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from thematique.errors import WrongUse
from thematique.private_side import FILES, FOLDERS
from thematique.records import record
from thematique.vault.sealed import Damaged, Sealer, Unsealer

FILE, FOLDER = "file", "folder"
_END = "end"
_BLOCK = 1 << 20
_LONGEST = 1 << 16


@record
class Item:
    """A file or a folder of the private side: its path in the study, its size in bytes, when it was modified (ns)."""

    path: str
    kind: str
    size: int = 0
    modified: int = 0


def items(folder: Path, *, links: bool = False) -> Iterator[Item]:
    """What lies open of the private side, folders before what they hold.

    Raises:
        WrongUse: a link or a special file, unless `links` says to take it for a file.
    """
    for top in (*FOLDERS, *FILES):
        root = folder / top
        for path in [root, *sorted(root.rglob("*"))] if root.is_dir() else [root]:
            about = path.lstat() if path.exists() or path.is_symlink() else None
            if about is None:
                continue
            name = path.relative_to(folder).as_posix()
            if stat.S_ISDIR(about.st_mode):
                yield Item(path=name, kind=FOLDER)
            elif stat.S_ISREG(about.st_mode) or links:
                yield Item(path=name, kind=FILE, size=about.st_size, modified=about.st_mtime_ns)
            else:
                raise WrongUse(
                    f"« {name} » est un lien ou un fichier spécial, que le coffre ne peut pas prendre ; "
                    "mettez le fichier lui-même à sa place."
                )


def seal(sealer: Sealer, items: Iterable[Item], folder: Path) -> None:
    """Write the items, which lie in `folder`, and the end.

    Raises:
        WrongUse: a file changed meanwhile.
    """
    for item in items:
        _seal(sealer, item, folder)
    sealer.write(_framed(Item(path="", kind=_END)))
    sealer.close()


def _seal(sealer: Sealer, item: Item, folder: Path) -> None:
    sealer.write(_framed(item))
    if item.kind != FILE:
        return
    left = item.size
    with (folder / item.path).open("rb") as source:
        while left and (block := source.read(min(_BLOCK, left))):
            sealer.write(block)
            left -= len(block)
    if left:
        raise WrongUse("un fichier a changé pendant la fermeture ; rien n'a été retiré, recommencez.")


def _framed(item: Item) -> bytes:
    told = {"path": item.path, "kind": item.kind, "size": item.size, "modified": item.modified}
    text = json.dumps(told).encode()
    return len(text).to_bytes(4, "big") + text


def _enclosed(vault: Path, passphrase: str) -> Iterator[tuple[Item, Iterator[bytes]]]:
    """What is in a vault, each with its content, which must be read before the next.

    Raises:
        Damaged: it was cut or altered, or holds a name that would lead elsewhere.
    """
    with vault.open("rb") as source:
        unsealer, seen = Unsealer(source, passphrase), set[str]()
        while (item := _next(unsealer)).kind != _END:
            if item.path in seen:
                raise Damaged
            seen.add(item.path)
            yield item, _content(unsealer, item.size)
        if unsealer.read(1):
            raise Damaged


def _next(unsealer: Unsealer) -> Item:
    length = int.from_bytes(_exactly(unsealer, 4), "big")
    if length > _LONGEST:
        raise Damaged
    try:
        told: dict[str, Any] = json.loads(_exactly(unsealer, length))
        item = Item(path=str(told["path"]), kind=str(told["kind"]), size=told["size"], modified=told["modified"])
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged from error
    if not _is_sane(item):
        raise Damaged
    return item


def _is_sane(item: Item) -> bool:
    """Whether it is a file or folder of the private side, and of nothing else."""
    if item.kind == _END:
        return not item.path
    path = PurePosixPath(item.path)
    numbers = isinstance(item.size, int) and item.size >= 0 and isinstance(item.modified, int)
    plain = str(path) == item.path and not path.is_absolute() and ".." not in path.parts
    plain = plain and not any(sign in item.path for sign in ("\0\\:" if os.name == "nt" else "\0"))
    ours = path.parts[:1] in {(top,) for top in FOLDERS} or item.path in FILES
    return item.kind in {FILE, FOLDER} and numbers and plain and ours


def _content(unsealer: Unsealer, size: int) -> Iterator[bytes]:
    while size:
        block = _exactly(unsealer, min(_BLOCK, size))
        size -= len(block)
        yield block


def _exactly(unsealer: Unsealer, size: int) -> bytes:
    found = unsealer.read(size)
    if len(found) != size:
        raise Damaged
    return found


def digests(vault: Path, passphrase: str) -> Mapping[str, str]:
    """The digest of each file in a vault, empty for a folder; all of it is read, and nothing written."""
    found = {}
    for item, blocks in _enclosed(vault, passphrase):
        digest = hashlib.sha256()
        for block in blocks:
            digest.update(block)
        found[item.path] = digest.hexdigest() if item.kind == FILE else ""
    return found


def extract(vault: Path, passphrase: str, target: Path) -> None:
    """Write what is in a vault in a new folder that nobody else may enter."""
    target.mkdir(mode=0o700)
    for item, blocks in _enclosed(vault, passphrase):
        path = target / item.path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if item.kind == FOLDER:
            path.mkdir(mode=0o700, exist_ok=True)
            continue
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.writelines(blocks)
            stream.flush()
            os.fsync(stream.fileno())
        os.utime(path, ns=(item.modified, item.modified))
