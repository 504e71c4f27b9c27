"""Four invented texts of four turns, how they are cut into segments, and a codebook for them."""

from thematique.records import Code, Role, Segment, Turn

NOW = "2026-03-01T09:30:00.000000+00:00"
# ten characters a turn; the third turn of each text is empty, and the second of the first is two segments
DOCUMENTS = ("Entretien été", "groupe-2", "m.docx", "m.txt")
STARTS = ((0, 10), (11, 21), (22, 22), (23, 33))
TURNS = [
    Turn(
        document=document,
        turn=number,
        speaker="P1",
        role=Role.INTERVIEWER if number == 0 else Role.PARTICIPANT,
        start=start,
        end=end,
        time_start=None,
        time_end=None,
        text="x" * (end - start),
    )
    for document in DOCUMENTS
    for number, (start, end) in enumerate(STARTS)
]
SPANS = ((0, 0, 0, 10), (1, 1, 11, 15), (2, 1, 16, 21), (3, 3, 23, 33))
SEGMENTS = [
    Segment(
        document=document,
        segment=number,
        turn=turn,
        start=start,
        end=end,
        speaker="P1",
        role=Role.PARTICIPANT,
        text="x" * (end - start),
        n_words=1,
        short=False,
    )
    for document in DOCUMENTS
    for number, turn, start, end in SPANS
]
CODES = [
    Code(code="tensions", name="Tensions", definition="-", codable=False),
    Code(code="tensions.salaire", name="Salaire & primes", definition="-"),
    Code(code="tensions.ecole", name="École", definition="-"),
    Code(code="liens.ecole", name="École", definition="-"),
]
