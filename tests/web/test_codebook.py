"""The codebook's page as its forms work: what each role sees, each change in two steps, and back."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from thematique.codings import NOTHING, Drawn, Verdict
from thematique.records import Segment
from thematique.review import decisions, grid
from thematique.review.database import use
from thematique.review.models import Coder, Coding
from thematique.web.desk import Desk

GRID = """title = "Essai"

[t]
name = "Thème"
definition = "Un thème."

[t.a]
name = "Alpha"
definition = "Le premier."
includes = ["une chose"]
examples = ["Un exemple\\nsur deux lignes.", "Un autre exemple."]

[t.b]
name = "Bêta"
definition = "Le deuxième."
examples = ["Un exemple de bêta."]
"""
REVIEWER, READER = "Rachid", "Lina"


@pytest.fixture
def study(desk: Desk) -> Desk:
    """The small study with a short codebook; Rachid and Lina have coded three passages each, two of them the same."""
    (desk.folder / "codebook.toml").write_text(GRID, encoding="utf-8")
    with use(desk.database):
        grid.current(desk.folder)
        for name, numbers in ((REVIEWER, (0, 1, 2)), (READER, (1, 2, 3))):
            for number in numbers:
                code(desk, name, "t.a", number)
    return desk


def segments(desk: Desk, *, blind: bool = False) -> list[Segment]:
    """The passages that chance leaves to be read with suggestions, or those to be read blind."""
    reserve = desk.order().reserve
    found = [one for listed in desk.shared.segments.values() for one in listed if one.role == "participant"]
    return [one for one in found if ((one.document, one.segment) in reserve) == blind]


def code(desk: Desk, name: str, path: str, number: int, *, blind: bool = False) -> Segment:
    segment = segments(desk, blind=blind)[number]
    place = desk.editions.place(segment.document, segment.start, segment.end)
    coder = Coder.objects.get(name=name)
    reading = decisions.show(coder, place, drawn=Drawn.CHOSEN, blind=blind, model="m")
    decisions.decide(reading, path, Verdict.ACCEPT)
    decisions.finish(reading)
    return segment


@pytest.fixture
def client(study: Desk, client_of: Callable[..., Client]) -> Client:
    return client_of("relecture")


def read(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def send(
    client: Client, operation: str, code: str = "t.a", *, step: str = "look", status: int = 200, **typed: Any
) -> str:
    """Send a form of an operation; the version and the act are those that the page gave."""
    sent = {"code": code, "step": step, "version": 1, "act": "abcdefgh", **typed}
    answer = client.post(f"/grille/changer/{operation}/", sent)
    assert answer.status_code == status, answer.content.decode()
    return html.unescape(answer.content.decode()) if status != 302 else answer["Location"]


def words(page: str) -> str:
    """What a page says, on one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def counts(desk: Desk) -> dict[str, int]:
    with use(desk.database):
        return dict(grid.affected(["t", "t.a", "t.b", "t.neuf", "t.alpha-prime", "t.deux", "t.trois"]))


class TestReading:
    def test_the_page_shows_texts_counts_and_the_way_to_the_passages(self, client: Client) -> None:
        page = words(read(client, "/grille/?code=t.a"))
        for wanted in ("Alpha", "Le premier.", "Comprend", "une chose", "Un autre exemple.", "Lina 3, Rachid 3"):
            assert wanted in page

    def test_who_only_reads_learns_nothing_of_what_others_coded(
        self, study: Desk, client_of: Callable[..., Client]
    ) -> None:
        with use(study.database):
            code(study, REVIEWER, "t.b", 4)
        lina = client_of("lecture")
        for address in ("/grille/", "/grille/?code=t.a", "/grille/?code=t.b", "/grille/passages/?code=t.a"):
            page = read(lina, address)
            assert REVIEWER not in page
            assert "Modifier" not in page
        assert "Lina 3" in words(read(lina, "/grille/?code=t.a"))
        assert read(lina, "/grille/passages/?code=t.a").count("Relire ce passage") == 3
        assert "Aucun passage" in read(lina, "/grille/passages/?code=t.b")

    def test_the_passages_lead_to_the_review_page(self, client: Client, study: Desk) -> None:
        page = read(client, "/grille/passages/?code=t.a")
        with use(study.database):
            segment = segments(study)[3]
        assert segment.text in page
        assert f'href="/?passage={segment.document}:{segment.segment}"' in page

    def test_a_passage_that_is_yet_to_be_read_blind_is_not_shown(self, client: Client, study: Desk) -> None:
        with use(study.database):
            text = code(study, READER, "t.b", 0, blind=True).text
        page = read(client, "/grille/passages/?code=t.b")
        assert text not in page
        assert "lus à l’aveugle" in page
        assert text not in send(client, "diviser", "t.b", step="share", names="Neuf")

    @pytest.mark.parametrize(
        "address",
        ["/grille/?code=x", "/grille/passages/?code=x", "/grille/changer/x/", "/grille/changer/textes/?code=x"],
    )
    def test_an_address_that_leads_nowhere_is_no_page(self, client: Client, address: str) -> None:
        assert client.get(address).status_code == 404

    def test_who_only_reads_can_change_nothing(self, study: Desk, client_of: Callable[..., Client]) -> None:
        lina = client_of("lecture")
        assert lina.get("/grille/changer/textes/?code=t.a").status_code == 403
        assert lina.post("/grille/changer/supprimer/", {"code": "t.b"}).status_code == 403
        assert lina.post("/grille/annuler/").status_code == 403
        assert lina.post("/grille/fichier/").status_code == 403


