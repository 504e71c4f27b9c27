"""A file of codings is kept whole or not at all, once however often it comes; an older one ends no later decision."""

from typing import Any

import pytest

from databases import Opened
from recut import NORD, shared
from reviewing import ACCEPT, REJECT, decide, entries, person, place, standing
from thematique.codings import NOTHING, Drawn, Verdict
from thematique.errors import WrongUse
from thematique.records import Code
from thematique.review import coders, decisions, importing, journal
from thematique.review.carrying import carry
from thematique.review.decisions import Brought
from thematique.review.editions import Editions
from thematique.review.importing import Imported
from thematique.review.models import Coder, Coding

CODES = [Code(code="t.a", name="A", definition="-"), Code(code="t.b", name="B", definition="-")]
TEXT = shared({"nord": NORD})


def taken(opened: Opened, *lines: str, header: str = "document,turn,code,coder,by") -> Imported:
    """A file, brought in."""
    path = opened.folder / "codages.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    return importing.take_in(path, "", TEXT, CODES, opened.folder)


def imported(code: str, verdict: Verdict = ACCEPT, number: int = 0) -> Coding:
    """A row of a file, as it comes to be kept."""
    columns = place(number).columns()
    told = {"code": code, "given_code": code, "verdict": verdict, "decided_at": journal.now(), "drawn": Drawn.IMPORTED}
    return Coding(blind=False, **told, **columns)


def test_codings_are_imported_once_however_often_the_file_comes(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    rows = [("t.a", 0), ("t.b", 0), ("t.b", 0), ("", 1)]
    assert decisions.import_codings(anna, [imported(code, number=n) for code, n in rows], [], "f.csv").new == 2
    assert decisions.import_codings(anna, [imported(code, number=n) for code, n in rows], [], "f.csv").new == 0
    assert standing(anna) == {(0, 99, "t.a", "accept"), (0, 99, "t.b", "accept"), (100, 199, "", "accept")}
    assert entries() == 2


def test_what_is_imported_ends_what_it_contradicts(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decide(anna, NOTHING, number=1)
    decide(anna, "t.b", number=2)
    rows = [imported("t.a", REJECT), imported("t.c", number=1), imported(NOTHING, number=2)]
    assert decisions.import_codings(anna, rows, [], "f.csv") == Brought(new=3, overtaken=0, ended=3)
    assert standing(anna) == {(0, 99, "t.a", "reject"), (100, 199, "t.c", "accept"), (200, 299, "", "accept")}


def test_an_import_that_fails_leaves_nothing(opened: Opened) -> None:
    anna = person()
    bad = imported("t.b")
    bad.decided_at = None  # type: ignore[assignment]
    with pytest.raises(Exception, match="decided_at"):
        decisions.import_codings(anna, [imported("t.a"), bad], [], "f.csv")
    assert standing(anna) == set()
    assert entries() == 0


def test_positions_that_hold_no_word_are_told_and_the_others_are_kept(opened: Opened) -> None:
    end = TEXT.turns["nord"][0].end
    found = taken(opened, "nord,0,3,t.a,Zoé", f"nord,{end},{end + 1},t.a,Anna", header="document,start,end,code,coder")
    assert (found.new, len(found.problems)) == (1, 1)
    assert "ces positions n'entourent aucun mot" in found.problems[0]
    assert [one.name for one in coders.everyone()] == ["Zoé"]


@pytest.mark.parametrize("name", ["machine", "x" * 81])
def test_a_name_that_nobody_can_bear_is_refused_before_anything_is_kept(opened: Opened, name: str) -> None:
    with pytest.raises(WrongUse):
        taken(opened, "nord,0,t.a,Anna,", f"nord,1,t.a,Zoé,{name}")
    assert (standing(), coders.everyone(), entries()) == (set(), [], 0)


def test_an_import_that_fails_at_its_second_coder_leaves_nothing_of_the_first(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = decisions.import_codings

    def failing(coder: Coder, *rest: Any) -> Any:
        if coder.name == "Zoé":
            raise OSError
        return keep(coder, *rest)

    monkeypatch.setattr(decisions, "import_codings", failing)
    with pytest.raises(OSError):
        taken(opened, "nord,0,t.a,Anna,", "nord,1,t.a,Zoé,Marc")
    assert (standing(), coders.everyone(), entries()) == (set(), [], 0)


def test_an_older_file_that_comes_again_ends_no_later_decision(opened: Opened) -> None:
    rows = ["nord,0,t.a,Anna,2026-01-05", "nord,1,t.a,Anna,2026-01-05", "nord,2,t.b,Anna,2026-01-05"]
    header = "document,turn,code,coder,decided_at"
    assert taken(opened, *rows, header=header).new == 3
    anna = coders.named("Anna")
    carry(TEXT, opened.folder)
    editions = Editions(TEXT, opened.folder)
    for turn, code, verdict in ((0, "t.a", Verdict.REJECT), (1, "", Verdict.ACCEPT)):
        whole = TEXT.turns["nord"][turn]
        place = editions.place("nord", whole.start, whole.end)
        decisions.decide(decisions.show(anna, place, drawn=Drawn.CHOSEN, blind=False, model=""), code, verdict)
    now, said = standing(anna), entries()
    again = taken(opened, *rows, header=header)
    assert (again.new, again.known, again.overtaken, again.ended) == (0, 1, 2, 0)
    assert (standing(anna), entries()) == (now, said)


def test_a_later_file_ends_what_it_contradicts_and_says_so(opened: Opened) -> None:
    header = "document,turn,code,coder,decided_at"
    taken(opened, "nord,0,t.a,Anna,2026-01-05", header=header)
    found = taken(opened, "nord,0,,Anna,2026-02-05", header=header)
    assert (found.new, found.overtaken, found.ended) == (1, 0, 1)
    assert Coding.objects.get(standing=True).code == ""
