"""A small study that was really run, in this process or behind a real server, and the people who code in it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

import databases  # noqa: F401 - the models need a Django that is set up
from thematique.review import coders
from thematique.review.database import outside_loop, use
from thematique.review.models import Coder, Coding, Head, Role
from thematique.study import Study
from thematique.web.desk import Desk
from windows import painted

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "un-mot-de-passe-long"
SEED = "4"
"""What chance draws in the small study follows from it: three of twelve answers are in reserve."""
NAMES = {Role.READER.value: "Lina", Role.REVIEWER.value: "Rachid", Role.ADMINISTRATOR.value: "Agathe"}
"""Who has each role in the small study."""

_SITE = Path(__file__).parents[1] / "site"
_ANSWERS = (
    "Alors chaque fois qu'une collègue part, il faut tout recommencer, le turnover nous épuise.",
    "On se téléphone entre deux portes, on prend un café, et ça se débloque.",
    "La confiance se construit en travaillant ensemble, petit à petit, d'année en année.",
    "Notre travail n'est pas reconnu par les pouvoirs publics, on se sent seules.",
    "Le secret professionnel fait qu'un service ne peut rien me dire de la famille.",
    "On se voit à la fête du quartier, et c'est là que les choses se disent vraiment.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server that answers: the study's folder, the address, the first invitation's link, what it wrote."""

    folder: Path
    base: str
    link: str
    process: "subprocess.Popen[str]"
    complaints: Path

    def invite(self, name: str, role: str = "lecture", *, password: str = PASSWORD) -> None:
        """Add somebody who has chosen a password; nothing happens if they are there already."""
        study = Study(self.folder)

        def accept() -> None:
            with use(study.people.database):
                if not Coder.objects.filter(name=name).exists():
                    assert coders.accept(coders.invite(name, Role(role)).token, password) is not None

        outside_loop(accept)


@pytest.fixture(scope="session")
def study_ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of two interviews, 24 segments, run once, that nobody has coded yet; not to be changed."""
    folder = tmp_path_factory.mktemp("web") / "etude"
    study = Study.create(folder)
    originals = folder.with_name("originaux")
    originals.mkdir()
    for name, speaker, first in (("nord.txt", "Maëlle", 0), ("sud.txt", "Ottomar", 3)):
        answers = [_ANSWERS[(first + n) % len(_ANSWERS)] for n in range(6)]
        turns = [f"Enquêteur : Question {n} ?\n\n{speaker} : {text}" for n, text in enumerate(answers)]
        (originals / name).write_text("\n\n".join(turns), encoding="utf-8")
    study.add([originals])
    assert [done for done in study.run() if done.refused] == []
    return folder


@pytest.fixture(scope="session")
def study_peopled(study_ran: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same study with one coder of each role, who chose `PASSWORD`; not to be changed."""
    folder = Path(shutil.copytree(study_ran, tmp_path_factory.mktemp("web") / "etude"))
    people = Study(folder).people
    with use(people.database):
        for role, name in NAMES.items():
            assert coders.accept(coders.invite(name, Role(role)).token, PASSWORD) is not None
        # what chance draws is the same at each run
        Head.objects.update(seed=SEED)
    connections.close_all()
    return folder


