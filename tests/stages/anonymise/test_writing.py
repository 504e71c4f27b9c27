from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thematique.records import Finding, Kind, Mention, Pseudonym, RawDocument, RawTurn, Role, Turn, Where
from thematique.stages.anonymise import Settings, replay, run
from thematique.stages.anonymise.registry import registry_of
from thematique.stages.topics.vocabulary import words

SOPHIE = Pseudonym(
    pseudonym="[PERSONNE_1]",
    kind=Kind.PER,
    forms=("sophie lambert", "lambert sophie", "sophie", "lambert"),
    invented="Anaïs Van Hoof",
)
AHMED = Pseudonym(pseudonym="[PERSONNE_2]", kind=Kind.PER, forms=("ahmed",), invented="Karim Sebbahou")
OTHERS = [
    Pseudonym(pseudonym="[LIEU_1]", kind=Kind.LOC, forms=("huy",)),
    Pseudonym(pseudonym="[LIEU_2]", kind=Kind.LOC, forms=("trou du diable",)),
    Pseudonym(pseudonym="[ORGANISATION_1]", kind=Kind.ORG, forms=("saint joseph",)),
    Pseudonym(pseudonym="[AGE_1]", kind=Kind.AGE, forms=("quatorze ans",)),
    Pseudonym(pseudonym="[DATE_1]", kind=Kind.DATE, forms=("3 mars 2011",)),
]
BLURRED = Settings(dates="saison", ages="tranche", places="province", organisations="classe")
INVENTED = Settings(names="invented")


def masked(
    text: str,
    *names: tuple[str, Kind],
    how: Settings = Settings(),  # noqa: B008 - frozen
    registry: Sequence[Pseudonym] = (SOPHIE, AHMED, *OTHERS),
    document: str = "d",
) -> tuple[Turn, Sequence[Mention]]:
    findings = [
        Finding(
            document=document,
            turn=0,
            where=Where.TEXT,
            start=text.index(name),
            end=text.index(name) + len(name),
            kind=kind,
            text=name,
            source="test",
            score=1.0,
        )
        for name, kind in names
    ]
    made = run(
        settings=how,
        raw_documents=[
            RawDocument(document=document, title="", type="", date="", language="", sha256="", variables={})
        ],
        raw_turns=[RawTurn(document=document, turn=0, speaker="", text=text, role=Role.PARTICIPANT)],
        corrected=findings,
        cleared=[],
        pseudonyms=registry_of(registry),
    )
    return made["turns"][0], made["mentions"]  # type: ignore[return-value]


def test_levels_say_something_less_precise_and_the_code_where_nothing_is_known() -> None:
    said = "à quatorze ans, le 3 mars 2011, à l'école Saint-Joseph de Huy, au trou du diable ; Saint-Joseph, oui"
    turn, mentions = masked(
        said,
        ("quatorze ans", Kind.AGE),
        ("3 mars 2011", Kind.DATE),
        ("Saint-Joseph", Kind.ORG),
        ("trou du diable", Kind.LOC),
        how=BLURRED,
    )
    assert turn.text == (
        "à [10-14 ans], le [printemps 2011], à l'école [école] de [commune de la province de Liège], au [LIEU_2] ; "
        "[école], oui"
    )
    assert {mention.code for mention in mentions} == {p.pseudonym for p in OTHERS}
    assert replay(said, mentions) == turn.text


def test_what_stands_between_brackets_makes_no_topic() -> None:
    turn, _ = masked("à quatorze ans à Huy, le tricot", ("quatorze ans", Kind.AGE), how=BLURRED)
    assert "tricot" in words(turn.text)
    assert not {"ans", "commune", "province"} & set(words(turn.text))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Sophie Lambert est là", "Anaïs Van Hoof est là"),
        ("avec Sophie", "avec Anaïs"),
        ("madame Lambert", "madame Van Hoof"),
        ("le fils d'Ahmed", "le fils de Karim"),
        ("la mère de Sophie", "la mère d’Anaïs"),
        ("il faut que Sophie vienne", "il faut qu’Anaïs vienne"),
        ("jusqu'Ahmed", "jusque Karim"),
        ("Ahmed et sophie", "Karim et Anaïs"),
    ],
)
def test_an_invented_name_stands_for_the_part_that_was_said_and_agrees(said: str, written: str) -> None:
    turn, mentions = masked(said, how=INVENTED)
    assert turn.text == written
    assert replay(said, mentions) == written


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("chez d'Ahmed", "chez d'[PERSONNE_2]"),
        ("Ahmed Ahmed, enfin", "[PERSONNE_2], enfin"),
        ("Ahmed, Ahmed !", "[PERSONNE_2], [PERSONNE_2] !"),
        ("les Lambert", "les [PERSONNE_1]"),
        ("Sophie-Marie Lambert-Dubois", "[PERSONNE_1]"),
        ("le projet Ahmed-Vandamme", "le projet [PERSONNE_2]"),
        ("Sophie-là", "[PERSONNE_1]-là"),
        ("dit-Sophie", "dit-[PERSONNE_1]"),
        ("la voiture à Sophie et l'école d’Ahmed", "la voiture à [PERSONNE_1] et l'école d’[PERSONNE_2]"),
        ("monsieur Lambert, madame Sophie", "monsieur [PERSONNE_1], madame [PERSONNE_1]"),
    ],
)
def test_the_grammar_of_what_is_around_stays(said: str, written: str) -> None:
    assert masked(said)[0].text == written


def test_the_parts_of_one_name_found_apart_are_replaced_once() -> None:
    turn, mentions = masked("Sophie Lambert rit", ("Sophie", Kind.PER), ("Lambert", Kind.PER))
    assert turn.text == "[PERSONNE_1] rit"
    assert [(mention.start, mention.end) for mention in mentions] == [(0, 14)]


def test_a_name_that_is_somebody_else_in_a_document_has_her_code_there() -> None:
    other = Pseudonym(pseudonym="[PERSONNE_9]", kind=Kind.PER, forms=("sophie",), documents=("e",))
    registry = (SOPHIE, AHMED, other)
    assert masked("Sophie", registry=registry)[0].text == "[PERSONNE_1]"
    assert masked("Sophie", registry=registry, document="e")[0].text == "[PERSONNE_9]"


PIECES = st.sampled_from(
    [
        "Sophie",
        "Lambert",
        " ",
        " ",
        "de ",
        "d'",
        "Ahmed",
        "-",
        "que ",
        "Huy",
        "[PERSONNE_2]",
        ",",
        "trou du diable",
        "é",
    ]
)


@settings(deadline=None, max_examples=60)
@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from([Settings(), BLURRED, INVENTED]))
def test_the_mentions_replayed_give_the_turn_whatever_the_settings(text: str, how: Settings) -> None:
    turn, mentions = masked(text, how=how)
    assert replay(text, mentions) == turn.text
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    ordered = sorted(mentions, key=lambda mention: mention.start)
    assert all(left.end <= right.start for left, right in pairwise(ordered))
    if how.names == "codes":
        assert turn.text.count("[PERSONNE_") == sum(mention.pseudonym.startswith("[PERSONNE_") for mention in mentions)
