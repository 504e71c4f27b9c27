"""A study is a folder: what its tables promise, and what a notebook can do without the command line."""

from itertools import groupby, pairwise
from pathlib import Path

import pytest
from filelock import FileLock

import small
from thematique.errors import InvalidFile, StudyBusy, StudyMissing, WrongUse
from thematique.private_side import Side, mark
from thematique.records import Role, Where
from thematique.study import Study


def test_turns_and_segments_stand_where_they_say_in_the_text_of_their_document(sample_run: Path) -> None:
    study = Study(sample_run)
    segments = study.table("segments")
    for document, found in groupby(study.table("turns"), key=lambda turn: turn.document):
        turns = list(found)
        text = "\n".join(turn.text for turn in turns)
        assert [turn.turn for turn in turns] == list(range(len(turns)))
        for turn in turns:
            assert text[turn.start : turn.end] == turn.text
        mine = [segment for segment in segments if segment.document == document]
        assert [segment.segment for segment in mine] == list(range(len(mine)))
        for segment in mine:
            assert text[segment.start : segment.end] == segment.text
            turn = turns[segment.turn]
            assert turn.start <= segment.start < segment.end <= turn.end
            assert (segment.speaker, segment.role) == (turn.speaker, turn.role)


def test_nothing_that_was_said_is_lost_between_turns_and_segments(sample_run: Path) -> None:
    study = Study(sample_run)
    said = [(turn.document, turn.turn, "".join(turn.text.split())) for turn in study.table("turns")]
    kept: dict[tuple[str, int], str] = {}
    for segment in study.table("segments"):
        place = (segment.document, segment.turn)
        kept[place] = kept.get(place, "") + "".join(segment.text.split())
    assert [(document, turn, kept.get((document, turn), "")) for document, turn, _ in said] == said


def test_mentions_stand_where_they_say_in_the_raw_turn_and_never_overlap(sample_run: Path) -> None:
    study = Study(sample_run)
    raw = {(turn.document, turn.turn): turn for turn in study.table("raw_turns", private=True)}
    mentions = [one for one in study.table("mentions", private=True) if one.where is not Where.VARIABLE]
    assert len(mentions) > 500
    for one in mentions:
        turn = raw[one.document, one.turn]
        whole = turn.text if one.where is Where.TEXT else turn.speaker
        assert whole[one.start : one.end] == one.text
        assert 0 <= one.score <= 1
    places = sorted((one.document, one.turn, one.where, one.start, one.end) for one in mentions)
    assert all(left[:3] != right[:3] or left[4] <= right[3] for left, right in pairwise(places))


def test_shared_tables_agree_with_one_another(sample_run: Path) -> None:
    study = Study(sample_run)
    documents = {document.document: document for document in study.table("documents")}
    segments = {(one.document, one.segment): one for one in study.table("segments")}
    codes = {code.code for code in study.codebook.codes}
    for suggestion in study.table("suggestions"):
        assert segments[suggestion.document, suggestion.segment].turn == suggestion.turn
        assert segments[suggestion.document, suggestion.segment].role is Role.PARTICIPANT
        assert suggestion.code in codes
        assert 0 <= suggestion.score <= 1
    topics = {topic.topic: topic for topic in study.table("topics")}
    placed = study.table("segment_topics")
    assert {one.topic for one in placed} == set(topics)
    assert all(topic.size == sum(one.topic == topic.topic for one in placed) for topic in topics.values())
    assert {one.document for one in placed} == set(documents)
    assert documents["ent2_amo"].variables["secteur"] == "AMO"


def test_a_table_is_a_pandas_frame_too(sample_run: Path) -> None:
    frame = Study(sample_run).frame("documents")
    assert list(frame.columns)[:3] == ["document", "title", "type"]
    assert frame.set_index("document").loc["fg1_liege", "association"] == "Bercelune"


def test_a_notebook_runs_a_study_without_the_command_line(tmp_path: Path) -> None:
    study = small.study(tmp_path / "etude")
    seen: list[tuple[str, int, int]] = []
    done = list(study.run(only="ingest", watch=lambda *what: seen.append(what)))
    assert [(one.stage, one.unit, one.refused) for one in done] == [("ingest", "nord", ""), ("ingest", "sud", "")]
    assert seen == [("ingest", 0, 2), ("ingest", 1, 2), ("ingest", 2, 2)]
    assert {state.stage for state in study.plan(only="recognise")} == {"recognise"}
    assert study.status().documents == ["nord", "sud"]


