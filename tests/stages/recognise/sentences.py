"""Sentences with the answer marked: what one layer finds in them, and what the whole stage does."""

from collections.abc import Mapping, Sequence

from marked import mark, plain
from thematique.records import Finding, RawDocument, RawTurn, Role, Where
from thematique.stages.recognise import Settings, run
from thematique.stages.recognise.lexicon import lexicon
from thematique.stages.recognise.merge import merge

FILLER = "Ensuite on a parlé avec les familles. On a pris le temps."


def check(sentence: str, spans: object) -> None:
    text = plain(sentence)
    merged = merge(text, spans, lexicon())  # type: ignore[arg-type]
    found = mark(text, [(span.start, span.end, span.kind) for span in merged])
    # outside of a test file, pytest does not show what was compared
    assert found == sentence, found


def recognise(
    texts: Sequence[str],
    *,
    speaker: str = "P1",
    variables: Mapping[str, str] | None = None,
    title: str = "entretien",
    settings: Settings | None = None,
) -> Sequence[Finding]:
    document = RawDocument(
        document="d", title=title, type="", date="", language="fr", sha256="", variables=variables or {}
    )
    turns = [
        RawTurn(document="d", turn=number, speaker=speaker, text=text, role=Role.PARTICIPANT)
        for number, text in enumerate(texts)
    ]
    return run(settings=settings or Settings(), raw_documents=[document], raw_turns=turns)["findings"]


def marked(text: str, findings: Sequence[Finding]) -> str:
    spans = [(f.start, f.end, str(f.kind)) for f in findings if f.turn == 0 and f.where is Where.TEXT]
    return mark(text, spans)
