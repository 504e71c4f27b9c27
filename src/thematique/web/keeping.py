"""Answers that took time, kept as long as what they rest on has not changed."""

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

_MOST = 60


class Kept:
    """Answers by question; all are forgotten when the state that they rest on is another one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: Hashable = None
        self._answers: dict[Hashable, Any] = {}

    def get(self, state: Hashable, question: Hashable, make: Callable[[], T]) -> T:
        """The answer, made now if it is not known; two who ask at once may both make it.

        Args:
            state: what all answers rest on.
            question: what is asked.
            make: finds the answer.
        """
        with self._lock:
            if state != self._state:
                self._state, self._answers = state, {}
            if question in self._answers:
                found: T = self._answers[question]
                return found
        made = make()
        with self._lock:
            if state == self._state:
                while len(self._answers) >= _MOST:
                    self._answers.pop(next(iter(self._answers)))
                self._answers[question] = made
        return made
