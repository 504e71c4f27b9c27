"""A batch of files that no tool should trust: each refused on one line, the good ones done, in bounded time."""

import os
import shutil
import time
from pathlib import Path

import pytest

from bad_files import GOOD_TEXT, bad_files, word, write_all
from command import Cli, assert_french, thematique
from thematique.errors import FileRefused, Reason


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study to which the bad files, and two good ones, were added and which was run."""
    folder = tmp_path_factory.mktemp("batch")
    write_all(folder / "lot")
    (folder / "lot" / "bon.txt").write_text(GOOD_TEXT, encoding="utf-8")
    (folder / "lot" / "bon-aussi.docx").write_bytes(word())
    (folder / "lot" / "lien.txt").symlink_to(folder / "lot" / "bon.txt")
    (folder / "lot" / "dossier.docx").mkdir()
    os.mkfifo(folder / "lot" / "tube.txt")
    return folder


def test_each_bad_file_is_named_on_one_line_with_the_remedy_and_the_good_ones_are_done(cli: Cli, batch: Path) -> None:
    assert len(bad_files()) >= 40
    etude = batch / "etude"
    thematique("init", etude)
    start = time.monotonic()
    added = thematique("add", etude, batch / "lot", batch / "absent.txt")
    done = thematique("run", etude, "--only", "ingest")
    # some 4 seconds on two cores, of which the bad files take one
    assert time.monotonic() - start < 60
    assert added.status == 1
    assert [line.split(" : ")[0] for line in added.err.splitlines()] == [
        "dossier.docx",
        "lien.txt",
        "tube.txt",
        "absent.txt",
        "Ensuite",
    ]
    assert done.status == 1
    assert all(" : " in line for line in done.err.splitlines()), done.err
    told = dict(line.split(" : ", 1) for line in done.err.splitlines())
    assert sorted(told) == sorted(bad_files()), set(told) ^ set(bad_files())
    for name, (_, words) in bad_files().items():
        assert words in told[name].lower(), f"{name} : {told[name]}"
        assert " ; " in told[name]
        assert "inattendue" not in told[name]
    assert_french("\n".join(told.values()))
    assert "2 documents lus, 8 tours de parole lus" in done.out
    assert cli("run", etude).status == 1
    assert cli("export", etude, "documents", "-o", batch / "documents.jsonl").out.endswith(" : 2 lignes\n")
    (batch / "documents.jsonl").unlink()


def test_status_and_report_say_the_same_of_them(cli: Cli, batch: Path) -> None:
    etude = batch / "etude"
    assert cli("status", etude).out.count("  refusé : ") == len(bad_files())
    assert cli("report", etude).status == 1
    page = (etude / "report" / "rapport.html").read_text(encoding="utf-8")
    assert all(name in page for name in bad_files())


def test_a_second_run_tells_them_again_and_reads_none_of_them(cli: Cli, batch: Path) -> None:
    said = cli("run", batch / "etude")
    assert said.status == 1
    assert len(said.err.splitlines()) == len(bad_files())
    assert "rien n'a été refait" in said.out


def test_nothing_outside_the_study_was_read_or_written(batch: Path) -> None:
    assert sorted(path.name for path in batch.iterdir()) == ["etude", "lot"]
    secret = Path("/etc/hostname").read_text(encoding="utf-8").strip() if Path("/etc/hostname").exists() else ""
    for path in (batch / "etude" / "tables").rglob("*"):
        assert not secret or len(secret) < 6 or not path.is_file() or secret.encode() not in path.read_bytes()


def test_a_file_that_one_may_not_open_is_refused_and_the_others_done(tmp_path: Path) -> None:
    lot = tmp_path / "lot"
    lot.mkdir()
    (lot / "bon.txt").write_text(GOOD_TEXT, encoding="utf-8")
    (lot / "ferme.txt").write_text("P1 : non.\n", encoding="utf-8")
    (lot / "ferme").mkdir()
    (lot / "ferme.txt").chmod(0)
    (lot / "ferme").chmod(0)
    etude = tmp_path / "etude"
    powerless = _powerless()
    assert thematique("init", etude, before=powerless).status == 0
    said = thematique("add", etude, lot, before=powerless)
    assert said.status == 1
    assert [line.split(" : ")[0] for line in said.err.splitlines()][:2] == ["ferme", "ferme.txt"]
    assert said.err.count("vous avez le droit de le lire.") == 2
    (etude / "transcripts" / "autre.txt").write_text("P1 : oui.\n", encoding="utf-8")
    (etude / "transcripts" / "autre.txt").chmod(0)
    done = thematique("run", etude, "--only", "ingest", before=powerless)
    assert done.status == 1
    assert done.err.startswith("autre.txt : le fichier n'a pas pu être ouvert ;")
    assert "1 document lu" in done.out
    assert thematique("add", etude, lot / "bon.txt", before=powerless).status == 0
    (lot / "ferme").chmod(0o700)


def _powerless() -> list[str]:
    """What stands before a command so that root, who opens everything, is a person like another."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root opens every file, and setpriv is not there to take that power away")
    powers = "-dac_override,-dac_read_search"
    return ["setpriv", "--inh-caps", powers, "--bounding-set", powers]


@pytest.mark.parametrize("reason", Reason)
def test_every_sentence_ends_with_what_to_do_and_has_no_hole(reason: Reason) -> None:
    for place in ("", "page 3"):
        text = str(FileRefused(reason, place))
        assert text.endswith(".")
        assert " ; " in text
        assert not any(hole in text for hole in ("{", "}", "()"))
        assert_french(text)
