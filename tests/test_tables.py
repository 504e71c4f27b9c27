"""Records to bytes and back."""

import dataclasses
import io
import os
import stat
import typing
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thematique import records, tables
from thematique.records import Document, File, Kind, Vector, record

COLUMNS = {
    records.Turn: "document, turn, speaker, role, start, end, time_start, time_end, text",
    records.Segment: "document, segment, turn, start, end, speaker, role, text",
    records.Suggestion: "document, segment, turn, code, score, flagged, model",
    records.Topic: "topic, size, label, keywords, stability",
    records.SegmentTopic: "document, segment, topic, probability",
    records.RawTurn: "document, turn, speaker, text",
    records.Mention: "document, turn, where, start, end, kind, text, pseudonym, source, score",
    records.Document: "document, title, type, date, language, n_turns, n_words, sha256",
}
"""The beginning of each table of the contract."""

TABLES = [
    *COLUMNS, records.RawDocument, records.Notice, records.Finding, records.Pseudonym, records.Vector, records.Code,
]  # fmt: skip

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_FLOATS = st.floats(allow_nan=False)
_NUMBERS = st.integers(min_value=-(2**63), max_value=2**63 - 1)
_VALUES = st.lists(st.floats(-1, 1, width=32), min_size=3, max_size=3).map(lambda v: np.array(v, dtype=np.float32))


def _drawn(hint: Any, taken: Sequence[str]) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    if typing.get_origin(hint) is not None and type(None) in typing.get_args(hint):
        return st.none() | _drawn(next(h for h in typing.get_args(hint) if h is not type(None)), taken)
    if hint == Mapping[str, str]:
        return st.dictionaries(_TEXTS.filter(lambda name: name not in taken), _TEXTS, max_size=3)
    if hint == Sequence[float]:
        return _VALUES
    if hint == Sequence[str]:
        return st.lists(_TEXTS, max_size=3)
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    simple = {str: _TEXTS, int: _NUMBERS, float: _FLOATS, bool: st.booleans()}
    return simple[hint]


def _records(kind: type[Any]) -> st.SearchStrategy[list[Any]]:
    hints = typing.get_type_hints(kind)
    taken = [name for name in hints if name != "variables"]
    return st.lists(st.builds(kind, **{name: _drawn(hint, taken) for name, hint in hints.items()}), max_size=4)


def _plain(items: Sequence[Any]) -> list[dict[str, Any]]:
    """Records as dicts, arrays as lists, to compare them."""
    return [
        {
            field.name: list(value) if isinstance(value := getattr(item, field.name), np.ndarray | tuple) else value
            for field in dataclasses.fields(item)
        }
        for item in items
    ]


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_records_come_back_as_they_went(kind: type[Any], data: st.DataObject) -> None:
    items = data.draw(_records(kind))
    back = tables.decode(tables.encode(items, kind), kind)
    assert all(type(item) is kind for item in back)
    assert _plain(back) == _plain(items)
    assert [type(value) for item in _plain(back) for value in item.values()] == [
        type(value) for item in _plain(items) for value in item.values()
    ]


@given(st.dictionaries(_TEXTS.filter(bool), st.binary(max_size=9), max_size=3))
@settings(deadline=None)
def test_whole_files_come_back_as_they_went(contents: Mapping[str, bytes]) -> None:
    files = [File(name=name, content=content) for name, content in contents.items()]
    assert tables.decode(tables.encode(files, File), File) == files


@pytest.mark.parametrize("kind", COLUMNS, ids=lambda kind: kind.__name__)
def test_the_columns_stand_in_the_order_of_the_contract(kind: type[Any]) -> None:
    names = pq.read_table(io.BytesIO(tables.encode([], kind)[".parquet"])).column_names
    assert ", ".join(names).startswith(COLUMNS[kind])


def _document(name: str, **variables: str) -> Document:
    return Document(
        document=name, title="", type="", date="", language="fr", n_turns=0, n_words=0, sha256="", variables=variables
    )


