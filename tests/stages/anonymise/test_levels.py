import pytest

from thematique.stages.anonymise.ages import band
from thematique.stages.anonymise.dates import blurred
from thematique.stages.anonymise.organisations import class_of
from thematique.stages.anonymise.places import vague


@pytest.mark.parametrize(
    ("said", "month", "season", "year"),
    [
        ("3 mars 2011", "mars 2011", "printemps 2011", "2011"),
        ("le trois mars deux mille onze", "mars 2011", "printemps 2011", "2011"),
        ("quinze janvier deux mille vingt", "janvier 2020", "hiver 2020", "2020"),
        ("vingt-sept février deux mille vingt", "février 2020", "hiver 2020", "2020"),
        ("dix neuf octobre deux mille vingt et un", "octobre 2021", "automne 2021", "2021"),
        ("1er août mille neuf cent quatre-vingt-trois", "août 1983", "été 1983", "1983"),
        ("03/12/1999", "décembre 1999", "hiver 1999", "1999"),
        ("3.6.85", "juin 1985", "été 1985", "1985"),
        ("14-02-07", "février 2007", "hiver 2007", "2007"),
        ("2011-03-03", "mars 2011", "printemps 2011", "2011"),
        ("09/2015", "septembre 2015", "automne 2015", "2015"),
        ("mars 2011", "mars 2011", "printemps 2011", "2011"),
        ("21 juin", "juin", "été", None),
        ("Noël 2018", "décembre 2018", "hiver 2018", "2018"),
        ("été 2015", "été 2015", "été 2015", "2015"),
        ("en 2004", "2004", "2004", "2004"),
        ("deux mille douze", "2012", "2012", "2012"),
        ("le lendemain", None, None, None),
        ("32/13/2011", "2011", "2011", "2011"),
    ],
)
def test_dates(said: str, month: str | None, season: str | None, year: str | None) -> None:
    assert (blurred(said, "mois"), blurred(said, "saison"), blurred(said, "année")) == (month, season, year)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("14 ans", "10-14 ans"),
        ("quatorze ans", "10-14 ans"),
        ("seize ans et demi", "15-19 ans"),
        ("septante-quatre ans", "70-74 ans"),
        ("quatre-vingt-deux ans", "80-84 ans"),
        ("soixante et onze ans", "70-74 ans"),
        ("nonante-cinq ans", "90 ans et plus"),
        ("douze", "10-14 ans"),
        ("deux ans", "moins de 3 ans"),
        ("huit mois", "moins de 3 ans"),
        ("trente-huit mois", "3-4 ans"),
        ("trois semaines", "moins de 3 ans"),
        ("un an", "moins de 3 ans"),
        ("4 ans", "3-4 ans"),
        ("5 ans", "5-9 ans"),
        ("la cinquantaine", None),
        ("400 ans", None),
    ],
)
def test_ages(said: str, told: str | None) -> None:
    assert band(said) == told


@pytest.mark.parametrize(
    ("said", "province", "country", "kind"),
    [
        ("Huy", "commune de la province de Liège", "commune de Belgique", "commune"),
        ("gilly", "commune de la province de Hainaut", "commune de Belgique", "commune"),
        ("Marche-en-Famenne", "commune de la province de Luxembourg", "commune de Belgique", "commune"),
        ("ixelles", "commune de la Région de Bruxelles", "commune de Belgique", "commune"),
        ("rue du Pont 3, 4500 Huy", "rue de la province de Liège", "rue de Belgique", "rue"),
        ("12, avenue des Lilas à Namur", "rue de la province de Namur", "rue de Belgique", "rue"),
        ("rue du gazomètre trente-deux", None, None, "rue"),
        ("quartier des Marolles", None, None, "quartier"),
        ("Villeurbanne", None, "commune de France", "commune"),
        ("trou du diable", None, None, None),
    ],
)
def test_places(said: str, province: str | None, country: str | None, kind: str | None) -> None:
    assert (vague(said, "province"), vague(said, "pays"), vague(said, "type")) == (province, country, kind)


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("à l'école Saint-Joseph", "Saint-Joseph", "école"),
        ("à l’école communale du Rivage", "Rivage", "école primaire"),
        ("l'asbl « Le Petit Pont »", "Le Petit Pont", "association"),
        ("la maison médicale de la Licorne", "Licorne", "maison médicale"),
        ("la crèche Les P'tits Loups", "Les P'tits Loups", "crèche"),
        ("inscrit à la Crèche des Lilas", "Crèche des Lilas", "crèche"),
        ("l'athénée du Perron", "Perron", "école secondaire"),
        ("on va au Petit Pont", "Petit Pont", None),
        ("l'école est loin de la Licorne", "Licorne", None),
    ],
)
def test_organisations(text: str, name: str, told: str | None) -> None:
    start = text.index(name)
    assert class_of(text, start, start + len(name)) == told