class TestChanging:
    def test_nothing_changes_before_it_is_confirmed(self, client: Client, study: Desk) -> None:
        page = words(send(client, "renommer", name="Alpha prime"))
        assert "6 codages changent de code" in page
        assert "thematique run" in page
        assert counts(study) == {"t.a": 6}
        location = send(client, "renommer", step="do", status=302, name="Alpha prime")
        assert location == "/grille/?code=t.alpha-prime&fait=2"
        assert counts(study) == {"t.alpha-prime": 6}
        assert "C’est fait" in read(client, location)

    def test_what_is_confirmed_twice_is_done_once(self, client: Client, study: Desk) -> None:
        for _ in range(2):
            assert "fait=2" in send(client, "renommer", step="do", status=302, name="Alpha prime")
        with use(study.database):
            assert len(grid.history()) == 2

    def test_a_merge_says_what_is_dropped_and_whose_codings_go(self, client: Client, study: Desk) -> None:
        with use(study.database):
            code(study, READER, "t.b", 1)
        page = words(send(client, "fusionner", into="t.b"))
        assert "Lina 3 0" in page
        assert "Rachid 3 0" in page
        assert "Le premier." in page
        assert "1 codage ferait double emploi" in page
        send(client, "fusionner", step="do", status=302, into="t.b")
        assert counts(study) == {"t.b": 6}

    def test_an_added_code_that_leaves_codings_on_a_theme_is_foretold(self, client: Client, study: Desk) -> None:
        with use(study.database):
            study_grid = GRID.replace('examples = ["Un exemple de bêta."]', "")
            (study.folder / "codebook.toml").write_text(study_grid, encoding="utf-8")
            code(study, READER, "t.b", 4)
        page = words(send(client, "ajouter", "", version=2, theme="t.b", name="Gamma", definition="Le troisième."))
        assert "1 codage reste où aucun code ne les reçoit plus" in page
        assert "fait=3" in send(
            client,
            "ajouter",
            "",
            version=2,
            step="do",
            status=302,
            theme="t.b",
            name="Gamma",
            definition="Le troisième.",
        )
        assert "Codages sans code" in read(client, "/grille/")

    def test_texts_are_typed_one_item_a_line_and_items_of_several_lines_survive(
        self, client: Client, study: Desk
    ) -> None:
        page = read(client, "/grille/changer/textes/?code=t.a")
        assert "Un exemple sur deux lignes.\nUn autre exemple." in page
        typed = {
            "definition": "Le tout premier.",
            "includes": "une chose\r\n\r\n  une autre  ",
            "examples": "Un exemple sur deux lignes.\r\nUn dernier.",
        }
        assert "Un dernier." in send(client, "textes", **typed)
        send(client, "textes", step="do", status=302, **typed)
        with use(study.database):
            kept = grid.current(study.folder).codebook.codes[1]
        assert (kept.definition, kept.includes) == ("Le tout premier.", ("une chose", "une autre"))
        assert kept.examples == ("Un exemple\nsur deux lignes.", "Un dernier.")

    def test_a_removed_code_leaves_its_codings_to_be_given_to_another(self, client: Client, study: Desk) -> None:
        assert "6 codages restent" in words(send(client, "supprimer"))
        send(client, "supprimer", step="do", status=302)
        assert "Donner à un code" in read(client, "/grille/")
        assert read(client, "/grille/passages/?code=t.a").count("Relire ce passage") == 4
        assert 'type="checkbox"' in read(client, "/grille/changer/repartir/?code=t.a")
        sent = {"version": 2, "act": "another-act", "into": "t.b", "scope": "all"}
        assert "6 codages changent" in words(send(client, "repartir", **sent))
        send(client, "repartir", step="do", status=302, **sent)
        assert counts(study) == {"t.b": 6}
        assert "Codages sans code" not in read(client, "/grille/")

    def test_what_was_read_and_found_empty_can_be_given_to_no_code(self, client: Client, study: Desk) -> None:
        with use(study.database):
            code(study, READER, NOTHING, 4)
        assert client.get("/grille/changer/repartir/?code=").status_code == 404
        assert client.get("/grille/passages/?code=").status_code == 404
        send(client, "repartir", "", step="do", status=400, into="t.b", scope="all")
        with use(study.database):
            assert grid.affected([NOTHING]) == {NOTHING: 1}

    def test_moving_under_another_theme(self, client: Client, study: Desk) -> None:
        assert "t.a devient t.b.a" in words(send(client, "deplacer", theme="t.b"))
        send(client, "deplacer", step="do", status=302, theme="t.b")
        with use(study.database):
            assert grid.affected(["t.b.a"]) == {"t.b.a": 6}

    @pytest.mark.parametrize(
        ("operation", "typed", "sentence"),
        [
            ("renommer", {"name": "bêta"}, "est déjà pris"),
            ("renommer", {"name": "Alpha"}, "ne change rien"),
            ("fusionner", {"into": ""}, "n'est pas dans la grille"),
            ("fusionner", {"into": "t"}, "ne reçoit pas de codages"),
            ("diviser", {"names": " \n "}, "au moins un nom"),
            ("ajouter", {"theme": "t", "name": "Neuf", "definition": " "}, "la définition du code est vide"),
            ("repartir", {"into": "t.b", "scope": "some"}, "aucun passage n'est coché"),
            ("repartir", {"into": "t.a"}, "choisissez un autre code"),
            ("supprimer", {"code": "t"}, "contient d'autres codes"),
        ],
    )
    def test_what_cannot_be_is_told_beside_the_form_with_what_was_typed(
        self, client: Client, study: Desk, operation: str, typed: dict[str, str], sentence: str
    ) -> None:
        page = send(client, operation, typed.pop("code", "t.a"), status=400, **typed)
        assert sentence in page
        assert 'role="alert"' in page
        assert all(value in page for value in typed.values())
        assert counts(study) == {"t.a": 6}


