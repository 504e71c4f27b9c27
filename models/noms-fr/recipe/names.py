"""Invented names of persons, places and associations, drawn from lists."""

import random
import re
from collections.abc import Callable, Mapping

from lists import entries, lexicon, lines, sections
from misheard import misheard
from pieces import Piece, Style

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SPELLING = (" ", "-", ", ", " ")
_GIVEN = 0.45
"""Share of the nicknames, associations, streets and districts that come from the lists of `hands`."""
_AS_WORDS = 0.06
"""Share of the names of persons for which a machine writes words that it knows."""


class Names:
    """Draws names; in the styles of machines some are misspelt."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        first, belgium = lexicon("prenoms"), lexicon("communes_belgique")
        self._first = [*first.sure]
        self._words_too = [*first.ambiguous]
        self._rare = entries("rare_first_names.txt")
        self._words = [*lexicon("mots").sure]
        self._surnames = [
            [name.replace("_", " ") for name in body.split()] for body in sections("surnames.txt").values()
        ]
        self._nicknames = entries("nicknames.txt")
        self._given = {kind: lines(f"hands/{kind}.txt") for kind in ("nicknames", "organisations", "streets", "places")}
        heard = [line.split("\t") for line in lines("hands/misheard.tsv")]
        self._as_words = {part: [written for _, written, of in heard if of == part] for part in ("f", "s")}
        self._belgium = [*belgium.sure, *belgium.ambiguous]
        self._france = [*lexicon("communes_france").sure]
        self._world = [name.title() for name in lexicon("lieux_monde").sure]
        self._parts = {head: body.split("|") for head, body in sections("organisations.txt").items()}
        self._numbers = sections("words.txt")["numero"].split("|")
        self._parts["saints"] = " ".join(self._parts["saints"]).split()
        self.style = Style.WRITTEN
        self._makers: Mapping[str, Callable[[], Piece]] = {
            "f": lambda: self._person(self._called("f")),
            "n": lambda: self._person(self.full()),
            "s": lambda: self._person(self._called("s")),
            "k": lambda: self._person(self._one("nicknames") or chance.choice(self._nicknames)),
            "l": lambda: Piece(chance.choice(_LETTERS), "PER"),
            "z": lambda: Piece(self.spelled(), "PER"),
            "p": lambda: self._place(self.town()),
            "m": lambda: self._place(chance.choice(self._world)),
            "v": lambda: self._place(chance.choice(self._parts["villes"])),
            "a": lambda: self._place(self.address()),
            "q": lambda: self._place(self._one("places") or chance.choice(self._parts["quartiers"])),
            "r": lambda: self._place(self.street()),
            "o": lambda: Piece(self._heard(self._one("organisations") or self.association(), 0.1), "ORG"),
            "e": lambda: Piece(self.school(), "ORG"),
        }

    def fill(self, slot: str) -> Piece:
        """A name for a slot of a carrier."""
        return self._makers[slot]()

    def first(self) -> str:
        """A first name: often a frequent one, at times a rare or an invented one."""
        drawn = self._chance.random()
        if drawn < 0.42:
            return self._first[int(len(self._first) * self._chance.random() ** 3)]
        if drawn < 0.58:
            return self._chance.choice(self._first)
        if drawn < 0.7:
            return self._chance.choice(self._rare)
        if drawn < 0.76:
            return self._words_too[int(len(self._words_too) * self._chance.random() ** 2)]
        if drawn < 0.82:
            return f"{self._frequent()}{self._chance.choice('-- ')}{self._frequent()}"
        if drawn < 0.86:
            return self._chance.choice(self._nicknames)
        return self._blend(self._frequent(), self._chance.choice(self._first))

    def _frequent(self) -> str:
        return self._first[int(len(self._first) * self._chance.random() ** 5)]

    def surname(self) -> str:
        """A surname of any origin, one in three invented out of two of one origin."""
        origin = self._chance.choice(self._surnames)
        name = self._chance.choice(origin)
        if self._chance.random() < 0.35:
            name = self._blend(name, self._chance.choice(origin))
        drawn = self._chance.random()
        if drawn < 0.05:
            return (
                f"{self._chance.choice(('', '', 'Le ', 'La ', 'Du '))}{self._chance.choice(self._words).capitalize()}"
            )
        if drawn < 0.07:
            name = f"{name}-{self._chance.choice(origin)}"
        return name

    def full(self) -> str:
        """First name and surname, at times the other way round."""
        parts = [self._called("f"), self._called("s")]
        if self._by_machine() and self._chance.random() < 0.03:
            parts.insert(1, "euh")
        return " ".join(parts[::-1] if self._chance.random() < 0.12 else parts)

    def _called(self, part: str) -> str:
        """A first name (`f`) or a surname (`s`), at times the words that a machine writes for one."""
        if self._by_machine() and self._chance.random() < _AS_WORDS:
            return self._chance.choice(self._as_words[part])
        return self.first() if part == "f" else self._shown(self.surname())

    def _one(self, kind: str) -> str:
        """A name of this kind out of the lists of `hands`, or none."""
        return self._chance.choice(self._given[kind]) if self._chance.random() < _GIVEN else ""

    def spelled(self) -> str:
        """A surname letter by letter."""
        letters = [char for char in self.surname().upper() if char.isalpha()]
        shown = " ".join(letters)
        doubled = re.search(r"([A-Z]) \1", shown)
        if doubled and self._chance.random() < 0.5:
            shown = shown.replace(doubled.group(), f"deux {doubled.group(1)}", 1)
        return shown.replace(" ", self._chance.choice(_SPELLING)) if " deux " not in shown else shown

    def town(self) -> str:
        """A commune, a Belgian one two times in three."""
        drawn = self._chance.random()
        if drawn < 0.25:
            return self._chance.choice(self._parts["villes"])
        if drawn < 0.7:
            return self._chance.choice(self._belgium)
        return self._chance.choice(self._france if drawn < 0.93 else self._world)

    def street(self) -> str:
        """A street without its number."""
        made = f"{self._chance.choice(self._parts['voies'])} {self._chance.choice(self._parts['noms de voies'])}"
        return self._one("streets") or made

    def address(self) -> str:
        """A street and its number, at times with postcode and commune."""
        number = self._chance.choice((str(self._chance.randint(1, 250)), self._chance.choice(self._numbers)))
        shown = self._chance.choice(
            (f"{self.street()} {number}", f"{number} {self.street()}", f"{number}, {self.street()}")
        )
        if self._chance.random() < 0.3:
            code = self._chance.choice((str(self._chance.randint(1000, 9999)), "quatre mille vingt", "cinq mille"))
            shown += f" {code} {self.town()}"
        return shown

    def association(self) -> str:
        """What an association calls itself: « Le Petit Pont », « La Ruche des Enfants »."""
        noun, gender = self._chance.choice(self._parts["noms"]).split()[-2:]
        feminine = gender == "f"
        plural = self._chance.random() < 0.3
        masculine, woman = self._chance.choice(self._parts["adjectifs"]).split()
        adjective = woman if feminine else masculine
        if plural:
            noun, adjective = f"{noun}s", f"{adjective}s"
        article = "Les" if plural else "La" if feminine else "Le"
        if not plural and noun[0] in "aeéiouyhâî":
            article = "L'"
        name = noun.capitalize()
        drawn = self._chance.random()
        if drawn < 0.35:
            before = adjective.startswith(("petit", "grand", "vieux", "vieille", "nouve", "joli"))
            words = [adjective.capitalize(), name] if before else [name, adjective.capitalize()]
        elif drawn < 0.7:
            words = [name, self._chance.choice(self._parts["compléments"])]
        else:
            words = [name]
        shown = " ".join(words)
        if self._chance.random() < 0.25:
            return shown
        if article == "L'":
            return f"L'{shown}" if not shown.startswith(("Petit", "Grand", "Joli", "Vieux", "Nouve")) else f"Le {shown}"
        return f"{article} {shown}"

    def school(self) -> str:
        """« Saint-Joseph », « Notre-Dame » or the like."""
        drawn = self._chance.random()
        if drawn < 0.12:
            return "Notre-Dame"
        if drawn < 0.25:
            return f"{self.first()} {self.surname()}"
        saint = self._chance.choice(self._parts["saints"])
        feminine = saint.endswith(("e", "c")) and saint not in ("Pierre", "Gilles", "Antoine", "Boniface")
        return f"{'Sainte' if feminine else 'Saint'}{self._chance.choice('-- ')}{saint}"

    def _shown(self, surname: str) -> str:
        capitals = 0.8 if self.style is Style.SURNAMES else 0.03
        return surname.upper() if self._chance.random() < capitals else surname

    def _person(self, name: str) -> Piece:
        return Piece(self._heard(name, 0.35), "PER")

    def _place(self, name: str) -> Piece:
        return Piece(self._heard(name, 0.2), "LOC")

    def _by_machine(self) -> bool:
        return self.style in (Style.LOWER, Style.LOWER_POINTED)

    def _heard(self, name: str, share: float) -> str:
        by_machine = self._by_machine()
        if self._chance.random() < 0.01 and len(name) > 4:
            return name[: self._chance.randint(3, len(name) - 1)].strip(" -'") + "-"
        if self._chance.random() < (share if by_machine else share / 5):
            return misheard(name, self._chance)
        return name.replace("-", " ") if by_machine and self._chance.random() < 0.5 else name

    def _blend(self, left: str, right: str) -> str:
        """The beginning of a name and the end of another."""
        cut, join = self._chance.randint(2, 4), self._chance.randint(2, 5)
        made = left[:cut] + right[-join:].lower()
        return made if len(made) > 2 and made[-1].isalpha() else left
