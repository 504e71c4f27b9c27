"""The stage as a whole: who is divided, what the topics are called, and that nothing but the input decides."""

import hashlib
import os
import random
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from thematique.records import Role, SegmentTopic
from thematique.shipped import shipped
from thematique.stages.topics import stage

from .corpus import DIMENSIONS, THEMES, found, segment, theme_of, three_themes, vector

Tables = Mapping[str, Sequence[Any]]

DIGEST = """
import hashlib
from stages.topics.corpus import found, three_themes
tables = found(*three_themes())
print(hashlib.sha256(repr([list(tables[name]) for name in sorted(tables)]).encode()).hexdigest())
"""


def test_the_themes_of_a_corpus_are_its_topics_the_largest_first(tables: Tables) -> None:
    places: defaultdict[int, set[str]] = defaultdict(set)
    for place in tables["segment_topics"]:
        if place.topic >= 0:
            places[place.topic].add(theme_of(place.segment))
    assert dict(places) == {0: {"santé"}, 1: {"logement"}, 2: {"école"}}


def test_the_keywords_of_a_topic_are_words_of_its_theme_without_stop_words_codes_and_numbers(tables: Tables) -> None:
    for topic, theme in zip((t for t in tables["topics"] if t.topic >= 0), ("santé", "logement", "école"), strict=True):
        assert set(topic.keywords[:5]) <= set(THEMES[theme])
        assert topic.label == ", ".join(topic.keywords[:3])
        assert not {"euh", "personne", "disait", "12", "fois"} & set(topic.keywords)


def test_two_inflections_of_one_word_are_one_keyword(tables: Tables) -> None:
    for topic in tables["topics"]:
        for plural in ("écoles", "logements", "médecins", "infirmières", "élèves"):
            assert not {plural, plural.removesuffix("s")} <= set(topic.keywords)


def test_sizes_are_those_of_the_places(tables: Tables) -> None:
    for topic in tables["topics"]:
        assert topic.size == sum(place.topic == topic.topic for place in tables["segment_topics"])
    assert all(0 <= place.probability <= 1 for place in tables["segment_topics"])


def test_clear_themes_come_back_when_the_search_is_run_again(tables: Tables) -> None:
    assert all(topic.stability > 0.9 for topic in tables["topics"] if topic.topic >= 0)


def test_interviewers_and_short_replies_get_no_topic(tables: Tables) -> None:
    segments, vectors = three_themes()
    segments += [segment(1000, "Parlez de l'école", role=Role.INTERVIEWER), segment(1001, "L'école oui", short=True)]
    vectors += [vector(1000, np.ones(DIMENSIONS)), vector(1001, np.ones(DIMENSIONS))]
    assert found(segments, vectors) == tables


def test_the_order_of_segments_and_vectors_changes_nothing(tables: Tables) -> None:
    segments, vectors = three_themes()
    random.Random(5).shuffle(segments)
    random.Random(6).shuffle(vectors)
    assert found(segments, vectors) == tables


def test_another_process_with_another_hash_seed_makes_the_same_bytes(tables: Tables) -> None:
    expected = hashlib.sha256(repr([list(tables[name]) for name in sorted(tables)]).encode()).hexdigest()
    tests = Path(__file__).parents[2]
    printed = subprocess.run(
        [sys.executable, "-c", DIGEST],
        env={**os.environ, "PYTHONHASHSEED": "77", "PYTHONPATH": str(tests), "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert printed.strip() == expected


def test_a_segment_with_a_zero_vector_or_none_is_an_outlier(tables: Tables) -> None:
    segments, vectors = three_themes()
    segments += [segment(2000, "Xyz de l'école"), segment(2001, "Xyz du loyer")]
    vectors.append(vector(2000, np.zeros(DIMENSIONS)))
    places = {place.segment: place for place in found(segments, vectors)["segment_topics"]}
    assert places[2000] == SegmentTopic(document="entretien0", segment=2000, topic=-1, probability=1.0)
    assert places[2001].topic == -1


def test_outliers_are_a_topic_of_their_own_and_never_more_than_the_bound() -> None:
    segments, vectors = three_themes()
    noise = np.random.default_rng(9).normal(size=(len(vectors), DIMENSIONS))
    blurred = [replace(v, values=v.values + 3 * row) for v, row in zip(vectors, noise, strict=True)]
    for bound in (0.0, 0.1, 0.25):
        tables = found(segments, blurred, max_outliers=bound, min_probability=0.99)
        assert sum(place.topic == -1 for place in tables["segment_topics"]) <= bound * len(segments)
    outside = tables["topics"][0]
    assert (outside.topic, outside.label) == (-1, "hors sujets")
    assert outside.size == sum(place.topic == -1 for place in tables["segment_topics"]) > 0


def test_a_study_may_have_stop_words_of_its_own() -> None:
    keywords = [t.keywords for t in found(*three_themes(), stop_words=("Loyer", "l'hôpital"))["topics"]]
    assert not any({"loyer", "hôpital"} & set(words) for words in keywords)


@pytest.mark.parametrize("n_segments", [0, 1, 2, 5, 12, 30])
def test_a_small_corpus_has_few_topics_or_none(n_segments: int) -> None:
    segments, vectors = three_themes(n_segments)
    tables = found(segments, vectors)
    assert len(tables["segment_topics"]) == n_segments
    assert len([topic for topic in tables["topics"] if topic.topic >= 0]) <= max(min(n_segments, 1), n_segments // 6)


def test_one_text_repeated_is_one_topic() -> None:
    segments = [segment(number, "Le loyer de ce logement est cher") for number in range(80)]
    tables = found(segments, [vector(number, np.arange(DIMENSIONS)) for number in range(80)])
    assert [(topic.topic, topic.size, topic.stability) for topic in tables["topics"]] == [(0, 80, 1.0)]


@pytest.mark.parametrize("text", ["Euh oui voilà, c'est ça", "", "logement"])
def test_a_corpus_that_says_nothing_has_no_topic(text: str) -> None:
    segments, vectors = three_themes()
    tables = found([replace(one, text=text) for one in segments], vectors)
    assert [(topic.topic, topic.size) for topic in tables["topics"]] == [(-1, len(segments))]
    assert not tables["models/topics"]


def test_the_list_of_stop_words_is_a_resource_of_the_stage() -> None:
    lists = ("mots_vides", "prenoms_inventes", "noms_inventes")
    assert list(stage.resources(stage.settings())) == [shipped(f"data/lexicons/{name}.txt") for name in lists]
