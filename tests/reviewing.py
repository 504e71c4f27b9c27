"""People who code made-up passages: no text is needed to try what is kept of decisions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import databases  # noqa: F401 - the models need a Django that is set up
from thematique.codings import NOTHING, Drawn, Verdict
from thematique.review import decisions, journal
from thematique.review.acts import Done
from thematique.review.models import Coder, Coding, Entry, Reading, Role
from thematique.review.places import Place

ACCEPT, REJECT = Verdict.ACCEPT, Verdict.REJECT


def place(number: int = 0, document: str = "nord") -> Place:
    """The passage of this number: a hundred signs, the next one follows."""
    return Place(document=document, turn=number, segment=number, start=100 * number, end=100 * number + 99, anchor={})


def words(start: int, end: int, document: str = "nord") -> Place:
    """Words that were selected freely."""
    return Place(document=document, turn=start // 100, segment=None, start=start, end=end, anchor={})


def person(name: str = "Anna", role: Role = Role.REVIEWER, *, entered: bool = True) -> Coder:
    """Somebody who codes; `entered` once they have chosen a password."""
    password = "fast-and-no-secret" if entered else "!"
    return Coder.objects.create(name=name, role=role, created_at=journal.now(), password=password)


def shown(coder: Coder, where: Place | None = None, *, blind: bool = False, drawn: Drawn = Drawn.CHOSEN) -> Reading:
    """Put a passage before a coder."""
    return decisions.show(coder, where or place(), drawn=drawn, blind=blind, model="m1")


def decide(coder: Coder, code: str, verdict: Verdict = ACCEPT, number: int = 0, **options: Any) -> Done:
    """Decide on a passage as it is shown now."""
    return decisions.decide(shown(coder, place(number)), code, verdict, **options)


def standing(coder: Coder | None = None) -> set[tuple[int, int, str, str]]:
    """What holds: start, end, code, verdict."""
    rows = Coding.objects.filter(standing=True)
    rows = rows.filter(coder=coder) if coder else rows
    found = list(rows.values_list("start", "end", "code", "verdict"))
    assert len(found) == len(set(found)), "the same decision holds twice"
    return set(found)


def codes(coder: Coder, number: int = 0) -> set[str]:
    """The codes that a coder accepts on a passage."""
    where = place(number)
    return {
        code
        for start, end, code, verdict in standing(coder)
        if (start, end, verdict) == (where.start, where.end, "accept")
    }


def entries() -> int:
    """How long the journal is; its chain is intact."""
    found = journal.verify()
    assert found.broken is None, found
    assert found.entries == Entry.objects.count()
    return found.entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Somebody who decides again and again, and remembers what was acknowledged."""

    coder: Coder
    number: int

    def work(
        self, decisions_wanted: int, timed: Callable[[Callable[[], Done]], Done] = lambda act: act()
    ) -> list[Done]:
        """Decide on passages that all reviewers share, undo one in ten; every act is named."""
        done = []
        for n in range(decisions_wanted):
            code = NOTHING if n % 7 == 0 else f"t.c{n % 5}"
            reading = shown(self.coder, place(n % 25))
            name = f"{self.number}-{n}"
            done.append(timed(lambda r=reading, c=code, a=name: decisions.decide(r, c, ACCEPT, act=a)))  # type: ignore[misc]
        return done


def acknowledged(done: Sequence[Sequence[Done]]) -> list[int]:
    """The entries of the journal that reviewers were told of."""
    return sorted(one.entry for each in done for one in each)
