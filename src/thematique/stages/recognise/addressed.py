"""Electronic addresses and names of accounts, written or said: « sophie point lambert arobase gmail point com »."""

import re
from collections.abc import Iterator

from thematique.french.dictionary import dictionary
from thematique.french.lexicon import among
from thematique.french.names import fold
from thematique.records import Kind
from thematique.stages.recognise import mails
from thematique.stages.recognise.numbers import SMALL
from thematique.stages.recognise.span import Span

_SAID = r"(?:point|dot|tiret du bas|tiret bas|tiret|trait d['’]union|underscore|under score|souligné|moins)"
_UNDER = r"(?:tiret du bas|tiret bas|underscore|under score)"
_AT = r"(?:arobase|arobas|arrobas|arobaz|at|a commercial|@)"
_ENDS = (
    r"(?:be|com|fr|org|net|eu|info|lu|nl|de|ch|ca|uk|io|biz|brussels|wallonie|edu|gov|gouv|example|test|tv|me|cd|ma)"
)
_SITES = r"(?:be|com|fr|org|net|eu|info|lu|nl|brussels|io)"
_PIECE = r"[\w.+-]{1,30}"
_LABEL = r"[\w-]{1,30}"
_SPELT = r"(?:(?:(?<!\w)\w ){2,20})?"

_STOP = (
    r"(?:et|mais|si|voilà|parce|donc|ou|euh|heu|hein|c|j|on|il|elle|tu|je|vous|ça|quoi|sur|avec|alors|quand|pour"
    r"|ben|bon|oui"
    r"|merci|pas|que|qui)"
)

_SITE = (
    rf"(?:(?!(?:et|ou|mais|sur|e?-?mails?|adresse|arobase|c['’]est)\b)[\w'’-]{{1,20}} ){{1,8}}?point {_SITES}\b"
    rf"(?: (?:slash|barre oblique|barre)(?: (?!{_STOP}\b)[\w-]{{1,20}}){{1,4}})?"
)
_PATTERNS = (
    (
        Kind.EMAIL,
        "email",
        re.compile(
            rf"(?<![\w'’]){_SPELT}{_PIECE}(?: {_SAID} {_PIECE}){{0,5}} ?{_AT} ?{_LABEL}(?: {_SAID} {_LABEL}){{0,4}}"
            rf"(?: ?(?:point|dot) |\.){_ENDS}\b",
            re.I,
        ),
    ),
    (
        Kind.URL,
        "url",
        re.compile(
            rf"(?<![\w'’])(?:www (?:point )?)?{_LABEL}(?: (?:tiret|point) {_LABEL}){{0,4}} point {_SITES}\b"
            rf"(?: (?:slash|barre oblique|barre) {_LABEL}(?: {_SAID} {_LABEL}){{0,3}}){{0,4}}",
            re.I,
        ),
    ),
    (
        Kind.URL,
        "url",
        re.compile(
            rf"\b(?:(?P<at>(?:www point|(?:trois(?: fois)? w|w w w)(?: point)?) {_SITE})"
            rf"|(?:sur|(?:site|page)(?: (?:internet|web|du \w{{1,12}}))?(?: c['’]est)?) (?P<after>{_SITE}))",
            re.I,
        ),
    ),
    (
        Kind.URL,
        "handle",
        re.compile(
            rf"(?<![\w'’])(?:arobase|arobas|@) ?{_LABEL}(?: {_SAID} (?:(?:de|du|le|la|les) )?{_LABEL}){{0,4}}"
            rf"(?: {SMALL})?",
            re.I,
        ),
    ),
    (
        Kind.URL,
        "handle",
        re.compile(rf"(?<![\w'’]){_LABEL} {_UNDER} {_LABEL}(?: {_SAID} {_LABEL}){{0,3}}(?: {SMALL})?", re.I),
    ),
)
_NETWORK = (
    r"(?:instagram|insta|snapchat|snap|tiktok|tik tok|twitter|facebook|discord|twitch|youtube|messenger|telegram)"
)
_PART = r"[\w.-]{1,30}"
_HANDLE = rf"(?P<at>{_PART}(?: (?!{_STOP}\b){_PART}){{0,6}})"
# « mon insta c'est… », « sur tiktok je suis… », « le pseudo, c'est… »
_ACCOUNT = re.compile(
    rf"(?:\b(?:{_NETWORK}|pseudo|profil|chaîne|blog)\b[ ,:]{{1,2}}(?:(?!{_STOP}\b)\w{{1,8}} ){{0,2}}"
    r"(?:c['’]est|je suis|il est|elle est|on est|(?:je m|il s|elle s|ça s)['’]appelle|tu (?:tapes|cherches|mets)"
    rf"|vous (?:tapez|cherchez))|@)[ ,:]{{1,2}}(?:(?:la|le|tout|juste) )?{_HANDLE}",
    re.I,
)
# « la page les gueules noires sur facebook »
_PAGE = re.compile(
    rf"\b(?:page|compte|profil|groupe|chaîne)(?: (?:facebook|insta|instagram|du club|de l['’]asbl))? (?:c['’]est "
    rf"|s['’]appelle )"
    rf"?(?P<at>(?:(?!{_STOP}\b)[\w'’.-]{{1,20}} ){{0,5}}(?!{_STOP}\b)[\w'’.-]{{1,20}}) sur {_NETWORK}\b",
    re.I,
)
_MADE_UP = re.compile(
    rf"\d|[._]|\b{_SAID}\b|tout attaché|en un mot|\b(?:zéro|deux|trois|quatre|cinq|six|sept|huit|neuf)\b", re.I
)
_NOT_ACCOUNT = among(
    "un une des mon ma mes ton son sa ses tres plus pas trop souvent pareil bien nul genre bon comme mieux pire "
    "moi toi "
    "lui elle ca ce cet cette dans en au aux a l d dur facile sympa cool abonne abonnee chiant horrible connu connue "
    "facebook de du"
)
_MARK = re.compile(
    rf"\b(?:{_SAID}|{_AT}|arobas\w?|insta\w{{0,4}}|snap\w{{0,4}}|tiktok|pseudo|profil|twitter|facebook|discord"
    rf"|twitch|youtube|a commercial|chez|telegram)\b|@|tik tok",
    re.I,
)


def find(text: str) -> Iterator[Span]:
    """The addresses and accounts of `text`."""
    if not _MARK.search(text):
        return
    for kind, source, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            group = match.lastgroup or 0
            yield Span(match.start(group), match.end(group), kind, source, 0.95)
    yield from mails.find(text)
    yield from _accounts(text)


def _accounts(text: str) -> Iterator[Span]:
    """Names of accounts on networks; one word that anybody says is none."""
    ordinary = dictionary()
    for match in _ACCOUNT.finditer(text):
        first = match["at"].split()[0]
        if fold(first) in _NOT_ACCOUNT:
            continue
        if _MADE_UP.search(match["at"]):
            yield Span(match.start("at"), match.end("at"), Kind.URL, "handle", 0.9)
        elif not ordinary(first):
            yield Span(match.start("at"), match.start("at") + len(first), Kind.URL, "handle", 0.8)
    for match in _PAGE.finditer(text):
        if fold(match["at"].split()[0].rsplit("'", 1)[-1]) not in _NOT_ACCOUNT:
            yield Span(match.start("at"), match.end("at"), Kind.URL, "handle", 0.7)
