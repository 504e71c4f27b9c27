"""Files of Transcriber."""

from pathlib import Path

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import transcriber

ESLO = Path(__file__).parents[5] / "shared/data/transcripts/eslo_trs"
TRS = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE Trans SYSTEM "trans-14.dtd">
<Trans scribe="x" xml:lang="fr"><Topics><Topic id="to1" desc="accueil"/></Topics>
<Speakers><Speaker id="spk1" name="Enquêteur"/><Speaker id="spk2" name="Zoé"/></Speakers>
<Episode><Section type="report" startTime="0" endTime="9">
<Turn startTime="0" endTime="1"><Sync time="0"/></Turn>
<Turn speaker="spk1" startTime="1" endTime="3"><Sync time="1"/>bonjour <Event desc="rire" type="noise"/>madame
<Sync time="2"/>ça va<Comment desc="porte"/></Turn>
<Turn speaker="spk1 spk2" startTime="3" endTime="4.5"><Sync time="3"/><Who nb="1"/>et vous<Who nb="2"/>oui
<Sync time="4"/><Who nb="1"/>bien<Who nb="2"/>très</Turn>
<Turn startTime="5" endTime="6"><Sync time="5"/>qui parle</Turn>
</Section></Episode></Trans>"""


def test_turns_and_overlaps_are_read_in_order() -> None:
    turns = transcriber.read(TRS.encode("latin-1")).texts[0].utterances
    assert [(t.speaker, t.text, t.time_start, t.time_end) for t in turns] == [
        ("Enquêteur", "bonjour madame ça va et vous bien", 1, 4.5),
        ("Zoé", "oui très", 3, 4.5),
        ("", "qui parle", 5, 6),
    ]


def test_events_and_comments_are_counted() -> None:
    assert transcriber.read(TRS.encode("latin-1")).notices == [
        "Laissés de côté, événements sonores : 1.",
        "Laissés de côté, commentaires : 1.",
    ]


def test_a_speaker_that_the_list_lacks_keeps_its_identifier() -> None:
    source = '<Trans><Turn speaker="spk9" startTime="a" endTime=""><Sync time="0"/><Who nb="x"/>oui</Turn></Trans>'
    turn = transcriber.read(source.encode()).texts[0].utterances[0]
    assert (turn.speaker, turn.text, turn.time_start) == ("", "oui", None)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html/>", Reason.MALFORMED),
        (b"<Trans/>", Reason.NO_TURN),
        (b'<!DOCTYPE Trans [<!ENTITY a "b">]><Trans><Turn>&a;</Turn></Trans>', Reason.ENTITIES),
    ],
)
def test_what_is_no_transcriber_file_is_refused(content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        transcriber.read(content)
    assert refused.value.reason is reason


@pytest.mark.skipif(not ESLO.exists(), reason="the ESLO1 recordings are not beside the repository (../shared/data)")
def test_real_recordings_lose_no_word() -> None:
    from lxml import etree

    for file in sorted(ESLO.glob("*.trs")):
        root = etree.fromstring(file.read_bytes())
        words = sorted(word for turn in root.iter("Turn") for text in turn.itertext() for word in str(text).split())
        turns = transcriber.read(file.read_bytes()).texts[0].utterances
        assert sorted(word for turn in turns for word in turn.text.split()) == words


def test_a_file_cut_short_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        transcriber.read(TRS.encode("latin-1")[:-30])
    assert refused.value.reason in (Reason.TRUNCATED, Reason.MALFORMED)
