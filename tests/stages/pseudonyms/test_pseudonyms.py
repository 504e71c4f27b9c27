from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from stages.pseudonyms.small import forms_of, found, kept, owners
from thematique.records import Kind, Pseudonym


def test_forms_that_differ_by_case_accents_or_hyphens_are_one_person() -> None:
    made = forms_of(found("Élodie", "ELODIE", "elodie", "Jean-Luc", "jean luc"))
    assert sorted(made) == ["[PERSONNE_1]", "[PERSONNE_2]"]
    assert sorted(made.values()) == [("elodie",), ("jean luc",)]


def test_a_first_name_and_a_family_name_join_the_full_name_that_holds_them() -> None:
    assert forms_of(found("Sophie", "Sophie Lambert", "Lambert", "LAMBERT Sophie")) == {
        "[PERSONNE_1]": ("sophie lambert", "lambert sophie", "sophie", "lambert")
    }


def test_homonyms_are_never_merged_silently() -> None:
    made = forms_of(found("Sophie Lambert", "Sophie Dubois", "Sophie", "Lambert"))
    owner = {form: code for code, forms in made.items() for form in forms}
    assert owner["sophie lambert"] == owner["lambert"]
    assert len({owner["sophie lambert"], owner["sophie dubois"], owner["sophie"]}) == 3


def test_an_ambiguous_first_name_has_a_code_even_if_it_was_only_heard_in_full() -> None:
    made = forms_of(found("Sophie Lambert", "Sophie Dubois"))
    assert ("sophie",) in made.values()


def test_husband_and_wife_are_two_persons() -> None:
    made = owners([*found("Sophie Lambert"), *found("Lambert", source="title m")])
    assert made["sophie lambert"] == made["sophie"]
    assert len({made["sophie lambert"], made["monsieur lambert"], made["lambert"]}) == 3


def test_a_title_that_agrees_with_the_first_name_is_the_same_person() -> None:
    made = owners([*found("Sophie Lambert"), *found("Lambert", source="title f")])
    assert len(set(made.values())) == 1


def test_each_of_a_couple_has_the_title_of_their_gender() -> None:
    findings = [*found("Sophie Lambert", "Luc Lambert"), *found("Lambert", source="title m")]
    made = owners([*findings, *found("Lambert", source="title f", document="e")])
    assert made["monsieur lambert"] == made["luc lambert"]
    assert made["madame lambert"] == made["sophie lambert"]
    assert made["lambert"] not in (made["luc lambert"], made["sophie lambert"])


def test_a_couple_known_by_its_titles_keeps_its_codes() -> None:
    findings = [*found("Lambert", source="title m"), *found("Lambert", source="title f", document="e")]
    before = kept(findings)
    assert owners(findings)["monsieur lambert"] != owners(findings)["madame lambert"]
    after = {form: p.pseudonym for p in kept([*findings, *found("Zoé")], before) for form in p.forms}
    assert after == owners(findings) | {"zoe": after["zoe"]}


def test_two_women_named_one_after_the_other_are_two() -> None:
    made = owners(found("Christine Valérie", "Christine", "Valérie"))
    assert made["christine"] != made["valerie"]
    made = owners(found("Julie de Katia", "Julie", "Katia Teixeira", "Katia"))
    assert made["katia"] == made["katia teixeira"]
    assert made["katia"] != made["julie"]


def test_an_initial_joins_the_only_name_that_it_begins() -> None:
    made = owners(found("Sophie Lambert", "Sophie L", "S. Lambert"))
    assert made["sophie l"] == made["s lambert"] == made["sophie lambert"]
    assert len(set(owners(found("Sonia Branca-Rosoff", "Sonia Branca")).values())) == 1
    apart = owners(found("Sophie Lambert", "Sophie Legrand", "Sophie L"))
    assert apart["sophie l"] not in (apart["sophie lambert"], apart["sophie legrand"])


def test_a_name_said_twice_is_one_name() -> None:
    assert forms_of(found("Karim Karim", "Karim")) == {"[PERSONNE_1]": ("karim",)}


def test_a_compound_first_name_is_not_cut() -> None:
    made = forms_of(found("Jean-Pierre Lambert", "Jean", "Pierre Lambert"))
    assert ("jean",) in made.values()
    assert ("lambert",) in made.values()
    assert any(forms[:2] == ("jean pierre lambert", "lambert jean pierre") for forms in made.values())


def test_a_family_name_keeps_its_particles() -> None:
    made = forms_of(found("Marie Van den Berghe", "Van den Berghe"))
    assert len(made) == 1


def test_an_ordinary_word_taken_for_a_person_does_not_spread() -> None:
    made = forms_of([*found("Mairie d'Ivry"), *found("Ivry", kind=Kind.LOC, document="e")])
    assert "mairie" not in made["[PERSONNE_1]"]
    assert made["[LIEU_1]"] == ("ivry",)


def test_a_place_after_a_particle_is_not_a_family_name() -> None:
    made = owners([*found("Jeanne d'Orléans"), *found("Orléans", kind=Kind.LOC, document="e")])
    assert "d orleans" not in made


