"""The saved BERTopic model: it loads elsewhere, says the same, and holds no text."""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .corpus import three_themes

Tables = Mapping[str, Sequence[Any]]


@pytest.fixture(scope="session")
def folder(tables: Tables, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("topics")
    for file in tables["models/topics"]:
        (place / file.name).write_bytes(file.content)
    return place


def test_a_notebook_that_loads_the_model_gets_the_same_topics_keywords_and_labels(folder: Path, tables: Tables) -> None:
    from bertopic import BERTopic

    model = BERTopic.load(str(folder))
    assert model.topics_ == [place.topic for place in tables["segment_topics"]]
    assert model.topic_sizes_ == {topic.topic: topic.size for topic in tables["topics"]}
    for topic in tables["topics"]:
        assert tuple(word for word, _ in model.get_topic(topic.topic) if word) == topic.keywords
    assert model.custom_labels_ == [topic.label for topic in tables["topics"]]


def test_the_loaded_model_places_a_new_segment(folder: Path, tables: Tables) -> None:
    from bertopic import BERTopic

    _, vectors = three_themes()
    sure = max(tables["segment_topics"], key=lambda place: place.probability)
    values = next(np.asarray(v.values) for v in vectors if v.segment == sure.segment)
    topics, _ = BERTopic.load(str(folder)).transform(["inédit"], embeddings=values[None, :])
    assert list(topics) == [sure.topic]


def test_the_files_are_json_and_safetensors_only(tables: Tables) -> None:
    assert [file.name for file in tables["models/topics"]] == [
        "config.json",
        "ctfidf.safetensors",
        "ctfidf_config.json",
        "topic_embeddings.safetensors",
        "topics.json",
    ]


def test_the_files_hold_no_segment_no_pseudonym_and_no_name_of_a_document(tables: Tables) -> None:
    segments, _ = three_themes()
    files = [file for file in tables["models/topics"] if file.name.endswith(".json")]
    text = " ".join(json.dumps(json.loads(file.content), ensure_ascii=False) for file in files)
    assert "école" in text
    assert "PERSONNE" not in text and "entretien" not in text
    for segment in segments:
        said = segment.text.split("l’")[1].split(" c'est")[0]
        assert " ".join(said.split()[:3]) not in text


def test_umap_is_not_compiled_and_can_still_be_imported(tables: Tables) -> None:
    assert tables["models/topics"]
    assert sys.modules.get("umap", "absent") is not None
