"""One talk, written in every format that the stage reads, is read back from each."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from stages.ingest import writers
from stages.ingest.talk import ASKING, TALK, Said
from thematique.records import Role, Source
from thematique.stages.ingest import Settings, run
from thematique.stages.ingest.formats import MODULES

NO_TIMES = {
    "time_start": "a document holds the times that people type, and here they typed none",
    "time_end": "idem",
}
NO_PARAGRAPHS = {"paragraphs": "without a blank line, a paragraph goes on with the turn as any line does"}
PIECES = {"paragraphs": "a line break inside a piece is only how it is shown on the screen"}
NO_NARROW = {"narrow": "the encoding has no narrow no-break space: writers put the wide one"}
CODED = {"names": "the program tells voices apart but knows no names", "role": "idem, until the study names them"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file of the talk; `without` says what its format cannot hold, and why."""

    filename: str
    content: Callable[[], bytes | str]
    without: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)


def text(encoding: str, end: str = "\n", form: str = "NFC", signs: str = "") -> Callable[[], bytes]:
    def content() -> bytes:
        written = unicodedata.normalize(form, writers.plain(TALK)).replace("\n", end)
        return written.replace("\u202f", signs or "\u202f").encode(encoding)

    return content


CASES = {
    "txt, UTF-8": Case(filename="t.txt", content=text("utf-8"), without=NO_TIMES),
    "txt, UTF-8 with its mark, CRLF": Case(filename="t.txt", content=text("utf-8-sig", end="\r\n"), without=NO_TIMES),
    "txt, UTF-16": Case(filename="t.txt", content=text("utf-16"), without=NO_TIMES),
    "txt, UTF-16 without its mark": Case(filename="t.txt", content=text("utf-16-le", end="\r\n"), without=NO_TIMES),
    "txt, decomposed accents": Case(filename="t.txt", content=text("utf-8", form="NFD"), without=NO_TIMES),
    "txt, Windows-1252": Case(
        filename="t.txt", content=text("cp1252", end="\r\n", signs="\u00a0"), without=NO_TIMES | NO_NARROW
    ),
    "txt, ISO 8859-15": Case(
        filename="t.txt",
        content=lambda: (
            writers.plain(TALK).translate({0x202F: 0xA0, 0x2019: "'", 0x2026: "...", 0x2013: "-"}).encode("iso8859_15")
        ),
        without=NO_TIMES | NO_NARROW | {"signs": "the encoding has no curly apostrophe, ellipsis or dash"},
    ),
    "txt, Mac Roman, CR": Case(
        filename="t.txt", content=text("mac_roman", end="\r", signs="\u00a0"), without=NO_TIMES | NO_NARROW
    ),
    "txt with time codes": Case(filename="t.txt", content=lambda: writers.stamped(TALK)),
    "txt of f4": Case(
        filename="t.txt",
        content=lambda: writers.f4(TALK),
        without={"time_start": "f4 marks where a turn ends"},
    ),
    "Markdown": Case(filename="t.md", content=lambda: writers.markdown(TALK), without=NO_TIMES),
    "Word": Case(filename="t.docx", content=lambda: writers.word(TALK), without=NO_TIMES | NO_PARAGRAPHS),
    "Word, a table": Case(
        filename="t.docx",
        content=lambda: writers.word_table(TALK),
        without={"time_end": "the table has one column of times"},
    ),
    "Word, tracked changes": Case(
        filename="t.docx", content=lambda: writers.word_tracked(TALK), without=NO_TIMES | NO_PARAGRAPHS
    ),
    "OpenDocument": Case(filename="t.odt", content=lambda: writers.open_text(TALK), without=NO_TIMES | NO_PARAGRAPHS),
    "Rich Text": Case(filename="t.rtf", content=lambda: writers.rich_text(TALK), without=NO_TIMES | NO_PARAGRAPHS),
    "PDF": Case(
        filename="t.pdf",
        content=lambda: writers.pdf(TALK),
        without=NO_TIMES | NO_PARAGRAPHS | {"no_break": "the fonts of a PDF draw a no-break space as a space"},
    ),
    "WebVTT": Case(filename="t.vtt", content=lambda: writers.vtt(TALK), without=PIECES),
    "SubRip": Case(filename="t.srt", content=lambda: writers.srt(TALK), without=PIECES),
    "csv, semicolons": Case(filename="t.csv", content=lambda: writers.delimited(TALK, ";"), without=PIECES),
    "csv, commas": Case(filename="t.csv", content=lambda: writers.delimited(TALK, ","), without=PIECES),
    "tsv": Case(filename="t.tsv", content=lambda: writers.delimited(TALK, "\t"), without=PIECES),
    "Excel": Case(filename="t.xlsx", content=lambda: writers.workbook(TALK), without=PIECES),
    "Praat": Case(filename="t.TextGrid", content=lambda: writers.textgrid(TALK), without=PIECES),
    "ELAN": Case(filename="t.eaf", content=lambda: writers.eaf(TALK), without=PIECES),
    "Transcriber": Case(filename="t.trs", content=lambda: writers.trs(TALK), without=PIECES),
    "CLAN": Case(
        filename="t.cha",
        content=lambda: writers.cha(TALK),
        without=PIECES
        | {
            "names": "CHAT has three-letter codes; we say whose is an investigator's",
            "laughter": "CHAT writes laughter as an event, which is left aside and counted",
        },
        names=writers.CODES | {ASKING: "S00 (enquêteur)"},
    ),
    "IRaMuTeQ": Case(
        filename="t.txt",
        content=lambda: writers.iramuteq(TALK),
        without=NO_TIMES
        | PIECES
        | {"speaker": "a corpus of IRaMuTeQ is text without speakers", "role": "nobody is named"},
    ),
    "Whisper": Case(
        filename="t.json",
        content=lambda: writers.whisper(TALK),
        without=PIECES | {"speaker": "Whisper does not tell voices apart; pauses do", "role": "nobody is named"},
    ),
    "WhisperX": Case(
        filename="t.json", content=lambda: writers.whisperx(TALK), without=PIECES | CODED, names=writers.CODES
    ),
    "noScribe": Case(
        filename="t.html",
        content=lambda: writers.noscribe(TALK),
        without=PIECES | {"names": CODED["names"]},
        names=writers.CODES,
        settings=Settings(interviewers=("S00",)),
    ),
    "oTranscribe": Case(
        filename="t.otr",
        content=lambda: writers.otr(TALK),
        without=PIECES | {"time_end": "oTranscribe stamps where a turn begins"},
    ),
    "Sonal, a page": Case(
        filename="t.sonal",
        content=lambda: writers.sonal_page(TALK),
        without=PIECES | {"names": "for Sonal a name that asks ends in a question mark"},
        names={ASKING: f"{ASKING} ?"},
    ),
    "Sonal, a corpus": Case(
        filename="t.zip",
        content=lambda: writers.sonal(TALK),
        without=PIECES | {"names": "for Sonal a name that asks ends in a question mark"},
        names={ASKING: f"{ASKING} ?"},
    ),
}


