"""A scripted review of 200 passages in a real browser: milliseconds from key to answer, keys a decision.

    python tests/bench/scripted_review.py STUDY

STUDY is a study that has been run and that nobody has coded; work on a copy. The script accepts the best suggestion of
a passage where there is one, rejects the second, gives another code now and then, and finds nothing elsewhere.
"""

import random
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import sync_playwright
from visitor import start

_PASSAGES = 200
_WAIT = (
    "([reading, after]) => { const card = document.querySelector('#card');"
    " return card && (card.dataset.reading !== reading || card.dataset.after !== after) }"
)


class Hands:
    """The hands of a reviewer: each key is counted and timed."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self.keys = 0
        self.decisions = 0
        self.times: list[float] = []

    def press(self, *keys: str, decides: bool = True) -> None:
        """Press keys; the last one sends something."""
        card = self._page.query_selector("#card")
        before = [card.get_attribute("data-reading"), card.get_attribute("data-after")]
        for key in keys[:-1]:
            self._page.keyboard.press(key)
        begun = time.perf_counter()
        self._page.keyboard.press(keys[-1])
        self._page.wait_for_function(_WAIT, arg=before, polling=5)
        self.times.append(time.perf_counter() - begun)
        self.keys += len(keys)
        self.decisions += decides


def main(study: Path) -> None:
    """Review, and print the figures."""
    chance = random.Random(1)
    server = start(study)
    with sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": 1280, "height": 720})
        page.goto(server.first_link)
        for field, text in (
            ("#name", "Camille"),
            ("#password", "un mot de passe long"),
            ("#again", "un mot de passe long"),
        ):
            page.fill(field, text)
        page.click("main button.primary")
        page.wait_for_selector("#card")
        hands = Hands(page)
        begun = time.perf_counter()
        for _ in range(_PASSAGES):
            if page.query_selector("#card") is None or not page.get_attribute("#card", "data-reading"):
                break
            _review(page, hands, chance)
        spent = time.perf_counter() - begun
        chromium.close()
    server.stop()
    times = np.array(hands.times) * 1000
    print(f"{_PASSAGES} passages, {hands.decisions} decisions, {hands.keys} keys in {spent:.0f} s")
    print(
        f"{hands.keys / hands.decisions:.2f} keys and {spent / hands.decisions:.2f} s a decision (the script does not read)"
    )
    print(f"key to answer: p50 {np.median(times):.0f}, p95 {np.percentile(times, 95):.0f}, max {times.max():.0f} ms")


def _review(page: Any, hands: Hands, chance: random.Random) -> None:
    proposed = len(page.query_selector_all("#card .line"))
    if proposed:
        hands.press("a")
        if proposed > 1:
            hands.press("ArrowDown", "r")
    if chance.random() < 0.1:
        hands.press("c", "t", "u", "r", "Enter")
    elif not proposed:
        hands.press("n")
        return
    hands.press("Enter", decides=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