@pytest.fixture
def desk(study_peopled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The small study on its desk, in this process: 24 segments, one coder of each role; a copy for each test.

    The models speak to its database only within `with use(desk.database)`.
    """
    folder = Path(shutil.copytree(study_peopled, tmp_path / "etude"))
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["127.0.0.1"])
    yield Desk(Study(folder))
    connections.close_all()


@pytest.fixture
def client_of(desk: Desk) -> Callable[..., Client]:
    """Django's client for a role: `client_of("lecture")`; `client_of("")` for somebody who has not come in.

    Options go to the client; `name` is a coder other than the one of `NAMES`, who is added.
    """

    def client(role: str, *, name: str = "", **options: Any) -> Client:
        made = Client(**{"thematique.desk": desk, "SERVER_NAME": "127.0.0.1", **options})
        if role:
            with use(desk.database):
                made.force_login(_coder(name or NAMES[role], role))
        return made

    return client


@pytest.fixture(scope="module")
def server(study_ran: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """`thematique review` on the small study, in another process: started for the first time, nobody has come in."""
    folder = Path(shutil.copytree(study_ran, tmp_path_factory.mktemp("serveur") / "etude"))
    with_server = serving(folder)
    yield next(with_server)
    next(with_server, None)


def serving(folder: Path, *options: str) -> Iterator[Running]:
    """Start `thematique review` on a study, and stop it at the end."""
    complaints = folder.with_name("complaints.txt")
    command = [sys.executable, "-m", "thematique", "review", str(folder), "--port", "0", *options]
    with complaints.open("w", encoding="utf-8") as stderr:
        process = subprocess.Popen(
            command,
            env={**os.environ, "PYTHONPATH": str(_SITE)},
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            # a shell that runs the tests in the background makes what they start deaf to Ctrl-C
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
    try:
        said = _first_words(process)
        assert "Page de relecture" in said, said + complaints.read_text(encoding="utf-8")
        addresses = [word for word in said.split() if word.startswith("http")]
        link = addresses[0] if "/invitation/" in addresses[0] else ""
        base = addresses[-1].rstrip("/")
        yield Running(folder=folder, base=base, link=link, process=process, complaints=complaints)
    finally:
        process.terminate()
        process.wait(timeout=10)
        connections.close_all()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A real browser, as long as the module's tests run."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
    if CHROMIUM is None:
        pytest.skip("le navigateur chromium est absent (apt-get install chromium)")
    with pytest.MonkeyPatch.context() as patch, playwright.sync_playwright() as engine:
        # its loop runs in this thread until the end, and Django would refuse to work beside it
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A window of a laptop, without cookies; scripts that fail fail the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="fr-BE")
    window, faults = context.new_page(), []
    window.on("pageerror", lambda error: faults.append(str(error)))
    yield window
    context.close()
    assert faults == []


@pytest.fixture
def logged_in(server: Running) -> Callable[..., Any]:
    """`logged_in(page, role)`: the window after the login form, at the review page; `name` for another coder."""

    def log_in(window: Any, role: str, *, name: str = "") -> Any:
        server.invite(name or NAMES[role], role)
        window.goto(f"{server.base}/connexion/")
        window.fill("#name", name or NAMES[role])
        window.fill("#password", PASSWORD)
        window.click("main button")
        window.wait_for_url(f"{server.base}/")
        return window

    return log_in


@pytest.fixture
def standing(server: Running) -> Callable[..., list[Any]]:
    """What holds in the database for a coder: `standing(name)` gives (code, verdict, start, end), by `field` else."""

    def look(name: str, model: Any = Coding, *fields: str) -> list[Any]:
        with use(Study(server.folder).people.database):
            rows = model.objects.filter(coder__name=name, standing=True).order_by("pk")
            return list(rows.values_list(*(fields or ("code", "verdict", "start", "end")), flat=len(fields) == 1))

    return look


@pytest.fixture
def reader(page: Any, logged_in: Callable[..., Any], server: Running, request: pytest.FixtureRequest) -> Any:
    """A coder of the test's own, at the first answer of an interview, with its suggestions; `page.coder` is the name.

    The machine has to propose something there: see `suggesting`.
    """
    page.coder = request.node.name[:60]
    logged_in(page, "lecture", name=page.coder)
    page.goto(f"{server.base}/?document=nord")
    page.wait_for_selector("#card .line.chosen")
    return painted(page)


def told(page: Any, sentence: str) -> None:
    """Wait until the review page says so."""
    page.wait_for_function("text => document.getElementById('told').textContent.includes(text)", arg=sentence)


def codes_of(page: Any, standing: Callable[..., Any]) -> list[str]:
    """The codes on which the coder of `reader` decided, that hold."""
    return [code for code, *_ in standing(page.coder)]


def _coder(name: str, role: str) -> Coder:
    found, _ = Coder.objects.get_or_create(
        name=name, defaults={"role": role, "created_at": coders.journal.now(), "password": "!"}
    )
    return found


def _first_words(process: "subprocess.Popen[str]") -> str:
    """What the command says until it listens, or gives up."""
    said = ""
    assert process.stdout is not None
    for line in process.stdout:
        said += line
        if line.startswith("Page de relecture"):
            break
    return said
