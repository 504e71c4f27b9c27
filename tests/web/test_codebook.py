"""The codebook's page as its forms work: what each role sees, what was written by hand, what people typed."""

from collections.abc import Callable

import pytest
from django.test import Client

from thematique.review.database import use
from thematique.web.desk import Desk

from .short_codebook import GRID, READER, REVIEWER, code, given, read, segments, send, words


@pytest.fixture
def study(desk: Desk) -> Desk:
    """The small study with a short codebook; Rachid and Lina have coded three passages each, two of them the same."""
    return given(desk)


@pytest.fixture
def client(study: Desk, client_of: Callable[..., Client]) -> Client:
    return client_of("relecture")


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
