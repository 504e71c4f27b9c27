"""What there is to see of names."""

import pytest

from thematique.corrections import HUMAN
from thematique.naming import seen
from thematique.records import Kind, Mention, Where

TEXT = "Avec Sophie Lambert, chez G4S ; au 04 12, puis g4s."


def masked(words: str) -> Mention:
    start = TEXT.index(words)
    return Mention(
        document="nord", turn=0, where=Where.TEXT, start=start, end=start + len(words), kind=Kind.ORG, text=words,
        pseudonym="[ORGANISATION_1]", source=HUMAN, score=1.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "total", "hidden"),
    [("G4S", 2, 1), ("04 12", 1, 0), ("sophie", 1, 1), ("Sophie Lambert", 1, 1), ("4 1", 0, 0), ("Zoé", 0, 0)],
)
def test_a_name_is_counted_and_where_it_is_masked(name: str, total: int, hidden: int) -> None:
    found = seen.occurrences(name, {("nord", 0, Where.TEXT, ""): TEXT}, [masked("G4S"), masked("Sophie Lambert")])
    assert (found.total, found.masked) == (total, hidden)
