import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.pseudonyms.small import found, kept, said
from thematique.french.dictionary import dictionary
from thematique.french.lexicon import read
from thematique.french.names import key
from thematique.records import Pseudonym
from thematique.shipped import shipped


def names(made: list[Pseudonym]) -> dict[str, str]:
    return {p.forms[0]: p.invented for p in made if p.forms}


@pytest.mark.parametrize("path", ["prenoms_inventes", "noms_inventes"])
def test_no_invented_name_is_an_ordinary_word(path: str) -> None:
    ordinary = dictionary()
    listed = [line.split()[0] for line in read(Path(shipped(f"data/lexicons/{path}.txt"))).sure]
    assert len(listed) > 300
    assert [name for name in listed if ordinary(name) or ordinary(name.lower())] == []


def test_an_invented_name_has_the_gender_and_roughly_the_origin_of_the_real_one() -> None:
    lines = [line.split() for line in read(shipped("data/lexicons/prenoms_inventes.txt")).sure]
    told = {name: (gender, origin) for name, gender, origin in lines}
    made = names(kept(found("Rachida Benkirane", "Koen Vandenbulcke", "Sophie Lambert")))
    assert told[made["rachida benkirane"].split()[0]] == ("f", "maghreb")
    assert told[made["koen vandenbulcke"].split()[0]] == ("m", "flemish")
    assert told[made["sophie lambert"].split()[0]] == ("f", "fr")


def test_who_shares_a_family_name_shares_the_invented_one() -> None:
    made = names(kept(found("Sophie Lambert", "Luc Lambert", "Zoé Dubois")))
    last = {name: invented.partition(" ")[2] for name, invented in made.items()}
    assert last["sophie lambert"] == last["luc lambert"] != last["zoe dubois"]


def test_an_invented_name_is_kept_when_files_are_added() -> None:
    before = kept(found("Sophie Lambert", "Karim"))
    after = kept([*found("Sophie Lambert", "Karim"), *found("Fatima", document="a")], before)
    assert names(before).items() <= names(after).items()


def test_when_a_real_person_bears_an_invented_name_it_is_drawn_again() -> None:
    before = kept(found("Sophie Lambert"))
    first, _, last = names(before)["sophie lambert"].partition(" ")
    for later in (
        kept(found("Sophie Lambert", first), before),
        kept(found("Sophie Lambert"), before, turns=said(last)),
    ):
        parts = names(later)["sophie lambert"].split()
        assert parts
        assert not {first, last} <= set(parts)
        assert {p.pseudonym for p in before} <= {p.pseudonym for p in later}


REAL = st.lists(
    st.sampled_from(
        ["Sophie Lambert", "Luc", "Agathe", "Nadine Petit", "Mourad", "Van Damme", "Elke", "Ahmet Yilmaz", "Driss"]
    ),
    min_size=1,
    max_size=8,
    unique=True,
)


@settings(deadline=None, max_examples=30)
@given(REAL, REAL)
def test_no_two_persons_share_an_invented_first_name_and_none_is_a_name_of_the_study(
    first: list[str], then: list[str]
) -> None:
    made = kept([*found(*first), *found(*then, document="e")], kept(found(*first)))
    given_names = [p.invented.partition(" ")[0] for p in made]
    assert len(given_names) == len(set(given_names))
    real = {word for p in made for form in p.forms for word in form.split()}
    assert not real & {word for p in made for part in re.split("[ -]", p.invented) for word in key(part).split()}
