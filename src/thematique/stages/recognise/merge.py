"""One answer out of all the layers: overlapping spans become one, which holds whole words and no article."""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence

from thematique.french.names import Word, joined, key, words
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FEASTS, FUNCTION, PLACEHOLDER, TITLES
from thematique.stages.recognise.span import DESPITE_LISTS, Span

_RISK = (Kind.ID, Kind.EMAIL, Kind.PHONE, Kind.URL, Kind.PER, Kind.LOC, Kind.ORG, Kind.DATE, Kind.AGE)
_ELISION = re.compile(r"(?:[dljmtsc]|qu|[DL](?=['’][A-ZÀ-Ý][a-zà-ÿ]+\b))['’]")
_ARTICLE = re.compile(r"(?:le|la|les|l['’]|des|du|de|au|aux|à|en|un|une|et)[ \u00a0]+")
# « Pauvre Halina »
_DESCRIBED = re.compile(r"(?:pauvre|chère?|brave|gentille?)[ \u00a0](?=[^\W\d_]{2})", re.I)
_LE = re.compile(r"l[ea][ \u00a0]", re.I)
_LONGEST_COMPOUND = 40
_INITIALS = re.compile(r"(?<![\w.'’-])[A-ZÀ-Ý]\.?(?:[ -]?[A-ZÀ-Ý]\.?)?[ \u00a0]$")
_LONGEST_INITIALS = 8
# « N'Galula », « m'bala »
_ELIDED = re.compile(r"(?<!\w)[nNmM]['’]$")
_CONSONANTS = frozenset("bcdfgjklmnpqrstvwz")
# « 'T Jonck », « 's Heeren »
_APOSTROPHE = re.compile(r"(?<![\w'’])['’][tTsS][ \u00a0-]$")
# « Le Cercle » and « le Cercle » are one organisation
_TITLED = re.compile(r"(?:(?:Le|La|Les)[ \u00a0]+|L['’])(?=[A-ZÀ-Ý])")
_COMPOUND_BEFORE = re.compile(r"(?<![\w'’-])[A-ZÀ-Ý][a-zà-ÿ]{1,20}-(?:[\w]{1,20}['’-]){0,4}$")
_COMPOUND_AFTER = re.compile(r"(?:-(?:[a-zà-ÿ]{1,4}['’-]){0,2}[A-ZÀ-Ý][a-zà-ÿ]{1,20}){1,4}(?!\w)")
_ORIGIN = re.compile(r"(?P<name>\S+[ \u00a0]\S.*?)[ \u00a0](?:de[ \u00a0]|d['’])(?P<place>[^\d\n]{3,30})")
_EDGES = " \t\n\u00a0\u202f,;:.'’\"«»-"
_AND = re.compile(r"[ \u00a0](?:et|ou)[ \u00a0](?:d['’])?")
_TOLD = ("roster", "title")
_NUMBERS = (Kind.ID, Kind.PHONE)
_MODELS = ("ner", "speech")
_PERSONS = ("label", "called")
_SURE = ("title", "initials", DESPITE_LISTS)
_PLACEHOLDER = re.compile(PLACEHOLDER, re.I)


def merge(text: str, spans: Iterable[Span], lexicon: Lexicon) -> list[Span]:
    """The spans of `text`, from left to right, apart from each other.

    Where spans overlap all their words are taken; the kind is that of the span that covers the others, or else the one
    of the highest risk.
    """
    trimmed = [part for span in spans for part in _apart(text, _trimmed(text, span, lexicon), lexicon)]
    held = [(match.start(), match.end()) for match in _PLACEHOLDER.finditer(text)] if trimmed else []
    kept = sorted(span for span in trimmed if span.end > span.start and not _left_alone(text, span, held, lexicon))
    phrases = _phrases(text, lexicon) if kept else []
    kept = [span for span in kept if not any(_part_of(phrase, span) for phrase in phrases)]
    numbers = [span for span in kept if span.kind in _NUMBERS]
    kept = [span for span in kept if not (numbers and _seen_in(text, span, numbers, lexicon))]
    clusters: list[list[Span]] = []
    reach, persons = -1, False
    for span in kept:
        person = span.kind is Kind.PER
        if clusters and (span.start < reach or (persons and person and _goes_on(text, reach, span.start))):
            clusters[-1].append(span)
            persons = persons and person
        else:
            clusters.append([span])
            persons = person
        reach = max(reach, span.end)
    return [span for cluster in clusters for span in _each(text, _union(cluster))]


