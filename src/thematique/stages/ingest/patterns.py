"""The words and shapes by which labels, time codes, headers and noises are known; no logic.

Words are lower-case without accents, as `plain_form` of `labels` gives them.
"""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INTERVIEWER_WORDS = _words(
    """enqueteur enquetrice enqueteuse enqueteurs enq intervieweur intervieweuse interviewer interviewers
    chercheur chercheuse chercheurs animateur animatrice animateurs anim moderateur moderatrice mod moderator
    facilitateur facilitatrice facilitator sociologue doctorant doctorante etudiant-chercheur
    int intw itw q question questions relance"""
)
# of these, words that a participant may say before a colon
THINGS_ASKED = _words("question questions relance")
INTERVIEWER_LETTERS = frozenset("iea")
PARTICIPANT_WORDS = _words(
    """participant participante participants participantes interviewe interviewee interviewes enquete enquetee
    repondant repondante locuteur locutrice speaker intervenant intervenante temoin homme femme voix
    inconnu inconnue tous toutes pere mere papa maman fils fille enfant jeune eleve
    etudiant etudiante parent educateur educatrice directeur directrice coordinateur coordinatrice
    professeur enseignant enseignante reponse observateur observatrice interprete traducteur traductrice
    accompagnant accompagnante assistant assistante usager usagere travailleur travailleuse r resp"""
)
# words that open a sentence with a colon and are no one's name
OPENERS = _words(
    """alors bon ben bah ah oh eh euh hein donc enfin voila oui non si mais et ou or car puis ensuite apres avant
    bref resultat exemple exemples conclusion attention remarque note notes nb ps ok total bilan question-cle
    premierement deuxiemement troisiemement d'abord finalement evidemment effectivement exactement moi toi lui
    premier premiere deuxieme troisieme second seconde dernier derniere c'est ca cela ceci idem rappel objectif
    objectifs probleme solution avantage avantages inconvenient inconvenients consequence constat idee
    parce surtout notamment maintenant aujourd'hui hier demain merci pardon super genre quoi comment pourquoi
    source sources https http www tel fax mail objet attendez ecoutez regardez disons imaginons"""
)
# words of sentences: a label has none of them
SENTENCE_WORDS = _words(
    """je tu il elle on nous vous ils elles me te se lui leur y ca cela ce c' j' m' t' s' qu' n' que qui quoi dont ne
    pas plus est sont etait etaient ai as a ont avait avaient suis es etes sommes fait font dit disait disent
    dis va vais vont mon ton son ma ta sa mes tes ses notre votre nos vos leurs un une deux trois quatre mais donc
    parce pour avec sans comme si tres trop bien aussi alors puis quand cette cet ces chez dirais veut veux"""
)
PARTICLES = _words("de du des la le les d l van von der den ben el al et en au aux dans a")
DETERMINERS = _words("le la les l d du des au aux en et dans a chez sur pour par avec")
NOISES = _words(
    """rire rires inaudible silence pause musique bruit bruits applaudissements incomprehensible soupir soupirs
    coupure brouhaha toux telephone interruption hesitation chevauchement pleurs sic inaud xxx fin debut
    blanc souffle sonnerie"""
)
HEADER_KEYS = _words(
    """titre title date lieu duree type langue language secteur association cycle transcription transcripteur
    transcriptrice presents presentes profession age sexe genre fichier enregistrement code
    pseudonyme contexte modalite support"""
)
COLUMN_TITLES = {
    "time": _words("temps time heure timecode minutage debut start horodatage tc fin end"),
    "speaker": _words("locuteur locutrice speaker qui nom intervenant participant personne interlocuteur"),
    "text": _words("texte text parole paroles discours transcription verbatim contenu propos enonce"),
    "number": _words("n no numero ligne tour #"),
}

_CLOCK = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,-]\d{1,3})?"
_RANGE = rf"{_CLOCK}(?:\s*(?:-->|[-–—→à/])\s*{_CLOCK})?"
# [00:12], (0:01 - 0:11), <00:12:03>, #00:01:02-3#
WRAPPED_TIME = rf"(?:\[\s*{_RANGE}\s*\]|\(\s*{_RANGE}\s*\)|<\s*{_RANGE}\s*>|\#\s*{_RANGE}\s*\#|\{{\s*{_RANGE}\s*\}})"
CLOCK = re.compile(r"(\d{1,3}):(\d\d)(?::(\d\d))?(?:[.,-](\d{1,3}))?")
TIME_AT_START = re.compile(rf"\s*(?P<time>{WRAPPED_TIME})\s*(?:[-–—|]\s+)?")
BARE_TIME_AT_START = re.compile(rf"\s*(?P<time>{_RANGE})(?=\s|$)\s*(?:[-–—|]\s+)?")
TIME_AT_END = re.compile(rf"\s*(?P<time>{WRAPPED_TIME})\s*$")
BARE_TIME_AT_END = re.compile(rf"\s+(?P<time>{_RANGE})\s*$")
# inside a turn, only what cannot be the time of an appointment: hours, minutes and seconds, or the marks of f4
TIME_INSIDE = re.compile(
    rf"(?=[\#\[(])(?:\#\s*{_CLOCK}\s*\#|\[\s*{_RANGE}\s*\]|\(\s*\d{{1,2}}:[0-5]\d:[0-5]\d(?:[.,-]\d{{1,3}})?\s*\))"
)

HEADER_LINE = re.compile(r"\s*#\s*(?P<key>[^\W\d_][\w '’./°-]{0,40}?)\s*:\s*(?P<value>.*)$")
# a colon between two figures belongs to a time code
COLON = re.compile(r"(?P<label>(?:[^:\t\n]|(?<=\d):(?=\d)){1,70}?)\s*(?<!\d(?=:\d)):(?!//)(?P<rest>.*)$", re.DOTALL)
BRACKETS = re.compile(r"(?:\[(?P<square>[^\]:\n]{1,40})\]|<(?P<angle>[^>:\n]{1,40})>)\s*:?\s*(?P<rest>.*)$", re.DOTALL)
TAB = re.compile(r"(?P<label>[^:\t\n]{1,40}?)[ ]?\t+(?P<rest>.*)$", re.DOTALL)
WEAK_SEPARATOR = re.compile(
    r"(?:(?P<label>[^\W_][^:\t\n–—-]{0,20}?)\.?\s+[-–—]|(?P<code>[A-ZÀ-Þ]{1,4}\d{0,3})\.)\s+(?P<rest>.*)$", re.DOTALL
)
SPOKEN_DASH = re.compile(r"\s*[-–—•]\s+(?P<rest>\S.*)$", re.DOTALL)

# P1, INT, E2, P 3, F-2, MOD., Sonal's « E ? »
CODE = re.compile(r"[^\W\d_a-zà-ÿ]{1,4}(?:[ ._-]?\d{1,3}[a-z]?)?\.?(?:\s*\?)?$")
