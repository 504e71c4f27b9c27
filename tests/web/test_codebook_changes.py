"""Changing the codebook by its forms: each change in two steps, beside somebody else who changes it, and back."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

from thematique.codings import NOTHING
from thematique.review import grid
from thematique.review.database import use
from thematique.review.models import Coding
from thematique.web.desk import Desk

from .short_codebook import GRID, READER, code, counts, given, read, send, words


@pytest.fixture
def study(desk: Desk) -> Desk:
    """The small study with a short codebook; Rachid and Lina have coded three passages each, two of them the same."""
    return given(desk)


@pytest.fixture
def client(study: Desk, client_of: Callable[..., Client]) -> Client:
    return client_of("relecture")


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
