"""Changing a codebook: each operation takes a codebook and gives another, and says which codes are elsewhere.

A code keeps its texts whatever happens to its path. A new path is never one that the codebook had before the
operation, so that the moves of one operation can be followed in any order.
"""

from collections.abc import Sequence
from dataclasses import replace

from thematique.codebook.content import LISTS, Codebook, children, find
from thematique.codebook.edited import Edited, edited, inserted, moved, moves_of, with_lists
from thematique.codebook.paths import free_path, key, key_of, parent, within
from thematique.codebook.texts import check_examples, check_name, clean_definition, clean_items, clean_name, joined
from thematique.errors import WrongUse
from thematique.records import Code


def add(codebook: Codebook, theme: str | None, name: str, definition: str) -> Edited:
    """A new code as the last of a theme (or of a code), or a new theme; its path comes from its name.

    Raises:
        WrongUse: the theme is unknown, the name is taken there, or a text is empty.
    """
    under = _known(codebook, theme)
    code = _new(codebook.codes, under, name, definition)
    return edited(codebook, inserted(codebook.codes, [code], after=under))


def describe(
    codebook: Codebook,
    code: str,
    *,
    definition: str | None = None,
    includes: Sequence[str] | None = None,
    excludes: Sequence[str] | None = None,
    expressions: Sequence[str] | None = None,
    examples: Sequence[str] | None = None,
    counter_examples: Sequence[str] | None = None,
) -> Edited:
    """Other texts for a code; what is not given stays.

    Raises:
        WrongUse: the code is unknown, the definition is empty, or an example is given elsewhere too.
    """
    before = find(codebook, code)
    given = zip(LISTS, (includes, excludes, expressions, examples, counter_examples), strict=True)
    lists = {name: getattr(before, name) if items is None else clean_items(items) for name, items in given}
    text = before.definition if definition is None else clean_definition(definition)
    after = replace(with_lists(before, lists), definition=text)
    check_examples(after, [one for one in codebook.codes if one is not before])
    return edited(codebook, [after if one is before else one for one in codebook.codes])


def rename(codebook: Codebook, code: str, name: str) -> Edited:
    """Another name for a code, and another path for it and those under it.

    The path stays where the two names differ by case, accents or signs alone.

    Raises:
        WrongUse: the code is unknown, or the name is empty or taken beside it.
    """
    before = find(codebook, code)
    new = clean_name(name)
    check_name(new, [one for one in children(codebook, parent(code)) if one is not before])
    path = code
    if key_of(new) != key_of(before.name):
        path = free_path(key_of(new), under=parent(code), taken=_paths(codebook) - {code})
    named = [replace(one, name=new) if one is before else one for one in codebook.codes]
    moves = moves_of(codebook.codes, code, path)
    return edited(codebook, moved(named, moves), moves)


def merge(codebook: Codebook, code: str, into: str) -> Edited:
    """One code made of two: the target keeps its name and definition, and gets the other's lists and codes.

    Raises:
        WrongUse: a code is unknown, the target is the code itself or under it, takes no codings or would take none
            any more, or has a code of the same name as one that would come under it.
    """
    merged, target = find(codebook, code), find(codebook, into)
    if within(into, code):
        raise WrongUse(f"« {merged.name} » ne peut être fusionné ni avec lui-même ni avec l'un de ses codes.")
    if not target.codable:
        raise WrongUse(
            f"« {target.name} » ne fait que regrouper ses codes et ne reçoit pas de codages ; "
            "choisissez l'un de ses codes, ou donnez-lui d'abord un exemple."
        )
    whole = with_lists(target, {name: joined(getattr(target, name), getattr(merged, name)) for name in LISTS})
    rest = [whole if one is target else one for one in codebook.codes if not within(one.code, code)]
    moves = {code: into} | _moves_of_children(codebook, code, into)
    block = moved([one for one in codebook.codes if within(parent(one.code), code)], moves)
    done = edited(codebook, inserted(rest, block, after=into), moves)
    if into in done.closed:
        raise WrongUse(
            f"« {target.name} » n'a pas d'exemple : avec les codes de « {merged.name} », il ne ferait plus que les "
            "regrouper et ne recevrait plus de codages ; donnez-lui d'abord un exemple."
        )
    return done


def split(codebook: Codebook, code: str, names: Sequence[str]) -> Edited:
    """New codes beside a code, right after it, each with its definition to start from; nothing else is shared.

    Raises:
        WrongUse: the code is unknown, there is no name, or a name is empty or taken.
    """
    before = find(codebook, code)
    if not names:
        raise WrongUse("aucun nom n'est donné ; indiquez au moins un nom pour les nouveaux codes.")
    new: list[Code] = []
    for name in names:
        new.append(_new([*codebook.codes, *new], parent(code), name, before.definition))
    return edited(codebook, inserted(codebook.codes, new, after=code))


def move(codebook: Codebook, code: str, theme: str | None) -> Edited:
    """A code with all that is under it as the last of another theme (or of a code), or as a theme.

    Raises:
        WrongUse: a code is unknown, the theme is the code itself or under it, or the name is taken there.
    """
    before, under = find(codebook, code), _known(codebook, theme)
    if within(under, code):
        raise WrongUse(f"« {before.name} » ne peut être rangé ni sous lui-même ni sous l'un de ses codes.")
    if under == parent(code):
        return edited(codebook, codebook.codes)
    check_name(before.name, children(codebook, under))
    path = free_path(key(code), under=under, taken=_paths(codebook))
    moves = moves_of(codebook.codes, code, path)
    rest = [one for one in codebook.codes if one.code not in moves]
    block = moved([one for one in codebook.codes if one.code in moves], moves)
    return edited(codebook, inserted(rest, block, after=under), moves)


def remove(codebook: Codebook, code: str) -> Edited:
    """A codebook without one code.

    Raises:
        WrongUse: the code is unknown, has codes under it, or is the only one.
    """
    before = find(codebook, code)
    if children(codebook, code):
        raise WrongUse(f"« {before.name} » contient d'autres codes ; déplacez-les ou supprimez-les d'abord.")
    if len(codebook.codes) == 1:
        raise WrongUse("la grille doit garder au moins un code ; ajoutez-en un avant de supprimer celui-ci.")
    return edited(codebook, [one for one in codebook.codes if one is not before], {code: None})


def _known(codebook: Codebook, theme: str | None) -> str:
    """The path of a theme that exists; empty for the top of the codebook."""
    return "" if theme is None else find(codebook, theme).code


def _paths(codebook: Codebook) -> frozenset[str]:
    return frozenset(one.code for one in codebook.codes)


def _new(codes: Sequence[Code], under: str, name: str, definition: str) -> Code:
    cleaned = clean_name(name)
    check_name(cleaned, [one for one in codes if parent(one.code) == under])
    path = free_path(key_of(cleaned), under=under, taken={one.code for one in codes})
    return Code(code=path, name=cleaned, definition=clean_definition(definition))


def _moves_of_children(codebook: Codebook, code: str, into: str) -> dict[str, str]:
    """Where the codes under a code go when they come under another."""
    moves: dict[str, str] = {}
    there = [one for one in children(codebook, into) if one.code != code]
    for child in children(codebook, code):
        check_name(child.name, there)
        path = free_path(key(child.code), under=into, taken={*_paths(codebook), *moves.values()})
        moves |= moves_of(codebook.codes, child.code, path)
    return moves
