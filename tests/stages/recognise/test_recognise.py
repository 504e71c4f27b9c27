"""The union of the layers, on sentences of speech with the answer marked."""

import pytest

from marked import mark, plain
from thematique.records import Kind
from thematique.stages.recognise import Settings, stage

from .sentences import FILLER, marked, recognise


@pytest.mark.parametrize(
    "sentence",
    [
        "J'ai vu <PER>Sophie Lambert</PER> au CPAS de <LOC>Huy</LOC>.",
        "Hier, ma fille <PER>Léa</PER> est rentrée de <LOC>Charleroi</LOC>.",
        "Et là, son mari <PER>Ahmed</PER> m'a téléphoné.",
        "C'était le bébé d'<PER>Ahmed</PER>, pas celui de <PER>Fatima</PER>.",
        "On a appelé madame <PER>Van den Berghe</PER> et monsieur <PER>Petit</PER>.",
        "Le docteur <PER>Boulanger</PER> nous suit depuis dix ans.",
        "Je m'appelle <PER>Nadia Bensaïd</PER>.",
        "Je l'ai dit à <PER>Rose</PER>, mais la rose a fané.",
        "On est parties avec <PER>Jean-François</PER> à <LOC>Marche-en-Famenne</LOC>.",
        "Avec <PER>PEETERS Luc</PER>, on a tout repris.",
        "La puéricultrice <PER>Julie</PER> est restée.",
        "Bah hein ben euh ouais, ça, voilà, mh.",
        "Hein, c'est ça. Ben oui. Euh, voilà quoi.",
        "Le SAJ, le SPJ, l'ONE, l'AMO et le CPMS se parlent.",
        "le cpas et le saj ne répondent pas",
        "L'AVIQ et le FOREM nous envoient des stagiaires.",
        "Monsieur le directeur et madame la juge ont signé.",
        "C'est la Directrice qui décide, et le Ministère finance.",
        "Pierre après pierre, on construit.",
        "On a un groupe Whatsapp et une page Facebook.",
        "Les Turcs, une Algérienne et un Breton, c'est la région <LOC>parisienne</LOC>.",
        "Les <LOC>Liégeois</LOC> et les Flamands se parlent.",
        "Je fais mes courses chez Delhaize avec des Nike aux pieds.",
        "Sous la drache, sur le RAVeL, avec les Playmobil.",
        "On a vu monsieur <PER>Renault</PER> et madame <PER>Breton</PER> partir.",
        "Je suis venue avec <PER>Sophie Renault</PER>.",
        "Bonjour monsieur <PER>Le Gall</PER>, et bonjour monsieur le directeur.",
        "Mal. Vraiment mal, et pourtant elle a bonne mine.",
        "La famille <PER>N'Diaye</PER> et madame <PER>Bangoura</PER> sont venues.",
        "Ce matin, les <PER>Bangoura</PER> sont passés.",
        "<PER>Dupont</PER> est venu ce matin.",
        "On va à <LOC>Paris</LOC> est-ce que tu viens ?",
        "J'ai vécu à <LOC>Lyon</LOC>, puis au <LOC>Mali</LOC>, avec <PER>Florence</PER>.",
        "On vit à <LOC>Saint-Jean-de-la-Ruelle</LOC> depuis toujours.",
        "Il est allé dans le Sud, à la Région, au Centre.",
        "C'est semi-ouvert, c'est free, cass- cassé, les gênés.",
        "On est descendus à la <LOC>Gare du Nord</LOC>.",
        "Les enfants de <LOC>Corrèze</LOC> sont partis.",
        "La TVA et le SMIC ont bougé.",
        "Quand elle se marie, l'Eglise et l'Etat sont là, et cetera.",
        "On descend à <LOC>Nation</LOC>, comme toute la Nation.",
        "On dit X ou XXX, et NPERS aussi.",
        "On est avec l'AMO Le <ORG>Cercle</ORG> et la crèche des <ORG>Petits Pas</ORG>.",
    ],
)
def test_names_in_speech(sentence: str) -> None:
    text = plain(sentence)
    assert marked(text, recognise([text, FILLER])) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "ma fille <PER>léa</PER> va à l'école avec <PER>fatima</PER>",
        "on a vu madame <PER>bensaïd</PER> au cpas de <LOC>charleroi</LOC>",
        "on a vu madame <PER>petit</PER> et son petit neveu qui est venu",
        "<PER>karim</PER> est parti vivre à <LOC>namur</LOC>",
        "mon mari <PER>driss</PER> travaille de nuit",
        "euh ben voilà on a fait ça hein",
        "elle a marié sa cousine et l'a invitée à dîner",
        "chez elle <PER>marie-ange</PER> elle est arrivée",
        "elle a une petite fille <PER>olivia</PER> et il habitait derrière la place",
        "si je vous dis pauvreté des enfants à quoi vous pensez et lui il dit écoute viens",
        "la fédération wallonie bruxelles et <LOC>bruxelles</LOC> c'est pas pareil",
        "il a un frère <PER>jordan</PER> <AGE>dix neuf vingt ans</AGE>",
        "ce dossier il a ete perdu derriere le bureau de <PER>lea</PER>",
        "<PER>aslan</PER> ça veut dire lion et on fait du trente deux",
        "<PER>wanda</PER> le petit a le nom du père",
        "et maman saint nicolas il a trouvé le même, madame le vingt huit y a plus rien",
        "c'était monsieur <PER>b k</PER> n'a plus ouvert le frigo",
        "voilà pour la bande moi c'est <PER>clémence ferrant</PER> on est là",
        "je vais pas dire le nom juste <PER>b d</PER> les initiales et le t v aussi",
        "c'est <PER>rose carlier</PER> la <PER>rose</PER> du pms et une autre <PER>rose</PER> et la rose est fanée",
        "<PER>aminata diallo</PER> est venue et <PER>ami</PER> elle dit que son ami est malade",
        "au <ORG>solde juste</ORG> c'est un service de médiation et le <ORG>solde juste</ORG> est ouvert",
        "oui alors <PER>moisson</PER> comme la moisson et un gamin comme un gamin",
        "c'est <PER>kabeya</PER> avec un y et ça s'écrit avec un k",
        "il y a <PER>nordine b</PER> le petit qui joue et j'ai vu <PER>nordine</PER> c'est bien",
        "dans ma classe <PER>kévin kévin marteau</PER> il venait de loin et elle elle dort",
        "elle crie madame <PER>elle hadj</PER> et notre coordinatrice madame elle répond",
        "j'ai un fils <PER>noël</PER> oui oui <PER>noël</PER> il est né là et à noël il rit",
        "le lundi c'est madame <PER>carême</PER> et monsieur <PER>noël</PER> vient avec <PER>jean baptiste</PER> enfin <PER>j b</PER> il rit",
        "il a un berger qui s'appelle patron et patron il mord et un chat qui s'appelle <PER>victor</PER>",
        "elle va à sa nonna et à la place du papa au <LOC>parc roi baudouin</LOC>",
        "c'est <PER>désiré m poutou</PER> et la petite <PER>charité ilunga</PER> qui est avec <PER>ilunga</PER>",
        "le propriétaire un certain <PER>t v</PER> je dis les initiales",
        "merci <PER>noël</PER> moi c'est <PER>noël noël crahay</PER> et on se voit à noël",
        "moi c'est <PER>victor petit</PER> et je dis merci beaucoup <PER>victor</PER>",
        "demandez <PER>fabienne le coq</PER> elle y est et on avait cent vingt dossiers cent trente à un moment",
        "madame <PER>page</PER> elle a ri et monsieur <PER>content</PER> est parti madame question suivante",
        "au <LOC>huit rue des bleuets sauvages bâtiment c escalier deux</LOC> et sur <LOC>crapaurue</LOC> il y a un café",
        "et <PER>lina</PER> qui fait <AGE>dix ans</AGE> samedi et ça fait dix ans samedi qu'on est là",
        "on a un site <URL>pas à pas tiret evere point be</URL> et il aura <AGE>neuf ans</AGE> le <DATE>trois mars</DATE>",
        "et <PER>bernadette delvaux</PER> de <LOC>charleroi</LOC> vous la connaissez non <PER>mariama camara</PER> de <LOC>conakry</LOC>",
        "elle a une verrue et le site et mon mail c'est <EMAIL>anne point petit arobase gmail point com</EMAIL> voilà",
        "on a vu <PER>delarue</PER> et <PER>sophie larue</PER> est passée",
        "au centre d'accueil les <ORG>bleuets</ORG> avec <PER>sofia</PER> et à l'association le samedi on rit",
        "moi <PER>christelle olive</PER> comme l'huile et puis rouge comme le sang on rit",
        "ça va grâce à <PER>gosia</PER> et grâce au cpas <PER>grâce mukendi</PER> est venue",
        "alors mamie <PER>blanche</PER> faut que je vous explique ma tante est fidèle",
        "et madame de <PER>la fontaine</PER> et madame de la mutuelle et monsieur <PER>lê</PER> et monsieur où il va",
        "j'ai quatre enfants deux j'ai <PER>victor</PER> qui est grand file mon <PER>totor</PER> et merci papy",
        "c'est <PER>dieudonné kabongo</PER> et je t'apporte les boulettes <PER>dieudo</PER>",
        "moi c'est <PER>dieumerci ilunga</PER> oui <PER>dieu merci</PER> merci beaucoup bonjour",
        "à l'amo le <ORG>relais de fer</ORG> et à l'asbl le <ORG>relais</ORG> du cpas et <ORG>notre dame des carrières</ORG>",
        "il disait kapot is et wallah je te jure hé manneke",
        "oh <PER>printemps</PER> c'est son nom de famille et le chien c'est son nom aussi",
        "elle s'appelle euh <PER>aie chat</PER> je crois",
        "au collège du <ORG>sacré coeur</ORG> et à l'institut <ORG>notre dame de la vire</ORG> on rit",
        "c'était <PER>clém clément marche</PER> oui et quand <PER>lina</PER> décroche elle demande",
    ],
)
def test_names_in_a_transcript_without_capitals(sentence: str) -> None:
    text = plain(sentence)
    assert marked(text, recognise([text, "et puis voilà on a continué comme ça"])) == sentence


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("et vous c'est madame", "<PER>marche</PER> comme la marche à pied"),
        ("madame comment pardon", "<PER>mai</PER> comme le mois"),
        ("vous avez enseigné combien de temps", "trente-huit ans toujours à l'école"),
        ("et il avait quel âge", "<AGE>neuf ans</AGE> à peine et la mère pleurait"),
        ("au revoir madame", "bonne journée à vous"),
    ],
)
def test_who_is_asked_a_name_answers_with_it(asked: str, answered: str) -> None:
    found = [finding for finding in recognise([asked, plain(answered)]) if finding.turn == 1]
    assert mark(plain(answered), [(one.start, one.end, str(one.kind)) for one in found]) == answered


