"""Under which names transcripts are filed: a file whose name names someone gets another one in the study.

The names that people gave stay in `private/fichiers.csv`, and corpus.csv may go on using them.
"""

import csv
import io
from collections.abc import Collection, Mapping
from pathlib import Path

from thematique import tables
from thematique.french.filenames import without_names

_REGISTER = Path("private") / "fichiers.csv"
_HEADER = ("nom d'origine", "nom dans l'étude")
_UNNAMED = "transcription"
_SIGNS = 6


def filed_names(folder: Path) -> Mapping[str, str]:
    """The name in the study in `folder` of each file that was filed under another name than its own."""
    path = folder / _REGISTER
    if not path.is_file():
        return {}
    _, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    return dict(rows)


def remember(folder: Path, original: str, filed: str) -> None:
    """Keep the name that a file had."""
    _write(folder, {**filed_names(folder), original: filed})


def _write(folder: Path, rows: Mapping[str, str]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows([_HEADER, *rows.items()])
    (folder / _REGISTER).parent.mkdir(mode=0o700, exist_ok=True)
    tables.write(folder / _REGISTER, stream.getvalue().encode(), private=True)


def unremember(folder: Path, filed: Collection[str]) -> int:
    """Erase the names that some files had before they were filed; returns how many."""
    rows = filed_names(folder)
    kept = {original: name for original, name in rows.items() if name not in filed}
    if kept != rows:
        _write(folder, kept)
    return len(rows) - len(kept)


def neutral_name(name: str, digest: str) -> str:
    """What to call the file `name` in the study; its own name where it names no one.

    The sign that tells such files apart comes from the digest of their content: a number would tell their order.
    """
    path = Path(name)
    stem = without_names(path.stem)
    if stem is None:
        return name
    stem = stem if any(map(str.isalpha, stem)) else "_".join(filter(None, (_UNNAMED, stem)))
    return f"{stem}_{digest[:_SIGNS]}{path.suffix}"
