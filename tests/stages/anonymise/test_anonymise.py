from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thematique.records import Document, Finding, Kind, Mention, Pseudonym, RawDocument, RawTurn, Role, Turn, Where
from thematique.stages.anonymise import Settings, replay, run, stage
from thematique.stages.anonymise.registry import registry_of

SOPHIE = Pseudonym(pseudonym="[PERSONNE_1]", kind=Kind.PER, forms=("sophie lambert", "sophie", "lambert"))
ROSE = Pseudonym(pseudonym="[PERSONNE_2]", kind=Kind.PER, forms=("rose petit", "rose", "petit"))
AHMED = Pseudonym(pseudonym="[PERSONNE_3]", kind=Kind.PER, forms=("ahmed",))
ALLEUD = Pseudonym(pseudonym="[LIEU_1]", kind=Kind.LOC, forms=("braine l alleud",))
LEA = Pseudonym(pseudonym="[PERSONNE_4]", kind=Kind.PER, forms=("lea", "petit lea"))
AGE = Pseudonym(pseudonym="[AGE_1]", kind=Kind.AGE, forms=("huit ans",))
REGISTRY = [SOPHIE, ROSE, AHMED, LEA, ALLEUD, AGE]


def anonymise(
    *texts: str,
    speaker: str = "P1",
    findings: Sequence[Finding] = (),
    title: str = "t",
    variables: Mapping[str, str] | None = None,
) -> tuple[Document, Sequence[Turn], Sequence[Mention]]:
    document = RawDocument(
        document="d", title=title, type="", date="", language="fr", sha256="x", variables=variables or {}
    )
    turns = raw(*texts, speaker=speaker)
    tables = run(
        settings=Settings(),
        raw_documents=[document],
        raw_turns=turns,
        corrected=findings,
        cleared=[],
        pseudonyms=registry_of(REGISTRY),
    )
    return tables["documents"][0], tables["turns"], tables["mentions"]  # type: ignore[return-value]


def raw(*texts: str, speaker: str = "P1") -> list[RawTurn]:
    return [
        RawTurn(document="d", turn=number, speaker=speaker, text=text, role=Role.PARTICIPANT)
        for number, text in enumerate(texts)
    ]


def finding(start: int, text: str, kind: Kind = Kind.PER, *, turn: int = 0, source: str = "test") -> Finding:
    return Finding(
        document="d",
        turn=turn,
        where=Where.TEXT,
        start=start,
        end=start + len(text),
        kind=kind,
        text=text,
        source=source,
        score=0.9,
    )


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("sophie, SOPHIE et Sophie Lambert", "[PERSONNE_1], [PERSONNE_1] et [PERSONNE_1]"),
        ("le fils d'Ahmed, d’ahmed", "le fils d'[PERSONNE_3], d’[PERSONNE_3]"),
        ("à Braine-l'Alleud ou braine l’alleud", "à [LIEU_1] ou [LIEU_1]"),
        ("Léa, lea, LÉA mais pas Léandre", "[PERSONNE_4], [PERSONNE_4], [PERSONNE_4] mais pas Léandre"),
        ("un petit mot pour Rose", "un petit mot pour [PERSONNE_2]"),
        ("Petit à petit, la rose fane", "Petit à petit, la rose fane"),
        ("chez Rose Petit", "chez [PERSONNE_2]"),
        ("Petit Léa, voilà, la petit Léa", "[PERSONNE_4], voilà, la petit [PERSONNE_4]"),
        ("Sophie\u00a0Lambert", "[PERSONNE_1]"),
        ("rien à dire", "rien à dire"),
    ],
)
def test_names_of_the_study_are_replaced_wherever_they_stand(said: str, written: str) -> None:
    _, turns, _ = anonymise(said)
    assert turns[0].text == written


def test_a_couple_is_told_apart_by_its_titles() -> None:
    text = "Monsieur Lambert et madame Lambert"
    registry = [
        Pseudonym(pseudonym="[PERSONNE_1]", kind=Kind.PER, forms=("sophie lambert", "sophie", "madame lambert")),
        Pseudonym(pseudonym="[PERSONNE_2]", kind=Kind.PER, forms=("monsieur lambert",)),
        Pseudonym(pseudonym="[PERSONNE_3]", kind=Kind.PER, forms=("lambert",)),
    ]
    findings = [finding(9, "Lambert", source="title m"), finding(27, "Lambert", source="title f")]
    assert written(text, findings, registry) == "Monsieur [PERSONNE_2] et madame [PERSONNE_1]"