@pytest.mark.parametrize("placeholder", ["[PERSONNE_3]", "[Prénom]", "[NOM 2]", "[Ville]", "[LIEU_1]"])
def test_what_someone_has_already_replaced_is_left_alone(placeholder: str) -> None:
    assert not recognise([f"Et alors {placeholder} est venue.", FILLER])


@pytest.mark.parametrize(
    "sentence",
    [
        "Elle travaille au GVTH depuis trois ans, et l'IZPA n'a rien dit.",
        "Ensuite on a appelé la JAF et le SPIP de <LOC>Roubaix</LOC>.",
    ],
)
def test_an_acronym_that_no_list_knows_stays(sentence: str) -> None:
    assert marked(plain(sentence), recognise([plain(sentence), FILLER])) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Elle est née en France, dans le nord de la France.",
        "On ne choisit pas ses enfants. C'est le 28 du mois.",
        "Je connais sa tante. C'est un bon petit, le prof. <PER>Lejeune</PER> le dit.",
        "Je la reçois depuis... euh, quatre ans.",
        "Au rez-de-chaussée, on mangeait des msemen avec France Travail.",
        "La Fédération Wallonie Bruxelles paie, et pour la Communauté française c'est pareil.",
        "Je voudrais que M. <PER>Evrard</PER> vienne à la fête.",
        "On a vu Madame <PER>Dupont-lambert</PER> et Madame <PER>Kabongo tshibangu</PER>.",
        "Monsieur <PER>Levi</PER> s'est plaint, et madame <PER>Leroy Merlin</PER> aussi, chez Leroy Merlin.",
        "On lit Le Soir du samedi et le Réseau de santé en fait beaucoup.",
        "Il ne la connaît ni d'Ève ni d'Adam.",
        "C'est l'AMO l'avait repéré, et le coordi du pouvoir subsidiant dort dans sa Corsa au recyparc.",
        "On se baigne dans la <LOC>Meuse</LOC>, à <LOC>Huy</LOC>.",
        "C'est <PER>Kemal Ars</PER>... <PER>Arslan</PER>. Et puis <PER>Aurore Cas</PER>… <PER>Castaing</PER>, oui.",
        "Pauvre <PER>Halina</PER>, elle vient de la Haute École avec une gamine de CP.",
        "Son nom de famille, c'est <PER>Lê</PER>, et donc le logiciel croit à un article.",
        "Tu vois, c'est <PER>Noël Marchal</PER>, et on se voit à Noël. Si <PER>Samira</PER> s'en va, on ferme.",
        "Il vient avec <PER>Noël</PER>, son père est <PER>Noël Marchal</PER>, et le marché de Noël.",
        "Une Mercedes, un vieux beagle, du lait de coco et des dolmas.",
        "Je dis <PER>Dieudonné Kabongo</PER>, mais appelez-moi <PER>Dieu</PER>, je ris. Et c'est <PER>Pierre de la Haye</PER>.",
        "C'est une idée de l'ancienne économe, <PER>C. P</PER>. Tu peux le dire.",
        "Ils disent madame <PER>Ouh</PER>, et madame <PER>Lê</PER> rit. Bonjour madame. Ah, vous voilà à <LOC>Hem</LOC>.",
        "Il a fait un stage avec <PER>J.-P</PER>., <PER>Jean-Paul Vogel</PER>. Il aura <AGE>dix-sept ans</AGE> le <DATE>premier mai</DATE>.",
        "Madame <PER>Carême</PER> et <PER>M.-J</PER>. jouent avec un beagle qui s'appelle Biscuit.",
        "Elle a un vieux labrador, Biscotte, qui l'attend. Il aime le sirop de Liège. Le nom est resté.",
        "C'est une AMO. Ils viennent d'abord pour le ping-pong.",
        "Moi, c'est <PER>Fatoumata Bah</PER>, je coordonne. Bah, on fait ce qu'on peut.",
        "<PER>Grâce</PER>, par exemple. <PER>Grâce Ilunga</PER>, elle est là, grâce à vous.",
        "Ben <PER>Sophie</PER> est venue, il a trouvé une place à la Région.",
        "<PER>Huong</PER> s'écrit <PER>H, U, O, N, G</PER>. Oui, c'est elle.",
    ],
)
def test_what_only_looks_like_a_name_stays(sentence: str) -> None:
    assert marked(plain(sentence), recognise([plain(sentence), FILLER])) == sentence


