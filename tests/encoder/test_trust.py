"""A model may hold arrays, never a program."""

import json
import shutil
from pathlib import Path

import pytest

from thematique import encoder
from thematique.encoder import trust
from thematique.errors import InvalidFile
from thematique.shipped import shipped


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return shutil.copytree(encoder.folder(encoder.FAST), tmp_path / "modele", ignore=shutil.ignore_patterns("recipe"))


@pytest.mark.parametrize("name", [encoder.SHIPPED, encoder.FAST])
def test_what_ships_is_what_was_made(name: str) -> None:
    trust.check(shipped(f"models/{name}"), name)


def test_an_altered_model_that_ships_is_refused(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytearray((copied / "model.safetensors").read_bytes())
    content[-1] ^= 1
    (copied / "model.safetensors").write_bytes(content)
    monkeypatch.setattr(trust, "shipped", lambda _name: copied)
    with pytest.raises(InvalidFile, match="n'est pas celui qui accompagne thematique"):
        trust.check(copied, encoder.FAST)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("modules.json", [{"idx": 0, "name": "0", "path": "", "type": "piege.Module"}]),
        ("config.json", {"auto_map": {"AutoModel": "piege.Model"}}),
    ],
)
def test_a_model_that_brings_its_program_is_refused_and_it_does_not_run(
    name: str, content: object, copied: Path
) -> None:
    (copied / name).write_text(json.dumps(content), encoding="utf-8")
    (copied / "piege.py").write_text(f"open({str(copied / 'couru')!r}, 'w')", encoding="utf-8")
    with pytest.raises(InvalidFile, match="son propre programme"):
        encoder.encode(["Oui."], str(copied))
    assert not (copied / "couru").exists()


def test_weights_that_only_pickle_reads_are_refused(copied: Path) -> None:
    (copied / "model.safetensors").rename(copied / "pytorch_model.bin")
    with pytest.raises(InvalidFile, match=r"pytorch_model\.bin .* safetensors"):
        encoder.encode(["Oui."], str(copied))


def test_what_explains_a_model_does_not_change_its_identity(copied: Path) -> None:
    before = trust.fingerprint(copied)
    (copied / "README.md").write_text("autre chose", encoding="utf-8")
    assert trust.fingerprint(copied) == before
    (copied / "modules.json").write_text("[]", encoding="utf-8")
    assert trust.fingerprint(copied) != before
