"""Whether a transcript uses capitals, and what it becomes in lower case."""

from thematique.french.casing import Casing, casing, lowered


def test_casing_is_told_by_capitals_in_names_too() -> None:
    assert casing(["alors on a vu Sophie", "et Karim aussi"]) is Casing.NORMAL
    assert casing(["alors on a vu sophie", "et karim aussi"]) is Casing.LOWER
    assert casing(["ON A VU SOPHIE"]) is Casing.UPPER
    assert casing([""]) is Casing.NORMAL


def test_codes_put_in_the_place_of_names_do_not_make_a_transcript_one_with_capitals() -> None:
    said = ["ben oui je suis passée par [PERSONNE_1] et (LIEU_2) [retiré]"] * 9
    assert casing(said) is Casing.LOWER
    assert casing([*said, "Ben oui, Sophie est passée. Et puis à Huy, avec Karim."]) is Casing.NORMAL


def test_a_text_in_lower_case_keeps_its_length() -> None:
    text = "ON A VU BENSAÏD À İSTANBUL, STRAẞE ŉ"
    assert len(lowered(text)) == len(text)
    assert lowered(text).startswith("on a vu bensaïd à İstanbul")
