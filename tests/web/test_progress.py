"""The page « Avancement »: readers see their own part, the others everyone; the codings go out as a file."""

import csv
import io
from collections.abc import Callable

from django.test import Client
from openpyxl import load_workbook

from thematique.codings import Drawn, Verdict
from thematique.review import coders, decisions
from thematique.review.database import use
from thematique.web.desk import Desk

Clients = Callable[..., Client]


def code(desk: Desk, name: str, number: int, path: str, verdict: Verdict = Verdict.ACCEPT) -> None:
    """Somebody decides on a passage of the small study."""
    with use(desk.database):
        segment = desk.shared.segments["nord"][number]
        place = desk.editions.place("nord", segment.start, segment.end)
        blind = ("nord", number) in desk.order().reserve
        reading = decisions.show(coders.named(name), place, drawn=Drawn.RANDOM, blind=blind, model="m1")
        decisions.decide(reading, path, verdict)


def test_a_reader_sees_themself_and_the_teams_total_and_nobody_else(desk: Desk, client_of: Clients) -> None:
    code(desk, "Lina", 1, "tensions.turnover")
    code(desk, "Rachid", 3, "tensions.turnover")
    seen = client_of("lecture").get("/avancement/").content.decode()
    main = seen.partition("<main")[2]
    assert "Lina" in main
    assert "Rachid" not in main
    assert "Agathe" not in main
    assert "codages.csv" not in main
    assert "<b>2</b> sur" in main, "the team's total"


def test_those_who_settle_see_everyone_and_what_is_rare(desk: Desk, client_of: Clients) -> None:
    code(desk, "Lina", 1, "tensions.turnover")
    code(desk, "Rachid", 1, "tensions.turnover", Verdict.REJECT)
    for role in ("relecture", "administration"):
        seen = client_of(role).get("/avancement/").content.decode()
        assert all(name in seen for name in ("Lina", "Rachid"))
        assert 'class="tag">rare' in seen
        assert '−1<span class="unseen"> rejeté' in seen
        assert "Secondes par décision" in seen


def test_a_code_that_the_codebook_no_longer_has_is_still_counted(desk: Desk, client_of: Clients) -> None:
    code(desk, "Lina", 1, "autrefois.disparu")
    seen = client_of("relecture").get("/avancement/").content.decode()
    assert "Codes qui ne sont plus dans la grille" in seen
    assert "autrefois.disparu" in seen


def test_the_codings_go_out_as_csv_and_as_a_workbook(desk: Desk, client_of: Clients) -> None:
    code(desk, "Lina", 1, "tensions.turnover")
    answer = client_of("relecture").get("/avancement/codages.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="codages.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))
    assert [(row["document"], row["code"], row["coder"], row["verdict"]) for row in rows] == [
        ("nord", "tensions.turnover", "Lina", "accept")
    ]
    book = load_workbook(io.BytesIO(client_of("administration").get("/avancement/codages.xlsx").content))
    assert [cell.value for cell in next(iter(book["thematique"]))][:2] == ["document", "turn"]
    assert client_of("lecture").get("/avancement/codages.csv").status_code == 403
    assert client_of("relecture").get("/avancement/codages.txt").status_code == 404


def test_a_name_that_is_a_formula_is_text_in_the_file(desk: Desk, client_of: Clients) -> None:
    with use(desk.database):
        coders.invite("=1+1", coders.Role.READER)
    code(desk, "=1+1", 1, "tensions.turnover")
    assert b",'=1+1," in client_of("relecture").get("/avancement/codages.csv").content
