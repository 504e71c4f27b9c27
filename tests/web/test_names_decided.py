"""What the private page answers to a decision."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from thematique.records import Where
from thematique.review.database import use
from thematique.review.models import Coder
from thematique.study import Study
from thematique.web import name_acts
from thematique.web.desk import Desk
from thematique.web.name_acts import Asked, Do, Scope

from .conftest import NAMES
from .named import make

TURN, WORDS = 1, "Sandrine Vercauteren"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    yield Desk(Study(make(tmp_path / "etude")), private=True)
    connections.close_all()


def unmasked(desk: Desk, scope: Scope) -> str:
    """What the page says once the words are left as they stand."""
    start = len("Avec ")
    asked = Asked(
        do=Do.UNMASK, scope=scope, document="nord", turn=TURN, where=Where.TEXT, key="", start=start,
        end=start + len(WORDS),
    )  # fmt: skip
    with use(desk.database):
        return name_acts.decide(desk, Coder.objects.get(name=NAMES["administration"]), asked, act=f"1 {scope}").told


def test_leaving_a_name_warns_of_what_was_to_be_masked_inside_it(desk: Desk) -> None:
    desk.study.naming.mask("Sandrine", by="Ana")
    for scope in (Scope.HERE, Scope.DOCUMENT, Scope.STUDY):
        assert "Attention : «\u00a0Sandrine\u00a0» y sera lisible" in unmasked(desk, scope)


def test_leaving_a_name_warns_of_nothing_else(desk: Desk) -> None:
    desk.study.naming.mask("Ottomar", by="Ana")
    kept = desk.study.naming.mask("Vercauteren", by="Ana")
    desk.study.naming.withdraw(kept.number, by="Ana")
    assert "Attention" not in unmasked(desk, Scope.STUDY)
