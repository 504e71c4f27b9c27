"""Cuts of real speech without punctuation, on recordings that the costs were not counted on."""

from collections import Counter

import pytest

from stages.segment.treebanks import CLAUSE, FOLDER, PHRASE, SENTENCE, turns
from thematique.stages.segment import cuts, sentences
from thematique.stages.segment.forms import Forms

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the spoken treebanks are not beside the repository (../shared/data)"
)


def test_most_cuts_fall_between_sentences_or_clauses_and_hardly_any_in_a_phrase() -> None:
    broken: Counter[str] = Counter()
    for turn in turns("test"):
        if len(turn.words) > 80:
            broken.update(turn.breaks[gap] for gap in cuts.choose(sentences.read(" ".join(turn.words), Forms()), 80))
    assert broken.total() > 100
    assert broken[SENTENCE] > 0.5 * broken.total()
    assert broken[SENTENCE] + broken[CLAUSE] > 0.65 * broken.total()
    assert broken[PHRASE] < 0.02 * broken.total()


@pytest.mark.parametrize("corpus", ["parisstories", "rhapsodie"])
def test_the_sentences_of_punctuated_speech_are_found(corpus: str) -> None:
    found = right = expected = 0
    for turn in turns("test", [corpus], spoken=False):
        ends = set(sentences.ends(sentences.read(" ".join(turn.words), Forms())))
        gold = {gap for gap, broken in enumerate(turn.breaks) if gap and broken == SENTENCE}
        found, right, expected = found + len(ends), right + len(ends & gold), expected + len(gold)
    assert right > 0.98 * found
    assert right > 0.9 * expected
