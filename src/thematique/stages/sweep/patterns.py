"""The French words on which this room leans, folded."""

import re

from thematique.french.lexicon import among

TITLES = among(
    "madame mme monsieur mr mlle mademoiselle melle mesdames messieurs docteur dr docteure maitre juge professeur prof "
    "soeur frere pere abbe tonton tata tatie tante oncle papy mamy mamie papi parrain marraine famille"
)
"""Words that a person's name follows."""

CALLED = among(
    "appelle appelles appelait appelais appelaient prenomme prenommee nomme nommee surnomme surnommee surnom prenom"
)
"""Verbs and nouns that a name follows."""

PLACES = among("rue avenue av boulevard chaussee ruelle impasse quai square hameau lieudit lotissement faubourg")
"""Words that the name of a place follows, be it an ordinary word: « rue des Lilas »."""

BODIES = among("asbl association ecole athenee lycee institut internat creche club foyer maison collectif")
"""Words that the name of an organisation follows."""

WHERE = among("a au aux chez la le les l du des")
"""Words after which a place or an association may be told by an ordinary word: « à la fraternelle »."""

LINKS = among("de d du des la le les l un une euh c est")
"""Words that may stand between those and the name."""

NUMBERS = among(
    "zero un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts "
    "trente quarante cinquante soixante septante huitante octante nonante cent cents mille"
)
"""Words of which numbers are made."""

AGES = among("an ans mois")
"""What an age is counted in."""

LASTING = among("depuis pendant durant y a dans apres avant ca voila faire fait fais faisait tous")
"""Words before a length of time."""

MONTHS = among("janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre")
"""Months, which a day or a year makes a date."""

DICTATED = among("arobase arobas underscore www gmail hotmail outlook")
"""Words of an address that is read aloud."""

ELIDED = among("c d j l m n s t y a o qu")
"""Letters that are words, or what is left of one before an apostrophe."""

DIGITS = re.compile(r"\d{1,40}(?:[ \u00a0\u202f]?[.,/:+-]?[ \u00a0\u202f]?\d{1,40}){0,20}")
"""A group of digits, with the signs that part them."""

MEASURES = re.compile(r"[ \u00a0\u202f]?(?:%|€|euros?\b|h\b|heures?\b|minutes?\b|fois\b|km\b|m²|pour cent|kilos?\b)")
"""What makes a number a quantity, after it."""

JOINED = re.compile(r"(?<!\w)\w{1,30}(?:['’‑-]\w{1,30}){1,4}(?!\w)")
"""Words that hyphens or apostrophes join."""

READ_ALOUD = among("point tiret barre oblique slash bas plus")
"""Signs that are read aloud inside an address or a number."""

OWNING = among("a as ai avais avait aura auront ont avaient fait fete")
"""Words that an age follows: « il en a douze »."""

TOWARDS = among("a vers")
"""Prepositions before a place."""

FAMILY_NAMES = among("petit grand gros bon beau bas rien")
"""Grammatical words that are family names too: one after a title is looked at."""

TAKEN_UP = among("il elle ils elles")
"""Pronouns that, in speech, take up the name before them: « chancelle elle vient »."""

DETERMINERS = among(
    "le la les l un une des du au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs"
)
"""Words after which a name seldom stands."""

ARTICLES = among("un une")
"""Numbers that are articles too."""

FEW = among("un une deux trois quatre cent cents mille")
"""Numbers that alone tell nothing."""
