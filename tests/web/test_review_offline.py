"""The review page in a real browser when the connection, an answer or the session is lost: no decision is, nor counts twice."""

import re
from typing import Any

import pytest

from suggesting import CODES, suggest
from thematique.review.database import use
from thematique.review.models import Entry
from thematique.study import Study

from .conftest import codes_of, told

FIRST, SECOND = CODES


@pytest.fixture(scope="module", autouse=True)
def suggesting(server: Any) -> None:
    """The machine of the small study proposes two codes for each answer."""
    suggest(server.folder)


def test_a_decision_without_a_connection_is_kept_and_sent_when_it_is_back(reader: Any, standing: Any) -> None:
    reader.context.set_offline(True)
    reader.keyboard.press("1")
    reader.wait_for_selector("#sending:not([hidden])")
    assert "1 action est gardée" in reader.inner_text("#sending")
    reader.keyboard.press("2")
    reader.wait_for_function("() => thematique.unsent().length === 2")
    kept = reader.evaluate(
        "Object.entries(sessionStorage).filter(([key]) => key.includes('unsent')).map(([, text]) => text).join()"
    )
    assert FIRST in kept
    assert reader.inner_text("#passage") not in kept
    assert codes_of(reader, standing) == []
    reader.context.set_offline(False)
    reader.wait_for_function("() => thematique.unsent().length === 0")
    reader.wait_for_function("() => document.querySelectorAll('.line.accept').length === 2")
    assert sorted(codes_of(reader, standing)) == sorted(CODES)


def test_an_answer_that_never_came_is_asked_for_again_and_recorded_once(
    reader: Any, standing: Any, server: Any
) -> None:
    lost: list[str] = []

    def lose(route: Any) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().text())
            route.abort()

    reader.route("**/relire/decision/", lose)
    reader.keyboard.press("1")
    told(reader, "déjà enregistré")
    assert lost
    assert codes_of(reader, standing) == [FIRST]
    with use(Study(server.folder).people.database):
        assert Entry.objects.filter(coder=reader.coder, action="code").count() == 1


def test_a_decision_outlives_the_end_of_the_session(reader: Any, standing: Any) -> None:
    reader.context.clear_cookies(name=re.compile("^thematique-(?!csrf)"))
    reader.keyboard.press("1")
    reader.wait_for_selector("#password")
    assert codes_of(reader, standing) == []
    reader.fill("#name", reader.coder)
    reader.fill("#password", "un-mot-de-passe-long")
    reader.click("main button")
    reader.wait_for_selector(".line.accept")
    assert "document=nord" in reader.url
    assert codes_of(reader, standing) == [FIRST]


def test_leaving_with_something_unsent_asks_first(reader: Any) -> None:
    reader.route("**/relire/**", lambda route: route.abort())
    # a click, unlike a key, goes where it points, whatever has the focus; a browser asks only those who acted
    reader.click(".line.chosen [data-do=accept]")
    reader.wait_for_function("() => thematique.unsent().length === 1")
    reader.wait_for_selector("#sending:not([hidden])")
    asked: list[str] = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    reader.on("dialog", answer)
    reader.reload()
    assert asked == ["beforeunload"]