def words(said: Said, without: Mapping[str, str]) -> str:
    written = (" " if "paragraphs" in without else "\n").join(said.paragraphs)
    if "narrow" in without:
        written = written.replace("\u202f", "\u00a0")
    if "no_break" in without:
        written = written.replace("\u202f", " ").replace("\u00a0", " ")
    if "signs" in without:
        written = written.translate({0x2019: "'", 0x2026: "...", 0x2013: "-"})
    return written.replace("(rires) ", "") if "laughter" in without else written


def expected(said: Said, case: Case) -> dict[str, object]:
    asks = said.speaker == ASKING and "role" not in case.without
    return {
        "speaker": "" if "speaker" in case.without else case.names.get(said.speaker, said.speaker),
        "role": Role.INTERVIEWER if asks else Role.PARTICIPANT,
        "text": words(said, case.without),
        "time_start": None if "time_start" in case.without else said.start,
        "time_end": None if "time_end" in case.without else said.end,
    }


@pytest.mark.parametrize("name", CASES)
def test_the_talk_is_read_back(name: str) -> None:
    case = CASES[name]
    content = case.content()
    source = Source(
        document="t",
        filename=case.filename,
        content=content.encode() if isinstance(content, str) else content,
        variables={},
    )
    turns = run(sources=[source], settings=case.settings)["raw_turns"]
    found = [{key: getattr(turn, key) for key in expected(TALK[0], case)} for turn in turns]
    assert found == [expected(said, case) for said in TALK]


def test_every_reader_is_tried() -> None:
    endings = {case.filename.rpartition(".")[2].lower() for case in CASES.values()}
    assert {MODULES[ending] for ending in endings} == set(MODULES.values())
