"""Acts that are kept outside the database: one that is sent twice is done once, and one at a time."""

import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# far more than a window sends again after a lost connection
_REMEMBERED = 500


class Once:
    """What was done under which name; used by several threads at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._done: dict[str, object] = {}

    def do(self, act: str, action: Callable[[], T]) -> T:
        """Do `action`, unless it was done before under the name of this act; returns what it returned."""
        with self._lock:
            if act not in self._done:
                self._done[act] = action()
                while len(self._done) > _REMEMBERED:
                    del self._done[next(iter(self._done))]
            return self._done[act]  # type: ignore[return-value]  # what this very act returned
