"""The journal of what people decide of names."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from thematique.correcting import Corrections
from thematique.corrections import Act, Correction
from thematique.errors import InvalidFile
from thematique.records import Kind


def mask(name: str) -> Correction:
    return Correction(act=Act.MASK, name=name)


def test_an_empty_journal_holds_nothing(tmp_path: Path) -> None:
    assert Corrections(tmp_path).all() == []


def test_what_is_added_is_read_again_in_order_with_its_number_its_time_and_who(tmp_path: Path) -> None:
    Corrections(tmp_path).add([mask("Ève"), Correction(act=Act.KIND, name="Huy", kind=Kind.LOC)], by="Anne")
    Corrections(tmp_path).add([mask("Luc")], by="Zoé")
    made = Corrections(tmp_path).all()
    assert [(one.number, one.name, one.kind, one.by) for one in made] == [
        (1, "Ève", None, "Anne"),
        (2, "Huy", Kind.LOC, "Anne"),
        (3, "Luc", None, "Zoé"),
    ]
    assert all(one.at.endswith("+00:00") for one in made)


def test_the_journal_is_private(tmp_path: Path) -> None:
    Corrections(tmp_path).add([mask("Ève")], by="Anne")
    path = tmp_path / "private" / "corrections.jsonl"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_is_withdrawn_holds_no_more_but_is_remembered(tmp_path: Path) -> None:
    journal = Corrections(tmp_path)
    journal.add([mask("Ève"), mask("Luc"), Correction(act=Act.SIGN, document="nord")], by="Anne")
    journal.add([Correction(act=Act.WITHDRAW, name="1"), Correction(act=Act.WITHDRAW, name="3")], by="Anne")
    assert [one.name for one in journal.naming()] == ["Luc"]
    assert journal.signatures() == []
    assert len(journal.all()) == 5


def test_every_correction_changes_the_digest(tmp_path: Path) -> None:
    journal = Corrections(tmp_path)
    digests = {journal.digest}
    for name in ("Ève", "Ève", "Luc"):
        journal.add([mask(name)], by="Anne")
        digests.add(journal.digest)
    assert len(digests) == 4


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_a_line_cut_by_a_power_failure_is_dropped_and_the_others_stay(tmp_path: Path, cut: int) -> None:
    journal = Corrections(tmp_path)
    journal.add([mask("Ève"), mask("Luc")], by="Anne")
    path = tmp_path / "private" / "corrections.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    assert [one.name for one in journal.all()] == ["Ève"]
    journal.add([mask("Zoé")], by="Anne")
    assert [(one.number, one.name) for one in journal.all()] == [(1, "Ève"), (2, "Zoé")]


def test_an_altered_journal_is_refused_line_by_line(tmp_path: Path) -> None:
    journal = Corrections(tmp_path)
    journal.add([mask("Ève"), mask("Luc")], by="Anne")
    path = tmp_path / "private" / "corrections.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"mask"', b'"maks"', 1))
    with pytest.raises(InvalidFile) as refused:
        journal.all()
    assert str(refused.value).startswith("private/corrections.jsonl : ligne 1 : ")
    assert "Ève" not in str(refused.value)


def test_two_who_correct_at_once_lose_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: Corrections(tmp_path).add([mask(f"N{number}")], by="A"), range(40)))
    made = Corrections(tmp_path).all()
    assert [one.number for one in made] == list(range(1, 41))
    assert {one.name for one in made} == {f"N{number}" for number in range(40)}


@pytest.mark.skipif(os.name != "posix", reason="folders have modes there")
def test_what_is_added_is_on_the_disk_when_it_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    true = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (synced.append(descriptor), true(descriptor))[1])
    Corrections(tmp_path).add([mask("Ève")], by="Anne")
    assert synced
