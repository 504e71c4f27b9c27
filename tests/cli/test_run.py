"""thematique run."""

import json
import re
from pathlib import Path

import pytest

import small
from command import SAMPLE, Cli, assert_french, thematique
from thematique.study import Study

STAGES = [
    "ingest",
    "recognise",
    "correct",
    "pseudonyms",
    "anonymise",
    "hints",
    "sweep",
    "readings",
    "segment",
    "embed",
    "topics",
    "examples",
    "classify",
    "passages",
    "report",
]


def test_a_second_run_does_nothing(cli: Cli, sample: Path) -> None:
    said = cli("run", sample)
    assert said.status == 0
    assert said.out == f"Tout est à jour : rien n'a été refait.\nRapport : {sample}/report/rapport.html\n"


def test_dry_says_what_would_be_done_and_why_and_does_nothing(cli: Cli, tmp_path: Path) -> None:
    folder = small.study(tmp_path / "etude").folder
    said = cli("run", folder, "--dry")
    assert said.status == 0
    assert said.out.splitlines()[0] == "ingest (lecture des fichiers) : nord, sud — jamais fait"
    assert [line.split(" ")[0] for line in said.out.splitlines()] == STAGES
    assert not (folder / "tables" / "documents").exists()


def test_dry_of_a_study_that_is_up_to_date_says_so(cli: Cli, sample: Path) -> None:
    assert cli("run", sample, "--dry").out == "Tout est à jour : rien ne serait refait.\n"


def test_a_changed_setting_is_the_reason_given(cli: Cli, sample: Path) -> None:
    with (sample / "etude.toml").open("a", encoding="utf-8") as settings:
        settings.write("[segment]\nmax_words = 40\n")
    said = cli("run", sample, "--dry", "--json")
    told = json.loads(said.out)["would_run"]
    assert (said.status, said.err) == (0, "")
    assert {one["stage"] for one in told} == {"segment", "embed", "topics", "classify", "passages", "report"}
    assert {one["why"] for one in told if one["stage"] == "segment"} == {"a changé : les réglages"}


def test_only_one_stage_is_run_and_forced(cli: Cli, sample: Path) -> None:
    said = cli("run", sample, "--only", "segment", "--force")
    assert said.status == 0
    assert said.out.startswith("segment (découpage en segments) : ")
    assert len(said.out.splitlines()) == 2


