"""The command: which transcripts, which systems, which measures."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.pseudonymise import identity, intervals, intruder, listing, printing, speed, sweep, systems, utility
from bench.pseudonymise.cover import Judged, judge
from bench.pseudonymise.gold import STRATA, Malformed, Transcript, load
from bench.pseudonymise.measures import measures
from bench.pseudonymise.rarity import shipped_rarity
from thematique.study import Study

GOLD = Path(__file__).parents[2] / "gold" / "pseudonymise"
_HOW = (
    "presidio: not measured; python3 -m venv FOLDER && FOLDER/bin/pip install -r "
    "tests/bench/pseudonymise/requirements.txt, then --presidio FOLDER/bin/python"
)


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit status."""
    asked = _asked(arguments)
    files = _files(asked.files)
    if (asked.list or asked.intruder) and any(_kept_apart(file) for file in files):
        print("the texts of held/ are not shown: no --list nor --intruder on them", file=sys.stderr)
        return 2
    try:
        transcripts = load(files)
        tune = load(sorted((GOLD / "tune").glob("*.txt"))) if asked.files != ["tune"] else transcripts
    except Malformed as malformed:
        print(malformed, file=sys.stderr)
        return 2
    if not transcripts:
        print("no gold transcript there", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as place:
        study = systems.study_of(transcripts, Path(place))
        refused = [f"{done.unit}: {done.stage}: {done.refused}" for done in study.run() if done.refused]
        if refused:
            print("\n".join(refused), file=sys.stderr)
            return 1
        found = _measure(asked, transcripts, tune, study)
    if asked.json:
        asked.json.write_text(json.dumps(printing.plain(found), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _measure(
    asked: argparse.Namespace, transcripts: Sequence[Transcript], tune: Sequence[Transcript], study: Study
) -> Mapping[str, Any]:
    """Print every measure asked for; returns them by name."""
    words = sum(transcript.n_words for transcript in transcripts)
    _say([f"{len(transcripts)} transcripts, {words} words, {sum(len(t.marks) for t in transcripts)} marks"])
    found: dict[str, Any] = {"files": len(transcripts), "words": words}
    judged = {
        name: [judge(t, hidden[t.name]) for t in transcripts] for name, hidden in _hidden(asked, transcripts, study)
    }
    weigh = shipped_rarity(tune)
    shares = {name: [measures(one, weigh) for one in files] for name, files in judged.items()}
    for stratum in ("all", *STRATA):
        rows = [row for row, t in enumerate(transcripts) if stratum in ("all", t.stratum)]
        if rows:
            figures = {name: intervals.estimates([files[row] for row in rows]) for name, files in shares.items()}
            found[stratum] = figures
            _say(printing.table(f"{stratum}: {len(rows)} files", figures))
            _say(printing.gaps(figures) if stratum == "all" else ())
    if systems.THEMATIQUE in judged:
        found |= _of_thematique(judged[systems.THEMATIQUE], transcripts, study)
    found |= _at_leisure(asked, transcripts, study)
    if asked.list:
        for name, files in judged.items():
            _say(listing.lines(name, files))
    return found


def _of_thematique(
    judged: Sequence[Judged], transcripts: Sequence[Transcript], study: Study
) -> Iterator[tuple[str, Any]]:
    """What only the tool with codes and doubts has."""
    codes = {scope: identity.identity(identity.items(judged, scope)) for scope in identity.SCOPES}
    _say(printing.identities(codes))
    yield "identity", codes
    doubts = systems.doubts_of(study, transcripts)
    if doubts is None:
        _say(["\nNo stage of the pipeline makes a list of doubts: nothing measured after a reading."])
        return
    swept = sweep.figures(judged, doubts)
    _say(printing.sweeps(swept))
    yield "sweep", swept


def _at_leisure(
    asked: argparse.Namespace, transcripts: Sequence[Transcript], study: Study
) -> Iterator[tuple[str, Any]]:
    """The slow measures, and the sheet."""
    if asked.speed:
        raced = speed.race(study, systems.model(), transcripts, rounds=asked.speed)
        _say(printing.facts("Speed, words a second (ratio: time of thematique over that of the model alone)", raced))
        yield "speed", raced
    if asked.utility:
        useful = utility.utility(transcripts)
        _say(printing.facts("E8 raw beside pseudonymised", useful))
        yield "utility", useful
    if asked.intruder:
        _say([f"\nE9 sheet: {asked.intruder} ; answers: {intruder.write(study, transcripts, asked.intruder)}"])


def _hidden(
    asked: argparse.Namespace, transcripts: Sequence[Transcript], study: Study
) -> Iterator[tuple[str, systems.Hidden]]:
    """What each system hides."""
    if systems.THEMATIQUE in asked.systems:
        yield systems.THEMATIQUE, systems.hidden_by(study, transcripts)
    if systems.SPACY in asked.systems:
        yield systems.SPACY, systems.hidden_by_spacy(systems.model(), transcripts)
    if systems.PRESIDIO in asked.systems and asked.presidio:
        yield systems.PRESIDIO, systems.hidden_by_presidio(asked.presidio, transcripts)
    elif systems.PRESIDIO in asked.systems:
        _say([_HOW])


def _files(named: Sequence[str]) -> list[Path]:
    """The gold files of the parts and files that are named."""
    parts = {part: sorted((GOLD / part).glob("*.txt")) for part in ("tune", "held")}
    return [file for name in named for file in parts.get(name, [Path(name)])]


def _kept_apart(file: Path) -> bool:
    return file.resolve().is_relative_to((GOLD / "held").resolve())


def _say(lines: Iterator[str] | Sequence[str]) -> None:
    for line in lines:
        print(line, flush=True)


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python tests/bench/pseudonymise")
    parser.add_argument("files", nargs="*", default=["tune"], help="tune, held or gold files")
    parser.add_argument("--systems", nargs="+", choices=systems.NAMES, default=systems.NAMES)
    parser.add_argument("--presidio", type=Path, metavar="PYTHON", help="the interpreter where presidio is installed")
    parser.add_argument("--speed", type=int, nargs="?", const=3, default=0, metavar="ROUNDS")
    parser.add_argument("--utility", action="store_true", help="compare flags and topics, raw and pseudonymised (slow)")
    parser.add_argument("--intruder", type=Path, metavar="FILE.csv", help="write a sheet for an intruder test")
    parser.add_argument("--list", action="store_true", help="list leaks and spoilt words; never for held/")
    parser.add_argument("--json", type=Path, metavar="FILE")
    return parser.parse_args(arguments)
