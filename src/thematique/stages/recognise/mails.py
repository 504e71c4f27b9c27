"""E-mails said aloud, by their grammar: what is before the sign, the sign, and a domain that ends in « point be ».

« prudence point boulanger, tout attaché, arobase coup de pouce point b e », « léa tiret du bas chez gmail ».
"""

import re
from collections.abc import Iterator, Sequence

from thematique.french.lexicon import among
from thematique.french.names import fold
from thematique.records import Kind
from thematique.stages.recognise.span import Span

_SURE_AT = r"arr?oba[sz]\w{0,3}|a commercial|at commercial|signe at"
_AT = re.compile(rf"(?<![\w'’])(?:(?P<sure>{_SURE_AT})|at|ate|chez)(?![\w'’])[ ,)\]]{{0,3}}", re.I)
_PROVIDER = (
    r"(?:gmail|g mail|hotmail|hot mail|outlook|yahoo|skynet|proximus|live|icloud|orange|wanadoo|free|laposte"
    r"|la poste|voo"
    r"|scarlet|belgacom|telenet|sfr|protonmail|msn|base)"
)
_ENDING = r"(?:be|com|fr|org|net|eu|info|lu|nl|ch|uk|edu|brussels|wallonie|coop|b e|c o m|f r|o r g|n e t|e u|l u|bé)"
_DOMAIN = re.compile(
    rf"(?:(?:euh|alors) )?(?:[\w'’.-]{{1,30}}[ ,]{{1,2}}){{0,8}}?(?:[\w'’.-]{{1,30}}[ ,]{{1,2}})?(?:point"
    rf"|dot)[ ,]{{1,2}}{_ENDING}\b|[\w-]{{1,30}}(?:\.[\w-]{{1,30}}){{0,3}}\.{_ENDING}\b",
    re.I,
)
_KNOWN = re.compile(rf"{_PROVIDER}\b(?:[ ,]{{1,2}}(?:(?:point|dot)[ ,]{{1,2}})?{_ENDING}\b|\.\w{{2,3}}\b)?", re.I)
_TOKEN = re.compile(r"[^\s,;()\[\]]+")
_JOINS = among(
    "point dot tiret tirets bas du underscore souligne moins union trait plus barre zero un une deux trois quatre "
    "cinq six "
    "sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante soixante "
    "septante "
    "nonante cent mille non mot en tout attache attaches colle colles minuscule minuscules majuscule accent sans "
    "avec deux"
)
_MAIL = among("adresse mail mails email e-mail courriel messagerie")
_SAY = among(
    "c'est cest est etait serait donc alors euh heu ben attendez oui voila mon ma c' la le : perso pro electronique"
)
_BEFORE = among("ecrire ecrivez ecris contacter contactez contacte envoyez envoie envoyer")
_CUES = _MAIL | _BEFORE | {"c'est", "cest"}
_SURE_JOINS = _JOINS - {"avec", "sans", "un", "une", "tout", "en", "non", "mot", "deux"}
_LEADING = _SAY | _BEFORE | _MAIL | {"avec", "sans", "en", "a", "à", "genre", "style", "«"}
_RESTARTS = among("sur et que qui vers à")
_FEW = 4
_WINDOW = 110
_LONGEST = 16


def find(text: str) -> Iterator[Span]:
    """The e-mails said in `text`."""
    for sign in _AT.finditer(text):
        domain = _KNOWN.match(text, sign.end()) or (
            _DOMAIN.match(text, sign.end()) if not sign.group().lower().startswith("chez") else None
        )
        tokens = list(_TOKEN.finditer(text, max(0, sign.start() - _WINDOW), sign.start()))[-_LONGEST:]
        said = [_bare(token.group()) for token in tokens]
        if domain is None and not (sign["sure"] and not _MAIL.isdisjoint(said)):
            continue
        first = _first(said)
        joined = not _SURE_JOINS.isdisjoint(said[first:])
        if first == len(tokens) or not (sign["sure"] or joined or not _MAIL.isdisjoint(said)):
            continue
        end = domain.end() if domain else sign.end()
        yield Span(tokens[first].start(), len(text[:end].rstrip(" ,")), Kind.EMAIL, "email", 0.95)


def _bare(said: str) -> str:
    """A word without case nor accents, but for « à », which is no « a »."""
    return said if said == "à" else fold(said).replace("’", "'")


def _first(said: Sequence[str]) -> int:
    """The index of the first word before the sign: words that « point » joins, and those said since « c'est »."""
    at = len(said)
    while at > 0 and (at == len(said) or said[at - 1] in _JOINS or said[at] in _JOINS or len(said[at - 1]) == 1):
        at -= 1
    for cue in range(at - 1, max(-1, at - 2 - _FEW), -1):
        if said[cue] in _CUES:
            # « un mail et j'ai répondu sur joke point vdb »
            at = max([cue, *(other for other in range(cue, at) if said[other] in _RESTARTS)]) + 1
            break
    while at < len(said) - 1 and said[at] in _LEADING:
        at += 1
    return at
