"""Commands in processes of their own, which give way to those who decide and outlive the server that started them."""

import os
import subprocess
import sys
from collections.abc import Sequence

from thematique.errors import WrongUse

_YIELDING = 10
_UNKNOWN = "le calcul s'est arrêté sans dire pourquoi ; recommencez, et si cela se répète, signalez-le."


def launch(arguments: Sequence[str]) -> "subprocess.Popen[str]":
    """Start this Python on `arguments`, behind the server in the queue for the processor.

    It has a session of its own: the server may be stopped or killed, the command goes on to its end.
    """
    process = subprocess.Popen(  # noqa: S603 - this very Python, and arguments that the server chose
        [sys.executable, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        start_new_session=True,
    )
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, process.pid, _YIELDING)
    return process


def output(process: "subprocess.Popen[str]", written: str, complaints: str) -> str:
    """What an ended command wrote.

    Raises:
        WrongUse: it failed; the sentence is the command's own.
    """
    if process.returncode == 0:
        return written
    # a fault that nobody foresaw ends in a traceback, which is not for the page
    told = "" if "Traceback" in complaints else complaints.strip()
    raise WrongUse(told or _UNKNOWN)
