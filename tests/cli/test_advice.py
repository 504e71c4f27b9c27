"""Very large corpora are told of the fast encoder before the long part begins."""

import pytest

from thematique.cli.advice import MANY, advised
from thematique.driver import Done
from thematique.encoder import FAST
from thematique.pipeline import load

DONE = [
    Done(stage="segment", unit=f"{number}.txt", why="", n_records={"segments": MANY // 2 + 1}) for number in range(4)
]


def test_many_segments_are_told_once_and_nothing_is_held_back(capsys: pytest.CaptureFixture[str]) -> None:
    going = advised(DONE, load("analyse", {}, origin="etude.toml"))
    assert [next(going), next(going)] == DONE[:2]
    told = capsys.readouterr().err
    assert f'encoder = "{FAST}"' in told
    assert "50\u202f000 passages" in told
    assert list(going) == DONE[2:]
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("settings", "n_done"), [({"encoder": FAST}, 4), ({}, 1)], ids=["the fast one is chosen", "few segments"]
)
def test_nothing_is_told_where_nothing_would_be_gained(
    settings: dict[str, str], n_done: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list(advised(DONE[:n_done], load("analyse", settings, origin="etude.toml"))) == DONE[:n_done]
    assert capsys.readouterr().err == ""
