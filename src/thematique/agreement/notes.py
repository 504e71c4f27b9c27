"""What a reader must know of a comparison beside its figures, in French."""

from collections.abc import Collection, Iterator

from thematique.agreement.results import Unit


def notes(
    *,
    names: tuple[str, str],
    alone: tuple[int, int],
    documents: int,
    least: int,
    unknown: Collection[str],
    unit: Unit,
) -> Iterator[str]:
    """The notes of a comparison.

    Args:
        names: of the two coders.
        alone: how many segments each of them read and the other did not.
        documents: how many documents hold units that both read.
        least: how many are needed for an interval.
        unknown: codes that were given and are not in the codebook.
        unit: what was counted.
    """
    if not documents:
        yield f"{names[0]} et {names[1]} n'ont lu aucun passage en commun : il n'y a rien à comparer."
    elif documents < least:
        yield (
            f"Aucun intervalle n'est donné : il faut au moins {least} entretiens lus par les deux, "
            f"il y en a {documents}."
        )
    for name, number in zip(names, alone, strict=True):
        if number:
            yield f"Segments lus par « {name} » et non par l'autre, qui ne comptent pas : {number}."
    if unknown:
        yield f"Codes qui ne sont pas dans la grille : {', '.join(sorted(unknown))}."
    if unit == Unit.CHARACTER and documents:
        yield "Les caractères voisins vont ensemble : leur grand nombre ne rend pas les chiffres plus sûrs."
