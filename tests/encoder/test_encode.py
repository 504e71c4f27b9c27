"""Every vector comes from a model that lies on this machine."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from thematique import encoder
from thematique.errors import InvalidFile

TEXTS = ["On manque de places en crèche.", "L'équipe change tout le temps.", "« Oui »", "🙂", ""]


def test_vectors_have_unit_length_or_are_nothing() -> None:
    vectors = encoder.encode(TEXTS, encoder.SHIPPED)
    assert vectors.dtype == np.float32
    assert vectors.shape[0] == len(TEXTS)
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))
    assert np.isfinite(vectors).all()


def test_no_text_makes_no_vector_of_the_same_width() -> None:
    assert encoder.encode([], encoder.SHIPPED).shape == (0, encoder.encode(TEXTS, encoder.SHIPPED).shape[1])


def test_a_text_has_the_same_bytes_alone_or_among_others() -> None:
    together = encoder.encode(TEXTS * 100, encoder.SHIPPED)
    for row, text in enumerate(TEXTS):
        assert encoder.encode([text], encoder.SHIPPED).tobytes() == together[row].tobytes()


def test_texts_that_mean_alike_lie_closer_than_others() -> None:
    creche, places, team = encoder.encode(
        ["Il n'y a pas de place en crèche.", "On attend une place à la crèche.", "Les collègues démissionnent."],
        encoder.SHIPPED,
    )
    assert creche @ places > creche @ team + 0.2


def test_a_model_may_be_a_folder_and_its_identity_changes_with_its_files(tmp_path: Path) -> None:
    shipped = encoder.folder(encoder.SHIPPED)
    copy = tmp_path / "a" / encoder.SHIPPED
    shutil.copytree(shipped, copy)
    assert encoder.folder(str(copy)) == copy
    assert encoder.identity(str(copy)) == encoder.identity(encoder.SHIPPED)
    other = tmp_path / "b" / encoder.SHIPPED
    shutil.copytree(shipped, other)
    (other / "modules.json").write_bytes((other / "modules.json").read_bytes() + b"\n")
    assert encoder.identity(str(other)) != encoder.identity(encoder.SHIPPED)


@pytest.mark.parametrize("name", ["organisation/modele-absent", "/nulle/part", "a/b/c", ""])
def test_a_model_that_is_nowhere_is_told_with_the_command_that_fetches_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InvalidFile, match=f"le modèle « {name} » n'est pas sur cette machine ; .* hf download {name}"):
        encoder.folder(name)
