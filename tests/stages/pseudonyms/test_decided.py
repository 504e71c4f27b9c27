from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stages.pseudonyms.small import found, kept, owners, told
from thematique.corrections import HUMAN, Act, Correction
from thematique.records import Kind, Pseudonym


def codes(made: list[Pseudonym]) -> dict[str, str]:
    return {form: p.pseudonym for p in made if not p.documents for form in p.forms}


def test_names_that_people_merge_have_the_code_of_the_other() -> None:
    before = kept(found("Nono", "Arnaud Petit", "Zoé"))
    was = codes(before)
    merged = kept(found("Nono", "Arnaud Petit", "Zoé"), before, [told(Act.MERGE, "Nono", "Arnaud Petit")])
    now = codes(merged)
    assert now["nono"] == now["arnaud petit"] == was["arnaud petit"]
    assert now["zoe"] == was["zoe"]


def test_a_code_given_up_is_not_given_again_and_comes_back_when_the_merge_is_undone() -> None:
    findings = found("Nono", "Norbert", "Zoé")
    before = kept(findings)
    merged = kept(findings, before, [told(Act.MERGE, "Norbert", "Zoé")])
    gone = codes(before)["norbert"]
    assert [(p.forms, p.former) for p in merged if p.pseudonym == gone] == [((), ("norbert",))]
    later = kept([*findings, *found("Fatima", document="e")], merged, [told(Act.MERGE, "Norbert", "Zoé")])
    assert codes(later)["fatima"] == f"[PERSONNE_{len(before) + 1}]"
    undone = kept([*findings, *found("Fatima", document="e")], later)
    assert codes(undone) == codes(before) | {"fatima": codes(later)["fatima"]}


def test_merging_with_a_name_that_nobody_said_makes_it_a_form() -> None:
    made = owners(found("Nono"), corrections=[told(Act.MERGE, "Nono", "Arnaud Petit")])
    assert made["nono"] == made["arnaud petit"]


def test_a_name_split_in_a_document_has_a_code_of_its_own_there_alone() -> None:
    findings = [*found("Sophie Lambert", "Sophie", document="a"), *found("Sophie", document="b")]
    before = kept(findings)
    made = kept(findings, before, [told(Act.SPLIT, "Sophie", document="b")])
    assert codes(made) == codes(before)
    apart = [p for p in made if p.documents]
    assert [(tuple(p.forms), tuple(p.documents)) for p in apart] == [(("sophie",), ("b",))]
    assert apart[0].pseudonym not in codes(before).values()
    assert kept(findings, made, [told(Act.SPLIT, "Sophie", document="b")]) == made
    undone = kept(findings, made)
    assert codes(undone) == codes(before)
    again = kept(findings, undone, [told(Act.SPLIT, "Sophie", document="b")])
    assert [p.pseudonym for p in again if p.documents] == [apart[0].pseudonym]


def test_a_full_name_split_in_a_document_takes_its_parts_along() -> None:
    findings = [*found("Sophie Lambert", document="a"), *found("Sophie Lambert", "Sophie", document="b")]
    made = kept(findings, corrections=[told(Act.SPLIT, "Sophie Lambert", document="b")])
    assert [set(p.forms) for p in made if p.documents] == [{"sophie lambert", "lambert sophie", "sophie", "lambert"}]


def test_a_merge_in_a_document_lends_the_code_of_the_other_there_alone() -> None:
    findings = [*found("Sophie", "Zoé", document="a"), *found("Sophie", document="b")]
    made = kept(findings, corrections=[told(Act.MERGE, "Sophie", "Zoé", document="b")])
    lent = [p for p in made if p.documents]
    assert [(p.pseudonym, tuple(p.forms)) for p in lent] == [(codes(made)["zoe"], ("sophie",))]
    assert codes(made)["sophie"] != codes(made)["zoe"]


@pytest.mark.parametrize("names", [("Nono", "Arnaud Petit"), ("Arnaud Petit", "Nono")])
def test_of_a_merge_and_a_parting_of_the_same_two_the_later_holds(names: tuple[str, str]) -> None:
    findings = found("Nono", "Arnaud Petit")
    merge, apart = told(Act.MERGE, "Nono", "Arnaud Petit"), told(Act.SPLIT, *names)
    parted = owners(findings, corrections=[merge, replace(apart, number=2)])
    assert parted["nono"] != parted["arnaud petit"]
    merged = owners(findings, corrections=[apart, replace(merge, number=2)])
    assert merged["nono"] == merged["arnaud petit"]


@pytest.mark.parametrize("names", [("Vandenbosch", "Van den Bossche"), ("Van den Bossche", "Vandenbosch")])
def test_two_names_that_the_machine_joined_are_parted_in_whichever_order_they_are_told(names: tuple[str, str]) -> None:
    made = owners(found("Van den Bossche", "Vandenbosch"), corrections=[told(Act.SPLIT, *names)])
    assert made["vandenbosch"] != made["van den bossche"]


def test_a_name_parted_from_another_stays_with_those_that_it_was_merged_with() -> None:
    decided = [told(Act.MERGE, "Nono", "Arnaud Petit"), told(Act.SPLIT, "Nono", "Zoé", number=2)]
    made = owners(found("Nono", "Arnaud Petit", "Zoé"), corrections=decided)
    assert made["nono"] == made["arnaud petit"] != made["zoe"]


def test_what_the_machine_joined_is_parted_in_the_whole_study() -> None:
    findings = found("Van den Bossche", "Vandenbosch")
    assert len(set(owners(findings).values())) == 1
    made = owners(findings, corrections=[told(Act.SPLIT, "Vandenbosch")])
    assert made["vandenbosch"] != made["van den bossche"]


def test_what_people_say_of_a_kind_wins_over_the_code_already_given() -> None:
    before = kept(found("Marronniers"))
    human = found("Marronniers", kind=Kind.ORG, source=HUMAN)
    made = kept(human, before)
    assert codes(made)["marronniers"] == "[ORGANISATION_1]"
    assert kept(found("Marronniers"), made)[0].pseudonym == "[PERSONNE_1]"
    assert codes(kept(found("Marronniers"), made))["marronniers"] in ("[PERSONNE_1]", "[ORGANISATION_1]")


NAMES = ["Sophie", "Lambert", "Sophie Lambert", "Luc", "Nono", "Karim", "Huy"]
TOLD = st.lists(
    st.builds(
        Correction,
        act=st.sampled_from([Act.MERGE, Act.SPLIT]),
        name=st.sampled_from(NAMES),
        other=st.sampled_from(NAMES),
        document=st.sampled_from(["", "a", "b"]),
    ),
    max_size=4,
)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), TOLD, TOLD)
def test_whatever_people_say_no_code_has_two_identities_and_undoing_gives_the_codes_back(
    names: list[str], first: list[Correction], then: list[Correction]
) -> None:
    findings = [*found(*names, document="a"), *found(*names[::-1], document="b")]
    plain = kept(findings)
    changed = kept(findings, plain, first)
    twice = kept(findings, changed, then)
    for made in (changed, twice):
        everywhere = [form for p in made if not p.documents for form in p.forms]
        assert len(everywhere) == len(set(everywhere))
        assert {p.pseudonym for p in plain} <= {p.pseudonym for p in made}
    assert codes(kept(findings, twice)) == codes(plain)


@pytest.mark.parametrize("act", [Act.MERGE, Act.SPLIT])
def test_a_correction_of_a_name_that_is_nowhere_changes_nothing(act: Act) -> None:
    findings = found("Karim", "Zoé")
    assert kept(findings, corrections=[told(act, "Inconnue", "Autre")]) == kept(findings)
