"""What people type is made fit to be kept."""

import pytest

from thematique.codebook.texts import clean_definition, clean_items, clean_name, joined
from thematique.errors import WrongUse


def test_a_name_is_on_one_line() -> None:
    assert clean_name("  Le\r\n café\u00a0: \x00« entre\tdeux » ") == "Le café : « entre deux »"


def test_a_definition_keeps_its_lines() -> None:
    assert clean_definition(" Un\r\ndeux\rtrois \ud800\x1b\n") == "Un\ndeux\ntrois"


@pytest.mark.parametrize("blank", ["", " \r\n", "\x00", "\u2028"])
def test_an_empty_text_is_refused(blank: str) -> None:
    with pytest.raises(WrongUse, match="le nom du code est vide"):
        clean_name(blank)
    with pytest.raises(WrongUse, match="la définition du code est vide"):
        clean_definition(blank)


def test_a_list_has_no_empty_item_and_no_repeat() -> None:
    assert clean_items(["  Au café", "", "\r\n", "au  CAFÉ", "au bar"]) == ("Au café", "au bar")


def test_joining_keeps_the_first_list_as_it_is() -> None:
    assert joined(("a", "A"), ("a ", "b", "B", "c")) == ("a", "A", "b", "c")
