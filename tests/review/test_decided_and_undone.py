"""Whatever is decided and undone, what holds is what a simple model says."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from databases import Opened
from reviewing import ACCEPT, person, place, shown, standing, words
from thematique.codings import CONSENSUS, Verdict
from thematique.review import acts, coders, decisions, journal
from thematique.review.models import Coder, Coding, Memo, Reading
from thematique.review.places import Place

Decision = tuple[int, int, str, str]
PLACES = [place(0), place(1), words(10, 30), words(10, 20), words(80, 130)]
STEPS = st.one_of(
    st.tuples(
        st.just("decide"), st.integers(0, 4), st.sampled_from(["", "t.a", "t.b"]), st.sampled_from(["accept", "reject"])
    ),
    st.tuples(st.just("undo")),
    st.tuples(st.just("memo"), st.integers(0, 1), st.sampled_from(["", "un", "deux"])),
    st.tuples(st.just("finish"), st.integers(0, 1)),
    st.tuples(st.just("withdraw"), st.integers(0, 9)),
    st.tuples(st.just("again")),
)


class Model:
    """What should hold, in plain sets; the past is kept whole so that undoing is to go back."""

    def __init__(self) -> None:
        self.now: tuple[frozenset[Decision], tuple[tuple[int, str], ...]] = (frozenset(), ())
        self.past: list[tuple[frozenset[Decision], tuple[tuple[int, str], ...]]] = []

    def decide(self, where: Place, code: str, verdict: str) -> None:
        verdict = verdict if code else "accept"
        ended = {one for one in self.now[0] if self._contradicts((where.start, where.end, code, verdict), one)}
        self._become(self.now[0] - ended | {(where.start, where.end, code, verdict)}, self.now[1])

    def memo(self, number: int, text: str) -> None:
        others = tuple(one for one in self.now[1] if one[0] != number)
        if text or others != self.now[1]:
            self._become(self.now[0], tuple(sorted([*others, *([(number, text)] if text else [])])))

    def withdraw(self, one: Decision) -> None:
        self._become(self.now[0] - {one}, self.now[1])

    def undo(self) -> bool:
        if self.past:
            self.now = self.past.pop()
            return True
        return False

    def _become(self, decided: frozenset[Decision], memos: tuple[tuple[int, str], ...]) -> None:
        self.past.append(self.now)
        self.now = (frozenset(decided), memos)

    @staticmethod
    def _contradicts(new: Decision, old: Decision) -> bool:
        if new[2] == "":
            return old[3] == "accept" and new[0] <= old[0] and old[1] <= new[1]
        if new[3] == "accept" and old[2] == "":
            return old[0] < new[1] and new[0] < old[1]
        return new[:3] == old[:3]


def memos(coder: Coder) -> tuple[tuple[int, str], ...]:
    return tuple(sorted((row.turn, row.text) for row in Memo.objects.filter(coder=coder, standing=True)))


@given(steps=st.lists(STEPS, max_size=14))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_decided_and_undone_what_holds_is_what_a_simple_model_says(
    on_sqlite: Opened, steps: Sequence[tuple]
) -> None:
    anna, model, last = person(f"Anna {Coder.objects.count()}"), Model(), ""
    for number, (kind, *rest) in enumerate(steps):
        act = f"{kind} {number}"
        if kind == "decide":
            where = PLACES[rest[0]]
            reading = shown(anna, place(where.start // 100))
            decisions.decide(reading, rest[1], Verdict(rest[2]), place=where, act=act)
            model.decide(where, rest[1], rest[2])
            last = act
        elif kind == "undo":
            assert (acts.undo(anna, act=act) is not None) == model.undo()
        elif kind == "memo":
            decisions.note(anna, place(rest[0]), rest[1], act=act)
            model.memo(rest[0], rest[1])
        elif kind == "finish":
            decisions.finish(shown(anna, place(rest[0])))
        elif kind == "withdraw" and (held := list(Coding.objects.filter(coder=anna, standing=True).order_by("pk"))):
            chosen = held[rest[0] % len(held)]
            decisions.withdraw(anna, chosen, act=act)
            model.withdraw((chosen.start, chosen.end, chosen.code, chosen.verdict))
        elif kind == "again" and last:
            assert decisions.decide(shown(anna), "t.z", ACCEPT, act=last).repeated
        assert (standing(anna), memos(anna)) == model.now
    assert journal.verify().broken is None
    for reading in Reading.objects.filter(coder=anna, decided_at=None):
        assert not reading.codings.filter(standing=True).exists()


@given(
    steps=st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 1), st.sampled_from(["", "a", "b", "undo", "undo"])), max_size=14
    )
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_settles_and_undoes_the_consensus_is_what_one_act_said(
    on_sqlite: Opened, steps: Sequence[tuple[int, int, str]]
) -> None:
    run = Coder.objects.count()
    people = [person(f"Anna {run}"), person(f"Bruno {run}")]
    consensus = coders.voice(CONSENSUS)
    document = f"entretien {run}"
    # on each passage a pile of acts, of which the top one holds; who undoes takes their latest top one away
    piles: list[list[tuple[int, int, str]]] = [[], []]
    for number, (who, spot, what) in enumerate(steps):
        if what == "undo":
            tops = [pile for pile in piles if pile and pile[-1][1] == who]
            assert (acts.undo(people[who]) is not None) == bool(tops)
            if tops:
                max(tops, key=lambda pile: pile[-1][0]).pop()
        else:
            decisions.adjudicate(people[who], consensus, place(spot, document), [what] if what else [], act="", after=0)
            piles[spot].append((number, who, what))
        held = Coding.objects.filter(coder=consensus, standing=True, document=document).values_list("turn", "code")
        assert sorted(held) == [(spot, pile[-1][2]) for spot, pile in enumerate(piles) if pile]
