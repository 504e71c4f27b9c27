"""Codings that went out come back the same, whatever names they bear."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from thematique.codings import Coding, Drawn, Verdict
from thematique.exchange import codings, sheets
from thematique.exchange.settling import settle

from .invented import CODES, DOCUMENTS, NOW, SEGMENTS, SPANS, STARTS, TURNS

HOSTILE = st.sampled_from(
    [
        "=cmd",
        "'=cmd",
        "''=cmd",
        "- tiret",
        "-tiret",
        "'tain",
        "'fin",
        "'-t-il",
        "+1",
        "@a",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
    ]
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.text(st.sampled_from("a'=-+@\"\t\r\n;, (|"))
# a name holds a letter, wherever it stands
NAMES = HOSTILE | st.builds("{}n{}".format, TEXTS, TEXTS)
ANY_SPAN = st.builds(
    lambda start, length: (start, min(start + length, 33)), st.integers(0, 32), st.integers(1, 33)
).filter(lambda span: any(start < span[1] and span[0] < end for start, end in STARTS if start < end))


@st.composite
def coding(draw: st.DrawFn) -> Coding:
    document = draw(st.sampled_from(DOCUMENTS))
    start, end = draw(ANY_SPAN | st.sampled_from([span[2:] for span in SPANS]))
    return Coding(
        document=document,
        turn=max(number for number, (first, _) in enumerate(STARTS) if first <= start),
        segment=next((number for number, _, *span in SPANS if span == [start, end]), None),
        start=start,
        end=end,
        code=draw(st.sampled_from(["", *(code.code for code in CODES)])),
        coder=draw(NAMES),
        verdict=draw(st.sampled_from(Verdict)),
        decided_at=f"{draw(st.datetimes()).isoformat(timespec='microseconds')}+00:00",
        model=draw(st.just("") | NAMES),
        score=draw(st.none() | st.floats(0, 1).map(abs)),
        drawn=draw(st.sampled_from(Drawn)),
        blind=draw(st.booleans()),
        by=draw(st.just("") | NAMES),
    )


CODINGS = st.lists(coding(), max_size=8, unique_by=lambda one: (one.document, one.start, one.end))


def again(given: Sequence[Coding], folder: Path, ending: str) -> tuple[Sequence[Coding], Path, Path]:
    """The codings after a way out and in, and the files of the first and the second export."""
    first, second = folder / f"a.{ending}", folder / f"b.{ending}"
    sheets.save(given, Coding, first)
    read = codings.read(first)
    result = settle(read.rows, TURNS, SEGMENTS, CODES, coder="?", decided_at=NOW, file=first.name)
    assert not read.problems
    assert not result.problems
    sheets.save(result.codings, Coding, second)
    return result.codings, first, second


@settings(deadline=None)
@given(CODINGS, st.sampled_from(["csv", "jsonl", "parquet"]))
def test_codings_come_back_as_they_went_out(given: list[Coding], ending: str) -> None:
    assume(given or ending != "jsonl")  # a file without a byte is no table
    with tempfile.TemporaryDirectory() as folder:
        back, first, second = again(given, Path(folder), ending)
        assert list(back) == given
        assert first.read_bytes() == second.read_bytes()


@settings(deadline=None, max_examples=60)
@given(CODINGS)
def test_codings_come_back_from_a_workbook_with_the_same_cells(given: list[Coding]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _, first, second = again(given, Path(folder), "xlsx")
        cells = [list(load_workbook(path).active.iter_rows(values_only=True)) for path in (first, second)]
        assert cells[0] == cells[1]
        assert len(cells[0]) == len(given) + 1