def test_in_a_document_that_names_one_sophie_in_full_sophie_is_she() -> None:
    registry = [
        Pseudonym(pseudonym="[PERSONNE_1]", kind=Kind.PER, forms=("sophie lambert", "lambert")),
        Pseudonym(pseudonym="[PERSONNE_2]", kind=Kind.PER, forms=("sophie dubois", "dubois")),
        Pseudonym(pseudonym="[PERSONNE_3]", kind=Kind.PER, forms=("sophie",)),
    ]
    one = [finding(0, "Sophie Lambert")]
    assert written("Sophie Lambert, dite Sophie", one, registry) == "[PERSONNE_1], dite [PERSONNE_1]"
    two = [*one, finding(18, "Sophie Dubois")]
    assert written("Sophie Lambert et Sophie Dubois, Sophie", two, registry).endswith(", [PERSONNE_3]")


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("france", "on vit en France"),
        ("renault", "une Renault"),
        ("u", "le magasin U"),
        ("paris est", "à Paris est-ce que tu viens"),
        ("vitrail", "un vitrail"),
        ("avenue", "une avenue"),
        ("chan", "on l'a vu chan- changer"),
        ("bonnet", "il faut un bonnet"),
        ("bah", "bah oui, et Bah non"),
    ],
)
def test_what_may_be_another_word_does_not_spread(form: str, said: str) -> None:
    assert written(said, [], [Pseudonym(pseudonym="[PERSONNE_1]", kind=Kind.PER, forms=(form,))]) == said


def test_a_code_of_the_source_is_rewritten_in_labels_too() -> None:
    _, turns, _ = anonymise("oui", speaker="[PERSONNE_2]")
    assert turns[0].speaker == "(PERSONNE_2)"


def written(text: str, findings: Sequence[Finding], registry: Sequence[Pseudonym]) -> str:
    turns = run(
        settings=Settings(),
        raw_documents=[RawDocument(document="d", title="", type="", date="", language="", sha256="", variables={})],
        raw_turns=raw(text),
        corrected=findings,
        cleared=[],
        pseudonyms=registry_of(registry),
    )["turns"]
    return turns[0].text  # type: ignore[union-attr]


def test_what_was_found_is_replaced_by_its_code() -> None:
    _, turns, mentions = anonymise("elle a huit ans", findings=[finding(7, "huit ans", Kind.AGE)])
    assert turns[0].text == "elle a [AGE_1]"
    assert [(m.kind, m.source, m.text) for m in mentions] == [(Kind.AGE, "test", "huit ans")]


def test_a_finding_without_pseudonym_stops_everything() -> None:
    with pytest.raises(KeyError, match="finding without pseudonym"):
        anonymise("Karim", findings=[finding(0, "Karim")])


def test_label_and_text_give_the_same_person_the_same_code() -> None:
    _, turns, _ = anonymise("Moi c'est Sophie.", speaker="Mme Lambert")
    assert (turns[0].speaker, turns[0].text) == ("Mme [PERSONNE_1]", "Moi c'est [PERSONNE_1].")


def test_an_association_that_holds_a_first_name_of_the_study_keeps_its_name() -> None:
    document, _, _ = anonymise("Oui.", variables={"association": "Le Tricot de Ahmed", "contact": "Ahmed"})
    assert document.variables == {"association": "Le Tricot de Ahmed", "contact": "[PERSONNE_3]"}


def test_variables_lose_persons_and_keep_places() -> None:
    document, _, mentions = anonymise(
        "Oui.", title="Entretien Sophie Lambert", variables={"lieu": "Braine-l'Alleud", "par": "Ahmed"}
    )
    assert document.title == "Entretien [PERSONNE_1]"
    assert document.variables == {"lieu": "Braine-l'Alleud", "par": "[PERSONNE_3]"}
    assert [(m.turn, m.where, m.key) for m in mentions] == [(-1, "variable", "title"), (-1, "variable", "par")]


