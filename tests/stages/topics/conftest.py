"""The tables that the stage makes of the fictitious corpus, once for all the tests."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from .corpus import found, three_themes


@pytest.fixture(scope="session")
def tables() -> Mapping[str, Sequence[Any]]:
    return found(*three_themes())