class TestSplitting:
    def test_passages_are_shared_out_one_by_one_or_all(self, client: Client, study: Desk) -> None:
        page = send(client, "diviser", step="share", names="Deux\r\nTrois")
        fields = re.findall(r'<select id="(to-\d+)"', page)
        assert len(fields) == 4
        chosen = {"names": "Deux\r\nTrois", "rest": "t.deux", fields[0]: "t.trois", fields[1]: "t.a"}
        look = words(send(client, "diviser", **chosen))
        assert "4 codages changent de code" in look
        send(client, "diviser", step="do", status=302, **chosen)
        assert counts(study) == {"t.a": 2, "t.deux": 3, "t.trois": 1}

    def test_the_choices_are_there_again_when_one_goes_back(self, client: Client) -> None:
        page = send(client, "diviser", step="share", names="Deux")
        field = re.findall(r'<select id="(to-\d+)"', page)[0]
        again = send(client, "diviser", step="share", names="Deux", rest="t.deux", **{field: "t.a"})
        assert '<option value="t.deux" selected>Deux' in again
        assert '<option value="t.a" selected>' in again

    def test_a_passage_sent_to_a_code_that_is_no_part_of_the_split_is_refused(
        self, client: Client, study: Desk
    ) -> None:
        assert "répartissez-les à nouveau" in send(client, "diviser", status=400, names="Deux", rest="t.b")
        assert counts(study) == {"t.a": 6}


