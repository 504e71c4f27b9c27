"""What a coder does with a passage: give a code, refuse one, find nothing, note, point at a name left.

A decision ends the coder's earlier ones that it contradicts. What the machine showed is recorded with it: whether a
suggestion was seen, of which model, with which score.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet

from thematique.codings import NOTHING, Drawn, Verdict, contradict
from thematique.records import record
from thematique.review import journal
from thematique.review.acts import Done, end, perform, place_of, settle, span, told
from thematique.review.database import writing
from thematique.review.models import Coder, Coding, Correction, Head, Memo, Reading
from thematique.review.places import Place


@record
class Seen:
    """What the coder saw of the machine's suggestion on the code; nothing when it was hidden or there was none."""

    model: str = ""
    score: float | None = None


@record
class Brought:
    """What an import did: codings that are `new`, those `overtaken` by a later decision, and decisions it `ended`."""

    new: int
    overtaken: int
    ended: int


def show(coder: Coder, place: Place, *, drawn: Drawn, blind: bool, model: str) -> Reading:
    """Record that a passage is put before a coder; the reading begun earlier goes on.

    A passage of which some words were once shown with their suggestions is never blind again.
    """
    with writing():
        journal.lock()
        found = Reading.objects.filter(coder=coder, finished_at=None, **span(place)).first()
        if found is not None:
            return found
        seen = Reading.objects.filter(coder=coder, **_touching(place)).exists()
        return Reading.objects.create(
            coder=coder,
            drawn=drawn,
            blind=blind and not seen,
            model=model,
            shown_at=journal.now(),
            **place.columns(),
        )


def decide(
    reading: Reading,
    code: str,
    verdict: Verdict,
    *,
    place: Place | None = None,
    seen: Seen | None = None,
    act: str = "",
    after: int | None = None,
) -> Done:
    """Give a code to a passage, refuse it, or say that the passage carries none.

    Args:
        reading: the passage as it was shown.
        code: the path of the code; `NOTHING` for none.
        verdict: accept or reject.
        place: the words, when they are not the whole passage.
        seen: the suggestion that the coder judged.
        act: the name of the act, the same when it is sent again.
        after: the last entry of the journal that the sender knew; None when it did not say.
    """
    coder, where, seen = reading.coder, place or place_of(reading), seen or Seen()

    def act_out(_head: Head) -> dict[str, Any]:
        # another window may have finished it meanwhile
        reading.refresh_from_db()
        gone = end(_contradicted(coder, where, code, verdict))
        made = Coding.objects.create(
            coder=coder,
            reading=reading,
            code=code,
            given_code=code,
            verdict=verdict if code != NOTHING else Verdict.ACCEPT,
            decided_at=journal.now(),
            model=seen.model,
            score=seen.score,
            drawn=reading.drawn,
            blind=reading.blind and reading.finished_at is None,
            **where.columns(),
        )
        if reading.decided_at is None:
            reading.decided_at = made.decided_at
            reading.save(update_fields=["decided_at"])
        return {"coding": {"made": [told(made)], "ended": gone}, "reading": reading.pk}

    return perform(coder, "code", act_out, where, act=act, after=after)


def withdraw(coder: Coder, coding: Coding, *, act: str = "") -> Done:
    """Take a coding of one's own back, without another in its place."""

    def act_out(_head: Head) -> dict[str, Any]:
        gone = end(Coding.objects.filter(pk=coding.pk, coder=coder, standing=True))
        settle([coding.reading_id] if gone else [])
        return {"coding": {"made": [], "ended": gone}}

    return perform(coder, "withdraw", act_out, place_of(coding), act=act)


def unblind(coder: Coder, *, document: str, start: int, end: int) -> None:
    """Record that a coder now sees what others said of a passage: a reading that was not over is blind no more."""
    with writing():
        journal.lock()
        going_on = Reading.objects.filter(coder=coder, blind=True, finished_at=None)
        for reading in going_on.filter(document=document, start__lt=end, end__gt=start):
            if reading.decided_at is None:
                Reading.objects.filter(pk=reading.pk).update(blind=False)
            else:
                Reading.objects.filter(pk=reading.pk).update(finished_at=journal.now())


def finish(reading: Reading) -> None:
    """Record that the coder has done with a passage: from here on its suggestions may be seen."""
    with writing():
        journal.lock()
        Reading.objects.filter(pk=reading.pk, finished_at=None).exclude(decided_at=None).update(
            finished_at=journal.now()
        )


