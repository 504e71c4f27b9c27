"""The originals without what is erased: an extract takes the place of a file of which something stays.

The study's copies are the only ones that are touched; those that people keep elsewhere are theirs to deal with.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from thematique import corpus, originals, tables
from thematique.corpus import Corpus
from thematique.filed import filed_names
from thematique.forgetting.traces import Traces
from thematique.forgetting.wanted import REMOVED, Wanted
from thematique.intake import document_names, readable_name
from thematique.records import Mention, RawDocument, RawTurn, Where

ERASED_SPEAKER = "Participant"


Named = Mapping[tuple[str, int, Where, str], Sequence[Mention]]
"""Where a person is named: document, turn, part, and the name of the variable."""


def named(mentions: Iterable[Mention], wanted: Wanted) -> Named:
    """The mentions of the person, by the text in which they stand."""
    found: dict[tuple[str, int, Where, str], list[Mention]] = {}
    for mention in mentions:
        if mention.code == wanted.code != "":
            found.setdefault((mention.document, mention.turn, mention.where, mention.key), []).append(mention)
    return found


def cleared(turns: Iterable[RawTurn], there: Named, wanted: Wanted, traces: Traces) -> list[RawTurn]:
    """Turns without the words of the person, and with the code in the place of their names."""

    def told(turn: RawTurn, where: Where, text: str) -> str:
        return traces.redact_names(_coded(text, there.get((turn.document, turn.turn, where, ""), ()), wanted))

    return [
        replace(turn, speaker=ERASED_SPEAKER, text=REMOVED)
        if (turn.document, turn.turn) in wanted.turns
        else replace(turn, speaker=told(turn, Where.SPEAKER, turn.speaker), text=told(turn, Where.TEXT, turn.text))
        for turn in turns
    ]


def described(document: RawDocument, there: Named, wanted: Wanted, traces: Traces) -> RawDocument:
    """What a document says of itself, with the code in the place of the person's names."""
    if not wanted.code:
        return document

    def told(name: str, value: str) -> str:
        return traces.redact(_coded(value, there.get((document.document, -1, Where.VARIABLE, name), ()), wanted))

    variables = {name: told(name, value) for name, value in document.variables.items()}
    return replace(document, title=told("title", document.title), variables=variables)


def changed(old: RawDocument, new: RawDocument) -> Mapping[str, str]:
    """What stands in the place of each title or variable that is no more as it was."""
    pairs = [(old.title, new.title), *((old.variables[name], value) for name, value in new.variables.items())]
    return {before: after for before, after in pairs if before != after}


def extract(unit: str, documents: Sequence[RawDocument], turns: Sequence[RawTurn]) -> bytes:
    """The file that gives these documents and turns again when it is read."""
    told = [
        {
            "row": document.document.removeprefix(unit).removeprefix(":"),
            "header": _header(document),
            "turns": [
                {"speaker": turn.speaker, "text": turn.text, "start": turn.time_start, "end": turn.time_end}
                for turn in turns
                if turn.document == document.document
            ],
        }
        for document in documents
    ]
    content: dict[str, Any] = {"thematique": "extrait", "documents": told}
    return json.dumps(content, ensure_ascii=False, indent=None).encode()


def put(folder: Path, unit: str, content: bytes) -> str:
    """Put an extract in the place of an original; returns the name that the file has now.

    It is called .json where no other document takes another name by that.
    """
    before = originals.paths(folder)
    path = before[unit]
    target = path.with_name(f"{unit}.json")
    others = {name: one for name, one in before.items() if name != unit}
    renamed = document_names([*others.values(), target])
    if any(renamed.get(name) != one for name, one in others.items()) or renamed.get(unit) != target:
        target = path
    tables.write(target, content, private=True)
    if target != path:
        path.unlink()
    return readable_name(target)


def rewrite_rows(
    folder: Path,
    renamed: Mapping[str, str],
    gone: Collection[str],
    traces: Traces,
    *,
    code: str,
    told: Mapping[str, str],
) -> None:
    """Let corpus.csv follow: files that have another name, or are gone, and names in its cells.

    Args:
        folder: of the study.
        renamed: the files that are kept, by the names that they had.
        gone: files that are no more.
        traces: of what is erased.
        code: of the person who is erased, if any.
        told: what stands in the place of some cells.
    """
    path = folder / "corpus.csv"
    if not path.is_file():
        return
    old = corpus.load(path)
    # rows may go by the names under which files were brought, which will no longer be known
    known = corpus.renamed(old, {name: file for name, file in filed_names(folder).items() if file in {*renamed, *gone}})
    stems = {name.casefold() for file in gone for name in (file, Path(file).stem)}
    kept = Corpus(
        columns=old.columns,
        rows={name: row for name, row in known.rows.items() if name.casefold() not in stems},
    )
    new = corpus.renamed(kept, {former: file for former, file in renamed.items() if former != file})
    if code:
        rows = {
            name: {key: told.get(cell) or traces.redact(cell) for key, cell in row.items()}
            for name, row in new.rows.items()
        }
        new = Corpus(columns=new.columns, rows=rows)
    if new != old:
        tables.write(path, corpus.dump(new).encode(), private=True)


def _header(document: RawDocument) -> Mapping[str, str]:
    own = {name: str(getattr(document, name)) for name in ("title", "type", "date", "language")}
    return own | dict(document.variables)


def _coded(text: str, mentions: Iterable[Mention], wanted: Wanted) -> str:
    for mention in sorted(mentions, key=lambda one: -one.start):
        text = f"{text[: mention.start]}{wanted.code}{text[mention.end :]}"
    return text
