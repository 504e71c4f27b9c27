"""Writers of a talk, one a format, as simple as the format allows; each gives the bytes of a file."""

import csv
import html
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence

from stages.ingest.talk import TALK, Said

# the codes of programs that tell voices apart without knowing who speaks
CODES = {speaker: f"S{rank:02}" for rank, speaker in enumerate(dict.fromkeys(said.speaker for said in TALK))}


def clock(seconds: float, point: str = ".") -> str:
    """A time as hours, minutes, seconds and milliseconds."""
    milliseconds = round(seconds * 1000)
    return (
        f"{milliseconds // 3_600_000:02}:{milliseconds // 60_000 % 60:02}:"
        f"{milliseconds // 1000 % 60:02}{point}{milliseconds % 1000:03}"
    )


def paragraphs_of(talk: Sequence[Said]) -> Iterator[str]:
    """The paragraphs of a document, the first of a turn with its label."""
    for said in talk:
        first, *rest = said.paragraphs
        yield f"{said.speaker}\u00a0: {first}"
        yield from rest


def line(said: Said) -> str:
    return " ".join(said.paragraphs)


def plain(talk: Sequence[Said]) -> str:
    return "\n\n".join(paragraphs_of(talk))


def stamped(talk: Sequence[Said]) -> str:
    paragraphs = ("\n\n".join(said.paragraphs) for said in talk)
    return "\n".join(
        f"[{clock(said.start)} - {clock(said.end)}] {said.speaker} : {text}"
        for said, text in zip(talk, paragraphs, strict=True)
    )


def f4(talk: Sequence[Said]) -> str:
    texts = ("\n\n".join(said.paragraphs) for said in talk)
    return "\r\n".join(
        f"{said.speaker}: {text} #{clock(said.end, '-')}#" for said, text in zip(talk, texts, strict=True)
    )


def markdown(talk: Sequence[Said]) -> str:
    texts = ("\n\n".join(said.paragraphs) for said in talk)
    return "\n\n".join(f"**{said.speaker} :** {text}" for said, text in zip(talk, texts, strict=True))


def word(talk: Sequence[Said]) -> bytes:
    import docx

    document = docx.Document()
    for text in paragraphs_of(talk):
        document.add_paragraph(text)
    return saved(document)


def word_table(talk: Sequence[Said]) -> bytes:
    import docx

    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for cells in [
        ("Temps", "Locuteur", "Texte"),
        *((clock(s.start), s.speaker, "\n".join(s.paragraphs)) for s in talk),
    ]:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    return saved(document)


def word_tracked(talk: Sequence[Said]) -> bytes:
    """A document whose every other word was inserted, each after a word that was deleted."""
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    for text in paragraphs_of(talk):
        paragraph = document.add_paragraph()
        for rank, written in enumerate(text.split(" ")):
            run = f'<w:r><w:t xml:space="preserve">{written} </w:t></w:r>'
            deleted = "<w:del><w:r><w:delText>CANARI </w:delText></w:r></w:del>"
            marks = f"{deleted}<w:ins>{run}</w:ins>" if rank % 2 else run
            for mark in parse_xml(f"<w:p {nsdecls('w')}>{marks}</w:p>"):
                paragraph._p.append(mark)
    return saved(document)


def open_text(talk: Sequence[Said]) -> bytes:
    from odfdo import Document, Paragraph

    document = Document("text")
    document.body.clear()
    for text in paragraphs_of(talk):
        document.body.append(Paragraph(text))
    return saved(document)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def rich_text(talk: Sequence[Said]) -> bytes:
    def escaped(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)

    paragraphs = "".join(f"{escaped(text)}\\par\n" for text in paragraphs_of(talk))
    return f"{{\\rtf1\\ansi\\ansicpg1252\\uc1 {{\\fonttbl{{\\f0 Arial;}}}}\n{paragraphs}}}".encode("ascii")


def pdf(talk: Sequence[Said]) -> bytes:
    from fpdf import FPDF

    paper = FPDF()
    paper.core_fonts_encoding = "windows-1252"
    paper.add_page()
    paper.set_font("Helvetica", size=12)
    for text in paragraphs_of(talk):
        paper.multi_cell(0, 8, text.replace("\u202f", "\u00a0"), align="L", new_x="LMARGIN", new_y="NEXT")
    return bytes(paper.output())


def vtt(talk: Sequence[Said]) -> str:
    cues = (
        f"{clock(said.start)} --> {clock(said.end)}\n<v {said.speaker}>{html.escape(chr(10).join(said.paragraphs))}</v>"
        for said in talk
    )
    return "\n\n".join(["WEBVTT", *cues])


def srt(talk: Sequence[Said]) -> str:
    return "\n\n".join(
        f"{number}\n{clock(said.start, ',')} --> {clock(said.end, ',')}\n{said.speaker} : {chr(10).join(said.paragraphs)}"
        for number, said in enumerate(talk, start=1)
    )


def rows(talk: Sequence[Said]) -> list[tuple[str | float, ...]]:
    return [
        ("début", "fin", "locuteur", "texte"),
        *((said.start, said.end, said.speaker, "\n".join(said.paragraphs)) for said in talk),
    ]


