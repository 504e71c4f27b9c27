"""Which variables are compared: those that gather documents, and not those that tell each from the others."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from .conftest import EMPTY, code, document, parse, text_of, write

Tables = Mapping[str, Sequence[Any]]

LEFT_OUT = "la valeur étant différente, ou presque, pour chaque document qui en a une"


def told(tiny: Tables, values: Sequence[str]) -> str:
    """The page of a study whose documents have these values of `mesure`; an empty one is not given."""
    documents = [
        document(f"d{place:02}", 1, 8, **({"mesure": value} if value else {})) for place, value in enumerate(values)
    ]
    return text_of(parse(write({**tiny, "documents": documents})))


@pytest.mark.parametrize(
    "values",
    [
        [str(n) for n in range(30)],
        [*(str(n) for n in range(30)), "", "", "", ""],
        [*(str(n) for n in range(8)), "0", "1"],
        ["seul", *[""] * 9],
    ],
)
def test_a_variable_whose_values_are_nearly_all_different_is_not_crossed(tiny: Tables, values: Sequence[str]) -> None:
    text = told(tiny, values)

    assert "Par mesure" not in text
    assert f"{LEFT_OUT} : mesure." in text


@pytest.mark.parametrize(
    "values",
    [
        [str(n) for n in range(5)],
        [*"FH" * 4, "", ""],
        [str(n // 2) for n in range(10)],
        ["seul", ""],
    ],
)
def test_a_variable_that_gathers_documents_is_crossed_and_so_is_any_in_a_small_corpus(
    tiny: Tables, values: Sequence[str]
) -> None:
    text = told(tiny, values)

    assert "Par mesure" in text
    assert LEFT_OUT not in text


def test_the_number_of_a_row_is_left_out_and_what_describes_it_is_not(tiny: Tables) -> None:
    documents = [document(f"d:{n:04}", 1, 8, id=str(n), sexe="FFH"[n % 3]) for n in range(30)]

    text = text_of(parse(write({**EMPTY, **{name: tiny[name] for name in ("segments", "turns")},
                                "codes": [code("theme", "Thème")], "documents": documents})))  # fmt: skip

    assert "Par sexe" in text
    assert "Par id" not in text
