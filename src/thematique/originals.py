"""The originals of a study as a run is given them: read when they are needed, known by their content."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from thematique import corpus
from thematique.corpus import Corpus
from thematique.digests import digest_path
from thematique.errors import FileRefused, Reason
from thematique.filed import filed_names
from thematique.intake import document_names, readable_name
from thematique.plan import Given
from thematique.private_side import Side, side_of
from thematique.records import Source

# a transcript of this size would be some 100,000 hours of talk
_LARGEST_FILE = 1 << 30


def paths(folder: Path) -> Mapping[str, Path]:
    """The transcripts of the study in `folder`, by document."""
    files = sorted(path for path in (folder / "transcripts").iterdir() if not path.name.startswith("."))
    return document_names(files)


def described(folder: Path) -> Corpus:
    """What corpus.csv says of the transcripts, by the names that they have in the study."""
    return corpus.renamed(corpus.load(folder / "corpus.csv"), filed_names(folder))


def unmatched(folder: Path) -> Sequence[str]:
    """The rows of corpus.csv that speak of no transcript; none while the private side is shut."""
    if side_of(folder) is not Side.OPEN:
        return []
    return described(folder).unmatched([readable_name(path) for path in paths(folder).values()])


def given(folder: Path) -> Mapping[str, Given]:
    """The transcripts with their rows of corpus.csv, by document."""
    rows = described(folder)
    return {
        document: _source(document, path, rows.variables(readable_name(path)))
        for document, path in paths(folder).items()
    }


def remembered(documents: Iterable[str]) -> Mapping[str, Given]:
    """The transcripts of a study whose private side is shut: known by name only, read by nobody."""
    return {document: Given(digest="", load=_shut, filename=document) for document in documents}


def _shut() -> Sequence[Source]:
    raise FileRefused(Reason.UNREADABLE)


def _source(document: str, path: Path, variables: Mapping[str, str]) -> Given:
    def load() -> Sequence[Source]:
        try:
            if path.stat().st_size > _LARGEST_FILE:
                raise FileRefused(Reason.TOO_BIG, f"{_LARGEST_FILE >> 20} Mo")
            content = path.read_bytes()
        except OSError as error:
            raise FileRefused(Reason.UNREADABLE) from error
        return [Source(document=document, filename=name, content=content, variables=variables)]

    name = readable_name(path)
    said = hashlib.sha256(repr(sorted(variables.items())).encode()).hexdigest()
    return Given(digest=f"{Path(name).suffix} {_content(path)} {said}", load=load, filename=name)


def _content(path: Path) -> str:
    try:
        return digest_path(path)
    except OSError:
        # it is refused when it is read, and read again once it opens
        return "illisible"
