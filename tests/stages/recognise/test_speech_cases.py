"""The cases of speech, S1 to S20, in four writings: as is, in lower case, in capitals, and as a machine writes.

All that is marked must be found; in the sentences without a mark nothing may be. Every name is invented.
"""

import re
from collections.abc import Callable, Sequence

import pytest

from thematique.records import Finding, Kind, RawDocument, RawTurn, Role, Where
from thematique.stages.recognise import Settings, run

_TAG = re.compile(r"<(/?)([A-Z]+)>")
_FILLER = ("Ensuite on a parlé avec les familles. On a pris le temps.", "Et puis voilà, c'est comme ça que ça marche.")


def as_machine(text: str) -> str:
    """Lower case, without the signs nor the hyphens of a transcription by hand."""
    return re.sub(r"(?<=\w)-(?=\w)", " ", re.sub(r"[.,;:!?…«»\"]", "", text.lower()))


WRITINGS: dict[str, Callable[[str], str]] = {
    "cased": lambda text: text,
    "lower": str.lower,
    "upper": str.upper,
    "machine": as_machine,
}


def findings(texts: Sequence[str], speaker: str = "P1") -> Sequence[Finding]:
    document = RawDocument(document="d", title="x", type="", date="", language="fr", sha256="", variables={})
    turns = [
        RawTurn(document="d", turn=number, speaker=speaker, text=text, role=Role.PARTICIPANT)
        for number, text in enumerate(texts)
    ]
    return run(settings=Settings(), raw_documents=[document], raw_turns=turns)["findings"]


def pieces(sentence: str, write: Callable[[str], str]) -> tuple[str, list[str]]:
    """The sentence in a writing, and what is marked in it."""
    parts = _TAG.split(sentence)
    marked = [write(parts[at]).strip() for at in range(3, len(parts), 3) if parts[at - 2] == ""]
    return write(_TAG.sub("", sentence)), marked


