"""Going back to a backup while the real server answers several coders at once."""

import re
import threading
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable
from http.cookiejar import CookieJar
from typing import Any

import pytest

from thematique.review import backups, coders, journal
from thematique.review.database import outside_loop, use
from thematique.review.models import Coding, Role
from thematique.study import Study

from .coded import sooner_or_later

PASSWORD = "un-mot-de-passe-long"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Window:
    """A browser without scripts: its cookies, and the token of the last page."""

    def __init__(self, base: str, name: str) -> None:
        self.base, self.name, self.token = base, name, ""
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def ask(self, path: str, **values: str) -> tuple[int, str]:
        """A page, or the answer to a form when values are given."""
        data = urllib.parse.urlencode({**values, "csrfmiddlewaretoken": self.token}).encode() if values else None
        try:
            with self._opener.open(f"{self.base}{path}", data, timeout=60) as answer:
                status, text = answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read().decode()
        if found := _TOKEN.search(text):
            self.token = found[1]
        return status, text

    def come_in(self) -> "Window":
        self.ask("/connexion/")
        status, text = self.ask("/connexion/", name=self.name, password=PASSWORD, next="/")
        assert (status, "Relire" in text) == (200, True)
        return self

    def reading(self) -> str:
        """The passage before the coder."""
        found = re.search(r'data-reading="(\d+)"', self.ask("/")[1])
        return found[1] if found else ""

    def find_nothing(self) -> int:
        """Decide on the passage before the coder; returns the status of the answer."""
        status, text = self.ask("/")
        found = re.search(r'data-reading="(\d+)"', text)
        if status != 200 or not found:
            return status
        sent = {"reading": found[1], "code": "", "verdict": "accept", "act": uuid.uuid4().hex, "after": ""}
        return self.ask("/relire/decision/", **sent)[0]


def in_study(server: Any, function: Callable[[], Any]) -> Any:
    study = Study(server.folder)

    def inside() -> Any:
        with use(study.people.database):
            return function()

    return outside_loop(inside)


@pytest.fixture
def windows(server: Any) -> list[Window]:
    """Six coders and, last, who administers the study: all are in."""
    names = [*(f"Codeuse {n}" for n in range(6)), "Agathe"]

    def enter() -> None:
        for name in names:
            role = Role.ADMINISTRATOR if name == "Agathe" else Role.READER
            assert coders.accept(coders.invite(name, role).token, PASSWORD) is not None

    in_study(server, enter)
    return [Window(server.base, name).come_in() for name in names]


def test_the_servers_threads_see_the_backup_and_nothing_acknowledged_is_lost(
    server: Any, windows: list[Window]
) -> None:
    *team, agathe = windows
    assert [one.find_nothing() for one in team] == [200] * 6
    waiting = in_study(server, lambda: Coding.objects.count())
    assert waiting == 6
    assert agathe.ask("/sauvegardes/")[0] == 200
    status, seen = agathe.ask("/sauvegardes/nouvelle/", now="1")
    assert (status, "La copie est faite" in seen) == (200, True)
    kept = next(re.finditer(r"sauvegarde=(review-[^\"]+-demande\.sqlite)", seen))[1]

    statuses: list[list[int]] = [[] for _ in team]

    def work(number: int) -> None:
        # the passage that was on its way to the database may be gone: a page would try again, and have to come in
        while not statuses[number] or statuses[number][-1] in {200, 404, 500}:
            statuses[number].append(team[number].find_nothing())

    threads = [threading.Thread(target=work, args=[number]) for number in range(len(team))]
    for thread in threads:
        thread.start()
    sooner_or_later(lambda: sum(map(len, statuses)) >= 24)
    assert agathe.ask(f"/sauvegardes/retour/?sauvegarde={kept}")[0] == 200
    status, seen = agathe.ask("/sauvegardes/retour/maintenant/", sauvegarde=kept)
    assert (status, "Tout le monde doit entrer de nouveau" in seen) == (200, True)
    for thread in threads:
        thread.join(timeout=60)

    assert [one[-1] for one in statuses] == [401] * 6, "everybody has to come in again"
    assert all(one.count(500) <= 1 for one in statuses)
    acknowledged = 6 + sum(status == 200 for one in statuses for status in one)
    path = Study(server.folder).people.database.path
    assert path is not None
    before = next(one for one in backups.listed(path) if backups.reason_of(one) == "restauration")
    assert in_study(server, lambda: Coding.objects.count()) == 6
    assert in_study(server, journal.verify).broken is None

    # each of the server's threads, several times: none holds the former state
    for one in team:
        one.come_in()
    agathe.come_in()
    for _ in range(12):
        seen = agathe.ask("/avancement/")[1]
        assert seen.count("1 <small>en 1 jour</small>") == 6, "one passage each"
    assert [one.find_nothing() for one in team] == [200] * 6
    assert in_study(server, lambda: Coding.objects.count()) == 12

    # and the state that was left is whole
    agathe.ask("/sauvegardes/")
    agathe.ask("/sauvegardes/retour/maintenant/", sauvegarde=before.name)
    assert in_study(server, lambda: Coding.objects.count()) == acknowledged
    assert in_study(server, journal.verify).broken is None
    assert "Traceback" not in server.complaints.read_text(encoding="utf-8")
