"""A marked sentence as pieces, and what makes a text of them in the way of a transcriber or of a machine."""

import random
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

VOWELS = frozenset("aàâäeéèêëiîïoôöuûüyœæhAÀÂÄEÉÈÊËIÎÏOÔÖUÛÜYŒÆH")
ELISION = "e~"
_ENDINGS = (". ", ". ", ". ", ", ", " ", "… ", " ? ", " ! ")
_ORAL = (
    "euh",
    "ben",
    "hein",
    "enfin",
    "quoi",
    "tu vois",
    "du coup",
    "voilà",
    "bah",
    "genre",
    "en fait",
    "je veux dire",
)
_CONTRACTED = {"à le": "au", "à les": "aux", "de le": "du", "de les": "des"}
_ARTICLE = re.compile(r"(?P<article>les?) (?=\w)", re.IGNORECASE)
_UNSAID = str.maketrans(dict.fromkeys('.,;:!?…«»"“”()[]–—', " "))


class Piece(NamedTuple):
    """A stretch of text with its label, empty for ordinary words."""

    text: str
    label: str = ""


class Style(StrEnum):
    """How a transcript is written."""

    LOWER = "lower"
    LOWER_POINTED = "lower with punctuation"
    WRITTEN = "written"
    NAMES_ONLY = "capitals in names only"
    SURNAMES = "surnames in capitals"
    CARELESS = "some capitals are missing"


class Text(NamedTuple):
    """A text and its entities: start, end, label."""

    text: str
    entities: Sequence[tuple[int, int, str]]


def write(sentences: Sequence[Sequence[Piece]], style: Style, chance: random.Random) -> Text:
    """The sentences of one turn as a text in a style."""
    parts: list[Piece] = []
    for sentence in sentences:
        pieces = _contracted(_elided(_oral(sentence, chance)))
        if style in (Style.WRITTEN, Style.SURNAMES, Style.CARELESS):
            pieces = [_capital(pieces[0]), *pieces[1:]]
        parts += [*pieces, Piece(_after(style, chance))]
    if style is Style.CARELESS:
        parts = [_careless(piece, chance) for piece in parts]
    if style in (Style.LOWER, Style.LOWER_POINTED):
        parts = [piece._replace(text=_lower(piece.text)) for piece in parts]
    if style in (Style.LOWER, Style.NAMES_ONLY):
        parts = [piece if piece.label else piece._replace(text=piece.text.translate(_UNSAID)) for piece in parts]
    return _joined(parts)


def _after(style: Style, chance: random.Random) -> str:
    """What stands between two sentences."""
    return " " if style in (Style.LOWER, Style.NAMES_ONLY) else chance.choice(_ENDINGS)


def _oral(sentence: Sequence[Piece], chance: random.Random) -> list[Piece]:
    """The sentence with a hesitation now and then."""
    pieces = list(sentence)
    if chance.random() < 0.15:
        pieces.insert(0, Piece(chance.choice(_ORAL) + " "))
    for at, piece in enumerate(pieces):
        if not piece.label and chance.random() < 0.12 and not piece.text.endswith(("~", "'", "-")):
            words = piece.text.split(" ")
            if len(words) > 1:
                words.insert(chance.randrange(1, len(words)), chance.choice(_ORAL))
            pieces[at] = Piece(" ".join(words))
    return pieces


def _elided(pieces: Sequence[Piece]) -> list[Piece]:
    """« de~ » before a name as « d' » or « de »."""
    done = []
    for at, piece in enumerate(pieces):
        text = piece.text
        if text.endswith(ELISION):
            following = pieces[at + 1].text[:1] if at + 1 < len(pieces) else ""
            text = text[: -len(ELISION)] + ("'" if following in VOWELS else "e ")
        done.append(piece._replace(text=text))
    return done


def _contracted(pieces: Sequence[Piece]) -> list[Piece]:
    """« à Le Petit Pont » as « au Petit Pont »."""
    done = list(pieces)
    for at, piece in enumerate(done[1:], 1):
        article = _ARTICLE.match(piece.text) if piece.label and piece.label != "PER" else None
        before, _, last = done[at - 1].text.rstrip(" ").rpartition(" ")
        whole = f"{last} {article['article']}".lower() if article else ""
        if article and whole in _CONTRACTED and done[at - 1].text.endswith(" "):
            done[at - 1] = Piece(f"{before} {_CONTRACTED[whole]} ".lstrip(" "), done[at - 1].label)
            done[at] = piece._replace(text=piece.text[article.end() :])
    return done


def _capital(piece: Piece) -> Piece:
    return piece._replace(text=piece.text[:1].upper() + piece.text[1:])


def _careless(piece: Piece, chance: random.Random) -> Piece:
    return piece._replace(text=_lower(piece.text)) if chance.random() < 0.4 else piece


def _lower(text: str) -> str:
    """In lower case, of the same length."""
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _joined(parts: Sequence[Piece]) -> Text:
    """The pieces as one text, single spaces, each entity without space around."""
    text, entities = "", []
    for part in parts:
        words = part.text.replace("\u00a0", " ").split(" ")
        piece = " ".join(word for at, word in enumerate(words) if word or at in (0, len(words) - 1))
        if text.endswith(" ") or not text:
            piece = piece.lstrip(" ")
        if part.label and piece.strip():
            entities.append((len(text), len(text) + len(piece.rstrip()), part.label))
        text += piece
    return Text(text.rstrip(), [entity for entity in entities if entity[1] <= len(text.rstrip())])
