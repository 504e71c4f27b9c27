"""A fictitious study small enough to be counted by hand, and tools to read the page."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from plotly.offline import get_plotlyjs

from thematique.corrections import Reading, State
from thematique.records import (
    Code,
    Document,
    Notice,
    Refusal,
    Role,
    Segment,
    SegmentTopic,
    Step,
    Suggestion,
    Topic,
    Turn,
)
from thematique.stages.report import Settings, run

Tables = Mapping[str, Sequence[Any]]

NAMES = (
    "documents", "turns", "segments", "suggestions", "topics", "segment_topics", "codes", "refusals", "notices", "steps",
)  # fmt: skip
EMPTY: Tables = {name: [] for name in NAMES}

# (document, turn, role, text, codes flagged): a line is a turn and its only segment
LINES = (
    ("amo", 0, Role.INTERVIEWER, "Et le turn-over ici", ("tensions.turnover",)),
    ("amo", 1, Role.PARTICIPANT, "Les équipes changent tout le temps depuis deux longues années", ("tensions.turnover", "tensions.enjeux")),
    ("amo", 2, Role.PARTICIPANT, "On se voit devant la machine à café le matin", ("informel.cafe",)),
    ("creche", 0, Role.INTERVIEWER, "Racontez", ()),
    ("creche", 1, Role.PARTICIPANT, "Elles partent les unes après les autres sans prévenir jamais", ("tensions.turnover",)),
    ("creche", 2, Role.PARTICIPANT, "Oui voilà", ()),
)  # fmt: skip


def document(name: str, n_turns: int, n_words: int, **variables: str) -> Document:
    return Document(
        document=name, title=name, type="entretien", date="2025-03-01", language="fr", n_turns=n_turns, n_words=n_words,
        sha256="0" * 64, variables=variables,
    )  # fmt: skip


def code(path: str, name: str, *, codable: bool = True) -> Code:
    return Code(code=path, name=name, definition=f"Définition de {name}.", codable=codable)


def suggestion(name: str, segment: int, path: str, score: float, *, flagged: bool = True) -> Suggestion:
    return Suggestion(
        document=name, segment=segment, turn=segment, code=path, score=score, flagged=flagged, model="amorce-1",
        reason="proche de la définition",
    )  # fmt: skip


def spoken(lines: Sequence[tuple[str, int, Role, str, Sequence[str]]]) -> Tables:
    """Turns, segments and suggestions of lines of speech."""
    turns, segments, suggestions = [], [], []
    for name, turn, role, text, codes in lines:
        speaker = "Enquêteur" if role is Role.INTERVIEWER else f"[PERSONNE_{name}]"
        turns.append(
            Turn(
                document=name,
                turn=turn,
                speaker=speaker,
                role=role,
                start=0,
                end=len(text),
                time_start=61.0 * turn,
                time_end=None,
                text=text,
            )
        )
        segments.append(
            Segment(
                document=name,
                segment=turn,
                turn=turn,
                start=0,
                end=len(text),
                speaker=speaker,
                role=role,
                text=text,
                n_words=len(text.split()),
                short=False,
            )
        )
        suggestions += [suggestion(name, turn, path, 0.9 - turn / 10) for path in codes]
    return {"turns": turns, "segments": segments, "suggestions": suggestions}


@pytest.fixture
def tiny() -> Tables:
    """Two documents, three passages flagged out of four, and what surrounds them."""
    return {
        **EMPTY,
        **spoken(LINES),
        "documents": [
            document("amo", 3, 24, secteur="AMO", cycle="1"),
            document("creche", 3, 13, secteur="petite enfance", cycle="1"),
        ],
        "codes": [
            code("tensions", "Tensions", codable=False),
            code("tensions.turnover", "Turn-over"),
            code("tensions.enjeux", "Enjeux"),
            code("informel", "Informel", codable=False),
            code("informel.cafe", "Machine à café"),
            code("reconnaissance", "Reconnaissance"),
        ],
        "topics": [
            Topic(topic=0, size=2, label="équipes", keywords=["équipe", "partir"], stability=0.8),
            Topic(topic=-1, size=2, label="", keywords=[], stability=0.0),
        ],
        "segment_topics": [
            SegmentTopic(document="amo", segment=0, topic=0, probability=1.0),
            SegmentTopic(document="amo", segment=1, topic=0, probability=0.9),
            SegmentTopic(document="amo", segment=2, topic=-1, probability=0.1),
            SegmentTopic(document="creche", segment=1, topic=0, probability=0.7),
            SegmentTopic(document="creche", segment=2, topic=-1, probability=0.1),
        ],
        "refusals": [Refusal(filename="vieux.doc", stage="ingest", reason="l'ancien format .doc n'est pas lu.")],
        "notices": [Notice(document="amo", message="deux commentaires laissés de côté.")],
        "steps": [Step(stage="segment", version=2, settings={"max_words": "60"}, libraries={"spacy": "3.8"})],
    }  # fmt: skip


def write(tables: Tables, **settings: Any) -> str:
    """The page of a study, whose names nobody has checked unless the tables say so."""
    readings = [Reading(document=one.document, state=State.AUTOMATIC) for one in tables["documents"]]
    (file,) = run(settings=Settings(**settings), **{"readings": readings, **tables})["report"]
    assert file.name == "rapport.html"
    return str(file.content.decode("utf-8"))


def parse(page: str) -> html.HtmlElement:
    """The page as a tree; plotly's five megabytes are left out, which changes no element."""
    return html.document_fromstring(page.replace(get_plotlyjs(), ""))


def text_of(node: html.HtmlElement) -> str:
    """The text as a reader sees it, no-break spaces made plain."""
    for hidden in node.xpath(".//script | .//style"):
        hidden.drop_tree()
    for apart in node.xpath(".//br | .//td | .//th | .//p | .//h2 | .//span"):
        apart.tail = " " + (apart.tail or "")
    return " ".join(node.text_content().replace("\u202f", " ").replace("\xa0", " ").split())


def table(page: str, label: str) -> Mapping[str, Sequence[str]]:
    """The rows of the table under the region called `label`: heading to cells."""
    (region,) = parse(page).xpath(f"//div[@role='region'][@aria-label=\"{label}\"]")
    rows = [[text_of(cell) for cell in row.xpath("th | td")] for row in region.xpath(".//tbody/tr")]
    return {row[0]: row[1:] for row in rows}


def shuffled(tables: Tables, seed: int) -> Tables:
    chance = random.Random(seed)
    return {name: chance.sample(list(records), len(records)) for name, records in tables.items()}


def rewritten(tables: Tables, change: Callable[[str], str]) -> Tables:
    """The tables with `change` applied to every text that is not a key."""
    return {name: [_rewritten(item, change) for item in records] for name, records in tables.items()}


def _rewritten(item: Any, change: Callable[[str], str]) -> Any:
    fields = {}
    for name in item.__slots__:
        value = getattr(item, name)
        if isinstance(value, str) and not isinstance(value, Role):
            fields[name] = change(value)
        elif isinstance(value, Mapping):
            fields[name] = {change(key): change(text) for key, text in value.items()}
        elif isinstance(value, list | tuple):
            fields[name] = [change(text) for text in value]
    return replace(item, **fields)
