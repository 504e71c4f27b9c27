"""Ages of persons, in figures and words; not durations (« depuis dix ans », « dix ans d'expérience »)."""

import re
from collections.abc import Collection, Iterator, Sequence

from thematique.french.names import fold
from thematique.records import Kind
from thematique.stages.recognise import durations
from thematique.stages.recognise.numbers import MONTH, SMALL
from thematique.stages.recognise.span import Span

_S = r"[ \u00a0\u202f]"
_UNIT, _NUMBER = durations.UNIT, durations.NUMBER
_AGE = rf"(?P<at>{_NUMBER}{_S}{_UNIT})\b"
_HAVE = "ai|as|a|avons|avez|ont|avais|avait|avions|aviez|avaient|aura|aurait|auront|ait|aient|ayant|eu|eut|avoir"
_FILLER = (
    r"(?:(?:euh|que|pas|plus|encore|déjà|à peine|presque|bientôt|environ|genre|maintenant|quoi|allez|peut-être"
    r"|seulement|tout juste)[ ,]{1,2}){0,3}"
)
_WHO = (
    "fille|fils|enfant|enfants|gamin|gamine|gosse|petit|petite|bébé|ado|adolescente?|jeune|costaud|costaude|homme|puce"
    "|môme|minot|minotte|aînée?|cadet|cadette|benjamine?|dernier|dernière|loulou|louloute"
    "|femme|dame|monsieur"
    "|madame|garçon|garçons|filles|frère|sœur|nièce|neveu|cousine?|mère|maman|papa|père|grand-mère|grand-père|personne"
)
_HESITATION = (
    r"(?:(?:euh|ben|bah|oui|ouais|alors|ah|hein|eh|moi|lui|elle|et|là|maintenant|bientôt|presque|déjà|voilà|"
    r"c['’]est|il a|elle a|j['’]ai)[ ,.…]{1,3}){0,5}"
)
# what turns the years into a length of time
_NOT_AFTER = (
    rf"(?!{_S}(?:d['’]|de{_S}|que\b|avant\b|après\b|plus tard|qu['’]|comme\b|dans\b|ici\b|pour\b"
    rf"|à{_S}(?:travailler|attendre)))"
)
# « à douze ans dans un foyer » is an age, « trente ans dans le quartier » none
_NO_PLACE = rf"(?!{_S}(?:d['’]|de{_S}|avant\b|après\b|plus tard|comme\b|pour\b|à{_S}(?:travailler|attendre)))"
_NOT_THERE = r"(?<!\by )(?<!\bça )(?<!\bn'y )"

# before the age at which something may be done, or a length of time
_NO_MOMENT = r"(?<!ici )(?<!jusqu['’])(?<!partir )(?<!retraite )(?<!\d )(?<!ans )(?<!\bde )"

