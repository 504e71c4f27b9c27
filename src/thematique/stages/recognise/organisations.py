"""Organisations that a word announces: « l'AMO Le Cercle », « la crèche des Petits Pas », « le collège Saint-Joseph ».

Their names are often made of ordinary words, which nothing but the word before and the capitals betrays.
"""

import bisect
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from thematique.french.lexicon import among
from thematique.french.names import Word, capital, fold, full, key
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.patterns import FUNCTION, GENERIC, KIN, OFFICES
from thematique.stages.recognise.span import Span

_S = r"[ \u00a0\u202f]"
_TRIGGER = (
    r"amo|a\.m\.o\.?|eft|mecs|mj|mjc|ong|edd|cec|cisp|srg|srj|saja|ehpad|chrs|esat|ime|itep|sessad|cmpp|asbl"
    r"|a\.s\.b\.l\.?|aisbl|crèche|halte-garderie|halte-accueil|garderie|collège|lycée|athénée|institut"
    r"|internat|foyer|clinique|hôpital|polyclinique|maternité|home|club|fondation|association|assoc|coopérative"
    r"|ludothèque"
    r"|planning|librairie|restaurant|bibliothèque|service d['’]accrochage"
    r"|service|abri de jour|abri de nuit|église|paroisse|mosquée|ferme|camping|résidence|épicerie sociale|café|salle"
    r"|école(?: (?:de devoirs|des devoirs|maternelle|primaire|communale|libre|fondamentale|secondaire))?"
    r"|maisons? (?:médicale|maternelle|verte|communale|ouverte|de jeunes|de quartier|de repos|d['’]accueil|d['’]enfants"
    r"|des parents|des jeunes)"
    r"|centre (?:culturel|social|médical|sportif|de jour|d['’]accueil|de planning)"
).replace(" ", _S)
_QUOTE = r"[«\"“]"
_CAP = r"[A-ZÀ-ÖØ-Þ][\w’'-]{1,30}"
_WORD = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ’'-]{1,30}"
_ARTICLE = r"(?:[LD]['’]|(?:Les|Le|La|Au|Aux|Un|Une|Du|Des)[ \u00a0])"
_LINK = rf"(?:[dl]['’]|(?:de|du|des|en|et|à|au|aux|la|le|les|sur){_S}|de{_S}la{_S}|de{_S}l['’])"
_OF = rf"(?:[dl]['’]|(?:de|du|des|en|au|aux|la|sur){_S})"
_NAME = rf"{_ARTICLE}?{_CAP}(?:{_S}(?:{_LINK}){{0,2}}{_CAP}){{0,4}}"
_BEGINNING = re.compile(rf"\b(?=(?:{_TRIGGER}){_S})", re.I)
_NAMED = re.compile(
    rf"\b(?i:{_TRIGGER}){_S}(?:(?i:du|des|de{_S}la|de{_S}l['’]|les|le|la|l['’]|aux|au){_S}?)?(?P<name>{_NAME})"
)
_QUOTED = re.compile(rf"\b(?i:{_TRIGGER}){_S}{_QUOTE}{_S}?(?P<name>[^«»\"”\n]{{2,60}}?){_S}?[»\"”]")
_FIRST_WORDS = 3
# « chez Les Petits Pas », « La Grange aux mots »: an article with a capital inside a sentence
_TITLED = re.compile(
    rf"(?:(?<=[\w,’'] )|(?<=\bd['’]))(?P<whole>(?:La|Le|Les|L['’]|Une?){_S}?(?P<name>{_CAP}"
    rf"(?:{_S}(?:{_LINK}|pour{_S}){{0,2}}{_CAP}){{0,3}}"
    rf"(?P<tail>{_S}(?:aux?{_S}|des?{_S}|du{_S}|d['’])[a-zà-öø-ÿ]{{3,20}}(?![\w'’-]))?))"
)
# « la boucherie Au Bon Cochon », « une friterie, Chez la Baronne »
_AT_THE = re.compile(
    rf"(?<=[\w,’'] )(?P<whole>(?P<name>(?:Chez(?:{_S}(?:la|le|les|l['’]))?|Aux?|À{_S}la|À{_S}l['’]){_S}?{_CAP}"
    rf"(?:{_S}(?:{_LINK}){{0,2}}{_CAP}){{0,3}}))"
)
# « Les Pas du Sud. On est financés… »
_OPENING = re.compile(
    rf"(?:^|[.!?…]{_S})(?P<whole>(?:La|Le|Les|L['’]){_S}?(?P<name>{_WORD}(?:{_S}(?:{_OF}){{1,2}}{_CAP}){{1,3}}))"
)
_OWN = r"(?!(?:nous|vous|eux|elles?|lui|moi|toi|ces?|cette|mon|ma|mes|nos|vos|leurs?|la|les|l|temps)\b)[\w-]{3,20}"
_ALSO = rf"(?:{_S}(?:jeunesse|enfance|familles?|santé|logement|solidarité|précarité|quartiers?)\b)?"
# « la Plateforme Enfance Verviers », « le Groupe d'action jeunesse »
_INSTITUTED = re.compile(
    rf"(?:(?<=[\w,’'] )|(?<=\w['’]))(?P<name>(?:Groupe|Plate-?forme|Coordination|Carrefour|Comité|Collectif|Réseau"
    rf"|Amicale|Union|Ligue|Cercle|Relais|Foyer|Ateliers?|Mouvement|Entraide|Fondation)"
    rf"(?:{_S}(?:{_CAP}|(?:(?:du|des|de){_S}(?:la{_S})?|(?:de{_S}l|d)['’]){_OWN}{_ALSO})){{1,3}})"
)
# « Les Mésanges », in quotes, after an institution
_CITED = re.compile(rf"{_QUOTE}{_S}?(?P<name>{_NAME}){_S}?[»\"”]")
_NEAR = 80
_ANNOUNCER = re.compile(rf"\b(?:{_TRIGGER})\b", re.I)
_ADJECTIVES = among(
    "rouge rouges bleu bleue bleus bleues vert verte verts vertes jaune jaunes blanc blanche blancs blanches noir "
    "noire noirs rose roses orange dore doree dores dorees enchante enchantee magique magiques heureux heureuse "
    "solidaire solidaires ouvert ouverte ouvertes vagabond vagabonde volant volante volants bavard bavarde curieux "
    "curieuse rieur"
)
# in lower case: « l'amo la passerelle rouge », « la crèche les p'tits loups », « l'athénée du perron »
_SURE_TRIGGER = (
    r"amo|a\.m\.o\.?|asbl|crèche|maison de jeunes|maison des jeunes|école de devoirs|école des devoirs|eft|mecs"
    r"|ludothèque|halte-garderie|halte garderie|garderie|halte accueil|mj|maison d['’]accueil"
    r"|maison de quartier|épicerie sociale|maison médicale|centre social|centre d['’]accueil|association|restaurant"
    r"|boulangerie|friterie|snack|fanfare"
).replace(" ", _S)
_SCHOOL = r"athénée|institut|collège|lycée|école|ch(?:œ|oe)ur|chorale|troupe|meute|fanfare|patro|cordonnerie"
_NOUN = r"[\w'’-]{3,30}"
_LOWER = re.compile(
    rf"\b(?:(?:{_SURE_TRIGGER}){_S}(?P<article>les{_S}|la{_S}|le{_S}|l['’])|(?:école|club|foyer|association|salle"
    rf"|home|café"
    rf"|camping|restaurant|résidence){_S}les{_S}|(?:{_SCHOOL}){_S}(?:du|des|de{_S}la){_S})"
    rf"(?P<name>(?:p['’]tits?{_S}|petite?s?{_S}|grande?s?{_S}|vieux{_S}|vieille{_S}|bon{_S}"
    rf"|bonne{_S})?{_NOUN})(?:{_S}(?:de|du){_S}(?P<last>{_NOUN})|{_S}(?P<more>{_NOUN}))?",
    re.I,
)
# « aux quatre tilleuls », « aux emballages bertier »
_NUMBERED = re.compile(
    rf"\baux{_S}(?P<name>(?:trois|quatre|cinq|six|sept|huit|neuf|dix|douze|cent){_S}(?P<noun>{_NOUN}))", re.I
)
_BUSINESS = re.compile(
    rf"\b(?:hôtel|gîte|garage|boulangerie|boucherie|pharmacie|brasserie|friterie|entreprise|société|magasin|cabinet"
    rf"|hôpital|clinique|lycée|collège|athénée|institut|piscine|parc|stade|emballages"
    rf"|pépinières?|transports|établissements|imprimerie|usines?|scierie|carrières?){_S}(?P<name>{_NOUN})",
    re.I,
)
# « le f c la grande borne »
_TEAM = re.compile(rf"\b(?:r{_S}?)?f{_S}?c{_S}(?:(?:la|le|les){_S})?(?P<name>{_NOUN})(?:{_S}(?P<more>{_NOUN}))?", re.I)
_SIZES = among("grand grande petit petite haut haute bas basse vieux vieille")
# nouns that belong to the name of what they begin: « la fondation Hubert Lamarche », « le cercle Paul Bert »
_HEADED = re.compile(
    rf"\b(?P<noun>fondation|fanfare|harmonie|chorale|cercle|coordination|plate-?forme|patro"
    rf"|vestiaire|stade|amicale|entente|pépinières|cuisines"
    rf"|maison){_S}(?P<link>(?:du|des|de{_S}la){_S}|de{_S}l['’])?$",
    re.I,
)
_LONGEST_HEAD = 30
_COUNTED = among(
    "heures ans mois jours semaines annees fois reunions visites rendez-vous familles ecoles services communes coins "
    "associations partenaires personnes questions points niveaux autres premiers premieres dernieres derniers filles "
    "garcons soeurs freres bebes meres peres quarts pays regions villes sites groupes equipes etages couples etapes"
)
_MIN = 4
# « l'école de kuba c'est notre dame des carrières »
_OUR_LADY = re.compile(
    rf"\b(?P<name>notre[ \u00a0-]dame{_S}(?:du|des|de(?:{_S}la)?){_S}(?!paris\b)[\w’'-]{{3,30}})", re.I
)
_SAINT = re.compile(
    rf"\b(?:{_TRIGGER}){_S}(?:du{_S})?(?P<name>sainte?[ \u00a0-][\w’'-]{{3,30}}"
    rf"|notre[ \u00a0-]dame(?:{_S}(?:du|des|de(?:{_S}la)?){_S}[\w’'-]{{3,30}})?|sacr[ée][ \u00a0-]c(?:œ|oe)ur)",
    re.I,
)
_NOT_LOWER = among(
    "matin soir midi semaine mois jour lundi mardi mercredi jeudi vendredi samedi dimanche enfants enfant parents "
    "gens jeunes profs professeurs educateurs educateur educatrice educatrices dame dames monsieur petit petits "
    "petite petites grand grands gamins mamans papas plus moins meme autre autres premier premiere derniere dernier "
    "seul seule mieux pire plupart plaine fin debut puericultrice puericultrices directrice directeur nuit journee "
    "apres-midi matinee fois porte chose choses deux trois quatre vacances week-end weekend rentree quartier village "
    "ville commune coin centre gamin cpas beaute medecins formation sont est soit sera ont fait font ferme ouvre "
    "a ai as avait avais avaient aura aurait etait avons avez "
    "salle cuisine travail moment ma langue devoirs cirque fond clowns dimanche cinema commerce infirmieres musique "
    "ici vie rue confiance secondaire maternelle primaire bas haut quoi toute tous cote gosses filles garcons fils"
)
_NO_NAME = _NOT_LOWER | _COUNTED


