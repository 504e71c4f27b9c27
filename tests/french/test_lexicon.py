from pathlib import Path

import pytest

from thematique.french.lexicon import among, read
from thematique.shipped import shipped


def test_comments_are_left_out_and_stars_tell_ordinary_words(tmp_path: Path) -> None:
    file = tmp_path / "liste.txt"
    file.write_text("# origine\nSophie\n\nRose*\n", encoding="utf-8")
    assert read(file).sure == ("Sophie",)
    assert read(file).ambiguous == ("Rose",)


def test_a_short_list_is_a_string() -> None:
    assert among("mon ma  mes") == {"mon", "ma", "mes"}


@pytest.mark.parametrize("path", sorted(shipped("data/lexicons").glob("*.txt")), ids=lambda path: path.stem)
def test_every_shipped_list_says_where_it_comes_from(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# ")
    assert read(path).sure
    assert path.name in shipped("data/lexicons/README.md").read_text(encoding="utf-8")
