"""Names that are explained: « marche comme la marche », « kabeya avec un y », « printemps c'est son nom »."""

import re
from collections.abc import Iterator

from thematique.french.dictionary import nominal, only_noun
from thematique.french.lexicon import among
from thematique.french.names import fold
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import DETERMINERS, FUNCTION, NO_PART
from thematique.stages.recognise.span import Span

_BEFORE = r"(?:(?P<before>[\w-]{1,20})[ '’])?"
_NAME = r"(?P<at>[^\W\d_][\w-]{2,25})"
_THING = (
    r"(?:mois|fête|fleur|arbre|fruit|oiseau|saison|pierre|prénom|poisson|vertu|métier|chanteur|chanteuse|acteur|actrice"
    r"|footballeur|joueur|bière|rivière|animal|légume)"
)
_LIKENED = re.compile(
    rf"\b{_BEFORE}{_NAME},? comme (?:(?P<article>la |le |les |l['’]|une? )?(?P<same>[\w-]{{3,26}})"
    rf"|(?:la |le |l['’])(?P<thing>{_THING}))\b",
    re.I,
)
_WRITTEN = re.compile(rf"\b{_BEFORE}{_NAME},? avec (?:une?|deux|des) [^\W\d_a](?![\w'’])", re.I)
# « printemps c'est son nom de famille »
_NAMED_SO = re.compile(
    rf"\b{_BEFORE}{_NAME},? c['’](?:est|était) (?:son|mon|ton|leur|votre) (?:vrai |petit )?(?:nom|prénom|surnom)\b",
    re.I,
)
# « elle s'appelle euh aie chat je crois »: what a machine made of a name is any words
_HEDGED = re.compile(
    r"\b(?<!ça )(?<!cela )(?:s['’]appel\w{1,4}|se nomm\w{1,3}|(?:sais|savais) plus comment)"
    r"(?:[ ,….]{1,4}(?:euh|enfin))?[ ,….]{1,4}"
    r"(?P<at>(?!(?:dire|faire|ça|il|elle|on|pas|plus|comment)\b)[\w'’-]{2,20}(?: [\w'’-]{2,20}){0,2}?),?[ …]{1,2}"
    r"(?:je crois|(?:ou )?(?:quelque chose|un truc) (?:ainsi|comme)|à peu près)\b",
    re.I,
)
_INTRODUCED = re.compile(r"\b(?:moi|suis|est|appelle)[ ,]{1,2}$", re.I)
_REACH = 12
_COMME, _AVEC, _NOUN = " comme ", " avec ", "nom"
# « ça s'écrit avec un y », « il y va avec un t »
_NO_NAME = among(
    "pris ecrit ecrire ecrivent ecris prend prends prenom nom surnom mot mots fini finit commence epelle voila"
)


def find(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """The names that `text` explains by a word or by their letters."""
    if _COMME in text:
        for match in _LIKENED.finditer(text):
            same = match["thing"] or fold(match["at"]) == fold(match["same"] or "")
            if (same or _family_name(match, lexicon)) and _may_be_name(match, lexicon):
                yield Span(match.start("at"), match.end("at"), Kind.PER, "called", 0.8)
    for match in _WRITTEN.finditer(text) if _AVEC in text else ():
        if _may_be_name(match, lexicon):
            yield Span(match.start("at"), match.end("at"), Kind.PER, "called", 0.8)
    for match in _NAMED_SO.finditer(text) if _NOUN in text else ():
        if _may_be_name(match, lexicon):
            yield Span(match.start("at"), match.end("at"), Kind.PER, "called", 0.8)
    for match in _HEDGED.finditer(text):
        yield Span(match.start("at"), match.end("at"), Kind.PER, "called", 0.7)


def _family_name(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Is a noun after a first name likened to a thing? « julie rouge comme le sang » has no other name."""
    before = fold(match["before"] or "")
    if not match["article"] or not lexicon.is_first_name(before) or lexicon.ordinary(match["before"]):
        return False
    introduced = _INTRODUCED.search(match.string, max(0, match.start() - _REACH), match.start())
    return only_noun(match["at"]) or (introduced is not None and nominal(match["at"]))


def _may_be_name(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Is what is explained no noun after its determiner, nor a grammatical word?"""
    name = fold(match["at"])
    said = name in FUNCTION or name in NO_PART or name in _NO_NAME or lexicon.is_no_name(name)
    return not said and fold(match["before"] or "") not in DETERMINERS
