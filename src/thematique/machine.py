"""The machine as a coder: what people taught it, version after version, and what each version makes of the text."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thematique.classifier.lessons import lessons
from thematique.codings import NOTHING, Coding, Drawn, Verdict
from thematique.errors import WrongUse
from thematique.locking import locked
from thematique.people import People
from thematique.records import Code, Role, Segment, Vector, record
from thematique.versions import COLD, Versions

if TYPE_CHECKING:
    from thematique.stages.classify import Settings
    from thematique.training import Trained

MACHINE = "machine"


@record
class Version:
    """A version of what the machine learnt (fr. version).

    `mean_average_precision` is that on passages held out when it was trained; None for what the codebook alone teaches.
    `by_document` says whether they were held out with their whole document.
    """

    name: str
    in_force: bool
    kept: bool
    lessons: int
    last_decision: str
    codes: Sequence[str]
    mean_average_precision: float | None
    by_document: bool = True


class Machine:
    """The classifier of the study in `folder`.

    Args:
        folder: the study.
        table: reads a table of the study, vectors included.
        codes: the codebook in force.
        settings: those of the stage `classify`.
        people: whose codings teach it.
    """

    def __init__(
        self,
        folder: Path,
        table: Callable[[str], Sequence[Any]],
        codes: Callable[[], Sequence[Code]],
        settings: "Settings",
        people: People,
    ) -> None:
        self._folder = folder
        self._table = table
        self._codes = codes
        self._settings = settings
        self._people = people
        self.kept = Versions(folder)

    @property
    def threshold(self) -> float:
        """The probability from which what the codebook teaches is flagged."""
        return self._settings.threshold

    def train(self) -> "Trained":
        """Learn from the codings that stand; the new version is in force unless it is worse.

        Raises:
            WrongUse: there are not enough codings, or none is new.
        """
        from thematique import training

        segments: Sequence[Segment] = self._table("segments")
        read = lessons(self._people.codings(), segments, interviewers=self._settings.interviewers)
        given = training.material(read, self._table("vectors"), self._codes(), self._table("examples"), self._settings)
        name, before = self.kept.next_name(), self.kept.current
        if self.kept.names() and given.digest == self.kept.card(self.kept.names()[-1]).get("material"):
            raise WrongUse(
                f"rien n'a changé dans les codages depuis la version {self.kept.names()[-1]} ; rien à apprendre."
            )
        verdict, files = training.train(given, name, before, self.kept.files(before))
        self.kept.keep(name, files)
        if verdict.kept:
            self.kept.use(name)
        return verdict

    def use(self, version: str) -> None:
        """Put a version in force; the next run suggests with it.

        Raises:
            WrongUse: no such version, or it is damaged.
            StudyBusy: another command works on the study.
        """
        with locked(self._folder):
            self.kept.use(version)

    def versions(self) -> Sequence[Version]:
        """All versions, the oldest first."""
        current = self.kept.current
        cold = Version(
            name=COLD,
            in_force=current == COLD,
            kept=True,
            lessons=0,
            last_decision="",
            codes=[code.code for code in self._codes() if code.codable],
            mean_average_precision=None,
        )
        return [cold, *(self._version(name, current) for name in self.kept.names())]

    def codings(self, version: str = "") -> Sequence[Coding]:
        """What a version makes of every passage that can carry a code, as if it were a coder.

        A passage that it learnt from is judged by a version that did not.

        Args:
            version: its name; empty for the one in force.

        Raises:
            WrongUse: no such version, or it is damaged.
        """
        import numpy as np

        from thematique import training

        name = version or self.kept.current
        known: dict[tuple[str, int], Vector] = {(one.document, one.segment): one for one in self._table("vectors")}
        heard = [one for one in self._table("segments") if self._settings.interviewers or one.role is Role.PARTICIPANT]
        judged = [one for one in heard if not one.short]
        codable = [code.code for code in self._codes() if code.codable]
        if not judged or not codable:
            return []
        vectors = np.stack([np.asarray(known[one.document, one.segment].values) for one in judged])
        scores, thresholds = training.fair_scores(
            judged, vectors, self._codes(), self.kept.files(name), self._settings, self._table("examples")
        )
        given: dict[tuple[str, int], list[tuple[str, float | None]]] = {
            (one.document, one.segment): [
                (code, float(value))
                for code, value, edge in zip(codable, row, thresholds, strict=True)
                if value >= edge
            ]
            for one, row in zip(judged, scores, strict=True)
        }
        nothing: list[tuple[str, float | None]] = [(NOTHING, None)]
        coder = f"{MACHINE}:{version}" if version else MACHINE
        return [
            _coding(one, code, score, coder, name)
            for one in heard
            for code, score in given.get((one.document, one.segment)) or nothing
        ]

    def _version(self, name: str, current: str) -> Version:
        card = self.kept.card(name)
        return Version(
            name=name,
            in_force=name == current,
            kept=bool(card["kept"]),
            lessons=int(card["lessons"]),
            last_decision=str(card["last_decision"]),
            codes=list(card["codes"]),
            mean_average_precision=float(card["mean_average_precision"]["after"]),
            by_document=bool(card.get("by_document", True)),
        )


def _coding(segment: Segment, code: str, score: float | None, coder: str, model: str) -> Coding:
    return Coding(
        document=segment.document,
        turn=segment.turn,
        segment=segment.segment,
        start=segment.start,
        end=segment.end,
        code=code,
        coder=coder,
        verdict=Verdict.ACCEPT,
        decided_at="",
        model=model,
        score=score,
        drawn=Drawn.CHOSEN,
    )
