"""The versions of the codebook, and codebook.toml, which says the same as the last one.

A version is kept in the database first, then written in the file; a crash between the two is made good at the next
look. Somebody who edits the file by hand makes a version too, unless it has errors: then the last good version holds
until they are mended, and nothing is written over what was typed.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from thematique import codebook, tables
from thematique.codebook import Codebook
from thematique.errors import InvalidFile, WrongUse
from thematique.review import journal
from thematique.review.database import writing
from thematique.review.models import CodebookVersion, Coder, Head

FILE = "codebook.toml"
_BY_HAND = f"modification de {FILE} à la main"
_UNWRITTEN = (
    "le fichier n'a pas pu être écrit (disque plein ou protégé ?) ; "
    "la grille en vigueur est gardée dans la base, et le fichier sera écrit dès que possible."
)


class Current(NamedTuple):
    """The codebook in force, the number of its version, and what is wrong with the file, which then says otherwise."""

    codebook: Codebook
    number: int
    problems: Sequence[str] = ()


class Outdated(WrongUse):
    """Somebody else changed the codebook since it was shown."""

    def __init__(self) -> None:
        super().__init__("la grille a changé entre-temps ; relisez-la, puis recommencez votre modification.")


def current(folder: Path) -> Current:
    """The codebook in force.

    Raises:
        InvalidFile: codebook.toml has problems and no version of it was ever good.
    """
    last, text = newest(), _text(folder)
    if last is not None and last.written and text == last.toml:
        return _held(last)
    if last is not None and (problems := _problems(folder, text)):
        return _held(last, problems)
    return _taken_up(folder)


def newest() -> CodebookVersion | None:
    """The last version; None before the first look at the codebook."""
    return CodebookVersion.objects.order_by("-number").first()


def history() -> Sequence[CodebookVersion]:
    """The versions, the newest first, without their text."""
    return list(CodebookVersion.objects.select_related("coder").defer("toml").order_by("-number"))


def has_comments() -> bool:
    """Whether the file holds comments, which only the versions before a change keep."""
    last = newest()
    return last is not None and any(line.lstrip().startswith("#") for line in last.toml.splitlines())


@lru_cache(maxsize=8)
def parsed(toml: str) -> Codebook:
    """The codebook of a version."""
    return codebook.parse(toml, file=FILE)


def require_newest(folder: Path, number: int) -> CodebookVersion:
    """The version of this number, which the file says too.

    Raises:
        Outdated: it is no longer the last one.
        InvalidFile: somebody edited the file and left errors in it.
    """
    last = newest()
    if last is None or last.number != number:
        raise Outdated
    text = _text(folder)
    if _is_edited(text, last):
        if problems := _problems(folder, text):
            raise InvalidFile(FILE, problems)
        raise Outdated
    return last


def keep(head: Head, toml: str, coder: Coder | None, told: Mapping[str, Any], *, act: str = "") -> CodebookVersion:
    """Make a version within a transaction that holds the journal; `coder` is None for a file edited by hand."""
    last = newest()
    number = last.number + 1 if last else 1
    made = CodebookVersion.objects.create(
        number=number, toml=toml, change=dict(told), coder=coder, made_at=journal.now()
    )
    journal.append(head, coder.name if coder else "", "codebook", {"number": number, **told}, act=act)
    return made


def put(folder: Path) -> None:
    """Write the last version, whoever made it: two that are made at once are not written in the wrong order."""
    with writing():
        journal.lock()
        last = newest()
        if last is not None and not last.written:
            _write(folder, last)


def put_back(folder: Path, coder: Coder) -> str:
    """Write the codebook in force over a codebook.toml with errors; returns the name under which that file is kept.

    The name is empty where nothing had to be kept.

    Raises:
        WrongUse: the files cannot be written.
    """
    with writing():
        head = journal.lock()
        path, last = folder / FILE, newest()
        if last is None or not current(folder).problems:
            return ""
        aside = f"codebook.mis-de-cote-{journal.now():%Y%m%d-%H%M%S}.toml" if path.exists() else ""
        try:
            if aside:
                tables.write(folder / aside, path.read_bytes())
        except OSError as error:
            raise WrongUse(f"{FILE} : {_UNWRITTEN}") from error
        if not _write(folder, last):
            raise WrongUse(f"{FILE} : {_UNWRITTEN}")
        journal.append(head, coder.name, "codebook", {"number": last.number, "what": "fichier remis", "aside": aside})
    return aside


def _held(version: CodebookVersion, problems: Sequence[str] = ()) -> Current:
    return Current(codebook=parsed(version.toml), number=version.number, problems=problems)


def _taken_up(folder: Path) -> Current:
    """The codebook in force, where the file does not say the same as the last version."""
    with writing():
        head = journal.lock()
        # another thread may have done it while this one waited
        last, text = newest(), _text(folder)
        if last is None or _is_edited(text, last):
            if problems := _problems(folder, text):
                if last is None:
                    raise InvalidFile(FILE, problems)
                return _held(last, problems)
            last = keep(head, text or "", None, {"what": _BY_HAND if last else "première version"})
            CodebookVersion.objects.update(written=True)
        elif not _write(folder, last):
            return _held(last, [_UNWRITTEN])
    return _held(last)


def _problems(folder: Path, text: str | None) -> Sequence[str]:
    """What is wrong with a text of the file; None stands for a file that cannot be read."""
    try:
        if text is None:
            codebook.load(folder / FILE)
        else:
            parsed(text)
    except InvalidFile as error:
        return error.problems
    return ()


def _is_edited(text: str | None, last: CodebookVersion) -> bool:
    """Whether the file says neither the last version nor one that it said before a write that failed."""
    known = CodebookVersion.objects.filter(written=True).order_by("-number").values_list("number", flat=True).first()
    behind = CodebookVersion.objects.filter(number__gte=known or last.number).values_list("toml", flat=True)
    return text not in set(behind)


def _write(folder: Path, version: CodebookVersion) -> bool:
    """Write a version in the file; when that cannot be, it waits for the next look."""
    try:
        tables.write(folder / FILE, version.toml.encode())
    except OSError:
        return False
    CodebookVersion.objects.update(written=True)
    return True


def _text(folder: Path) -> str | None:
    """What the file says; None when it cannot be read."""
    try:
        return (folder / FILE).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
