"""TextGrid files of Praat."""

from pathlib import Path

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import textgrid

CFPP = Path(__file__).parents[5] / "shared/data/transcripts/cfpp_textgrid"
SHORT = '''File type = "ooTextFile"
Object class = "TextGrid"

0
9
<exists>
3
"IntervalTier"
"Marie (ENQ)"
0
9
3
0
2
"bonjour ""vous"""
2
4
"_"
4
9
"et
alors"
"IntervalTier"
"Paul"
0
9
2
0
3
""
3
9
"oui"
"TextTier"
"clics"
0
9
1
1.5
"clic"
'''


def long_form(short: str) -> str:
    """The same file as Praat writes it by default."""
    head = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 9\ntiers? <exists>\nsize = 3\nitem []:\n'
    tier = '  item [1]:\n    class = "IntervalTier"\n    name = "{}"\n    xmin = 0\n    xmax = 9\n    intervals: size = {}\n'
    cell = '    intervals [{}]:\n      xmin = {}\n      xmax = {}\n      text = "{}"\n'
    marie = [(0, 2, 'bonjour ""vous""'), (2, 4, "_"), (4, 9, "et\nalors")]
    paul = [(0, 3, ""), (3, 9, "oui")]
    body = "".join(
        tier.format(name, len(cells)) + "".join(cell.format(i, *c) for i, c in enumerate(cells, start=1))
        for name, cells in [("Marie (ENQ)", marie), ("Paul", paul)]
    )
    points = (
        '  item [3]:\n    class = "TextTier"\n    name = "clics"\n    xmin = 0\n    xmax = 9\n    points: size = 1\n'
    )
    return head + body + points + '    points [1]:\n      number = 1.5\n      mark = "clic"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("source", [SHORT, long_form(SHORT)])
def test_short_and_long_forms_are_read_alike(source: str, encoding: str) -> None:
    turns = textgrid.read(source.encode(encoding)).texts[0].utterances
    assert [(t.speaker, t.text, t.time_start, t.time_end) for t in turns] == [
        ("Marie (ENQ)", 'bonjour "vous"', 0, 2),
        ("Paul", "oui", 3, 9),
        ("Marie (ENQ)", "et alors", 4, 9),
    ]


def test_point_tiers_are_counted() -> None:
    assert textgrid.read(SHORT.encode()).notices == ["Couches de points laissées de côté : 1."]


def test_a_tier_about_the_speech_is_left_aside_and_told() -> None:
    reading = textgrid.read(SHORT.replace('"Paul"', '"phones"').encode())
    assert {turn.speaker for turn in reading.texts[0].utterances} == {"Marie (ENQ)"}
    assert any("phones" in notice for notice in reading.notices)


def test_the_only_tier_is_speech_whatever_its_name() -> None:
    source = (
        'File type = "ooTextFile"\nObject class = "TextGrid"\n0 1 <exists> 1 "IntervalTier" "words" 0 1 1 0 1 "oui"'
    )
    assert textgrid.read(source.encode()).texts[0].utterances[0].text == "oui"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (SHORT[:150], Reason.TRUNCATED),
        (SHORT[: SHORT.index("alors")], Reason.TRUNCATED),
        ("un texte", Reason.MALFORMED),
        (SHORT.replace('"TextGrid"', '"PitchTier"'), Reason.MALFORMED),
        (SHORT.replace("\n3\n", "\n2.5\n", 1), Reason.MALFORMED),
        ('File type = "ooTextFile"\nObject class = "TextGrid"\n0 1 <absent>', Reason.NO_TURN),
        (
            'File type = "ooTextFile"\nObject class = "TextGrid"\n0 1 <exists> 1 "IntervalTier" "a" 0 1 99999999',
            Reason.TRUNCATED,
        ),
    ],
)
def test_a_broken_textgrid_is_refused(source: str, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        textgrid.read(source.encode())
    assert refused.value.reason is reason


@pytest.mark.skipif(not CFPP.exists(), reason="the CFPP2000 interviews are not beside the repository (../shared/data)")
def test_real_interviews_lose_no_word() -> None:
    import re

    files = sorted(CFPP.glob("*.TextGrid"))
    for file in files:
        written = re.findall(r'text = "((?:[^"]|"")*)"', file.read_text(encoding="utf-8"))
        words = sorted(w for t in written for w in t.replace('""', '"').split() if any(map(str.isalnum, w)))
        turns = textgrid.read(file.read_bytes()).texts[0].utterances
        assert sorted(w for turn in turns for w in turn.text.split() if any(map(str.isalnum, w))) == words
        assert 2 <= len({turn.speaker for turn in turns}) <= 6
        assert [turn.time_start for turn in turns] == sorted(turn.time_start or 0 for turn in turns)