_PATTERNS = (
    # elle avait quatorze ans; not il y a dix ans, not a dix ans d'expérience
    (re.compile(rf"{_NOT_THERE}\b(?:{_HAVE}),?{_S}{_FILLER}{_AGE}{_NOT_AFTER}", re.I), 0.85),
    (re.compile(rf"\bâgée?s?{_S}(?:de|d['’]){_S}?{_FILLER}{_AGE}", re.I), 0.95),
    (re.compile(rf"\b(?:à|dès|depuis){_S}l['’]âge{_S}(?:de|d['’]){_S}?{_AGE}", re.I), 0.9),
    (
        re.compile(
            rf"\b(?:{_WHO}),?{_S}(?:\w{{1,14}}{_S}){{0,2}}de{_S}{_AGE}(?:{_NOT_AFTER}|(?={_S}qu['’]on\b))", re.I
        ),
        0.85,
    ),
    (
        re.compile(
            rf"\b(?:fêt|anniversaire|souffl)\w{{0,6}}{_S}(?!tous\b|toutes\b)(?:\w{{1,8}}{_S}){{0,2}}{_AGE}", re.I
        ),
        0.8,
    ),
    (re.compile(rf"(?:^|[.,;(]{_S}?)(?P<at>\d{{1,2}}{_S}ans)(?={_S}?[),.;]|$)", re.I), 0.6),
    # « lina qui fait dix ans samedi »
    (
        re.compile(
            rf"\b(?<!ça )(?<!ça me )(?<!ça nous )fait{_S}{_AGE}(?={_S}(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi"
            rf"|dimanche|demain|bientôt|aujourd['’]hui|cette{_S}(?:semaine|année)|ce{_S}(?:mois|week)|la{_S}semaine"
            rf"|le{_S}mois)\b|(?:en|le{_S}\w{{1,14}}){_S}(?:{MONTH})\b))",
            re.I,
        ),
        0.8,
    ),
    # ma fille, onze ans, ...
    (re.compile(rf"\b(?:{_WHO})(?:{_S}[A-ZÀ-Ý]\w{{1,20}})?{_S}?[,(]{_S}?{_AGE}(?={_S}?[),.;]|$)"), 0.8),
    # à quatorze ans elle fuguait; not de dix à quatorze ans, nor d'ici à trois ans
    (
        re.compile(
            rf"{_NO_MOMENT}\b(?P<moment>à|vers){_S}{_AGE}{_NO_PLACE}(?!{_S}(?:près|t['’]es|on{_S}(?:est|a)\b|tu\b"
            rf"|c['’]est))",
            re.I,
        ),
        0.7,
    ),
    # « elle va sur ses douze », « avec ses quatre-vingts ans »
    (re.compile(rf"\bsur{_S}(?:mes|tes|ses|leurs){_S}(?P<at>{_NUMBER}(?:{_S}{_UNIT})?)\b", re.I), 0.85),
    (
        re.compile(rf"\b(?:mes|tes|ses|leurs|vos){_S}{_AGE}(?!{_S}(?:de\b|d['’]|à\b(?! (?:mes|tes|ses))|pass))", re.I),
        0.85,
    ),
    (
        re.compile(
            rf"\b(?:bébé|enfant|fille|fils|garçon|nourrisson|petite?|jumeaux|jumelles"
            rf"|puce)s?{_S}(?:\w{{1,14}}{_S}){{0,2}}"
            rf"(?:de|qui{_S}a|il{_S}a|elle{_S}a|avait){_S}(?P<at>{_NUMBER}{_S}(?:semaines?|jours?))\b",
            re.I,
        ),
        0.8,
    ),
    # « il va avoir douze le vingt-deux mai »
    (
        re.compile(
            rf"\bva{_S}(?:faire|avoir|prendre|sur{_S}ses){_S}(?P<at>{_NUMBER})"
            rf"(?={_S}(?:en|le{_S}(?:[\w-]{{1,10}}{_S}){{1,2}}){_S}?(?:{MONTH})\b)",
            re.I,
        ),
        0.8,
    ),
    # « elle vient d'en avoir neuf », « quand il en avait huit ans »
    (re.compile(rf"\bd['’]en{_S}avoir{_S}(?P<at>{_NUMBER}(?:{_S}{_UNIT})?)\b(?!{_S}(?:marre|assez))", re.I), 0.7),
    # « soixante-huit ou soixante-neuf ans »
    (
        re.compile(
            rf"\b(?:{_HAVE}){_S}{_FILLER}(?P<at>{_NUMBER}){_S}(?:ou|voire|enfin|non"
            rf"|euh){_S}(?:peut-être{_S})?(?P<more>{_NUMBER}{_S}{_UNIT})\b"
            rf"{_NOT_AFTER}",
            re.I,
        ),
        0.8,
    ),
    # « placé de neuf à seize ans »
    (
        re.compile(
            rf"\b(?:placée?|restée?|vécu|suivie?|grandi|habité|mecs|foyer|internat|gamine?)\b[^.!?]{{0,40}}\bde{_S}"
            rf"(?P<at>{_NUMBER}(?:{_S}ans)?){_S}à{_S}(?P<more>{_NUMBER}{_S}ans)\b",
            re.I,
        ),
        0.7,
    ),
    (
        re.compile(
            rf"\b(?:placée?|restée?|vécu|suivie?|été|grandi|habité|mecs|foyer)\b[^.!?]{{0,40}}jusqu['’]à{_S}{_AGE}{_NOT_AFTER}",
            re.I,
        ),
        0.7,
    ),
    # « un kurde de treize ans »
    (
        re.compile(
            rf"\b(?:une?|ce|cet|cette){_S}(?:\w{{2,10}}(?:ai[sn]|aise|aine|ois|oise|ien|ienne|ol|ole)|kurde|turc|turque"
            rf"|afghane?|belge|russe|arabe|peul|rom|kabyle|grec|grecque|suisse|serbe|flamande?){_S}de{_S}{_AGE}{_NOT_AFTER}",
            re.I,
        ),
        0.8,
    ),
    # « Euh, onze ans. » is all that is said
    (re.compile(rf"^{_HESITATION}{_AGE}{_S}?[.!…]{{0,3}}$", re.I), 0.6),
)
# « cinquante-trois ans, cinquante-quatre bientôt »
_CORRECTED = (
    (re.compile(rf"{_AGE},?{_S}(?:et{_S}|euh{_S}|enfin{_S})?(?:bientôt|presque){_S}(?P<more>{_NUMBER})\b", re.I), 0.7),
    (
        re.compile(
            rf"{_AGE},?{_S}(?:euh{_S}|enfin{_S}|et{_S}|bientôt{_S}|presque{_S}){{0,2}}"
            rf"(?P<more>{_NUMBER})(?={_S}(?:bientôt|à{_S}la{_S}fin|enfin{_S}bientôt|en{_S}(?:{MONTH})|ans|cette{_S}année"
            rf"|dans{_S}(?:un|deux|trois){_S}mois)\b)",
            re.I,
        ),
        0.7,
    ),
)
# most patterns need an age said in full, which few turns hold
_YEARS = re.compile(rf"{_S}(?:ans?|mois)\b", re.I)
_TOLD = re.compile(rf"{_NUMBER}{_S}(?:an|mois)", re.I)
_WITHOUT_UNIT = tuple((pattern, score) for pattern, score in _PATTERNS if _AGE not in pattern.pattern)
# « Jordan. Neuf ans. », « Zeynep, quatorze ans, elle »
_ALONE = re.compile(
    rf"(?:^|[,.;:—–…(?!]{_S}{{0,2}})(?:quoi, |euh,? |allez,? |genre,? )?{_AGE}"
    rf"(?={_S}?(?:[.)…!]|,{_S}?(?!c['’]est|ça\b|c['’]|on\b|et{_S}ça))|$)",
    re.I,
)
_ANY_YEARS = re.compile(rf"(?<![\w'’-])(?P<at>{_NUMBER}{_S}ans(?:{_S}et{_S}demie?)?)\b", re.I)
# « il a seize ans », said without the years: « elle en a douze », « j'avais treize, il a rien dit »
_BARE = re.compile(
    rf"\b(?:elle|il|j['’]|je|qui|fille|fils|sœur|frère|tu|t['’]){_S}?(?:n['’])?(?P<en>en{_S})?"
    rf"(?:ai|as|a|avais|avait|avait à peine|aura|va avoir){_S}(?:(?:presque|à peine|bientôt|déjà|que|pas|plus){_S})?"
    rf"(?P<at>(?:1\d|[2-9]\d|[1-9]|{SMALL}))"
    rf"(?:{_S}presque{_S}(?P<more>\d{{1,2}}|{SMALL}))?"
    rf"(?={_S}?[.,;!?)…]|$|{_S}"
    rf"(?:maintenant|presque|aujourd['’]hui|et{_S}(?:il|elle|je|demi|son|sa|ses|mon|ma|mes)|moi|elle|il|je|j['’]|mais|quand|à{_S}l['’]époque|oh|ah|euh|hein|voilà)\b)",
    re.I,
)
_EN_REACH = 160
_HAD = re.compile(
    rf"\beue?{_S}(?:\w{{2,20}}{_S}){{1,2}}à{_S}(?P<at>{SMALL})\b(?!{_S}(?:heures?|h\b|mois|\w{{1,12}}{_S}du))", re.I
)
_AGE_NEAR = re.compile(rf"\b{_NUMBER}{_S}(?:ans|mois)\b|\bâges?\b", re.I)
_NEXT_TO = re.compile(
    rf"{_S}?,?{_S}(?P<or>{_NUMBER},?{_S}(?:ou{_S})?)?{_AGE}(?!{_S}(?:d['’]|de\b|que\b|qu['’]|plus|après|avant))", re.I
)
_RANGE = re.compile(rf"(?<!\w)(?:{_NUMBER})(?:{_S}(?:ans|mois))?{_S}$", re.I)
_LONGEST_NUMBER = 30
_SHORT = 4
_ASKED = re.compile(
    r"\bâges?\b[^?]{0,60}\?|\bquel(?:le)?s? (?:est |était |sont )?(?:votre|ton|son|leur|l['’]) ?âge\b"
    r"|\bquel âge\b[^?]{0,30}$",
    re.I,
)
_LASTED = re.compile(r"\b(?:combien (?:de temps|d['’]années)|depuis (?:quand|longtemps))\b[^?]{0,30}\??\s*$", re.I)
_ANSWER = re.compile(
    rf"^{_HESITATION}(?:(?:j['’]|il|elle|le mien|la mienne){_S}?(?:{_HAVE})?{_S}?,?{_S}?)?"
    rf"(?P<at>{_NUMBER}(?:{_S}{_UNIT})?)\b",
    re.I,
)


