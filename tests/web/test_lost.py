"""The page « À replacer »: what lost its words is put back by those who may, and by nobody else."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from django.test import Client

from thematique.codings import Drawn, Verdict
from thematique.review import carrying, coders, decisions
from thematique.review.carrying import carry
from thematique.review.database import use
from thematique.review.editions import Editions
from thematique.review.models import Coding, Correction
from thematique.shared import SharedSide
from thematique.web.desk import Desk

Clients = Callable[..., Client]
OLD, NEW = "turnover", "roulement du personnel"


def code(desk: Desk, name: str, number: int, path: str = "tensions.turnover") -> Coding:
    with use(desk.database):
        coder, segment = coders.named(name), desk.shared.segments["nord"][number]
        place = desk.editions.place("nord", segment.start, segment.end)
        reading = decisions.show(coder, place, drawn=Drawn.CHOSEN, blind=False, model="m1")
        decisions.decide(reading, path, Verdict.ACCEPT)
        return Coding.objects.latest("pk")


def correct(desk: Desk, old: str, new: str) -> None:
    """Change a word in the text of the interview « nord », as another transcription would."""
    turns, start = [], 0
    for turn in desk.shared.turns["nord"]:
        text = turn.text.replace(old, new)
        turns.append(replace(turn, text=text, start=start, end=start + len(text)))
        start += len(text) + 1
    segments = [
        replace(one, start=turn.start, end=turn.end, text=turn.text)
        for one, turn in zip(desk.shared.segments["nord"], turns, strict=True)
    ]
    others: Sequence[object] = [one for name, all_ in desk.shared.turns.items() if name != "nord" for one in all_]
    rest = [one for name, all_ in desk.shared.segments.items() if name != "nord" for one in all_]
    text = SharedSide(
        documents=desk.shared.documents.values(),
        turns=[*turns, *others],
        segments=[*segments, *rest],  # type: ignore[list-item]
    )
    with use(desk.database):
        carry(text, desk.folder)
    desk._shared, desk._editions, desk._astray = text, Editions(text, desk.folder), None


@pytest.fixture
def astray(desk: Desk) -> dict[str, Coding]:
    """One coding of Lina's and one of Rachid's, whose words were corrected."""
    number = next(n for n, one in enumerate(desk.shared.segments["nord"]) if OLD in one.text)
    rows = {name: code(desk, name, number) for name in ("Lina", "Rachid")}
    correct(desk, OLD, NEW)
    return rows


def sent(client: Client, row: Coding, **more: object) -> dict[str, object]:
    """What the page's forms send for a row."""
    seen = client.get(f"/a-replacer/?choix=coding-{row.pk}").content.decode()
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', seen))
    return {name: found[name] for name in ("choix", "text", "start", "end", "act")} | more


def test_the_link_is_there_only_for_those_who_have_something_to_put_back(
    desk: Desk, client_of: Clients, astray: dict[str, Coding]
) -> None:
    assert "/a-replacer/" in client_of("lecture").get("/").content.decode()
    assert "/a-replacer/" in client_of("administration").get("/").content.decode()
    assert "/a-replacer/" not in client_of("lecture", name="Nora").get("/").content.decode()
    with use(desk.database):
        for row in carrying.lost():
            carrying.give_up(row.coder, row)
    desk.look_for_astray()
    assert "/a-replacer/" not in client_of("administration").get("/").content.decode()


def test_the_proposed_place_is_marked_in_its_context_and_confirmed_with_one_button(
    desk: Desk, client_of: Clients, astray: dict[str, Coding]
) -> None:
    lina = client_of("lecture")
    seen = lina.get("/a-replacer/").content.decode()
    assert "Introuvable : les mots du passage ont changé" in seen
    assert re.search(r'class="in">roulement', seen)
    answer = lina.post("/a-replacer/place/", sent(lina, astray["Lina"]), follow=True)
    assert "remis à sa place" in answer.content.decode()
    with use(desk.database):
        row = Coding.objects.get(pk=astray["Lina"].pk)
        assert row.lost == ""
        assert NEW in desk.shared.text("nord")[row.start : row.end]
        assert row.segment is not None


def test_a_reader_sees_and_touches_only_their_own(desk: Desk, client_of: Clients, astray: dict[str, Coding]) -> None:
    lina = client_of("lecture")
    assert "Rachid" not in lina.get("/a-replacer/").content.decode()
    theirs = sent(client_of("relecture"), astray["Rachid"])
    for act in ("place", "retrait"):
        lina.post(f"/a-replacer/{act}/", theirs)
    with use(desk.database):
        row = Coding.objects.get(pk=astray["Rachid"].pk)
        assert (row.lost != "", row.standing) == (True, True)


