"""Sort the groups of a Rich Text document before its characters are decoded: what is text and what is not."""

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.lines import Aside

_TOKEN = re.compile(r"[{}]|\\[\\{}]|\\bin(?P<length>\d{1,9}) ?")
_HEAD = re.compile(r"\{\s*(?:\\\*\s*)?\\(?P<word>[a-z]+)")
# the formatting that a group begins with
_PROPERTIES = re.compile(r"\{(?:\s*\\[a-z]+-?\d* ?)*")
_DELETED = re.compile(r"\\deleted(?![a-z0])")
_INSERTED = re.compile(r"\\revised(?![a-z0])")
_HIDDEN = re.compile(r"\\v(?![a-z0])")
_PARAGRAPH_END = re.compile(r"\\par(?![a-z])|\\chftn(?![a-z])|\\footnote(?![a-z])|\\ftnalt(?![a-z])")
# Word nests some tens of groups; each level copies its text once
MOST_DEEP = 200
_LONGEST_HEAD = 2_000

_COUNTED = {
    "pict": Aside.OBJECT,
    "object": Aside.OBJECT,
    "annotation": Aside.COMMENT,
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), Aside.MARGIN),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), Aside.MARGIN),
}
_IGNORED = frozenset(
    {"fldinst", "shprslt", "sp", "nonshppict", "listtext", "pntext"}
    | {"atrfstart", "atrfend", "atnid", "atnauthor", "atndate", "atnref", "bkmkstart", "bkmkend"}
    | {"stylesheet", "listtable", "listoverridetable", "latentstyles", "rsidtbl", "revtbl", "xmlnstbl", "pgdsctbl"}
    | {"themedata", "colorschememapping", "datastore", "info", "generator", "defchp", "defpap"}
    | {"aftnsep", "ftnsep", "aftnsepc", "ftnsepc"}
)


class _Sort(Enum):
    TEXT = "text"
    DROPPED = "dropped"
    NOTE = "note"
    SHAPE = "shape"
    BOX = "box"


@dataclass(slots=True)
class _Group:
    """A group that is still open, and the text boxes found in it."""

    sort: _Sort
    pieces: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


def sorted_groups(source: str, asides: Counter[Aside]) -> str:
    """The document without what is no text of it; notes stand in brackets, text boxes as paragraphs.

    Args:
        source: the document, a character a byte.
        asides: receives the count of what is read apart.

    Raises:
        FileRefused: TRUNCATED when a group is not closed, MALFORMED when groups nest beyond `MOST_DEEP`.
    """
    root = _Group(_Sort.TEXT)
    stack = [root]
    at = 0
    while token := _TOKEN.search(source, at):
        group = stack[-1]
        if group.sort is not _Sort.DROPPED:
            group.pieces.append(source[at : token.start()])
        at = token.end() + int(token["length"] or 0)
        if token.group() == "{":
            stack.append(_Group(_sort(source, token.start(), group, asides)))
        elif token.group() == "}":
            stack.pop()
            _close(group, stack[-1] if stack else root)
        elif not token["length"] and group.sort is not _Sort.DROPPED:
            group.pieces.append(token.group())
        if not 1 < len(stack) <= MOST_DEEP:
            break
    if len(stack) > 1:
        raise FileRefused(Reason.MALFORMED if len(stack) > MOST_DEEP else Reason.TRUNCATED, "rtf")
    return "".join(root.pieces)


def _sort(source: str, start: int, parent: _Group, asides: Counter[Aside]) -> _Sort:
    if parent.sort is _Sort.DROPPED:
        return _Sort.DROPPED
    head = source[start : start + _LONGEST_HEAD]
    match = _HEAD.match(head)
    word = match["word"] if match else ""
    if word in _COUNTED:
        asides[_COUNTED[word]] += 1
        return _Sort.DROPPED
    if word in _IGNORED:
        return _Sort.DROPPED
    if word == "footnote":
        asides[Aside.NOTE] += 1
        return _Sort.NOTE
    if word == "shptxt":
        asides[Aside.BOX] += 1
        return _Sort.BOX
    if word in ("shp", "shpgrp", "shpinst"):
        return _Sort.SHAPE
    return _by_properties(head, asides)


def _by_properties(head: str, asides: Counter[Aside]) -> _Sort:
    match = _PROPERTIES.match(head)
    properties = match.group() if match else ""
    if _DELETED.search(properties):
        asides[Aside.DELETED] += 1
        return _Sort.DROPPED
    if _HIDDEN.search(properties):
        asides[Aside.HIDDEN] += 1
        return _Sort.DROPPED
    asides[Aside.INSERTED] += _INSERTED.search(properties) is not None
    return _Sort.TEXT


def _close(group: _Group, parent: _Group) -> None:
    """Hand a closed group to the group around it."""
    text = "".join(group.pieces)
    if group.sort is _Sort.TEXT:
        parent.pieces.append(f"{{{text}}}")
        parent.boxes.extend(group.boxes)
    elif group.sort is _Sort.NOTE:
        said = _PARAGRAPH_END.sub(" ", text)
        parent.pieces.append(f"{{ [note : {said}]}}")
    elif group.sort is _Sort.BOX:
        parent.boxes.append(text.replace("\\shptxt", "", 1))
    elif group.sort is _Sort.SHAPE:
        if parent.sort is _Sort.SHAPE:
            parent.boxes.extend(group.boxes)
        else:
            parent.pieces.extend(f"\\par {{{box}}}\\par " for box in group.boxes)
