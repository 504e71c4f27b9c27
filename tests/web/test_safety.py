"""The page « Sauvegardes »: copies are made and listed, and one goes back to them knowing what will happen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client

from thematique.codings import Drawn, Verdict
from thematique.review import backups, coders, decisions, journal
from thematique.review.database import use
from thematique.review.filters import Filter
from thematique.review.models import Coding, Entry
from thematique.web.desk import Desk
from thematique.web.trails import trail

Clients = Callable[..., Client]


def code(desk: Desk, number: int) -> None:
    with use(desk.database):
        segment = desk.shared.segments["nord"][number]
        place = desk.editions.place("nord", segment.start, segment.end)
        reading = decisions.show(coders.named("Lina"), place, drawn=Drawn.CHOSEN, blind=False, model="m1")
        decisions.decide(reading, "tensions.turnover", Verdict.ACCEPT)


def path(desk: Desk) -> Path:
    assert desk.database.path is not None
    return desk.database.path


def made(desk: Desk) -> str:
    return backups.make(path(desk), "demande", journal.now()).name


def test_a_backup_is_made_and_shown_with_why_and_how_large(desk: Desk, client_of: Clients) -> None:
    agathe = client_of("administration")
    before = len(backups.listed(path(desk)))
    answer = agathe.post("/sauvegardes/nouvelle/", follow=True)
    seen = answer.content.decode()
    assert "La copie est faite et vérifiée" in seen
    assert "à la demande" in seen
    assert "Kio" in seen
    assert len(backups.listed(path(desk))) == before + 1
    assert str(desk.folder.resolve()) in seen


def test_going_back_is_told_first_and_changes_nothing_yet(desk: Desk, client_of: Clients) -> None:
    code(desk, 1)
    kept = made(desk)
    code(desk, 3)
    code(desk, 5)
    with use(desk.database):
        for name in ("Nora", "Zoé"):
            coders.accept(coders.invite(name, coders.Role.READER).token, "un-mot-assez-long")
    seen = client_of("administration").get(f"/sauvegardes/retour/?sauvegarde={kept}").content.decode()
    assert "<b>2</b> décisions" in seen
    assert "La grille ne change pas" in seen
    assert "Ne pourront plus entrer sans nouvelle invitation&nbsp;: Nora, Zoé." in seen
    with use(desk.database):
        assert Coding.objects.count() == 3


def test_going_back_keeps_what_there_was_empties_the_desk_and_asks_everybody_in_again(
    desk: Desk, client_of: Clients
) -> None:
    code(desk, 1)
    kept = made(desk)
    code(desk, 3)
    lina, agathe = client_of("lecture"), client_of("administration")
    assert lina.get("/").status_code == 200
    with use(desk.database):
        order, here = desk.order(), trail(desk, coders.named("Lina"), Filter())
    answer = agathe.post("/sauvegardes/retour/maintenant/", {"sauvegarde": kept})
    assert "Tout le monde doit entrer de nouveau" in answer.content.decode()
    assert agathe.get("/").status_code == 401
    assert lina.get("/").status_code == 401
    with use(desk.database):
        assert Coding.objects.count() == 1
        assert Entry.objects.latest("number").action == "restore"
        assert journal.verify().broken is None
        assert desk.order() is not order
        assert trail(desk, coders.named("Lina"), Filter()) is not here
    assert any(backups.reason_of(one) == "restauration" for one in backups.listed(path(desk)))


def test_a_return_by_the_command_line_is_noticed_by_the_pages_that_are_open(desk: Desk, client_of: Clients) -> None:
    kept = made(desk)
    code(desk, 1)
    lina = client_of("lecture")
    assert lina.get("/").status_code == 200
    with use(desk.database):
        order = desk.order()
    desk.study.people.restore(kept)
    assert lina.get("/").status_code == 401
    assert client_of("lecture").get("/").status_code == 200
    with use(desk.database):
        assert desk.order() is not order


def test_a_backup_in_which_nobody_could_come_in_is_not_gone_back_to_here(desk: Desk, client_of: Clients) -> None:
    with use(desk.database):
        coders.Coder.objects.filter(name="Agathe").update(role="lecture")
    kept = made(desk)
    with use(desk.database):
        coders.Coder.objects.filter(name="Agathe").update(role="administration")
    agathe = client_of("administration")
    seen = agathe.get(f"/sauvegardes/retour/?sauvegarde={kept}").content.decode()
    assert "plus personne ne pourrait entrer" in seen
    assert f"thematique backup etude restore {kept}" in seen
    assert agathe.post("/sauvegardes/retour/maintenant/", {"sauvegarde": kept}).status_code == 409
    assert agathe.get("/sauvegardes/").status_code == 200, "they are still there"


@pytest.mark.parametrize("name", ["", "absente", "../review.sqlite", "../../etc/passwd", "review.key"])
def test_only_backups_can_be_gone_back_to(client_of: Clients, name: str) -> None:
    agathe = client_of("administration")
    assert agathe.get("/sauvegardes/retour/", {"sauvegarde": name}).status_code == 404
    assert agathe.post("/sauvegardes/retour/maintenant/", {"sauvegarde": name}).status_code == 404


def test_an_altered_journal_is_told_in_red(desk: Desk, client_of: Clients) -> None:
    code(desk, 1)
    agathe = client_of("administration")
    assert "Le journal des décisions est entier" in agathe.get("/sauvegardes/").content.decode()
    with use(desk.database), connections[desk.database.alias].cursor() as cursor:
        cursor.execute("DROP TRIGGER review_entry_no_UPDATE")
        cursor.execute("UPDATE review_entry SET coder = 'Rachid' WHERE action = 'code'")
    seen = agathe.get("/sauvegardes/").content.decode()
    assert 'role="alert"' in seen
    assert "a été altéré à l’entrée" in seen


def test_on_a_server_of_postgresql_the_page_says_who_backs_up(
    desk: Desk, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    agathe = client_of("administration")
    server = type(desk.database)(alias=desk.database.alias, path=None)
    monkeypatch.setattr(desk, "database", server)
    seen = agathe.get("/sauvegardes/").content.decode()
    assert "pg_dump" in seen
    assert "Sauvegarder maintenant" not in seen
    assert agathe.post("/sauvegardes/nouvelle/").status_code == 404
    assert agathe.get("/sauvegardes/retour/", {"sauvegarde": "x"}).status_code == 404
