"""What all pages share of one study: its texts in memory, its database, the order of its queue."""

import threading
import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connections

from thematique.codebook import Codebook
from thematique.digests import digest_of
from thematique.records import Code, Segment
from thematique.review import backups, grid, journal, layers, restoring
from thematique.review.carrying import carry, lost
from thematique.review.database import Database, use
from thematique.review.editions import Editions
from thematique.review.models import Head
from thematique.review.order import Order, Passage, Spot, arrange
from thematique.review.queue import Decided
from thematique.shared import SharedSide
from thematique.study import Study
from thematique.web.keeping import Kept
from thematique.web.once import Once
from thematique.web.opinions import Opinions
from thematique.web.work import Work

_RARE_SECONDS = 600.0
# decisions are dated before they are kept
_MARGIN = timedelta(minutes=1)
_ASTRAY_SECONDS = 60.0


class Desk:
    """One study on the desk of those who code it; used by several threads at once.

    Args:
        study: whose texts.
        private: its private side may be shown on this machine.
    """

    def __init__(self, study: Study, *, private: bool = False) -> None:
        self.study = study
        self.is_private = private
        self.database: Database = study.people.database
        self.trails: dict[tuple[int, str], Any] = {}
        self.work = Work()
        self.once = Once()
        self.opinions = Opinions(study.folder)
        self.agreements = Kept()
        self._lock = threading.RLock()
        self._seen: tuple[object, ...] = ()
        self._order: tuple[float, Order] | None = None
        self._passages: Sequence[Passage] = ()
        self._decided: dict[tuple[Spot, str], Decided] = {}
        self._known: datetime | None = None
        self._astray: tuple[float, frozenset[int]] | None = None
        self._backed_up = journal.now().date()
        self._shared = SharedSide()
        self._editions = Editions(self._shared, study.folder)
        self.refresh()

    @property
    def title(self) -> str:
        """The title of the study."""
        return self.study.title

    @property
    def folder(self) -> Path:
        """The folder of the study."""
        return self.study.folder

    @property
    def shared(self) -> SharedSide:
        """The texts and the suggestions, as the last run left them."""
        return self._shared

    @property
    def editions(self) -> Editions:
        """The texts in which passages are anchored."""
        return self._editions

    @property
    def codebook(self) -> Codebook:
        """The codebook in force."""
        return grid.current(self.folder).codebook

    @property
    def codes(self) -> Mapping[str, Code]:
        """The codes of the codebook in force, by path."""
        return {code.code: code for code in self.codebook.codes}

    def refresh(self) -> None:
        """Take up what a run changed, if one did; codings are carried over.

        While the machine learns, what it writes on the way is left alone: nobody waits for it between two stages.
        """
        with self._lock:
            self._back_up()
            if self.work.is_writing:
                return
            seen = _state(self.folder)
            if seen == self._seen:
                return
            shared = self.study.shared()
            with use(self.database):
                carry(shared, self.folder)
            self._lay(shared, seen)

    def take_up(self) -> None:
        """Take up what a run changed while the former texts and order still serve: nobody waits for it."""
        seen, shared = _state(self.folder), self.study.shared()
        passages = _passages(shared)
        with use(self.database):
            order = self._arranged(passages)
            # carrying needs it, and takes long the first time
            _ = shared.digest
            with self._lock:
                carry(shared, self.folder)
                self._lay(shared, seen)
                self._passages, self._order = passages, (time.monotonic(), order)

    def _lay(self, shared: SharedSide, seen: tuple[object, ...]) -> None:
        """Put other texts on the desk."""
        self._shared, self._editions = shared, Editions(shared, self.folder)
        self._seen, self._order, self._astray = seen, None, None
        self._passages = ()
        self._forget_decided()
        self.trails.clear()

    def _back_up(self) -> None:
        """Make the day's backup, on a server that is not stopped at night."""
        today = journal.now().date()
        if self.database.path is not None and today != self._backed_up:
            self._backed_up = today
            backups.daily(self.database.path, journal.now())

    def start_anew(self) -> None:
        """Forget all that was made of the decisions: they are others since a return to a backup."""
        with self._lock:
            self._seen, self._order, self._astray = (), None, None
            self._forget_decided()
            self.trails.clear()
            self.refresh()

    @property
    def astray(self) -> frozenset[int]:
        """The keys of the coders who have something to put back where its words are now; looked at once a minute."""
        with self._lock:
            if self._astray is None or time.monotonic() - self._astray[0] > _ASTRAY_SECONDS:
                try:
                    found = frozenset(row.coder_id for row in lost())
                except DatabaseError:
                    # the page that tells of a fault has this link too
                    found = frozenset()
                self._astray = (time.monotonic(), found)
            return self._astray[1]

    def look_for_astray(self) -> None:
        """Count anew what has to be put back, at the next look: some of it was."""
        with self._lock:
            self._astray = None

    def order(self) -> Order:
        """The order of the queue, which all coders share; what is rare is counted anew every ten minutes."""
        with self._lock:
            if self._order is None:
                self._order = (time.monotonic(), self._arranged(self.passages()))
            elif time.monotonic() - self._order[0] > _RARE_SECONDS:
                # the former one serves until then: nobody waits for it
                self._order = (time.monotonic(), self._order[1])
                threading.Thread(target=self._arrange_anew, args=[self._shared], daemon=True).start()
            return self._order[1]

    def decided(self) -> Sequence[Decided]:
        """What each coder decided on first; that something was taken back is noticed with the next order."""
        with self._lock:
            for one, at in layers.decided_since(self._known and self._known - _MARGIN):
                self._decided.setdefault((one.spot, one.coder), one)
                self._known = at
            return list(self._decided.values())

    def _arrange_anew(self, shared: SharedSide) -> None:
        """Order the queue again, in a thread of its own."""
        try:
            with use(self.database):
                order = self._arranged(self.passages())
        except DatabaseError:
            return
        finally:
            connections.close_all()
        with self._lock:
            if shared is self._shared:
                self._order = (time.monotonic(), order)
                self._forget_decided()

    def _arranged(self, passages: Sequence[Passage]) -> Order:
        counted = {code: sum(by.values()) for code, by in layers.counts().items()}
        return arrange(
            passages,
            settings=self.study.people.queue,
            seed=Head.objects.get(pk=1).seed,
            threshold=self.study.machine.threshold,
            accepted=counted,
        )

    def _forget_decided(self) -> None:
        self._decided.clear()
        self._known = None

    def passage(self, spot: Spot) -> Passage | None:
        """A segment as the queue knows it; None when there is none."""
        found = self.shared.segment(*spot)
        return _passage(self.shared, found) if found else None

    def passages(self) -> Sequence[Passage]:
        """All segments as the queue knows them."""
        with self._lock:
            if not self._passages:
                self._passages = _passages(self.shared)
            return self._passages


def _passages(shared: SharedSide) -> Sequence[Passage]:
    return [_passage(shared, one) for segments in shared.segments.values() for one in segments]


def _passage(shared: SharedSide, segment: Segment) -> Passage:
    suggestions = shared.suggestions(segment.document, segment.segment)
    document = shared.documents.get(segment.document)
    return Passage(
        document=segment.document,
        segment=segment.segment,
        turn=segment.turn,
        key=digest_of([segment.document, segment.text]),
        speaker=segment.speaker,
        role=segment.role,
        short=segment.short,
        scores={one.code: one.score for one in suggestions},
        flagged=frozenset(one.code for one in suggestions if one.flagged),
        variables=document.variables if document else {},
    )


def _state(folder: Path) -> tuple[object, ...]:
    """What changes when a run has written something, or another program went back to a backup."""
    found: list[object] = []
    for path in (folder / "ledger.sqlite", folder / "ledger.sqlite-wal", folder / restoring.MARK):
        if path.exists():
            told = path.stat()
            found += [path.name, told.st_mtime_ns, told.st_size]
    return tuple(found)
