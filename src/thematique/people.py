"""The people of a study: who codes, what they decided, how it is kept safe, taken out and brought in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from thematique import codebook
from thematique.codings import FIRST, Coding
from thematique.errors import InvalidFile, WrongUse
from thematique.records import record
from thematique.review import backups
from thematique.review.database import Database, outside_loop, prepare, use
from thematique.review.opening import open_database
from thematique.shared import SharedSide

if TYPE_CHECKING:
    from thematique.review.importing import Imported
    from thematique.review.order import Settings

T = TypeVar("T")


@record
class Person:
    """Someone who codes, and how far: passages read, and codes given (fr. codeur·se)."""

    name: str
    role: str
    active: bool
    passages: int
    codings: int


@record
class Backup:
    """A copy of the human data: its file, when and why it was made."""

    name: str
    made_at: str
    reason: str


class People:
    """The human data of the study in `folder`; `settings` is the part [review] of etude.toml.

    Every method may be called from a notebook: what Django does runs outside its event loop.
    """

    def __init__(self, folder: Path, settings: Mapping[str, Any], shared: Callable[[], SharedSide]) -> None:
        self._folder = folder
        self._settings = settings
        self._shared = shared

    def invite(self, name: str, role: str = "lecture", *, by: str = "") -> str:
        """Add a coder, or let one in again; returns the token of a link that works once.

        Raises:
            WrongUse: the name or the role cannot be.
        """

        def invite() -> str:
            from thematique.review import coders, models

            if role not in models.Role.values:
                raise WrongUse(f"le rôle « {role} » n'existe pas ; rôles : {', '.join(models.Role.values)}.")
            return coders.invite(name, models.Role(role), by=by).token

        return self._within(invite)

    def first_link(self) -> str:
        """The token for whoever opens the page first and will look after it; empty once somebody does.

        They choose their own name. A link that was given before and never used no longer works.
        """
        return "" if self.is_governed else self.invite(FIRST, "administration")

    @property
    def is_governed(self) -> bool:
        """Whether somebody who administers the study can come in."""

        def governed() -> bool:
            from thematique.review import coders

            return coders.are_governed()

        return self._within(governed)

    def disable(self, name: str, *, by: str = "") -> None:
        """Keep a coder out; what they decided stays.

        Raises:
            WrongUse: nobody bears this name, or nobody else administers the study.
        """

        def disable() -> None:
            from thematique.review import coders

            coders.disable(name, by=by)

        self._within(disable)

    def all(self) -> Sequence[Person]:
        """Who codes or coded here, by name."""
        return self._within(_everyone)

    def codings(self) -> Sequence[Coding]:
        """The codings that stand, of all coders and of the consensus, on the text as it is now."""

        def standing() -> Sequence[Coding]:
            from thematique.review import carrying, layers

            shared = self._shared()
            carrying.carry(shared, self._folder)
            return layers.with_consensus(shared.segments)

        return self._within(standing)

    def fault(self) -> str:
        """What is wrong with the journal of decisions, in French; empty when it is whole, or nobody has come yet."""

        def fault() -> str:
            from thematique.review import journal

            try:
                journal.require_whole()
            except WrongUse as broken:
                return str(broken)
            return ""

        return self._within(fault) if self.is_started else ""

    def n_lost(self) -> int:
        """How many standing codings hang on words that are no longer in the text as it is now."""

        def n_lost() -> int:
            from thematique.review import carrying, layers

            carrying.carry(self._shared(), self._folder)
            return len(layers.standing(lost=True))

        return self._within(n_lost)

    def take_in(self, path: Path, coder: str = "") -> "Imported":
        """Keep the codings of a .csv or .xlsx file.

        Args:
            path: the file.
            coder: who coded, where the file does not say.

        Raises:
            WrongUse: the file cannot be read as codings.
        """

        def take_in() -> "Imported":
            from thematique.review import importing

            codes = codebook.load(self._folder / "codebook.toml").codes
            return importing.take_in(path, coder, self._shared(), codes, self._folder)

        return self._within(take_in)

    def backup(self) -> Path:
        """Copy the human data now; returns where the copy is."""
        path = self._file

        def backup() -> Path:
            from thematique.review.journal import now

            return backups.make(path, "demande", now())

        return self._within(backup)

    def backups(self) -> Sequence[Backup]:
        """The copies of the human data, the newest first."""
        return [
            Backup(name=path.name, made_at=backups.made_at(path).isoformat(), reason=backups.reason_of(path))
            for path in backups.listed(self._path)
        ]

    def restore(self, name: str, *, by: str = "") -> Path:
        """Go back to a copy; returns the copy of what there was just before.

        Raises:
            WrongUse: no such copy, or it is damaged.
        """

        def restore() -> Path:
            # models cannot be imported before
            prepare()
            from thematique.review import restoring

            return restoring.go_back(self._path.parent, name, by=by)

        return outside_loop(restore)

    def renew_key(self) -> None:
        """Destroy the key of the anchors and anchor the passages anew, and leave no deleted word in the file."""

        def renew() -> None:
            from thematique.review import erasing

            erasing.renew_key(self._shared(), self._folder)

        if self.is_started:
            self._within(renew)

    def erase(self, **what: Any) -> Mapping[str, int]:
        """Erase what was decided and noted, see `review.erasing.erase`; returns how many rows went, by kind."""

        def erase() -> Mapping[str, int]:
            # models cannot be imported before the database is open
            from thematique.review import erasing

            return erasing.everywhere(self._shared(), self._folder, **what)

        return self._within(erase) if self.is_started else {}

    @property
    def queue(self) -> "Settings":
        """How passages are drawn for the coders.

        Raises:
            InvalidFile: unknown settings, or values that cannot be.
        """
        from thematique.review import order

        chosen = {key: value for key, value in self._settings.items() if key != "database"}
        known = order.Settings.__dataclass_fields__
        strangers = [
            f"[review] « {key} » est inconnu ; réglages : {', '.join(known)}." for key in chosen if key not in known
        ]
        if strangers:
            raise InvalidFile("etude.toml", strangers)
        return order.Settings(**chosen)

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """Let the models speak to this study's database."""
        with use(self.database):
            yield self.database

    @cached_property
    def database(self) -> Database:
        """The database, ready for use."""
        return open_database(self._folder, str(self._settings.get("database", "")))

    @property
    def is_started(self) -> bool:
        """Whether somebody has come to code."""
        return bool(self._settings.get("database")) or (self._folder / "review.sqlite").exists()

    @property
    def _path(self) -> Path:
        if self._settings.get("database"):
            raise WrongUse(
                "les codages sont dans une base PostgreSQL ; sauvegardez-la avec ses propres outils (pg_dump)."
            )
        return self._folder / "review.sqlite"

    @property
    def _file(self) -> Path:
        if not self._path.exists():
            raise WrongUse("personne n'a encore codé dans cette étude : il n'y a rien à sauvegarder.")
        return self._path

    def _within(self, function: Callable[[], T]) -> T:
        def opened() -> T:
            with self.opened():
                return function()

        return outside_loop(opened)


def _everyone() -> Sequence[Person]:
    from thematique.review import coders, journal, progress

    everyone = coders.everyone()
    advances = progress.of_coders([one.name for one in everyone], progress.of_codes(), since=journal.now())
    return [
        Person(name=one.name, role=one.role, active=one.is_active, passages=how.read, codings=how.given)
        for one, how in zip(everyone, advances, strict=True)
    ]
