"""thematique vault and forget, as a person calls them."""

import io
import json
import sys
from pathlib import Path

import pytest

import small
from command import Cli, assert_french, thematique
from thematique.cli import asking
from thematique.errors import WrongUse
from thematique.study import Study
from thematique.vault import sealed

PASSPHRASE = "quatre mots sans rapport"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "_N", 1 << 10)


@pytest.fixture
def etude(tmp_path: Path) -> Path:
    """A study whose transcripts were read, and no more."""
    study = small.study(tmp_path / "etude")
    text = (study.folder / "etude.toml").read_text(encoding="utf-8").replace('"analyse"', '"anonymise"')
    (study.folder / "etude.toml").write_text(text, encoding="utf-8")
    return study.folder


class Terminal(io.StringIO):
    """What somebody types."""

    def isatty(self) -> bool:
        return True


def says(monkeypatch: pytest.MonkeyPatch, line: str, *, terminal: bool = False) -> None:
    monkeypatch.setattr(sys, "stdin", (Terminal if terminal else io.StringIO)(f"{line}\n"))


def test_the_vault_is_closed_and_opened_by_a_passphrase_that_is_nowhere(
    cli: Cli, etude: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, PASSPHRASE)
    said = cli("vault", etude, "lock")
    assert (said.status, "2 fichiers" in said.out) == (0, True)
    assert "SSD" in said.err
    assert PASSPHRASE not in said.out + said.err
    assert_french(said.err)
    said = cli("status", etude)
    assert "unlock" in said.err
    assert cli("add", etude, etude.parent).status == 2
    says(monkeypatch, "une autre phrase entière")
    said = cli("vault", etude, "unlock")
    assert (said.status, said.out) == (2, "")
    assert_french(said.err)
    says(monkeypatch, PASSPHRASE)
    assert cli("vault", etude, "unlock").status == 0
    assert sorted(path.name for path in (etude / "transcripts").iterdir()) == ["nord.txt", "sud.txt"]


@pytest.mark.parametrize("weak", ["", "secret"])
def test_a_weak_passphrase_closes_nothing(cli: Cli, etude: Path, weak: str, monkeypatch: pytest.MonkeyPatch) -> None:
    says(monkeypatch, weak)
    said = cli("vault", etude, "lock")
    assert (said.status, said.out) == (2, "")
    assert (etude / "transcripts" / "nord.txt").exists()


@pytest.mark.parametrize("action", ["unlock", "frob"])
def test_what_cannot_be_done_is_said_before_a_passphrase_is_asked_for(cli: Cli, etude: Path, action: str) -> None:
    said = cli("vault", etude, action)
    assert (said.status, said.out) == (2, "")
    assert_french(said.err)


def test_on_a_terminal_a_new_passphrase_is_asked_for_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([PASSPHRASE, "autre chose", PASSPHRASE, PASSPHRASE])
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(answers))
    with pytest.raises(WrongUse, match="pas les mêmes"):
        asking.passphrase(new=True)
    assert asking.passphrase(new=True) == PASSPHRASE


def test_on_a_terminal_nothing_is_destroyed_without_the_word(
    cli: Cli, etude: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    says(monkeypatch, "oui", terminal=True)
    assert cli("vault", etude, "destroy").status == 2
    assert (etude / "transcripts" / "nord.txt").exists()
    says(monkeypatch, "DETRUIRE", terminal=True)
    said = cli("vault", etude, "destroy")
    assert (said.status, "anonymisés" in said.out) == (0, True)
    assert not any((etude / "transcripts").iterdir())
    assert "textes anonymisés" in cli("status", etude).out
    assert cli("run", etude).status == 0


def test_somebody_is_forgotten_and_the_proof_is_printed(cli: Cli, etude: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli("run", etude).status == 0
    says(monkeypatch, "non", terminal=True)
    assert cli("forget", etude, "--speaker", "Ottomar Krastapoulis").status == 2
    assert "Krastapoulis" in (etude / "transcripts" / "sud.txt").read_text(encoding="utf-8")
    said = cli("forget", etude, "--speaker", "Ottomar Krastapoulis", "--yes")
    assert said.status == 0
    assert "Vérifié" in said.out
    assert "SSD" in said.err
    assert "Krastapoulis" not in said.out + said.err
    assert_french(said.out + said.err)
    said = cli("forget", etude, "--document", "sud.json", "--yes", "--json")
    assert cli("forget", etude, "--document", "sud", "--yes").status == 2
    assert json.loads(said.out)["documents"] == 1
    assert [one.document for one in Study(etude).table("documents")] == ["nord"]


def test_one_must_say_whom_to_forget(cli: Cli, etude: Path) -> None:
    said = cli("forget", etude)
    assert (said.status, said.out) == (2, "")
    assert_french(said.err)


def test_a_command_of_its_own_forgets_where_nobody_has_coded_yet(etude: Path) -> None:
    """In a process where nothing has opened the database before."""
    assert thematique("run", etude).status == 0
    said = thematique("forget", etude, "--document", "sud")
    assert (said.status, "Vérifié" in said.out) == (0, True)
    assert [one.document for one in Study(etude).table("documents")] == ["nord"]
