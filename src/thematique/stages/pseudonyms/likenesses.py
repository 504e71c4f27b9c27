"""The list of the names that may be those of one person, and of the name that may be that of two."""

from collections.abc import Iterable, Iterator, Sequence

from thematique.corrections import Act, Correction, Likeness
from thematique.french.names import ADDRESSES, form, full
from thematique.french.sounds import near, slips, sound
from thematique.records import NAMED, Kind, Pseudonym
from thematique.stages.pseudonyms.bare import called
from thematique.stages.pseudonyms.entities import Entity
from thematique.stages.pseudonyms.evidence import Evidence
from thematique.stages.pseudonyms.heard import Heard
from thematique.stages.pseudonyms.lexicons import whole_of
from thematique.stages.pseudonyms.persons import People

SEVERAL_FILES = "ce prénom seul est dit dans plusieurs transcriptions : est-ce partout la même personne ?"
SEVERAL_BEARERS = "plusieurs personnes portent ce nom : de qui parle-t-on quand on le dit seul ?"
SOUND = "ces deux noms s'entendent de la même façon"
SPELLING = "ces deux noms ne diffèrent que d'une lettre, ou de deux lettres interverties"
DIMINUTIVE = "le premier peut être un diminutif du second"
MARRIED = "même prénom, et l'un des noms de famille contient l'autre : nom de naissance et nom d'usage ?"
KINDS = "ce nom a été pris tantôt pour une personne, tantôt pour un lieu ou une organisation"
UNSURE = "ce mot, absent du dictionnaire, ressemble aux noms de plusieurs personnes"
NEVER = "ce nom, donné pour l'étude, n'a été trouvé nulle part"

_LONG = 5
# a group of names larger than this is no slip of the pen: each is compared with those next to it in the alphabet
_CROWD = 12


class _Listing:
    """The likenesses found so far, each pair of names once."""

    def __init__(self, entities: Sequence[Entity], pseudonyms: Sequence[Pseudonym], seen: Evidence) -> None:
        self._codes = {(p.kind, name): p.pseudonym for p in pseudonyms if not p.documents for name in p.forms}
        self._said = seen.said
        self.entities = [entity for entity in entities if not entity.documents]
        self.found: dict[frozenset[str], Likeness] = {}

    def add(self, name: str, other: str, why: str, document: str = "") -> None:
        """List two names, or one (then `other` is the same), unless they already are."""
        self.found.setdefault(
            frozenset((name, other)),
            Likeness(
                name=self._said.get(name, name),
                pseudonym=self.code(name),
                other=self._said.get(other, other),
                other_pseudonym=self.code(other),
                why=why,
                document=document,
            ),
        )

    def code(self, name: str) -> str:
        """The code of a name; none if nothing is so called."""
        return next((self._codes[kind, name] for kind in NAMED if (kind, name) in self._codes), "")

    def apart(self, name: str, other: str) -> bool:
        """Have these names two codes?"""
        return self.code(name) != self.code(other)


def likenesses(
    entities: Sequence[Entity],
    pseudonyms: Sequence[Pseudonym],
    people: People,
    variants: Iterable[Heard],
    corrections: Iterable[Correction],
    seen: Evidence,
) -> list[Likeness]:
    """What somebody should decide, the most telling first.

    Args:
        entities: those of the study.
        pseudonyms: with their codes.
        people: the persons, with what the machine joined and who bears each name.
        variants: what sounds like names.
        corrections: what people decided.
        seen: what the findings say.
    """
    listing = _Listing(entities, pseudonyms, seen)
    for name, other, why in people.joins:
        listing.add(name, other, why)
    _first_names(listing, people, seen)
    for name, heads in variants:
        for head in heads if len(heads) > 1 else ():
            listing.add(name, head, UNSURE)
    _diminutives(listing, people)
    _married(listing, people)
    _spellings(listing, seen)
    for name, kinds in sorted(seen.kinds.items()):
        if Kind.PER in kinds and len(kinds) > 1 and name not in seen.decided:
            listing.add(name, name, KINDS)
    for one in corrections:
        name = form(Kind.PER, one.name)
        if one.act is Act.MASK and not one.document and one.kind in (None, *NAMED) and name not in seen.kinds:
            listing.add(name, next(iter(_neighbours(name, seen)), name), NEVER)
    return list(listing.found.values())


def _first_names(listing: _Listing, people: People, seen: Evidence) -> None:
    """First names said alone in several documents, and names that several persons bear."""
    for entity in listing.entities:
        for document, names in sorted(called(entity, seen).items()):
            for name in names:
                listing.add(
                    name, name if full(name) or not full(entity.forms[0]) else entity.forms[0], SEVERAL_FILES, document
                )
    for part, bearers in sorted(people.bearers.items()):
        if len(bearers) > 1 and part in seen.documents:
            for bearer in bearers[:_CROWD]:
                listing.add(part, bearer, SEVERAL_BEARERS)


def _diminutives(listing: _Listing, people: People) -> None:
    """Diminutives whose whole first name is that of somebody else."""
    by_given: dict[str, list[str]] = {}
    for forms in people.persons:
        for given in dict.fromkeys((forms[0], forms[0].partition(" ")[0])):
            by_given.setdefault(given, []).append(forms[0])
    for forms in people.persons:
        for whole in whole_of(forms[0].partition(" ")[0]):
            for other in by_given.get(whole, ())[:_CROWD]:
                if listing.apart(forms[0], other) and not (full(forms[0]) and full(other)):
                    listing.add(forms[0], other, DIMINUTIVE)


def _married(listing: _Listing, people: People) -> None:
    """One first name, and a family name that holds the other: « Sophie Dubois-Lambert » and « Sophie Lambert »."""
    by_words: dict[tuple[str, str], list[str]] = {}
    for forms in people.persons:
        given, _, surname = forms[0].partition(" ")
        if surname and given not in ADDRESSES:
            for word in dict.fromkeys((surname, *(part for part in surname.split() if len(part) >= _LONG))):
                by_words.setdefault((given, word), []).append(forms[0])
    for some in by_words.values():
        for name, other in _pairs(some):
            if listing.apart(name, other):
                listing.add(name, other, MARRIED)


def _spellings(listing: _Listing, seen: Evidence) -> None:
    """Names alone that sound alike, or that a slip of the pen parts, with two codes."""
    alone = [
        name
        for entity in listing.entities
        if entity.kind is Kind.PER
        for name in entity.forms
        if name in seen.documents and not full(name) and len(name) >= _LONG
    ]
    for why, blocks in ((SOUND, ((sound(name),) for name in alone)), (SPELLING, map(slips, alone))):
        blocked: dict[str, list[str]] = {}
        for name, block in zip(alone, blocks, strict=True):
            for one in dict.fromkeys(block):
                blocked.setdefault(one, []).append(name)
        for some in blocked.values():
            for name, other in _pairs(some):
                if listing.apart(name, other) and (why == SOUND or near(name, other)):
                    listing.add(name, other, why)


def _neighbours(name: str, seen: Evidence) -> Iterator[str]:
    """Names found that are near a name that was not."""
    yield from (other for other in sorted(seen.documents) if sound(other) == sound(name) or near(name, other))


def _pairs(some: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of a group; in a crowd, those of neighbours in the alphabet."""
    order = sorted(set(some))
    reach = len(order) if len(order) <= _CROWD else 1
    for place, name in enumerate(order):
        yield from ((name, other) for other in order[place + 1 : place + 1 + reach])
