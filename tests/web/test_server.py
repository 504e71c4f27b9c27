"""How the server starts, before it answers anybody: what it reads first, and the secret of its sessions."""

import errno
import gc
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import waitress

from databases import at_once
from thematique.errors import WrongUse
from thematique.study import Study
from thematique.web import server as web_server
from thematique.web.desk import Desk


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


def test_each_study_has_its_own_secret_which_nobody_else_reads(tmp_path: Path) -> None:
    first, second = tmp_path / "a.secret", tmp_path / "b.secret"
    assert web_server._secret(first) == web_server._secret(first)
    assert web_server._secret(first) != web_server._secret(second)
    assert len(first.read_text()) >= 60
    assert [path.stat().st_mode & 0o777 for path in (first, second)] == [0o600, 0o600]


def test_an_empty_secret_is_made_anew_and_an_open_one_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "review.secret"
    path.touch()
    assert len(web_server._secret(path)) >= 60
    path.chmod(0o644)
    web_server._secret(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["review.secret"]


def test_two_servers_that_start_at_once_take_the_same_secret(desk: Desk) -> None:
    path = desk.folder / "review.secret"
    assert len(set(at_once(desk.database, [lambda: web_server._secret(path)] * 6))) == 1


def test_a_copy_of_a_study_elsewhere_takes_no_session_with_it(study_peopled: Path, desk: Desk, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(study_peopled, tmp_path / "copie"))
    assert not (copy / "review.secret").exists()
    assert Study(copy).people.database.alias != desk.database.alias
