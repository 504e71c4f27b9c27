import pytest

from thematique.french.counting import number


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("zéro", 0),
        ("quatorze", 14),
        ("quatre-vingt-treize", 93),
        ("soixante et onze", 71),
        ("septante-quatre", 74),
        ("nonante neuf", 99),
        ("deux cent quatre-vingts", 280),
        ("mille neuf cent quatre-vingt-trois", 1983),
        ("dix-neuf cent trente", 1930),
        ("deux mille vingt et un", 2021),
        ("42", 42),
        ("bonjour", None),
        ("et", None),
    ],
)
def test_numbers_in_words(said: str, value: int | None) -> None:
    assert number(said.split()) == value
