"""Deciding on the review page without a browser: what is recorded, what is said, what comes next."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from suggesting import suggest
from thematique.review.database import use
from thematique.review.models import Coding, Correction, Entry, Memo, Reading
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
