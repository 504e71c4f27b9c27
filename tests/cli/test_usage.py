"""What the command line says of a wrong use, and that nobody ever sees a traceback."""

import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import small
from command import Cli, assert_french, run, thematique
from thematique import __version__
from thematique.cli import app
from thematique.study import Study

COMMANDS = [
    "init", "add", "run", "status", "review", "coder", "names", "import", "train", "models", "compare", "export", "report",
    "backup", "vault", "forget", "anonymise",
]  # fmt: skip
# what the library writes on help pages by itself, and English words that could stand for what a person gives
LIBRARY = re.compile(
    r"Usage:|<[^>]*>|\.\.\.|\b(?:exit|show|message|default|required|dynamic|deprecated|env var|range|commands|"
    r"FILE|DIR|DIRECTORY|PATH|TEXT|NAME|STAGE|ADDRESS|CODER|UNIT|LEVEL|INTEGER|FLOAT|BOOLEAN|COMMAND|ARGS)\b"
)
# what makes a help page slow
HEAVY = ["numpy", "pandas", "pyarrow", "plotly", "sklearn", "spacy", "torch", "distributed", "lxml", "pydantic"]


def seconds(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], capture_output=True, check=True)
    return time.perf_counter() - start


def test_help_lists_every_command(cli: Cli) -> None:
    said = cli("--help")
    assert (said.status, said.err) == (0, "")
    assert [line.split()[1] for line in said.out.splitlines() if line[2:3].islower() and line[0] == "│"] == COMMANDS
    assert "Pour commencer : thematique init MON-ETUDE" in said.out


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_of_a_command_is_in_french(cli: Cli, command: str) -> None:
    said = cli(*filter(None, [command]), "--help")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    # « usage », « options » and « arguments » are words of both languages
    assert f" Usage : thematique {command}".rstrip() in lines[1]
    assert_french(said.out.replace("Usage :", ""))
    assert LIBRARY.findall(said.out) == []


def test_no_command_is_missing_from_those_whose_help_is_read() -> None:
    assert [one.name for one in app.registered_commands] == COMMANDS


def test_what_the_library_says_by_itself_would_be_seen() -> None:
    bare = typer.Typer(rich_markup_mode="rich")

    @bare.command()
    def command(
        path: Path, names: list[str], *, number: int = typer.Option(3, min=2), asked: str = typer.Option(...)
    ) -> None: ...

    told = CliRunner().invoke(bare, ["--help"], env={"COLUMNS": "100"}).output
    assert set(LIBRARY.findall(told)) >= {"Usage:", "<path>", "<list[str]>", "<int range>", "<str>", "...", "exit"}


def test_help_is_quick() -> None:
    seconds("-m", "thematique", "--help")
    helps = [seconds("-m", "thematique", "--help") for _ in range(5)]
    bare = [seconds("-c", "import typer, rich.table") for _ in range(5)]
    # the second holds on a machine that does other things at the same time
    assert statistics.median(helps) < 0.5 or statistics.median(helps) < 2.5 * statistics.median(bare)


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, thematique.cli as c; c.invoke(['--help']); print(*{m.partition('.')[0] for m in sys.modules})"
    loaded = set(run([sys.executable, "-c", code]).out.splitlines()[-1].split())
    assert loaded & set(HEAVY) == set()


def test_the_version_is_told(cli: Cli) -> None:
    assert cli("--version").out == f"{__version__}\n"


