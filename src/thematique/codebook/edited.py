"""A codebook after an operation, and the steps that operations share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from thematique.codebook.content import Codebook
from thematique.codebook.paths import parent, within
from thematique.records import Code, record


@record
class Edited:
    """A codebook after an operation.

    `moves` gives the new path of each code that has another, None where it is no longer in the codebook: codings
    follow. `closed` are the codes that took codings before and, being left with codes under them and no example, now
    only gather these.
    """

    codebook: Codebook
    moves: Mapping[str, str | None]
    closed: Sequence[str]


def edited(before: Codebook, codes: Iterable[Code], moves: Mapping[str, str | None] | None = None) -> Edited:
    """What an operation made; whether a code is codable follows from its examples and those under it, as in a file."""
    listed = list(codes)
    gathering = {parent(one.code) for one in listed}
    after = [replace(one, codable=one.code not in gathering or bool(one.examples)) for one in listed]
    codable = {one.code for one in after if one.codable}
    moves = moves or {}
    paths = dict.fromkeys(moves.get(one.code, one.code) for one in before.codes if one.codable)
    return Edited(
        codebook=replace(before, codes=tuple(after)),
        moves=moves,
        closed=tuple(path for path in paths if path is not None and path not in codable),
    )


def moves_of(codes: Iterable[Code], old: str, new: str) -> dict[str, str]:
    """Where a code and those under it go when its path becomes `new`."""
    return {one.code: new + one.code[len(old) :] for one in codes if old != new and within(one.code, old)}


def moved(codes: Iterable[Code], moves: Mapping[str, str | None]) -> list[Code]:
    """The codes at their new paths, in the same order; those without one stay."""
    return [replace(one, code=moves.get(one.code) or one.code) for one in codes]


def inserted(codes: Sequence[Code], block: Sequence[Code], *, after: str) -> list[Code]:
    """The codes with a block after a code and those under it; at the end where `after` is empty."""
    end = max(n for n, one in enumerate(codes, start=1) if not after or within(one.code, after))
    return [*codes[:end], *block, *codes[end:]]


def with_lists(code: Code, lists: Mapping[str, tuple[str, ...]]) -> Code:
    """The code with other lists, each under the name of its field."""
    return Code(code=code.code, name=code.name, definition=code.definition, codable=code.codable, **lists)
