"""Digests say that something is still the same."""

import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from thematique.digests import ABSENT, digest, digest_of, digest_path


def test_a_digest_is_the_sha256_of_the_bytes() -> None:
    assert digest(b"abc") == hashlib.sha256(b"abc").hexdigest()


@given(st.lists(st.text()), st.lists(st.text()))
def test_two_lists_of_texts_have_one_digest_only_if_they_are_the_same(one: list[str], other: list[str]) -> None:
    assert (digest_of(one) == digest_of(other)) == (one == other)


def test_a_file_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert digest_path(tmp_path / "a") == digest(b"abc")


def test_what_is_not_there_is_absent(tmp_path: Path) -> None:
    assert digest_path(tmp_path / "nothing") == ABSENT


def test_a_folder_changes_with_a_content_a_name_or_a_file_more(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_bytes(b"1")
    seen = [digest_path(tmp_path)]
    (tmp_path / "in" / "a").write_bytes(b"2")
    seen.append(digest_path(tmp_path))
    (tmp_path / "in" / "a").rename(tmp_path / "in" / "b")
    seen.append(digest_path(tmp_path))
    (tmp_path / "c").touch()
    seen.append(digest_path(tmp_path))
    assert len(set(seen)) == 4


def test_what_python_keeps_for_itself_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"1")
    before = digest_path(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"1")
    assert digest_path(tmp_path) == before
