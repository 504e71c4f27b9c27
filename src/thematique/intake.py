"""What people bring to a study: which files are transcripts, and how they are copied in."""

import os
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thematique import corpus, tables
from thematique.digests import digest_path
from thematique.errors import FileRefused, InvalidFile, Reason
from thematique.filed import filed_names, neutral_name, remember

_CORPUS_FILE = "corpus.csv"
_NAMED = "ce nom de fichier semble désigner une personne : dans l'étude, il s'appelle « {filed} »."
_NO_FILE = "ce dossier ne contient aucun fichier ; rien n'y a été pris."
_A_STUDY = "c'est le dossier d'une étude ; rien n'y a été pris."
# what lies beside transcripts without being one
_NOT_TRANSCRIPTS = frozenset({"readme", "license", "licence", "lisezmoi"})
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})
_STUDY_FILE = "etude.toml"
# what breaks a line, or turns the reading order of a terminal around
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one file: `taken` as a transcript or not; `note` and `refused` say in French what to know."""

    file: str
    taken: bool = False
    note: str = ""
    refused: str = ""


def files_of(path: Path) -> Iterator[Path]:
    """The files at `path`, in alphabetical order; those of a folder and of its sub-folders when it is one.

    A folder of which nothing can be taken comes as it is.
    """
    children = _children(path)
    if not children:
        yield path
    for child in children:
        yield from files_of(child)


def readable_name(path: Path) -> str:
    """The name of a file as a person reads it: composed, on one line, old disks' Windows-1252 bytes decoded."""
    try:
        path.name.encode()
        name = path.name
    except UnicodeEncodeError:
        name = os.fsencode(path.name).decode("cp1252", errors="replace")
    return _CONTROLS.sub("_", unicodedata.normalize("NFC", name))


def take_in(files: Iterable[Path], folder: Path) -> Iterator[Added]:
    """Copy files into the study's transcripts, one outcome a file; the originals are never touched."""
    transcripts = folder / "transcripts"
    kept = (
        path for path in transcripts.iterdir() if os.access(path, os.R_OK) and path.is_file() and path.name[0] != "."
    )
    contents = {digest_path(path): path.name for path in kept}
    for path in files:
        name = readable_name(path)
        try:
            if path.is_dir() and not path.is_symlink():
                yield Added(file=name, note=_A_STUDY if (path / _STUDY_FILE).exists() else _NO_FILE)
            elif name.casefold() == _CORPUS_FILE:
                yield _take_corpus(path, folder / _CORPUS_FILE)
            elif _lies_beside(name.casefold()):
                yield Added(file=name, note="n'est pas une transcription ; laissé de côté.")
            else:
                filed = _filed(name, path, folder)
                _copy(path, name, transcripts / filed, contents)
                yield Added(file=name, taken=True, note=_NAMED.format(filed=filed) if filed != name else "")
        except FileRefused as refusal:
            if refusal.reason is Reason.SAME_CONTENT:
                yield Added(file=name, note=str(refusal))
            else:
                yield Added(file=name, refused=str(refusal))
        except OSError:
            yield Added(file=name, refused=str(FileRefused(Reason.UNREADABLE)))
        except InvalidFile as error:
            yield Added(file=name, refused=" ; ".join(error.problems))
    _rename_rows(folder)


def document_names(files: Sequence[Path]) -> Mapping[str, Path]:
    """The name of each document: that of its file without the ending, and with it where two files would share it."""
    names = {path: readable_name(path) for path in files}
    stems = Counter(_stem(name).casefold() for name in names.values())
    return {_stem(name) if stems[_stem(name).casefold()] == 1 else name: path for path, name in names.items()}


def _children(path: Path) -> Sequence[Path]:
    """What a folder holds but hidden folders; nothing for a file, a link, a study, or a folder closed to us."""
    try:
        if path.is_symlink() or not path.is_dir() or (path / _STUDY_FILE).exists():
            return []
        return sorted(child for child in path.iterdir() if not (child.name.startswith(".") and child.is_dir()))
    except OSError:
        return []


def _lies_beside(name: str) -> bool:
    return name.startswith((".", "~$")) or name in _OF_THE_SYSTEM or name.partition(".")[0] in _NOT_TRANSCRIPTS


def _stem(name: str) -> str:
    """The name without its ending; « entretien 24.10 » has none."""
    path = Path(name)
    return path.stem if any(letter.isalpha() for letter in path.suffix) else name


def _filed(name: str, path: Path, folder: Path) -> str:
    """The name of a file in the study: the one it already has there, its own, or one that names no one."""
    return filed_names(folder).get(name) or neutral_name(name, digest_path(path))


def _rename_rows(folder: Path) -> None:
    """Let corpus.csv speak of the transcripts by the names they have in the study."""
    path, filed = folder / _CORPUS_FILE, filed_names(folder)
    old = corpus.load(path) if path.is_file() and filed else None
    if old and (new := corpus.renamed(old, filed)) != old:
        tables.write(path, corpus.dump(new).encode(), private=True)


def _copy(path: Path, name: str, target: Path, contents: dict[str, str]) -> None:
    if path.is_symlink():
        raise FileRefused(Reason.LINK)
    if not path.is_file():
        raise FileRefused(Reason.UNREADABLE)
    found = digest_path(path)
    if found in contents:
        raise FileRefused(Reason.SAME_CONTENT, contents[found])
    if target.exists():
        raise FileRefused(Reason.SAME_NAME)
    temporary = target.with_name(f".{target.name}.part")
    shutil.copyfile(path, temporary)
    if target.name != name:
        # once the file is there it is not taken again: cut short between the two, its name would be lost
        remember(target.parents[1], name, target.name)
    temporary.replace(target)
    contents[found] = target.name


def _take_corpus(path: Path, target: Path) -> Added:
    old, new = corpus.load(target), corpus.renamed(corpus.load(path), filed_names(target.parent))
    merged = corpus.merge(old, new)
    if merged != old:
        tables.write(target, corpus.dump(merged).encode(), private=True)
    differing = [name for name, row in new.rows.items() if old.rows.get(name, row) != row]
    note = f"{len(set(new.rows) - set(old.rows))} nouvelle(s) ligne(s)"
    if differing:
        note += f" ; lignes déjà présentes et gardées telles quelles : {', '.join(sorted(differing))}"
    return Added(file=_CORPUS_FILE, note=f"{note}.")
