"""The pseudonymiser alone: transcripts in, readable text out, what was replaced kept apart."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from thematique import tables
from thematique.corrections import Doubt
from thematique.exchange import sheets
from thematique.records import Document, Mention, Turn
from thematique.study import Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file: where its text is and how much was replaced; `note` and `refused` say why not.

    `n_doubts` counts the words that are left and that somebody should look at.
    """

    file: str
    output: str = ""
    n_mentions: int = 0
    n_doubts: int = 0
    note: str = ""
    refused: str = ""


def pseudonymise(files: Sequence[Path], output: Path) -> Sequence[Outcome]:
    """Write `output/NAME.txt`, and `NAME.mentions.csv` and `NAME.doubts.csv` in `output/private`, for each transcript.

    The files of one call are one study: a person has one code in all of them.
    """
    private = output / "private"
    private.mkdir(parents=True, exist_ok=True, mode=0o700)
    private.chmod(0o700)
    with tempfile.TemporaryDirectory(dir=private) as folder:
        study = Study.create(Path(folder) / "etude")
        tables.write(study.folder / "etude.toml", b'title = "pseudonymisation"\npipeline = "anonymise"\n')
        added = study.add(files)
        list(study.run())
        outcomes = [
            Outcome(file=one.file, note=one.note, refused=one.refused) for one in added if one.note or one.refused
        ]
        outcomes += [Outcome(file=one.filename, refused=one.reason) for one in study.refusals()]
        _keep_journal(study.folder / "private" / "journal.log", private / "journal.log")
        turns = study.table("turns")
        mentions, doubts = (study.table(name, private=True) for name in ("mentions", "doubts"))
        for document in study.table("documents"):
            mine = [mention for mention in mentions if mention.document == document.document]
            left = [doubt for doubt in doubts if doubt.document == document.document]
            target = output / f"{document.document.replace(':', '-')}.txt"
            tables.write(target, _text(document, [t for t in turns if t.document == document.document]).encode())
            sheets.save(mine, Mention, private / f"{target.stem}.mentions.csv", private=True)
            sheets.save(left, Doubt, private / f"{target.stem}.doubts.csv", private=True)
            outcomes.append(
                Outcome(file=document.document, output=str(target), n_mentions=len(mine), n_doubts=len(left))
            )
    return outcomes


def _keep_journal(journal: Path, target: Path) -> None:
    """Keep what a refusal tells the reader to look up, which would go with the temporary study."""
    if journal.exists():
        tables.write(target, journal.read_bytes(), private=True)


def _text(document: Document, turns: Sequence[Turn]) -> str:
    """A transcript as thematique reads it: a header, then the turns."""
    head = {"title": document.title, "type": document.type, "date": document.date, **document.variables}
    lines = [f"# {key}: {value}" for key, value in head.items() if value]
    return "\n\n".join(["\n".join(lines), *(_line(turn) for turn in turns)]).strip() + "\n"


def _line(turn: Turn) -> str:
    return f"{turn.speaker} : {turn.text}" if turn.speaker else turn.text
