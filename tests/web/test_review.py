"""The review page without a browser: what is shown to whom, what is recorded, what is said."""

import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client

from suggesting import CODES, suggest
from thematique.codings import Drawn
from thematique.records import Segment, Suggestion
from thematique.review.database import use
from thematique.review.models import Coder, Coding, Correction, Entry, Memo, Reading
from thematique.web.cards import _pieces
from thematique.web.desk import Desk

CODE = "tensions.turnover"
Clients = Callable[..., Client]


class Window:
    """What a browser window knows: the passage that it shows."""

    def __init__(self, client: Client, address: str = "/") -> None:
        self.client = client
        self.html = ""
        self.take(client.get(address))

    def take(self, response: Any) -> None:
        assert response.status_code == 200, response.content.decode()[:400]
        self.html = response.content.decode()

    def send(self, address: str, **values: object) -> Any:
        """Send a form as the page does, whatever comes back."""
        known = {"act": secrets.token_hex(8), "reading": self.attribute("reading"), "after": self.attribute("after")}
        return self.client.post(f"/relire/{address}/", {**known, **values})

    def do(self, address: str, **values: object) -> "Window":
        self.take(self.send(address, **values))
        return self

    def accept(self, code: str = CODE, **values: object) -> "Window":
        return self.do("decision", code=code, verdict="accept", **values)

    def attribute(self, name: str) -> str:
        found = re.search(rf'data-{name}="([^"]*)"', self.html)
        return found[1] if found else ""

    @property
    def told(self) -> str:
        found = re.search(r'<p id="told">(.*?)</p>', self.html)
        assert found is not None
        return unescape(found[1])

    @property
    def passage(self) -> str:
        found = re.search(r'<p id="passage".*?>(.*?)</p>', self.html, re.DOTALL)
        assert found is not None
        return unescape(re.sub(r"<[^>]+>", "", found[1]))

    @property
    def where(self) -> tuple[str, str]:
        """The interview and the passage: two interviews have the same answers."""
        found = re.search(r'<span class="title">(.*?)</span>', self.html)
        assert found is not None
        return found[1], self.passage


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


def test_accepting_then_rejecting_keeps_the_last_word_and_says_it(desk: Desk, window: Window) -> None:
    window.accept()
    assert window.told.startswith("Accepté")
    window.do("decision", code=CODE, verdict="reject")
    assert window.told.startswith("Rejeté")
    with use(desk.database):
        assert [coding.verdict for coding in Coding.objects.filter(standing=True)] == ["reject"]


def test_an_act_sent_twice_is_recorded_once_and_the_page_says_so(desk: Desk, window: Window) -> None:
    window.accept(act="the-same-act")
    with use(desk.database):
        before = Entry.objects.count()
    window.accept(act="the-same-act")
    assert window.told == "C’était déjà enregistré."
    with use(desk.database):
        assert Entry.objects.count() == before


def test_nothing_here_sent_twice_leads_to_the_same_next_passage(window: Window) -> None:
    reading = window.attribute("reading")
    sent = {"act": "nothing-twice", "reading": reading, "after": window.attribute("after"), "code": ""}
    window.do("decision", **sent)
    after_once = window.where
    assert after_once == window.do("decision", **sent).where
    assert window.attribute("reading") != reading


def test_an_act_without_a_name_is_refused(window: Window) -> None:
    assert window.send("decision", code=CODE, act="").status_code == 404


@pytest.mark.parametrize("code", ["unknown.code", "tensions"])
def test_only_codes_that_can_be_given_are_taken(window: Window, code: str) -> None:
    assert window.send("decision", code=code).status_code == 404


def test_the_reading_of_somebody_else_cannot_be_decided_on(window: Window, client_of: Clients) -> None:
    other = Window(client_of("relecture"))
    assert other.send("decision", code=CODE, reading=window.attribute("reading")).status_code == 404


