"""What identifies by its figures or signs, written or dictated: codes, telephones, e-mails, addresses of the web."""

import pytest

from marked import plain
from thematique.stages.recognise import addressed, codes, dictated, identifiers

from .sentences import check


@pytest.mark.parametrize(
    "sentence",
    [
        "écrivez à <EMAIL>sophie.lambert@exemple.be</EMAIL>, merci",
        "c'est <EMAIL>sophie point lambert arobase exemple point be</EMAIL>",
        "voir <URL>https://www.exemple.be/page?x=1</URL>.",
        "le site <URL>www.exemple.be</URL>",
        "<URL>trois w le petit bateau point org</URL>",
        "sa page <URL>arobase filaplomb tiret bas quarante deux</URL>",
        "sur facebook c'est <URL>arobase les potes du coin vingt deux</URL>",
        "sur Insta c'est <URL>@sophie_lam</URL>",
        "mon numéro c'est le <PHONE>0476 12 34 56</PHONE>",
        "au fixe <PHONE>04/223.45.67</PHONE>",
        "depuis la France <PHONE>+32 476 12 34 56</PHONE>",
        "à Paris le <PHONE>01 42 68 53 00</PHONE>",
        "<PHONE>zéro quatre septante-six douze trente-quatre cinquante-six</PHONE>",
        "registre national <ID>85.07.30-033.28</ID>",
        "registre national <ID>85073003328</ID>",
        "le compte <ID>BE68 5390 0754 7034</ID>",
        "un compte mal dicté <ID>BE68 5390 0754 7035</ID>",
        "l'entreprise <ID>BE 0403.019.261</ID>",
        "la plaque <ID>1-ABC-234</ID>",
        "la plaque <ID>AB-123-CD</ID>",
        "dossier <ID>202312345678</ID>",
        "on était 12 000 personnes et 3,5 % de plus",
        "en 2019 et 2020, 18 ou 19 heures",
        "un deux trois quatre cinq six sept",
        "des zéro, des un, des deux",
        "bonjour, je suis la <ID>2019-0447</ID>",
        "c'est le <ID>VM-0392</ID>, en 2019-2020",
        "c'était <ID>deux mille dix neuf barre quatre cent douze barre c</ID>",
        "mon numéro <ID>c m deux mille vingt deux tiret zéro huit</ID> et voilà",
        "le numéro <ID>deux six un quatre zéro sept neuf lettre k</ID>",
        "un mail et j'ai répondu sur <EMAIL>joke point vdb arobase lamarelle point be</EMAIL>",
        "C'est <EMAIL>samira.ait-ouali, arobase, ccas-lyon, point, fr</EMAIL>, voilà",
        "écrivez à <EMAIL>nath (arobase) lesgaloches.be</EMAIL>, sans accent",
        "mon mail <EMAIL>j p delvaux arobase gmail com</EMAIL> et voilà",
        "c'était <ID>w b tiret quatre cent douze tiret zéro sept</ID> et voilà",
        "elle m'a dit <ID>sept, trois, zéro, neuf, un, deux, quatre</ID>. C'était son bonjour",
        "on compte un deux trois quatre cinq six",
        "c'est le <ID>ix deux mille treize barre quatre cent dix huit</ID> voyez",
        "c'est le dossier <ID>n quatre cent trois</ID>, le dossier <ID>214-B</ID>",
        "mon allocataire <ID>trois millions deux cent mille quatre cent douze</ID>",
        "au parquet, <ID>20.L3.4417/21</ID>, le 12/03/2019 et en 2019-2020",
        "au numéro dix-sept je crois enfin dix-sept clos des hirondelles",
        "on a ouvert le dossier avec trois mille huit cents euros de dettes et cent vingt-huit familles",
        "c'est le <ID>quatre mille sept cent douze barre deux mille treize</ID>",
        "sur une enveloppe : <ID>4 471 902 K</ID>, et 12 000 personnes",
    ],
)
def test_identifiers(sentence: str) -> None:
    text = plain(sentence)
    check(sentence, [*identifiers.find(text), *codes.find(text), *addressed.find(text), *dictated.find(text)])


