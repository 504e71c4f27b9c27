"""Each layer alone but that of organisations, on sentences with the answer marked."""

import pytest

from marked import plain
from thematique.french.names import words
from thematique.records import Kind
from thematique.stages.recognise import (
    addresses,
    ages,
    dates,
    places,
    spelled,
)
from thematique.stages.recognise.lexicon import lexicon
from thematique.stages.recognise.merge import merge
from thematique.stages.recognise.span import Span

from .sentences import check


@pytest.mark.parametrize(
    "sentence",
    [
        "né <DATE>le 24/10/2003</DATE>".replace("<DATE>le ", "le <DATE>"),
        "l'audience du <DATE>2011-03-05</DATE>",
        "le <DATE>3 mars 2011</DATE> on a déménagé",
        "le <DATE>trois mars deux mille onze</DATE>",
        "nous sommes le <DATE>mardi 6 février 2024</DATE>",
        "elle est née le <DATE>douze du sept deux mille quatorze</DATE>",
        "né le <DATE>vingt deux zéro trois quatre vingt neuf</DATE>",
        "le <DATE>quinze janvier deux mille vingt</DATE>",
        "depuis le <DATE>premier septembre</DATE> elle est là",
        "en <DATE>septembre 2019</DATE> on a ouvert, de <DATE>janvier à mars 2023</DATE> on a fermé",
        "le <DATE>vingt-six août mil neuf cent nonante-deux</DATE>",
        "elle est née en <DATE>1985</DATE>",
        "née le <DATE>sept juin mille neuf cent quatre-vingt-deux</DATE>",
        "on se voit demain, lundi ou mardi",
        "en mars on ferme toujours",
        "la réforme de 2015 a tout changé",
        "l'accueil est ouvert 24/7",
        "une note de 12/20",
        "trois mariages et un enterrement",
        "on a l'audience du <DATE>12</DATE>, et jeudi <DATE>14</DATE> on se revoit",
        "mardi 18 heures, le bus du 12 passe",
        "elle est née le <DATE>14 juillet</DATE>",
        "on ferme le <DATE>14 juillet</DATE> et le <DATE>premier mai</DATE>, le <DATE>jeudi 1er mai</DATE> aussi",
        "elle l'a gardé jusqu'en <DATE>avril vingt trois</DATE> et en mars vingt familles",
    ],
)
def test_dates(sentence: str) -> None:
    check(sentence, dates.find(plain(sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "elle avait <AGE>quatorze ans</AGE> quand elle est partie",
        "j'ai <AGE>quarante-deux ans</AGE>",
        "il a <AGE>45 ans</AGE>",
        "un petit garçon de <AGE>huit ans</AGE>",
        "ma puce de <AGE>dix huit mois</AGE> elle marchait déjà",
        "j'ai <AGE>cinquante quatre ans</AGE> bientôt <AGE>cinquante cinq</AGE>",
        "elle est âgée de <AGE>septante-trois ans</AGE>",
        "placé à l'âge de <AGE>six mois</AGE>",
        "elle avait à peine <AGE>17 ans et demi</AGE>",
        "depuis dix ans je travaille ici",
        "il y a huit ans on a commencé",
        "elle a dix ans d'expérience",
        "j'ai vingt ans de métier",
        "pendant trois ans, tous les deux ans",
        "les enfants de 0 à 3 ans",
        "dans cinq ans on verra",
        "Euh, <AGE>onze ans</AGE>.",
        "ma fille, <AGE>onze ans</AGE>, est en sixième",
        "à <AGE>quatorze ans</AGE> elle fuguait",
        "de dix à quatorze ans ils sont au centre",
        "d'ici à trois ans on verra",
        "l'école jusqu'à dix-huit ans, la retraite à 60 ans",
        "j'ai conduit le tram trente deux ans",
        "il m'a fallu deux ans pour comprendre. Deux ans !",
        "Une jeune hébergée, <AGE>dix-sept ans</AGE>, elle a fugué.",
        "Il a été placé vers <AGE>sept ans</AGE>. <AGE>Sept ans</AGE> !",
        "J'ai travaillé dix-sept ans là. Et mon aîné ? <AGE>Dix-sept ans</AGE> !",
        "ça peut prendre deux ans, et mon fils, <AGE>trois ans</AGE>, attend",
        "elle a été placée, à Huy, deux ans, puis on verra",
        "elle y a été placée, gamine, de <AGE>neuf</AGE> à <AGE>seize ans</AGE>",
        "une fille de <AGE>onze ans</AGE> qu'on appelle mémé",
        "un kurde de <AGE>treize ans</AGE> et un prêt de dix ans",
        "j'avais <AGE>vingt quatre ans</AGE> enfin presque <AGE>vingt cinq</AGE>",
        "ici ça fait huit ans enfin huit ans en janvier",
        "Il a attendu pendant sept mois. Sept mois !",
        "On les voit plus tard. Quinze, seize ans.",
        "un lejeune à <AGE>soixante sept ans</AGE> et oui, de dix à quatorze ans",
        "il était placé à <AGE>douze ans</AGE> dans un foyer et j'ai compris à <AGE>quatorze ans</AGE> que c'était fini",
        "elle a <AGE>septante</AGE> oh voilà, et lui <AGE>trente-quatre ans</AGE>, <AGE>trente-cinq</AGE> à la fin du mois",
        "et moi j'ai fait caissière trente et un ans et puis voilà",
        "il va avoir <AGE>douze</AGE> le vingt deux mai, il aura bientôt <AGE>dix-sept ans</AGE>",
        "de mes <AGE>six ans</AGE> à mes <AGE>onze ans</AGE>, le bébé, de <AGE>sept mois</AGE>, dormait",
        "à <AGE>cinquante trois ans</AGE> on aurait dit un gamin, et à trois ans on est petit",
        "depuis euh six ans sept ans, un anniversaire tous les quatre ans, et les quinze, seize ans",
    ],
)
def test_ages(sentence: str) -> None:
    check(sentence, ages.find(plain(sentence)))


@pytest.mark.parametrize(
    "sentence",
    [
        "j'habite <LOC>rue de la Station 12</LOC>, oui",
        "au <LOC>12, avenue des Tilleuls</LOC>",
        "près de la <LOC>place Saint-Lambert</LOC>",
        "j'habite <LOC>rue de la station 12</LOC>",
        "on était <LOC>chaussée de ninove au deux cent dix</LOC>",
        "code postal <LOC>4500 Huy</LOC>",
        "dans la rue depuis trois semaines",
        "la place de chacun dans l'équipe",
        "le cours de français",
        "au bout de la rue de ma mère",
        "2000 Euros par mois",
        "je suis allée à Huy et montée sur Paris",
        "dans la rue du quartier",
        "c'est <LOC>rue de la fontaine aux mulets trois</LOC> vous verrez",
        "la <LOC>cité des dix arpents</LOC> et le <LOC>cours fauriel</LOC>",
        "<LOC>rue du moulin</LOC> deux chambres et une cave",
        "<LOC>rue du bois</LOC> de la commune",
        "on serait dans la même rue franchement",
        "un rez de chaussée six cent vingt euros",
        "Au rez-de-chaussée de la Maison, au rez-de-chaussée du Centre",
        "derrière la <LOC>place du conseil</LOC>, pas derrière la place du marché ni à la place du conseil",
        "on est <LOC>Koningin Astridlaan 88</LOC>, et <LOC>Tervuursesteenweg 214</LOC>",
        "c'est dans la <LOC>steenstraat</LOC> à côté",
        "<LOC>rue des quinze degrés au numéro huit</LOC>",
        "<LOC>chaussée de forest</LOC> jusqu'à vingt heures, <LOC>chemin des pélerins numéro quatorze</LOC>",
        "il habitait sur le parvis au dessus du café",
        "au <LOC>vingt sept rue toussaint</LOC> il a mis son doigt et à la toussaint on a congé",
        "dans la <LOC>rue du nouveau monde cent douze</LOC> et dans la rue du monde",
        "au <LOC>quai aux huîtres numéro trente deux</LOC> et elle est allée aux toilettes",
        "un trois-pièces, <LOC>allée du Grand-Jonc, bâtiment C</LOC>.",
        "<LOC>kruisstraat quarante sept</LOC> c'est ma fille",
        "c'est la <LOC>rue ransfort au numéro cent dix huit</LOC> la porte verte",
        "derrière le <LOC>parvis saint jean baptiste</LOC> et sur le parvis de la commune",
        "C'est <LOC>rue du Vieux Four à Chaux, 31</LOC>. Ou <LOC>rue Haute</LOC> à Namur, avec lui.",
    ],
)
def test_addresses(sentence: str) -> None:
    check(sentence, addresses.find(plain(sentence), lexicon()))


@pytest.mark.parametrize(
    "sentence",
    [
        "ça s'écrit <PER>D-U-P-O-N-T</PER>",
        "ça s'écrit <PER>b-o-u-c-h-a-t</PER>",
        "<PER>D comme Denis</PER>",
        "c'est-à-dire y a-t-il",
        "comme Denis le dit",
        "c'est <PER>v a n plus loin d e n et puis b r o e c k</PER> elle dit toujours comme le broc",
        "<PER>O avec deux points, Z, D, E, M, I, R</PER>, et à la commune ils l'oublient",
        "il s'appelle Noah d'Hondt, <PER>D, apostrophe, H</PER>... et là, à la CAF",
        "elle a corrigé devant tout le monde <PER>l a c a t u s</PER> et un petit machin",
        "la T.V. Et après, le c p a s et l'o n e",
        "il y a d un côté le cpas et c est tout il a l air",
        "on écrit <PER>el plus loin a m r a n i</PER> un seul m",
        "ça s'écrit <PER>van plus loin den et puis b r o e c k</PER> et on va plus loin",
        "c'est victor huy huy comme la ville <PER>h u y</PER> il est là",
        "l'école a écrit <PER>dont d o n t</PER> pendant deux ans, « dis bien <PER>L, Ê</PER>, avec le chapeau »",
        "je l'appelle aga <PER>k o w comme wagon a l c z y k</PER> vous devriez la voir, <PER>K, O, N, E accent</PER>.",
    ],
)
def test_spelled_names(sentence: str) -> None:
    text = plain(sentence)
    check(sentence, spelled.find(text, words(text), lexicon()))


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("<PER>Aurore</PER> et <PER>Saïd</PER> sont là", Kind.PER),
        ("<PER>aurore</PER> ou <PER>saïd</PER> ou <PER>Jean Petit</PER> sont là", Kind.PER),
        ("<PER>monsieur et madame Petit</PER> sont là", Kind.PER),
        ("<ORG>Fil et Aiguille</ORG> sont là", Kind.ORG),
    ],
)
def test_persons_that_a_model_took_for_one_are_parted(sentence: str, kind: Kind) -> None:
    text = plain(sentence)
    check(sentence, [Span(0, text.index(" sont"), kind, "ner", 0.8)])


@pytest.mark.parametrize(
    "sentence",
    [
        "J'avais vu la plante.",
        "Il habite <LOC>La Plante</LOC>.",
        "j'habite à la <LOC>plante</LOC>",
        "il est né à <LOC>marche en famenne</LOC> et il habite <LOC>petit enghien</LOC>",
        "il habitait derrière la gare",
    ],
)
def test_a_place_of_ordinary_words_is_announced_or_written_with_a_capital(sentence: str) -> None:
    text = plain(sentence)
    check(sentence, places.find(text, words(text), lexicon()))


@pytest.mark.parametrize(
    ("text", "hidden"), [("Dossier HAL-2023/0417", "HAL-2023/0417"), ("Karim 0478 12 34 56", "Karim 0478 12 34 56")]
)
def test_a_word_before_a_number_is_left_unless_it_may_name_somebody(text: str, hidden: str) -> None:
    seen = Span(0, len(text), Kind.PER, "ner", 0.8)
    number = Span(text.index(" ") + 1, len(text), Kind.ID, "code", 0.6)
    assert [text[span.start : span.end] for span in merge(text, [seen, number], lexicon())] == [hidden]
