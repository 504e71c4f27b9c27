"""File names that name someone."""

import pytest

from thematique.french.filenames import without_names


@pytest.mark.parametrize(
    "stem",
    [
        "nord",
        "ent1_perinatalite",
        "fg1_liege",
        "Focus_Group_1",
        "Charleroi AMO 3",
        "Interview_CPAS_Huy",
        "groupe Braine-le-Comte",
        "Réunion d’équipe",
        "Educatrice de rue",
        "Zoom_Recording_2024",
        "ESLO1_ENT_001",
        "rose",
        "P1",
        "espaces-insecables",
        "tronque",
        "",
    ],
)
def test_a_name_that_names_no_one_stays(stem: str) -> None:
    assert without_names(stem) is None


@pytest.mark.parametrize(
    ("stem", "left"),
    [
        ("Sophie_Lambert", ""),
        ("entretien-Zwingolstein-2", "entretien_2"),
        ("Entretien Mme VANDREZENBEEK 12-03", "Entretien_12_03"),
        ("Anita_MUSSO_F_46_11e", "F_46_11e"),
        ("EntretienSophieLambert2023", "Entretien2023"),
        ("entretien_vandenbossche", "entretien"),
        ("Driss El Amrani (AMO)", "AMO"),
        ("mehdi_b", "b"),
    ],
)
def test_a_name_goes_and_the_rest_stays(stem: str, left: str) -> None:
    assert without_names(stem) == left
