"""The names of a study as people check them: what was masked, what is in doubt, and what people decide of both.

Every decision goes to the journal of corrections at once; the texts change when the stages are run again, which `apply`
does. Everything here identifies people.
"""

import difflib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from thematique.correcting import Corrections
from thematique.corrections import Act, Correction, Doubt, Likeness, Reading, Spot
from thematique.driver import Done, Watch, unwatched
from thematique.errors import WrongUse
from thematique.exchange import names as files
from thematique.exchange.codings import Problem
from thematique.french.meant import meant
from thematique.naming import seen
from thematique.naming.replaced import replaced
from thematique.naming.seen import Entity, Group, Line, Occurrences, Place, Standing, Taken, released
from thematique.naming.sense import require_sense
from thematique.naming.settled import Settled
from thematique.private_side import require_open, why_shut
from thematique.records import Kind, Pseudonym, Turn
from thematique.stages import readings
from thematique.store import Store

__all__ = ["Entity", "Group", "Line", "Naming", "Occurrences", "Standing", "Taken", "released"]


class Naming:
    """What people see and decide of the names of a study.

    Args:
        folder: that of the study.
        stored: opens its tables.
        run: runs the stages up to the readings.
    """

    def __init__(
        self,
        folder: Path,
        stored: Callable[[], AbstractContextManager[Store]],
        run: Callable[[Watch], Iterable[Done]],
    ) -> None:
        self._folder = folder
        self._corrections = Corrections(folder)
        self._stored = stored
        self._run = run

    def doubts(self, document: str = "") -> Sequence[Doubt]:
        """What is left to look at, by rank: in one document, or in the study, where each form is shown once."""
        settled = Settled(self._corrections.naming())
        left = [one for one in self._read("doubts") if one.document == document or not document]
        left = sorted((one for one in left if one not in settled), key=lambda one: (one.rank, one.document))
        if document:
            return left
        first = {meant(one.text) or one.text: one for one in reversed(left)}
        return list(reversed(first.values()))

    def likenesses(self) -> Sequence[Likeness]:
        """Names that may be those of one person, or one name that may be that of two, while nobody has decided."""
        settled = Settled(self._corrections.naming())
        return [one for one in self._read("likenesses") if one not in settled]

    def pseudonyms(self) -> Sequence[Pseudonym]:
        """The codes of the study, with the forms that they stand for."""
        return self._read("pseudonyms")

    def entities(self) -> Sequence[Entity]:
        """What is masked now, in the order of the codes."""
        return seen.entities(self.pseudonyms(), self._read("mentions"))

    def lines(self, document: str) -> Sequence[Line]:
        """The turns of a document, each as read beside as shown.

        Raises:
            WrongUse: there is no such document, or it was not pseudonymised yet.
        """
        return seen.lines(document, self._read("raw_turns"), self._turns(document), self._read("mentions"))

    def occurrences(self, name: str, document: str = "") -> Occurrences:
        """How often a name stands in the texts, and is masked there, in a document or in the study."""
        inside = {place: text for place, text in self.texts().items() if document in ("", place[0])}
        return seen.occurrences(name, inside, self._read("mentions"))

    def standings(self) -> Sequence[Standing]:
        """How far each document was checked, as of now."""
        settled = Settled(self._corrections.naming())
        return seen.standings(self._read("turns"), self._corrections.signatures(), self._read("doubts"), settled)

    def readings(self) -> Sequence[Reading]:
        """How far each document was checked, as of now; as of the last run while the private side is shut."""
        if why_shut(self._folder):
            return self._read("readings")
        return readings.readings(self._read("turns"), self._corrections.signatures())

    def groups(self, variables: Sequence[str], k: int) -> Sequence[Group]:
        """The combinations of variables that fewer than `k` documents share: together they may identify somebody.

        Raises:
            WrongUse: no variable, or none of that name.
        """
        documents = self._read("documents")
        known = sorted({name for one in documents for name in one.variables})
        if not variables or set(variables) - set(known):
            raise WrongUse(f"donnez des variables de l'étude (--variables) : {', '.join(known) or 'il n’y en a pas'}.")
        return seen.groups(documents, variables, k)

    def mask(
        self, name: str, *, by: str, kind: Kind | None = None, document: str = "", place: Spot | None = None
    ) -> Correction:
        """Mask a name, given as it stands in the text: in the study, in one document, or at one place.

        `kind` is what it identifies; None lets the machine's kind stand, or a person's.

        Raises:
            WrongUse: nothing to look for in `name`, no such document, or other words at that place.
        """
        return self._decide(Correction(act=Act.MASK, name=name, kind=kind, document=document), place, by=by)

    def unmask(self, name: str, *, by: str, document: str = "", place: Spot | None = None) -> Correction:
        """Leave a name as it stands, which also settles a doubt; see `mask`."""
        return self._decide(Correction(act=Act.UNMASK, name=name, document=document), place, by=by)

    def change_kind(
        self, name: str, kind: Kind, *, by: str, document: str = "", place: Spot | None = None
    ) -> Correction:
        """Say that a name identifies something of another kind; see `mask`."""
        return self._decide(Correction(act=Act.KIND, name=name, kind=kind, document=document), place, by=by)

    def merge(self, name: str, other: str, *, by: str, document: str = "") -> Correction:
        """Take two names for those of one person, place or organisation, which `other` stands for.

        Raises:
            WrongUse: nothing to look for in a name, one name given twice, or no such document.
        """
        return self._decide(Correction(act=Act.MERGE, name=name, other=other, document=document), by=by)

    def split(self, name: str, *, by: str, document: str) -> Correction:
        """Take `name`, in a document, for somebody else than in the rest of the study.

        Raises:
            WrongUse: nothing to look for in `name`, or no such document.
        """
        if not document:
            raise WrongUse("dites dans quelle transcription ce nom est celui de quelqu'un d'autre (--document).")
        return self._decide(Correction(act=Act.SPLIT, name=name, document=document), by=by)

    def apart(self, name: str, other: str, *, by: str) -> Correction:
        """Say that two names that resemble each other are those of two people, so that this is not asked again.

        Raises:
            WrongUse: nothing to look for in a name, or one name given twice.
        """
        return self._decide(Correction(act=Act.SPLIT, name=name, other=other), by=by)

    def read(self, document: str, *, by: str) -> Correction:
        """Say that the names of a document were read through, in the text as it now is.

        Raises:
            WrongUse: there is no such document, or it was not pseudonymised yet.
        """
        return self._add(Correction(act=Act.READ, document=document, digest=self._digest(document)), by=by)

    def sign(self, document: str, *, by: str) -> Correction:
        """Answer for the names of a document, in the text as it now is; see `read`."""
        return self._add(Correction(act=Act.SIGN, document=document, digest=self._digest(document)), by=by)

    def withdraw(self, number: int, *, by: str) -> Correction:
        """Take back what was decided under this number.

        Raises:
            WrongUse: there is no such number, or it was already taken back.
        """
        made = {one.number: one for one in self.history()}
        if number not in made or made[number].act is Act.WITHDRAW:
            raise WrongUse(f"aucune décision n'a le n° {number} ; voyez : thematique names ETUDE history")
        if number in self.withdrawn():
            raise WrongUse(f"la décision n° {number} a déjà été retirée.")
        return self._add(Correction(act=Act.WITHDRAW, name=str(number)), by=by)

    def take(self, path: Path, *, by: str) -> Taken:
        """Take the corrections of a table, or a roster of names to mask; lines with faults are left aside.

        Raises:
            WrongUse: the ending is of no known format, or needed columns are missing.
            FileRefused: the file cannot be read as a table.
        """
        found = files.read(path)
        later, holding = self.replaced(), self._corrections.naming()
        known = {replace(one, number=0, at="", by="") for one in holding if one.number not in later}
        problems, documents = list(found.problems), self._documents()
        new: dict[Correction, None] = {}
        for row in found.rows:
            try:
                require_sense(row.correction)
                _require_known(row.correction.document, documents)
            except WrongUse as wrong:
                problems.append(Problem(file=path.name, line=row.line, message=str(wrong)))
                continue
            if row.correction not in known:
                new[row.correction] = None
        made = self._corrections.add(new, by=_person(by)) if new else []
        refused = [str(one) for one in sorted(problems, key=lambda one: one.line)]
        n_known = len(found.rows) + len(found.problems) - len(made) - len(refused)
        return Taken(made=made, n_known=n_known, refused=refused)

    def history(self) -> Sequence[Correction]:
        """All that was decided, in order, what was withdrawn included."""
        require_open(self._folder)
        return self._corrections.all()

    def withdrawn(self) -> frozenset[int]:
        """The numbers of the decisions that were taken back."""
        return frozenset(int(one.name) for one in self.history() if one.act is Act.WITHDRAW)

    def replaced(self) -> Mapping[int, Correction]:
        """The numbers of the decisions that a later one replaces, with that one."""
        require_open(self._folder)
        return replaced(self._corrections.naming())

    def apply(self, watch: Watch = unwatched) -> Sequence[Done]:
        """Run the stages up to the readings, so that what was decided is seen in the texts.

        Raises:
            StudyBusy: another command works on the study.
        """
        return list(self._run(watch))

    def _read(self, table: str) -> Sequence[Any]:
        """The records of a table, none if it was not made yet."""
        with self._stored() as store:
            if not store.makes(table):
                return []
            if store.hides(table):
                require_open(self._folder)
            return store.read(table)

    def _decide(self, correction: Correction, place: Spot | None = None, *, by: str) -> Correction:
        """Add a correction of a name, once it makes sense."""
        require_sense(correction)
        self._require_document(correction.document)
        correction = replace(correction, name=correction.name.strip(), other=correction.other.strip())
        return self._add(self._placed(correction, place) if place else correction, by=by)

    def _placed(self, correction: Correction, place: Spot) -> Correction:
        text = self.texts().get((place.document, place.turn, place.where, place.key), "")
        if text[place.start : place.end] != correction.name:
            raise WrongUse("ces mots ne sont plus à cet endroit ; rechargez la transcription, puis recommencez.")
        return replace(
            correction,
            document=place.document,
            turn=place.turn,
            where=place.where,
            start=place.start,
            end=place.end,
            key=place.key,
        )

    def _add(self, correction: Correction, *, by: str) -> Correction:
        return self._corrections.add([correction], by=_person(by))[0]

    def _digest(self, document: str) -> str:
        return readings.text_digest(self._turns(document))

    def _turns(self, document: str) -> Sequence[Turn]:
        self._require_document(document)
        turns = [turn for turn in self._read("turns") if turn.document == document]
        if not turns:
            raise WrongUse(f"« {document} » n'est pas encore pseudonymisée ; lancez d'abord : thematique run ETUDE")
        return turns

    def texts(self) -> Mapping[Place, str]:
        """Every raw text in which a name may stand, by its place."""
        return seen.texts(self._read("raw_documents"), self._read("raw_turns"))

    def _require_document(self, document: str) -> None:
        """Refuse a document that the study has not read; none at all is the whole study."""
        if document:
            _require_known(document, self._documents())

    def _documents(self) -> Collection[str]:
        return {one.document for one in self._read("raw_documents")}


def _require_known(document: str, documents: Collection[str]) -> None:
    if document and document not in documents:
        near = difflib.get_close_matches(document, sorted(documents), n=1)
        hint = f"vouliez-vous dire « {near[0]} » ?" if near else "voyez : thematique status ETUDE"
        raise WrongUse(f"aucune transcription lue ne s'appelle « {document} » ; {hint}")


def _person(by: str) -> str:
    if not by.strip():
        raise WrongUse("dites qui décide (--by).")
    return by.strip()
