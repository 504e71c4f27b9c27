"""From turns to segments."""

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thematique.records import Role, Segment, Turn
from thematique.stages.segment import Settings, cut, run, stage
from thematique.stages.segment.forms import Forms

SENTENCE = "On attend la lettre depuis le mois de mars. "  # 9 words
SPOKEN = [
    "donc",
    "on",
    "va",
    "à",
    "la",
    "maison",
    "et",
    "puis",
    "je",
    "…",
    "?",
    "«",
    "»",
    "(",
    ")",
    "M.",
    "3",
    "[LIEU_1]",
    "\n",
    "/",
    "Fini.",
]


def turns(*texts: str, document: str = "entretien") -> list[Turn]:
    """Turns of one document, one text each."""
    made, start = [], 0
    for number, text in enumerate(texts):
        end = start + len(text)
        made.append(
            Turn(
                document=document,
                turn=number,
                speaker="[PERSONNE_1]",
                role=Role.PARTICIPANT,
                start=start,
                end=end,
                time_start=None,
                time_end=None,
                text=text,
            )
        )
        start = end + 1
    return made


def segments(*texts: str, max_words: int = 80, min_words: int = 5) -> list[Segment]:
    return list(run(turns=turns(*texts), settings=Settings(max_words=max_words, min_words=min_words))["segments"])


def parts(text: str, max_words: int) -> list[str]:
    return [text[start:end] for start, end in cut(text, max_words, Forms())]


def lengths(text: str, max_words: int = 80) -> list[int]:
    return [len(part.split()) for part in parts(text, max_words)]


def test_a_turn_that_fits_is_one_segment() -> None:
    text = (SENTENCE * 8).strip() + " Et puis j'ai rappelé la dame."
    assert len(text.split()) == 78
    assert parts(text, 80) == [text]


def test_a_turn_of_a_hundred_words_is_cut_in_the_middle() -> None:
    assert lengths("Elle a eu la lettre en mars, je crois bien. " * 10) == [50, 50]


def test_a_long_turn_is_cut_between_sentences_in_even_parts() -> None:
    found = parts(SENTENCE * 40, 80)
    assert all(part.endswith("mars.") for part in found)
    assert all(45 <= len(part.split()) <= 80 for part in found)


def test_a_sentence_that_fits_is_never_cut() -> None:
    long = "Elle " + "attend " * 76 + "encore."
    assert parts(f"Bon. {long} Voilà. {long}", 80) == [f"Bon. {long}", f"Voilà. {long}"]


@pytest.mark.parametrize(
    ("expected", "max_words"),
    [
        (
            "au début il restait collé à la porte | et puis y a eu le vélo le petit vélo sans pédales | et là il a pris confiance",
            12,
        ),
        (
            "on a demandé le logement en janvier et on attend toujours | parce que le dossier de Monsieur [PERSONNE_3] n'est pas complet",
            12,
        ),
        (
            "ben elle est partie chez sa sœur (pause) | moi je trouve que c'est mieux pour les enfants",
            12,
        ),
        (
            "l'hôpital nous prévient le vendredi à seize heures | donc on cherche un lit pour la nuit | mais bon le samedi tout est fermé",
            12,
        ),
        (
            "elle disait qu'elle dormait plus … | enfin elle dormait mais mal | du coup le médecin a changé le traitement",
            9,
        ),
    ],
)
def test_speech_without_punctuation_is_cut_where_a_move_begins(expected: str, max_words: int) -> None:
    assert " | ".join(parts(expected.replace(" | ", " "), max_words)) == expected


def test_a_segment_never_crosses_a_turn() -> None:
    found = segments("Oui.", SENTENCE.strip(), "Non.")
    assert [(segment.segment, segment.turn, segment.text) for segment in found] == [
        (0, 0, "Oui."),
        (1, 1, SENTENCE.strip()),
        (2, 2, "Non."),
    ]


def test_an_empty_turn_gives_no_segment() -> None:
    assert [segment.turn for segment in segments("", "Oui.", " \n ")] == [1]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Oui.", True),
        ("Ah oui, d'accord, c\u2019est ça, tout à fait.", True),
        ("(rires)", True),
        ("…", True),
        ("On est d'accord ?", True),
        ("Le SAJ ne répond pas.", False),
        ("oui oui mais le salaire non", False),
    ],
)
def test_a_reply_that_carries_no_theme_is_short(text: str, short: bool) -> None:
    segment = segments(text, "Et après ?")[0]
    assert segment.text == text
    assert segment.short is short