def test_an_acronym_that_no_list_knows_stays_without_capitals() -> None:
    said = "et donc on a appelé le bcss mais le bcss il répond jamais et madame <PER>ng</PER> elle attend"
    assert marked(plain(said), recognise([plain(said), FILLER.lower()])) == said


def test_the_researcher_has_the_last_word() -> None:
    settings = Settings(mask=("la Ruche",), keep=("Solidaris",), kinds=(Kind.PER,))
    text = "on va à la ruche, avec Solidaris, à Namur"
    assert [(f.text, f.source) for f in recognise([text, FILLER], settings=settings)] == [("ruche", "roster")]


def test_a_name_that_the_researcher_gave_stays_whole() -> None:
    said = "et marie anne de charleroi est là"
    found = recognise([said, "et puis voilà"], settings=Settings(mask=("Marie Anne de Charleroi",)))
    assert [said[one.start : one.end] for one in found if one.kind is Kind.PER] == ["marie anne de charleroi"]


def test_positions_are_those_of_the_text() -> None:
    text = "Oui 😀, j'ai vu Sophie Lambert à Huy."
    for finding in recognise([text]):
        assert text[finding.start : finding.end] == finding.text


def test_a_number_that_answers_a_question_about_age_is_one() -> None:
    found = recognise(["Il a quel âge, votre fils ?", "Onze, je crois.", "Et la salle ?", "Onze mètres."])
    assert [(f.turn, f.kind, f.text) for f in found] == [(1, Kind.AGE, "Onze")]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("On a vu monsieur Lambert hier.", "title m"),
        ("On a vu Mme Lambert hier.", "title f"),
        ("On a vu le docteur Lambert hier.", "title"),
    ],
)
def test_a_title_tells_the_gender_of_the_person(sentence: str, source: str) -> None:
    assert [f.source for f in recognise([sentence, FILLER])] == [source]


def test_the_findings_are_private_and_depend_on_the_lists() -> None:
    assert stage.private == {"findings"}
    assert all(path.is_file() for path in stage.resources(Settings()))
