"""Words coded in the reading view: what is recorded, what is refused in words, what is taken back."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thematique.records import Segment
from thematique.review import acts, models
from thematique.review.database import use
from thematique.web.desk import Desk

from .reserved import ACTS, BLIND, OPEN, flags, open_and_blind, person, read

Clients = Callable[..., Client]


@pytest.fixture
def passages(desk: Desk) -> dict[str, Segment]:
    """A passage of « nord » that is not in reserve and one that is; the machine flags all answers there."""
    return open_and_blind(desk)


def send(client: Client, segment: Segment, code: str, *, first: int = 0, last: int = 20, **more: Any) -> Any:
    """Code words of a passage that is alone in its turn, as the page does."""
    content = {"document": segment.document, "turn": segment.turn, "start": first, "end": last, "code": code}
    return client.post(reverse("code_words"), {**content, "act": next(ACTS), **more})


def label(desk: Desk, code: str) -> str:
    with use(desk.database):
        codes = desk.codes
    theme = codes.get(code.rpartition(".")[0])
    return f"{theme.name} › {codes[code].name}" if theme else codes[code].name


def codings() -> list[models.Coding]:
    return list(models.Coding.objects.filter(standing=True).order_by("pk"))


def test_words_are_coded_as_chosen_by_hand(desk: Desk, client_of: Clients, passages: dict[str, Segment]) -> None:
    where = passages[OPEN]
    answer = send(client_of("lecture"), where, label(desk, "reconnaissance"), first=5, last=17)
    body = answer.content.decode()
    assert 'hx-swap-oob="true"' in body
    with use(desk.database):
        (made,) = codings()
        assert (made.code, made.coder.name, made.drawn, made.blind) == ("reconnaissance", "Lina", "chosen", False)
        assert made.segment is None
        assert desk.shared.text("nord")[made.start : made.end] == where.text[5:17].strip()
        assert made.reading.drawn == "chosen"


def test_the_flag_that_was_beside_the_words_is_recorded_as_seen(
    desk: Desk, client_of: Clients, passages: dict[str, Segment]
) -> None:
    where = passages[OPEN]
    flag = flags(desk, where)[0]
    send(client_of("lecture"), where, label(desk, flag))
    with use(desk.database):
        (made,) = codings()
    score = next(one.score for one in desk.shared.suggestions("nord", where.segment) if one.code == flag)
    assert (made.model, made.score) == (desk.shared.model, score)


def test_the_reserve_is_not_coded_here_before_it_is_read(
    desk: Desk, client_of: Clients, passages: dict[str, Segment]
) -> None:
    where, client = passages[BLIND], client_of("lecture")
    body = unescape(send(client, where, label(desk, "reconnaissance")).content.decode())
    assert "pas encore relu" in body
    with use(desk.database):
        assert codings() == []
        assert not models.Reading.objects.exists()
        read(desk, person("lecture"), where, blind=True)
    send(client, where, label(desk, "reconnaissance"))
    with use(desk.database):
        assert [(one.code, one.blind) for one in codings()] == [("reconnaissance", False)]


def test_an_act_that_is_sent_twice_counts_once(desk: Desk, client_of: Clients, passages: dict[str, Segment]) -> None:
    client, act = client_of("lecture"), next(ACTS)
    for _ in range(2):
        assert send(client, passages[OPEN], label(desk, "reconnaissance"), act=act).status_code == 200
    with use(desk.database):
        assert len(codings()) == models.Coding.objects.count() == 1


def test_a_code_that_was_just_given_can_be_taken_back_by_who_gave_it(
    desk: Desk, client_of: Clients, passages: dict[str, Segment]
) -> None:
    client = client_of("lecture")
    send(client, passages[OPEN], label(desk, "reconnaissance"))
    with use(desk.database):
        (made,) = codings()
    asked = {"coding": made.pk, "act": next(ACTS)}
    assert client_of("administration").post(reverse("withdraw_words"), asked).status_code == 404
    with use(desk.database):
        assert codings() == [made]
    assert client.post(reverse("withdraw_words"), asked).status_code == 200
    with use(desk.database):
        assert codings() == []


def test_what_was_coded_here_is_undone_like_any_other_decision(
    desk: Desk, client_of: Clients, passages: dict[str, Segment]
) -> None:
    send(client_of("lecture"), passages[OPEN], label(desk, "reconnaissance"))
    with use(desk.database):
        assert acts.undo(person("lecture")) is not None
        assert codings() == []


@pytest.mark.parametrize("code", ["", "inconnu", "Tensions du réseau", "tensions", "<b>"])
def test_a_code_that_cannot_be_given_is_refused_in_words(
    desk: Desk, client_of: Clients, passages: dict[str, Segment], code: str
) -> None:
    body = unescape(send(client_of("lecture"), passages[OPEN], code).content.decode())
    assert "n’est pas dans la grille" in body
    with use(desk.database):
        assert codings() == []


@pytest.mark.parametrize(
    "changed",
    [{"first": 3, "last": 3}, {"first": 9, "last": 2}, {"first": 5000, "last": 6000}, {"start": "", "end": ""}],
)
def test_a_selection_without_a_word_is_refused_in_words(
    desk: Desk, client_of: Clients, passages: dict[str, Segment], changed: dict[str, Any]
) -> None:
    body = unescape(
        send(client_of("lecture"), passages[OPEN], label(desk, "reconnaissance"), **changed).content.decode()
    )
    assert "ne contient aucun mot" in body
    with use(desk.database):
        assert codings() == []


@pytest.mark.parametrize(
    "changed", [{"document": "absent"}, {"turn": "999"}, {"turn": "x"}, {"start": "-1"}, {"act": ""}]
)
def test_what_the_page_never_sends_is_not_found(
    desk: Desk, client_of: Clients, passages: dict[str, Segment], changed: dict[str, Any]
) -> None:
    assert send(client_of("lecture"), passages[OPEN], label(desk, "reconnaissance"), **changed).status_code == 404
    with use(desk.database):
        assert codings() == []
