"""Decode the bytes of a text file, whatever French computer wrote them.

Method: byte-order marks first, then UTF-8 (which other encodings do not produce by accident), then UTF-16 by its zero
bytes. What remains is one byte a character: the encoding that turns the bytes beyond ASCII into the characters French
writes most wins, by the weights of `letters.py`.
"""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.opening import letters

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# as a reader of French knows them
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "iso8859_15": "ISO 8859-15",
    "cp850": "DOS 850",
}
_BEYOND_ASCII = re.compile(rb"([A-Za-z]?)([\x80-\xff])(?=([A-Za-z]?))")
_ENOUGH = 50_000
# form feeds, tabs and the field mark of CHAT files (U+0015) are text; the other control characters are not
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x15\x1a") + b"\x7f"
_MOST_CONTROLS = 0.01
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A text with single line feeds, composed accents and no byte-order mark; `encoding` is Python's name for it."""

    text: str
    encoding: str

    @property
    def name(self) -> str:
        """The name of the encoding, or of the two that are mixed, for people."""
        return " + ".join(_NAMES[encoding] for encoding in self.encoding.split("+"))


def decode(content: bytes) -> str:
    """The text of `content`, its lines separated by single line feeds, in composed form (NFC).

    Raises:
        FileRefused: EMPTY without a visible character, BINARY when it is no text, ENCODING when no encoding fits.
    """
    return recognise(content).text


def recognise(content: bytes) -> Decoded:
    """The text of `content` and the encoding in which it was written; raises what `decode` raises."""
    if not content.strip():
        raise FileRefused(Reason.EMPTY)
    text, encoding = _decoded(content)
    text = _LINE_ENDS.sub("\n", text.replace("\ufeff", ""))
    if not text.strip():
        raise FileRefused(Reason.EMPTY)
    return Decoded(text=unicodedata.normalize("NFC", _unscrambled(text)), encoding=encoding)


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding), encoding
    if wide := _wide(content):
        return _strictly(content, wide), wide
    _require_text(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _mixed(content)
    if not text.isascii() and letters.FOREIGN.fullmatch(text):
        # « l’é » of an old Mac is also one Armenian letter
        other, score = _best_of_one_byte(content)
        if score > letters.FRENCH * sum(byte > 0x7F for byte in content):
            return content.decode(other), other
    return text, "utf-8"


def _strictly(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileRefused(Reason.ENCODING) from error
    if "\0" in text[:_SAMPLE]:
        raise FileRefused(Reason.BINARY)
    return text


def _wide(content: bytes) -> str:
    """UTF-16 without its mark: in a Latin script every second byte is zero, always on the same side."""
    sample = content[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not max(even, odd) or min(even, odd) * 20 > max(even, odd) or max(even, odd) * 3 < len(sample) // 2:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _require_text(content: bytes) -> None:
    n_controls = len(content) - len(content.translate(None, _CONTROLS))
    if b"\0" in content or n_controls > _MOST_CONTROLS * len(content):
        raise FileRefused(Reason.BINARY)


def _mixed(content: bytes) -> tuple[str, str]:
    """Text that is not UTF-8 as a whole; files pasted together from two encodings are read line by line."""
    other, score = _best_of_one_byte(content)
    if score <= 0:
        raise FileRefused(Reason.ENCODING)
    if not _multibyte(content):
        return content.decode(other), other
    lines = [_line(line, other) for line in content.splitlines(keepends=True)]
    return "".join(lines), f"utf-8+{other}"


def _line(line: bytes, other: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        if _multibyte(line):
            raise FileRefused(Reason.ENCODING) from error
        return line.decode(other)


def _multibyte(content: bytes) -> bool:
    """Whether accented Latin letters in UTF-8 occur: two such bytes in a row never do in French on one byte."""
    return re.search(rb"\xc3[\xa0-\xbc](?![\x80-\xff])|\xe2\x80[\x90-\xaf]", content) is not None


def _best_of_one_byte(content: bytes) -> tuple[str, float]:
    """The one-byte encoding under which the bytes beyond ASCII look most like French, and how much."""
    found = islice(_BEYOND_ASCII.finditer(content), _ENOUGH)
    counts = Counter(match.groups() for match in found)
    scores = {encoding: _likeness(counts, encoding) for encoding in letters.ENCODINGS}
    best = max(letters.ENCODINGS, key=lambda encoding: scores[encoding])
    try:
        content.decode(best)
    except UnicodeDecodeError:
        return best, float("-inf")
    return best, scores[best]


def _likeness(counts: Counter[tuple[bytes, ...]], encoding: str) -> float:
    total = letters.RARITY.get(encoding, 0.0)
    for (before, byte, after), count in counts.items():
        try:
            character = byte.decode(encoding)
        except UnicodeDecodeError:
            return float("-inf")
        total += count * letters.weight(before.decode("ascii"), character, after.decode("ascii"))
    return total


def _unscrambled(text: str) -> str:
    """Undo « Ã© » and lost apostrophes: bytes that some program once took for another encoding."""
    if letters.LOST_SIGN.search(text):
        text = text.translate(letters.LOST_SIGNS)
    if not letters.SCRAMBLED.search(text):
        return text
    try:
        return text.translate(letters.WINDOWS_BYTES).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
