"""Postal addresses: a street and its number, a postcode and its locality."""

import re
from collections.abc import Iterator

from thematique.french.lexicon import among
from thematique.french.names import fold, key
from thematique.records import Kind
from thematique.stages.recognise.lexicon import Lexicon
from thematique.stages.recognise.numbers import BELOW_THOUSAND, POSTCODE
from thematique.stages.recognise.patterns import FEASTS, FUNCTION, KIN, OFFICES
from thematique.stages.recognise.span import Span

_S = r"[ \u00a0\u202f]"
_STREET = (
    "rue|ruelle|avenue|av\\.|boulevard|bd\\.?|chaussée|quai|impasse|allée|venelle|sentier|drève|clos|esplanade|faubourg"
    "|rond-point|résidence|square"
)
# words of every day, streets only before a capital
_OTHER = (
    "place|parvis|chemin|route|cour|cours|cité|passage|montée|quartier|hameau|vallée|camping|gare|étang|bois|stade|lotissement"
    "|parc|pont|porte|tour|galerie"
)
_LINK = r"(?:de la|de l['’]|du|des|de|d['’]|aux|au|à la|à l['’]|la|le|les|l['’]|en|sur|sous|et)"
_CAP = r"[A-ZÀ-ÖØ-Þ][\w'’-]{0,30}"
_WORD = r"[\w'’-]{2,30}"
_NUMBER = rf"(?:{_S}?,?{_S}?(?:n°{_S}?|numéro{_S})?\d{{1,4}}(?:/\w{{1,3}})?{_S}?(?:bis|ter|[a-dA-D])?\b)"
_BEFORE = rf"(?:\b\d{{1,4}}{_S}?(?:bis|ter|[a-d])?{_S}?,?{_S}(?:de la{_S}|du{_S}|de l['’]|des{_S})?)?"