def test_a_code_of_the_source_is_not_taken_for_ours() -> None:
    _, turns, mentions = anonymise("Et [PERSONNE_1] a vu Sophie.")
    assert turns[0].text == "Et (PERSONNE_1) a vu [PERSONNE_1]."
    assert mentions[0].source == "literal"


def test_turns_stand_in_the_document_joined_by_line_feeds() -> None:
    document, turns, _ = anonymise("Sophie est là 😀", "oui", "", "Ahmed aussi")
    text = "\n".join(turn.text for turn in turns)
    assert all(text[turn.start : turn.end] == turn.text for turn in turns)
    assert turns[-1].end == len(text)
    assert (document.n_turns, document.n_words) == (4, 7)


PIECES = st.sampled_from(
    [
        "Sophie",
        "Lambert",
        "sophie lambert",
        "d'",
        "Ahmed",
        " ",
        "rose",
        "Rose",
        "Braine-l’Alleud",
        "[PERSONNE_3]",
        "é",
        "😀",
        "-",
        "léa",
        ".",
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(PIECES, max_size=12).map("".join), min_size=1, max_size=4))
def test_the_mentions_replayed_over_the_raw_turns_give_the_turns(texts: list[str]) -> None:
    _, turns, mentions = anonymise(*texts, speaker="Sophie L.")
    for source, turn in zip(raw(*texts, speaker="Sophie L."), turns, strict=True):
        mine = [m for m in mentions if m.turn == turn.turn]
        assert replay(source.text, [m for m in mine if m.where is Where.TEXT]) == turn.text
        assert replay(source.speaker, [m for m in mine if m.where is Where.SPEAKER]) == turn.speaker
        for mention in mine:
            whole = source.text if mention.where is Where.TEXT else source.speaker
            assert whole[mention.start : mention.end] == mention.text


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 6), st.integers(1, 8))
def test_overlapping_words_are_all_replaced(start: int, length: int) -> None:
    text = "Sophie Lambert vient"
    found = finding(start, text[start : start + length])
    registry = [Pseudonym(pseudonym="[PERSONNE_9]", kind=Kind.PER, forms=(_key(found.text),)), SOPHIE]
    if not registry[0].forms[0]:
        return
    turns = run(
        settings=Settings(),
        raw_documents=[RawDocument(document="d", title="", type="", date="", language="", sha256="", variables={})],
        raw_turns=raw(text),
        corrected=[found],
        cleared=[],
        pseudonyms=registry_of(registry),
    )["turns"]
    assert "ophie" not in turns[0].text  # type: ignore[union-attr]
    assert "ambert" not in turns[0].text  # type: ignore[union-attr]


def _key(text: str) -> str:
    from thematique.french.names import key

    return key(text)


def test_what_was_replaced_is_private() -> None:
    assert stage.private == {"mentions"}


def test_what_is_no_longer_taken_for_a_name_is_no_longer_replaced() -> None:
    gone = Pseudonym(pseudonym="[PERSONNE_9]", kind=Kind.PER, forms=("jacquard",), found=False)
    assert written("Le jacquard de Jacquard.", [], [gone]) == "Le jacquard de Jacquard."


def test_a_name_of_the_study_stays_inside_that_of_an_institution() -> None:
    brussels = Pseudonym(pseudonym="[LIEU_9]", kind=Kind.LOC, forms=("bruxelles",))
    said = "la fédération wallonie bruxelles, à Bruxelles"
    assert written(said, [], [brussels]) == "la fédération wallonie bruxelles, à [LIEU_9]"
    people = [Pseudonym(pseudonym="[PERSONNE_8]", kind=Kind.PER, forms=("louis",))]
    assert written("Ma Louis Vuitton, et Louis", [], people) == "Ma [PERSONNE_8] Vuitton, et [PERSONNE_8]"
    meuse = Pseudonym(pseudonym="[LIEU_8]", kind=Kind.LOC, forms=("meuse",))
    assert written("au bord de la Meuse", [], [meuse]) == "au bord de la [LIEU_8]"
