"""What animals are called: the everyday word that names a dog identifies no one, « un berger qui s'appelle patron »."""

import re
from collections.abc import Iterable, Iterator, Sequence

from thematique.french.names import key
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.span import Span

_ANIMAL = (
    r"(?:chiens?|chienne|chiot|berger|malinois|beagle|labrador|caniche|bouledogue|rottweiler|golden|molosse|teckel|husky"
    r"|saint-bernard|chats?|chatte|chaton|lapin|hamster|perruche|perroquet|poney|ânes?|tortue|poule|coq)"
)
_ANY = re.compile(rf"\b{_ANIMAL}\b", re.I)
_CALLED = re.compile(
    rf"\b{_ANIMAL}\b[^.!?]{{0,40}}\b(?:s['’]appel\w{{1,4}}|l['’]appel\w{{1,5}}|nommée?)[ ,]{{1,2}}"
    r"(?P<at>[\w'’-]{2,20})",
    re.I,
)
# « elle a un vieux labrador, Biscotte, qui l'attend »
_WITH = re.compile(rf"\b{_ANIMAL}, (?P<at>[A-ZÀ-Ý][\w'’-]{{2,20}})(?=[,.])")
_TOLD = ("roster", "title", "label")


def told(texts: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    """The words of every day that name an animal in these texts, as keys; what may name somebody too is left out."""
    spoken_of = [text for text in texts if _ANY.search(text)]
    matches = (match for text in spoken_of for pattern in (_CALLED, _WITH) for match in pattern.finditer(text))
    found = {key(match["at"]) for match in matches if lexicon.ordinary(match["at"].lower())}
    return frozenset(name for name in found if not (lexicon.is_first_name(name) or lexicon.is_surname(name)))


def without(text: str, spans: Sequence[Span], pets: frozenset[str]) -> Iterator[Span]:
    """The spans of `text` but those that name an animal."""
    for span in spans:
        sure = span.kind is not Kind.PER or span.source.startswith(_TOLD)
        if sure or key(text[span.start : span.end]) not in pets:
            yield span
