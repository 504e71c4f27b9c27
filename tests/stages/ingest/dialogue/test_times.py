"""Time codes are taken out of a text and leave no trace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thematique.stages.ingest.dialogue.times import drop_inside, seconds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oui #00:01:02-3# et puis", "Oui et puis"),
        ("Oui #00:01:02-3#et puis", "Oui et puis"),
        ("Oui#00:01:02-3# et puis", "Oui et puis"),
        ("Oui #00:01:02-3# #00:01:03-3# et puis", "Oui et puis"),
        ("Oui [00:01:02], et puis (0:01:03).", "Oui, et puis."),
        ("Oui [00:01:02]\u00a0: et", "Oui\u00a0: et"),
        ("Vraiment [00:01:02] ?", "Vraiment ?"),
        ("à 12:30 (ou 13:15) je mange", "à 12:30 (ou 13:15) je mange"),
        ("rien", "rien"),
    ],
)
def test_a_code_inside_a_sentence_leaves_one_blank(text: str, expected: str) -> None:
    assert drop_inside(text) == expected


@given(st.lists(st.sampled_from(["oui", "non,", "bien.", "l’œuf", "12:30", "(rires)", "?"])))
def test_words_stay_as_they_were_whatever_stands_between_them(words: list[str]) -> None:
    assert drop_inside(" [00:00:12] ".join(words)).replace(" ", "") == "".join(words)


@pytest.mark.parametrize(
    ("code", "moments"),
    [("1:02", (62.0,)), ("#00:01:02-3#", (62.3,)), ("[0:01 - 0:11]", (1.0, 11.0)), ("1:00:00,250", (3600.25,))],
)
def test_moments_are_seconds(code: str, moments: tuple[float, ...]) -> None:
    assert seconds(code) == pytest.approx(moments)
