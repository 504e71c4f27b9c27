"""A gold transcript of four turns, made up for the tests of the bench."""

from bench.pseudonymise.gold import Transcript, parse

CONTENT = """# fictif: oui
# writer: T1
# stratum: cased
# person t1-zoe: origin=fr
# person t1-amine: origin=maghreb

Enquêtrice : Bonjour {Zoé|PER t1-zoe}, vous êtes au {CPAS|KEEP} de {Huy|LOC huy} ?

{Zoé Delcroix|PER t1-zoe} : Euh, oui, avec {Amine El Fassi|PER t1-amine}, en {Belgique|LOC be may}.

Enquêtrice : Depuis quand ?

{Zoé Delcroix|PER t1-zoe} : Il avait {douze ans|AGE a1}. {Rue Verte 4|LOC rue direct}, et {Amine|PER t1-amine} rit.
"""


def transcript() -> Transcript:
    """The transcript, read."""
    return parse(CONTENT, "invente")
