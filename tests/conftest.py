"""What the whole suite shares: no connection leaves this machine, and one run of the sample study for everyone."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

import no_network
from command import SAMPLE, Cli, Said
from thematique.cli import invoke

pytest_plugins = ["databases"]

no_network.install()
# a machine that does other things is slow now and then, which is no fault of the code
hypothesis.settings.register_profile("thematique", deadline=None)
hypothesis.settings.load_profile("thematique")


@pytest.fixture(autouse=True)
def offline() -> Iterator[None]:
    """Fail the test in which something tried to leave this machine, even where the error was swallowed."""
    before = len(no_network.attempts)
    yield
    assert no_network.attempts[before:] == []


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """The command line in this process: quicker than another one, and libraries are loaded once."""

    def call(*arguments: object) -> Said:
        capsys.readouterr()
        status = invoke([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Said(status=status, out=said.out, err=said.err)

    return call


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, run once through the whole pipeline; not to be changed: see `sample`."""
    folder = tmp_path_factory.mktemp("sample") / "etude"
    for arguments in (["init", folder], ["add", folder, SAMPLE], ["run", folder]):
        assert invoke([str(argument) for argument in arguments]) == 0
    return folder


@pytest.fixture
def sample(sample_run: Path, tmp_path: Path) -> Path:
    """A copy of the sample study after its run, to do with as one likes."""
    return Path(shutil.copytree(sample_run, tmp_path / "etude"))
