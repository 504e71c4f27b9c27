"""The lines of a transcript in HTML: a paragraph or what stands between two line breaks, with its time in front.

Method: noScribe writes the times of a passage in its anchors (`ts_START_END_SPEAKER`, milliseconds), oTranscribe in
`data-timestamp` (seconds). Both become time codes in brackets, which `dialogue` reads like those that people type.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from thematique.stages.ingest.dialogue.lines import Line
from thematique.stages.ingest.opening.html import go_through

_BLOCKS = frozenset(
    [
        *("p", "div", "br", "hr", "body", "section", "article", "blockquote", "pre", "li", "ul", "ol", "dd", "dt"),
        *("table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"),
    ]
)
_BOLD = frozenset(["b", "strong"])
_UNSEEN = frozenset(["script", "style", "title", "template", "svg"])
_ANCHOR = re.compile(r"ts_(\d{1,9})_(\d{1,9})_")
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")


def html_lines(source: str) -> Sequence[Line]:
    """The lines that say something, in the order of the page."""
    page = _Page()
    go_through(source, page)
    return page.lines


class _Page:
    """Gathers the text of a page line by line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._runs: list[tuple[str, bool]] = []
        self._moments: list[int] = []
        self._bold = 0
        self._unseen = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _BLOCKS:
            self.end_line()
            self._unseen = ""
        if tag in _UNSEEN:
            self._unseen = tag
        self._bold += tag in _BOLD
        if tag == "a" and (anchor := _ANCHOR.match(attributes.get("name", ""))):
            self._moments.extend(int(moment) for moment in anchor.groups())
        if stamp := _seconds(attributes.get("data-timestamp", "")):
            self._runs.append((f" [{stamp}] ", False))
            self._unseen = tag

    def end(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        if tag in _BLOCKS:
            self.end_line()
        self._bold = max(0, self._bold - (tag in _BOLD))

    def data(self, text: str) -> None:
        if not self._unseen:
            self._runs.append((text, self._bold > 0))

    def close(self) -> None:
        self.end_line()

    def end_line(self) -> None:
        """Keep the line read so far, if it says anything."""
        text = _tidy(text for text, _ in self._runs)
        n_bold = next((index for index, (run, bold) in enumerate(self._runs) if run.strip() and not bold), 0)
        lead = _tidy(run for run, _ in self._runs[:n_bold])
        if text:
            time = f"[{_clock(min(self._moments))} - {_clock(max(self._moments))}] " if self._moments else ""
            self.lines.append(Line(text=time + text, lead="" if time else lead))
        self._runs, self._moments = [], []


def _tidy(runs: Iterable[str]) -> str:
    return _BLANKS.sub(" ", "".join(runs)).strip(" ")


def _seconds(written: str) -> str:
    """The time code for a number of seconds; empty when there is none."""
    if re.fullmatch(r"\d{1,6}(?:\.\d+)?", written):
        return _clock(round(float(written) * 1000))
    return ""


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
