import pytest

from stages.pseudonyms.small import alike, found, kept, owners, said
from thematique.records import Kind


@pytest.mark.parametrize(
    "names",
    [
        ("Vandenbossche", "Van den Bossche", "vanden boche"),
        ("Bénédicte Thonnard", "bénédicte tonnard"),
        ("Prudence Ilunga", "prudence ilounga"),
        ("Mounir", "mounire"),
        ("Abdelhakim Bouzidi", "abdel hakim bousidi"),
        ("Wojtek", "W O J T E K"),
        ("Mounir", "mounire mounir"),
        ("Sébastien Boulanger", "Seb Boulanger"),
        ("Bénédicte", "Béné"),
        ("Isa Delcourt", "Isabelle"),
        ("Greet Vandeuren", "Vandeu-"),
        ("Dieudonné Kabongo", "dieudo"),
        ("lies lies de smet l i e s", "Lies De Smet"),
        ("öztürk tuncay öztürk", "tuncay"),
        ("Joris Van den Broeck", "van plus loin den et puis b r o e c k"),
        ("Claire D'Hondt", "D apostrophe, H, O, N, D, T"),
        ("LE GOFF Rozenn", "Rozenn Le Goff"),
        ("PETIT Anne-Rose", "Anne-Rose Petit"),
    ],
)
def test_one_name_heard_otherwise_is_one_person(names: tuple[str, ...]) -> None:
    assert len(set(owners(found(*names)).values())) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Michel", "Michèle"),
        ("René", "Renée"),
        ("Dupont", "Dumont"),
        ("Petit", "Petis"),
        ("Sophie Lambert", "Sophie Lombard"),
    ],
)
def test_two_names_that_may_be_two_persons_have_two_codes(names: tuple[str, ...]) -> None:
    made = owners(found(*names))
    assert made[_key(names[0])] != made[_key(names[1])]


def _key(name: str) -> str:
    from thematique.french.names import key

    return key(name)


def test_a_surname_that_sounds_like_those_of_two_joins_neither() -> None:
    made = owners(found("Luc Tonnard", "Marie Thonnart", "Tonnar"))
    assert made["tonnar"] not in (made["luc tonnard"], made["marie thonnart"])


def test_a_diminutive_joins_nobody_of_another_document() -> None:
    made = owners([*found("Bénédicte", document="a"), *found("Béné", document="b")])
    assert made["bene"] != made["benedicte"]


def test_a_word_that_sounds_like_a_name_of_the_study_is_a_form_of_it() -> None:
    turns = said("je vois vandenbosch et vanden boche le marchal", document="e")
    made = owners(found("Greet Vandenbossche"), turns=turns)
    assert made["vandenbosch"] == made["vanden boche"] == made["greet vandenbossche"]


def test_a_word_of_french_is_no_form_of_a_name_that_sounds_like_it() -> None:
    made = owners(found("Marchant", "Lemaire"), turns=said("le marchand et le maire, la marche"))
    assert not {"marchand", "le maire", "marche"} & made.keys()


def test_a_word_that_sounds_like_the_names_of_two_is_somebody() -> None:
    findings = found("Luc Tonnard", "Marie Thonnart")
    made = owners(findings, turns=said("et tonard alors"))
    assert made["tonard"] not in (made["luc tonnard"], made["marie thonnart"])


def why(findings: object, part: str) -> set[frozenset[str]]:
    return {frozenset((one.name, one.other)) for one in alike(findings) if part in one.why}  # type: ignore[arg-type]


def test_what_the_machine_joined_on_its_sound_is_listed() -> None:
    assert why(found("Vandenbossche", "Vandenbosch"), "s'entendent") == {frozenset(("Vandenbossche", "Vandenbosch"))}


def test_a_first_name_alone_in_several_documents_is_listed_once_with_one_code() -> None:
    findings = [*found("Karim", document="a"), *found("Karim", document="b")]
    listed = [one for one in alike(findings) if "plusieurs transcriptions" in one.why]
    assert [(one.name, one.pseudonym, one.other_pseudonym) for one in listed] == [
        ("Karim", "[PERSONNE_1]", "[PERSONNE_1]")
    ]


def test_a_first_name_said_where_nobody_is_so_named_in_full_is_listed() -> None:
    findings = [*found("Sophie Lambert", "Sophie", document="a"), *found("Sophie", document="b")]
    listed = [one for one in alike(findings) if "plusieurs transcriptions" in one.why]
    assert [(one.name, one.other, one.document) for one in listed] == [("Sophie", "Sophie Lambert", "b")]


def test_first_names_of_two_documents_are_two_persons_where_the_setting_says_so() -> None:
    findings = [
        *found("Sophie Lambert", "Sophie", "Karim", document="a"),
        *found("Sophie", "Karim", document="b"),
        *found("Sophie Lambert", "Sophie", document="c"),
    ]
    made = kept(findings, first_names="document")
    local = {(p.documents[0], form): p.pseudonym for p in made if p.documents for form in p.forms}
    assert local.keys() == {("b", "sophie"), ("a", "karim"), ("b", "karim")}
    assert len(set(local.values())) == 3
    assert not set(local.values()) & {p.pseudonym for p in made if not p.documents}
    assert kept(findings, made, first_names="document") == made


def test_other_doubts_are_listed() -> None:
    assert why(found("Sophie Lambert", "Sophie Dubois", "Sophie"), "plusieurs personnes") == {
        frozenset(("Sophie", "Sophie Lambert")),
        frozenset(("Sophie", "Sophie Dubois")),
    }
    assert why(found("Dupont", "Dumont"), "une lettre") == {frozenset(("Dupont", "Dumont"))}
    assert why(found("Marie Dubois-Lambert", "Marie Lambert"), "naissance")
    assert why([*found("Namur"), *found("Namur", kind=Kind.LOC, document="e")], "tantôt") == {frozenset({"Namur"})}