def test_no_command_shows_the_help_page(cli: Cli) -> None:
    assert cli() == cli("--help")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["xyz"], "La commande « xyz » n'existe pas ; commandes : init, add, run, status,"),
        (["statut"], "La commande « statut » n'existe pas ; vouliez-vous dire status ?"),
        (["--verbeux"], "L'option « --verbeux » n'existe pas"),
        (["run"], "Il manque « ETUDE »."),
        (["add", "{etude}"], "Il manque « FICHIER|DOSSIER… »."),
        (["anonymise", "x.txt"], "Il manque « -o/--output »."),
        (["export", "{etude}"], "Il manque « TABLE »."),
        (["export", "{etude}", "turns"], "Il manque « -o/--output »."),
        (["run", "{etude}", "--forcer"], "L'option « --forcer » n'existe pas ; vouliez-vous dire --force"),
        (["run", "{etude}", "--only"], "L'option « --only » attend une valeur."),
        (["run", "{etude}", "--dry=oui"], "L'option « --dry »"),
        (["run", "{etude}", "--workers", "deux"], "La valeur donnée à « --workers » n'est pas admise."),
        (["run", "{etude}", "--workers", "0"], "La valeur donnée à « --workers » n'est pas admise."),
        (["run", "{etude}", "autre"], "Il y a un argument de trop"),
        (["init", "a\0b"], "La valeur donnée à « ETUDE » n'est pas admise."),
    ],
)
def test_a_wrong_use_is_told_in_french(cli: Cli, sample_run: Path, arguments: list[str], words: str) -> None:
    said = cli(*(argument.replace("{etude}", str(sample_run)) for argument in arguments))
    assert (said.status, said.out) == (2, "")
    assert words in said.err
    assert "--help\n" in said.err
    assert_french(said.err)


@pytest.mark.parametrize(
    "arguments",
    [["add", "{}", "x"], ["run", "{}"], ["status", "{}"], ["export", "{}", "turns", "-o", "x.csv"], ["report", "{}"]],
)
def test_a_folder_that_is_no_study_is_told_with_the_remedy(cli: Cli, tmp_path: Path, arguments: list[str]) -> None:
    folder = tmp_path / "rien"
    said = cli(*(argument.replace("{}", str(folder)) for argument in arguments))
    assert (said.status, said.out) == (2, "")
    assert said.err == (
        f"« {folder} » n'est pas une étude (etude.toml y manque) ; créez-la avec : thematique init {folder}\n"
    )
    assert not folder.exists()


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (
            RuntimeError("P1 : un secret"),
            1,
            "Une erreur inattendue est survenue (RuntimeError). Vos fichiers n'ont pas",
        ),
        (MemoryError(), 1, "Une erreur inattendue est survenue (MemoryError)."),
        (OSError(28, "No space left on device"), 1, "le disque est plein ; libérez de la place"),
        (PermissionError(13, "Permission denied", "/x/y.docx"), 1, "« /x/y.docx » : l'accès est refusé"),
        (OSError(30, "Read-only file system", "/x"), 1, "« /x » : ce disque est en lecture seule"),
        (OSError(5, "Input/output error"), 1, "le système a refusé l'opération"),
        (KeyboardInterrupt(), 1, "Interrompu. Ce qui était fini est gardé"),
    ],
)
def test_no_fault_shows_a_traceback_or_a_word_of_a_transcript(
    cli: Cli, sample_run: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int, words: str
) -> None:
    def fail(_self: Study) -> None:
        raise error

    monkeypatch.setattr(Study, "status", fail)
    said = cli("status", sample_run)
    assert (said.status, said.out) == (status, "")
    assert words in said.err
    assert "secret" not in said.err
    assert len(said.err.splitlines()) == 1
    assert_french(said.err.replace("(RuntimeError)", "").replace("(MemoryError)", ""))


def test_in_a_process_of_its_own_results_and_messages_are_apart_and_the_status_is_given(tmp_path: Path) -> None:
    folder = tmp_path / "etude"
    made = thematique("init", folder)
    assert (made.status, made.err) == (0, f"Ensuite : thematique add {folder} DOSSIER-DES-TRANSCRIPTIONS\n")
    assert made.out.startswith("Étude créée")
    again = thematique("init", folder)
    assert (again.status, again.out) == (2, "")
    bad = thematique("add", folder, tmp_path / "absent.txt", small.write(tmp_path / "lot"))
    assert (bad.status, len(bad.err.splitlines())) == (1, 2)
    wrong = thematique("run", folder, "--forc")
    assert (wrong.status, wrong.out) == (2, "")
    assert wrong.err == "L'option « --forc » n'existe pas ; vouliez-vous dire --force ? Voyez : thematique run --help\n"


def test_a_reader_that_stops_early_leaves_no_noise(tmp_path: Path) -> None:
    thematique("init", tmp_path / "etude")
    said = run(["bash", "-c", f"{sys.executable} -m thematique status {tmp_path}/etude | true"])
    assert said.err.replace(f"Ensuite : thematique run {tmp_path}/etude\n", "") == ""
