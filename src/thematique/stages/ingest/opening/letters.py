"""How much a character speaks for French, to choose between encodings; words and figures only, no logic of files."""

import re

# tried in this order; among equals the first wins. cp1252 holds all that ISO 8859-1 can print.
ENCODINGS = ("cp1252", "mac_roman", "iso8859_15", "cp850")
# what an encoding that is hardly met any more must make up for
RARITY = {"cp850": -12.0}

_WEIGHTS = (
    ("é", 10.0),
    ("èàêç", 6.0),
    ("’\u00a0«»", 5.0),
    ("ôùâîûœëï…", 3.0),
    ("ÉÀÇÊÈ–—“”‘€°", 1.0),
    ("æÂÎÔÛŒËÏÙüöäñáíóúß²³·•", 0.2),
)
_WEIGHT_OF = {character: weight for characters, weight in _WEIGHTS for character in characters}
_OTHER_LETTER = -2.0
_OTHER_SIGN = -4.0
_MISPLACED = 10.0

# letters of other scripts, two bytes each in UTF-8, and nothing else beyond ASCII
FOREIGN = re.compile("[\x00-\x7f\u0370-\u07ff]*")
# what a character must be worth on average for a text to be French rather than in such a script
FRENCH = 3.0

# é, è, à … ’ and œ as they look when UTF-8 is shown as Windows-1252
SCRAMBLED = re.compile("Ã[©¨ª§´®¢»¯«\u00a0‰€]|â€[™œ“”¦\u009d]|Å“|Â[«»\u00a0°]")


def weight(before: str, character: str, after: str) -> float:
    """What a character beyond ASCII says for French between these letters (or none): positive if French writes so."""
    usual = _WEIGHT_OF.get(character, _OTHER_LETTER if character.isalpha() else _OTHER_SIGN)
    return usual - _MISPLACED if _misplaced(before, character, after) else usual


def _misplaced(before: str, character: str, after: str) -> bool:
    """A capital inside a word, an opening mark that follows a letter, a closing one stuck to the next word."""
    if character.isupper():
        return before.islower()
    if character in "«“":
        return bool(before) or bool(after)
    if character in "»”…":
        return bool(after)
    return character == "’" and not before


def _windows_bytes() -> dict[int, int]:
    table = {}
    for byte in range(0x80, 0xA0):
        character = bytes([byte]).decode("cp1252", errors="ignore")
        if character:
            table[ord(character)] = byte
    return table


# what Windows-1252 shows for the bytes 0x80 to 0x9F, back to those bytes
WINDOWS_BYTES = _windows_bytes()

# Windows signs that went through ISO 8859-1 on their way to Unicode; U+0085 is left, as the end of a line
LOST_SIGNS = {byte: character for character, byte in WINDOWS_BYTES.items() if byte != 0x85}
LOST_SIGN = re.compile("[\x80-\x84\x86-\x9f]")
