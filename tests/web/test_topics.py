"""What the machine finds by itself is shown for what it is, kept from blind readers, and becomes a code in two steps."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client

from thematique import codebook
from thematique.codings import Drawn, Verdict
from thematique.records import Segment, SegmentTopic, Topic
from thematique.review import decisions, grid
from thematique.review.database import use
from thematique.review.models import Coder
from thematique.web.desk import Desk
from thematique.web.filters import breakable
from thematique.web.topic_cards import Typical, typical

ACT = "acte-0001"


def placed(desk: Desk) -> list[Segment]:
    """What participants say, in the order of the text."""
    return [
        one for name in sorted(desk.shared.segments) for one in desk.shared.segments[name] if one.role == "participant"
    ]


@pytest.fixture
def found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Segment]]:
    """A topic of all that participants say but one, and no reserve; the database in use."""
    segments = placed(desk)
    topics = [
        Topic(topic=-1, size=1, label="hors sujets", keywords=["vide"], stability=0.1),
        Topic(
            topic=3,
            size=len(segments) - 1,
            label="café, porte, fête",
            keywords=["café", "porte", "fête"],
            stability=0.84,
        ),
    ]
    monkeypatch.setattr(desk.shared, "topics", topics)
    monkeypatch.setattr(desk.shared, "segment_topics", [
        SegmentTopic(document=one.document, segment=one.segment, topic=3 if number else -1, probability=1 - number / 100)
        for number, one in enumerate(segments)
    ])  # fmt: skip
    with use(desk.database):
        yield segments[1:]


def unreserved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "order", lambda: _Reserved(frozenset()))


def draft(version: int, **other: Any) -> dict[str, Any]:
    """What the form sends."""
    return {
        "version": version, "name": "Fêtes de quartier", "theme": "informels", "definition": "On se parle à la fête.",
        "expressions": "fête\n\nporte", "example": [], "act": ACT, **other,
    }  # fmt: skip


def theme_of(desk: Desk) -> str:
    return next(one.code for one in desk.codebook.codes if "." not in one.code)


def test_all_topics_are_listed_and_the_outliers_told_apart(
    client_of: Callable[..., Client], found: list[Segment]
) -> None:
    html = client_of("lecture").get("/sujets/").content.decode()
    assert "café, porte, fête" in html and "84\u202f%" in html and "2 sur 2" in html
    assert "hors sujets" not in re.search(r"<tbody>.*</tbody>", html, re.DOTALL)[0]  # type: ignore[index]
    assert "1 passage sur 12 ne ressemble" in html
    assert "thème" not in html


def test_a_study_without_topics_says_so(
    desk: Desk, client_of: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.shared, "topics", [])
    assert "n’a pas trouvé de sujet" in client_of("lecture").get("/sujets/").content.decode()
    assert client_of("lecture").get("/sujets/3/").status_code == 404


def test_the_outliers_have_no_page_of_their_own(client_of: Callable[..., Client], found: list[Segment]) -> None:
    assert [client_of("lecture").get(f"/sujets/{n}/").status_code for n in ("3", "-1", "7", "x")] == [
        200,
        404,
        404,
        404,
    ]


def test_interviews_take_turns_among_the_surest_passages(found: list[Segment]) -> None:
    ranked = typical([Typical(segment=one, probability=1 - n / 100) for n, one in enumerate(found)])
    assert [one.segment.document for one in ranked[:4]] == ["nord", "sud", "nord", "sud"]
    assert [one.probability for one in ranked[:2]] == [1.0, 0.95]
    assert len(ranked) == len(found)


def test_what_is_to_be_read_blind_is_left_out_and_counted_until_it_is_decided(
    desk: Desk, client_of: Callable[..., Client], found: list[Segment], monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = found[:2]
    monkeypatch.setattr(desk, "order", lambda: _Reserved(frozenset((one.document, one.segment) for one in hidden)))
    html = unescape(client_of("lecture").get("/sujets/3/?tous=1").content.decode())
    assert "2 passages de ce sujet ne sont pas montrés" in html
    assert "est dans ce sujet, sans ceux que vous lirez d’abord." in html
    assert f'passage={hidden[0].document}:{hidden[0].segment}"' not in html.replace("%3A", ":")
    place = desk.editions.place(hidden[0].document, hidden[0].start, hidden[0].end)
    reading = decisions.show(Coder.objects.get(name="Lina"), place, drawn=Drawn.RANDOM, blind=True, model="m")
    decisions.decide(reading, "", Verdict.ACCEPT)
    assert "2 passages de ce sujet" in client_of("lecture").get("/sujets/3/").content.decode(), "still being read"
    decisions.finish(reading)
    html = unescape(client_of("lecture").get("/sujets/3/?tous=1").content.decode())
    assert "1 passage de ce sujet n’est pas montré" in html
    assert f'passage={hidden[0].document}:{hidden[0].segment}"' in html.replace("%3A", ":")
    assert "2 passages de ce sujet" in unescape(client_of("relecture").get("/sujets/3/").content.decode())


class _Reserved:
    """An order of which only the reserve matters."""

    def __init__(self, reserve: frozenset[tuple[str, int]]) -> None:
        self.reserve = reserve


def test_a_topic_shows_where_it_is_met_and_what_people_gave_there(
    desk: Desk, client_of: Callable[..., Client], found: list[Segment], monkeypatch: pytest.MonkeyPatch
) -> None:
    unreserved(desk, monkeypatch)
    code = next(one for one in desk.codebook.codes if one.codable)
    for name in ("Lina", "Rachid"):
        place = desk.editions.place(found[0].document, found[0].start, found[0].end)
        reading = decisions.show(Coder.objects.get(name=name), place, drawn=Drawn.CHOSEN, blind=False, model="m")
        decisions.decide(reading, code.code, Verdict.ACCEPT)
    html = unescape(client_of("relecture").get("/sujets/3/").content.decode())
    people = re.search(r"Par les personnes</h3>(.*?)</ul>", html, re.DOTALL)[1]  # type: ignore[index]
    assert code.name in people and "<b>1</b>" in people
    html = unescape(client_of("lecture").get("/sujets/3/").content.decode())
    assert "5 sur 6" in html and "6 sur 6" in html
    assert "En faire un code" not in html
    assert "En faire un code" in client_of("relecture").get("/sujets/3/").content.decode()


def test_who_only_reads_learns_nothing_of_what_others_gave_nor_anybody_of_what_is_hidden(
    desk: Desk, client_of: Callable[..., Client], found: list[Segment], monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden, seen = found[0], found[1]
    codes = [one for one in desk.codebook.codes if one.codable][:3]
    monkeypatch.setattr(desk, "order", lambda: _Reserved(frozenset([(hidden.document, hidden.segment)])))
    for name, segment, code in (("Agathe", hidden, codes[0]), ("Agathe", seen, codes[1]), ("Lina", seen, codes[2])):
        place = desk.editions.place(segment.document, segment.start, segment.end)
        reading = decisions.show(Coder.objects.get(name=name), place, drawn=Drawn.CHOSEN, blind=False, model="m")
        decisions.decide(reading, code.code, Verdict.ACCEPT)

    def given(role: str) -> list[bool]:
        html = unescape(client_of(role).get("/sujets/3/").content.decode())
        part = html.partition("Codes donnés à ces passages")[2].partition("Proposés par la machine")[0]
        assert ("Par vous" in part, "4 sur 5" in html) == (role == "lecture", True)
        return [code.name in part for code in codes]

    assert given("lecture") == [False, False, True]
    assert given("relecture") == [False, True, True]


def test_only_the_interviews_where_it_is_met_are_listed(
    desk: Desk, client_of: Callable[..., Client], found: list[Segment], monkeypatch: pytest.MonkeyPatch
) -> None:
    unreserved(desk, monkeypatch)
    assert "aucun.</p>" not in client_of("lecture").get("/sujets/3/").content.decode()
    other = {name: replace(desk.shared.documents["nord"], document=name) for name in ("est", "ouest")}
    monkeypatch.setattr(desk.shared, "documents", {**desk.shared.documents, **other})
    html = unescape(client_of("lecture").get("/sujets/3/").content.decode())
    assert "0 sur 0" not in html and ">est<" not in html
    assert "2 autres entretiens n’en ont aucun." in html


def test_a_passage_without_a_speaker_is_told_by_its_interview_alone(
    desk: Desk, client_of: Callable[..., Client], found: list[Segment], monkeypatch: pytest.MonkeyPatch
) -> None:
    unreserved(desk, monkeypatch)
    segments = {name: [replace(one, speaker="") for one in some] for name, some in desk.shared.segments.items()}
    monkeypatch.setattr(desk.shared, "segments", segments)
    html = client_of("lecture").get("/sujets/3/").content.decode()
    assert re.search(r'class="source">(nord|sud) ·', html)


def test_a_long_name_is_cut_between_its_parts() -> None:
    assert breakable("groupe_lyon:0001") == "groupe_<wbr>lyon:<wbr>0001"
    assert breakable("<b>_x") == "&lt;b&gt;_<wbr>x"
    assert breakable("_") == "_"


def test_only_those_who_may_change_the_codebook_make_codes(
    client_of: Callable[..., Client], found: list[Segment]
) -> None:
    assert client_of("lecture").get("/sujets/3/code/").status_code == 403
    assert client_of("lecture").post("/sujets/3/code/", draft(1, step="make")).status_code == 403


def test_the_form_is_filled_with_what_the_topic_says(client_of: Callable[..., Client], found: list[Segment]) -> None:
    html = client_of("relecture").get("/sujets/3/code/").content.decode()
    assert 'value="Café, porte, fête"' in html
    assert "café\nporte\nfête\n" in html
    assert re.search(r'<textarea id="definition"[^>]*></textarea>', html)


def test_a_code_is_looked_at_first_and_then_made(
    desk: Desk, client_of: Callable[..., Client], found: list[Segment], monkeypatch: pytest.MonkeyPatch
) -> None:
    unreserved(desk, monkeypatch)
    client, version = client_of("relecture"), grid.current(desk.folder).number
    chosen, theme = f"{found[0].document}:{found[0].segment}", theme_of(desk)
    sent = draft(version, theme=theme, example=[chosen, "nord:999", "n'importe quoi"])
    n_before = len(desk.codes)
    html = unescape(client.post("/sujets/3/code/", {**sent, "step": "check"}).content.decode())
    assert f"{theme}.fetes-de-quartier" in html and found[0].text in html
    assert len(desk.codes) == n_before, "looking changes nothing"
    answer = client.post("/sujets/3/code/", {**sent, "step": "make"}, follow=True)
    assert "est dans la grille" in answer.content.decode()
    made = desk.codes[f"{theme}.fetes-de-quartier"]
    assert (made.name, made.definition) == ("Fêtes de quartier", "On se parle à la fête.")
    assert (tuple(made.expressions), tuple(made.examples)) == (("fête", "porte"), (found[0].text,))
    assert codebook.load(desk.folder / "codebook.toml").codes == desk.codebook.codes
    assert grid.history()[0].change["what"] == "nouveau code « Fêtes de quartier », tiré du sujet « café, porte, fête »"
    again = client.post("/sujets/3/code/", {**sent, "step": "make"}, follow=True)
    assert "est dans la grille" in again.content.decode()
    assert len(desk.codes) == n_before + 1
    grid.undo(desk.folder, Coder.objects.get(name="Rachid"), version=grid.current(desk.folder).number)
    assert len(desk.codes) == n_before


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": " "}, "nom du code est vide"),
        ({"definition": ""}, "définition du code est vide"),
        ({"theme": "nulle-part"}, "n'est pas dans la grille"),
    ],
)
@pytest.mark.parametrize("step", ["check", "make"])
def test_what_is_missing_is_said_and_what_was_typed_is_kept(
    desk: Desk, client_of: Callable[..., Client], found: list[Segment], wrong: dict[str, str], sentence: str, step: str
) -> None:
    sent = draft(grid.current(desk.folder).number, theme=theme_of(desk))
    answer = client_of("relecture").post("/sujets/3/code/", {**sent, **wrong, "step": step})
    html = unescape(answer.content.decode())
    assert (answer.status_code, sentence in html, "fête\nporte\n" in html) == (409, True, True)


def test_a_codebook_that_changed_meanwhile_is_told_and_the_form_can_be_sent_again(
    desk: Desk, client_of: Callable[..., Client], found: list[Segment]
) -> None:
    client, version, theme = client_of("relecture"), grid.current(desk.folder).number, theme_of(desk)
    client.post("/sujets/3/code/", draft(version, theme=theme, step="make"))
    late = client.post("/sujets/3/code/", draft(version, theme=theme, name="Autre idée", step="make", act="acte-0002"))
    assert "la grille a changé entre-temps" in unescape(late.content.decode())
    assert f'name="version" value="{version + 1}"' in late.content.decode()
    client.post("/sujets/3/code/", draft(version + 1, theme=theme, name="Autre idée", step="make", act="acte-0003"))
    assert f"{theme}.autre-idee" in desk.codes
