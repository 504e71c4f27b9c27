"""What the review page shows to whom: the machine, but to blind readers, the choices of the filters, every sign."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client

from suggesting import CODES, suggest
from thematique.codings import Drawn
from thematique.records import Segment, Suggestion
from thematique.review.database import use
from thematique.review.models import Coder, Coding
from thematique.web.cards import _pieces
from thematique.web.desk import Desk

from .review_window import CODE, Window

Clients = Callable[..., Client]


@pytest.fixture(autouse=True)
def suggesting(desk: Desk) -> None:
    """The machine of the small study proposes two codes for each answer."""
    suggest(desk.folder)
    desk.start_anew()


@pytest.fixture
def window(client_of: Clients) -> Window:
    return Window(client_of("lecture"))


def test_who_is_not_named_is_no_choice_and_leaves_no_trace(
    desk: Desk, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    segments = {name: [replace(one, speaker="") for one in some] for name, some in desk.shared.segments.items()}
    monkeypatch.setattr(desk.shared, "segments", segments)
    html = client_of("lecture").get("/").content.decode()
    choices = re.search(r'<select id="f-speaker".*?</select>', html, re.DOTALL)[0]  # type: ignore[index]
    assert re.findall(r">([^<]*)</option>", choices) == ["Tout le monde"]
    assert 'class="speaker"' not in html


def _until_blind(window: Window) -> Window:
    for _ in range(24):
        if "data-blind" in window.html:
            return window
        window.do("decision", code="")
    raise AssertionError("no passage was drawn at random")


@pytest.fixture
def shown(desk: Desk, client_of: Clients) -> Window:
    """A window at a passage that is shown with suggestions."""
    with use(desk.database):
        order = desk.order()
    found = next(one for one in order.passages if one.spot not in order.reserve)
    return Window(client_of("lecture"), f"/?passage={found.document}:{found.segment}")


def test_a_passage_drawn_at_random_holds_no_suggestion_in_its_html(window: Window) -> None:
    _until_blind(window)
    assert "Tiré au hasard" in window.html
    assert not re.search(r"<meter|class=\"line|mots : |<u ", window.html)


def test_the_decision_on_a_blind_passage_is_recorded_as_blind_and_random(desk: Desk, window: Window) -> None:
    _until_blind(window).accept()
    with use(desk.database):
        coding = Coding.objects.get(code=CODE)
        assert (coding.blind, coding.drawn, coding.model, coding.score) == (True, Drawn.RANDOM, "", None)
    assert "data-blind" in window.html, "suggestions stay hidden until the passage is left"


def test_suggestions_come_with_score_reason_definition_and_the_words_that_spoke(shown: Window) -> None:
    assert re.findall(r'data-number="(\d)"', shown.html) == ["1", "2"]
    assert "62\u202f%" in shown.html
    assert "Définition" in shown.html
    assert re.findall(r'<u data-at="\d+" data-for="(\d)"', shown.html) in (["1", "2"], ["2", "1"])


def test_what_was_seen_of_the_machine_is_recorded_with_the_decision(desk: Desk, shown: Window) -> None:
    shown.accept(CODES[0])
    with use(desk.database):
        coding = Coding.objects.get(code=CODES[0])
        assert (coding.model, coding.score) == ("essai", 0.62)


def test_a_score_that_was_not_shown_is_not_recorded_as_seen(
    desk: Desk, shown: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    suggestions = desk.shared.suggestions

    def below(document: str, segment: int) -> list[Suggestion]:
        return [replace(one, flagged=one.code != CODES[0]) for one in suggestions(document, segment)]

    monkeypatch.setattr(desk.shared, "suggestions", below)
    shown.accept(CODES[0])
    with use(desk.database):
        coding = Coding.objects.get(code=CODES[0])
        assert (coding.model, coding.score) == ("", None)


def test_a_filter_says_how_many_it_found_and_how_many_stay_for_blind_reading(client_of: Clients) -> None:
    page = unescape(Window(client_of("lecture"), "/?document=nord").html)
    found = re.search(r"Filtrer\s: (\d+) passage", page)
    kept = re.search(r"(\d+) passages? réservés? à la lecture à l’aveugle", page)
    assert found is not None
    assert int(found[1]) + (int(kept[1]) if kept else 0) == 6


def test_a_filter_holds_from_one_passage_to_the_next(client_of: Clients) -> None:
    window = Window(client_of("lecture"), "/?speaker=Enqu%C3%AAteur")
    assert "Aucun passage ne répond à ces filtres" in window.html
    window = Window(client_of("lecture"), "/?document=sud")
    for _ in range(3):
        window.do("pas", to="next", document="sud")
        assert ">sud<" in window.html


def test_the_words_of_a_passage_are_cut_without_losing_a_sign() -> None:
    text = "Le 😀 turn\u200bover, le café : turnover !"
    words = Segment(
        document="d",
        segment=0,
        turn=0,
        start=0,
        end=len(text),
        speaker="P",
        role="participant",  # type: ignore[arg-type]
        text=text,
        n_words=5,
        short=False,
    )
    pieces = list(_pieces(words.text, []))
    assert "".join(piece.text for piece in pieces) == text
    assert [text[piece.start] for piece in pieces if piece.sign] == ["\u200b"]


def test_the_page_names_what_is_unsent_by_study_and_coder(desk: Desk, client_of: Clients) -> None:
    names = {re.search(r'data-outbox="([^"]+)"', Window(client_of(role)).html)[1] for role in ("lecture", "relecture")}  # type: ignore[index]
    assert len(names) == 2
    with use(desk.database):
        assert Coder.objects.count() >= 2
