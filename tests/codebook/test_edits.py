"""Each operation on a codebook does what it says, and says where codes went."""

from collections.abc import Callable, Sequence

import pytest

from thematique.codebook import edits, find, parse
from thematique.codebook.edited import Edited
from thematique.errors import WrongUse

BOOK = parse(
    """
title = "Grille"
version = "brouillon n° 3"
[tensions]
name = "Tensions"
definition = "Ce qui gêne."
[tensions.temps]
name = "Temps"
definition = "Le temps manque."
expressions = ["trop tard", "Pas le temps"]
examples = ["on n'a jamais le temps"]
counter_examples = ["il pleut"]
[tensions.equipes]
name = "Équipes"
definition = "On part."
includes = ["départs"]
[tensions.equipes.arrivees]
name = "Arrivées"
definition = "On arrive."
examples = ["une nouvelle est là"]
[cafe]
name = "Café"
definition = "On parle."
expressions = ["pas le temps", "au café"]
examples = ["on prend un café"]
[cafe.temps]
name = "Durée"
definition = "Longtemps."
""",
    file="grille.toml",
)


def paths(done: Edited) -> Sequence[str]:
    return [code.code for code in done.codebook.codes]


def test_a_code_is_added_as_the_last_of_its_theme() -> None:
    done = edits.add(BOOK, "tensions", "  L'argent à partager ", "Les subsides.\r\n")
    assert paths(done) == [
        "tensions", "tensions.temps", "tensions.equipes", "tensions.equipes.arrivees", "tensions.l-argent-a-partager",
        "cafe", "cafe.temps",
    ]  # fmt: skip
    added = find(done.codebook, "tensions.l-argent-a-partager")
    assert (added.name, added.definition, added.codable) == ("L'argent à partager", "Les subsides.", True)
    assert not done.moves and not done.closed


def test_a_theme_is_added_at_the_end_with_a_path_of_its_own() -> None:
    assert paths(edits.add(BOOK, None, "Cafe !", "D"))[-1] == "cafe-2"
    assert paths(edits.add(BOOK, None, "Sources", "D"))[-1] == "sources-2"


def test_a_code_without_example_no_longer_takes_codings_once_a_code_is_under_it() -> None:
    done = edits.add(BOOK, "cafe.temps", "Pause", "D")
    assert done.closed == ("cafe.temps",)
    assert not find(done.codebook, "cafe.temps").codable
    assert edits.add(BOOK, "tensions.temps", "Pause", "D").closed == ()


def test_the_texts_of_a_code_are_changed_and_the_others_stay() -> None:
    done = edits.describe(BOOK, "tensions.temps", definition=" Autre ", expressions=["Vite", "", "vite"], examples=[])
    after = find(done.codebook, "tensions.temps")
    assert (after.definition, after.expressions, after.examples) == ("Autre", ("Vite",), ())
    assert after.counter_examples == ("il pleut",)
    assert [one for one in done.codebook.codes if one is not after] == [
        one for one in BOOK.codes if one.code != "tensions.temps"
    ]
    assert done.codebook.version == "brouillon n° 3"


def test_a_theme_that_loses_its_examples_only_gathers_its_codes() -> None:
    assert edits.describe(BOOK, "cafe", examples=[]).closed == ("cafe",)


def test_a_renamed_theme_goes_elsewhere_with_all_that_is_under_it_and_stays_in_its_place() -> None:
    done = edits.rename(BOOK, "tensions", "Difficultés du réseau")
    assert done.moves == {
        "tensions": "difficultes-du-reseau",
        "tensions.temps": "difficultes-du-reseau.temps",
        "tensions.equipes": "difficultes-du-reseau.equipes",
        "tensions.equipes.arrivees": "difficultes-du-reseau.equipes.arrivees",
    }
    assert paths(done)[:4] == list(done.moves.values())
    assert find(done.codebook, "difficultes-du-reseau").name == "Difficultés du réseau"


