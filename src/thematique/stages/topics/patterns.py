"""The French that words of a transcript are cut from."""

import re

BRACKETS = re.compile(r"\[[^\[\]]*\]")
"""Pseudonyms, `[PERSONNE_3]`, and what transcribers note between brackets."""

NOTES = re.compile(r"\((?:rires?|sourires?|silences?|pauses?|soupirs?|inaudible|incompréhensible)[^()]*\)")
"""What transcribers note between parentheses."""

UNFINISHED = re.compile(r"\b[^\W\d_]+-(?![^\W\d_])")
"""A word that the speaker broke off: « par- »."""

ELISIONS = re.compile(r"\b(?:[cdjlmnstyz]|qu|jusqu|lorsqu|puisqu|quelqu|presqu|entr|parc)'")
"""The short word before an apostrophe."""

INVERSIONS = re.compile(
    r"(?<!\brendez)-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|ci|là|moi|toi|le|la|les|lui|leur|y|en)\b"
)
"""The pronoun after a hyphen: « dit-il », « celui-là »; not that of « rendez-vous »."""

WORD = r"(?u)\b[^\W\d_]{2,}(?:-[^\W\d_]+)*\b"
"""A word of two letters or more, compounds whole: « sage-femme »."""

ENDINGS = (
    (re.compile(r"(?<=\w{2})aux?$"), "al"),
    (re.compile(r"(?<=\w{3})[sx]$"), ""),
    (re.compile(r"(?<=\w{2})euse$"), "eur"),
    (re.compile(r"(?<=\w{2})ive$"), "if"),
    (re.compile(r"(?<=\w{2})ière$"), "ier"),
    (re.compile(r"(?<=\w{3})(?:er|ée|ez)$"), "é"),
    (re.compile(r"(?<=\w{4})e$"), ""),
    (re.compile(r"([^\W\d_])\1$"), r"\1"),
)
"""What number, gender and the commonest endings of verbs do to a word, undone in this order."""
