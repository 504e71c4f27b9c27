"""Names are written whole in the charts, and long tables go down rather than across."""

from thematique.stages.report.charts import Grid, bars, crossing, dots

LONG = "Ignoré par la hiérarchie ou les médecins"
ENDLESS = "Un nom qui n'en finit pas " * 20


def grid(rows: list[str], columns: list[str], across: str = "") -> Grid:
    return Grid(
        head="Code",
        rows=rows,
        columns=columns,
        values=[[float(place) for place, _ in enumerate(columns)] for _ in rows],
        texts=[[f"{row} {column}" for column in columns] for row in rows],
        across=across,
    )


def plain(label: str) -> str:
    return label.replace("<b>", "").replace("</b>", "").replace("<br>", " ")


def test_a_long_name_of_a_row_is_whole_over_lines_that_have_the_room() -> None:
    rows = [LONG, f"   {LONG}", "Court"]
    drawn = [
        bars("a", grid(rows, ["n"]), alt="", axis="", strong=[True, False, False]),
        dots("b", grid(rows, ["F", "H"]), alt="", axis=""),
        crossing("c", grid(rows, ["F", "H"]), alt="", unit=""),
    ]
    short = bars("d", grid(["Court"] * 3, ["n"]), alt="", axis="", strong=[True, False, False])

    for chart in drawn:
        labels = chart.figure["layout"]["yaxis"]["ticktext"]
        assert [plain(label) for label in labels] == [LONG, LONG, "Court"]
        assert labels[0].count("<br>") == 1
        assert chart.height > short.height


def test_a_long_name_of_a_column_is_whole() -> None:
    chart = crossing("c", grid(["a", "b"], [LONG, "court"]), alt="", unit="")

    assert chart.figure["layout"]["xaxis"]["ticktext"] == [LONG, "court"]


def test_a_name_without_end_is_cut() -> None:
    chart = crossing("c", grid([ENDLESS], [ENDLESS]), alt="", unit="")

    (row,) = chart.figure["layout"]["yaxis"]["ticktext"]
    (column,) = chart.figure["layout"]["xaxis"]["ticktext"]
    assert row.endswith("…")
    assert row.count("<br>") == 2
    assert column.endswith("…")


def test_a_table_wider_than_it_is_long_is_turned_where_its_columns_may_be_rows() -> None:
    wide = grid(["a", "b"], ["x", "y", "z"], across="Document")

    turned = wide.tall()

    assert (turned.head, turned.rows, turned.columns) == ("Document", ["x", "y", "z"], ["a", "b"])
    assert turned.texts[2] == ("a z", "b z")
    assert grid(["a", "b"], ["x", "y", "z"]).tall().head == "Code"
    assert grid(["a", "b", "c"], ["x", "y"], across="Document").tall().head == "Code"


def test_a_mark_at_zero_stands_inside_the_drawing_and_is_not_clipped() -> None:
    for figures in ([[0.0, 3.0]], [[0.0, 0.0]], [[None, None]]):
        zero = Grid(head="Code", rows=["a"], columns=["F", "H"], values=figures, texts=[["", ""]])

        drawn = dots("b", zero, alt="", axis="").figure

        least, most = drawn["layout"]["xaxis"]["range"]
        assert least < 0 < most
        assert all(trace["cliponaxis"] is False for trace in drawn["data"])