@pytest.mark.parametrize("name", ["équipes", "Equipes !", "Équipes"])
def test_a_name_that_is_spelt_otherwise_keeps_its_path(name: str) -> None:
    done = edits.rename(BOOK, "tensions.equipes", name)
    assert done.moves == {}
    assert find(done.codebook, "tensions.equipes").name == name


def test_a_name_that_gives_the_path_that_the_code_has_already_moves_nothing() -> None:
    assert edits.rename(BOOK, "cafe.temps", "Temps").moves == {}


def test_a_merged_code_gives_its_lists_without_repeats() -> None:
    done = edits.merge(BOOK, "tensions.temps", "cafe")
    after = find(done.codebook, "cafe")
    assert done.moves == {"tensions.temps": "cafe"}
    assert after.expressions == ("pas le temps", "au café", "trop tard")
    assert after.examples == ("on prend un café", "on n'a jamais le temps")
    assert after.counter_examples == ("il pleut",)
    assert (after.name, after.definition) == ("Café", "On parle.")


def test_the_codes_under_a_merged_code_go_under_the_target() -> None:
    done = edits.merge(BOOK, "cafe", "tensions.temps")
    assert done.moves == {"cafe": "tensions.temps", "cafe.temps": "tensions.temps.temps"}
    done = edits.merge(BOOK, "tensions", "cafe")
    assert done.moves == {
        "tensions": "cafe",
        "tensions.temps": "cafe.temps-2",
        "tensions.equipes": "cafe.equipes",
        "tensions.equipes.arrivees": "cafe.equipes.arrivees",
    }
    assert paths(done) == ["cafe", "cafe.temps", "cafe.temps-2", "cafe.equipes", "cafe.equipes.arrivees"]


def test_two_codes_that_come_under_the_target_never_get_the_same_path() -> None:
    text = "\n".join(
        f"[{path}]\nname = '{path}'\ndefinition = 'D'\nexamples = ['{path}']"
        for path in ("a", "a.x", "b", "b.x", "b.x-2")
    )
    done = edits.merge(parse(text, file="g"), "b", "a")
    assert done.moves == {"b": "a", "b.x": "a.x-2", "b.x-2": "a.x-2-2"}


def test_a_code_is_split_into_codes_right_after_it() -> None:
    done = edits.split(BOOK, "tensions.equipes", ["Départs", "Maladies"])
    assert paths(done)[2:6] == [
        "tensions.equipes", "tensions.equipes.arrivees", "tensions.departs", "tensions.maladies",
    ]  # fmt: skip
    assert find(done.codebook, "tensions.maladies").definition == "On part."
    assert find(done.codebook, "tensions.equipes") == find(BOOK, "tensions.equipes")
    assert done.moves == {}


def test_a_code_is_moved_with_all_that_is_under_it() -> None:
    done = edits.move(BOOK, "tensions.equipes", "cafe")
    assert done.moves == {
        "tensions.equipes": "cafe.equipes",
        "tensions.equipes.arrivees": "cafe.equipes.arrivees",
    }
    assert paths(done)[-3:] == ["cafe.temps", "cafe.equipes", "cafe.equipes.arrivees"]


def test_a_code_becomes_a_theme_and_a_theme_comes_under_a_code() -> None:
    assert edits.move(BOOK, "cafe.temps", None).moves == {"cafe.temps": "temps"}
    assert edits.move(BOOK, "cafe", "tensions.equipes").moves["cafe.temps"] == "tensions.equipes.cafe.temps"


def test_a_moved_code_never_takes_the_path_of_another() -> None:
    assert edits.move(BOOK, "cafe.temps", "tensions").moves == {"cafe.temps": "tensions.temps-2"}


def test_moving_a_code_where_it_is_changes_nothing() -> None:
    for done in (edits.move(BOOK, "cafe.temps", "cafe"), edits.move(BOOK, "cafe", None)):
        assert (done.codebook, done.moves, done.closed) == (BOOK, {}, ())


