"""Files of ELAN."""

import pytest

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.readers import elan

EAF = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT><HEADER TIME_UNITS="milliseconds"/>
<TIME_ORDER><TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="ts2" TIME_VALUE="1500"/>
<TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="3000"/><TIME_SLOT TIME_SLOT_ID="ts4"/></TIME_ORDER>
<TIER TIER_ID="paul"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts2" TIME_SLOT_REF2="ts3">
<ANNOTATION_VALUE>oui &amp; non</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
<TIER TIER_ID="t1" PARTICIPANT="Marie"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1"
 TIME_SLOT_REF2="ts2"><ANNOTATION_VALUE>bonjour</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>
<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a3" TIME_SLOT_REF1="ts3" TIME_SLOT_REF2="ts4">
<ANNOTATION_VALUE>bien</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
<TIER TIER_ID="mots" PARENT_REF="t1"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a4" TIME_SLOT_REF1="ts1"
 TIME_SLOT_REF2="ts2"><ANNOTATION_VALUE>bonjour</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
<TIER TIER_ID="trad" PARENT_REF="t1"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a5" ANNOTATION_REF="a1">
<ANNOTATION_VALUE>hello</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>
<TIER TIER_ID="vide"/></ANNOTATION_DOCUMENT>"""


def test_tiers_are_speakers_and_their_turns_follow_time() -> None:
    turns = elan.read(EAF.encode()).texts[0].utterances
    assert [(t.speaker, t.text, t.time_start, t.time_end) for t in turns] == [
        ("Marie", "bonjour", 0, 1.5),
        ("paul", "oui & non", 1.5, 3),
        ("Marie", "bien", 3, None),
    ]


def test_tiers_that_describe_another_are_counted_not_read() -> None:
    assert elan.read(EAF.encode()).notices == ["Couches qui décrivent une autre couche, laissées de côté : 2."]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<Trans/>", Reason.MALFORMED),
        (b"<ANNOTATION_DOCUMENT/>", Reason.NO_TURN),
        (b'<!DOCTYPE a [<!ENTITY a "b">]><ANNOTATION_DOCUMENT>&a;</ANNOTATION_DOCUMENT>', Reason.ENTITIES),
    ],
)
def test_what_is_no_elan_file_is_refused(content: bytes, reason: Reason) -> None:
    with pytest.raises(FileRefused) as refused:
        elan.read(content)
    assert refused.value.reason is reason


def test_a_file_cut_short_is_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        elan.read(EAF.encode()[:600])
    assert refused.value.reason in (Reason.TRUNCATED, Reason.MALFORMED)