@pytest.mark.parametrize(
    "sentence",
    [
        # offices number as they like
        "sous <ID>2022/AS/01873</ID>, « situation <ID>4471.Q</ID> », un mandat <ID>M-36/2021-bis</ID>",
        "la carte <ID>6703 4219 8850 1172 6</ID>, le bail <ID>b 6201 2020 00917</ID>, la voiture <ID>1 krt 582</ID>",
        "il lit <ID>6 6 1 8 0 4 2 P</ID> ou <ID>266 031/vii</ID> et <ID>GT 7714-02</ID>",
        "au <PHONE>0472 18 53 06</PHONE>, ou au <PHONE>087 / 00 46 13</PHONE>",
        # what counts, dates, measures or leads somewhere
        "en 2019-2020, de 1945/1998, le 24.10.2003 et le 2024-10-03, depuis 2018.La loi, post-1945",
        "250 000 euros, 2.400.000, 12 000 ou 15 000, 180 000/80 000, 0.05, 98.5",
        "à 14h30, un CAC40, la D1075, le U13, 24/24 et 7/7, 50/50, BAC+5, CO2, 21ème, 16/66",
        "1, 2, 3, 4, 5, on y va ; le 63, 64, 65, 67 ; 10, 20, 30, 40",
    ],
)
def test_codes_have_any_shape(sentence: str) -> None:
    check(sentence, codes.find(plain(sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "regardez <ID>saj barre quarante quatre barre zéro dix sept</ID> je l'ai",
        "c'est le dossier <ID>ed vingt deux barre zéro quatre cent dix huit</ID> je le sais",
        "je suis le <ID>deux mille dix neuf tiret trois cent six</ID> elle dit",
        "je montrais <ID>f d l trois neuf zéro six un</ID> sans badge",
        "c'est votre numéro d'affilié je tape <ID>deux cent dix-sept quarante huit cent trois dièse</ID> et ça coupe",
        "l'affaire <ID>trois cent cinquante-deux t j cinq deux mille vingt</ID> et elle s'est levée",
        "pour la sécu c'est <ID>deux soixante-dix-neuf zéro quatre cinquante-neuf clé soixante-six</ID> je connais",
        "c'est le <PHONE>plus trente-deux deux cinq cent quatorze zéro sept trente-trois</PHONE> et tu demandes",
        "tapez <PHONE>zéro quatre-vingt-six quinze zéro zéro poste trois cent onze</PHONE> sinon la flûte",
        "c'est <PHONE>zéro quatre-vingt-un vous suivez vingt-deux et ensuite quarante-sept soixante et un</PHONE> voilà",
        "l'année deux mille dix-neuf tiret deux mille vingt on a fait mieux, un contrat à trois cents euros",
        "ils ont gagné trois deux puis quatre à un, le bus vingt-quatre puis le quarante-deux",
    ],
)
def test_numbers_are_dictated_as_they_come(sentence: str) -> None:
    check(sentence, dictated.find(plain(sentence)))


def test_a_year_after_a_file_is_no_number() -> None:
    text = "un dossier en 2022, le dossier de 2019, le dossier 4512, le dossier 2019 0447"
    assert [text[span.start : span.end] for span in identifiers.find(text)] == ["4512", "2019 0447"]


def test_a_piece_of_a_number_that_is_said_again_is_that_number() -> None:
    turns = ["c'est le zéro quatre sept six douze trente-quatre cinquante-six", "vous avez dit douze trente-quatre ?"]
    again = dictated.find_all(turns)[1]
    assert [turns[1][span.start : span.end] for span in again] == ["douze trente-quatre"]


@pytest.mark.parametrize(
    "turns",
    [
        # repeated, or said while somebody writes it down
        [
            "tu notes <PHONE>zéro quatre septante</PHONE>",
            "oui",
            "<PHONE>vingt deux quinze</PHONE>",
            "et <PHONE>onze</PHONE>",
        ],
        [
            "<PHONE>zéro six</PHONE>",
            "<PHONE>zéro six</PHONE>",
            "<PHONE>vingt trois douze</PHONE>",
            "attends j'ai pas un bic",
        ],
        ["<PHONE>zéro six douze</PHONE>", "attends je prends un bic", "<PHONE>trente quatre dix</PHONE> voilà"],
        ["<PHONE>0478 22</PHONE>", "ok", "<PHONE>33 44</PHONE>"],
        # figures that belong to no number
        ["on était deux", "oui", "et puis trois"],
        ["il a zéro ami", "ah bon tu es sûre de ça parce que moi on m'a dit", "quatre ou cinq familles de vingt"],
        ["zéro problème", "oui", "ils sont six"],
    ],
)
def test_a_number_may_be_dictated_over_several_turns(turns: list[str]) -> None:
    texts = [plain(turn) for turn in turns]
    for turn, spans in zip(turns, dictated.find_all(texts), strict=True):
        check(turn, spans)
