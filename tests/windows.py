"""What tests ask of a browser's window."""

from typing import Any

_TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# of two navigations at the same moment the browser may also lose the one that is waited for
_OVERTAKEN = (
    "ERR_ABORTED",
    "interrupted by another navigation",
    "Execution context was destroyed",
    "Page.goto: Timeout",
)
_TRIES = 3


def painted(window: Any) -> Any:
    """The window once its scripts listen and its page is drawn: a browser may drop a key that is pressed before."""
    _again_if_overtaken(lambda: (window.wait_for_load_state(), window.evaluate(_TWO_FRAMES)))
    return window


def visited(window: Any, address: str) -> Any:
    """The window at an address, drawn."""
    _again_if_overtaken(lambda: window.goto(address))
    return painted(window)


def _again_if_overtaken(act: Any) -> None:
    """Do it again where the page was opening itself anew at that moment, as some do after a decision."""
    for attempt in range(_TRIES):
        try:
            act()
        except Exception as refused:
            if attempt == _TRIES - 1 or not any(sign in str(refused) for sign in _OVERTAKEN):
                raise
        else:
            return