def left(text: str, marked: Sequence[str], found: Sequence[Finding]) -> list[str]:
    """What is marked and not found, word by word."""
    hidden = bytearray(len(text))
    for finding in found:
        if finding.turn == 0 and finding.where is Where.TEXT:
            hidden[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
    missed, at = [], 0
    for name in marked:
        start = text.index(name, at)
        at = start + len(name)
        missed += [m.group() for m in re.finditer(r"\w+", name) if not all(hidden[start + m.start() : start + m.end()])]
    return missed


CASES = {
    "S2 nicknames": [
        "On a vu <PER>Lolo</PER> ce matin, et <PER>Gégé</PER> aussi.",
        "Tout le monde l'appelle <PER>Bébert</PER>, sauf sa mère.",
        "C'est la petite <PER>Juju</PER> qui a ouvert.",
        "Son copain <PER>Fredo</PER> l'a ramenée.",
        "Mon frère, surnommé <PER>Zizou</PER>, est parti.",
    ],
    "S3 spelled": [
        "Mon nom, c'est <PER>Marlier</PER>, <PER>M-A-R-L-I-E-R</PER>.",
        "Ça s'écrit <PER>D E C O S T E R</PER>, en un mot.",
        "Je vous l'épelle : <PER>K, O, V, A, C, S</PER>.",
        "C'est <PER>H comme Henri, U comme Ursule, Y comme Yvonne</PER>.",
        "<PER>B O deux N E T</PER>, ça s'épelle comme ça.",
        "Il s'écrit <PER>R, E, euh, N, A, R, D</PER>, je crois.",
    ],
    "S4 plain names": [
        "J'ai téléphoné à <PER>Corentin Delhez</PER> hier.",
        "Elle s'appelle <PER>Noémie Fastré</PER> et elle travaille ici.",
        "Moi c'est <PER>Ludovic</PER>, je suis éducateur.",
        "Mon mari <PER>Gaëtan</PER> garde les petits.",
        "On a reçu madame <PER>Lhoir</PER> et monsieur <PER>Dethier</PER>.",
    ],
    "S5 surname first": [
        "Il y avait <PER>WUYTS Kristof</PER> à la réunion.",
        "Avec <PER>DELFOSSE Aurélie</PER> on a repris le dossier.",
        "Madame <PER>PIRARD</PER> a signé pour tout le monde.",
    ],
    "S7 double first names": [
        "On a vu <PER>Jean-Philippe</PER> au marché.",
        "C'est <PER>Marie-Thérèse</PER> qui tient la caisse.",
        "Demandez à <PER>Anne-Catherine Jadot</PER>, elle sait.",
    ],
    "S8 particles": [
        "On a vu madame <PER>Van den Abbeele</PER> ce matin.",
        "Monsieur <PER>De Keersmaecker</PER> n'est pas venu.",
        "La famille <PER>Vandecasteele</PER> a déménagé.",
        "C'est <PER>Rachid El Ouardi</PER> qui a ouvert la porte.",
        "Elle s'appelle <PER>Sanne Van der Meulen</PER>.",
    ],
    "S9 apostrophes": [
        "Monsieur <PER>D'Haenens</PER> a rappelé.",
        "C'est madame <PER>N'Guessan</PER> qui accompagne.",
        "On attend docteur <PER>D'Hooghe</PER> depuis une heure.",
    ],
    "S10 titles": [
        "Le docteur <PER>Wathelet</PER> m'a répondu.",
        "Maître <PER>Quoilin</PER> défend la maman.",
        "Tonton <PER>Marcel</PER> est venu à pied.",
        "On a revu madame <PER>B.</PER> au guichet.",
        "Mamy <PER>Josette</PER> garde le petit.",
    ],
    "S11 names that are words": [
        "On a vu madame <PER>Meunier</PER> au guichet.",
        "Elle s'appelle <PER>Olive</PER>, comme sa tante.",
        "C'est monsieur <PER>Charpentier</PER> qui répare le toit.",
        "Il est né à <LOC>Ans</LOC> et il y reste.",
        "Je vis à <LOC>Spa</LOC> depuis longtemps.",
    ],
    "S12 origins": [
        "J'ai vu <PER>Abdelilah Bouzerda</PER> à la réunion.",
        "C'est <PER>Kadiatou Soumah</PER> qui cuisine.",
        "Mon voisin <PER>Serkan Karataş</PER> m'aide.",
        "Elle s'appelle <PER>Bożena Wiśniewska</PER>.",
        "On a reçu madame <PER>Phạm</PER> et son fils.",
        "Avec <PER>Liridon Krasniqi</PER>, on joue au foot.",
        "C'est <PER>Uwamahoro Diane</PER> qui a appelé.",
        "Monsieur <PER>Gheorghe Munteanu</PER> cherche un logement.",
        "<PER>Conceição Ferreira</PER> garde les enfants.",
        "On a vu <PER>Hayk Petrosyan</PER> au magasin.",
    ],
    "S13 places": [
        "On habite à <LOC>Braine-le-Comte</LOC> maintenant.",
        "Elle vit <LOC>rue du Moulin 14</LOC>, au premier.",
        "Je suis allée à <LOC>Jemeppe</LOC> puis à <LOC>Tilff</LOC>.",
        "On était à <LOC>Louvain-la-Neuve</LOC> en stage.",
        "Il travaille au CPAS de <LOC>Liège</LOC>.",
        "C'est près de l'avenue <LOC>des Cerisiers</LOC>.",
    ],
    "S13 organisations": [
        "On travaille à l'asbl La <ORG>Ribambelle</ORG> à <LOC>Namur</LOC>.",
        "Il va à l'institut <ORG>Saint-Boniface</ORG>.",
        "La crèche Les <ORG>Coccinelles</ORG> est complète.",
    ],
    "S16 dates and ages": [
        "Elle est née le <DATE>douze avril mille neuf cent septante-huit</DATE>.",
        "Depuis le <DATE>3 mai 2017</DATE> on est ici.",
        "Il a <AGE>quatorze ans</AGE> et il est grand.",
        "Ma fille de <AGE>neuf ans</AGE> dort ici.",
        "À l'époque j'avais <AGE>seize ans</AGE>, je ne savais rien.",
    ],
    "S17 dictated": [
        "Mon numéro c'est le <PHONE>zéro quatre sept huit, vingt-cinq, trente-deux, onze</PHONE>.",
        "Notez, <PHONE>zéro quatre nonante-six douze trente-quatre zéro deux</PHONE>.",
        "Mon mail c'est <EMAIL>julie point marlier arobase gmail point com</EMAIL>.",
        "Sur Insta c'est <URL>lolo underscore marlier</URL>.",
        "Registre national <ID>quatre-vingt-cinq zéro sept trente tiret zéro trente-trois tiret vingt-huit</ID>.",
        "Son dossier c'est le <ID>deux cent douze tiret quarante-cinq tiret zéro huit</ID>.",
    ],
    "S19 other languages": [
        "Avec <PER>Youssef</PER>, on dit inchallah et on attend.",
        "Chez <PER>Joris</PER>, c'est gezellig, comme il dit.",
    ],
}

NOTHING = {
    "S14 institutions": [
        "Le CPAS, le SAJ et le SPJ se parlent.",
        "L'ONE, le PMS et l'AMO étaient là.",
        "On a appelé l'AFSCA, l'ONEM et le FOREM.",
        "La CAF, la PMI et l'ASE demandent des papiers.",
        "Elle touche la GRAPA, lui le RIS.",
    ],
    "S15 particles": [
        "Ben oui, hein, euh, bah voilà quoi.",
        "Ouais, enfin, tu vois, du coup on a ri.",
        "Oh là là, waouh, ben ça alors.",
        "Euh, non mais attends, c'est pas ça.",
    ],
    "S11 words that are no names": [
        "On a acheté une rose au marché.",
        "Il a posé une pierre sur la table.",
        "Depuis dix ans, on fait ça tous les jours.",
        "Et ça a pris, quoi, quinze ans ?",
        "C'est un petit boulanger du quartier.",
        "On avance avec prudence, c'est juste.",
        "Il y a deux ans que ça dure, et trois mois d'attente.",
    ],
    "S17 numbers that are none": [
        "On compte un, deux, trois, quatre, cinq.",
        "Il y avait trente ou quarante personnes.",
        "Ça coûte deux cent cinquante euros par mois.",
    ],
}


def _flat(groups: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(group, sentence) for group, sentences in groups.items() for sentence in sentences]


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize(("group", "sentence"), _flat(CASES))
def test_what_identifies_is_found_in_every_writing(group: str, sentence: str, writing: str) -> None:
    write = WRITINGS[writing]
    text, marked = pieces(sentence, write)
    assert not left(text, marked, findings([text, *map(write, _FILLER)])), group


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize(("group", "sentence"), _flat(NOTHING))
def test_what_identifies_no_one_stays_in_every_writing(group: str, sentence: str, writing: str) -> None:
    write = WRITINGS[writing]
    found = findings([write(sentence), *map(write, _FILLER)])
    assert not [finding.text for finding in found if finding.turn == 0], group


def test_s1_labels_teach_the_names_of_the_text() -> None:
    texts = ["Merci, et toi ?", "Prudence, tu commences ?"]
    found = findings(texts, speaker="Prudence Makiese (AMO)")
    assert {(f.where, f.text) for f in found} >= {(Where.SPEAKER, "Prudence Makiese"), (Where.TEXT, "Prudence")}
    assert not any("AMO" in finding.text for finding in found)


def test_s6_a_name_cut_by_its_speaker_is_joined_to_its_end() -> None:
    found = findings(["C'était la docteure Vanden-…", "-hoeck ! La docteure Vandenhoeck.", "Oui, Vandenhoeck."])
    assert [f.text for f in found if f.turn == 1] == ["hoeck", "Vandenhoeck"]
    assert any(f.turn == 0 for f in found)


def test_s6_a_name_is_known_again_though_misspelt() -> None:
    texts = ["je vois madame vandermeulen tous les lundis", "et alors la vandermeulenn elle crie", "voilà quoi"]
    assert any(f.turn == 1 and "vandermeulenn" in f.text for f in findings(texts))


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u202e", "\ufeff", "\u2066", "\x00"])
def test_signs_that_cannot_be_seen_hide_no_name_and_shift_no_place(sign: str) -> None:
    text = f"J'ai vu So{sign}phie Lam{sign}bert à Huy."
    found = [f for f in findings([text, *_FILLER]) if f.turn == 0]
    assert [(f.text, f.kind) for f in found] == [
        (f"So{sign}phie Lam{sign}bert", Kind.PER),
        ("Huy", Kind.LOC),
    ]


def test_accents_written_apart_are_those_of_their_letters() -> None:
    text = "J'ai vu Je\u0301ro\u0302me a\u0300 Lie\u0300ge."
    assert [f.text for f in findings([text, *_FILLER]) if f.turn == 0] == ["Je\u0301ro\u0302me", "Lie\u0300ge"]
