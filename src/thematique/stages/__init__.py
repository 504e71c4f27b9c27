"""The rooms: the stages of the pipeline, found by their name.

A stage needs no registration. `names` lists the folder without importing anything; `find` imports on demand.
"""

import importlib
import pkgutil
from collections.abc import Sequence

from thematique.stage import Stage


def names() -> Sequence[str]:
    """Names of all the stages that are installed, in alphabetical order."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def find(name: str) -> Stage:
    """The stage called `name`.

    Raises:
        KeyError: no stage has this name.
    """
    if name not in names():
        raise KeyError(name)
    stage = importlib.import_module(f"{__name__}.{name}").stage
    if not isinstance(stage, Stage):
        raise TypeError(f"{name}.stage is not a Stage")
    return stage
