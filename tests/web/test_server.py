"""How the server starts, before it answers anybody."""

import errno
import gc
import os
from pathlib import Path
from typing import Any

import pytest
import waitress

from thematique.errors import WrongUse
from thematique.study import Study
from thematique.web import server as web_server


@pytest.mark.parametrize("address", ["", "https://codage.exemple.be"])
def test_the_texts_are_read_before_the_garbage_collector_is_told_to_leave_what_is_there(
    study_ran: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    done: list[str] = []

    def listen(*_: Any, **__: Any) -> None:
        done.append("listen")
        raise OSError(errno.EADDRINUSE, "taken")

    monkeypatch.setattr(os, "umask", lambda _: 0)
    monkeypatch.setattr(web_server, "application", lambda *_, **__: done.append("read"))
    monkeypatch.setattr(gc, "freeze", lambda: done.append("freeze"))
    monkeypatch.setattr(waitress, "create_server", listen)
    with pytest.raises(WrongUse):
        web_server.serve(Study(study_ran), host="127.0.0.1", port=0, address=address, ready=lambda _: None)
    assert done == ["read", "freeze", "listen"]
