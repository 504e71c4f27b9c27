"""What the codebook itself teaches of a code, before anybody has coded."""

from collections.abc import Sequence

from thematique.records import Code

ENOUGH = 8
"""A code with fewer examples is also learnt from its definition and expressions."""


def teaching(code: Code) -> Sequence[str]:
    """The texts that speak for a code: its examples, and what else it has when they are few."""
    more = (code.definition, *code.includes, ", ".join((code.name, *code.expressions)))
    return code.examples if len(code.examples) >= ENOUGH else (*code.examples, *more)
