"""corpus.csv: what the researcher says of each transcript, one line a file."""

import csv
import io
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thematique.errors import InvalidFile

_FILE_COLUMNS = ("file", "fichier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """The rows of corpus.csv by file name, in the order of the file, and its columns without that of the file."""

    columns: Sequence[str] = ()
    rows: Mapping[str, Mapping[str, str]]

    def variables(self, filename: str) -> Mapping[str, str]:
        """The variables of a transcript; its row may name it without its ending, in any case."""
        names = (filename.casefold(), Path(filename).stem.casefold())
        return next((row for name, row in self.rows.items() if name.casefold() in names), {})

    def unmatched(self, filenames: Collection[str]) -> Sequence[str]:
        """The rows that speak of no file of `filenames`, in alphabetical order."""
        known = {name.casefold() for file in filenames for name in (file, Path(file).stem)}
        return sorted(name for name in self.rows if name.casefold() not in known)


def load(path: Path) -> Corpus:
    """Read corpus.csv, whether Excel wrote it with semicolons or another program with commas; empty when it is absent.

    Raises:
        InvalidFile: unreadable encoding, no column for the file, a line without or with a repeated file; all listed.
    """
    if not path.exists():
        return Corpus(rows={})
    text = _decode(path)
    try:
        header, *lines = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)) or [[]]
    except csv.Error as error:
        raise InvalidFile(path.name, ["ce n'est pas un tableau CSV ; vérifiez les guillemets."]) from error
    columns = [column.strip() for column in header]
    file_column = next((i for i, column in enumerate(columns) if column.casefold() in _FILE_COLUMNS), None)
    if file_column is None:
        raise InvalidFile(path.name, ["ligne 1 : il faut une colonne « file » qui donne le nom de chaque fichier."])
    problems: list[str] = []
    rows: dict[str, Mapping[str, str]] = {}
    for number, cells in enumerate(lines, start=2):
        cells = [unicodedata.normalize("NFC", cell.strip()) for cell in cells]
        if not any(cells):
            continue
        name = cells[file_column] if file_column < len(cells) else ""
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            problems.append(f"ligne {number} : il y a plus de valeurs que de colonnes ; vérifiez les guillemets.")
        elif not name:
            problems.append(f"ligne {number} : le nom du fichier manque.")
        elif name in rows:
            problems.append(f"ligne {number} : « {name} » a déjà une ligne.")
        rows[name] = {
            key: cell for key, cell in zip(columns, cells, strict=False) if cell and key != columns[file_column]
        }
    if problems:
        raise InvalidFile(path.name, problems)
    return Corpus(columns=[column for i, column in enumerate(columns) if i != file_column and column], rows=rows)


def merge(old: Corpus, new: Corpus) -> Corpus:
    """The old rows, and the new ones for files that had none: what was written first is never overwritten."""
    columns = [*old.columns, *(column for column in new.columns if column not in old.columns)]
    return Corpus(columns=columns, rows={**new.rows, **old.rows})


def renamed(corpus: Corpus, names: Mapping[str, str]) -> Corpus:
    """The same rows for files that now have other names, given with their ending by their former ones."""
    known = {former.casefold(): name for former, name in names.items()}
    known |= {Path(former).stem.casefold(): name for former, name in names.items()}
    return Corpus(
        columns=corpus.columns, rows={known.get(key.casefold(), key): row for key, row in corpus.rows.items()}
    )


def dump(corpus: Corpus) -> str:
    """The text of corpus.csv, rows in alphabetical order of the files."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["file", *corpus.columns])
    for name, row in sorted(corpus.rows.items()):
        writer.writerow([name, *(row.get(column, "") for column in corpus.columns)])
    return stream.getvalue()


def _decode(path: Path) -> str:
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidFile(path.name, ["l'encodage n'a pas été reconnu ; enregistrez le fichier en CSV UTF-8."])


def _delimiter(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)