def test_a_transcript_that_is_taken_away_leaves_nothing_behind(tmp_path: Path) -> None:
    study = small.study(tmp_path / "etude")
    list(study.run())
    (study.folder / "transcripts" / "sud.txt").unlink()
    list(Study(study.folder).run())
    left = [path.as_posix() for path in study.folder.rglob("*") if "sud" in path.name]
    assert left == []
    assert {turn.document for turn in Study(study.folder).table("turns")} == {"nord"}


def test_two_files_of_one_name_are_two_documents(tmp_path: Path) -> None:
    study = Study.create(tmp_path / "etude")
    (study.folder / "transcripts" / "un.txt").write_text("P1 : oui.\n", encoding="utf-8")
    (study.folder / "transcripts" / "un.md").write_text("P1 : non.\n", encoding="utf-8")
    list(study.run(only="ingest"))
    assert [turn.document for turn in study.table("raw_turns", private=True)] == ["un.md", "un.txt"]


def test_variables_of_the_corpus_reach_a_document_whose_name_an_old_disk_wrote(tmp_path: Path) -> None:
    study = Study.create(tmp_path / "etude")
    name = b"cr\xe8che.txt".decode("utf-8", "surrogateescape")
    (study.folder / "transcripts" / name).write_text("P1 : oui, je travaille ici.\n", encoding="utf-8")
    (study.folder / "corpus.csv").write_text("file,cycle\ncrèche.txt,2\n", encoding="utf-8")
    assert [one.refused for one in study.run(only="ingest")] == [""]
    (document,) = study.table("raw_documents", private=True)
    assert (document.document, document.variables["cycle"]) == ("crèche", "2")


def test_rows_of_the_corpus_that_speak_of_no_transcript_are_told_while_the_originals_are_there(tmp_path: Path) -> None:
    study = small.study(tmp_path / "etude")
    (study.folder / "corpus.csv").write_text("file,cycle\nnord,1\nperdu.txt,2\n", encoding="utf-8")
    assert study.unmatched() == study.status().unmatched == ["perdu.txt"]
    mark(study.folder, Side.CLOSED)
    assert study.unmatched() == study.status().unmatched == []


def test_a_study_that_another_command_works_on_is_busy(tmp_path: Path) -> None:
    study = small.study(tmp_path / "etude")
    with FileLock(study.folder / ".lock"), pytest.raises(StudyBusy):
        list(study.run())
    assert study.status().documents == ["nord", "sud"]


def test_a_run_that_is_left_half_way_lets_the_next_one_in(tmp_path: Path) -> None:
    study = small.study(tmp_path / "etude")
    under_way = study.run(only="ingest")
    next(under_way)
    under_way.close()  # type: ignore[attr-defined]
    assert [one.unit for one in study.run(only="ingest")] == ["sud"]


def test_what_cannot_be_done_says_so(tmp_path: Path) -> None:
    with pytest.raises(StudyMissing):
        Study(tmp_path)
    study = Study.create(tmp_path / "etude")
    with pytest.raises(WrongUse, match="est déjà une étude"):
        Study.create(tmp_path / "etude")
    with pytest.raises(WrongUse, match="identifie des personnes"):
        study.table("mentions")
    with pytest.raises(WrongUse, match="n'existe pas"):
        study.table("nothing")
    with pytest.raises(WrongUse, match="n'est pas dans le pipeline"):
        study.plan(only="train")
    (study.folder / "corpus.csv").write_text("nom\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match=r"corpus\.csv"):
        study.status()


def test_tables_folder_may_be_thrown_away(tmp_path: Path) -> None:
    study = small.study(tmp_path / "etude")
    list(study.run(only="ingest"))
    before = study.table("raw_turns", private=True)
    for path in sorted((study.folder / "tables").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (study.folder / "tables").rmdir()
    again = Study(study.folder)
    assert len(list(again.run(only="ingest"))) == 2
    assert again.table("raw_turns", private=True) == before
