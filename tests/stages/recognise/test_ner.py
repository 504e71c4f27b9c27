"""Names that the models see, by the way in which a transcript uses capitals."""

import pytest

from marked import mark, plain
from thematique import recogniser
from thematique.french.casing import Casing
from thematique.recogniser import Entity, Read
from thematique.stages.recognise import ner, spoken
from thematique.stages.recognise.lexicon import lexicon


def seen(sentence: str, casing: Casing) -> str:
    (spans,) = ner.find_all([plain(sentence)], lexicon(), casing=casing).names
    return mark(plain(sentence), [(span.start, span.end, str(span.kind)) for span in spans])


@pytest.mark.parametrize(
    "sentence",
    [
        "du coup <PER>kadiatou</PER> elle me dit euh je viens pas",
        "on est allés chez <PER>mounir</PER> et <PER>agnieszka</PER> pour la fête",
        "avec madame <PER>vandevoorde</PER> ça va mieux tu vois",
        "la maman de <PER>yanis</PER> a téléphoné au cpas hier",
        "ils habitent à <LOC>jodoigne</LOC> depuis deux ans",
        "euh ben oui voilà c'est ça hein on fait avec",
        "le petit dort bien et la grande a doublé",
        "au saj ils m'ont dit que le spj allait rappeler",
        "la rose a fané et pierre après pierre on construit",
    ],
)
def test_a_transcript_without_capitals(sentence: str) -> None:
    assert seen(sentence, Casing.LOWER) == sentence


def test_a_transcript_in_capitals_is_read_as_if_it_had_none() -> None:
    sentence = "DU COUP <PER>KADIATOU</PER> ELLE ME DIT EUH JE VIENS PAS"
    assert seen(sentence, Casing.UPPER) == sentence


def test_the_model_for_written_french_reads_only_what_ours_leaves_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    explained, doubtful = "Le CPAS a dit non à Kadiatou.", "Alors on est allés à la Grimbouille."
    texts = ["On a mangé dehors.", f"{explained} {doubtful}", explained]
    given: list[str] = []

    def told(model: str, asked: list[str]) -> list[list[Entity]]:
        if model == "written":
            given.extend(asked)
        name = "Grimbouille" if model == "written" else "Kadiatou"
        return [
            Read([Entity(text.index(name), text.index(name) + len(name), "PER", 0.9)] if name in text else [], {})
            for text in asked
        ]

    monkeypatch.setattr(recogniser, "spoken", lambda: "spoken")
    monkeypatch.setattr(recogniser, "written", lambda: "written")
    monkeypatch.setattr(recogniser, "read", told)
    found = ner.find_all(texts, lexicon()).names
    assert given == [doubtful]
    assert [[text[one.start : one.end] for one in spans] for text, spans in zip(texts, found, strict=True)] == [
        [],
        ["Kadiatou", "Grimbouille"],
        ["Kadiatou"],
    ]


@pytest.mark.parametrize("casing", [Casing.LOWER, Casing.UPPER])
def test_without_capitals_the_model_for_written_french_is_not_asked(
    casing: Casing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recogniser, "written", lambda: pytest.fail("asked"))
    recogniser.spoken()
    ner.find_all(["on a vu grimbouille"], lexicon(), casing=casing)


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("madame bouziane", "PER", "madame <PER>bouziane</PER>"),
        ("euh bouziane hein", "PER", "euh <PER>bouziane</PER> hein"),
        ("el amrani", "PER", "<PER>el amrani</PER>"),
        ("b o u z i", "PER", "<PER>b o u z i</PER>"),
        ("maman", "PER", "maman"),
        ("turc", "LOC", "turc"),
        ("le cpas de huy", "ORG", "le cpas de <ORG>huy</ORG>"),
        ("sophie renault", "PER", "<PER>sophie renault</PER>"),
        ("avec", "PER", "avec"),
    ],
)
def test_what_our_model_sees_is_cleared_of_what_names_no_one(text: str, label: str, expected: str) -> None:
    spans = spoken.names(text, [Entity(0, len(text), label, 0.5)], lexicon())
    assert mark(text, [(span.start, span.end, str(span.kind)) for span in spans]) == expected


@pytest.mark.parametrize(("share", "found"), [(0.5, []), (0.95, ["moustache"])])
def test_an_ordinary_word_is_a_name_where_our_model_is_sure(share: float, found: list[str]) -> None:
    text = "et puis moustache il est revenu"
    spans = spoken.names(text, [Entity(8, 17, "PER", share)], lexicon())
    assert [text[span.start : span.end] for span in spans] == found


@pytest.mark.parametrize(
    ("sentence", "share", "found"),
    [
        ("alors l'escabeau faisait des rapports", 0.5, True),
        ("alors l'escabeau faisait des rapports", 0.4, False),
        ("on a cassé un escabeau dans la cave", 0.8, False),
        ("à la maison médicale des escabeau j'y vais", 0.8, True),
        ("il y avait des escabeau partout", 0.8, False),
    ],
)
def test_an_organisation_of_one_word_is_believed_sooner_than_a_person(sentence: str, share: float, found: bool) -> None:
    at = sentence.index("escabeau")
    spans = spoken.names(sentence, [Entity(at, at + len("escabeau"), "ORG", share)], lexicon())
    assert bool(list(spans)) == found


def test_what_people_are_called_may_begin_the_name_of_an_organisation() -> None:
    text = "marraine et compagnie"
    for label, expected in (("ORG", [text]), ("PER", [])):
        spans = spoken.names(text, [Entity(0, len(text), label, 0.8)], lexicon())
        assert [text[span.start : span.end] for span in spans] == expected


def test_leaning_to_names_loses_none_and_says_how_likely_each_is() -> None:
    text = "ben c'est merveille qui m'a téléphoné avec agnieszka de la boussole on a mangé des prunes"
    own = recogniser.read(recogniser.spoken(), [text])[0].names
    leaning = recogniser.read(recogniser.spoken(), [text], lean=3.0)[0].names
    words = {at for one in own for at in range(one.start, one.end)}
    assert words <= {at for one in leaning for at in range(one.start, one.end)}
    assert all(0.5 < one.share < 1 for one in own if text[one.start : one.end] == "agnieszka")
    assert any(text[one.start : one.end] == "agnieszka" for one in own)


def test_our_loop_finds_what_spacy_finds() -> None:
    texts = ["la maman de yanis a téléphoné au cpas", "ils habitent à jodoigne", "", "On a vu Kadiatou Bâ à Herstal."]
    model = recogniser.spoken()
    expected = [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in model.pipe(texts)]
    assert [[one[:3] for one in found.names] for found in recogniser.read(model, texts)] == expected


@pytest.mark.parametrize("texts", [[], [""], ["", ""], [" "], ["", "kadiatou est venue"]])
def test_empty_texts_hold_no_name(texts: list[str]) -> None:
    for model in (recogniser.spoken(), recogniser.written()):
        assert [len(found.names) for found in recogniser.read(model, texts)][:1] == [0] * bool(texts)
    assert len(recogniser.glimpses(texts)) == len(texts)
