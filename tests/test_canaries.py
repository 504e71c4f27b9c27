"""No name crosses to the shared side, wherever a file holds it: every byte that any command writes is looked through."""

import csv
import json
import shutil
from pathlib import Path

import pytest

import canaries
from command import Said, thematique
from thematique.study import Study

# the column that a reader adds to the list of passages to say what she thinks of them
_TABLES = (
    "documents",
    "turns",
    "segments",
    "suggestions",
    "topics",
    "segment_topics",
    "codings",
    "codebook",
    "readings",
)
_ENDINGS = ("csv", "xlsx", "parquet", "jsonl")


@pytest.fixture(scope="module")
def went(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Said]]:
    """A study to which every command was applied, and all that they said; `sorties` and `tmp` lie beside it."""
    folder = tmp_path_factory.mktemp("canaris")
    lot = canaries.write(folder / "lot")
    etude, out, temporary = folder / "etude", folder / "sorties", folder / "tmp"
    out.mkdir()
    temporary.mkdir()
    env = {"TMPDIR": str(temporary)}
    said = [thematique(*command, env=env) for command in (("init", etude), ("add", etude, lot), ("run", etude))]
    for coder in ("Lina", "Rachid"):
        codings = folder / f"{coder}.csv"
        _code(etude, codings, coder)
        said.append(thematique("import", etude, codings, "--coder", coder, env=env))
    commands = [
        ("status", etude),
        ("status", etude, "--json"),
        ("train", etude),
        ("compare", etude, "--a", "Lina", "--b", "machine", "--json", "-o", out / "accord.html"),
        ("report", etude, "-o", out / "rapport.html"),
        ("backup", etude, "now"),
        ("anonymise", *sorted(lot.glob("*.*")), "-o", out / "seul"),
        *(("export", etude, name, "-o", out / f"{name}.{ending}") for name in _TABLES for ending in _ENDINGS),
    ]
    said += [thematique(*command, env=env) for command in commands]
    return folder, said


def _code(etude: Path, path: Path, coder: str) -> None:
    """Codings of every third turn, so that there is something to learn from and to compare."""
    turns = [turn for turn in Study(etude).table("turns") if turn.role == "participant"]
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(["document", "turn", "code"])
        for n, turn in enumerate(turns):
            rows.writerow([turn.document, turn.turn, "tensions.turnover" if n % 3 == len(coder) % 2 else ""])


def test_every_file_was_read_and_every_command_did_its_work(went: tuple[Path, list[Said]]) -> None:
    folder, said = went
    assert {one.status for one in said} == {0}, [one.err for one in said if one.status]
    documents = Study(folder / "etude").table("documents")
    assert len(documents) == 10
    assert all(document.n_words > 40 for document in documents)
    assert len(list((folder / "sorties").iterdir())) == len(_TABLES) * len(_ENDINGS) + 3


def test_the_search_finds_the_names_where_they_are(went: tuple[Path, list[Said]]) -> None:
    """What the search would not find on the private side it could not find on the other one."""
    folder, _ = went
    there = canaries.found(folder / "etude", private=True)
    assert {slot for slots in there.values() for slot in slots} >= {"IN_TEXT", "LABEL", "STREET", "EMAIL", "AUTHOR"}


def test_no_name_is_on_the_shared_side(went: tuple[Path, list[Said]]) -> None:
    folder, _ = went
    assert canaries.found(folder / "etude") == {}


def test_no_name_is_in_what_goes_out(went: tuple[Path, list[Said]]) -> None:
    folder, _ = went
    shutil.rmtree(folder / "sorties" / "seul" / "private")
    assert canaries.found(folder / "sorties") == {}


def test_no_name_is_left_in_temporary_files(went: tuple[Path, list[Said]]) -> None:
    folder, _ = went
    assert canaries.found(folder / "tmp") == {}


def test_no_name_is_in_what_the_commands_say(went: tuple[Path, list[Said]]) -> None:
    """But for the names of files, which `add` says to the one who has just given them."""
    _, said = went
    everything = json.dumps([(one.out, one.err) for one in said], ensure_ascii=False).lower()
    told = {slot for slot, word in canaries.SLOTS.items() if word in everything}
    assert told <= {"FILE_NAME", "FOLDER"}