def delimited(talk: Sequence[Said], delimiter: str) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows(talk))
    return stream.getvalue()


def workbook(talk: Sequence[Said]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows(talk):
        book.worksheets[0].append(row)
    return saved(book)


def textgrid(talk: Sequence[Said]) -> str:
    end = talk[-1].end
    tiers = []
    for name in CODES:
        own = [said for said in talk if said.speaker == name]
        intervals = "".join(f"{said.start}\n{said.end}\n{quoted(line(said))}\n" for said in own)
        tiers.append(f'"IntervalTier"\n{quoted(name)}\n0\n{end}\n{len(own)}\n{intervals}')
    head = f'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n{end}\n<exists>\n{len(tiers)}\n'
    return head + "".join(tiers)


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def eaf(talk: Sequence[Said]) -> str:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="{edge}{number}" TIME_VALUE="{round(moment * 1000)}"/>'
        for number, said in enumerate(talk)
        for edge, moment in (("a", said.start), ("z", said.end))
    )
    tiers = "".join(
        f'<TIER TIER_ID="{CODES[name]}" PARTICIPANT="{name}">'
        + "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1="a{number}" TIME_SLOT_REF2="z{number}">'
            f"<ANNOTATION_VALUE>{html.escape(line(said))}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>"
            for number, said in enumerate(talk)
            if said.speaker == name
        )
        + "</TIER>"
        for name in CODES
    )
    return f"<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>"


def trs(talk: Sequence[Said]) -> str:
    speakers = "".join(f'<Speaker id="{code}" name="{name}"/>' for name, code in CODES.items())
    turns = "".join(
        f'<Turn speaker="{CODES[said.speaker]}" startTime="{said.start}" endTime="{said.end}">'
        f'<Sync time="{said.start}"/>\n{html.escape(line(said))}\n</Turn>'
        for said in talk
    )
    return f"<Trans><Speakers>{speakers}</Speakers><Episode><Section>{turns}</Section></Episode></Trans>"


def cha(talk: Sequence[Said]) -> str:
    roles = ", ".join(f"{code} {'Investigator' if code == 'S00' else 'Adult'}" for code in CODES.values())
    lines = (
        f"*{CODES[said.speaker]}:\t{line(said).replace('(rires)', '&=rires')}"
        f" \x15{round(said.start * 1000)}_{round(said.end * 1000)}\x15\n"
        for said in talk
    )
    return f"@UTF8\n@Begin\n@Languages:\tfra\n@Participants:\t{roles}\n{''.join(lines)}@End\n"


def iramuteq(talk: Sequence[Said]) -> str:
    return "\n".join(["**** *groupe_1", *map(line, talk)])


def segments(talk: Sequence[Said]) -> list[dict[str, str | float]]:
    return [{"start": said.start, "end": said.end, "text": f" {line(said)}"} for said in talk]


def whisper(talk: Sequence[Said]) -> str:
    return json.dumps({"text": "", "segments": segments(talk), "language": "fr"})


def whisperx(talk: Sequence[Said]) -> str:
    def words(said: Said) -> list[Mapping[str, str]]:
        return [{"word": written, "speaker": CODES[said.speaker]} for written in line(said).split(" ")]

    told = [
        {**segment, "speaker": CODES[said.speaker], "words": words(said)}
        for segment, said in zip(segments(talk), talk, strict=True)
    ]
    return json.dumps({"segments": told})


def noscribe(talk: Sequence[Said]) -> str:
    paragraphs = "".join(
        f'<p><a name="ts_{round(said.start * 1000)}_{round(said.end * 1000)}_{CODES[said.speaker]}">'
        f"{CODES[said.speaker]}: {html.escape(line(said))}</a></p>\n"
        for said in talk
    )
    return f'<html><head><meta charset="UTF-8"></head><body>{paragraphs}</body></html>'


def otr(talk: Sequence[Said]) -> str:
    paragraphs = "".join(
        f'<p><span class="timestamp" data-timestamp="{said.start}">0:00</span>{said.speaker} : '
        f"{'<br>'.join(map(html.escape, said.paragraphs))}</p>"
        for said in talk
    )
    return json.dumps({"text": paragraphs, "media": "", "media-time": 0})


def sonal_page(talk: Sequence[Said]) -> str:
    names = json.dumps(["", *(f"{name} ?" if code == "S00" else name for name, code in CODES.items())])
    ranks = {name: rank for rank, name in enumerate(CODES, start=1)}
    spans = "".join(
        f'<span class="lblseg" data-deb="{said.start}" data-fin="{said.end}" data-loc="{ranks[said.speaker]}">'
        f"<span>{html.escape(line(said))}</span></span>"
        for said in talk
    )
    return f'<script id="loc-json" type="application/json">{names}</script><div id="contenuText">{spans}</div>'


def sonal(talk: Sequence[Said]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("essai/essai.crp", json.dumps({"tabEnt": [{"rtrPath": "groupe.sonal"}]}))
        archive.writestr("essai/groupe.sonal", sonal_page(talk))
    return stream.getvalue()
