"""How the command line shows what was masked, what is in doubt, and what was decided."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from thematique.cli import words
from thematique.cli.progress import watched
from thematique.exchange.headings import KIND_WORDS

if TYPE_CHECKING:
    from thematique.corrections import Correction, Doubt, Likeness
    from thematique.naming import Naming, Occurrences

_SHARE = 0.03
_FEW = 60
_AROUND = 5


def masked(naming: "Naming", document: str, *, as_json: bool) -> None:
    """What is masked: the code, its kind, how often, and under which spellings."""
    found = [one for one in naming.entities() if not document or document in one.documents]
    if as_json:
        _write([asdict(one) for one in found])
        return
    for one in found:
        spellings = ", ".join(dict.fromkeys(one.spellings))
        typer.echo(words.plain(f"{one.pseudonym} {KIND_WORDS[one.kind]}, {one.n_mentions} fois : {spellings}"))
    if not found:
        typer.echo("Rien n'est masqué.", err=True)


def doubts(naming: "Naming", document: str, *, everything: bool, as_json: bool) -> None:
    """What is left to look at, the most telling first: three words in a hundred, or all; and names never met."""
    with watched("lecture des mots à regarder"):
        found = naming.doubts(document)
        mine = [one for one in naming.standings() if document in ("", one.document)]
        texts = naming.texts()
    budget = max(_FEW, _SHARE * sum(one.n_words for one in mine))
    shown: list[Doubt] = []
    read = 0
    for one in found:
        read += len(one.text.split())
        if everything or read <= budget or one.start < 0:
            shown.append(one)
    if as_json:
        _write([asdict(one) for one in shown])
        return
    for one in shown:
        place = f"{one.document}, tour {one.turn}" if one.turn >= 0 else one.document or "toute l'étude"
        around = _around(texts.get((one.document, one.turn, one.where, one.key), ""), one.start, one.end)
        typer.echo(words.plain(f"{one.rank}. {one.text} — {one.why} ({place}){around}"))
    cut = f" ; ici, {words.number(len(shown))}, les plus probables (tous : --all)" if len(shown) < len(found) else ""
    told = f"{words.count(len(found), words.table('doubts'))}{cut}"
    typer.echo(f"{told}. Masquez-les (mask), ou laissez-les tels quels (unmask).", err=True)


def _around(text: str, start: int, end: int) -> str:
    """The words around a place in a text."""
    if start < 0 or not text:
        return ""
    before, after = text[:start].split(" ")[-_AROUND - 1 :], text[end:].split(" ")[: _AROUND + 1]
    return f"\n     … {' '.join(before)}[{text[start:end]}]{' '.join(after)} …"


def alike(naming: "Naming", *, as_json: bool) -> None:
    """Names that may be those of one person, or one name that may be that of two."""
    found = naming.likenesses()
    if as_json:
        _write([asdict(one) for one in found])
        return
    for one in found:
        names = f"{one.name} {one.pseudonym} / {one.other} {one.other_pseudonym}"
        asked = " ; dites ce que c'est : kind" if is_of_two_kinds(one) else ""
        typer.echo(words.plain(f"{names} — {one.why}{f' ({one.document})' if one.document else ''}{asked}"))
    advice = (
        "Réunissez-les (merge), dites-les distincts (apart, split), ou dites ce qu'est un nom pris pour autre chose "
        "(kind NOM --kind personne, lieu ou organisation)."
    )
    typer.echo(f"{words.count(len(found), 'ressemblances')}. {advice if found else ''}".rstrip(), err=True)


def is_of_two_kinds(one: "Likeness") -> bool:
    """Is what is asked what a name is, rather than whose it is?"""
    if one.name == one.other:
        return not one.document
    kinds = {code.strip("[]").partition("_")[0] for code in (one.pseudonym, one.other_pseudonym) if code}
    return len(kinds) > 1


def history(naming: "Naming", *, as_json: bool) -> None:
    """All that was decided, in order."""
    made, gone, later = naming.history(), naming.withdrawn(), naming.replaced()
    by = {number: one.number for number, one in later.items()}
    if as_json:
        _write([{**asdict(one), "withdrawn": one.number in gone, "replaced_by": by.get(one.number)} for one in made])
        return
    for one in made:
        fate = " — retirée" if one.number in gone else ""
        fate += f" — remplacée par la décision n° {by[one.number]}" if one.number in by else ""
        typer.echo(words.plain(f"{told(one)} {one.by}, {one.at[:16].replace('T', ' ')}{fate}"))


def tell_replaced(naming: "Naming", made: "Sequence[Correction]") -> None:
    """Say which earlier decisions these contradict: they no longer hold."""
    new = {one.number for one in made}
    before = {one.number: one for one in naming.history()}
    for number, one in naming.replaced().items():
        if one.number in new:
            typer.echo(words.plain(f"  La décision n° {one.number} remplace celle-ci : {told(before[number])}"))


def tell_uncovered(naming: "Naming", made: "Correction") -> None:
    """Say which names that people masked before will be readable inside one that they leave as it stands."""
    from thematique.naming.replaced import masked_within

    gone = naming.withdrawn() | naming.replaced().keys()
    for one in masked_within(naming.history(), gone, made):
        again = "pour qu'il reste masqué là aussi, masquez-le à nouveau après (mask)."
        typer.echo(words.plain(f"  Attention : « {one.name} » (décision n° {one.number}) y sera lisible ; {again}"))


def groups(naming: "Naming", variables: Sequence[str], k: int, *, as_json: bool) -> None:
    """The combinations of variables that fewer than `k` documents share, and which they are."""
    found = naming.groups(variables, k)
    if as_json:
        _write([asdict(one) for one in found])
        return
    for one in found:
        said = ", ".join(f"{name} = {value or '(vide)'}" for name, value in zip(variables, one.values, strict=True))
        typer.echo(words.plain(f"{said} : {', '.join(one.documents)}"))
    what = f"combinaisons que moins de {k} entretiens partagent"
    typer.echo(f"{len(found)} {what}." if found else f"Aucune combinaison n'est partagée par moins de {k}.", err=True)


def told(made: "Correction") -> str:
    """A decision in a French sentence, after its number."""
    where = "ici" if made.local else f"dans « {made.document} »" if made.document else "dans toute l'étude"
    kind = f" ({KIND_WORDS[made.kind]})" if made.kind else ""
    name, other = f"« {made.name} »", f"« {made.other} »"
    sentence = {
        "mask": f"masquer {name}{kind} {where}.",
        "unmask": f"laisser {name} tel quel {where}.",
        "kind": f"{name} est d'une autre nature{kind} {where}.",
        "merge": f"{name} et {other} ne font qu'un {where}.",
        "split": f"{name} et {other} sont distincts." if made.other else f"{name} est quelqu'un d'autre {where}.",
        "read": f"« {made.document} » a été relue.",
        "sign": f"« {made.document} » est signée.",
        "withdraw": f"la décision n° {made.name} est retirée.",
    }[made.act]
    return f"n° {made.number} : {sentence}"


def counted(name: str, found: "Occurrences", document: str) -> str:
    """How often a name stands in the texts."""
    where = f"« {document} »" if document else "les textes"
    if not found.total:
        return f"  « {name} » n'a pas encore été rencontré dans {where} ; la décision vaudra pour les fichiers à venir."
    return f"  « {name} » : {found.total} fois dans {where}, masqué {found.masked} fois pour l'instant."


def taken_for(name: str, etude: Path) -> str:
    """What a name masked without a kind counts as, and how to say otherwise."""
    remedy = f'thematique names {etude} kind "{name}" --kind lieu (ou organisation…)'
    return words.plain(f"  Masqué comme personne ; si ce n'en est pas une : {remedy}")


def _write(content: Sequence[Mapping[str, Any]]) -> None:
    typer.echo(json.dumps(list(content), ensure_ascii=False))
