"""Codebooks: the one that is shipped, and what is told of one that is broken."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique import codebook
from thematique.errors import InvalidFile
from thematique.shipped import shipped

SEED = codebook.load(shipped("data/codebooks/reseau.toml"))
THEMES = {
    "tensions": ["enjeux", "confidentialite", "temporalites", "turnover", "trajectoire"],
    "informel": ["appels", "arrangements", "evenements", "cafe"],
    "confiance": ["construction", "condition"],
    "reconnaissance": [],
}


def problems(folder: Path, text: str | bytes) -> list[str]:
    path = folder / "grille.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(InvalidFile) as refused:
        codebook.load(path)
    assert refused.value.file == "grille.toml"
    return list(refused.value.problems)


def code(**lists: list[str]) -> str:
    return "\n".join(['name = "N"', 'definition = "D"', *(f"{key} = {value!r}" for key, value in lists.items())])


def test_the_seed_codebook_has_the_themes_and_codes_of_the_study() -> None:
    paths = [path for theme, codes in THEMES.items() for path in (theme, *(f"{theme}.{code}" for code in codes))]
    assert [code.code for code in SEED.codes] == paths
    assert [code.code for code in SEED.codes if code.codable] == [
        path for path in paths if "." in path or path == "reconnaissance"
    ]


def test_every_code_of_the_seed_codebook_has_what_a_reader_and_the_machine_need() -> None:
    for one in SEED.codes:
        assert one.name and one.definition and one.includes and one.excludes, one.code
        if one.codable:
            assert len(one.examples) >= 10, one.code
            assert len(one.expressions) >= 5, one.code
            assert len(set(one.examples) | set(one.counter_examples)) == len(one.examples) + len(one.counter_examples)


def test_the_seed_codebook_cites_its_sources() -> None:
    assert SEED.language == "fr"
    assert any("Van Campenhoudt" in source for source in SEED.sources)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["ligne 1 : la grille ne contient aucun code ; ajoutez par exemple une section [theme.code]."]),
        ('[a]\nname = "x\n', ["ligne 2, colonne 10 : écriture incorrecte ; il manque sans doute un guillemet, une virgule ou un crochet juste avant."]),
        ('[a]\nname = "x"\n[a]\n', ["ligne 3, colonne 3 : cette section ou cette clé est écrite deux fois."]),
        ("[a]\nname = [\n", ["fin du fichier : écriture incorrecte ; il manque sans doute un guillemet, une virgule ou un crochet juste avant."]),
        (b"[a]\nname = '\xe9'\n", ["le fichier n'est pas en UTF-8 ; enregistrez-le dans cet encodage."]),
        (f"[a]\n{code()}\n\n[b.c]\n{code()}\n", ["ligne 5 : [b] n'a pas de « definition ».", "ligne 5 : [b] n'a pas de « name »."]),
        (f"[a]\n{code()}\nexamples = 'un'\n", ["ligne 4 : [a] « examples » doit être une liste entre crochets."]),
        ("[a]\nname = ' '\ndefinition = 3\n", ["ligne 2 : [a] « name » doit être un texte non vide.", "ligne 3 : [a] « definition » doit être un texte non vide."]),
        (f"[été]\n{code()}\n", ["ligne 1 : écriture"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str | bytes, expected: list[str]) -> None:
    found = problems(tmp_path, text)
    if expected == ["ligne 1 : écriture"]:
        assert found[0].startswith("ligne 1")
    else:
        assert found == expected


def test_an_example_given_twice_is_told_on_the_line_of_the_second(tmp_path: Path) -> None:
    text = (
        f"[a]\n{code()}\nexamples = [\n  'on se voit au café',\n  'autre',\n]\n\n"
        f"[b]\n{code()}\nexamples = [\n  'rien',\n  'On se  voit au café',\n]\n\n"
        f"[c]\n{code()}\nexamples = [\n  'on se voit au café',\n  'on se voit au café du coin',\n]\n"
    )
    assert problems(tmp_path, text) == [
        "ligne 14 : [b] l'exemple « On se  voit au café » est déjà donné à [a].",
        "ligne 21 : [c] l'exemple « on se voit au café » est déjà donné à [a].",
    ]


def test_an_example_given_three_times_in_one_list_is_told_twice(tmp_path: Path) -> None:
    text = f"[a]\n{code()}\nexamples = [\n  'un',\n  'un',\n  'un',\n]\n"
    assert [problem.split(" : ")[0] for problem in problems(tmp_path, text)] == ["ligne 6", "ligne 7"]


def test_line_ends_of_windows_and_a_mark_at_the_start_change_nothing(tmp_path: Path) -> None:
    text = f"\ufeff[a]\n{code()}\nexamples = [1]\n".replace("\n", "\r\n")
    assert problems(tmp_path, text) == ["ligne 4 : [a] « examples » contient autre chose qu'un texte."]


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile, match="introuvable ou illisible"):
        codebook.load(tmp_path / "absente.toml")


def test_brackets_in_brackets_without_end_are_told(tmp_path: Path) -> None:
    assert problems(tmp_path, f"a = {'[' * 100_000}") == ["les crochets y sont trop imbriqués."]


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True), st.integers(0, 3), min_size=1))
def test_a_sound_codebook_keeps_its_order(tmp_path_factory: pytest.TempPathFactory, themes: Mapping[str, int]) -> None:
    paths = [path for theme, n in themes.items() for path in (theme, *(f"{theme}.{i}" for i in range(n)))]
    heads = {"title", "language", "version", "description", "sources"}
    path = tmp_path_factory.mktemp("g") / "grille.toml"
    path.write_text("\n".join(f"[{name}]\n{code()}" for name in paths if name.split(".")[0] not in heads) + "\n")
    if all(theme in heads for theme in themes):
        return
    read = codebook.load(path)
    assert [one.code for one in read.codes] == [name for name in paths if name.split(".")[0] not in heads]
    assert {one.code for one in read.codes if not one.codable} == {t for t, n in themes.items() if n and t not in heads}


@pytest.mark.parametrize("name", ["title", "language", "version", "description", "sources"])
def test_a_theme_may_not_be_called_like_a_key_of_the_head(tmp_path: Path, name: str) -> None:
    expected = f"ligne 1 : [{name}] : ce nom est réservé au début du fichier ; choisissez-en un autre."
    assert problems(tmp_path, f"[{name}]\n{code()}\n") == [expected]


def test_a_source_that_is_no_text_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path, f"sources = ['a', 3]\n[a]\n{code()}\n") == [
        "ligne 1 : « sources » contient autre chose qu'un texte."
    ]


def test_a_codebook_without_a_title_has_that_of_its_file() -> None:
    assert codebook.parse(f"[a]\n{code()}\n", file="ma grille.toml").title == "ma grille"


def test_codes_may_lie_deeper_than_two_levels() -> None:
    text = "\n".join(f"[{path}]\n{code()}" for path in ("a", "a.b", "a.b.c"))
    book = codebook.parse(text, file="g.toml")
    assert [(one.code, one.codable) for one in book.codes] == [("a", False), ("a.b", False), ("a.b.c", True)]
    assert [one.code for one in codebook.children(book, "a")] == ["a.b"]
    assert [one.code for one in codebook.children(book)] == ["a"]
    assert codebook.find(book, "a.b.c").codable