def test_a_selection_counts_code_points_from_the_start_of_the_passage(desk: Desk, window: Window) -> None:
    window.accept(start=3, end=9)
    with use(desk.database):
        coding = Coding.objects.get(code=CODE)
        reading = Reading.objects.get(pk=coding.reading_id)
        assert (coding.start, coding.end, coding.segment) == (reading.start + 3, reading.start + 9, None)
        words = desk.shared.text(coding.document)[coding.start : coding.end]
    assert f"«\u00a0{words}\u00a0»" in unescape(window.html)
    assert "data-part" in window.html


def test_a_selection_that_leaves_the_passage_is_refused(window: Window) -> None:
    assert window.send("decision", code=CODE, start=0, end=100_000).status_code == 404


def test_several_acts_are_undone_one_after_the_other_and_then_there_is_nothing_left(desk: Desk, window: Window) -> None:
    first = window.where
    window.accept().do("memo", text="À revoir").do("decision", code="confiance.construction", verdict="accept")
    for _ in range(3):
        window.do("annuler")
    assert window.where == first
    with use(desk.database):
        assert not Coding.objects.filter(standing=True).exists()
        assert not Memo.objects.filter(standing=True).exists()
    assert "plus rien à annuler" in window.do("annuler").told


def test_undoing_leads_back_to_the_passage_of_the_act(window: Window) -> None:
    first = window.where
    window.do("decision", code="")
    assert window.where != first
    assert window.do("annuler").where == first


def test_a_memo_is_kept_changed_and_taken_away(window: Window) -> None:
    window.do("memo", text="Premier <b>jet</b>")
    assert "Premier &lt;b&gt;jet&lt;/b&gt;" in window.html
    assert "Premier" not in window.do("memo", text="Second").html
    assert "memo-text" not in window.do("memo", text=" ").html


def test_a_name_that_is_still_readable_is_pointed_at(desk: Desk, window: Window) -> None:
    window.do("nom", start=0, end=5, wish="mask")
    with use(desk.database):
        assert Correction.objects.get().wish == "mask"
    assert "Signalé" in window.told


def test_two_windows_go_on_each_from_its_own_passage(client_of: Clients) -> None:
    client = client_of("lecture")
    one = Window(client)
    first = one.where
    one.do("pas", to="next")
    two = Window(client)
    two.do("pas", to="next")
    assert one.do("pas", to="previous").where == first


def test_a_stale_window_is_told_of_what_another_one_decided_and_both_are_kept(desk: Desk, client_of: Clients) -> None:
    client = client_of("lecture")
    stale, fresh = Window(client), Window(client)
    fresh.accept()
    stale.accept("confiance.construction")
    assert "autre fenêtre" in stale.told
    with use(desk.database):
        assert set(Coding.objects.filter(standing=True).values_list("code", flat=True)) == {
            CODE,
            "confiance.construction",
        }


def test_what_a_colleague_decides_is_neither_shown_nor_told(window: Window, client_of: Clients) -> None:
    colleague = Window(client_of("relecture"))
    assert colleague.where == window.where
    colleague.accept()
    window.accept("confiance.construction")
    assert window.told == "Accepté : Construction et réparation de la confiance"


def test_a_passage_left_without_a_decision_is_said_to_come_back(window: Window) -> None:
    assert "reviendra" in window.do("pas", to="next").told
    assert window.do("pas", to="previous").accept().do("pas", to="next").told == ""


def test_progress_counts_what_was_decided(window: Window) -> None:
    assert "0 lu sur" in window.html
    assert "1 lu sur" in window.accept().html


def test_the_queue_ends_and_says_so(window: Window) -> None:
    for _ in range(40):
        if 'data-reading="' not in window.html:
            break
        window.do("decision", code="")
    assert "Il ne vous reste rien à lire" in window.html
    assert 'data-reading="' in window.do("pas", to="previous", reading="").html


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
