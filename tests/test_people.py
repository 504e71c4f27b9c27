"""The people of a study, from Python: inviting, taking codings in and out, keeping them safe."""

from pathlib import Path

import pytest

from command import ROOT
from thematique.codings import CONSENSUS, Coding
from thematique.errors import InvalidFile, WrongUse
from thematique.exchange import sheets
from thematique.study import Study

FIRST = ROOT / "tests" / "gold" / "codings" / "lecture_a.csv"
SECOND = ROOT / "tests" / "gold" / "codings" / "lecture_b.csv"


@pytest.fixture
def coded(sample: Path) -> Study:
    """The sample study, coded by two people."""
    study = Study(sample)
    assert study.people.take_in(FIRST, "Ana").problems == []
    assert study.people.take_in(SECOND, "Bob").problems == []
    return study


def of(codings: list[Coding], coder: str) -> list[Coding]:
    return [coding for coding in codings if coding.coder == coder]


def test_each_row_of_a_file_becomes_a_coding_of_its_turn(coded: Study) -> None:
    rows = FIRST.read_text(encoding="utf-8").splitlines()[1:]
    mine = of(list(coded.people.codings()), "Ana")
    assert sorted((one.document, one.turn, one.code) for one in mine) == sorted(
        (document, int(turn), code) for document, turn, code in (row.split(",") for row in rows)
    )


def test_a_file_brought_in_twice_is_counted_once(coded: Study) -> None:
    before = coded.people.codings()
    again = coded.people.take_in(FIRST, "Ana")
    assert (again.new, again.known, list(again.problems)) == (0, len(of(list(before), "Ana")), [])
    assert coded.people.codings() == before


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_what_goes_out_comes_back_the_same_in_another_copy_of_the_study(
    coded: Study, sample_run: Path, tmp_path: Path, ending: str
) -> None:
    import shutil

    out = tmp_path / f"codages{ending}"
    coded.export("codings", out)
    other = Study(shutil.copytree(sample_run, tmp_path / "autre"))
    assert other.people.take_in(out).problems == []
    assert other.people.codings() == coded.people.codings()


def test_passages_of_imported_codings_count_as_read(coded: Study) -> None:
    ana, bob = coded.people.all()
    assert (ana.name, bob.name, ana.active, bob.active) == ("Ana", "Bob", False, False)
    participants = [one for one in coded.table("segments") if one.role == "participant"]
    assert ana.passages == pytest.approx(len(participants), rel=0.05)


def test_what_all_coders_say_is_the_consensus_without_anyone_settling_it(coded: Study) -> None:
    agreed = of(list(coded.people.codings()), CONSENSUS)
    assert len(agreed) > 100


def test_rows_that_cannot_be_placed_are_told_and_the_others_kept(sample: Path, tmp_path: Path) -> None:
    study = Study(sample)
    document = study.table("documents")[0].document
    table = tmp_path / "codages.csv"
    table.write_text(
        f"document,turn,code,coder\n{document},1,tensions.turnover,Ana\n{document},9999,tensions.turnover,Ana\n"
        f"{document},1,tensions.turnovr,Ana\ninconnu,1,,Ana\n",
        encoding="utf-8",
    )
    taken = study.people.take_in(table)
    assert taken.new == 1
    assert [problem.partition(" : ")[0] for problem in taken.problems] == [
        f"« codages.csv », ligne {line}" for line in (3, 4, 5)
    ]


@pytest.mark.parametrize(("name", "words"), [("machine", "réservé"), ("machine:v2", "réservé"), ("x" * 81, "80")])
def test_nobody_takes_the_name_of_the_machine(sample: Path, tmp_path: Path, name: str, words: str) -> None:
    study = Study(sample)
    table = tmp_path / "codages.csv"
    table.write_text(f"document,turn,code,coder\n{study.table('documents')[0].document},1,,{name}\n", encoding="utf-8")
    with pytest.raises(WrongUse, match=words):
        study.people.take_in(table)
    assert study.people.codings() == []


def test_a_file_that_does_not_say_who_coded_is_refused_with_the_remedy(sample: Path) -> None:
    with pytest.raises(WrongUse, match="--coder"):
        Study(sample).people.take_in(FIRST)


def test_a_backup_brings_back_what_was_there(coded: Study) -> None:
    before = coded.people.codings()
    copy = coded.people.backup()
    coded.people.invite("Zoé", "relecture")
    aside = coded.people.restore(copy.name)
    assert [person.name for person in coded.people.all()] == ["Ana", "Bob"]
    assert coded.people.codings() == before
    coded.people.restore(aside.name)
    assert [person.name for person in coded.people.all()] == ["Ana", "Bob", "Zoé"]


def test_two_studies_in_one_process_keep_their_own_people(sample: Path, tmp_path: Path) -> None:
    other = Study.create(tmp_path / "autre")
    Study(sample).people.invite("Ana")
    other.people.invite("Bob")
    assert [person.name for person in Study(sample).people.all()] == ["Ana"]
    assert [person.name for person in other.people.all()] == ["Bob"]


def test_settings_of_the_queue_that_nobody_knows_are_told(sample: Path) -> None:
    (sample / "etude.toml").write_text('title = "x"\n[review]\nhasard = 0.5\n', encoding="utf-8")
    with pytest.raises(InvalidFile, match="hasard"):
        _ = Study(sample).people.queue


def test_an_unreachable_server_is_told_without_its_address(sample: Path) -> None:
    url = "postgresql://secret:mot-de-passe@127.0.0.1:1/codages"
    (sample / "etude.toml").write_text(f'title = "x"\n[review]\ndatabase = "{url}"\n', encoding="utf-8")
    with pytest.raises(WrongUse, match="base de données des codages") as refused:
        Study(sample).people.all()
    assert "secret" not in str(refused.value)


def test_exported_codings_hold_no_word_of_the_text(coded: Study, tmp_path: Path) -> None:
    sheets.save(coded.people.codings(), Coding, tmp_path / "codages.csv")
    told = (tmp_path / "codages.csv").read_text(encoding="utf-8")
    segment = max(coded.table("segments"), key=lambda one: len(one.text))
    assert segment.text[:30] not in told


def test_whoever_opens_the_page_first_gets_a_link_even_when_others_coded_elsewhere(coded: Study) -> None:
    assert coded.people.first_link()
    assert coded.people.first_link(), "one that was lost is replaced"


def test_no_link_is_given_once_somebody_looks_after_the_study(sample: Path) -> None:
    from thematique.review import coders

    people = Study(sample).people
    token = people.first_link()
    with people.opened():
        assert coders.accept(token, "un mot de passe long", "Agathe") is not None
    assert people.first_link() == ""