def test_a_removed_code_is_no_longer_there_and_its_theme_takes_codings_again() -> None:
    done = edits.remove(BOOK, "tensions.equipes.arrivees")
    assert done.moves == {"tensions.equipes.arrivees": None}
    assert len(done.codebook.codes) == len(BOOK.codes) - 1
    assert find(done.codebook, "tensions.equipes").codable


ONLY = parse("[a]\nname = 'A'\ndefinition = 'D'\n", file="g")


@pytest.mark.parametrize(
    ("attempt", "told"),
    [
        (lambda: edits.add(BOOK, "rien", "N", "D"), "« rien » n'est pas dans la grille"),
        (lambda: edits.add(BOOK, "", "N", "D"), "« » n'est pas dans la grille"),
        (lambda: edits.add(BOOK, None, " ", "D"), "le nom du code est vide"),
        (lambda: edits.add(BOOK, None, "N", "\n"), "la définition du code est vide"),
        (lambda: edits.add(BOOK, None, "CAFE", "D"), "le nom « CAFE » est déjà pris"),
        (lambda: edits.describe(BOOK, "rien"), "« rien » n'est pas dans la grille"),
        (lambda: edits.describe(BOOK, "cafe", definition=""), "la définition du code est vide"),
        (lambda: edits.describe(BOOK, "cafe", examples=["un", "Il  pleut"]), "l'exemple n° 2 est déjà donné au code « Temps »"),
        (lambda: edits.describe(BOOK, "cafe", counter_examples=["on prend un café"]), "le contre-exemple n° 1 est déjà donné au code « Café »"),
        (lambda: edits.rename(BOOK, "rien", "N"), "« rien » n'est pas dans la grille"),
        (lambda: edits.rename(BOOK, "cafe", ""), "le nom du code est vide"),
        (lambda: edits.rename(BOOK, "cafe", "tensions"), "le nom « tensions » est déjà pris"),
        (lambda: edits.merge(BOOK, "cafe", "cafe"), "ni avec lui-même"),
        (lambda: edits.merge(BOOK, "tensions", "tensions.temps"), "ni avec l'un de ses codes"),
        (lambda: edits.merge(BOOK, "cafe", "tensions"), "« Tensions » ne fait que regrouper ses codes"),
        (lambda: edits.merge(BOOK, "tensions.equipes", "cafe.temps"), "« Durée » n'a pas d'exemple"),
        (lambda: edits.merge(edits.rename(BOOK, "cafe.temps", "temps").codebook, "tensions", "cafe"), "le nom « Temps » est déjà pris"),
        (lambda: edits.merge(BOOK, "cafe", "rien"), "« rien » n'est pas dans la grille"),
        (lambda: edits.split(BOOK, "cafe", []), "indiquez au moins un nom"),
        (lambda: edits.split(BOOK, "cafe", ["a", "A"]), "le nom « A » est déjà pris"),
        (lambda: edits.split(BOOK, "cafe", ["Café"]), "le nom « Café » est déjà pris"),
        (lambda: edits.move(BOOK, "tensions", "tensions"), "ni sous lui-même"),
        (lambda: edits.move(BOOK, "tensions", "tensions.equipes.arrivees"), "ni sous l'un de ses codes"),
        (lambda: edits.move(edits.rename(BOOK, "cafe.temps", "temps").codebook, "cafe.temps", "tensions"), "le nom « temps » est déjà pris"),
        (lambda: edits.move(BOOK, "cafe", "rien"), "« rien » n'est pas dans la grille"),
        (lambda: edits.remove(BOOK, "cafe"), "« Café » contient d'autres codes"),
        (lambda: edits.remove(ONLY, "a"), "doit garder au moins un code"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told_in_french(attempt: Callable[[], Edited], told: str) -> None:
    with pytest.raises(WrongUse) as refused:
        attempt()
    assert told.replace("« »", "«  »") in str(refused.value)
    assert str(refused.value).endswith(".")