_AREAS = among("quartier hameau cité lotissement")
# « rez-de-chaussée »
_NOT_GROUND = r"(?<!rez[ \u00a0-]de[ \u00a0-])"
_NAMED = re.compile(
    rf"{_BEFORE}{_NOT_GROUND}\b(?P<type>(?i:{_STREET}|{_OTHER})){_S}(?:(?i:{_LINK}){_S}?){{0,2}}(?P<cap>{_CAP})"
    rf"(?:[ \u00a0-](?:(?:{_LINK}){_S}?){{0,2}}{_CAP}){{0,4}}(?P<to>{_S}à{_S}(?P<place>{_CAP}))?{_NUMBER}?"
    rf"(?:,?{_S}(?:bâtiment|bât\.?|escalier|appartement){_S}\w{{1,3}}\b)?"
)
# « je suis allée sur Paris », « je suis montée à Liège », « une place à la Région »
_WENT = re.compile(r"(?:(?:allée|montée)[ \u00a0](?:à|au|aux|sur|en|sous|chez)|place[ \u00a0](?:à|au))\b", re.I)
_NO_STREET = among(
    "de des du la le les l d vers rue rues quartier immeuble ville village ecole maison droite gauche centre bas haut "
    "jour commune classe monde fait fond face heure temps nuit soir matin "
    "bout cote derriere devant temps campagne dessus dessous milieu"
)
_NO_STREET_NAME = among("est etait sont a ont qui que ou et mais parce quand pour avec y avait")
_PEOPLE = KIN | OFFICES | among("papa maman copain copains voisins autre autres")
_NO_END = FUNCTION | _PEOPLE | _NO_STREET
_NOT_COUNTED = FUNCTION | _NO_STREET_NAME
_ANY = rf"(?:\d{{1,4}}|(?!une?\b){BELOW_THOUSAND})"
_BOX = rf"(?:{_S}?,?{_S}?(?:boîte|bte|bâtiment|bloc|escalier|appartement){_S}(?:{_ANY}|[a-z]\b(?!['’])))"
_HOUSE = (
    rf"(?:{_S}?,?{_S}?(?:au{_S}numéro{_S}|au{_S}|n°{_S}?|numéro{_S})?{_ANY}{_S}?(?:bis|ter|[a-d]\b(?!['’]))?\b"
    rf"{_BOX}{{0,3}})"
)
_CODE = rf"(?:{_S}?,?{_S}?(?:à{_S})?(?:[1-9]\d{{3,4}}|{POSTCODE}))"
_AREA = "cité|hameau|lotissement|coron"
_LINKED = re.compile(
    rf"(?:(?<=\bau ){_ANY}{_S}(?:(?:bis|ter){_S})?|{_BEFORE}){_NOT_GROUND}"
    rf"\b(?P<type>{_STREET}|place|parvis|{_AREA}|cours|chemin){_S}"
    rf"(?P<link>(?:de la{_S}|de l['’]|du{_S}|des{_S}|de{_S}|d['’]|aux{_S}|à la{_S}|au{_S}(?!numéro)"
    rf"|sous (?:le|la|les){_S}))?"
    rf"(?!(?:mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leur|leurs|ce|cet|cette|ces|chez|là)\b)"
    rf"(?P<more>(?:vieux|vieille|grand|grande|grands|petit|petite|petits|haut|haute|bas|basse|ancien|ancienne"
    rf"|saint|sainte"
    rf"|nouveau|nouvelle|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|vingt|trente"
    rf"|quarante|cent|mille){_S})?(?P<name>{_WORD})"
    rf"(?P<tail>{_S}(?:aux|du|des|(?:de{_S}|à{_S})?l['’]|(?:de|à){_S}la){_S}?(?P<last>{_WORD}))?"
    rf"(?:{_S}(?!au\b|numéro\b|\w{{1,6}}['’])(?P<second>{_WORD})(?={_HOUSE}|{_BOX}))?(?P<end>{_HOUSE}?{_CODE}(?={_S})|{_HOUSE}|{_BOX}{{1,3}})?",
    re.I,
)
# one of these is in all that tells an address
_ANNOUNCED = re.compile(rf"\d|\b(?:{_STREET}|{_OTHER}|{_AREA}|bis|ter)\b", re.I)
_LESS_SURE = among("cours chemin")
_TOWN = re.compile(rf"{_S}(?P<town>[\w'’-]{{2,30}})")
_BIS = re.compile(rf"\bau{_S}(?P<at>{_ANY}{_S}(?:bis|ter))\b", re.I)
_BARE = re.compile(rf"\b(?:de|en){_S}$", re.I)
_REACH = 8
# « à la place du père », « prendre place »; not « deux pièces place du martyr »
_DETERMINED = re.compile(
    r"\b(?:on|je|j['’]|tu|il|elle|ils|elles|se|me|te|la|une?|cette|ma|ta|sa|leurs?|notre|votre|de|en|sur|les|des"
    r"|ces|même|pren\w{1,4}|pris|leur|mettre|faire)[ \u00a0]$",
    re.I,
)
# « derrière la place du conseil »; not « derrière la place du marché », which every town has
_WHERE = re.compile(
    r"\b(?:derrière|devant|vers|jusqu['’]à|près de|(?:coin|tabac|angle|bout|face|côté) (?:de|à)|hab\w{2,6})"
    r" la[ \u00a0]$",
    re.I,
)
_SQUARES = among("village marche eglise gare mairie ecole commune quartier ville poste monument")
_FARTHER = 20
# « au parc roi baudouin », « la place reine astrid »
_HONOURED = re.compile(
    rf"\b(?:parc|place|square|avenue|rue|boulevard|quai|pont|gare|stade|hôpital|clinique|école|institut|athénée|lycée"
    rf"|collège){_S}(?:du{_S}|de la{_S}|de{_S})?(?P<at>(?:roi|reine|prince|princesse|maréchal|général|cardinal"
    rf"|président|docteur){_S}(?!de\b|du\b|des\b)[\w-]{{4,20}})",
    re.I,
)
_DUTCH_ENDINGS = ("straat", "laan", "steenweg", "dreef", "kaai", "singel", "plein")
# « Koningin Astridlaan 88 », « de steenstraat »
_DUTCH = re.compile(
    rf"(?<![\w'’-])(?:(?i:koning|koningin|prins|grote|oude|nieuwe|lange|korte|sint){_S}|(?:{_CAP}{_S}){{1,2}})?"
    rf"[\w-]{{2,25}}(?:straat|laan|steenweg|dreef|kaai|singel|(?<=[a-z]{{4}})plein)\b(?:{_NUMBER}|{_HOUSE})?"
)
# « sur crapaurue »
_IN_ONE_WORD = re.compile(r"(?<![\w'’-])(?!verrue)[^\W\d_]{3,15}rue(?![\w'’-])")
_POSTCODE = re.compile(rf"\b(?:B-|F-)?(?P<code>[1-9]\d{{3,4}}){_S}(?P<town>{_CAP}(?:[ -]{_CAP}){{0,3}})")