def test_those_who_settle_place_and_give_up_for_all(desk: Desk, client_of: Clients, astray: dict[str, Coding]) -> None:
    rachid = client_of("relecture")
    assert "Retirer celui de Lina" in rachid.get(f"/a-replacer/?choix=coding-{astray['Lina'].pk}").content.decode()
    answer = rachid.post("/a-replacer/retrait/", sent(rachid, astray["Lina"]), follow=True)
    assert "C’est retiré" in answer.content.decode()
    rachid.post("/a-replacer/place/", sent(rachid, astray["Rachid"]))
    with use(desk.database):
        assert carrying.lost() == []
        assert not Coding.objects.get(pk=astray["Lina"].pk).standing
    assert "Tout est à sa place" in rachid.get("/a-replacer/").content.decode()


def test_a_second_press_says_that_it_is_done_already(client_of: Clients, astray: dict[str, Coding]) -> None:
    lina = client_of("lecture")
    form = sent(lina, astray["Lina"])
    lina.post("/a-replacer/place/", form)
    for act in ("place", "retrait"):
        seen = lina.post(f"/a-replacer/{act}/", form, follow=True).content.decode()
        assert "rien n’a changé" in seen


def test_a_page_from_before_another_change_of_the_text_places_nothing(
    desk: Desk, client_of: Clients, astray: dict[str, Coding]
) -> None:
    lina = client_of("lecture")
    form = sent(lina, astray["Lina"])
    correct(desk, NEW, "tout ce mouvement")
    seen = lina.post("/a-replacer/place/", form, follow=True).content.decode()
    assert "Le texte a changé entre-temps" in seen
    with use(desk.database):
        assert Coding.objects.get(pk=astray["Lina"].pk).lost


@pytest.mark.parametrize("span", [("", ""), ("5", "5"), ("9", "2"), ("0", "99999999")])
def test_positions_that_hold_no_word_are_refused(
    desk: Desk, client_of: Clients, astray: dict[str, Coding], span: tuple[str, str]
) -> None:
    lina = client_of("lecture")
    form = sent(lina, astray["Lina"], start=span[0], end=span[1])
    assert "aucun mot" in lina.post("/a-replacer/place/", form, follow=True).content.decode()
    with use(desk.database):
        assert Coding.objects.get(pk=astray["Lina"].pk).lost


def test_other_turns_can_be_looked_at_and_other_words_chosen(
    desk: Desk, client_of: Clients, astray: dict[str, Coding]
) -> None:
    lina = client_of("lecture")
    seen = lina.get(f"/a-replacer/?choix=coding-{astray['Lina'].pk}&tour=3").content.decode()
    assert "choisissez les mots" in seen
    first = re.search(r'<span data-start="(\d+)" data-end="(\d+)">', seen)
    assert first
    lina.post("/a-replacer/place/", sent(lina, astray["Lina"], start=first[1], end=first[2]))
    with use(desk.database):
        row = Coding.objects.get(pk=astray["Lina"].pk)
        assert (row.lost, row.start, row.end) == ("", int(first[1]), int(first[2]))


def test_memos_and_corrections_are_listed_with_what_they_say(desk: Desk, client_of: Clients) -> None:
    number = next(n for n, one in enumerate(desk.shared.segments["nord"]) if OLD in one.text)
    with use(desk.database):
        segment, lina = desk.shared.segments["nord"][number], coders.named("Lina")
        place = desk.editions.place("nord", segment.start, segment.end)
        decisions.note(lina, place, "à <b>discuter</b>")
        decisions.ask_correction(lina, place, Correction.Wish.MASK)
    correct(desk, OLD, NEW)
    pages = "".join(
        client_of("lecture").get(f"/a-replacer/?choix={kind}-1").content.decode() for kind in ("memo", "correction")
    )
    assert "à &lt;b&gt;discuter&lt;/b&gt;" in pages
    assert "Signalement : à masquer" in pages


@pytest.mark.parametrize("choice", ["", "coding-", "coder-1", "coding-1'--", "memo-99999999999999999999"])
def test_what_no_page_sends_is_answered_with_not_found(client_of: Clients, choice: str) -> None:
    for act in ("place", "retrait"):
        assert client_of("lecture").post(f"/a-replacer/{act}/", {"choix": choice}).status_code == 404
    assert client_of("lecture").get("/a-replacer/", {"choix": choice}).status_code == 200
