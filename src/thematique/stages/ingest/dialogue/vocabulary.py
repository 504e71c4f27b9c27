"""The French words by which labels, headers, columns and noises are known; no logic.

Words are lower-case without accents, as `plain_form` gives them.
"""


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

# columns of tables of data; a text is looked for in this order
TEXT_COLUMNS = (
    *("texte", "text", "parole", "paroles", "verbatim", "verbatims", "transcription", "transcript", "transcrit"),
    *("reponse", "reponses", "answer", "answers", "response", "propos", "enonce", "contenu", "content", "message"),
    *("commentaire", "commentaires", "comment", "discours", "utterance"),
)
SPEAKER_COLUMNS = _words("speaker locuteur locutrice intervenant intervenante interlocuteur interlocutrice orateur") | {
    *("oratrice", "qui parle", "speaker name", "speaker label", "speaker id", "nom du locuteur")
}
START_COLUMNS = _words("start debut begin temps time timecode horodatage") | {"start time", "heure debut"}
END_COLUMNS = _words("end fin stop") | {"end time", "temps fin", "heure fin"}
DOCUMENT_COLUMNS = _words("document entretien fichier interview file filename") | {"nom du fichier", "focus group"}
# the first words of the titles of a table in a document, whose columns are few: there « nom » is a speaker
TITLE_WORDS = {
    "time": START_COLUMNS | END_COLUMNS | _words("heure minutage tc"),
    "speaker": SPEAKER_COLUMNS | _words("qui nom participant personne"),
    # without the words with which a speaker may begin
    "text": frozenset(TEXT_COLUMNS)
    - _words("reponse reponses answer answers response message commentaire commentaires comment"),
    "number": _words("n no numero ligne tour #"),
}
