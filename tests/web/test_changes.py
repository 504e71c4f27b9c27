"""What changes between two versions: flags that appear and disappear, and the passages that gain or lose their only one."""

from thematique.codings import NOTHING, Coding, Drawn, Verdict
from thematique.records import Code
from thematique.web.changes import changes

CODES = [
    Code(code="t", name="Thème", definition="", codable=False),
    Code(code="t.a", name="A", definition=""),
    Code(code="t.b", name="B", definition=""),
]


def said(*flags: tuple[int, str]) -> list[Coding]:
    return [
        Coding(
            document="d", turn=segment, segment=segment, start=10 * segment, end=10 * segment + 9, code=code,
            coder="machine", verdict=Verdict.ACCEPT, decided_at="", drawn=Drawn.CHOSEN,
        )
        for segment, code in flags
    ]  # fmt: skip


def test_flags_are_counted_by_code_and_passages_once() -> None:
    found = changes(
        said((1, "t.a"), (2, "t.a"), (3, NOTHING)), said((1, "t.a"), (1, "t.b"), (2, NOTHING), (3, "t.b")), CODES
    )
    a, b = found.codes
    assert (a.code, a.appear, a.disappear, a.kept) == ("t.a", [], [("d", 2)], 1)
    assert (b.appear, b.disappear, b.kept) == ([("d", 1), ("d", 3)], [], 0)
    assert (found.more, found.fewer) == ([("d", 3)], [("d", 2)])
    assert found.sentence == "1 passage signalé de plus, 1 de moins"


def test_a_version_changes_nothing_of_itself() -> None:
    same = said((1, "t.a"), (2, NOTHING))
    assert changes(same, same, CODES).sentence == "0 passage signalé de plus, 0 de moins"
