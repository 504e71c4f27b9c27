"""Postal addresses: a street and its number, a postcode and its locality."""

import re
from collections.abc import Iterator

from thematique.french.lexicon import among
from thematique.french.names import fold, key
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.span import Span

_S = r"[ \u00a0\u202f]"
_STREET = (
    "rue|ruelle|avenue|av\\.|boulevard|bd\\.?|chaussée|quai|impasse|allée|venelle|sentier|drève|clos|esplanade|faubourg"
    "|rond-point|résidence|square"
)
# words of every day, streets only before a capital
_OTHER = "place|chemin|route|cour|cours|cité|passage|montée|quartier|hameau|lotissement|parc|pont|porte|tour|galerie"
_LINK = r"(?:de la|de l['’]|du|des|de|d['’]|aux|au|à la|à l['’]|la|le|les|l['’]|en|sur|sous|et)"
_CAP = r"[A-ZÀ-ÖØ-Þ][\w'’-]{0,30}"
_WORD = r"[\w'’-]{2,30}"
_NUMBER = rf"(?:{_S}?,?{_S}?(?:n°{_S}?|numéro{_S})?\d{{1,4}}{_S}?(?:bis|ter|[a-dA-D])?\b)"
_BEFORE = rf"(?:\b\d{{1,4}}{_S}?(?:bis|ter|[a-d])?{_S}?,?{_S})?"

_NAMED = re.compile(
    rf"{_BEFORE}\b(?i:{_STREET}|{_OTHER}){_S}(?:(?i:{_LINK}){_S}?){{0,2}}{_CAP}"
    rf"(?:[ \u00a0-](?:(?:{_LINK}){_S}?){{0,2}}{_CAP}){{0,4}}{_NUMBER}?"
)
# « je suis allée sur Paris », « je suis montée à Liège »
_WENT = re.compile(r"(?:allée|montée)[ \u00a0](?:à|au|aux|sur|en|sous|chez)\b", re.I)
_NO_STREET = among(
    "de des du la le les l d vers rue rues quartier immeuble ville village ecole maison droite gauche centre bas haut "
    "bout cote derriere devant temps campagne"
)
_LINKED = re.compile(
    rf"{_BEFORE}\b(?:{_STREET}){_S}(?:de la{_S}|de l['’]|du{_S}|des{_S}|de{_S}|d['’])"
    rf"(?!(?:mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|ce|cet|cette|ces|chez|là)\b)"
    rf"(?P<name>{_WORD}){_NUMBER}?",
    re.I,
)
_POSTCODE = re.compile(rf"\b(?:B-|F-)?(?P<code>[1-9]\d{{3,4}}){_S}(?P<town>{_CAP}(?:[ -]{_CAP}){{0,3}})")


def find(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """The addresses of `text`; a postcode counts where a known place follows."""
    for match in _NAMED.finditer(text):
        if not _WENT.match(match.group()):
            yield Span(match.start(), match.end(), Kind.LOC, "address", 0.85)
    for match in _LINKED.finditer(text):
        if fold(match["name"]) not in _NO_STREET:
            yield Span(match.start(), match.end(), Kind.LOC, "address", 0.7)
    for match in _POSTCODE.finditer(text):
        if _has_place(match["town"], lexicon):
            yield Span(match.start(), match.end(), Kind.LOC, "postcode", 0.9)


def _has_place(town: str, lexicon: Lexicon) -> bool:
    """Is the name, or its first word, that of a place?"""
    name = key(town)
    return lexicon.is_place(name) or lexicon.is_place(name.split()[0])