def _seen_in(text: str, span: Span, numbers: Sequence[Span], lexicon: Lexicon) -> bool:
    """Did a model take a number and the ordinary words around it for a name: « Dossier HAL-2023/0417 »?"""
    over = [one for one in numbers if span.start < one.end and one.start < span.end]
    if span.source not in _MODELS or not over:
        return False
    around = [
        word
        for word in words(text[span.start : span.end])
        if not any(one.start <= span.start + word.start < one.end for one in over)
    ]
    return all(
        lexicon.ordinary(word.text.lower())
        and not (lexicon.is_first_name(word.folded) or lexicon.is_surname(word.folded))
        for word in around
    )


def _apart(text: str, span: Span, lexicon: Lexicon) -> Iterator[Span]:
    """A person's name, apart from the place that he or she is of: « Mariama Camara de Conakry »."""
    named = span.kind is Kind.PER and not span.source.startswith("roster")
    match = _ORIGIN.fullmatch(text, span.start, span.end) if named else None
    place = key(match["place"]) if match else ""
    if match and lexicon.is_place(place) and not lexicon.is_surname(place):
        yield span._replace(end=match.end("name"))
        yield span._replace(start=match.start("place"), kind=Kind.LOC, source="place")
    else:
        yield span


def _phrases(text: str, lexicon: Lexicon) -> Sequence[Sequence[Word]]:
    """The institutions of several words in `text`: « Fédération Wallonie-Bruxelles »."""
    inside = words(text)
    found = [inside[match.first : match.last] for match in lexicon.kept.find(text, inside)]
    return [phrase for phrase in found if len(phrase) > 1]


def _part_of(phrase: Sequence[Word], span: Span) -> bool:
    """Is this no name but a part of the phrase? Who asked for a name, or a title before it, knows better.

    « La Meuse », a newspaper, is a river too: of a place or an organisation more than an article must be left.
    """
    if not phrase[0].start <= span.start < span.end <= phrase[-1].end or span.source.startswith(_TOLD):
        return False
    left = [word for word in phrase if not span.start <= word.start < span.end and word.folded not in FUNCTION]
    return span.kind is Kind.PER or (span.kind in (Kind.LOC, Kind.ORG) and bool(left))


def _goes_on(text: str, reach: int, start: int) -> bool:
    """Does what begins at `start` go on with the name that ends at `reach`, as « Lambert » after « Sophie »?"""
    return joined(text, reach, start) and "\n" not in text[reach:start]


def _union(cluster: Sequence[Span]) -> Span:
    """The span that covers a cluster; what a saint begins is a place, whatever the model says."""
    start, end = min(span.start for span in cluster), max(span.end for span in cluster)
    saint = next((span for span in cluster if span.source == "saint" and span.start == start), None)
    if saint:
        return saint._replace(end=end)
    covering = [span for span in cluster if span.start == start and span.end == end]
    best = min(covering or cluster, key=lambda span: (-span.score if covering else 0, _RISK.index(span.kind), span))
    return best._replace(start=start, end=end)


