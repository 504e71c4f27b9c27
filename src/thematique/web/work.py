"""What the machine does in the background: one command at a time, how far it is, and how the last one ended."""

import logging
import subprocess
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum

from thematique.errors import ThematiqueError, WrongUse
from thematique.records import record
from thematique.web.processes import launch, output

# seconds between two looks at how far the command is
_LOOK = 0.5
_log = logging.getLogger("thematique.web")
_FAULT = "le résultat n'a pas pu être lu ; rechargez la page, et si cela se répète, signalez-le."


class Kind(StrEnum):
    """What may be asked of the machine."""

    TRAIN = "train"
    USE = "use"
    NAMES = "names"


@record
class Job:
    """What was asked: by whom, when, the version then in force, and for `USE` the version to put in force."""

    kind: Kind
    by: str
    started_at: datetime
    before: str
    target: str = ""


@record
class Step:
    """A part of a job; `since` is None until it has begun."""

    told: str
    since: datetime | None


@record
class Ended:
    """How a job ended, in a sentence; `number` tells it from others, `version` is the one it made or put in force."""

    number: int
    job: Job
    at: datetime
    sentence: str
    went_well: bool
    version: str = ""


@record
class Task:
    """A command, and what goes with it.

    Attributes:
        job: what was asked.
        arguments: of the command line.
        steps: its parts in French; the last is what `conclude` does.
        step: says which of the parts the command is at, the first being 0.
        settle: called once the command has ended, well or not, while the study still counts as being written.
        conclude: from what the command wrote, the version and the sentence that tell how it ended.
        then: the arguments of a second command, which follows where the first one went well.
        module: what Python runs with these arguments.
    """

    job: Job
    arguments: Sequence[str]
    steps: Sequence[str]
    step: Callable[[], int]
    settle: Callable[[], None]
    conclude: Callable[[str], tuple[str, str]]
    then: Sequence[str] = ()
    module: str = "thematique"


class Work:
    """The work of one study; used by several threads at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._task: Task | None = None
        self._begun: list[datetime] = []
        self._ended: Ended | None = None
        self._heard: dict[str, int] = {}
        self.is_writing = False

    @property
    def job(self) -> Job | None:
        """What is being done."""
        task = self._task
        return task.job if task else None

    @property
    def steps(self) -> Sequence[Step]:
        """The parts of what is being done."""
        with self._lock:
            told = self._task.steps if self._task else ()
            begun = [*self._begun, *[None] * len(told)]
        return [Step(told=one, since=since) for one, since in zip(told, begun, strict=False)]

    @property
    def ended(self) -> Ended | None:
        """How the last job ended."""
        return self._ended

    def start(self, task: Task) -> None:
        """Start a command and come back at once.

        Raises:
            WrongUse: another one is at work.
        """
        with self._lock:
            if self._task is not None:
                raise WrongUse("la machine est déjà au travail ; attendez qu'elle ait fini.")
            self._task, self._begun, self.is_writing = task, [now()], True
        threading.Thread(target=self._do, args=[task], daemon=True).start()

    def news(self, coder: str) -> Ended | None:
        """How the last job ended, if this coder has not heard of it; a failure concerns only who asked."""
        ended = self._ended
        if ended is None or self._heard.get(coder, 0) >= ended.number:
            return None
        return ended if ended.went_well or ended.job.by == coder else None

    def heard(self, coder: str, number: int) -> None:
        """Do not tell this coder again."""
        self._heard[coder] = number

    def _do(self, task: Task) -> None:
        version, sentence, went_well = "", _FAULT, False
        try:
            version, sentence = self._carried_out(task)
            went_well = True
        except ThematiqueError as error:
            sentence = str(error)
        except Exception as error:  # nobody above this thread could tell it
            _log.error("%s %s", task.job.kind, type(error).__name__)
        with self._lock:
            number = self._ended.number + 1 if self._ended else 1
            self._ended = Ended(
                number=number, job=task.job, at=now(), sentence=sentence, went_well=went_well, version=version
            )
            self._task, self.is_writing = None, False

    def _carried_out(self, task: Task) -> tuple[str, str]:
        process, told = self._run(task, task.arguments)
        if task.then and process.returncode == 0:
            self._reach(1)
            process, told = self._run(task, task.then)
        self._reach(len(task.steps) - 1)
        task.settle()
        self.is_writing = False
        written = output(process, *told)
        return task.conclude(written)

    def _run(self, task: Task, arguments: Sequence[str]) -> tuple["subprocess.Popen[str]", tuple[str, str]]:
        """Run a command to its end; returns the process and what it wrote."""
        process = launch(["-m", task.module, *arguments])
        while True:
            try:
                return process, process.communicate(timeout=_LOOK)
            except subprocess.TimeoutExpired:
                self._reach(task.step())

    def _reach(self, step: int) -> None:
        with self._lock:
            self._begun += [now()] * (step + 1 - len(self._begun))


def now() -> datetime:
    """The moment."""
    return datetime.now(UTC)
