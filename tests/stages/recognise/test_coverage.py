"""Every n-th entry of the lists, in sentences of speech without capitals and with them, must be found."""

import re

import pytest

from thematique.french.casing import Casing, lowered
from thematique.french.lexicon import read
from thematique.french.phrases import Phrases
from thematique.shipped import shipped
from thematique.stages.recognise import _by_rule, ner
from thematique.stages.recognise.lexicon import lexicon
from thematique.stages.recognise.merge import merge

PLACES = (
    "moi je suis né à {} dans une grande famille",
    "il vient de {} je crois",
    "on habite près de {} depuis longtemps",
)
PEOPLE = ("alors {} elle est venue me voir", "c'est {} qui a fait ça", "on est partis chez {} après")
FAMILIES = ("j'ai eu madame {} au téléphone", "c'est monsieur {} qui l'a reçu")
SYLLABLES = ("avec {} on s'entend bien", "et là je dis à {} de rester")
_ARTICLE = re.compile(r"^(?:l['’]|(?:la|le|les|de|d) )", re.I)
NAMES = ("Tran Thi Lan", "Nguyen Van Minh", "Pham Minh Khoi", "Mai Linh", "Thi Hoa", "Anh Tuan", "Binh An Nguyen")


def missed(entries: list[str], carriers: tuple[str, ...], case: Casing) -> list[str]:
    """The sentences where a word of the entry stays."""
    said, names = [], []
    for entry in entries:
        name = lowered(entry).replace("-", " ") if case is Casing.LOWER else entry
        said += [carrier.format(name) for carrier in carriers]
        names += [name] * len(carriers)
    found = ner.find_all(said, lexicon(), casing=case).names
    cased = case is Casing.NORMAL
    left = []
    for text, name, spans in zip(said, names, found, strict=True):
        end = text.index(name) + len(name)
        start = end - len(_ARTICLE.sub("", name))
        merged = merge(text, [*spans, *_by_rule(text, Phrases([]), lexicon(), cased=cased)], lexicon())
        if not any(span.start <= start and span.end >= end for span in merged):
            left.append(text)
    return left


@pytest.mark.parametrize("case", [Casing.LOWER, Casing.NORMAL])
@pytest.mark.parametrize(
    ("lists", "carriers", "step", "share"),
    [
        (("communes_belgique",), PLACES, 29, 0.95),
        (("communes_france",), PLACES, 331, 0.95),
        (("prenoms", "prenoms_monde"), PEOPLE, 97, 0.97),
        (("noms_famille",), FAMILIES, 59, 0.97),
    ],
)
def test_lists_are_found(
    case: Casing, lists: tuple[str, ...], carriers: tuple[str, ...], step: int, share: float
) -> None:
    entries = [entry for name in lists for entry in read(shipped(f"data/lexicons/{name}.txt")).sure][::step]
    left = missed(entries, carriers, case)
    assert len(left) <= (1 - share) * len(entries) * len(carriers), left


@pytest.mark.parametrize("case", [Casing.LOWER, Casing.NORMAL])
def test_vietnamese_names_are_found(case: Casing) -> None:
    assert not missed(list(NAMES), SYLLABLES, case)


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("mon mail c'est jean point dupont arobase gmail point com", "jean point dupont arobase gmail point com"),
        ("écrivez à lea tiret du bas simon at hotmail point f r", "lea tiret du bas simon at hotmail point f r"),
        ("sur tiktok je suis kev le boss tout attaché", "kev le boss tout attaché"),
        ("le petit dernier trois ans il parle pas", "trois ans"),
        ("elle va sur ses douze", "douze"),
        ("elle en a quinze", "quinze"),
        ("elle est de deux mille dix", "deux mille dix"),
        ("j'habite à avion", "avion"),
        ("maintenant je suis chez coup de pouce", "coup de pouce"),
        ("c'est frigo qui nous a mis ensemble", "frigo"),
    ],
)
def test_ways_of_saying(said: str, hidden: str) -> None:
    spans = merge(said, _by_rule(said, Phrases([]), lexicon(), cased=False), lexicon())
    assert hidden in [said[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    "said",
    [
        "ça fait cinq ans que je suis là",
        "on a mis trois ans à convaincre",
        "sur facebook c'est la guerre",
        "j'habite à côté de chez elle",
        "il faut aller chez le médecin avec prudence",
        "j'ai dit combien ça coûte",
    ],
)
def test_ordinary_speech_stays(said: str) -> None:
    assert not merge(said, _by_rule(said, Phrases([]), lexicon(), cased=False), lexicon())
