"""Nouns that stand alone where French wants a determiner, in speech without capitals: « c'est frigo qui m'appelle ».

A nickname or a first name that is an ordinary noun is betrayed by what is missing before it.
"""

from collections.abc import Iterator, Sequence

from thematique.french.dictionary import only_noun
from thematique.french.lexicon import among
from thematique.french.names import Word, joined
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import (
    DETERMINERS,
    FUNCTION,
    GENERIC,
    KIN,
    NOT_NAMES,
    OFFICES,
    STREETS,
    TITLES,
)
from thematique.stages.recognise.span import Span

_SAY = among("dis dit disent disait disaient disais dise")
# « ça veut dire chantier », « si je vous dis pauvreté »
_NOT_SAID = among("veut voulait ca vous")
_GREET = among("merci bonjour salut coucou bravo")
_TWINS = among("jumeaux jumelles garcons filles gosses coach animateur kot bebe")
_JOIN = among("que qu quand si parce et donc puis mais")
_CLITIC = among("m t me te lui")
_NOT = among(
    "personne chose monde gens temps fois heure heures jour jours semaine mois annee matin midi soir lundi mardi "
    "mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre "
    "novembre decembre dommage question resultat rapport histoire cause grace pardon stop bravo attention bref "
    "zero cent mille truc machin bidule quelqu quelque chacun certains certain beaucoup autre autres tout tous "
    "toute moi toi lui elle eux nous vous soi dieu merde putain zut bonsoir bonjour merci adieu tant rien pas "
    "plein genre style type papa maman papi mamie mamy nonna tonton tata tatie nounou maitresse maitre patron "
    "patronne chef medecin dentiste docteur psy kine amis famille voisins voisin mieux pire tort raison droit "
    "peur faim soif froid chaud honte besoin envie part lieu fin plusieurs quoi qui pourquoi comment ceux celle "
    "celles celui an ans peu trop assez bon bonne mec meuf gars combien dehors dedans dessus dessous ensemble "
    "normal eh hop maximum minimum vrai faux surtout devant derriere pendant avant apres contre entre sans sauf "
    "jamais toujours demain hier bientot ailleurs dessus alors ensuite presque vraiment enfin ecoute ecoutez regarde "
    "regardez attends attendez viens venez tiens tenez laisse laissez enleve enlevez arrete arretez donne donnez mets "
    "mettez prends prenez entre entrez allez deux trois quatre cinq six sept huit neuf dix onze douze treize "
    "monte descends reste cours mange dors pars parle "
    "quatorze quinze seize vingt trente quarante cinquante soixante"
)
_NO_NAMES = FUNCTION | DETERMINERS | _NOT | KIN | OFFICES | TITLES | GENERIC | STREETS
_PEOPLE = KIN | OFFICES | _TWINS
_LINKS = among("de d du des au")
_MIN = 4
_LISTED = 5


def find(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Span]:
    """The nouns without determiner of `text`, which has no capitals, that name someone; `words` are those of `text`."""
    for at, word in enumerate(words):
        if at and words[at - 1].folded == "chez" and not _blocked(word, lexicon):
            yield _host(text, words, at, lexicon)
        elif _named(words, at, lexicon):
            yield Span(word.start, word.end, Kind.PER, "bare", 0.6)


def _blocked(word: Word, lexicon: Lexicon) -> bool:
    return len(word.text) < _MIN or word.folded in _NO_NAMES or lexicon.is_no_name(word.folded)


def _host(text: str, words: Sequence[Word], at: int, lexicon: Lexicon) -> Span:
    """Whose place is spoken of after « chez »: someone, or an organisation of several words, « chez coup de pouce »."""
    end = at + 1
    while end < len(words) and joined(text, words[end - 1].end, words[end].start):
        linked = end
        while linked < min(len(words) - 1, end + 2) and words[linked].folded in _LINKS:
            linked += 1
        if linked == end or _blocked(words[linked], lexicon) or lexicon.is_place(words[linked].folded):
            break
        end = linked + 1
    known = lexicon.is_first_name(words[at].folded) or lexicon.is_surname(words[at].folded)
    kind = Kind.PER if known and end == at + 1 else Kind.ORG
    return Span(words[at].start, words[end - 1].end, kind, "bare", 0.6)


def _named(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Does word `at` stand as a name does, without a determiner?"""
    word = words[at]
    if at < 1 or words[at - 1].folded in DETERMINERS or _blocked(word, lexicon):
        return False
    before = words[at - 1].folded
    earlier = words[at - 2].folded if at > 1 else ""
    after = words[at + 1].folded if at + 1 < len(words) else ""
    listed = lexicon.is_first_name(word.folded) and len(word.text) >= _LISTED and word.folded not in NOT_NAMES
    if not (listed or only_noun(word.text)):
        return False
    introduced = before in ("est", "etait") and earlier == "c"
    if introduced and at > 2 and words[at - 3].folded in _PEOPLE and after not in ("de", "d", "que", "qui"):
        return True
    if before == "et" and listed and _named(words, at - 2, lexicon):
        return True
    if before in _SAY and earlier not in _NOT_SAID:
        return True
    if listed and (before in _GREET or (before == "a" and earlier in _SAY)):
        return True
    return (introduced and after == "qui") or (before in _JOIN and after in _CLITIC)
