"""The list of what somebody should look at after the machine."""

import random
import re
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thematique.corrections import Act, Correction, Doubt, Hint
from thematique.records import Kind, Mention, RawDocument, RawTurn, Role, Where
from thematique.stage import NoSettings
from thematique.stages.sweep import run
from thematique.stages.sweep.alike import Alike


def doubts(
    *said: str,
    masked: Sequence[str] = (),
    corrections: Sequence[Correction] = (),
    hints: Sequence[Hint] = (),
    document: str = "nord",
    title: str = "",
) -> list[Doubt]:
    """The doubts of one document, in which every occurrence of the words of `masked` is masked."""
    turns = [
        RawTurn(document=document, turn=number, speaker="P1", text=text, role=Role.PARTICIPANT)
        for number, text in enumerate(said)
    ]
    return swept(turns, mentions(turns, masked), corrections, hints, title=title)


def mentions(turns: Sequence[RawTurn], masked: Sequence[str], *, kind: Kind = Kind.PER) -> list[Mention]:
    return [
        Mention(
            document=turn.document, turn=turn.turn, where=Where.TEXT, start=found.start(), end=found.end(), kind=kind,
            text=name, pseudonym=f"[PERSONNE_{number}]", source="ner", score=0.9,
        )
        for turn in turns
        for number, name in enumerate(masked, start=1)
        for found in re.finditer(rf"\b{re.escape(name)}\b", turn.text)
    ]  # fmt: skip


def swept(
    turns: Sequence[RawTurn],
    found: Sequence[Mention],
    corrections: Sequence[Correction] = (),
    hints: Sequence[Hint] = (),
    *,
    title: str = "",
) -> list[Doubt]:
    documents = [
        RawDocument(document=name, title=title, type="", date="", language="fr", sha256="", variables={})
        for name in dict.fromkeys(turn.document for turn in turns)
    ]
    tables = run(
        settings=NoSettings(),
        raw_documents=documents,
        raw_turns=turns,
        mentions=found,
        hints=hints,
        corrections=corrections,
    )
    return list(tables["doubts"])


def words(found: Sequence[Doubt]) -> list[str]:
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("text", "masked", "left", "why"),
    [
        ("On voyait souvent Krastapoule au café.", [], "Krastapoule", "majuscule dans la phrase, mot inconnu"),
        ("krastapoule il venait au café", [], "krastapoule", "mot inconnu"),
        ("On allait aux Mésanges le mardi.", [], "Mésanges", "majuscule dans la phrase"),
        ("On en parlait avec Rose. La rose a gelé.", ["Rose"], "rose", "masqué ailleurs comme nom"),
        ("ici y avait madame petit", [], "petit", "après un mot qui annonce un nom"),
        ("c'était rue du canal à l'époque", [], "canal", "après un mot qui annonce un lieu"),
        ("Avec Sophie tisserand, et Luc.", ["Sophie", "Luc"], "tisserand", "à côté d'un nom masqué"),
        ("bouzidi disait, et bousidi aussi", ["bouzidi"], "bousidi", "presque comme un nom masqué"),
        ("lambotte disait, et la botte aussi", ["lambotte"], "la botte", "joints"),
        ("le petit k il était là", [], "k", "une ou deux lettres"),
        ("ça s'écrit b o u z i d i je crois", [], "b o u z i d i", "lettres épelées"),
        ("zéro quatre septante six douze trente", [], "zéro quatre septante six douze trente", "dicté"),
        ("Mon dossier, c'est 2022/1873.", [], "2022/1873", "suite de chiffres"),
        ("martin arobase gmail point com", [], "arobase gmail point", "dicté"),
        ("Elle en a quatorze maintenant.", [], "quatorze", "âge"),
        ("C'était le douze février je crois.", [], "douze février", "date"),
    ],
)
def test_what_may_identify_is_listed_with_its_reason(text: str, masked: list[str], left: str, why: str) -> None:
    found = {one.text: one for one in doubts(text, masked=masked)}
    assert left in found
    assert why in found[left].why
    assert text[found[left].start : found[left].end] == left


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, vous travaillez ici depuis longtemps ?",
        "Bah ouais, euh, enfin voilà quoi, aujourd'hui on est là-bas.",
        "Le CPAS et le SPJ travaillent avec l'ONE.",
        "Il parle néerlandais, il est Belge, il va chez Delhaize.",
        "J'y suis, t'as vu, qu'est-ce qu'il a dit ?",
        "Madame, monsieur, bonjour.",
    ],
)
def test_ordinary_speech_raises_no_doubt(text: str) -> None:
    assert words(doubts(text)) == []


def hint(said: str, word: str, share: float) -> Hint:
    """The recogniser's hint of a word of the first turn."""
    start = said.index(word)
    return Hint(document="nord", turn=0, start=start, end=start + len(word), share=share)


def test_an_ordinary_word_that_the_sentence_takes_for_a_name_is_listed() -> None:
    said = "elle va aux coquelicots le mardi avec la girafe"
    (found,) = doubts(said, hints=[hint(said, "coquelicots", 0.1)])
    assert found.text == "coquelicots"
    assert "se lit aussi avec un nom" in found.why


def test_the_likelier_name_comes_first_and_no_hint_makes_an_article_a_name() -> None:
    said = "elle va aux coquelicots le mardi avec la girafe"
    hints = [hint(said, "girafe", 0.4), hint(said, "coquelicots", 0.01), hint(said, "aux", 1.0)]
    assert words(doubts(said, hints=hints)) == ["girafe", "coquelicots"]


