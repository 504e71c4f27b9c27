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
from thematique.forgetting.traces import Traces
from thematique.forgetting.wanted import REMOVED, Wanted
from thematique.intake import document_names, readable_name
from thematique.records import Mention, RawDocument, RawTurn, Where

ERASED_SPEAKER = "Participant"


def cleared(turns: Iterable[RawTurn], mentions: Collection[Mention], wanted: Wanted, traces: Traces) -> list[RawTurn]:
    """Turns without the words of the person, and with the code in the place of their names."""
    named: dict[tuple[str, int, Where], list[Mention]] = {}
    for mention in mentions:
        if mention.code == wanted.code != "":
            named.setdefault((mention.document, mention.turn, mention.where), []).append(mention)
    return [
        replace(turn, speaker=ERASED_SPEAKER, text=REMOVED)
        if (turn.document, turn.turn) in wanted.turns
        else replace(
            turn,
            speaker=_replaced(turn.speaker, named.get((turn.document, turn.turn, Where.SPEAKER), ()), wanted, traces),
            text=_replaced(turn.text, named.get((turn.document, turn.turn, Where.TEXT), ()), wanted, traces),
        )
        for turn in turns
    ]


def described(document: RawDocument, wanted: Wanted, traces: Traces) -> RawDocument:
    """What a document says of itself, with the code in the place of the person's names."""
    if not wanted.code:
        return document
    variables = {name: traces.redact(value) for name, value in document.variables.items()}
    return replace(document, title=traces.redact(document.title), variables=variables)


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


def rewrite_rows(folder: Path, renamed: Mapping[str, str], gone: Collection[str], traces: Traces, *, code: str) -> int:
    """Let corpus.csv follow: files that have another name, or are gone, names in its cells; how many rows changed."""
    path = folder / "corpus.csv"
    if not path.is_file():
        return 0
    old = corpus.load(path)
    stems = {name.casefold() for file in gone for name in (file, Path(file).stem)}
    kept = Corpus(
        columns=old.columns,
        rows={name: row for name, row in old.rows.items() if name.casefold() not in stems},
    )
    new = corpus.renamed(kept, renamed)
    if code:
        rows = {name: {key: traces.redact(cell) for key, cell in row.items()} for name, row in new.rows.items()}
        new = Corpus(columns=new.columns, rows=rows)
    if new == old:
        return 0
    tables.write(path, corpus.dump(new).encode())
    return sum(old.rows.get(name) != row for name, row in new.rows.items()) + len(old.rows) - len(kept.rows)


def _header(document: RawDocument) -> Mapping[str, str]:
    own = {name: str(getattr(document, name)) for name in ("title", "type", "date", "language")}
    return own | dict(document.variables)


def _replaced(text: str, mentions: Iterable[Mention], wanted: Wanted, traces: Traces) -> str:
    for mention in sorted(mentions, key=lambda one: -one.start):
        text = f"{text[: mention.start]}{wanted.code}{text[mention.end :]}"
    return traces.redact_names(text)