def _each(text: str, span: Span) -> Iterable[Span]:
    """Each person of « Aurore et Saïd »; « monsieur et madame Lambert » are left together."""
    ends = [span.start, *(at for found in _AND.finditer(text, span.start, span.end) for at in found.span()), span.end]
    parts = [span._replace(start=start, end=end) for start, end in zip(ends[::2], ends[1::2], strict=True)]
    named = all(set(key(text[part.start : part.end]).split()) - TITLES for part in parts)
    return parts if span.kind is Kind.PER and named and span.source != "spelled" else [span]


def _trimmed(text: str, span: Span, lexicon: Lexicon) -> Span:
    """`span` on whole words, without elision, article nor punctuation around."""
    start, end = _compound(text, *_whole(text, span.start, span.end), span.kind)
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    while start < end and text[start] in _EDGES:
        start += 1
    # « monsieur Le Gall »
    entitled = span.source.startswith("title") and _LE.match(text, start, end) is not None
    if span.kind in (Kind.PER, Kind.LOC, Kind.ORG) and not entitled and not lexicon.is_surname(key(text[start:end])):
        for pattern in (_ARTICLE, _ELISION):
            match = pattern.match(text, start, end)
            if match and match.end() < end and not _needs(text, start, match.end(), lexicon):
                start = match.end()
    if span.kind is Kind.PER:
        described = _DESCRIBED.match(text, start, end)
        start = _initials(text, described.end() if described else start, lexicon)
        elided = _ELIDED.search(text, max(0, start - 2), start)
        start = elided.start() if elided and text[start : start + 1].lower() in _CONSONANTS else start
        flemish = _APOSTROPHE.search(text, max(0, start - _LONGEST_INITIALS), start)
        start = flemish.start() if flemish else start
    if span.kind is Kind.ORG and (match := _TITLED.match(text, start, end)):
        start = match.end()
    return span._replace(start=start, end=end)


def _initials(text: str, start: int, lexicon: Lexicon) -> int:
    """Where the initials begin that stand before a name, « PY Lacroix »; `start` where there are none."""
    found = _INITIALS.search(text, max(0, start - _LONGEST_INITIALS), start)
    if not text[start : start + 1].isupper() or not found:
        return start
    letters = key(found.group()).replace(" ", "")
    return start if letters in TITLES or letters in lexicon.kept else found.start()


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole words that hold a stretch of `text`."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _compound(text: str, start: int, end: int, kind: Kind) -> tuple[int, int]:
    """The whole compound that holds a name: « Saint-Jean-de-la-Ruelle » for « Ruelle »."""
    if kind not in (Kind.PER, Kind.LOC, Kind.ORG):
        return start, end
    before = _COMPOUND_BEFORE.search(text, max(0, start - _LONGEST_COMPOUND), start)
    after = _COMPOUND_AFTER.match(text, end)
    return before.start() if before else start, after.end() if after else end


def _needs(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Is what would be cut the capital of a family name, as in « D'Hondt », not an elision that begins a sentence?"""
    if not text[start].isupper():
        return False
    following = re.match(r"[^\W\d_]+", text[end:])
    return following is None or not lexicon.is_first_name(key(following.group()))


def _left_alone(text: str, span: Span, held: Sequence[tuple[int, int]], lexicon: Lexicon) -> bool:
    """Is this an institution, a common proper noun or a placeholder that someone has already put?"""
    before = bisect.bisect_right(held, span.start, key=lambda place: place[0]) - 1
    if before >= 0 and span.end <= held[before][1]:
        return True
    named = span.kind in (Kind.PER, Kind.LOC, Kind.ORG) and not span.source.startswith(_SURE)
    name = key(text[span.start : span.end]) if named else ""
    letters = name.replace(" ", "") if all(len(part) == 1 for part in name.split()) else name
    if name in lexicon.acronyms and text[span.start : span.end].isupper():
        return True
    if name in FEASTS and span.source in _PERSONS:
        return False
    # « à Hem »
    said = name in lexicon.particles and not (span.kind is Kind.LOC and name in lexicon.near)
    return said or name in lexicon.kept or letters in lexicon.kept or name in lexicon.peoples
