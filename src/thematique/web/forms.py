"""What browsers send, as the views take it; anything else is a page that does not exist."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import Http404

from thematique.codings import Verdict
from thematique.review.filters import Filter
from thematique.review.models import Correction
from thematique.review.order import Spot
from thematique.web.desk import Desk

_ACT = re.compile(r"[A-Za-z0-9-]{8,40}")


def filter_of(sent: Mapping[str, Any]) -> Filter:
    """The filter that a form asks for.

    Raises:
        WrongUse: bounds that no score meets.
    """
    variable, _, value = sent.get("variable", "").partition("=")
    return Filter(
        code=sent.get("code_filter", ""),
        document=sent.get("document", ""),
        variable=variable,
        value=value,
        speaker=sent.get("speaker", ""),
        score_from=_score(sent.get("score_from", "")),
        score_to=_score(sent.get("score_to", "")),
        unread=bool(sent.get("unread")),
        disagreements=bool(sent.get("disagreements")),
    )


def choices(desk: Desk) -> dict[str, Any]:
    """What the filter offers."""
    documents = desk.shared.documents.values()
    variables = sorted({(name, value) for one in documents for name, value in one.variables.items() if value})
    themes = {one.code: one.name for one in desk.codebook.codes}
    speakers = sorted({one.speaker for segments in desk.shared.segments.values() for one in segments if one.speaker})
    return {
        "documents": sorted(desk.shared.documents),
        "variables": [f"{name}={value}" for name, value in variables],
        "speakers": speakers,
        "codes": [
            {"code": one.code, "name": one.name, "theme": themes.get(one.code.rpartition(".")[0], "")}
            for one in desk.codebook.codes
            if one.codable
        ],
        "themes": [one for one in desk.codebook.codes if "." not in one.code],
    }


def asked(wanted: Filter) -> dict[str, Any]:
    """The filter as its form shows it: scores in hundredths."""
    return {
        "wanted": wanted,
        "filtered": wanted != Filter(),
        "asked_variable": f"{wanted.variable}={wanted.value}" if wanted.variable else "",
        "asked_from": _hundredths(wanted.score_from),
        "asked_to": _hundredths(wanted.score_to),
    }


def spot_of(sent: Mapping[str, Any]) -> Spot | None:
    """The passage that an address names, `passage=DOCUMENT:NUMBER`."""
    document, _, number = sent.get("passage", "").rpartition(":")
    return (document, int(number)) if document and number.isdecimal() and len(number) < 10 else None


def verdict_of(sent: Mapping[str, Any]) -> Verdict:
    """Accept or reject."""
    try:
        return Verdict(sent.get("verdict", Verdict.ACCEPT))
    except ValueError as error:
        raise Http404 from error


def wish_of(sent: Mapping[str, Any]) -> Correction.Wish:
    """To mask words, or to show what was masked for nothing."""
    try:
        return Correction.Wish(sent.get("wish", Correction.Wish.MASK))
    except ValueError as error:
        raise Http404 from error


def act_of(sent: Mapping[str, Any]) -> str:
    """The name of the act, by which one that is sent twice is known; a page always gives one."""
    act = sent.get("act", "")
    if not _ACT.fullmatch(act):
        raise Http404
    return str(act)


def number_of(sent: Mapping[str, Any], name: str) -> int | None:
    """A whole number, or None where none is sent."""
    value = sent.get(name, "")
    if not value:
        return None
    if not (value.isdecimal() and value.isascii() and len(value) <= 15):
        raise Http404
    return int(value)


def key_of(sent: Mapping[str, Any], name: str) -> int:
    """The key of a row; -1, which no row has, where none is sent."""
    number = number_of(sent, name)
    return -1 if number is None else number


def _hundredths(score: float | None) -> str:
    return "" if score is None else f"{score * 100:.0f}"


def _score(value: str) -> float | None:
    """A score written in hundredths, as people read it."""
    try:
        return float(value.replace(",", ".")) / 100 if value.strip() else None
    except ValueError as error:
        raise Http404 from error
