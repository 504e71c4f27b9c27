"""The page « Équipe »: who administers the study invites, gives links and roles, and takes access away."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from thematique.review import coders, journal
from thematique.review.database import use
from thematique.review.models import Coder, Entry, Invitation, Role
from thematique.web.desk import Desk

Clients = Callable[..., Client]
LINK = re.compile(r'value="(http://127\.0\.0\.1/invitation/[^"]+/)"')


def key(desk: Desk, name: str) -> int:
    with use(desk.database):
        return coders.named(name).pk


def links(answer: object) -> list[str]:
    return LINK.findall(answer.content.decode())  # type: ignore[attr-defined]


def test_somebody_is_invited_by_a_link_that_is_shown_once_and_opens_once(desk: Desk, client_of: Clients) -> None:
    agathe = client_of("administration")
    answer = agathe.post("/equipe/invitation/", {"name": "Zoé", "role": "relecture"})
    (link,) = links(answer)
    assert "il ne sera plus montré" in answer.content.decode()
    assert links(agathe.get("/equipe/")) == []
    visitor = client_of("")
    chosen = {"password": "un-mot-assez-long", "again": "un-mot-assez-long"}
    assert visitor.post(link.removeprefix("http://127.0.0.1"), chosen).status_code == 302
    assert visitor.get(link.removeprefix("http://127.0.0.1")).status_code == 404
    with use(desk.database):
        assert coders.named("Zoé").role == "relecture"
        assert Entry.objects.filter(action="invite", coder="Agathe").exists()


@pytest.mark.parametrize("name", ["Lina", "  Lina ", "consensus", "machine", ""])
def test_a_name_that_cannot_be_is_refused_and_what_was_typed_kept(desk: Desk, client_of: Clients, name: str) -> None:
    with use(desk.database):
        before = Invitation.objects.count()
    answer = client_of("administration").post("/equipe/invitation/", {"name": name, "role": "administration"})
    assert 'role="alert"' in answer.content.decode()
    assert links(answer) == []
    assert f'value="{name}" required' in answer.content.decode()
    with use(desk.database):
        assert Invitation.objects.count() == before
        assert coders.named("Lina").role == "lecture", "an invitation changes nobody's role"


def test_a_new_link_replaces_the_former_and_the_old_password_serves_until_then(desk: Desk, client_of: Clients) -> None:
    agathe = client_of("administration")
    first = links(agathe.post("/equipe/lien/", {"coder": key(desk, "Lina")}))
    second = links(agathe.post("/equipe/lien/", {"coder": key(desk, "Lina")}))
    assert client_of("").get(first[0].removeprefix("http://127.0.0.1")).status_code == 404
    assert client_of("").get(second[0].removeprefix("http://127.0.0.1")).status_code == 200
    with use(desk.database):
        assert coders.named("Lina").has_usable_password()


def test_a_role_is_changed_without_a_new_link_and_at_once(desk: Desk, client_of: Clients) -> None:
    lina = client_of("lecture")
    assert lina.get("/desaccords/").status_code == 403
    answer = client_of("administration").post("/equipe/role/", {"coder": key(desk, "Lina"), "role": "relecture"})
    assert "désormais : relecture" in answer.content.decode()
    assert lina.get("/desaccords/").status_code == 200
    with use(desk.database):
        assert Invitation.objects.filter(coder__name="Lina", used_at=None).count() == 0
        assert Entry.objects.filter(action="role", coder="Agathe").count() == 1


def test_who_is_kept_out_is_out_at_once_and_may_be_let_in_again(desk: Desk, client_of: Clients) -> None:
    lina, agathe = client_of("lecture"), client_of("administration")
    assert lina.get("/").status_code == 200
    answer = agathe.post("/equipe/acces/", {"coder": key(desk, "Lina")})
    assert "ses codages sont gardés" in answer.content.decode()
    assert lina.get("/").status_code == 401
    assert "Donner accès" in agathe.get("/equipe/").content.decode()
    assert len(links(agathe.post("/equipe/lien/", {"coder": key(desk, "Lina")}))) == 1
    with use(desk.database):
        assert coders.named("Lina").is_active


@pytest.mark.parametrize("act", ["role", "acces"])
def test_the_last_administrator_stays(desk: Desk, client_of: Clients, act: str) -> None:
    client_of("administration", name="Invité")
    with use(desk.database):
        coders.disable("Invité")
    answer = client_of("administration").post(f"/equipe/{act}/", {"coder": key(desk, "Agathe"), "role": "lecture"})
    assert "est la seule personne qui administre" in answer.content.decode().replace("&#x27;", "'")
    with use(desk.database):
        assert coders.named("Agathe").role == "administration"
        assert coders.named("Agathe").is_active


@pytest.mark.parametrize("sent", [{"coder": "999", "role": "lecture"}, {"coder": "x", "role": "lecture"}, {}])
@pytest.mark.parametrize("act", ["role", "acces", "lien"])
def test_what_no_page_sends_is_answered_with_not_found(client_of: Clients, act: str, sent: dict[str, str]) -> None:
    assert client_of("administration").post(f"/equipe/{act}/", sent).status_code == 404


def test_a_role_that_is_none_is_answered_with_not_found(desk: Desk, client_of: Clients) -> None:
    sent = {"coder": key(desk, "Lina"), "role": "roi"}
    assert client_of("administration").post("/equipe/role/", sent).status_code == 404


def test_each_state_is_told(desk: Desk, client_of: Clients) -> None:
    with use(desk.database):
        coders.invite("Attendu", Role.READER)
        coders.invite("Oublié", Role.READER)
        Invitation.objects.filter(coder__name="Oublié").update(expires_at=journal.now() - timedelta(days=1))
        coders.disable("Lina")
        Coder.objects.filter(name="Rachid").update(last_login=journal.now())
    seen = client_of("administration").get("/equipe/").content.decode()
    for told in ("invitation en attente", "invitation périmée", "sans accès", "jamais venu·e"):
        assert told in seen


def test_a_link_bears_the_address_by_which_the_page_was_called(
    desk: Desk, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    agathe = client_of("administration", HTTP_HOST="127.0.0.1:8765")
    seen = agathe.post("/equipe/invitation/", {"name": "Zoé", "role": "lecture"}).content.decode()
    assert 'value="http://127.0.0.1:8765/invitation/' in seen
    assert "ne répond que sur cette machine" in seen
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["[::1]", "192.0.2.7"])
    for host, local in (("[::1]:8765", True), ("[::1]", True), ("192.0.2.7:8765", False), ("192.0.2.7", False)):
        agathe = client_of("administration", HTTP_HOST=host)
        seen = agathe.post("/equipe/lien/", {"coder": key(desk, "Lina")}).content.decode()
        assert (host, "ne répond que sur cette machine" in seen) == (host, local)
    foreign = client_of("administration", HTTP_HOST="mal.example")
    assert foreign.post("/equipe/invitation/", {"name": "Léo", "role": "lecture"}).status_code == 400
