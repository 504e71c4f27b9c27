"""The words and signs that tell where spoken French can be cut, and what a cut there costs.

A cost of 0 is the end of a sentence, `PLAIN` a place of which nothing is known, `TIED` the middle of a phrase. Costs
add up over the two sides of a gap, about 4 for a factor e of the odds that a sentence begins there, as counted in the
training and development parts of the spoken treebanks UD ParisStories and UD Rhapsodie, without punctuation and
capitals (46,835 gaps): a sentence or a clause begins before 72 % of « et », 81 % of « parce que », 22 to 26 % of
« je », « tu », « il », « on », and 1 % of « est » or « pas ».
"""

import re

PLAIN = 10
TIED = 30

# signs: those that end a sentence, those that may follow them, those that belong to the word after them, those of a
# word broken off, those of a quotation's end, and all that may stand around a word
ENDS = ".?!…"
CLOSINGS = '»"”’)]>'
OPENINGS = "«“([<—–-"
TRUNCATED = "-~"
QUOTED = '»”"'
EDGES = '.,;:?!…«»"“”‘()[]<>/+#|–—-'

# brackets and quotation marks, with the most pieces that they are believed to hold
BRACKETS = (("(", ")", 20), ("[", "]", 20), ("«", "»", 60), ("“", "”", 60))

PAUSE = re.compile(
    r"[/+#|]+|\(\.+\)|\[\.+\]|[(\[]…[)\]]|[(\[<](?:\d+[.,]?\d*\s*s?|pauses?|silence|blanc|longue|courte)[)\]>]",
    re.IGNORECASE,
)
LONGEST_PAUSE = 20

# what the signs after a word take off the cost of a cut there
PAUSE_GAIN = 8
GAINS = {";": 9, ",": 4, ":": 2} | dict.fromkeys(ENDS + "/+#|", PAUSE_GAIN)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# after a title a point never ends the sentence; after an abbreviation or initials, before a capital that may begin one
TITLES = _words("m mm mme mmes mlle mlles mr dr drs pr mgr st ste vve")
ABBREVIATIONS = _words(
    "cf p pp ex n° chap env tél éd ibid op cit av apr bd bld bvd boul hab resp réf ref sq vs ca c.-à-d càd janv "
    "févr fév avr juil sept oct nov déc p.ex r.-v j.-c i.e e.g"
)
INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
LONGEST_INITIALS = 16
INVERSION = re.compile(r"[^-]{1,20}(?:-t)?-(?:je|tu|il|elle|on|ils|elles)")

_SUBJECTS = "je j' tu t' i' il elle on nous vous ils elles c' ce ça y faut ceux celui celle"
_TOPICS = "moi toi lui eux là maintenant après hier aujourd'hui parfois souvent"
_TIMES = "pendant avant après depuis entre dès quand si en au"
_MOVES = "mais alors donc enfin ensuite bref sinon ah ouais oui or puis pourtant cependant néanmoins eh"
_SMALL_MOVES = (
    "bon ben bah non voilà ok oh mh mm hm hum d'accord après justement effectivement évidemment déjà allez tiens"
)
_LINKS = (
    "parce puisque lorsque car pourquoi quand si comme où comment quoique tandis dès surtout est-ce qu'est-ce genre"
)
_PREPOSITIONS = (
    "à au aux de du des d' en dans sur sous par avec chez vers contre depuis malgré selon parmi hors outre durant "
    "entre pendant pour sans jusqu'à jusqu'au jusqu' jusque dès envers sauf devant derrière près avant après"
)
_DETERMINERS = (
    "le la les l' un une ce cet cette ces mon ton son ma ta sa mes tes ses notre nos votre vos leur leurs quel "
    "quelle quels quelles chaque plusieurs quelque quelques certains certaines aucun aucune tout toute toutes tous "
    "différents"
)
_CLITICS = "je j' tu t' i' il on ils me m' te se s' ne n' y nous vous elle elles c' lui qu' ce en"
_CONJUNCTIONS = (
    "et ou mais donc or ni car que qu' qui dont où quand lorsque lorsqu' puisque puisqu' si s' comme parce quoique "
    "tandis afin dès soit est-ce qu'est-ce eh"
)
_OPENERS = "alors puis enfin ensuite ben bah sinon ainsi comment pourquoi genre"
_AUXILIARIES = (
    "ai as a avons avez ont suis es est sommes êtes sont avais avait avions aviez avaient étais était étions étiez "
    "étaient aurai auras aura aurons aurez auront serai seras sera serons serez seront aurais aurait auraient "
    "serais serait seraient ait aient soient sois avoir être ayant étant vais vas va allons allez vont allais "
    "allait allaient peux peut peuvent pouvait pourrait dois doit doivent devait devrait veux veut veulent voulait "
    "voudrait fallait faudrait viens vient viennent faire"
)
_DEGREES = (
    "très trop plus moins assez tellement vraiment super hyper plutôt presque peu beaucoup si aussi pas jamais "
    "toujours encore juste quasiment complètement totalement autant plein"
)
_BEFORE_NOUNS = (
    "petit petite petits petites grand grande grands grandes bonne bons bonnes gros grosse beau belle vieux vieille "
    "nouveau nouvelle nouveaux nouvelles premier première deuxième troisième dernier dernière autre mauvais "
    "mauvaise jeune jeunes vrai vraie sorte espèce côté type lors rue avenue place docteur docteure professeur "
    "professeure maître famille"
)
_NUMBERS = (
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
    "cinquante soixante septante quatre-vingt quatre-vingts nonante cent cents mille million millions milliard demi"
)
_NAMED = "monsieur madame mademoiselle messieurs mesdames saint sainte m mme mlle mr dr pr n° numéro boulevard"
_CLOSERS = "hein quoi voilà etc ok d'accord oui ouais là-bas ensemble bref"
_AFTER_VERBS = (
    "pas plus jamais rien guère point bien mal très trop beaucoup vraiment toujours encore aussi souvent finalement "
    "peut-être presque moins assez même mêmes hein quoi etc là-bas là-dedans plutôt juste tellement peu ensemble"
)
_WEAK_PRONOUNS = "me m' te se s' ne n' leur lui"


