"""The page of agreement: its figures are those of the document for programs, and nothing it shows is taken for code."""

import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from stages.report.payloads import PAYLOADS
from thematique.agreement.results import Comparison
from thematique.agreement_report import page
from thematique.agreement_report.answer import answer
from thematique.agreement_report.gathering import Report
from thematique.agreement_report.lines import lines

from .conftest import CODES, made

COUNTS = ("n", "both", "only_a", "only_b", "neither")


def parse(report: Report) -> html.HtmlElement:
    return html.document_fromstring(page.render(report).decode("utf-8"))


def text_of(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().replace("\u202f", " ").replace("\xa0", " ").split())


def rows_told(report: Report) -> list[dict[str, Any]]:
    """The rows of the document for programs that the page shows, in its order."""
    told = {(row["level"], row["code"]): row for row in answer(report)["rows"]}
    return [told[line.row.level, line.row.code] for line in lines(report.comparison, report.codes)]


@pytest.mark.parametrize("question", [{}, {"unit": "character"}, {"level": "theme"}, {"reference": "machine"}])
def test_every_figure_of_the_page_is_that_of_the_document_for_programs(question: dict[str, str]) -> None:
    report = made(**question)
    tree = parse(report)
    for table in ("figures", "counts"):
        shown = tree.xpath(f"//table[@id='{table}']/tbody/tr")
        assert len(shown) == len(rows_told(report)) > 2
        for row, told in zip(shown, rows_told(report), strict=True):
            for cell in row.xpath("td[@data-measure]"):
                figure = told["figures"][cell.get("data-measure")]
                values = [float(one) for one in cell.xpath("data/@value")]
                assert values == ([] if figure["value"] is None else [figure["value"]])
                assert (figure["value"] is None) == (text_of(cell) == "indéfini")
                assert bool(cell.xpath("small")) == (figure["low"] is not None)
    measured = set(tree.xpath("//td/@data-measure"))
    assert {"percent", "positive", "kappa", "ac1", "alpha", "precision", "recall", "f1"} <= measured
    assert ("alpha_u" in measured) == (question.get("unit") == "character")


def test_the_counts_of_the_page_add_up_as_told(report: Report) -> None:
    shown = parse(report).xpath("//table[@id='counts']/tbody/tr")
    for row, told in zip(shown, rows_told(report), strict=True):
        assert [int(text_of(cell)) for cell in row.xpath("td")[:5]] == [told[name] for name in COUNTS]
        assert told["both"] + told["only_a"] + told["only_b"] + told["neither"] == told["n"]


def test_every_disagreement_is_listed_with_both_readings(report: Report) -> None:
    listed = parse(report).xpath("//article")
    told = answer(report)["disagreements"]
    assert len(listed) == len(told) > 5
    for article, one in zip(listed, told, strict=True):
        sides = [text_of(side) for side in article.xpath(".//dd")]
        names = {code.code: code.name for code in CODES}
        assert sides == [
            " ; ".join(names[code] for code in one[side]) or "aucun code" for side in ("codes_a", "codes_b")
        ]
        assert f"tour {one['turn']}, segment {one['segment']}" in text_of(article)
        assert text_of(article.find(".//blockquote")).endswith(f" {one['segment']}")


def test_the_example_is_worked_out_with_the_figures_of_this_study(report: Report) -> None:
    told = text_of(parse(report).xpath("//section[@aria-labelledby='lire']")[0])
    found = re.search(
        r"Ici, le hasard donnerait ([\d,]+) % d'accord ; il y en a ([\d,]+) %\..*? la part ([\d,]+)", told
    )
    assert found
    chance, agreed, kappa = (float(text.replace(",", ".")) for text in found.groups())
    assert (agreed - chance) / (100 - chance) == pytest.approx(kappa, abs=0.006)
    for head, top, bottom in (
        ("AC1", r"estimé à ([\d,]+) %", r"d'où AC1 = ([\d,]+)"),
        ("α", r"donnerait ([\d,]+) % d'accord, d'où", r"d'où α = ([\d,]+)"),
    ):
        chance, value = (float(re.findall(one, told)[0].replace(",", ".")) for one in (top, bottom))
        assert (agreed - chance) / (100 - chance) == pytest.approx(value, abs=0.006), head


def test_people_stand_beside_the_machine_and_who_saw_suggestions_is_told(report: Report) -> None:
    tree = parse(report)
    assert [text_of(head) for head in tree.xpath("//section[@aria-labelledby='reperes']//table[1]/tbody/tr/th")[:2]] == [
        "la machine et Ana", "Ana et Bob",
    ]  # fmt: skip
    assert "Des 72 passages décidés par Ana, 8 l'ont été au hasard et à l'aveugle, 2 à l'aveugle mais" in text_of(tree)
    assert "62 avec les suggestions à portée de vue" in text_of(tree)


def test_a_code_that_nobody_gave_is_undefined_with_its_reason_once(report: Report) -> None:
    told = text_of(parse(report).xpath("//section[@aria-labelledby='codes']")[0])
    assert told.count("personne n'a donné ce code") == 1
    assert "Jamais" in told


def test_nothing_in_common_is_said_plainly(report: Report) -> None:
    nothing = replace(
        report.comparison,
        rows=[],
        disagreements=[],
        totals=replace(report.comparison.totals, documents=0, units=0, identical=0),
    )
    told = text_of(parse(replace(report, comparison=nothing, beside=[], readings=[])))
    assert "n'ont rien lu en commun" in told
    assert "nan" not in told.lower().split()


def test_too_many_disagreements_are_cut_and_the_rest_counted(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "_LISTED", 3)
    tree = parse(report)
    assert len(tree.xpath("//article")) == 3
    assert f"{len(report.readings) - 3} désaccords de plus" in text_of(tree)


def hostile(payload: str) -> Report:
    codes = [replace(code, name=payload + code.name) for code in CODES]
    return made(b=payload + "Ana", codes=codes, documents=[f"{payload}{n}" for n in range(6)], text=payload)


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_name_and_no_passage_is_taken_for_code(payload: str) -> None:
    content = page.render(hostile(payload)).decode("utf-8")
    safe = page.render(hostile("x")).decode("utf-8")
    assert [one.tag for one in html.document_fromstring(content).iter()] == [
        one.tag for one in html.document_fromstring(safe).iter()
    ]
    assert not set("\u202e\u2066\u200b\ufeff\x00\x1b\u2028") & set(content)


def test_the_same_report_makes_the_same_page(report: Report) -> None:
    assert page.render(report) == page.render(made())


def test_the_page_names_no_remote_resource_and_lets_none_in(report: Report) -> None:
    content = page.render(report).decode("utf-8")
    assert re.findall(r"https?://|//[a-z]+\.", content) == []
    (policy,) = parse(report).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_comparison_keeps_the_order_of_the_grid(report: Report) -> None:
    one: Comparison = report.comparison
    assert [line.name for line in lines(one, report.codes)] == [
        "Tensions",
        "Turn-over",
        "Temps",
        "Confiance",
        "rare",
        "Jamais",
    ]