def find(text: str, words: Sequence[Word], lexicon: Lexicon, *, cased: bool = True) -> Iterator[Span]:
    """The organisations of `text` that a word announces, or in lower case a count; `words` are those of `text`."""
    matches = list(_announced(text))
    if not text.islower():
        yield from _titled(text, words, lexicon)
    yield from _lower(text, lexicon)
    if not cased:
        yield from _without_trigger(text, lexicon)
    if not matches:
        return
    kept = {words[at].start for match in lexicon.kept.find(text, words) for at in range(match.first, match.last)}
    for match in matches:
        start, end = match.span("name")
        first = bisect.bisect_left(words, start, key=lambda word: word.start)
        inside = [word for word in words[first : first + _FIRST_WORDS] if word.start < end]
        brand = len(inside) > 1 and capital(inside[1].text) and inside[0].folded in lexicon.brands
        if brand or any(
            word.start not in kept and word.folded not in GENERIC and len(word.text) > 2 for word in inside
        ):
            yield Span(start, end, Kind.ORG, "organisation", 0.9)


def headed(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The names among `spans` with the noun that begins them; of a house, only if it is one of an organisation."""
    for span in spans:
        head = _HEADED.search(text, max(0, span.start - _LONGEST_HEAD), span.start)
        if not head or span.kind not in (Kind.PER, Kind.LOC, Kind.ORG):
            continue
        if span.kind is Kind.PER and not (head["link"] or full(key(text[span.start : span.end]))):
            continue
        if head["noun"].lower() != "maison" or (span.kind is Kind.ORG and head["link"]):
            yield Span(head.start("noun"), span.end, Kind.ORG, "organisation", 0.85)


def _announced(text: str) -> Iterator[re.Match[str]]:
    """The names after the words that announce them; those words are looked for once."""
    beginnings = [match.start() for match in _BEGINNING.finditer(text)]
    for pattern in (_NAMED, _QUOTED, _SAINT):
        end = 0
        for start in beginnings:
            match = pattern.match(text, start) if start >= end else None
            if match:
                end = match.end()
                yield match


def _titled(text: str, words: Sequence[Word], lexicon: Lexicon) -> Iterator[Span]:
    """Names that begin with a common noun or an article in capitals, and those cited after an institution."""
    for match in _INSTITUTED.finditer(text):
        told = [part for part in key(match["name"]).split()[1:] if part not in FUNCTION]
        # « le Réseau de santé » names none
        named = len(told) > 1 or any(map(str.isupper, match["name"][1:]))
        if named and key(match["name"]) not in lexicon.kept:
            yield Span(match.start("name"), match.end("name"), Kind.ORG, "organisation", 0.85)
    for match in itertools.chain(*(pattern.finditer(text) for pattern in (_TITLED, _AT_THE, _OPENING))):
        tail = match.groupdict().get("tail") or ""
        name, bare = key(match["whole"].removesuffix(tail)), key(match["name"].removesuffix(tail))
        if not (name in lexicon.kept or bare in lexicon.kept or lexicon.is_place(name) or lexicon.is_surname(name)):
            yield Span(match.start("name"), match.end("name"), Kind.ORG, "organisation", 0.75)
    cited = [match for match in _CITED.finditer(text) if _content(match["name"], lexicon)]
    if cited:
        ends = [words[match.last - 1].end for match in lexicon.kept.find(text, words)]
        ends += [match.end() for match in _ANNOUNCER.finditer(text)]
        for match in cited:
            if any(match.start() - _NEAR < end <= match.start() for end in ends):
                yield Span(match.start("name"), match.end("name"), Kind.ORG, "organisation", 0.75)


def _content(name: str, lexicon: Lexicon) -> bool:
    """Is this a name of one word or more beside its article, and no institution?"""
    return key(name) not in lexicon.kept and len(name.split()) > 1


def _lower(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Names of ordinary words in lower case, which end at the first noun, and an adjective that ends a phrase."""
    for match in _LOWER.finditer(text):
        last = fold(match["name"].split()[-1].split("'")[-1])
        if _known(last, lexicon):
            continue
        more = match["more"]
        longer = (
            more
            and not {"'", "’"} & set(more)
            and fold(more) not in FUNCTION
            and (not lexicon.ordinary(more) or fold(more) in _ADJECTIVES)
        )
        # « l'amo le pont de fer », not « l'asbl le pont du cpas »
        farther = match["article"] and match["last"] and not _known(fold(match["last"]), lexicon)
        start = match.start("article") if match["article"] else match.start("name")
        end = match.end("last" if farther else "more" if longer else "name")
        yield Span(start, end, Kind.ORG, "organisation", 0.6)


def _known(noun: str, lexicon: Lexicon) -> bool:
    """Is this the noun of people, of a time, of an institution or of a place of everybody, which ends no name?"""
    listed = noun in _NOT_LOWER or noun in FUNCTION or noun in GENERIC or noun in KIN or noun in OFFICES
    return listed or noun in lexicon.kept or noun in lexicon.particles or noun in lexicon.roles


def _without_trigger(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Things that are counted where people go, and unknown words after the kind of a business."""
    for match in _NUMBERED.finditer(text):
        noun = fold(match["noun"])
        known = noun in KIN or noun.rstrip("s") in KIN or noun in lexicon.roles or noun in _NO_NAME
        if not known and match["noun"][-1] in "sx" and noun.rstrip("s") not in OFFICES:
            yield Span(match.start("name"), match.end("name"), Kind.ORG, "organisation", 0.6)
    for match in _TEAM.finditer(text):
        name = fold(match["name"])
        if name not in FUNCTION and name not in _NO_NAME:
            goes_on = match["more"] and name in _SIZES
            yield Span(match.start("name"), match.end("more" if goes_on else "name"), Kind.ORG, "organisation", 0.6)
    for match in _OUR_LADY.finditer(text) if "dame" in text else ():
        yield Span(match.start("name"), match.end("name"), Kind.ORG, "organisation", 0.6)
    for match in _BUSINESS.finditer(text):
        name = fold(match["name"].split("'")[-1].split("’")[-1])
        known = lexicon.ordinary(match["name"]) or name in FUNCTION or lexicon.is_no_name(name)
        if len(name) >= _MIN and "'" not in match["name"] and not known:
            yield Span(match.start("name"), match.end("name"), Kind.ORG, "organisation", 0.6)
