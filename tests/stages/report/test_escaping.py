"""Nothing that a transcript, a file name or a codebook says is taken for code."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from .conftest import EMPTY, parse, rewritten, text_of, write
from .payloads import PAYLOADS


def with_payload(tables: Mapping[str, Sequence[Any]], payload: str) -> Mapping[str, Sequence[Any]]:
    # a dot would make a level of a code's path, and so another page
    return rewritten(tables, lambda text: payload.replace(".", "·") + text)


def drawn(page: str) -> Mapping[str, Any]:
    """The data of the charts: JSON that cannot leave its element."""
    (data,) = re.findall(r'<script type="application/json" id="figures">(.*?)</script>', page, re.DOTALL)
    assert not set("<>&\u2028\u2029") & set(data)
    figures: Mapping[str, Any] = json.loads(data)
    return figures


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_a_payload_in_every_field_adds_no_element_link_or_chart_to_the_page(
    tiny: Mapping[str, Sequence[Any]], payload: str
) -> None:
    plain = rewritten(tiny, lambda text: "x" + text)

    page = write(with_payload(tiny, payload))
    expected, attacked = parse(write(plain)), parse(page)

    assert [node.tag for node in attacked.iter()] == [node.tag for node in expected.iter()]
    assert [sorted(node.attrib) for node in attacked.iter()] == [sorted(node.attrib) for node in expected.iter()]
    assert not [link for link in attacked.xpath("//@href | //@src") if not link.startswith("#")]
    assert set(drawn(page)) == {"codes", "entretiens", "variable-1", "ensemble", "sujets-codes"}


def test_a_hostile_title_is_only_text() -> None:
    page = parse(write(EMPTY, title=PAYLOADS[1]))

    assert text_of(page.find(".//h1")) == PAYLOADS[1]
    assert len(page.xpath("//script")) == 4


def test_the_labels_of_the_charts_hold_no_markup_that_plotly_would_read(tiny: Mapping[str, Sequence[Any]]) -> None:
    labels = str(drawn(write(with_payload(tiny, '<a href="https://example.org">x</a>'))))

    assert "<a " not in labels
    assert "&lt;a " in labels


def test_characters_that_hide_or_reorder_text_are_shown(tiny: Mapping[str, Sequence[Any]]) -> None:
    page = write(with_payload(tiny, "\u202ecod.exe\u200b\x1b\u2028"))

    assert not set("\u202e\u200b\x1b\u2028") & set(page.replace(page[page.index("<style>") : page.index("<body>")], ""))
    assert "‹U+202E›cod·exe‹U+200B›‹U+001B›‹U+2028›" in page


def test_only_two_scripts_may_run_and_nothing_may_be_fetched(tiny: Mapping[str, Sequence[Any]]) -> None:
    page = parse(write(tiny))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = {rule.split()[0]: rule.split()[1:] for rule in policy.split("; ")}

    assert rules["default-src"] == ["'none'"]
    assert rules["base-uri"] == rules["form-action"] == ["'none'"]
    assert len(rules["script-src"]) == 2
    assert all(source.startswith("'sha256-") for source in rules["script-src"])
    assert rules["img-src"] == ["data:", "blob:"]
