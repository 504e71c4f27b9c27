"""The reading view: what each coder is shown of an interview."""

import dataclasses
import re
from collections.abc import Callable, Sequence
from html import unescape
from itertools import chain
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thematique.codings import Drawn, Verdict
from thematique.records import Segment
from thematique.review import coders, decisions, models
from thematique.review.database import use
from thematique.shared import SharedSide
from thematique.web import interviews
from thematique.web.desk import Desk
from thematique.web.interviews import interview, listed
from thematique.web.margins import Kind

from .reserved import ACTS, BLIND, OPEN, flags, open_and_blind, person, read

Clients = Callable[..., Client]


@pytest.fixture
def passages(desk: Desk) -> dict[str, Segment]:
    """A passage of « nord » that is not in reserve and one that is; the machine flags all answers there."""
    return open_and_blind(desk)


def said(desk: Desk, coder: models.Coder, segment: Segment) -> dict[Kind, set[str]]:
    """What the margin says of a passage, by whose voice."""
    found: dict[Kind, set[str]] = {}
    for line in chain.from_iterable(interview(desk, coder, segment.document).sheets):
        for tag in line.row.tags:
            for one in tag.says if tag.segment == segment.segment else ():
                found.setdefault(one.voice.kind, set()).add(tag.look.code)
    return found


def test_the_machine_is_silent_on_the_reserve_until_the_coder_has_done_with_it(
    desk: Desk, passages: dict[str, Segment]
) -> None:
    blind = passages[BLIND]
    with use(desk.database):
        coder = person("relecture")
        assert Kind.MACHINE in said(desk, coder, passages[OPEN])
        assert Kind.MACHINE not in said(desk, coder, blind)
        read(desk, coder, blind, "reconnaissance", blind=True, done=False)
        assert said(desk, coder, blind) == {Kind.ME: {"reconnaissance"}}
        read(desk, coder, blind, "reconnaissance", blind=True)
        assert said(desk, coder, blind)[Kind.MACHINE] == set(flags(desk, blind))


def test_the_list_counts_no_flag_that_may_not_be_seen(desk: Desk, passages: dict[str, Segment]) -> None:
    with use(desk.database):
        coder = person("lecture")
        before = {one.document.document: one for one in listed(desk, coder)}["nord"]
        read(desk, coder, passages[BLIND], blind=True)
        after = {one.document.document: one for one in listed(desk, coder)}["nord"]
    assert (after.flagged - before.flagged, after.read - before.read) == (1, 1)
    assert after.passages == before.passages > after.read


def test_colleagues_are_read_once_one_has_decided_oneself(desk: Desk, passages: dict[str, Segment]) -> None:
    where = passages[OPEN]
    with use(desk.database):
        me, paul = person("relecture"), person("lecture", "Paul")
        read(desk, paul, where, "reconnaissance")
        assert Kind.OTHER not in said(desk, me, where)
        read(desk, me, where)
        assert said(desk, me, where)[Kind.OTHER] == {"reconnaissance"}


def test_colleagues_are_read_on_what_the_queue_asks_of_others_no_more(desk: Desk, passages: dict[str, Segment]) -> None:
    where = passages[OPEN]
    with use(desk.database):
        me = person("administration")
        for name in ("Paul", "Zoé"):
            read(desk, person("lecture", name), where, "reconnaissance")
        assert said(desk, me, where)[Kind.OTHER] == {"reconnaissance"}


def test_a_reader_never_sees_who_gave_which_code(desk: Desk, passages: dict[str, Segment]) -> None:
    where = passages[OPEN]
    with use(desk.database):
        me, paul = person("lecture"), person("lecture", "Paul")
        read(desk, paul, where, "reconnaissance")
        read(desk, me, where)
        assert Kind.OTHER not in said(desk, me, where)
        assert "Paul" not in {voice.name for voice in interview(desk, me, "nord").voices}


