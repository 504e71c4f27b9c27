"""Findings and registries of a few names."""

from collections.abc import Sequence

from thematique.corrections import Act, Correction, Likeness
from thematique.records import Finding, Kind, Pseudonym, RawTurn, Role, Where
from thematique.stages.pseudonyms import Settings, run


def found(*texts: str, kind: Kind = Kind.PER, document: str = "d", source: str = "test") -> list[Finding]:
    """A finding a turn for each text."""
    return [
        Finding(
            document=document,
            turn=number,
            where=Where.TEXT,
            start=0,
            end=len(text),
            kind=kind,
            text=text,
            source=source,
            score=1.0,
        )
        for number, text in enumerate(texts)
    ]


def said(*texts: str, document: str = "d") -> list[RawTurn]:
    """A turn for each text."""
    return [
        RawTurn(document=document, turn=number, speaker="P1", text=text, role=Role.PARTICIPANT)
        for number, text in enumerate(texts)
    ]


def told(act: Act, name: str, other: str = "", document: str = "", number: int = 1) -> Correction:
    """What people said of a name."""
    return Correction(act=act, name=name, other=other, document=document, number=number)


def kept(
    findings: Sequence[Finding],
    before: Sequence[Pseudonym] = (),
    corrections: Sequence[Correction] = (),
    turns: Sequence[RawTurn] = (),
    **settings: str,
) -> list[Pseudonym]:
    """The registry that a run makes."""
    made = run(
        settings=Settings(**settings),  # type: ignore[arg-type]  # the tests name the values that the setting takes
        raw_turns=turns,
        corrected=findings,
        corrections=corrections,
        pseudonyms=before,
    )
    return made["pseudonyms"]  # type: ignore[return-value]


def alike(findings: Sequence[Finding], corrections: Sequence[Correction] = ()) -> list[Likeness]:
    """The likenesses that a run lists."""
    made = run(settings=Settings(), raw_turns=[], corrected=findings, corrections=corrections, pseudonyms=[])
    return made["likenesses"]  # type: ignore[return-value]


def forms_of(findings: Sequence[Finding], before: Sequence[Pseudonym] = ()) -> dict[str, tuple[str, ...]]:
    """The forms of each code."""
    return {pseudonym.pseudonym: tuple(pseudonym.forms) for pseudonym in kept(findings, before)}


def owners(
    findings: Sequence[Finding],
    before: Sequence[Pseudonym] = (),
    corrections: Sequence[Correction] = (),
    turns: Sequence[RawTurn] = (),
) -> dict[str, str]:
    """The code of each form in the whole study."""
    made = kept(findings, before, corrections, turns)
    return {form: p.pseudonym for p in made if not p.documents for form in p.forms}