@pytest.mark.parametrize(("text", "short"), [("Le salaire", False), ("Salaire", False), ("Oui.", True), ("…", True)])
def test_an_answer_alone_in_its_document_is_short_only_if_it_says_nothing(text: str, short: bool) -> None:
    (segment,) = segments(text)
    assert segment.short is short


def test_a_word_has_a_letter_or_a_digit() -> None:
    assert [segment.n_words for segment in segments("« Ça va ? » — oui, 3 fois !", "…")] == [5, 0]


def test_each_document_counts_its_own_segments() -> None:
    both = [*turns("Un.", "Deux.", document="b"), *turns("Trois.", document="a"), *turns("Quatre.", document="b")]
    found = run(turns=both, settings=Settings())["segments"]
    assert [(segment.document, segment.segment) for segment in found] == [("b", 0), ("b", 1), ("b", 2), ("a", 0)]


def test_a_segment_keeps_who_speaks() -> None:
    (asked,) = [replace(turn, role=Role.INTERVIEWER, speaker="Animatrice") for turn in turns("Vous me racontez ?")]
    (segment,) = run(turns=[asked], settings=Settings())["segments"]
    assert (segment.speaker, segment.role) == ("Animatrice", Role.INTERVIEWER)


@given(
    st.lists(st.lists(st.sampled_from(SPOKEN) | st.text(max_size=8), max_size=60).map(" ".join), max_size=4),
    st.integers(min_value=5, max_value=40),
)
@example(["a\u2028b\u00a0c\x1fd " * 9], 5)
def test_every_word_is_in_one_segment_in_order_and_none_is_too_long(texts: list[str], max_words: int) -> None:
    whole = "\n".join(texts)
    found = segments(*texts, max_words=max_words)
    assert [word for segment in found for word in segment.text.split()] == whole.split()
    assert all(segment.text == whole[segment.start : segment.end] == segment.text.strip() for segment in found)
    assert all(0 < len(segment.text.split()) <= max_words for segment in found)
    assert all(before.end < after.start and before.turn <= after.turn for before, after in pairwise(found))
    assert [segment.segment for segment in found] == list(range(len(found)))
    assert all(texts[segment.turn].find(segment.text) >= 0 for segment in found)


@given(st.lists(st.sampled_from(SPOKEN), max_size=120).map(" ".join))
def test_the_same_text_is_always_cut_alike_whatever_was_cut_before(text: str) -> None:
    known = Forms()
    cut("donc on va « à la maison » ? " * 9, 5, known)
    assert cut(text, 12, known) == cut(text, 12, Forms())


@pytest.mark.parametrize(
    "text",
    [
        "a" * 2_000_000,
        "." * 2_000_000,
        "/" * 2_000_000 + "x",
        "-" * 2_000_000,
        "'" * 2_000_000,
        "A.-" * 500_000 + " b" * 100,
        "a-" * 500_000 + "il" + " b" * 100,
        ". " * 100_000,
        "a. " * 100_000,
        "J. " * 100_000,
        "je... " * 100_000,
        "« " * 100_000,
        "« » " * 50_000,
        "(a " * 100_000,
        "oui " * 100_000,
        "\n" * 1_000_000 + "a",
    ],
    ids=lambda text: text[:6],
)
def test_hostile_text_is_cut_in_time_that_grows_with_its_length_only(text: str) -> None:
    began = time.process_time()
    found = segments(text)
    assert time.process_time() - began < 5
    assert "".join(segment.text for segment in found).split() != [] and found[-1].end <= len(text)


def test_ordinary_speech_is_cut_fast() -> None:
    spoken = (
        "donc on a demandé le logement en janvier et on attend toujours parce que le dossier est pas complet " * 5_000
    )
    began = time.process_time()
    segments(spoken)
    assert len(spoken.split()) / (time.process_time() - began) > 50_000


def test_the_stage_reads_turns_and_writes_segments_source_by_source() -> None:
    assert (stage.reads, stage.writes, stage.scope.value) == ({"turns": Turn}, {"segments": Segment}, "source")
