"""Where the cuts of unpunctuated speech fall, with 95 % bootstrap intervals by recording; beside cuts at every N words.

Run: PYTHONPATH=tests python tests/bench/segment_cuts.py [train|dev|test]
"""

import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence

from stages.segment.treebanks import CLAUSE, PHRASE, SENTENCE, TIGHT, turns
from thematique.stages.segment import cuts, sentences
from thematique.stages.segment.forms import Forms

Method = Callable[[Sequence[str], int], Sequence[int]]
KINDS = {"sentence": (SENTENCE,), "+ clause": (SENTENCE, CLAUSE), "phrase": (PHRASE,), "+ tight": (PHRASE, TIGHT)}


def ours(words: Sequence[str], max_words: int) -> Sequence[int]:
    return cuts.choose(sentences.read(" ".join(words), Forms()), max_words) if len(words) > max_words else []


def every(words: Sequence[str], max_words: int) -> Sequence[int]:
    return range(max_words, len(words), max_words)


def counts(part: str, method: Method, max_words: int, *, whole: bool) -> list[Counter[str]]:
    """For each recording, how many cuts break what."""
    found: dict[str, Counter[str]] = {}
    for turn in turns(part, whole=whole):
        found.setdefault(turn.document, Counter()).update(turn.breaks[cut] for cut in method(turn.words, max_words))
    return list(found.values())


def share(recordings: Sequence[Counter[str]], kinds: Sequence[str]) -> float:
    total = sum(recording.total() for recording in recordings)
    return 100 * sum(recording[kind] for recording in recordings for kind in kinds) / total if total else 0.0


def interval(recordings: Sequence[Counter[str]], kinds: Sequence[str]) -> tuple[float, float]:
    chance = random.Random(0)
    draws = sorted(share(chance.choices(recordings, k=len(recordings)), kinds) for _ in range(1000))
    return draws[25], draws[974]


def main(part: str) -> None:
    for whole in (False, True):
        for max_words in (80, 40, 20):
            for name, method in (("ours", ours), ("every", every)):
                recordings = counts(part, method, max_words, whole=whole)
                shares = [
                    f"{kind} {share(recordings, kinds):.1f} [{low:.1f}-{high:.1f}]"
                    for kind, kinds in KINDS.items()
                    for low, high in [interval(recordings, kinds)]
                ]
                unit = "recordings" if whole else "turns"
                n = sum(recording.total() for recording in recordings)
                sys.stdout.write(f"{unit} {name} {max_words}: n={n} " + "  ".join(shares) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:] or ["test"])
