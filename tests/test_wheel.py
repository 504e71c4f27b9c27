"""The wheel is enough: built, installed in a fresh environment, it runs the sample that it carries."""

import os
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from command import Said, run

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The environment in which the wheel is installed; its dependencies are those of this one, nothing is fetched."""
    folder = tmp_path_factory.mktemp("roue")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    assert run(build).status == 0
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv" / "bin" / "python"
    install = ["install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", str(wheel)]
    done = run([sys.executable, "-m", "pip", "--python", str(python), *install])
    assert done.status == 0, done.err
    (site,) = (folder / "venv" / "lib").glob("python*/site-packages")
    # a path line joins the libraries, not the .pth files that lie among them, such as that of an editable install
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / "venv"


def called(installed: Path, *command: str) -> Said:
    outside = installed.parent
    search = {"PYTHONPATH": str(Path(__file__).parent / "site"), "PATH": f"{installed}/bin{os.pathsep}{os.defpath}"}
    return run([str(installed / "bin" / command[0]), *command[1:]], env=search, cwd=outside)


def test_it_runs_from_its_own_copy_with_all_it_needs(installed: Path) -> None:
    code = (
        "import thematique; from thematique.shipped import shipped; print(thematique.__file__);"
        "print(shipped('data/sample')); print(*(shipped(n).exists() for n in ('data/codebooks/reseau.toml',"
        "'data/lexicons/prenoms.txt', 'pipelines/analyse.toml', 'pipelines/anonymise.toml', 'models')))"
    )
    module, sample, there = called(installed, "python", "-c", code).out.splitlines()
    assert Path(module).is_relative_to(installed)
    assert Path(sample).is_relative_to(installed)
    assert there == "True True True True True"


def test_it_runs_the_sample_that_it_carries(installed: Path) -> None:
    code = "from thematique.shipped import shipped; print(shipped('data/sample'))"
    sample = Path(called(installed, "python", "-c", code).out.strip())
    etude = installed.parent / "etude"
    assert called(installed, "thematique", "init", str(etude)).status == 0
    # two transcripts and their variables: the whole sample says nothing more of the wheel, and takes long
    files = [str(sample / name) for name in ("ent4_creche.txt", "ent3_direction.docx", "corpus.csv")]
    assert called(installed, "thematique", "add", str(etude), *files).status == 0
    said = called(installed, "thematique", "run", str(etude))
    assert said.status == 0
    # corpus.csv speaks of the six others too, which is told and nothing else
    assert {line.partition(" : ")[0] for line in said.err.splitlines()} == {"corpus.csv"}
    assert f"Rapport : {etude}/report/rapport.html" in said.out
    assert (etude / "report" / "rapport.html").stat().st_size > 1_000_000


def test_nothing_private_or_superfluous_travels_in_it(installed: Path) -> None:
    package = next((installed / "lib").glob("python*/site-packages/thematique"))
    carried = {path.relative_to(package).parts[:2] for path in (package / "share").rglob("*") if path.is_file()}
    assert {part[1] for part in carried} == {"data", "models", "pipelines"}
    assert not list(package.rglob("tests"))
    assert not list(package.rglob("*.pyc")) or all("__pycache__" in path.parts for path in package.rglob("*.pyc"))