LETTERS = st.lists(
    st.sampled_from(["Aline", "Boris", "Carine", "Driss", "Elke", "Fatou", "Grazyna", "Hakan"]), min_size=1, unique=True
)


@settings(deadline=None, max_examples=30)
@given(LETTERS, st.randoms(use_true_random=False))
def test_numbers_are_the_same_whatever_the_order_of_the_findings(names: list[str], chance: Random) -> None:
    findings = found(*names)
    shuffled = list(findings)
    chance.shuffle(shuffled)
    assert kept(shuffled) == kept(findings)


def test_numbers_follow_neither_the_text_nor_the_alphabet_and_change_with_the_originals() -> None:
    names = ["Aline", "Boris", "Carine", "Driss", "Elke", "Fatou", "Grazyna", "Hakan"]
    orders = {
        tuple(forms[0] for forms in forms_of(found(*names, document=document)).values())
        for document in ("a", "b", "c", "d")
    }
    assert len(orders) > 1
    assert any(list(order) != sorted(order) for order in orders)


def test_each_kind_has_its_codes() -> None:
    texts = {
        Kind.LOC: "Huy",
        Kind.ORG: "Les Marronniers",
        Kind.DATE: "3 mars 2011",
        Kind.AGE: "huit ans",
        Kind.PHONE: "0476 12 34 56",
        Kind.EMAIL: "a@b.be",
        Kind.ID: "85.07.30-033.28",
        Kind.URL: "www.exemple.be",
    }
    findings = [finding for kind, text in texts.items() for finding in found(text, kind=kind)]
    assert sorted(forms_of(findings)) == sorted(
        f"[{name}_1]" for name in ("LIEU", "ORGANISATION", "DATE", "AGE", "TELEPHONE", "EMAIL", "IDENTIFIANT", "URL")
    )


def test_a_name_found_under_two_kinds_has_one_code() -> None:
    findings = [*found("Namur", "Namur", kind=Kind.LOC), *found("Namur", document="e")]
    assert forms_of(findings) == {"[LIEU_1]": ("namur",)}


def test_codes_are_kept_when_documents_come_before() -> None:
    before = kept(found("Karim", "Sophie Lambert", document="m"))
    made = owners([*found("Fatima", document="a"), *found("Karim", "Lambert", document="m")], before)
    codes = {form: p.pseudonym for p in before for form in p.forms}
    assert (made["karim"], made["sophie lambert"]) == (codes["karim"], codes["sophie lambert"])
    assert made["fatima"] == "[PERSONNE_3]"


def test_a_person_who_is_no_longer_named_keeps_her_code() -> None:
    before = kept(found("Karim", "Fatima"))
    made = forms_of(found("Léa"), before)
    assert {code: forms for code, forms in made.items() if code != "[PERSONNE_3]"} == {
        p.pseudonym: tuple(p.forms) for p in before
    }
    assert made["[PERSONNE_3]"] == ("lea",)


def test_a_first_name_keeps_its_code_when_the_full_name_is_learned() -> None:
    before = kept(found("Sophie"))
    assert "sophie lambert" in forms_of(found("Sophie", "Sophie Lambert"), before)["[PERSONNE_1]"]


def test_two_codes_already_given_are_never_merged() -> None:
    before = kept(found("Sophie", "Lambert"))
    made = owners(found("Sophie Lambert", "Sophie", "Lambert"), before)
    codes = {form: p.pseudonym for p in before for form in p.forms}
    assert (made["sophie"], made["lambert"]) == (codes["sophie"], codes["lambert"])
    assert made["sophie lambert"] in codes.values()


def test_an_erased_person_leaves_a_number_that_is_not_given_again() -> None:
    before = [Pseudonym(pseudonym="[PERSONNE_1]", kind=Kind.PER, forms=())]
    assert forms_of(found("Karim"), before) == {"[PERSONNE_1]": (), "[PERSONNE_2]": ("karim",)}


NAMES = st.lists(
    st.sampled_from(
        ["Sophie", "Lambert", "Sophie Lambert", "Sophie Dubois", "Dubois", "Lambert Luc", "Luc", "Rose Petit"]
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=60)
@given(NAMES, NAMES)
def test_every_finding_has_one_code_and_codes_never_change_identity(first: list[str], then: list[str]) -> None:
    from thematique.french.names import key

    before = kept(found(*first))
    after = kept(found(*first, *then), before)
    forms = [form for pseudonym in after for form in pseudonym.forms]
    assert len(forms) == len(set(forms))
    assert {key(name) for name in (*first, *then)} <= set(forms)
    assert {p.pseudonym for p in before} <= {p.pseudonym for p in after}
    assert kept(found(*first, *then), after) == after
    holders = {form: p.pseudonym for p in after for form in p.forms}
    assert all(holders[p.forms[0]] == p.pseudonym for p in before)


def test_a_name_that_is_no_longer_found_keeps_its_code_and_is_said_to_be_gone() -> None:
    first = kept(found("Karim", "batter"))
    second = kept(found("Karim"), first)

    assert {p.forms[0]: p.found for p in second} == {"karim": True, "batter": False}
    assert kept(found("Karim", "batter"), second) == first