@pytest.mark.parametrize(("share", "found"), [(0.3, ["juste"]), (0.01, [])])
def test_a_grammatical_word_is_listed_where_the_recogniser_takes_it_for_a_name(share: float, found: list[str]) -> None:
    said = "mes jumeaux c'est gloria et juste"
    assert words(doubts(said, masked=["gloria"], hints=[hint(said, "juste", share)])) == found


def test_what_is_masked_is_not_in_doubt() -> None:
    assert words(doubts("Sophie Lambert vient.", masked=["Sophie Lambert"])) == []


def test_a_form_is_shown_once_in_each_document_with_one_rank() -> None:
    said = ["Krastapoule est venu ici hier soir.", "On en parlait avec Krastapoule."]
    turns = [
        RawTurn(document=document, turn=number, speaker="", text=text, role=Role.PARTICIPANT)
        for document in ("nord", "sud")
        for number, text in enumerate(said)
    ]
    found = swept(turns, [])
    assert [(one.document, one.text, one.rank) for one in found] == [
        ("nord", "Krastapoule", 1),
        ("sud", "Krastapoule", 1),
    ]
    assert {(one.turn, one.why.endswith("2 fois")) for one in found} == {(1, True)}


def test_an_unknown_name_comes_before_a_word_that_is_also_a_name() -> None:
    found = doubts("Il y avait Krastapoule, et une fleur, et une perle, et 12 chaises.")
    assert found[0].text == "Krastapoule"
    assert [one.rank for one in found] == list(range(1, len(found) + 1))


def test_what_people_left_is_no_longer_in_doubt() -> None:
    said = "Avec Krastapoule et Vermicule."
    left = Correction(act=Act.UNMASK, name="krastapoule")
    assert words(doubts(said, corrections=[left])) == ["Vermicule"]
    start = said.index("Vermicule")
    here = Correction(act=Act.UNMASK, name="Vermicule", document="nord", turn=0, start=start, end=start + 9)
    assert words(doubts(said, corrections=[left, here])) == []
    assert words(doubts(said, corrections=[Correction(act=Act.UNMASK, name="Vermicule", document="sud")])) != []


def test_a_name_that_was_asked_for_and_never_met_comes_last_without_a_place() -> None:
    wanted = [Correction(act=Act.MASK, name=name) for name in ("Zoé Dupuis", "Krastapoule")]
    found = doubts("Avec Vermicule et Krastapoule.", masked=["Krastapoule"], corrections=wanted)
    assert (found[-1].text, found[-1].document, found[-1].start) == ("Zoé Dupuis", "", -1)
    assert "jamais rencontré" in found[-1].why
    assert "Krastapoule" not in words(found)


def test_a_name_with_a_digit_or_inside_a_longer_one_was_met() -> None:
    asked = ("G4S", "04 12", "Sophie", "Lambert Dubois", "Sophie Lambert", "G4", "Zoé")
    wanted = [Correction(act=Act.MASK, name=name) for name in asked]
    found = doubts("Avec Sophie Lambert Dubois, chez G4S, au 04 12.", corrections=wanted)
    assert [one.text for one in found if not one.document] == ["G4", "Zoé"]


@pytest.mark.parametrize(("title", "left"), [("12", []), ("F", []), ("dossier 2022/1873", ["2022/1873"])])
def test_ranks_and_letters_of_a_table_are_no_doubt(title: str, left: list[str]) -> None:
    assert words(doubts("Oui.", title=title)) == left


def test_titles_and_labels_are_swept() -> None:
    assert words(doubts("Oui.", title="entretien krastapoule")) == ["krastapoule"]
    turns = [RawTurn(document="nord", turn=0, speaker="Krastapoule", text="Oui.", role=Role.PARTICIPANT)]
    (found,) = swept(turns, [])
    assert (found.where, found.text) == (Where.SPEAKER, "Krastapoule")


def test_the_order_of_the_inputs_changes_nothing() -> None:
    turns = [
        RawTurn(document=f"d{number % 3}", turn=number, speaker="", text=text, role=Role.PARTICIPANT)
        for number, text in enumerate(
            ["Avec Krastapoule.", "kiki il vient", "le 0412345", "Avec Rose, et Vermicule."] * 3
        )
    ]
    found = mentions(turns, ["Rose"])
    expected = sorted(swept(turns, found), key=repr)
    chance = random.Random(0)
    for _ in range(3):
        mixed, other = chance.sample(turns, len(turns)), chance.sample(found, len(found))
        assert sorted(swept(mixed, other), key=repr) == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_text_can_be_swept_and_every_doubt_is_where_it_says(said: list[str]) -> None:
    for one in doubts(*said):
        assert said[one.turn][one.start : one.end] == one.text
        assert one.why


@pytest.mark.parametrize("piece", ["a ", "A", "1 ", "1.", "l'", "a-", "zéro ", "Rose, ", "ab" * 50 + " ", "é\u0301"])
def test_hostile_text_takes_no_longer_than_other_text(piece: str) -> None:
    doubts("Bonjour.")
    start = time.perf_counter()
    doubts(piece * (100_000 // len(piece)))
    assert time.perf_counter() - start < 3


def test_near_spellings_are_found_and_the_name_itself_is_not_one() -> None:
    alike = Alike(["bouzidi", "lambotte", "ali"])
    assert all(alike.near(word) for word in ("bousidi", "bouzidy", "lambote", "bouzdi"))
    assert not any(alike.near(word) for word in ("bouzidi", "alo", "maison", "lamb"))