def test_each_variable_is_a_column_empty_where_a_document_has_none() -> None:
    table = tables.to_arrow([_document("a", ville="Huy"), _document("b", cycle="1")], Document)
    assert table.column_names[-2:] == ["cycle", "ville"]
    assert table.column("ville").to_pylist() == ["Huy", None]
    assert "variables" not in table.column_names


def test_a_variable_that_bears_the_name_of_a_column_takes_nothing_away() -> None:
    named = _document("a", title="autre", variables="v")
    assert tables.decode(tables.encode([named], Document), Document)[0].title == ""


def test_vectors_lie_as_an_array_in_the_order_of_the_rows() -> None:
    rows = [
        Vector(document="a", segment=n, digest="", model="", values=np.array([n, 0.5], dtype=np.float32))
        for n in range(3)
    ]
    files = tables.encode(rows, Vector)
    array = np.load(io.BytesIO(files[".npy"]), allow_pickle=False)
    assert array.dtype == np.float32
    assert array.tolist() == [[0, 0.5], [1, 0.5], [2, 0.5]]
    assert "values" not in pq.read_table(io.BytesIO(files[".parquet"])).column_names
    assert tables.place("vectors", "a", Vector, private=False) == "vectors/a"
    assert tables.place("examples", "", Vector, private=False) == "models/examples"


@given(_records(Document))
@settings(max_examples=20, deadline=None)
def test_the_same_records_make_the_same_bytes(items: list[Document]) -> None:
    turned = [dataclasses.replace(item, variables=dict(reversed(item.variables.items()))) for item in items]
    assert tables.encode(items, Document) == tables.encode(turned, Document)


def test_a_record_of_ones_own_needs_nothing_more() -> None:
    @record
    class Pair:
        one: str
        other: Kind | None
        weights: Sequence[float] = ()

    pairs = [Pair(one="a", other=Kind.PER, weights=[0.5]), Pair(one="b", other=None, weights=[])]
    back = tables.decode(tables.encode(pairs, Pair), Pair)
    assert back == pairs
    assert isinstance(back[0].other, Kind)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_private_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        tables.write(tmp_path / "private" / "turns" / "a.parquet", b"x", private=True)
        tables.write(tmp_path / "tables" / "a.parquet", b"x")
    finally:
        os.umask(before)
    assert _mode(tmp_path / "private" / "turns" / "a.parquet") == 0o600
    assert _mode(tmp_path / "private" / "turns") == _mode(tmp_path / "private") == 0o700
    assert _mode(tmp_path / "tables" / "a.parquet") == 0o644


def test_a_private_file_is_private_even_where_a_killed_run_left_an_open_one(tmp_path: Path) -> None:
    for stale in (tmp_path / "a", tmp_path / ".a.part"):
        stale.touch(mode=0o644)
    tables.write(tmp_path / "a", b"x", private=True)
    assert _mode(tmp_path / "a") == 0o600


def test_a_file_is_whole_or_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.parquet"
    tables.write(target, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        tables.write(target, b"new")
    assert target.read_bytes() == b"old"


def test_a_name_of_250_characters_finds_its_place(tmp_path: Path) -> None:
    names = ["é" * 250, "é" * 249 + "e", "a" * 250, "a" * 200]
    places = [tables.place("turns", name, records.Turn, private=False) for name in names]
    assert len(set(places)) == 4
    for place in places:
        tables.write(tmp_path / f"{place}.parquet", b"x")
        assert (tmp_path / f"{place}.parquet").read_bytes() == b"x"


def test_private_tables_lie_apart() -> None:
    assert tables.place("mentions", "a", records.Mention, private=True) == "private/mentions/a"
    assert tables.place("turns", "a", records.Turn, private=False) == "tables/turns/a"
    assert tables.place("topics", "", records.Topic, private=False) == "tables/topics"