def find(text: str, before: str = "") -> Iterator[Span]:
    """The ages of `text`; a number that answers a question about age in the turn `before` is one."""
    told = [match.start() for match in _TOLD.finditer(text)] if _YEARS.search(text) else []
    lengths = frozenset(durations.repeated(f"{before} {text}", len(before) + 1)) if told else frozenset()
    yield from (span for span in _patterned(text, told) if span.start not in lengths)
    # « vous y avez enseigné combien de temps ? », « trente-huit ans »
    if told and before and _LASTED.search(before, max(0, len(before) - _EN_REACH)):
        lengths |= {told[0]}
    if told:
        yield from _alone(text, lengths)
        yield from _unpunctuated(text, lengths)
    yield from _without_unit(text)
    answer = _ANSWER.match(text) if before and _ASKED.search(before) else None
    if answer:
        yield Span(answer.start("at"), answer.end("at"), Kind.AGE, "age", 0.9)


def _patterned(text: str, told: Sequence[int]) -> Iterator[Span]:
    """What the patterns find; `told` are the positions of the years that are said."""
    for pattern, score in _PATTERNS if told else _WITHOUT_UNIT:
        for match in pattern.finditer(text):
            moment = "moment" in pattern.groupindex
            if not (moment and _RANGE.search(text, max(0, match.start() - _LONGEST_NUMBER), match.start())):
                yield Span(match.start("at"), match.end("at"), Kind.AGE, "age", score)
                if "more" in pattern.groupindex:
                    yield Span(match.start("more"), match.end("more"), Kind.AGE, "age", score)
    for pattern, score in _CORRECTED:
        for match in filter(None, (pattern.match(text, start) for start in told)):
            # « ça fait huit ans enfin huit ans » corrects no age
            if not durations.since(text, match.start()) and not match["at"].lower().startswith(match["more"].lower()):
                for part in ("at", "more"):
                    yield Span(match.start(part), match.end(part), Kind.AGE, "age", score)


