"""Read the .eaf files of ELAN.

Method: the independent tiers, whose annotations lie on the time line, are what people said; tiers that depend on others
(by REF_ANNOTATION or by cutting their time) describe those annotations again and are left out. The speaker is the
tier's PARTICIPANT, else its name. pympi is not used: it reads XML with the standard parser, which expands entities.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from thematique.errors import FileRefused, Reason
from thematique.stages.ingest.dialogue.pieces import by_time, read_pieces
from thematique.stages.ingest.opening.xml import parse_xml
from thematique.stages.ingest.transcript import Reading, Utterance, counted

if TYPE_CHECKING:
    from lxml import etree

_MILLISECONDS = 1000


def read(content: bytes) -> Reading:
    """The turns of the independent tiers, ordered by time.

    Raises:
        FileRefused: as `parse_xml`; MALFORMED when the XML is no ELAN file, NO_TURN without speech.
    """
    root = parse_xml(content)
    if root.tag != "ANNOTATION_DOCUMENT":
        raise FileRefused(Reason.MALFORMED, "ELAN")
    slots = {slot.get("TIME_SLOT_ID", ""): slot.get("TIME_VALUE") for slot in root.iter("TIME_SLOT")}
    tiers = list(root.iter("TIER"))
    spoken = [tier for tier in tiers if tier.get("PARENT_REF") is None and _annotations(tier)]
    pieces = by_time(piece for tier in spoken for piece in _pieces(tier, slots))
    return read_pieces(pieces, notices=_notices(tiers, spoken))


def _annotations(tier: "etree._Element") -> list["etree._Element"]:
    return list(tier.iter("ALIGNABLE_ANNOTATION"))


def _pieces(tier: "etree._Element", slots: Mapping[str, str | None]) -> Iterator[Utterance]:
    speaker = tier.get("PARTICIPANT", "").strip() or tier.get("TIER_ID", "")
    for annotation in _annotations(tier):
        yield Utterance(
            speaker=speaker,
            text=annotation.findtext("ANNOTATION_VALUE") or "",
            time_start=_seconds(slots.get(annotation.get("TIME_SLOT_REF1", ""))),
            time_end=_seconds(slots.get(annotation.get("TIME_SLOT_REF2", ""))),
        )


def _notices(tiers: list["etree._Element"], spoken: list["etree._Element"]) -> list[str]:
    n_aside = sum(tier not in spoken and tier.find(".//ANNOTATION_VALUE") is not None for tier in tiers)
    return counted({"Couches qui décrivent une autre couche, laissées de côté": n_aside})


def _seconds(milliseconds: str | None) -> float | None:
    return int(milliseconds) / _MILLISECONDS if milliseconds and milliseconds.strip().isdecimal() else None
