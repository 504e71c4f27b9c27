"""What people bring to a study: which files are transcripts, and how they are copied in."""

import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thematique import corpus, tables
from thematique.digests import digest_path
from thematique.errors import FileRefused, InvalidFile, Reason

_CORPUS_FILE = "corpus.csv"
# what lies beside transcripts without being one
_NOT_TRANSCRIPTS = ("readme", "license", "licence", "lisezmoi", "thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one file: `note` says in French what is worth knowing, `refused` why it was not taken."""

    file: str
    note: str = ""
    refused: str = ""


def files_of(path: Path) -> Iterator[Path]:
    """The files at `path`, in alphabetical order; those of a folder and of its sub-folders when it is one."""
    if path.is_dir() and not path.is_symlink():
        for child in sorted(path.iterdir()):
            yield from files_of(child)
    else:
        yield path


def take_in(files: Iterable[Path], folder: Path) -> Iterator[Added]:
    """Copy files into the study's transcripts, one outcome a file; the originals are never touched."""
    transcripts = folder / "transcripts"
    contents = {digest_path(path): path.name for path in transcripts.iterdir() if path.is_file()}
    for path in files:
        name = unicodedata.normalize("NFC", path.name)
        try:
            if name.casefold() == _CORPUS_FILE:
                yield _take_corpus(path, folder / _CORPUS_FILE)
            elif name.startswith((".", "~$")) or name.casefold().startswith(_NOT_TRANSCRIPTS):
                yield Added(file=path.name, note="n'est pas une transcription ; laissé de côté.")
            else:
                _copy(path, transcripts / name, contents)
                yield Added(file=name)
        except FileRefused as refusal:
            known = refusal.reason is Reason.SAME_CONTENT
            yield Added(file=path.name, **{"note" if known else "refused": str(refusal)})
        except OSError:
            yield Added(file=path.name, refused=str(FileRefused(Reason.UNREADABLE, path.name)))
        except InvalidFile as error:
            yield Added(file=path.name, refused=" ; ".join(error.problems))


def document_names(files: Sequence[Path]) -> Mapping[str, Path]:
    """The name of each document: that of its file without the ending, and with it where two files would share it."""
    stems = Counter(_stem(path).casefold() for path in files)
    return {_stem(path) if stems[_stem(path).casefold()] == 1 else path.name: path for path in files}


def _stem(path: Path) -> str:
    """The name without its ending; « entretien 24.10 » has none."""
    return path.stem if any(letter.isalpha() for letter in path.suffix) else path.name


def _copy(path: Path, target: Path, contents: dict[str, str]) -> None:
    if path.is_symlink():
        raise FileRefused(Reason.LINK)
    if not path.is_file():
        raise FileRefused(Reason.UNREADABLE, path.name)
    found = digest_path(path)
    if found in contents:
        raise FileRefused(Reason.SAME_CONTENT, contents[found])
    if target.exists():
        raise FileRefused(Reason.SAME_NAME)
    temporary = target.with_name(f".{target.name}.part")
    shutil.copyfile(path, temporary)
    temporary.replace(target)
    contents[found] = target.name


def _take_corpus(path: Path, target: Path) -> Added:
    old, new = corpus.load(target), corpus.load(path)
    merged = corpus.merge(old, new)
    if merged != old:
        tables.write(target, corpus.dump(merged).encode())
    differing = [name for name, row in new.rows.items() if old.rows.get(name, row) != row]
    note = f"{len(set(new.rows) - set(old.rows))} nouvelle(s) ligne(s)"
    if differing:
        note += f" ; lignes déjà présentes et gardées telles quelles : {', '.join(sorted(differing))}"
    return Added(file=path.name, note=f"{note}.")