def after(text: str, end: int) -> Span | None:
    """The age said right after a person whose name ends at `end`: « Grâce, huit mois », « léa six ou sept ans »."""
    match = _NEXT_TO.match(text, end)
    return Span(match.start("or" if match["or"] else "at"), match.end("at"), Kind.AGE, "age", 0.8) if match else None


def _alone(text: str, lengths: Collection[int]) -> Iterator[Span]:
    """Ages between two signs, unless they are a length of time, or were: « il a fallu deux ans. Deux ans ! »."""
    for match in _ALONE.finditer(text):
        if match["at"].lower().endswith("mois") or match.start("at") in lengths:
            continue
        at = match.start("at")
        if not (durations.of_many(text, at) or durations.told_before(text, at)):
            yield Span(match.start("at"), match.end("at"), Kind.AGE, "age", 0.6)


def _unpunctuated(text: str, lengths: Collection[int]) -> Iterator[Span]:
    """Ages in the middle of speech without signs: « le petit dernier trois ans il parle pas »."""
    for match in _ANY_YEARS.finditer(text):
        if match.start() not in lengths and not durations.lasts(text, match.start(), match.end()):
            yield Span(match.start("at"), match.end("at"), Kind.AGE, "age", 0.6)


def _without_unit(text: str) -> Iterator[Span]:
    """Ages of which the years are not said; « il en a deux » is one only where ages are spoken of."""
    for match in _BARE.finditer(text):
        near = _AGE_NEAR.search(text, max(0, match.start() - _EN_REACH), match.start())
        spoken = near or re.search(r"maintenant|presque|à peine|bientôt", match.group(), re.I)
        old = match["en"] and len(match["at"]) > _SHORT and fold(match["at"]) != "quatre"
        if (match["en"] and near) or old or (not match["en"] and (spoken or len(match["at"]) > _SHORT)):
            yield Span(match.start("at"), match.end("at"), Kind.AGE, "age", 0.6)
            if match["more"]:
                yield Span(match.start("more"), match.end("more"), Kind.AGE, "age", 0.6)
    for match in _HAD.finditer(text):
        yield Span(match.start("at"), match.end("at"), Kind.AGE, "age", 0.6)
