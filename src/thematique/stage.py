"""What a stage of the pipeline is.

A stage is one module, or folder, under `thematique.stages`; the module's name is the stage's name and it exposes
`stage`. Its first docstring line says what it does; its functions are pure: records in, records out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any


class Scope(StrEnum):
    """What one execution of a stage covers: one source file, or the whole corpus."""

    SOURCE = "source"
    CORPUS = "corpus"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSettings:
    """The settings of a stage that has none."""


def no_resources(_settings: Any) -> Iterable[Path]:
    """Say that a stage depends on no file outside its code."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The declaration of a stage.

    Attributes:
        run: called with `settings` and one argument for each table of `reads` and `keeps`, all by name; returns the
            records of each table of `writes`.
        reads: the tables it needs, with their record type.
        prepared: what `run` is given instead of the records of some tables of `reads`; made once for all the sources
            that read the same, so that the work does not grow with the corpus for each of them.
        writes: the tables it makes, with their record type; `File` for whole files, which then lie in the folder of
            the study named like the table.
        keeps: tables of `writes` that `run` also receives as it last wrote them (empty the first time). They are the
            stage's memory and never make it stale.
        private: tables of `writes` that identify people.
        settings: a frozen dataclass; the only place where its defaults are written.
        scope: one call a source file, or one for the corpus.
        version: raised when results change for a reason that the code's own digest does not show.
        libraries: distributions whose version changes the results.
        resources: files and folders outside the package on which the results depend, such as a lexicon or a model.
    """

    run: Callable[..., Mapping[str, Sequence[Any]]]
    reads: Mapping[str, type]
    writes: Mapping[str, type]
    keeps: frozenset[str] = frozenset()
    prepared: Mapping[str, Callable[[Sequence[Any]], Any]] = field(default_factory=dict)
    private: frozenset[str] = frozenset()
    settings: type = NoSettings
    scope: Scope
    version: int = 1
    libraries: Sequence[str] = ()
    resources: Callable[[Any], Iterable[Path]] = field(default=no_resources)
