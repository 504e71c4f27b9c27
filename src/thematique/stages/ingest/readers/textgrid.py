"""Read the TextGrid files of Praat, long or short.

Method: Praat itself reads a TextGrid as a sequence of numbers, quoted strings and flags, and ignores all other words;
so do we, which makes one reader of both forms. Every interval tier is a speaker; praatio is not used because it
refuses tiers whose intervals overlap, which real corpora hold (1 of 30 interviews of CFPP2000).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.pieces import by_time, read_pieces
from thematique.stages.ingest.opening.encoding import decode
from thematique.stages.ingest.transcript import Reading, Utterance, counted

# a free-standing number, a string in which quotes are doubled, or a flag; words, "item [1]:" and "=" fall through
_TOKEN = re.compile(r'"((?:[^"]|"")*)"|<(exists|absent)>|(?<![^\s])(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![^\s])|(")')
_SILENCE = re.compile(r"(?:_+|#+|-|\.|<p:>|<sil>|\[?(?:sil|silence|pause|sp)\]?)", re.IGNORECASE)
# annotations about the speech, not speech; named so by the tools that make them (SPPAS, WebMAUS, EasyAlign, CLAN)
_ABOUT = re.compile(
    r"(?:mots?|words?|tokens?|tok(?:en)?s?align|phon(?:e|ème|eme)s?|phonesalign|phono|syll(?:ab(?:e|le)s?)?|mau|kan|ort-mau"
    r"|pos|lemm(?:a|e)s?|gloss?e?|pitch|f0|intensity|ipus?|momel|intsint|pros(?:odie|ody)?|tobi|comm(?:ents?|entaires?)?"
    r"|notes?|meta(?:data|données|donnees)?|métadonnées|th[eèé]mes?|topics?|sections?|bruits?|noises?|events?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tier:
    name: str
    pieces: list[Utterance]


def read(content: bytes) -> Reading:
    """The turns of the interval tiers, ordered by time; the tier's name is the speaker.

    Raises:
        FileRefused: MALFORMED when it is no TextGrid, TRUNCATED when it stops midway, NO_TURN without speech.
    """
    tiers, n_points = _tiers(_tokens(decode(content)))
    spoken = [tier for tier in tiers if not _ABOUT.fullmatch(tier.name.strip())] or tiers[:1]
    aside = [
        f"La couche « {tier.name} » a été laissée de côté : elle décrit la parole."
        for tier in tiers
        if tier not in spoken
    ]
    pieces = by_time(piece for tier in spoken for piece in tier.pieces)
    return read_pieces(pieces, notices=[*aside, *counted({"Couches de points laissées de côté": n_points})])


def _tokens(text: str) -> Iterator[str | float]:
    """The values of the file after its two header strings.

    Raises:
        FileRefused: MALFORMED when the header is another, TRUNCATED at a quote that never closes.
    """
    values = _values(text)
    # the second string is the object's class; a file may hold nothing else before it
    if not str(next(values, "")).startswith("ooTextFile") or next(values, "") != "TextGrid":
        raise FileRefused(Reason.MALFORMED, "TextGrid")
    return values


def _values(text: str) -> Iterator[str | float]:
    for match in _TOKEN.finditer(text):
        string, flag, number, unclosed = match.groups()
        if unclosed:
            raise FileRefused(Reason.TRUNCATED, "TextGrid")
        if number is not None:
            yield float(number)
        else:
            yield string.replace('""', '"') if string is not None else flag


def _tiers(values: Iterator[str | float]) -> tuple[list[_Tier], int]:
    """The interval tiers, and how many point tiers there are."""
    _number(values), _number(values)
    if next(values, "") == "absent":
        return [], 0
    tiers, n_points = [], 0
    for _ in range(_count(values)):
        kind, name = _string(values), _string(values)
        _number(values), _number(values)
        n_entries = _count(values)
        if kind == "IntervalTier":
            tiers.append(_Tier(name=name, pieces=[_interval(values, name) for _ in range(n_entries)]))
        else:
            n_points += 1
            for _ in range(n_entries):
                _number(values), _string(values)
    return tiers, n_points


def _interval(values: Iterator[str | float], speaker: str) -> Utterance:
    start, end, text = _number(values), _number(values), _string(values)
    silent = _SILENCE.fullmatch(text.strip())
    return Utterance(speaker=speaker, text="" if silent else text, time_start=start, time_end=end)


def _number(values: Iterator[str | float]) -> float:
    value = next(values, None)
    if isinstance(value, float):
        return value
    raise FileRefused(Reason.TRUNCATED if value is None else Reason.MALFORMED, "TextGrid")


def _count(values: Iterator[str | float]) -> int:
    value = _number(values)
    if value.is_integer():
        return int(value)
    raise FileRefused(Reason.MALFORMED, "TextGrid")


def _string(values: Iterator[str | float]) -> str:
    value = next(values, None)
    if isinstance(value, str):
        return value
    raise FileRefused(Reason.TRUNCATED if value is None else Reason.MALFORMED, "TextGrid")
