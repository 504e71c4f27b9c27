"""What hiding names changes for the analysis (E8): flags, scores and topics of the same texts, raw and pseudonymised.

The raw study is the same one told to find nothing. Segments are compared in the turns that are cut alike.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np

from bench.pseudonymise.gold import Transcript
from bench.pseudonymise.systems import study_of
from thematique.french.names import fold
from thematique.records import Kind, Topic, record
from thematique.study import Study

_PAGES = ("passages", "report")
_FIND_NOTHING = "[recognise]\nkinds = []\n"
_CODE = re.compile(r"\[|^(personne|lieu|organisation|date|age|telephone|email|identifiant|url)_?\d+", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")

Scores = Mapping[tuple[str, int, int, str], tuple[float, bool]]
"""Score and flag of a code on a segment: document, turn, rank in the turn, code."""


@record
class Utility:
    """Raw beside pseudonymised.

    Attributes:
        compared: segments that both have, of those of the raw study.
        kappa: of the flags, beyond chance.
        flags_raw: flags on the raw text.
        flags_masked: flags on the pseudonymised text.
        flags_both: flags on both.
        rank_correlation: of the scores of a code (Spearman), mean over codes.
        n_keywords: keywords of the topics of the pseudonymised study.
        code_keywords: those that are codes.
        name_keywords: those that hold a marked name.
        name_keywords_raw: keywords of the topics of the raw study that hold a marked name.
    """

    compared: float
    kappa: float
    flags_raw: int
    flags_masked: int
    flags_both: int
    rank_correlation: float
    n_keywords: int
    code_keywords: int
    name_keywords: int
    name_keywords_raw: int


def utility(transcripts: Sequence[Transcript]) -> Utility:
    """Run both studies and compare them."""
    with tempfile.TemporaryDirectory() as place:
        raw = _run(study_of(transcripts, Path(place) / "brut", pipeline="analyse", more=_FIND_NOTHING))
        masked = _run(study_of(transcripts, Path(place) / "masque", pipeline="analyse"))
        before, after = _scores(raw), _scores(masked)
        keywords, keywords_raw = _keywords(masked.table("topics")), _keywords(raw.table("topics"))
    alike = _turns_alike(before, after)
    both = sorted(place for place in before if place[:2] in alike and place in after)
    old, new = [before[place] for place in both], [after[place] for place in both]
    names = {
        fold(word)
        for transcript in transcripts
        for mark in transcript.marks
        if mark.hides and mark.kind in (Kind.PER, Kind.LOC, Kind.ORG)
        for word in _WORD.findall(mark.text)
        if word[0].isupper()
    }
    return Utility(
        compared=len({place[:3] for place in both}) / max(1, len({place[:3] for place in before})),
        kappa=kappa([flag for _, flag in old], [flag for _, flag in new]),
        flags_raw=sum(flag for _, flag in old),
        flags_masked=sum(flag for _, flag in new),
        flags_both=sum(a and b for (_, a), (_, b) in zip(old, new, strict=True)),
        rank_correlation=_correlation([place[3] for place in both], old, new),
        n_keywords=len(keywords),
        code_keywords=sum(bool(_CODE.search(word)) for word in keywords),
        name_keywords=sum(_holds(word, names) for word in keywords),
        name_keywords_raw=sum(_holds(word, names) for word in keywords_raw),
    )


def kappa(left: Sequence[bool], right: Sequence[bool]) -> float:
    """Cohen's kappa of two sequences of flags; 1 where both say the same thing throughout."""
    a, b = np.array(left, dtype=bool), np.array(right, dtype=bool)
    if not len(a) or bool((a == b).all()):
        return 1.0
    chance = a.mean() * b.mean() + (1 - a.mean()) * (1 - b.mean())
    return float(((a == b).mean() - chance) / (1 - chance))


def _run(study: Study) -> Study:
    for step in study.pipeline.steps:
        if step.name in _PAGES:
            continue
        refused = [done.refused for done in study.run(only=step.name) if done.refused]
        if refused:
            raise ValueError(f"{step.name}: {refused[0]}")
    return study


def _scores(study: Study) -> Scores:
    ranks: dict[tuple[str, int], tuple[int, int]] = {}
    counts: Counter[tuple[str, int]] = Counter()
    for segment in sorted(study.table("segments"), key=lambda one: (one.document, one.segment)):
        turn = (segment.document, segment.turn)
        ranks[segment.document, segment.segment] = (segment.turn, counts[turn])
        counts[turn] += 1
    return {
        (one.document, *ranks[one.document, one.segment], one.code): (one.score, one.flagged)
        for one in study.table("suggestions")
    }


def _turns_alike(before: Scores, after: Scores) -> set[tuple[str, int]]:
    """The turns that hold as many scored segments in both."""
    counts = [Counter(place[:2] for place in scores) for scores in (before, after)]
    return {turn for turn, count in counts[0].items() if counts[1][turn] == count}


def _correlation(codes: Sequence[str], old: Sequence[tuple[float, bool]], new: Sequence[tuple[float, bool]]) -> float:
    from scipy.stats import spearmanr

    rows: dict[str, list[int]] = {}
    for row, code in enumerate(codes):
        rows.setdefault(code, []).append(row)
    found = [
        float(spearmanr([old[row][0] for row in mine], [new[row][0] for row in mine]).statistic)
        for _, mine in sorted(rows.items())
    ]
    return float(np.nanmean(found)) if found else float("nan")


def _keywords(topics: Iterable[Topic]) -> list[str]:
    return [word for topic in topics if topic.topic >= 0 for word in topic.keywords]


def _holds(keyword: str, names: set[str]) -> bool:
    return any(fold(word) in names for word in _WORD.findall(keyword))