def test_the_consensus_is_read_after_one_s_own_decision_only(desk: Desk, passages: dict[str, Segment]) -> None:
    where = passages[OPEN]
    with use(desk.database):
        me, paul, head = person("lecture"), person("lecture", "Paul"), person("administration")
        read(desk, paul, where, "reconnaissance")
        consensus = coders.voice("consensus")
        place = desk.editions.place(where.document, where.start, where.end)
        decisions.adjudicate(head, consensus, place, ["reconnaissance"], act=next(ACTS), after=0)
        assert Kind.CONSENSUS not in said(desk, me, where)
        read(desk, me, where)
        assert said(desk, me, where)[Kind.CONSENSUS] == {"reconnaissance"}


def test_what_all_said_alike_is_the_consensus_without_anybody_settling(
    desk: Desk, passages: dict[str, Segment]
) -> None:
    where = passages[OPEN]
    with use(desk.database):
        for name in ("Lina", "Paul"):
            read(desk, person("lecture", name), where, "reconnaissance")
        assert said(desk, person("lecture"), where)[Kind.CONSENSUS] == {"reconnaissance"}


def test_what_is_said_of_one_interview_is_not_shown_in_another(desk: Desk, passages: dict[str, Segment]) -> None:
    there = desk.shared.segment("sud", passages[OPEN].segment)
    assert there is not None
    with use(desk.database):
        for name in ("Lina", "Paul"):
            read(desk, person("lecture", name), there, "reconnaissance")
        assert said(desk, person("relecture"), passages[OPEN]).keys() == {Kind.MACHINE}
        assert Kind.CONSENSUS in said(desk, person("lecture"), there)


def test_a_selection_that_runs_into_a_passage_still_to_be_read_is_not_shown(
    desk: Desk, passages: dict[str, Segment]
) -> None:
    where = passages[OPEN]
    answers = [one for one in desk.shared.segments["nord"] if one.role == where.role]
    other = next(one for one in answers if one.segment != where.segment)
    first, last = sorted((where, other), key=lambda one: one.start)
    with use(desk.database):
        me, paul = person("relecture"), person("lecture", "Paul")
        long = desk.editions.place("nord", first.start, last.end)
        reading = decisions.show(paul, long, drawn=Drawn.CHOSEN, blind=False, model="")
        decisions.decide(reading, "reconnaissance", Verdict.ACCEPT)
        read(desk, me, first)
        assert Kind.OTHER not in said(desk, me, first)
        for one in answers:
            if first.start <= one.start <= last.start and one is not first:
                read(desk, me, one)
        assert said(desk, me, first)[Kind.OTHER] == {"reconnaissance"}


def test_memos_of_one_s_own_are_notes_and_those_of_others_follow_their_codings(
    desk: Desk, passages: dict[str, Segment]
) -> None:
    where = passages[OPEN]

    def notes(coder: models.Coder) -> list[str]:
        return [note.text for line in chain.from_iterable(interview(desk, coder, "nord").sheets) for note in line.notes]

    with use(desk.database):
        me, lina = person("relecture"), person("lecture")
        place = desk.editions.place("nord", where.start, where.end)
        decisions.note(me, place, "à moi", act=next(ACTS))
        decisions.note(lina, place, "à Lina", act=next(ACTS))
        assert notes(me) == ["à moi"]
        assert notes(lina) == ["à Lina"]
        read(desk, me, where)
        assert sorted(notes(me)) == ["à Lina", "à moi"]