def adjudicate(person: Coder, consensus: Coder, place: Place, codes: Sequence[str], *, act: str, after: int) -> Done:
    """Decide for the team which codes a passage carries; what the coders said stays as it is.

    Args:
        person: who decides.
        consensus: the coder in whose name it is kept.
        place: the passage.
        codes: the codes that it carries, none to say that it carries nothing.
        act: see `decide`.
        after: see `decide`.
    """

    def act_out(_head: Head) -> dict[str, Any]:
        given = list(dict.fromkeys(codes)) or [NOTHING]
        same = Coding.objects.filter(coder=consensus, standing=True, **span(place))
        gone = end(same | _contradicted(consensus, place, given[0], Verdict.ACCEPT))
        made = [
            Coding.objects.create(
                coder=consensus,
                by=person,
                code=code,
                given_code=code,
                verdict=Verdict.ACCEPT,
                decided_at=journal.now(),
                drawn=Drawn.CHOSEN,
                blind=False,
                **place.columns(),
            )
            for code in given
        ]
        return {"coding": {"made": [told(coding) for coding in made], "ended": gone}}

    return perform(person, "adjudicate", act_out, place, act=act, after=after, voice=consensus)


def note(coder: Coder, place: Place, text: str, *, code: str = "", act: str = "") -> Done:
    """Write a memo on a passage; the coder's former one on it ends. An empty text only ends it."""

    def act_out(_head: Head) -> dict[str, Any]:
        gone = end(Memo.objects.filter(coder=coder, code=code, standing=True, **span(place)))
        made = []
        if text.strip():
            memo = Memo.objects.create(coder=coder, code=code, text=text, written_at=journal.now(), **place.columns())
            made = [{"id": memo.pk, "document": memo.document, "start": memo.start, "end": memo.end}]
        return {"memo": {"made": made, "ended": gone}}

    return perform(coder, "memo", act_out, place, act=act)


def ask_correction(coder: Coder, place: Place, wish: Correction.Wish, *, act: str = "") -> Done:
    """Point at words that still identify someone, or that were masked for nothing."""

    def act_out(_head: Head) -> dict[str, Any]:
        made = Correction.objects.create(coder=coder, wish=wish, asked_at=journal.now(), **place.columns())
        asked = {"id": made.pk, "document": made.document, "start": made.start, "end": made.end, "wish": wish.value}
        return {"correction": {"made": [asked], "ended": []}}

    return perform(coder, "correction", act_out, place, act=act)


def import_codings(coder: Coder, made: Iterable[Coding], read: Iterable[Reading], source: str) -> Brought:
    """Keep codings made elsewhere and the passages that were read for them, all or none.

    Where the coder decided here otherwise on exactly the same words, the last decision stands.
    """
    with writing():
        head = journal.lock()
        standing: dict[Any, list[Coding]] = defaultdict(list)
        for row in Coding.objects.filter(coder=coder, standing=True):
            standing[row.document, row.start, row.end].append(row)
        there = {_decision(row) for rows in standing.values() for row in rows}
        fresh = {_decision(row): row for row in made if _decision(row) not in there}
        against = {
            key: [other for other in standing[row.document, row.start, row.end] if contradict(row, other)]
            for key, row in fresh.items()
        }
        overtaken = {key for key, row in fresh.items() if any(one.decided_at > row.decided_at for one in against[key])}
        kept = [row for key, row in fresh.items() if key not in overtaken]
        for row in kept:
            row.coder = coder
        Coding.objects.bulk_create(kept, batch_size=500)
        gone = end(Coding.objects.filter(pk__in={one.pk for key in fresh.keys() - overtaken for one in against[key]}))
        spans = set(Reading.objects.filter(coder=coder).values_list("document", "start", "end"))
        unread = [reading for reading in read if (reading.document, reading.start, reading.end) not in spans]
        for reading in unread:
            reading.coder = coder
        Reading.objects.bulk_create(unread, batch_size=500)
        if kept:
            content = {"source": source, "coding": {"made": [told(coding) for coding in kept], "ended": gone}}
            journal.append(head, coder.name, "import", content)
        return Brought(new=len(kept), overtaken=len(overtaken), ended=len(gone))


def _contradicted(coder: Coder, where: Place, code: str, verdict: Verdict) -> QuerySet[Coding]:
    """What the coder decided before and would no longer mean.

    A code on some words contradicts that there is nothing in them; "nothing" contradicts the codes within its passage,
    not those of a longer one.
    """
    standing = Coding.objects.filter(coder=coder, standing=True)
    if code == NOTHING:
        within = standing.filter(document=where.document, start__gte=where.start, end__lte=where.end)
        return within.filter(verdict=Verdict.ACCEPT)
    same = standing.filter(code=code, **span(where))
    return same | standing.filter(code=NOTHING, **_touching(where)) if verdict == Verdict.ACCEPT else same


def _touching(place: Place) -> dict[str, Any]:
    """What shares words with a passage."""
    return {"document": place.document, "start__lt": place.end, "end__gt": place.start}


def _decision(row: Coding) -> tuple[str, int, int, str, str]:
    """What makes two codings of a coder the same decision."""
    return row.document, row.start, row.end, row.code, str(row.verdict)