def _costs(*lists: tuple[str, int]) -> dict[str, int]:
    """Cost of each word; where a word stands in several lists the last one counts."""
    return {word: cost for words, cost in lists for word in words.split()}


# what a cut after the word costs, over PLAIN
AFTER = _costs(
    (_AUXILIARIES, 12),
    (_BEFORE_NOUNS, 12),
    (_NUMBERS, 8),
    (_DEGREES, 6),
    ("moi toi eux là maintenant fait", 5),
    ("même ça", 3),
    ("bien mal non", 1),
    (_CLOSERS, -3),
    (_PREPOSITIONS, TIED),
    (_DETERMINERS, TIED),
    (_CLITICS, TIED),
    (_CONJUNCTIONS, TIED),
    (_NAMED, TIED),
    (_OPENERS, 15),
    ("bon ah oh après avant soit devant derrière", 6),
    ("tout", 4),
)
NUMBER_COST = 8

# what a cut before the word costs, over PLAIN; other words mostly go on with the phrase
BEFORE_OTHERS = 12
BEFORE = _costs(
    (_AUXILIARIES, 12),
    (_AFTER_VERBS, 10),
    (_PREPOSITIONS, 8),
    (_DETERMINERS, 7),
    (_TIMES, 5),
    (_WEAK_PRONOUNS, 14),
    ("euh heu", 7),
    ("que qu' comme genre", 3),
    ("qui où dont pour ou soit", 1),
    (_SUBJECTS, 0),
    (_TOPICS, 6),
    (_LINKS, -1),
    ("parce puisque car c'est-à-dire", -5),
    (_SMALL_MOVES, 0),
    (_MOVES, -5),
    ("oui ouais enfin", -2),
    ("et", 0),
)
ET_COST, TOPIC_COST, REPEATED_COST = -8, -2, 5

# two words that belong together, with what a cut before the first costs; none between them, and rarely one after them
TOGETHER = {
    (first, second): cost
    for pairs, cost in (
        ("et puis,mais bon,et donc,et alors,et après,et ensuite,et là,mais enfin,et voilà,donc voilà,et euh", -8),
        ("parce que,parce qu',bon ben,eh ben,eh bien,bon bah,ah ben,ah bah,ah oui,ah non,bon alors,enfin bon", -4),
        ("enfin bref,alors que,tandis que,et que,et qui,et quand,et si,et pourtant", -3),
        ("du coup,en fait,par contre,par exemple,en plus,bien sûr,un jour,au début,en même,au final,dès que", 0),
    )
    for first, second in map(str.split, pairs.split(","))
}
OPENED_COST = 15

# a hesitation lets the word before it through
HESITATIONS = _words("euh heu hum hmm mmh eeuh ehm")
HESITATED_COST = 3

# « et » begins a move before some words, and a topic before a subject: « moi je », « là on »
SUBJECTS = _words(_SUBJECTS)
TOPICS = _words(_TOPICS)
MOVES = _words(f"{_MOVES} {_SMALL_MOVES}")
AFTER_ET = SUBJECTS | MOVES | TOPICS | _words(f"et {_TIMES}")
OPEN_PAIRS = TOPICS | {first for first, _ in TOGETHER}
STARTERS = SUBJECTS | MOVES | _words(f"et en dans pour à {_LINKS}")

# « chez nous » ends a phrase, « nous » alone does not
PREPOSITIONS = _words(_PREPOSITIONS)
AFTER_PREPOSITION = _words("moi toi lui elle nous vous eux elles soi ça")

# replies that only show that one listens
BACKCHANNELS = _words(
    "oui ouais ouaip ouai non nan si mm mmm mh mhm hm hmm hum ah oh eh euh heu hein ben bah bon bien voilà ok okay "
    "okey accord d'accord sûr exactement exact tout à fait absolument effectivement évidemment forcément super "
    "parfait quoi donc alors enfin et mais là ça c'est vrai merci pardon rire rires pause silence soupir inaudible "
    "xxx d' c' est pff pfff tiens allez bref justement clairement"
)