class TestTwoPeople:
    def test_the_second_is_told_what_changed_and_keeps_what_was_typed(
        self, client: Client, study: Desk, client_of: Callable[..., Client]
    ) -> None:
        agathe = client_of("administration")
        send(agathe, "renommer", "t.b", step="do", status=302, act="agathe-1", name="Bêta prime")
        page = send(client, "textes", step="do", status=409, definition="Tapé longtemps.")
        assert "la grille a changé entre-temps" in page
        assert "Tapé longtemps." in page
        assert "Agathe" in words(page).split("Depuis que")[1]
        assert 'name="version" value="2"' in page
        send(client, "textes", step="do", status=302, version=2, definition="Tapé longtemps.")

    def test_when_the_code_itself_went_another_can_be_chosen_for_what_was_typed(
        self, client: Client, client_of: Callable[..., Client]
    ) -> None:
        send(client_of("administration"), "renommer", step="do", status=302, act="agathe-1", name="Alpha prime")
        page = send(client, "textes", step="do", status=409, definition="Tapé longtemps.")
        assert '<select id="code" name="code">' in page
        assert "Tapé longtemps." in page

    def test_the_undo_of_another_change_than_the_one_shown_is_told(
        self, client: Client, client_of: Callable[..., Client]
    ) -> None:
        send(client, "renommer", step="do", status=302, name="Alpha prime")
        send(client_of("administration"), "renommer", "t.b", version=2, step="do", status=302, act="agathe-1", name="B")
        answer = client.post("/grille/annuler/", {"version": 2, "act": "undo-act-1"})
        assert answer.status_code == 409
        assert "« B »" in html.unescape(answer.content.decode())


class TestUndoing:
    def test_the_last_change_is_taken_back_after_what_that_does_was_shown(self, client: Client, study: Desk) -> None:
        with use(study.database):
            before = list(Coding.objects.order_by("pk").values())
        send(client, "renommer", step="do", status=302, name="Alpha prime")
        with use(study.database):
            code(study, READER, "t.alpha-prime", 4)
        page = words(read(client, "/grille/annuler/"))
        assert "« Alpha » renommé en « Alpha prime »" in page.replace("\u00a0", " ")
        assert "Ces codages, donnés depuis" in page
        assert client.post("/grille/annuler/", {"version": 2, "act": "undo-act-1"}).status_code == 302
        with use(study.database):
            assert list(Coding.objects.order_by("pk").values())[: len(before)] == before
        assert (study.folder / "codebook.toml").read_text(encoding="utf-8") == GRID
        page = words(read(client, "/grille/"))
        assert "t.alpha-prime Lina 1" in page
        assert "annulation" in page

    def test_there_is_nothing_to_take_back_at_first(self, client: Client) -> None:
        assert "plus de modification à annuler" in read(client, "/grille/annuler/")
        assert client.post("/grille/annuler/", {"version": 1, "act": "undo-act-1"}).status_code == 409

    def test_the_history_says_who_and_what(self, client: Client) -> None:
        send(client, "renommer", step="do", status=302, name="Alpha prime")
        page = words(read(client, "/grille/versions/"))
        assert "Rachid « Alpha » renommé en « Alpha prime »" in page.replace("\u00a0", " ")


class TestByHand:
    def test_errors_in_the_file_are_told_and_the_other_pages_go_on(self, client: Client, study: Desk) -> None:
        (study.folder / "codebook.toml").write_text(GRID + "\n[t.c\n", encoding="utf-8")
        page = read(client, "/grille/")
        assert "contient des erreurs" in page
        assert "Alpha" in page
        assert client.get("/").status_code == 200
        assert "codebook.toml" in send(client, "renommer", step="do", status=400, name="Alpha prime")
        assert client.post("/grille/fichier/").status_code == 302
        assert (study.folder / "codebook.toml").read_text(encoding="utf-8") == GRID
        assert "contient des erreurs" not in read(client, "/grille/")

    def test_an_edit_by_hand_is_taken_up_and_told_to_whoever_was_typing(self, client: Client, study: Desk) -> None:
        (study.folder / "codebook.toml").write_text(GRID.replace("Bêta", "Gamma"), encoding="utf-8")
        page = send(client, "textes", status=409, definition="Tapé longtemps.")
        assert "à la main" in page
        assert "Tapé longtemps." in page


def test_what_people_typed_is_shown_and_never_run(client: Client, study: Desk) -> None:
    evil = '<script>alert("x")</script>\u202e'
    typed = {"theme": "t", "name": evil, "definition": evil}
    pages = [
        client.post("/grille/changer/ajouter/", {"code": "", "step": step, "version": 1, "act": "abcdefgh", **typed})
        for step in ("form", "look", "do")
    ]
    pages += [
        client.get(address) for address in (pages[-1]["Location"], "/grille/", "/grille/versions/", "/grille/annuler/")
    ]
    for answer in pages:
        assert b"<script>alert" not in answer.content
    assert "⟨202E⟩" in pages[-1].content.decode()
