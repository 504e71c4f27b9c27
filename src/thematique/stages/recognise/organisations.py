"""Organisations that a word announces: « l'AMO Le Cercle », « la crèche des Petits Pas », « le collège Saint-Joseph ».

Their names are often made of ordinary words, which nothing but the word before and the capitals betrays.
"""

import bisect
import re
from collections.abc import Iterator, Sequence

from thematique.french.names import Word
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import GENERIC
from thematique.stages.recognise.span import Span

_S = r"[ \u00a0\u202f]"
_TRIGGER = (
    r"a\.?m\.?o\.?|asbl|a\.s\.b\.l\.?|aisbl|crèche|halte-garderie|halte-accueil|garderie|collège|lycée|athénée|institut"
    r"|internat|foyer|clinique|hôpital|polyclinique|maternité|home|club|fondation|association|assoc|coopérative|ludothèque"
    r"|planning|librairie|restaurant|bibliothèque|service d['’]accrochage"
    r"|école(?: (?:maternelle|primaire|communale|libre|fondamentale|secondaire))?"
    r"|maisons? (?:médicale|maternelle|verte|communale|ouverte|de jeunes|de quartier|de repos|d['’]accueil|d['’]enfants"
    r"|des parents|des jeunes)"
    r"|centre (?:culturel|social|médical|sportif|de jour|d['’]accueil|de planning)"
).replace(" ", _S)
_QUOTE = r"[«\"“]"
_CAP = r"[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}"
_ARTICLE = r"(?:[LD]['’]|(?:Les|Le|La|Au|Aux|Un|Une|Du|Des)[ \u00a0])"
_LINK = rf"(?:[dl]['’]|(?:de|du|des|en|et|à|au|aux|la|le|les|sur){_S}|de{_S}la{_S}|de{_S}l['’])"
_NAME = rf"{_ARTICLE}?{_CAP}(?:{_S}(?:{_LINK}){{0,2}}{_CAP}){{0,4}}"
_NAMED = re.compile(
    rf"\b(?i:{_TRIGGER}){_S}(?:(?i:du|des|de{_S}la|de{_S}l['’]|les|le|la|l['’]|aux|au){_S}?)?(?P<name>{_NAME})"
)
_QUOTED = re.compile(rf"\b(?i:{_TRIGGER}){_S}{_QUOTE}{_S}?(?P<name>[^«»\"”\n]{{2,60}}?){_S}?[»\"”]")
_FIRST_WORDS = 3


def find(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Span]:
    """The organisations of `text` that a word announces; `words` are those of `text`."""
    matches = [*_NAMED.finditer(text), *_QUOTED.finditer(text)]
    if not matches:
        return
    kept = {words[at].start for match in lexicon.kept.find(text, words) for at in range(match.first, match.last)}
    for match in matches:
        start, end = match.span("name")
        first = bisect.bisect_left(words, start, key=lambda word: word.start)
        inside = [word for word in words[first : first + _FIRST_WORDS] if word.start < end]
        if any(word.start not in kept and word.folded not in GENERIC and len(word.text) > 2 for word in inside):
            yield Span(start, end, Kind.ORG, "organisation", 0.9)
