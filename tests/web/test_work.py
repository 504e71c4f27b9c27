"""One command at a time in the background: how far it is, how it ends, and who is told."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from thematique.errors import WrongUse
from thematique.web.keeping import Kept
from thematique.web.work import Ended, Job, Kind, Task, Work, now

from .coded import sooner_or_later


def task(*arguments: str, settled: list[str] | None = None) -> Task:
    return Task(
        job=Job(kind=Kind.TRAIN, by="Rachid", started_at=now(), before="v1"),
        arguments=arguments,
        steps=["apprendre", "compter"],
        step=lambda: 0,
        settle=lambda: (settled if settled is not None else []).append("settled"),
        conclude=lambda written: ("v2", f"lu : {written.strip()[:1]}"),
    )


def ended(work: Work) -> Ended:
    sooner_or_later(lambda: work.job is None)
    assert work.ended is not None
    return work.ended


@pytest.fixture
def work() -> Iterator[Work]:
    made = Work()
    yield made
    sooner_or_later(lambda: made.job is None)


def test_a_second_command_follows_the_first_when_it_went_well(work: Work) -> None:
    work.start(replace(task("--version"), then=["--help"], conclude=lambda written: ("", written)))
    told = ended(work)
    assert told.went_well and "review" in told.sentence
    work.start(replace(task("--no-such-option"), then=["--help"]))
    assert not ended(work).went_well


def test_a_command_runs_on_its_own_and_everyone_hears_of_its_end_once(work: Work) -> None:
    settled: list[str] = []
    work.start(task("--version", settled=settled))
    assert work.is_writing
    assert work.job is not None
    assert [step.since is None for step in work.steps] == [False, True]
    with pytest.raises(WrongUse, match="déjà au travail"):
        work.start(task("--version"))
    told = ended(work)
    assert (told.went_well, told.version, told.number, settled) == (True, "v2", 1, ["settled"])
    assert told.sentence.startswith("lu : ")
    assert not work.is_writing
    assert work.news("Lina") == told
    work.heard("Lina", told.number)
    assert (work.news("Lina"), work.news("Rachid")) == (None, told)


def test_a_refusal_is_the_sentence_of_the_command_and_concerns_who_asked(work: Work, tmp_path: Path) -> None:
    work.start(task("train", str(tmp_path), "--json"))
    told = ended(work)
    assert not told.went_well
    assert "n'est pas une étude" in told.sentence
    assert (work.news("Rachid"), work.news("Lina")) == (told, None)


def test_a_conclusion_that_fails_leaves_the_work_free_and_says_so(work: Work) -> None:
    def fail(_written: str) -> tuple[str, str]:
        raise KeyError("secret")

    given = task("--version")
    work.start(
        Task(
            job=given.job,
            arguments=given.arguments,
            steps=given.steps,
            step=given.step,
            settle=given.settle,
            conclude=fail,
        )
    )
    told = ended(work)
    assert not told.went_well
    assert "secret" not in told.sentence
    assert "rechargez la page" in told.sentence


def test_answers_are_kept_until_what_they_rest_on_changes() -> None:
    kept, made = Kept(), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.get("a", "q", make), kept.get("a", "q", make), kept.get("b", "q", make)] == [1, 1, 2]
