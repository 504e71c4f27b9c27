"""The loop: people code, the machine learns, and is judged where it did not learn."""

import json
import math
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from command import ROOT, Cli, assert_french
from thematique.agreement.results import Measure
from thematique.classifier.learning import Learnt
from thematique.classifier.lessons import Lesson
from thematique.classifier.model import Model
from thematique.errors import WrongUse
from thematique.records import Code, Role, Segment
from thematique.stages import classify
from thematique.study import Study
from thematique.training import Material, Trained, _judged
from thematique.versions import COLD

CODINGS = ROOT / "tests" / "gold" / "codings"


@pytest.fixture(scope="module")
def trained_once(sample_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, coded by two people, after one training; not to be changed."""
    folder = tmp_path_factory.mktemp("appris") / "etude"
    shutil.copytree(sample_run, folder)
    study = Study(folder)
    study.people.take_in(CODINGS / "lecture_a.csv", "Ana")
    study.people.take_in(CODINGS / "lecture_b.csv", "Bob")
    study.train()
    return folder


@pytest.fixture
def trained(trained_once: Path, tmp_path: Path) -> Study:
    return Study(shutil.copytree(trained_once, tmp_path / "etude"))


def test_the_suggestions_are_those_of_the_new_version(trained: Study) -> None:
    assert {one.model for one in trained.table("suggestions")} == {"v1"}
    assert [(one.name, one.in_force) for one in trained.machine.versions()] == [(COLD, False), ("v1", True)]


def test_it_finds_more_on_interviews_held_out_than_the_codebook_alone(trained: Study) -> None:
    def f1(machine: str) -> float:
        return float(trained.compare(machine, "consensus").totals.figures[Measure.F1].value or 0)

    assert f1("machine") > f1(f"machine:{COLD}") + 0.05


def test_nothing_new_to_learn_is_said_and_makes_no_version(trained: Study) -> None:
    with pytest.raises(WrongUse, match="rien n'a changé"):
        trained.train()
    assert trained.machine.kept.names() == ["v1"]


def test_one_can_go_back_and_forth_between_versions(trained: Study) -> None:
    learnt = trained.table("suggestions")
    trained.machine.use(COLD)
    assert [state.stage for state in trained.plan() if "version du modèle" in state.why] == ["classify"]
    list(trained.run())
    assert {one.model for one in trained.table("suggestions")} == {COLD}
    trained.machine.use("v1")
    list(trained.run())
    assert trained.table("suggestions") == learnt


def test_a_passage_it_learnt_from_is_judged_by_a_version_that_did_not(trained: Study) -> None:
    """What the model in force says of its own lessons is better than what it says of others: it is not used."""
    suggested = {(s.document, s.segment, s.code) for s in trained.table("suggestions") if s.flagged}
    judged = {(c.document, c.segment, c.code) for c in trained.machine.codings() if c.code}
    human = {
        (c.document, c.segment, c.code) for c in trained.people.codings() if c.coder == "Ana" and c.segment is not None
    }
    assert len(suggested & human) > 1.5 * len(judged & human)


def test_a_worse_version_is_kept_aside(trained: Study, tmp_path: Path) -> None:
    """Codings drawn at random, as of a coder who does not read, teach nothing: the version in force stays."""
    import random

    chance = random.Random(1)
    codes = [code.code for code in trained.codebook.codes if code.codable]
    rows = [
        f"{turn.document},{turn.turn},{chance.choice(codes)},Hasard"
        for turn in trained.table("turns")
        if turn.role == "participant" and turn.text
    ]
    (tmp_path / "hasard.csv").write_text("\n".join(["document,turn,code,coder", *rows]), encoding="utf-8")
    trained.people.take_in(tmp_path / "hasard.csv")
    people = trained.people
    worse = trained.train()
    assert people.all()[-1].name == "Hasard"
    assert not worse.kept
    assert worse.mean_after < worse.mean_before
    assert (trained.machine.kept.names(), trained.machine.kept.current) == (["v1", "v2"], "v1")


def _judged_on(lessons: list[Lesson]) -> Trained:
    """The verdict where the version before puts the passages in the wrong order, and the new one in the right one."""
    codes = [Code(code="un", name="Un", definition=""), Code(code="deux", name="Deux", definition="")]
    settings = classify.Settings()
    given = Material(lessons=lessons, vectors=np.zeros((len(lessons), 1)), codes=codes, examples=[], settings=settings)
    carries = np.array([[float("deux" in one.shares)] for one in lessons])
    arrays = dict.fromkeys(("columns", "rarity", "meaning", "words", "bias", "threshold"), np.zeros(0))
    model = Model(codes=["deux"], encoder="", **arrays)
    learnt = Learnt(model=model, codes=["deux"], held_out=carries, by_document=True)
    return _judged(given, learnt, np.hstack([carries, 1 - carries]), "v1", COLD)


def _lesson(number: int, code: str, *, blind: bool) -> Lesson:
    segment = Segment(
        document="d", segment=number, turn=number, start=number * 10, end=number * 10 + 9, speaker="P",
        role=Role.PARTICIPANT, text=f"passage {number}", n_words=2, short=False,
    )  # fmt: skip
    return Lesson(segment=segment, shares={code: 1.0} if code else {}, blind=blind, decided_at="")


@pytest.mark.parametrize(
    ("blind", "judged"), [(["deux", *[""] * 49], 50), (["un", *[""] * 49], 56), (["deux"] * 50, 56), ([""] * 49, 55)]
)
def test_blind_passages_judge_alone_only_where_they_can_tell_a_learnt_code(blind: list[str], judged: int) -> None:
    told = [*((code, True) for code in blind), *((code, False) for code in ["deux", "deux", "deux", "un", "", ""])]
    verdict = _judged_on([_lesson(number, code, blind=is_blind) for number, (code, is_blind) in enumerate(told)])
    [gain] = verdict.gains
    assert (verdict.judged, verdict.blind) == (judged, judged == 50)
    assert (gain.passages, gain.after) == (blind.count("deux") + 3, 1.0)
    assert gain.before is not None
    assert gain.before < 1.0


def test_a_version_says_whether_it_was_judged_on_other_interviews(
    cli: Cli, trained: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert trained.machine.kept.card("v1")["by_document"] is True
    assert [one.by_document for one in trained.machine.versions()] == [True, True]
    verdict = _judged_on([_lesson(number, "deux" if number else "", blind=False) for number in range(9)])
    for by_document, words in ((True, "des entretiens que le modèle n'a pas vus"), (False, "faute d'un second")):
        monkeypatch.setattr(Study, "train", lambda *_, **__: replace(verdict, by_document=by_document))  # noqa: B023
        assert words in cli("train", trained.folder).out.splitlines()[0]


def test_too_few_codings_are_said_with_what_is_missing(sample: Path) -> None:
    with pytest.raises(WrongUse, match="pas encore assez de codages"):
        Study(sample).train()


@pytest.mark.parametrize("name", ["arrays.npz", "card.json", "held_out.npz"])
def test_an_altered_version_is_refused_and_another_can_be_used(trained: Study, name: str) -> None:
    path = trained.folder / "models" / "codes" / "v1" / name
    path.write_bytes(path.read_bytes()[:-3] + b"xyz")
    with pytest.raises(WrongUse, match="abîm"):
        trained.compare("machine", "Ana")
    trained.machine.use(COLD)
    assert trained.compare("machine", "Ana").totals.units > 100


def test_a_version_cut_short_does_not_count(trained: Study) -> None:
    """A training that was killed leaves arrays without a card."""
    cut = trained.folder / "models" / "codes" / "v2"
    cut.mkdir()
    (cut / "arrays.npz").write_bytes(b"x")
    assert trained.machine.kept.names() == ["v1"]


def test_no_word_of_the_text_is_in_a_version(trained: Study) -> None:
    content = b"".join(path.read_bytes() for path in (trained.folder / "models" / "codes").rglob("*") if path.is_file())
    longest = sorted({word for one in trained.table("segments") for word in one.text.split()}, key=len)[-50:]
    assert not [word for word in longest if word.encode() in content]


@pytest.mark.parametrize(
    ("a", "b", "options"),
    [
        ("Ana", "Ana", {}),
        ("Ana", "Zoé", {}),
        ("machine:v9", "Ana", {}),
        ("Ana", "Bob", {"unit": "mot"}),
        ("Ana", "Bob", {"level": "x"}),
        ("Ana", "Bob", {"reference": "Zoé"}),
    ],
)
def test_what_cannot_be_compared_is_said(trained_once: Path, a: str, b: str, options: dict[str, str]) -> None:
    with pytest.raises(WrongUse) as said:
        Study(trained_once).compare(a, b, **options)
    assert_french(str(said.value))


def test_a_comparison_is_a_frame_with_the_figures_of_its_rows(trained_once: Path) -> None:
    found = Study(trained_once).compare("machine", "consensus")
    frame = found.frame()
    assert list(frame["code"]) == [row.code for row in found.rows]
    for row, told in zip(found.rows, frame.to_dict("records"), strict=True):
        kappa, f1 = row.figures[Measure.KAPPA], row.figures[Measure.F1]
        assert (told["n"], told["both"]) == (row.n, row.both)
        assert told["f1"] == f1.value if f1.value is not None else math.isnan(told["f1"])
        assert kappa.low is None or (told["kappa_low"], told["kappa_high"]) == (kappa.low, kappa.high)
    assert "kappa_low" in frame.columns


def test_the_commands_say_the_same(cli: Cli, trained: Study) -> None:
    versions = json.loads(cli("models", trained.folder, "--json").out)
    assert [(one["name"], one["in_force"]) for one in versions] == [(COLD, False), ("v1", True)]
    again = cli("train", trained.folder)
    assert (again.status, again.out) == (2, "")
    assert cli("models", trained.folder, "use", COLD).status == 0
    assert f"{COLD} (en vigueur)" in cli("models", trained.folder).out
    for wrong in (["use", "v9"], ["use"], ["frob"]):
        said = cli("models", trained.folder, *wrong)
        assert said.status == 2
        assert_french(said.err)
