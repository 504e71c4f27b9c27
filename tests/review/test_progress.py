"""How far each coder is agrees with what they did, on both databases, and is quick to reckon."""

from datetime import UTC, datetime, timedelta, timezone

from databases import Opened
from reviewing import ACCEPT, REJECT, decide, person, place, shown
from thematique.codings import CONSENSUS, NOTHING, Drawn
from thematique.people import People
from thematique.review import coders, decisions, journal, progress
from thematique.review.models import Coding, Reading
from thematique.review.progress import Tally
from thematique.shared import SharedSide

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

QUEUED = {(place(n).document, place(n).segment) for n in range(2_000)}


def advance(name: str, since: datetime = LONG_AGO) -> progress.Advance:
    return progress.of_coders([name], progress.of_codes(), since=since)[0]


def test_passages_are_counted_once_however_many_codes_they_carry(opened: Opened) -> None:
    anna, bruno = person("Anna"), person("Bruno")
    decide(anna, "t.a")
    decide(anna, "t.b")
    decide(anna, "t.a", REJECT, number=1)
    decide(anna, NOTHING, number=2)
    decide(bruno, "t.a")
    shown(anna, place(9))
    found = advance("Anna")
    assert (found.read, found.given, found.refused, found.nothing) == (3, 2, 1, 1)
    assert (found.recent, found.days) == (3, 1)
    assert progress.of_codes()["t.a"] == {"Anna": Tally(accepted=1, rejected=1), "Bruno": Tally(accepted=1)}
    assert progress.of_team(2, QUEUED) == (3, 1)
    assert progress.of_team(2, QUEUED - {(place().document, place().segment)}) == (2, 0)
    assert progress.people(progress.of_codes()) == ["Anna", "Bruno"]


def test_what_was_taken_back_or_lost_does_not_count(opened: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decisions.withdraw(anna, Coding.objects.get())
    decide(anna, "t.b", number=1)
    Coding.objects.filter(code="t.b").update(lost="introuvable")
    Reading.objects.filter(segment=1).update(lost="introuvable")
    found = advance("Anna")
    assert (found.read, found.given) == (0, 0)


def test_the_list_of_people_says_what_the_page_of_progress_says(on_sqlite: Opened) -> None:
    anna = person()
    decide(anna, "t.a")
    decide(anna, "t.b", REJECT)
    decide(anna, "t.c", number=1)
    decide(anna, NOTHING, number=2)
    Coding.objects.filter(code="t.c").update(lost="introuvable")
    Reading.objects.filter(segment=1).update(lost="introuvable")
    (listed,) = People(on_sqlite.folder, {}, SharedSide).all()
    assert (listed.passages, listed.codings) == (advance("Anna").read, advance("Anna").given) == (2, 1)


def test_the_reserve_counts_what_was_met_blind_by_whomever(opened: Opened) -> None:
    for name, number in (("Anna", 0), ("Anna", 1), ("Bruno", 1)):
        coder = coders.voice(name)
        decisions.decide(shown(coder, place(number), blind=True, drawn=Drawn.RANDOM), "t.a", ACCEPT)
    decide(coders.voice("Bruno"), "t.a", number=2)
    reserve = {("nord", 0), ("nord", 1), ("nord", 2), ("nord", 3)}
    assert progress.of_reserve(reserve) == 2
    assert progress.of_reserve(reserve, "Bruno") == 1
    assert advance("Anna").blind == 2
    assert advance("Bruno").blind == 1


def test_the_time_of_a_decision_is_the_median_without_pauses_and_imports(opened: Opened) -> None:
    anna = person()
    for number, seconds in enumerate((4, 8, 30, 3000)):
        decide(anna, "t.a", number=number)
        row = Reading.objects.get(segment=number)
        assert row.decided_at is not None
        Reading.objects.filter(pk=row.pk).update(shown_at=row.decided_at - timedelta(seconds=seconds))
    decide(anna, "t.a", number=8)
    Reading.objects.filter(segment=8).update(drawn=Drawn.IMPORTED)
    assert advance("Anna").seconds == 8
    assert advance("Anna").read == 5
    assert advance("Anna").recent == 4
    assert advance("Bruno").seconds is None


def test_days_are_those_of_the_time_zone_that_is_asked(opened: Opened) -> None:
    anna = person()
    for number, hour in enumerate((21, 23)):
        decide(anna, "t.a", number=number)
        moment = datetime(2026, 3, 1, hour, 30, tzinfo=UTC)
        Reading.objects.filter(segment=number).update(shown_at=moment, decided_at=moment)
    brussels = LONG_AGO.astimezone(timezone_of(hours=1))
    assert (advance("Anna").days, advance("Anna", brussels).days) == (1, 2)


def test_the_consensus_comes_last_and_is_nobodys_reading(opened: Opened) -> None:
    anna = person("Zoé")
    decide(anna, "t.a")
    decisions.adjudicate(anna, coders.voice(CONSENSUS), place(), ["t.a"], act="acte-0001", after=0)
    assert progress.people(progress.of_codes()) == ["Zoé", CONSENSUS]
    assert progress.of_team(1, QUEUED) == (1, 1)


def test_thousands_of_readings_are_counted_in_a_handful_of_queries(on_sqlite: Opened) -> None:
    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    people = [person(name) for name in ("Anna", "Bruno")]
    now = journal.now()
    common = {"anchor": {}, "drawn": "uncertain", "blind": False, "model": "m"}
    readings = Reading.objects.bulk_create(
        Reading(coder=one, shown_at=now, decided_at=now, **place(n).columns() | common)
        for one in people
        for n in range(2_000)
    )
    Coding.objects.bulk_create(
        Coding(
            coder=row.coder,
            reading=row,
            code=f"t.c{row.turn % 12}",
            verdict=ACCEPT,
            decided_at=now,
            **place(row.turn).columns() | common,
        )
        for row in readings
    )
    with CaptureQueriesContext(connections[on_sqlite.database.alias]) as asked:
        found = progress.of_coders([one.name for one in people], progress.of_codes(), since=LONG_AGO)
        assert progress.of_team(2, QUEUED) == (2_000, 2_000)
    assert [one.read for one in found] == [2_000, 2_000]
    assert sum(one.given for one in found) == 4_000
    assert len(asked) <= 8


def timezone_of(*, hours: int) -> timezone:
    return timezone(timedelta(hours=hours))