def test_what_was_refused_is_told_without_looking_at_the_whole_study(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    etude = tmp_path / "etude"
    cli("init", etude)
    (etude / "transcripts" / "vide.txt").write_bytes(b"")
    (etude / "corpus.csv").write_text("file,cycle\nperdu.txt,2\n", encoding="utf-8")
    monkeypatch.delattr(Study, "status")
    said = cli("run", etude, "--only", "ingest")
    assert said.status == 1
    assert [line.partition(" : ")[0] for line in said.err.splitlines()] == ["vide.txt", "corpus.csv"]
    assert "« perdu.txt »" in said.err
    # JSON does not tell which rows of corpus.csv speak of no transcript
    monkeypatch.delattr(Study, "unmatched")
    assert json.loads(cli("run", etude, "--only", "ingest", "--json").out)["refused"][0]["filename"] == "vide.txt"


def test_json_is_one_document_on_stdout(cli: Cli, sample: Path) -> None:
    (sample / "transcripts" / "vide.txt").write_bytes(b"")
    said = cli("run", sample, "--only", "ingest", "--json")
    told = json.loads(said.out)
    assert said.status == 1
    assert [(one["stage"], one["unit"], one["why"]) for one in told["done"]] == [("ingest", "vide", "jamais fait")]
    assert told["refused"] == [{"filename": "vide.txt", "stage": "ingest", "reason": told["done"][0]["refused"]}]


def test_counts_agree_with_the_tables(sample_run: Path) -> None:
    study = Study(sample_run)
    documents, turns = study.table("documents"), study.table("turns")
    assert len(documents) == 8
    assert sum(document.n_turns for document in documents) == len(turns) > 800


@pytest.mark.parametrize("option", ["--only", "--dry"])
def test_an_unknown_stage_is_wrong_use(cli: Cli, sample: Path, option: str) -> None:
    said = cli("run", sample, *(["--dry"] if option == "--dry" else []), "--only", "segmant")
    assert (said.status, said.out) == (2, "")
    assert said.err == f"l'étape « segmant » n'est pas dans le pipeline ; étapes : {', '.join(STAGES)}.\n"


def test_workers_and_scheduler_together_are_wrong_use(cli: Cli, sample: Path) -> None:
    said = cli("run", sample, "--workers", 2, "--scheduler", "tcp://127.0.0.1:9")
    assert (said.status, said.err) == (2, "--workers et --scheduler ne vont pas ensemble ; choisissez l'un des deux.\n")


def test_every_problem_of_the_settings_is_listed_at_once(cli: Cli, sample: Path) -> None:
    (sample / "etude.toml").write_text(
        'title = "x"\nmax_words = 3\n[segment]\nmax_words = "dix"\nmaximum = 3\n[topics]\nlongueur = 1\n',
        encoding="utf-8",
    )
    said = cli("run", sample)
    lines = said.err.splitlines()
    assert (said.status, said.out) == (2, "")
    assert all(line.startswith("etude.toml : ") for line in lines)
    for words in (
        "[segment] ne connaît pas « maximum »",
        "[segment] max_words = 'dix' n'est pas admis (il faut un nombre entier).",
        "[topics] ne connaît pas « longueur »",
    ):
        assert any(words in line for line in lines), said.err
    assert_french(said.err)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"title = \xe9\n", "n'est pas en UTF-8"),
        (b"# une\ntitle = x\n", "ligne 2, colonne 9 : écriture incorrecte"),
        (b"title = 'x'\ntitle = 'y'\n", "est écrite deux fois"),
        (
            b"title = 'x'\npipeline = 'analise'\n",
            "le pipeline « analise » est introuvable ; pipelines fournis : analyse",
        ),
        (b"title = 'x'\n[segmant]\nmax = 1\n", "« segmant » n'est pas une étape de ce pipeline ; étapes : ingest"),
        (b"title = 'x'\ncouleur = 'bleu'\n", "« couleur » n'est un réglage d'aucune étape."),
    ],
)
def test_broken_settings_are_told_in_french(cli: Cli, sample: Path, text: bytes, words: str) -> None:
    (sample / "etude.toml").write_bytes(text)
    for command in (["run"], ["status"], ["export", "-o", sample / "x.csv"]):
        said = cli(command[0], sample, *(["turns"] if command[0] == "export" else []), *command[1:])
        assert (said.status, said.out) == (2, "")
        assert words in said.err
        assert_french(said.err)


def test_a_codebook_that_someone_broke_is_told_with_its_line(cli: Cli, sample: Path) -> None:
    with (sample / "codebook.toml").open("a", encoding="utf-8") as codebook:
        codebook.write("\n[confiance.trois]\nname = 'Trois'\n")
    line = len((sample / "codebook.toml").read_text(encoding="utf-8").splitlines()) - 1
    said = cli("run", sample)
    assert (said.status, said.err) == (
        2,
        f"codebook.toml : ligne {line} : [confiance.trois] n'a pas de « definition ».\n",
    )


def test_a_study_without_any_transcript_has_a_report_all_the_same(cli: Cli, tmp_path: Path) -> None:
    cli("init", tmp_path / "etude")
    said = cli("run", tmp_path / "etude")
    assert (said.status, said.err) == (0, "")
    assert (tmp_path / "etude" / "report" / "rapport.html").stat().st_size > 1000


def test_a_file_that_cannot_be_opened_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = small.study(tmp_path / "etude").folder
    # nobody may open what is not there, not even root
    (folder / "transcripts" / "parti.txt").symlink_to(tmp_path / "nulle-part.txt")
    (folder / "transcripts" / "dossier.docx").mkdir()
    said = thematique("run", folder, "--only", "ingest")
    assert said.status == 1
    assert sorted(line.split(" : ")[0] for line in said.err.splitlines()) == ["dossier.docx", "parti.txt"]
    assert said.err.count("le fichier n'a pas pu être ouvert ; vérifiez qu'il existe") == 2
    assert "2 documents lus" in said.out


def test_a_console_that_lacks_a_letter_shows_another_one(sample: Path) -> None:
    # that of a Windows console has no narrow no-break space, which stands between thousands
    env = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    said = thematique("export", sample, "suggestions", "-o", sample / "s.csv", env=env)
    assert said.status == 0
    assert re.search(r" \d+\?\d{3} lignes", said.out)


def test_the_sample_is_complete(sample_run: Path) -> None:
    assert {path.name for path in (sample_run / "transcripts").iterdir()} == {
        path.name for path in SAMPLE.iterdir() if path.name not in ("README.md", "corpus.csv")
    }