def test_what_stands_beside_a_turn_goes_down_with_its_words(
    desk: Desk, passages: dict[str, Segment], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A turn in two passages: the first to be read without suggestions, a code and a memo on the second."""
    whole = passages[OPEN]
    half = whole.start + len(whole.text) // 2
    first = dataclasses.replace(whole, end=half, text=whole.text[: half - whole.start], segment=1000)
    monkeypatch.setattr(interviews, "_machine", lambda *_: ())
    monkeypatch.setitem(desk.shared.segments, "nord", [first, dataclasses.replace(whole, start=half, segment=1001)])
    with use(desk.database):
        me = person("relecture")
        place = desk.editions.place("nord", half, whole.end)
        decisions.note(me, place, "plus bas", act=next(ACTS))
        decisions.decide(
            decisions.show(me, place, drawn=Drawn.CHOSEN, blind=False, model=""), "informel.cafe", Verdict.ACCEPT
        )
        seen = interviews.seen_by(desk, me)
        monkeypatch.setattr(type(seen), "shows_machine", lambda _self, some: some[0].segment != first.segment)
        lines = list(chain.from_iterable(interview(desk, me, "nord").sheets))
    line = next(one for one in lines if one.row.turn.turn == whole.turn)
    assert [type(one).__name__ for one in line.beside] == ["Silence", "Tag", "Note"]
    assert [round(one.top, -1) for one in line.beside] == [0, 50, 50]


def test_a_name_is_written_once_on_a_row_of_the_list(
    desk: Desk, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    def row(title: str) -> str:
        known = {"nord": dataclasses.replace(desk.shared.documents["nord"], title=title)}
        monkeypatch.setattr(desk.shared, "documents", known)
        html = client_of("lecture").get("/entretiens/").content.decode()
        return str(re.search(r'<th scope="row">.*?</th>', html)[0])  # type: ignore[index]

    for title in ("", "nord"):
        assert row(title).count(">nord") == 1
    assert ">Le nord<" in row("Le nord") and ">nord" in row("Le nord")


def test_a_turn_without_a_speaker_has_its_time_beside_its_number(
    desk: Desk, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = [dataclasses.replace(one, speaker="", time_start=0.0) for one in desk.shared.turns["nord"]]
    monkeypatch.setitem(desk.shared.turns, "nord", turns)
    html = client_of("lecture").get("/entretiens/nord/").content.decode()
    assert "<time>0:00</time>" in html
    assert "<b></b>" not in html


def test_the_page_tells_every_turn_and_leads_to_the_passages(
    desk: Desk, client_of: Clients, passages: dict[str, Segment]
) -> None:
    answer = client_of("lecture").get("/entretiens/nord/")
    body = unescape(answer.content.decode())
    assert answer.status_code == 200
    for turn in desk.shared.turns["nord"]:
        assert turn.text in body
        assert f'id="t{turn.turn}"' in body
    assert f"/?passage=nord%3A{passages[OPEN].segment}" in body
    assert "style=" not in body
    assert " on" not in re.sub(r">[^<]*<|\"[^\"]*\"", "", body)


def test_an_interview_may_bear_any_name(desk: Desk, client_of: Clients) -> None:
    names = ["Entretien n° 2.docx", "été – à l’école", "codage", "a/b", "100 % ?", "..secret"]
    one = desk.shared

    def renamed(records: Sequence[Any], name: str) -> list[Any]:
        return [dataclasses.replace(record, document=name) for record in records]

    desk._shared = SharedSide(
        documents=[dataclasses.replace(one.documents["nord"], document=name) for name in names],
        turns=[turn for name in names for turn in renamed(one.turns["nord"], name)],
        segments=[segment for name in names for segment in renamed(one.segments["nord"], name)],
    )
    client = client_of("lecture")
    for name in names:
        address = reverse("interview", kwargs={"document": name})
        assert client.get(address).status_code == 200, name
        assert address in client.get("/entretiens/").content.decode()


@pytest.mark.parametrize(
    "name", ["absent", "../etude.toml", "%2e%2e/etude.toml", "nord.txt", "/etc/passwd", "nord%00", "NORD", "nord/"]
)
def test_what_is_no_interview_is_not_found(client_of: Clients, name: str) -> None:
    assert client_of("administration").get(f"/entretiens/{name}/").status_code == 404
