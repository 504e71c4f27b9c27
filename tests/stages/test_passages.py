from thematique.records import Code, Document, Role, Segment, Suggestion, Turn
from thematique.stage import NoSettings
from thematique.stages.passages import run


def suggestion(segment: int, code: str, score: float, *, flagged: bool = True) -> Suggestion:
    return Suggestion(
        document="d",
        segment=segment,
        turn=segment,
        code=code,
        score=score,
        flagged=flagged,
        model="m",
        reason="mots : a",
    )


def test_flagged_passages_come_with_their_words_place_and_variables_the_likeliest_first() -> None:
    text = ["On s'appelle.", "On se croise au café."]
    turns = [
        Turn(
            document="d",
            turn=n,
            speaker="P1",
            role=Role.PARTICIPANT,
            start=0,
            end=5,
            time_start=float(n),
            time_end=None,
            text=t,
        )
        for n, t in enumerate(text)
    ]
    segments = [
        Segment(
            document="d",
            segment=n,
            turn=n,
            start=0,
            end=5,
            speaker="P1",
            role=Role.PARTICIPANT,
            text=t,
            n_words=3,
            short=False,
        )
        for n, t in enumerate(text)
    ]
    document = Document(
        document="d",
        title="",
        type="",
        date="",
        language="fr",
        n_turns=2,
        n_words=7,
        sha256="",
        variables={"cycle": "1"},
    )
    codes = [
        Code(code="informel", name="Informel", definition="…", codable=False),
        Code(code="informel.cafe", name="Café", definition="…"),
        Code(code="informel.appels", name="Appels", definition="…"),
    ]
    made = run(
        documents=[document],
        turns=turns,
        segments=segments,
        suggestions=[
            suggestion(0, "informel", 0.9),
            suggestion(0, "informel.appels", 0.9),
            suggestion(0, "informel.cafe", 0.4),
            suggestion(1, "informel.cafe", 0.8),
            suggestion(1, "informel.appels", 0.1, flagged=False),
        ],
        codes=codes,
        settings=NoSettings(),
    )["passages"]

    assert [(p.name, p.segment, p.text, p.time_start) for p in made] == [
        ("Café", 1, text[1], 1.0),
        ("Café", 0, text[0], 0.0),
        ("Appels", 0, text[0], 0.0),
    ]
    assert made[0].variables == {"cycle": "1"}