def find(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """The addresses of `text`; a postcode counts where a known place follows."""
    if not ("rue" in text or _ANNOUNCED.search(text) or _in_dutch(text)):
        return
    for match in _NAMED.finditer(text):
        name = match["cap"]
        if not _WENT.match(match.group()) and not (name.isupper() and key(name) in lexicon.kept):
            start = match.start("cap") if match["type"].lower() in _AREAS else match.start()
            # « rue du Four à Chaux, 31 », not « rue Haute à Namur »
            town = match.end() == match.end("to") and lexicon.is_place(key(match["place"]))
            yield Span(start, match.start("to") if town else match.end(), Kind.LOC, "address", 0.85)
    for match in _LINKED.finditer(text):
        if _street(text, match, lexicon):
            yield Span(match.start(), _end(text, match, lexicon), Kind.LOC, "address", 0.7)
    yield from _told_otherwise(text, lexicon)


def _told_otherwise(text: str, lexicon: Lexicon) -> Iterator[Span]:
    """Streets in Dutch, in one word, or of a king; numbers of houses alone, and postcodes."""
    for match in (*(_DUTCH.finditer(text) if _in_dutch(text) else ()), *_HONOURED.finditer(text)):
        yield Span(match.start(), match.end(), Kind.LOC, "address", 0.85)
    for match in _IN_ONE_WORD.finditer(text) if "rue" in text else ():
        if not (lexicon.ordinary(match.group()) or lexicon.is_surname(key(match.group()))):
            yield Span(match.start(), match.end(), Kind.LOC, "address", 0.85)
    for match in _BIS.finditer(text):
        yield Span(match.start("at"), match.end("at"), Kind.LOC, "address", 0.7)
    for match in _POSTCODE.finditer(text):
        if _has_place(match["town"], lexicon):
            yield Span(match.start(), match.end(), Kind.LOC, "postcode", 0.9)


def _in_dutch(text: str) -> bool:
    """May this text hold the Dutch name of a street, as few do?"""
    return any(ending in text for ending in _DUTCH_ENDINGS)


def _street(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Does the match name a street: « rue de la bergerie », « place licourt », not « de rue de l'amo »?"""
    name = fold(match["name"])
    # « rue du nouveau monde »
    no_street = name in _NO_STREET and not match["more"]
    # « à la place du papa », « une place à la Région », « elle est allée aux toilettes »
    to = match["type"].lower() in ("place", "allée") and (match["link"] or "").lower().startswith(("a", "à"))
    no_street = no_street or to or (match["type"].lower() == "place" and name in _PEOPLE)
    kept = name in lexicon.kept and name not in FEASTS
    if no_street or name in FUNCTION or kept or name in lexicon.particles:
        return False
    if match["type"].lower() == "place" and match["link"] and not match["end"]:
        said = _DETERMINED.search(text, max(0, match.start("type") - _REACH), match.start("type"))
        where = _WHERE.search(text, max(0, match.start("type") - _FARTHER), match.start("type"))
        if (not said or where) and name not in _PEOPLE and match["link"].strip() != "de":
            return not where or name not in _SQUARES
    if match["type"].lower() in _LESS_SURE and match["link"]:
        return "numéro" in (match["end"] or "").lower()
    if match["link"] and match["type"].lower() != "place":
        return not _BARE.search(text, max(0, match.start("type") - _REACH), match.start("type")) or bool(match["end"])
    if match["type"].lower() == "allée" or "'" in name or "’" in name:
        return False
    if match["second"]:
        return fold(match["second"]) not in FUNCTION and match["type"].lower() != "place"
    bare = match["type"].lower() in ("rue", "avenue") and not match["link"]
    if bare and not _DETERMINED.search(text, max(0, match.start("type") - _REACH), match.start("type")):
        return name not in _NO_STREET_NAME
    unknown = not lexicon.ordinary(match["name"]) or lexicon.is_surname(name)
    return bool(
        unknown or (match["end"] and match["link"]) or (match["more"] and match["type"].lower() in ("rue", "avenue"))
    )


def _end(text: str, match: re.Match[str], lexicon: Lexicon) -> int:
    """The end of an address, with the town after a postcode, and the rest of a street's name that is no word.

    What is counted after it is no number of a house: « deux chambres ».
    """
    last = fold(match["last"] or "")
    if last in _NO_END or last in lexicon.roles:
        return match.end("name")
    number = (match["end"] or "").rstrip()
    end = match.start() + len(match.group().rstrip())
    town = _TOWN.match(text, end)
    if town is None:
        return end
    name = town["town"]
    ordinary = lexicon.ordinary(name)
    if number[-1:].isalpha() and name[-1] in "sx" and ordinary and fold(name) not in _NOT_COUNTED:
        return match.start("end")
    if number and re.search(rf"{_CODE}$", number, re.I) and lexicon.is_place(key(name)):
        return town.end()
    return end if number or "'" in name or "’" in name or ordinary or fold(name) in FUNCTION else town.end()


def _has_place(town: str, lexicon: Lexicon) -> bool:
    """Is the name, or its first word, that of a place?"""
    name = key(town)
    return lexicon.is_place(name) or lexicon.is_place(name.split()[0])
