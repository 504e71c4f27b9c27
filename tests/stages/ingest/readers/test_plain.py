"""Text files, with or without the marks of Markdown."""

from thematique.stages.ingest.readers.plain import read


def turns(text: str, encoding: str = "utf-8") -> list[tuple[str, str]]:
    return [(u.speaker, u.text) for u in read(text.encode(encoding)).texts[0].utterances]


def test_labels_and_texts_are_told_apart() -> None:
    assert turns("Enquêteur : Bonjour.\nP1 : Oui.") == [("Enquêteur", "Bonjour."), ("P1", "Oui.")]


def test_emphasis_around_labels_is_no_part_of_them() -> None:
    text = "**P1 :** oui\n__P2__ : non **vraiment**\n*P1* : si\n> P2 : bon"
    assert turns(text) == [("P1", "oui"), ("P2", "non vraiment"), ("P1", "si"), ("P2", "bon")]


def test_stars_of_the_talk_stay() -> None:
    assert turns("P1 : deux * trois = six\nP2 : un * là") == [("P1", "deux * trois = six"), ("P2", "un * là")]


def test_an_encoding_other_than_utf_8_is_told() -> None:
    notices = read("P1 : été\nP2 : là".encode("cp1252")).notices
    assert notices == ["texte lu dans l'encodage Windows-1252."]
    assert read("P1 : été\nP2 : là".encode()).notices == []
