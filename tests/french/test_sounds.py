import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.french.sounds import near, slips, sound


@pytest.mark.parametrize(
    "names",
    [
        "Thonnard, Tonnart, tonard",
        "Vandenbossche, Van den Bossche, vanden boche, vandenbosch",
        "Aït Lahcen, ait lassen",
        "Delvaux, del-vaux, delvau",
        "Wojtek, voïtek",
        "Yıldırım, yldirim",
        "Bouzidi, bousidi",
    ],
)
def test_names_heard_alike_sound_alike(names: str) -> None:
    assert len({sound(name) for name in names.split(", ")}) == 1


@pytest.mark.parametrize("names", ["Rousseau, Rochaud", "Dupont, Dumont", "Gül, Gülay", "Lambert, Lombard"])
def test_names_heard_apart_sound_apart(names: str) -> None:
    one, other = names.split(", ")
    assert sound(one) != sound(other)


NAMES = st.text("abcde", max_size=7)


@given(NAMES, NAMES)
def test_two_names_that_a_slip_parts_share_what_a_slip_leaves(one: str, other: str) -> None:
    assert near(one, other) == near(other, one)
    if near(one, other):
        assert one != other
        assert set(slips(one)) & set(slips(other))


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("lambert", "lambret", True),
        ("lambert", "lamber", True),
        ("lambert", "lombert", True),
        ("lambert", "lombard", False),
    ],
)
def test_a_slip_is_one_letter_or_two_swapped(one: str, other: str, told: bool) -> None:
    assert near(one, other) is told
