"""Read interviews of Sonal (SonalPi): a .sonal page, or a corpus in a .zip, its .crp beside its pages.

Method: a page holds segments (`span.lblseg`) with their times and the rank of their speaker in the page's list of
speakers; the blocks of JSON around them hold the variables. A name that ends in « ? » is an interviewer's, for Sonal
as for us. The themes laid on the words stay in Sonal.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZipFile

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.pieces import to_turns
from thematique.stages.ingest.opening.archives import open_archive
from thematique.stages.ingest.opening.encoding import decode
from thematique.stages.ingest.opening.html import go_through
from thematique.stages.ingest.opening.json import load
from thematique.stages.ingest.transcript import Reading, Text, Utterance, counted, row_name

_LONGEST_RANK = 3
_NOT_THERE = "corpus Sonal sans ses fichiers .sonal, qu'un .zip du corpus contient"


@dataclass(slots=True, kw_only=True)
class _Segment:
    """A segment of a page; `label` is the name that older pages write inside it."""

    start: str
    end: str
    rank: str
    label: str = ""
    words: list[str] = field(default_factory=list)


def read(content: bytes) -> Reading:
    """The interview of a page, or those of a corpus in its order.

    Raises:
        FileRefused: as `open_archive`, `load` and `decode`; MALFORMED when it is neither page nor corpus of Sonal, or
            a corpus without its pages; NO_TURN when nothing is said.
    """
    if content.startswith(b"PK"):
        texts, notices = _corpus(open_archive(content))
    elif content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        load(content)
        raise FileRefused(Reason.MALFORMED, _NOT_THERE)
    else:
        texts, notices = [_interview(decode(content), {}, "")], []
    kept = [text for text in texts if text.utterances]
    if not kept:
        raise FileRefused(Reason.NO_TURN)
    silent = counted({"Entretiens sans parole, laissés de côté": len(texts) - len(kept)})
    return Reading(texts=kept, notices=[*notices, *silent])


def _corpus(archive: ZipFile) -> tuple[list[Text], list[str]]:
    """The interviews that the corpus lists and the archive holds, and what is to be told."""
    members = {PurePosixPath(name.replace("\\", "/")).name: name for name in sorted(archive.namelist())}
    projects = [name for name in members if name.lower().endswith(".crp")]
    if not projects:
        raise FileRefused(Reason.MALFORMED, "Sonal")
    corpus = load(archive.read(members[projects[0]]))
    pages = {name for name in members if name.lower().endswith(".sonal")}
    entries = [entry for entry in _list(corpus, "tabEnt") if isinstance(entry, dict)]
    texts: list[Text] = []
    for entry in entries:
        name = PurePosixPath(str(entry.get("rtrPath", "")).replace("\\", "/")).name
        if name in pages:
            text = _interview(decode(archive.read(members[name])), corpus, row_name(len(texts) + 1))
            titled = {"titre": str(entry["nom"])} if entry.get("nom") else {}
            texts.append(replace(text, header={**titled, **text.header}))
            pages.remove(name)
    if entries and not texts:
        raise FileRefused(Reason.MALFORMED, _NOT_THERE)
    told = {
        "Entretiens du corpus absents de l'archive": len(entries) - len(texts),
        "Pages de l'archive absentes du corpus, laissées de côté": len(pages),
    }
    return texts, counted(told)


def _interview(source: str, corpus: Any, row: str) -> Text:
    page = _Page()
    go_through(source, page)
    if not page.found:
        raise FileRefused(Reason.MALFORMED, "Sonal")
    names = _list(_block(page.blocks, "loc-json"), "tabLoc")
    pieces = [_piece(segment, names) for segment in page.segments]
    return Text(utterances=to_turns(pieces), header=_variables(page.blocks, corpus), row=row)


def _piece(segment: _Segment, names: Sequence[Any]) -> Utterance:
    rank = int(segment.rank) if segment.rank.isdecimal() and len(segment.rank) <= _LONGEST_RANK else -1
    listed = str(names[rank]) if 0 <= rank < len(names) else ""
    return Utterance(
        speaker=segment.label.strip().removesuffix(":") or listed,
        text="".join(segment.words),
        time_start=_seconds(segment.start),
        time_end=_seconds(segment.end),
    )


def _seconds(written: str) -> float | None:
    return float(written) if re.fullmatch(r"\d{1,7}(?:\.\d+)?", written) else None


def _variables(blocks: Mapping[str, str], corpus: Any) -> Mapping[str, str]:
    """The variables of an interview; the values that its speakers have for one are joined."""
    variables = _list(corpus, "tabVar") or _list(_block(blocks, "var-json"), "tabVar")
    values = _list(corpus, "tabDic") or _list(_block(blocks, "dic-json"), "tabDic")
    names = {str(entry.get("v")): entry.get("lib") for entry in variables if isinstance(entry, dict)}
    labels = {(str(e.get("v")), str(e.get("m"))): e.get("lib") for e in values if isinstance(e, dict)}
    found: dict[str, list[str]] = {}
    for entry in _list(_block(blocks, "dat-json"), "tabDat"):
        if isinstance(entry, dict) and isinstance(name := names.get(str(entry.get("v"))), str) and name:
            value = labels.get((str(entry.get("v")), str(entry.get("m"))))
            if isinstance(value, str) and value and value not in found.setdefault(name, []):
                found[name].append(value)
    return {name: ", ".join(values) for name, values in found.items() if values}


def _block(blocks: Mapping[str, str], name: str) -> Any:
    """A block of JSON; Sonal wraps lists in braces that no JSON allows, and an unreadable block tells nothing."""
    source = blocks.get(name, "").strip()
    for written in (source, source.removeprefix("{").removesuffix("}")):
        try:
            return json.loads(written)
        except (ValueError, RecursionError):
            continue
    return None


def _list(found: Any, key: str) -> Sequence[Any]:
    """The list itself, or under a key."""
    inner = found.get(key) if isinstance(found, dict) else found
    return inner if isinstance(inner, list) else []


class _Page:
    """Gathers the segments and the blocks of JSON of a page."""

    def __init__(self) -> None:
        self.found = False
        self.segments: list[_Segment] = []
        self.blocks: dict[str, str] = {}
        self._block = ""
        self._spans: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.found = self.found or attributes.get("id") == "contenuText"
        self._block = attributes.get("id", "") if tag == "script" else ""
        if tag != "span" or not self.found:
            return
        classes = attributes.get("class", "").split()
        if "lblseg" in classes:
            self._spans = ["segment"]
            self.segments.append(
                _Segment(
                    start=attributes.get("data-deb", ""),
                    end=attributes.get("data-fin", ""),
                    rank=attributes.get("data-loc", ""),
                )
            )
        elif self._spans:
            self._spans.append("label" if "ligloc" in classes else "words")

    def end(self, tag: str) -> None:
        self._block = ""
        if tag == "span" and self._spans:
            self._spans.pop()

    def data(self, text: str) -> None:
        if self._block:
            self.blocks[self._block] = self.blocks.get(self._block, "") + text
        elif self._spans and self._spans[-1] == "label":
            self.segments[-1].label += text
        elif self._spans:
            self.segments[-1].words.append(text)

    def close(self) -> None:
        self._block = ""
