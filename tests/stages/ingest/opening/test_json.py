"""JSON is opened in any encoding, and what is wrong with it is told apart."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.opening.json import load


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_json_is_opened_whatever_its_encoding(encoding: str) -> None:
    assert load('{"texte": "déjà l’été"}'.encode(encoding)) == {"texte": "déjà l’été"}


RECORDS = st.dictionaries(
    st.text("aé", max_size=3), st.integers() | st.booleans() | st.none() | st.text("aé«", max_size=3)
)


@given(st.lists(RECORDS, max_size=3), st.integers(min_value=0))
def test_json_cut_anywhere_is_truncated(found: list[dict[str, object]], length: int) -> None:
    content = json.dumps(found).encode()
    with pytest.raises(FileRefused) as refused:
        load(content[: 1 + length % (len(content) - 1)])
    assert refused.value.reason is Reason.TRUNCATED


@pytest.mark.parametrize("content", [b"bonjour", b"{'a': 1}", b'{"a": 1}}', b"[" * 100_000, b"9" * 10_000])
def test_what_is_no_json_is_malformed(content: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        load(content)
    assert refused.value.reason is Reason.MALFORMED
