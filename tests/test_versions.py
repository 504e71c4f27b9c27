"""The versions of what people taught the machine, as they lie in the study."""

import json
from pathlib import Path

import pytest

from thematique.errors import WrongUse
from thematique.records import File
from thematique.versions import COLD, Versions


@pytest.fixture
def kept(tmp_path: Path) -> Versions:
    versions = Versions(tmp_path)
    versions.keep("v1", [File(name="card.json", content=json.dumps({"documents": ["nord"]}).encode())])
    return versions


def test_a_card_is_read_without_the_weights_beside_it(kept: Versions, tmp_path: Path) -> None:
    # whoever reads it as a file fails
    (tmp_path / "models" / "codes" / "v1" / "arrays.npz").mkdir()
    assert kept.card("v1") == {"documents": ["nord"]}
    assert kept.taught_by({"nord"}) == ["v1"]


@pytest.mark.parametrize("name", ["v2", "../v1", COLD])
def test_what_is_no_version_has_no_card(kept: Versions, name: str) -> None:
    with pytest.raises(WrongUse, match="n'existe pas"):
        kept.card(name)


def test_a_damaged_card_is_told(kept: Versions, tmp_path: Path) -> None:
    (tmp_path / "models" / "codes" / "v1" / "card.json").write_bytes(b"{")
    with pytest.raises(WrongUse, match="abîmé"):
        kept.card("v1")
