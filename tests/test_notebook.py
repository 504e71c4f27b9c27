"""A study in a real Jupyter kernel, whose event loop Django would refuse to work in."""

from pathlib import Path
from queue import Empty

import pytest
from jupyter_client.manager import KernelManager

from command import ROOT


@pytest.fixture(scope="module")
def kernel() -> object:
    # sockets in a folder rather than on the network
    manager = KernelManager(kernel_name="python3", transport="ipc")
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def said(client: object, code: str) -> str:
    """What a cell prints; its error, if it has one."""
    client.execute(code)
    out = ""
    while True:
        try:
            message = client.get_iopub_msg(timeout=60)
        except Empty as error:
            raise AssertionError(f"the kernel is silent after: {out}") from error
        kind, content = message["msg_type"], message["content"]
        if kind == "stream":
            out += content["text"]
        elif kind == "error":
            out += f"{content['ename']}: {content['evalue']}"
        elif kind == "status" and content["execution_state"] == "idle":
            return out


def test_people_code_and_are_listed_from_a_notebook(kernel: object, sample: Path) -> None:
    file = ROOT / "tests" / "gold" / "codings" / "lecture_a.csv"
    assert said(kernel, f"from thematique.study import Study\nstudy = Study({str(sample)!r})") == ""
    out = said(kernel, f"print(study.people.take_in(__import__('pathlib').Path({str(file)!r}), 'Ana').new)")
    assert int(out) > 500
    assert said(kernel, "print([person.name for person in study.people.all()])") == "['Ana']\n"
    assert said(kernel, "print(set(study.frame('codings')['coder']))") == "{'Ana'}\n"


def test_the_machine_learns_and_is_compared_from_a_notebook(kernel: object, sample: Path) -> None:
    """The example of the README."""
    files = [str(ROOT / "tests" / "gold" / "codings" / f"lecture_{letter}.csv") for letter in "ab"]
    said(kernel, f"from pathlib import Path\nfrom thematique.study import Study\nstudy = Study({str(sample)!r})")
    said(kernel, f"for file, name in zip({files!r}, ('Ana', 'Bob')): study.people.take_in(Path(file), name)")
    assert said(kernel, "trained = study.train()\nprint(trained.version, trained.kept)") == "v1 True\n"
    out = said(
        kernel, "comparison = study.compare('machine', 'consensus')\nprint(comparison.rows[0].figures['f1'].value)"
    )
    assert 0 < float(out) < 1


def test_a_cell_may_await_and_go_on_with_the_study(kernel: object, sample: Path) -> None:
    code = (
        f"import asyncio\nfrom thematique.study import Study\nstudy = Study({str(sample)!r})\n"
        "await asyncio.sleep(0)\nprint(len(study.people.all()), len(study.table('segments')) > 100)"
    )
    assert said(kernel, code) == "0 True\n"
