"""What coders said differently is seen side by side, and one decision for all is taken, replaced, taken back."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from django.test import Client

from thematique.codings import CONSENSUS, NOTHING, Drawn
from thematique.records import Segment
from thematique.review import coders, decisions, layers
from thematique.review.database import use
from thematique.review.models import Coder, Coding, Reading, Role
from thematique.web.desk import Desk

from .coded import spoken
from .conftest import NAMES
from .disputed import codes_of, consensus, prepared, read, spot

HERE = "/desaccords/"
ACTS = iter(f"acte-{n:08}" for n in range(10**6))


@pytest.fixture
def passages(desk: Desk) -> Iterator[list[Segment]]:
    """The three passages, and their database in use."""
    with use(desk.database):
        yield prepared(desk)


def after(html: str) -> str:
    found = re.search(r'data-after="(\d+)"', html)
    assert found
    return found[1]


def settle(
    client: Client, segment: Segment, codes: Sequence[str], *, known: str = "0", act: str = "", **query: str
) -> Any:
    """Decide for all as the page does."""
    sent = {"act": act or next(ACTS), "after": known, "codes": "\n".join(codes), "nothing": "" if codes else "1"}
    return client.post(f"{HERE}trancher/", sent, query_params={"passage": spot(segment), **query})


def personal() -> list[tuple[Any, ...]]:
    """All that coders decided themselves, whether it holds or not."""
    return sorted(
        Coding.objects.exclude(coder__name=CONSENSUS).values_list("pk", "code", "standing", "ended_at"), key=str
    )


def test_those_who_only_read_are_kept_out(client_of: Callable[..., Client], passages: list[Segment]) -> None:
    for address in (HERE, f"{HERE}machine/"):
        assert client_of("lecture").get(address, {"passage": spot(passages[0])}).status_code == 403
    assert settle(client_of("lecture"), passages[0], []).status_code == 403
    assert consensus(passages[0]) == set()


def test_the_page_counts_what_several_read_and_shows_the_first_dispute(
    client_of: Callable[..., Client], passages: list[Segment]
) -> None:
    html = client_of("relecture").get(HERE).content.decode()
    glance = re.sub(r"<[^>]+>", "", re.search(r'<p class="glance">(.*?)</p>', html)[1]).replace("&nbsp;", " ")  # type: ignore[index]
    assert glance == "3 passages lus par plusieurs personnes : 1 où toutes s’accordent, 2 à trancher, 0 tranché."
    assert passages[0].text.replace("'", "&#x27;") in html
    assert html.count('class="voice"') == 2
    assert "lu sans voir les suggestions" in html
    assert "À discuter &lt;b&gt;ensemble&lt;/b&gt;" in html
    assert spot(passages[2]).replace(":", "%3A") not in html


def test_the_codes_at_stake_come_with_what_the_codebook_says_and_the_shared_one_is_kept(
    desk: Desk, client_of: Callable[..., Client], passages: list[Segment]
) -> None:
    html = client_of("relecture").get(HERE, {"passage": spot(passages[0])}).content.decode()
    a, b, _ = codes_of(desk)
    assert re.search(rf'value="{a}" data-digit="1"[^>]* checked>', html)
    assert re.search(rf'value="{b}" data-digit="2"[^>]*[^d]>', html)
    assert not re.search(rf'value="{b}"[^>]* checked', html)
    assert "Ne comprend pas" in html


@pytest.mark.parametrize(
    ("query", "found"),
    [({}, [0, 1]), ({"entre": "Agathe\tLina"}, [1]), ({"entre": "Agathe\tRachid"}, []), ({"etat": "tranches"}, []),
     ({"document": "nord"}, [0, 1]), ({"document": "sud"}, [])],
)  # fmt: skip
def test_filters_choose_among_the_disputes(
    client_of: Callable[..., Client], passages: list[Segment], query: dict[str, str], found: list[int]
) -> None:
    html = client_of("relecture").get(HERE, query).content.decode()
    listed = re.search(r"<ol>(.*?)</ol>", html, re.DOTALL)[1]  # type: ignore[index]
    assert [
        n for n, one in enumerate(passages) if f"passage={one.document}%3A{one.segment}&" in listed.replace('"', "&")
    ] == found


def test_a_code_or_its_theme_finds_the_disputes_about_it(
    desk: Desk, client_of: Callable[..., Client], passages: list[Segment]
) -> None:
    code = codes_of(desk)[2]
    for asked in (code, code.partition(".")[0]):
        html = client_of("relecture").get(HERE, {"code": asked}).content.decode()
        assert spot(passages[1]).replace(":", "%3A") in html
    assert "Aucun passage ne répond" in client_of("relecture").get(HERE, {"code": "inconnu"}).content.decode()


def test_settling_makes_the_consensus_keeps_every_layer_and_goes_on(
    desk: Desk, client_of: Callable[..., Client], passages: list[Segment]
) -> None:
    before, client = personal(), client_of("relecture")
    a, _, c = codes_of(desk)
    html = settle(client, passages[0], [a, c]).content.decode()
    assert consensus(passages[0]) == {a, c}
    assert personal() == before
    assert (
        f"{passages[1].document}, passage {passages[1].segment}" in re.search(r"<h2 id=.dispute-title.*?</h2>", html)[0]
    )  # type: ignore[index]
    row = Coding.objects.filter(coder__name=CONSENSUS).first()
    assert row is not None and row.by is not None and row.by.name == NAMES["relecture"]
    html = settle(client, passages[1], []).content.decode()
    assert consensus(passages[1]) == {NOTHING}
    assert "Rien à trancher ici" in html
    assert layers.disagreements(desk.shared.segments) == []


def test_a_settled_passage_is_shown_as_such_and_can_be_settled_again(
    desk: Desk, client_of: Callable[..., Client], passages: list[Segment]
) -> None:
    client, (a, b, _) = client_of("relecture"), codes_of(desk)
    settle(client, passages[0], [a])
    html = client.get(HERE, {"etat": "tranches"}).content.decode()
    assert "<b>Tranché</b> par Rachid" in html
    again = settle(client, passages[0], [b], known=after(html), etat="tranches")
    assert "entre-temps" not in again.content.decode()
    assert consensus(passages[0]) == {b}
    html = client.get(HERE, {"passage": spot(passages[0])}).content.decode()
    assert "Décisions antérieures (1)" in html


def test_who_settles_second_is_told_and_sees_the_former_decision(
    desk: Desk, client_of: Callable[..., Client], passages: list[Segment]
) -> None:
    a, b, _ = codes_of(desk)
    one, other = client_of("relecture"), client_of("administration")
    known = after(one.get(HERE).content.decode())
    settle(one, passages[0], [a], known=known)
    html = settle(other, passages[0], [b], known=known).content.decode()
    assert "Rachid avait tranché ce passage entre-temps" in html
    assert "Décisions antérieures (1)" in html
    assert consensus(passages[0]) == {b}
    assert Coding.objects.filter(coder__name=CONSENSUS).count() == 2


def test_a_settlement_sent_twice_is_recorded_once(
    desk: Desk, client_of: Callable[..., Client], passages: list[Segment]
) -> None:
    for _ in range(2):
        answer = settle(client_of("relecture"), passages[0], [codes_of(desk)[0]], act="acte-identique")
        assert "entre-temps" not in answer.content.decode()
    assert Coding.objects.filter(coder__name=CONSENSUS).count() == 1


def test_undoing_takes_back_the_settlement_and_nothing_that_one_coded_oneself(
    desk: Desk, client_of: Callable[..., Client], passages: list[Segment]
) -> None:
    client = client_of("relecture")
    settle(client, passages[0], [codes_of(desk)[0]])
    read(desk, "Rachid", spoken(desk)[5], [codes_of(desk)[1]])
    before = personal()
    html = client.post(f"{HERE}annuler/", {"act": next(ACTS)}).content.decode()
    assert "Votre dernière décision pour l&#x27;équipe est annulée" in html
    assert f"passage {passages[0].segment}" in re.search(r"<h2 id=.dispute-title.*?</h2>", html)[0]  # type: ignore[index]
    assert "Vous n&#x27;avez plus de décision" in client.post(f"{HERE}annuler/", {"act": next(ACTS)}).content.decode()
    assert consensus(passages[0]) == set()
    assert personal() == before


def test_what_nobody_may_give_is_refused_without_losing_the_passage(
    desk: Desk, client_of: Callable[..., Client], passages: list[Segment]
) -> None:
    client = client_of("relecture")
    assert "Choisissez à nouveau" in settle(client, passages[0], ["n-existe.pas"]).content.decode()
    empty = client.post(f"{HERE}trancher/?passage={spot(passages[0])}", {"act": next(ACTS), "after": "0", "codes": ""})
    assert "gardez au moins un code" in empty.content.decode()
    assert consensus(passages[0]) == set()
    assert client.post(f"{HERE}trancher/?passage=nord:999", {"act": next(ACTS)}).status_code == 404
    assert client.get(HERE, {"etat": "autre"}).status_code == 404


def test_who_has_not_read_the_passage_is_told_and_is_blind_there_no_more(
    desk: Desk, client_of: Callable[..., Client], passages: list[Segment]
) -> None:
    client, first = client_of("administration"), passages[0]
    for _ in range(2):
        assert "Vous n’avez pas lu ce passage vous-même" in client.get(HERE).content.decode()
    (seen,) = Reading.objects.filter(coder__name="Agathe", document=first.document, start=first.start)
    assert (seen.blind, seen.decided_at, seen.drawn) == (False, None, Drawn.CHOSEN)
    place = desk.editions.place(first.document, first.start, first.end)
    later = decisions.show(Coder.objects.get(name="Agathe"), place, drawn=Drawn.RANDOM, blind=True, model="m")
    assert not later.blind
    assert "Vous n’avez pas lu" not in client_of("relecture").get(HERE).content.decode()


def test_what_the_machine_says_waits_until_asked_and_for_a_blind_reading(
    desk: Desk, client_of: Callable[..., Client], passages: list[Segment]
) -> None:
    first = spoken(desk)[3]
    suggestion = next(s for s in desk.shared.suggestions(first.document, first.segment) if desk.codes[s.code].codable)
    read(desk, "Lina", first, [suggestion.code])
    read(desk, "Rachid", first, [])
    client, where = client_of("administration"), {"passage": spot(first)}
    said = f"{round(suggestion.score * 100)}\u202f%"
    assert said not in client.get(HERE, where).content.decode()
    assert said in client.get(f"{HERE}machine/", where).content.decode()
    place = desk.editions.place(first.document, first.start, first.end)
    decisions.show(coders.voice("Odile"), place, drawn=Drawn.RANDOM, blind=True, model="m")
    Coder.objects.filter(name="Odile").update(role=Role.REVIEWER, is_active=True)
    waiting = client_of("relecture", name="Odile").get(f"{HERE}machine/", where).content.decode()
    assert "décidez d’abord" in waiting and said not in waiting
    assert client.get(f"{HERE}machine/", {"passage": spot(spoken(desk)[-1])}).status_code == 404


def test_a_decision_that_came_after_the_settlement_is_pointed_at(
    desk: Desk, client_of: Callable[..., Client], passages: list[Segment]
) -> None:
    settle(client_of("relecture"), passages[0], codes_of(desk)[:1])
    assert "après la décision" not in client_of("relecture").get(HERE, {"passage": spot(passages[0])}).content.decode()
    read(desk, "Lina", passages[0], [codes_of(desk)[2]])
    assert "après la décision" in client_of("relecture").get(HERE, {"passage": spot(passages[0])}).content.decode()
