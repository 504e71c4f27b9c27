"""A transcript as who checks its names sees it: raw beside replaced, what is masked, in doubt, or wished by reviewers.

Nothing of this is kept: it is read from the private side for each request.
"""

from collections.abc import Iterable, Iterator, Sequence

from thematique.corrections import Doubt
from thematique.digests import digest_of
from thematique.errors import WrongUse
from thematique.french.names import key
from thematique.naming import Line, Standing
from thematique.records import Mention, RawDocument, Role, Where, record
from thematique.review.wishes import wishes as open_wishes
from thematique.study import Study
from thematique.web.aligned import Both, both, is_long
from thematique.web.desk import Desk
from thematique.web.name_marks import Decided, Marks, Place, Wished, marks, wished

# in lines of a narrow column; the style sheet says how high that is
_SHEET = 30
_SIGNS_A_LINE = 48
_STAGES = ("correct", "pseudonyms", "anonymise")
_TITLE = "title"


@record
class Row:
    """A turn on both sides; where `turn` is -1, the title or a variable of the file, which `name` tells."""

    turn: int
    role: str
    name: str
    label: Both
    where: Where
    key: str
    text: Both
    lines: int


@record
class Item:
    """Something to decide on: a doubt of the machine, or what somebody (`by`) wished, to mask or to unmask.

    `place` is the variable it stands in, `match` what two spellings of it share, `wish` what is wished.
    """

    item: str
    text: str
    why: str
    turn: int
    where: Where
    start: int
    end: int
    match: str
    place: str = ""
    by: str = ""
    wish: str = ""
    long: bool = False


@record
class Sheet:
    """A whole transcript; `digest` is that of the replaced text that is shown, a stretch about a window's height."""

    document: str
    standing: Standing
    stretches: Sequence[Sequence[Row]]
    items: Sequence[Item]
    n_masked: int
    digest: str
    pending: bool


def sheet(desk: Desk, document: str) -> Sheet | None:
    """A transcript, ready to be checked; None when there is none of this name."""
    study = desk.study
    standing = next((one for one in study.naming.standings() if one.document == document), None)
    if standing is None:
        return None
    lines = study.naming.lines(document)
    described = _described(study, document)
    doubts = study.naming.doubts(document)
    pending = is_pending(study)
    wishes = list(wished(open_wishes(document), lines, desk.shared.turns.get(document, ())))
    decided = [one for one in study.corrections.naming() if pending and one.document in ("", document)]
    texts = _texts(lines, described)
    mentions = _mentions(study, document)
    found = marks(texts, mentions, doubts, wishes, Decided(decided))
    return Sheet(
        document=document,
        standing=standing,
        stretches=_stretches([*_about(described, texts, found), *_spoken(lines, found)]),
        items=[*map(_wish, wishes), *(_doubt(number, one) for number, one in enumerate(doubts))],
        n_masked=len(mentions),
        digest=text_digest(lines),
        pending=pending,
    )


def text_digest(lines: Iterable[Line]) -> str:
    """What who reads these lines has read of the replaced text."""
    return digest_of(part for line in lines for part in (line.speaker, line.text))


def is_pending(study: Study) -> bool:
    """Whether something was decided that the texts do not show yet."""
    return any(state.stage in _STAGES for state in study.plan())


def words_at(desk: Desk, document: str, place: Place, start: int, end: int) -> str:
    """The raw words that a page points at.

    Raises:
        WrongUse: there are none.
    """
    text = _text(desk.study, document, place)
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise WrongUse("ces mots ne sont plus à cet endroit ; rechargez la page, puis recommencez.")
    return text[start:end]


def _text(study: Study, document: str, place: Place) -> str:
    turn, where, name = place
    if where is Where.VARIABLE:
        described = _described(study, document)
        return _texts([], described).get(place, "") if described else ""
    raw = study.table("raw_turns", private=True)
    found = next((one for one in raw if (one.document, one.turn) == (document, turn)), None)
    if found is None or name:
        return ""
    return str(found.text if where is Where.TEXT else found.speaker)


def masked_here(study: Study, document: str) -> frozenset[str]:
    """The keys of the names that are masked somewhere in a document."""
    return frozenset(key(one.text) for one in _mentions(study, document))


def _described(study: Study, document: str) -> RawDocument | None:
    found = study.table("raw_documents", private=True)
    return next((one for one in found if one.document == document), None)


def _mentions(study: Study, document: str) -> Sequence[Mention]:
    found = [one for one in study.table("mentions", private=True) if one.document == document]
    return sorted(found, key=lambda one: (one.turn, one.where, one.key, one.start))


def _texts(lines: Iterable[Line], described: RawDocument | None) -> dict[Place, str]:
    texts: dict[Place, str] = {}
    if described:
        for name, value in {_TITLE: described.title, **described.variables}.items():
            texts[-1, Where.VARIABLE, name] = value
    for line in lines:
        texts[line.turn, Where.SPEAKER, ""] = line.raw_speaker
        texts[line.turn, Where.TEXT, ""] = line.raw_text
    return texts


def _about(described: RawDocument | None, texts: dict[Place, str], found: Marks) -> Iterator[Row]:
    """The title and the variables in which there is something to be seen."""
    for place, value in texts.items():
        if described and place[1] is Where.VARIABLE and value and found.get(place):
            yield Row(
                turn=-1,
                role="about",
                name="titre" if place[2] == _TITLE else place[2],
                label=both("", ()),
                where=Where.VARIABLE,
                key=place[2],
                text=both(value, found[place]),
                lines=1,
            )


def _spoken(lines: Iterable[Line], found: Marks) -> Iterator[Row]:
    for line in lines:
        yield Row(
            turn=line.turn,
            role="interviewer" if line.role is Role.INTERVIEWER else "participant",
            name="",
            label=both(line.raw_speaker, found.get((line.turn, Where.SPEAKER, ""), ())),
            where=Where.TEXT,
            key="",
            text=both(line.raw_text, found.get((line.turn, Where.TEXT, ""), ())),
            lines=2 + len(line.raw_text) // _SIGNS_A_LINE,
        )


def _stretches(rows: Iterable[Row]) -> Sequence[Sequence[Row]]:
    """Cut a transcript so that the browser lays out only the parts in sight."""
    stretches: list[list[Row]] = []
    height = _SHEET
    for row in rows:
        if height >= _SHEET:
            stretches.append([])
            height = 0
        stretches[-1].append(row)
        height += row.lines
    return stretches


def _wish(one: Wished) -> Item:
    return Item(
        item=one.item,
        text=one.text,
        why="",
        turn=one.line.turn,
        where=Where.TEXT,
        start=one.start,
        end=one.end,
        match=key(one.text),
        by=one.wish.coder.name,
        wish=str(one.wish.wish),
        long=is_long(one.text),
    )


def _doubt(number: int, one: Doubt) -> Item:
    return Item(
        item=f"d{number}",
        text=one.text,
        why=one.why,
        turn=one.turn,
        where=one.where,
        start=one.start,
        end=one.end,
        match=key(one.text),
        place=one.key,
    )
