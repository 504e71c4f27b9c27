"""The private side as a whole: enclosed in its vault, opened, destroyed; and people erased from the study."""

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from thematique import forgetting, vault
from thematique.correcting import Corrections
from thematique.driver import Done, Watch, unwatched
from thematique.errors import WrongUse
from thematique.forgetting import Proof, wanted
from thematique.forgetting.wanted import Wanted
from thematique.intake import readable_name
from thematique.locking import locked
from thematique.originals import paths
from thematique.people import People
from thematique.private_side import Side, require_open, side_of
from thematique.store import Store
from thematique.vault import Enclosed


class Keeping:
    """What identifies people in the study in `folder`, and what becomes of it.

    Args:
        folder: the study.
        stored: opens its tables.
        people: who code, and what they decided.
        run: brings the study up to date.
    """

    def __init__(
        self,
        folder: Path,
        stored: Callable[[], AbstractContextManager[Store]],
        people: People,
        run: Callable[..., Iterator[Done]],
    ) -> None:
        self._folder = folder
        self._stored = stored
        self._people = people
        self._run = run

    @property
    def side(self) -> Side:
        """How the private side is."""
        return side_of(self._folder)

    def require_lockable(self) -> None:
        """Check that there is something to enclose, before a passphrase is asked for; raises `WrongUse`."""
        vault.require_lockable(self._folder)

    def require_unlockable(self) -> None:
        """Check that there is a vault to open, before its passphrase is asked for; raises `WrongUse`."""
        vault.require_unlockable(self._folder)

    def lock(self, passphrase: str) -> Enclosed:
        """Enclose the private side; or end what was interrupted.

        Raises:
            WrongUse: there is nothing to enclose, the passphrase is weak, or a file cannot be enclosed.
            StudyBusy: another command works on the study.
        """
        with locked(self._folder), Corrections(self._folder).held(), self._stored() as store:
            # results that a killed run left under their temporary names
            store.recover()
            return vault.lock(self._folder, passphrase)

    def unlock(self, passphrase: str) -> Enclosed:
        """Give the private side back as it was.

        Raises:
            WrongUse: there is no vault, the passphrase is not its own, or it was cut short or altered.
            StudyBusy: another command works on the study.
        """
        with locked(self._folder):
            return vault.unlock(self._folder, passphrase)

    def destroy(self, *, watch: Watch = unwatched) -> int:
        """Destroy the private side, open or closed, for ever; returns how many files went.

        What could link or confirm goes too: digests of the private tables, the key of the anchors. The pages that call
        the texts pseudonymised are made anew.

        Raises:
            StudyBusy: another command works on the study.
        """
        with locked(self._folder), Corrections(self._folder).held(), self._stored() as store:
            files = vault.destroy(self._folder)
            store.strip()
        self._people.renew_key()
        for _ in self._run(watch=watch):
            pass
        return files

    def wanted(self, *, document: str = "", speaker: str = "", watch: Watch = unwatched) -> Wanted:
        """What is to be erased; the private tables are first brought up to date.

        Args:
            document: a transcript; with `speaker`, the one where they speak.
            speaker: a code, `[PERSONNE_3]`, or a label, in the pseudonymised text or in the transcript.
            watch: told how far the tables are.

        Raises:
            WrongUse: the private side is shut, nothing is called so, or several people may be.
        """
        if not document and not speaker:
            raise WrongUse("il manque qui ou quoi effacer ; donnez --document, ou --speaker.")
        require_open(self._folder)
        for _ in self._run(until="anonymise", watch=watch):
            pass
        with self._stored() as store:
            texts = forgetting.texts_of(store)
            held = {unit: {one.document for one in some} for unit, some in store.units("raw_documents").items()}
        if document:
            document = self._document(document, held)
        if speaker:
            return wanted.speaker(speaker, texts, document)
        return wanted.document(document, texts, held.get(document, ()))

    def forget(self, what: Wanted, *, watch: Watch = unwatched) -> Proof:
        """Erase it everywhere, bring the study up to date, and keep a record of it that identifies nobody.

        Raises:
            WrongUse: the private side is shut.
            StudyBusy: another command works on the study.
        """
        require_open(self._folder)
        with locked(self._folder), self._stored() as store:
            store.recover()
            proof = forgetting.erase(self._folder, what, store, self._people)
        for _ in self._run(watch=watch):
            pass
        if self._people.is_started:
            # let what others decided find its words again
            self._people.codings()
        with self._stored() as store:
            proof = replace(proof, left=forgetting.left(self._folder, what, store))
        self._record(proof)
        return proof

    def _document(self, name: str, held: Mapping[str, Collection[str]]) -> str:
        """The document of this name; a file's name with its ending will do."""
        files = {readable_name(path): unit for unit, path in paths(self._folder).items()}
        known = {*files.values(), *held, *(one for some in held.values() for one in some)}
        if self._people.is_started:
            known |= {coding.document for coding in self._people.codings()}
        found = name if name in known else files.get(name, "")
        if not found:
            raise WrongUse(f"aucun document ne s'appelle « {name} » ; voyez : thematique status {self._folder} --json")
        return found

    def _record(self, proof: Proof) -> None:
        """Keep when something was erased, and how much; no word of what."""
        told = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "code": proof.code,
            "documents": proof.documents,
            "turns": proof.turns,
            "left": len(proof.left),
        }
        with (self._folder / _RECORD).open("a", encoding="utf-8") as stream:
            stream.write(f"{json.dumps(told)}\n")
            stream.flush()
            os.fsync(stream.fileno())


_RECORD = "erasures.jsonl"
