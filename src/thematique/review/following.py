"""Codings follow the codebook: where each goes when codes change their path, and how it comes back.

A change gives codings another code and never deletes one. Where a coder would then say the same of the same words
twice, or both accept and refuse the code there, one decision stands, an acceptance before a refusal; the other rests
until the change is taken back.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Q

from thematique.codings import NOTHING, Verdict
from thematique.records import record
from thematique.review import journal
from thematique.review.database import batches
from thematique.review.models import Coding, Memo


@record
class Flow:
    """How many standing codings of a coder go from a code to another; `new` is the same where they stay."""

    old: str
    new: str
    coder: str
    accepted: int
    rejected: int


@record
class Course:
    """What becomes of codings and memos in a change, by their keys.

    `goes` and `memos` give the new code of each that gets another; `twins`, for each coding that would repeat or
    contradict another of its coder, the one that stands.
    """

    goes: Mapping[int, str]
    memos: Mapping[int, str]
    twins: Mapping[int, int]
    flows: Sequence[Flow]


def course(moves: Mapping[str, str | None], chosen: Mapping[int, str]) -> Course:
    """What a change would do to codings; nothing is written.

    Args:
        moves: the new path of codes, None for a code that is no longer in the codebook: its codings stay as they are.
        chosen: the code of single codings, by their key.
    """
    paths = {old: new for old, new in moves.items() if new is not None and new != old}
    rows = list(_rows(Q(code__in=[*moves]))) + [
        row for keys in batches(sorted(chosen)) for row in _rows(Q(pk__in=keys))
    ]
    goes = {row.pk: chosen.get(row.pk) or paths[row.code] for row in rows if row.pk in chosen or row.code in paths}
    beside = _rows(Q(code__in=sorted({*goes.values()}), standing=True))
    memos = Memo.objects.filter(code__in=[*paths]).values_list("pk", "code")
    return Course(
        goes=goes,
        memos={key: paths[code] for key, code in memos},
        twins=_twins({row.pk: row for row in (*rows, *beside) if row.standing}, goes),
        flows=flows(rows, goes),
    )


def follow(wanted: Course) -> dict[str, Any]:
    """Give codings and memos their new codes; returns what `take_back` needs, as JSON values."""
    told = {"moved": _give(Coding, wanted.goes), "memos": _give(Memo, wanted.memos)}
    for keys in batches(sorted(wanted.twins)):
        Coding.objects.filter(pk__in=keys).update(standing=False, ended_at=journal.now())
    return {**told, "twins": sorted(wanted.twins.items())}


def take_back(told: Mapping[str, Any]) -> None:
    """Give codings and memos the codes they had before a change; what was decided since stays as it is."""
    for model, name in ((Coding, "moved"), (Memo, "memos")):
        for old, keys in told.get(name, {}).items():
            _set_code(model, keys, old)
    for pairs in batches(told.get("twins", [])):
        kept = Coding.objects.filter(pk__in=[key for _, key in pairs], standing=True).values_list("pk", flat=True)
        # who has decided otherwise since meant the passage, whatever its code was called
        standing = set(kept)
        again = [gone for gone, key in pairs if key in standing]
        Coding.objects.filter(pk__in=again).update(standing=True, ended_at=None)


def back(told: Mapping[str, Any]) -> Sequence[Flow]:
    """The standing codings that `take_back` would give their former code."""
    former = {key: old for old, keys in told.get("moved", {}).items() for key in keys}
    return flows(_keyed(former), former)


def on_codes(codes: Iterable[str], *, but: Iterable[int] = ()) -> Sequence[Flow]:
    """The standing codings of some codes, except those of the keys `but`."""
    left_out = set(but)
    return flows([row for row in _rows(Q(code__in=sorted(codes))) if row.pk not in left_out], {})


def astray(codes: Iterable[str]) -> Sequence[Flow]:
    """The standing codings whose code is none of `codes`."""
    return flows(_rows(Q(standing=True) & ~Q(code__in=[*codes, NOTHING])), {})


def flows(rows: Iterable[Any], goes: Mapping[int, str]) -> Sequence[Flow]:
    """Standing codings counted by code, new code and coder, in this order."""
    counted: Counter[tuple[str, str, str, str]] = Counter(
        (row.code, goes.get(row.pk, row.code), row.coder.name, row.verdict) for row in rows if row.standing
    )
    return [
        Flow(
            old=old,
            new=new,
            coder=coder,
            accepted=counted[old, new, coder, Verdict.ACCEPT.value],
            rejected=counted[old, new, coder, Verdict.REJECT.value],
        )
        for old, new, coder in sorted({key[:3] for key in counted})
    ]


def _twins(rows: Mapping[int, Any], goes: Mapping[int, str]) -> dict[int, int]:
    """The standing codings that a change makes one coder's second word on a passage, each with the one that is kept."""
    words: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows.values():
        code = goes.get(row.pk, row.code)
        words[row.coder_id, row.document, row.start, row.end, row.lost, code].append(row)
    twins: dict[int, int] = {}
    for same in words.values():
        # what stood side by side before stays so
        if any(row.pk in goes for row in same):
            kept, *rest = sorted(same, key=lambda row: (row.verdict != Verdict.ACCEPT, row.pk in goes, row.pk))
            twins |= {row.pk: kept.pk for row in rest}
    return twins


def _rows(which: Q) -> Iterator[Any]:
    fields = ("coder__name", "document", "start", "end", "lost", "code", "verdict", "standing")
    return Coding.objects.filter(which).select_related("coder").only(*fields).order_by("pk").iterator(chunk_size=2000)


def _keyed(keys: Iterable[int]) -> Iterator[Any]:
    for some in batches(sorted(keys)):
        yield from _rows(Q(pk__in=some))


def _give(model: Any, goes: Mapping[int, str]) -> dict[str, list[int]]:
    """Give rows their new codes; returns their keys by the code they had."""
    by_new: dict[str, list[int]] = defaultdict(list)
    for key, new in sorted(goes.items()):
        by_new[new].append(key)
    moved: dict[str, list[int]] = defaultdict(list)
    for keys in batches(sorted(goes)):
        for key, old in model._default_manager.filter(pk__in=keys).order_by("pk").values_list("pk", "code"):
            moved[old].append(key)
    for new, keys_of_new in by_new.items():
        _set_code(model, keys_of_new, new)
    return dict(moved)


def _set_code(model: Any, keys: Iterable[int], code: str) -> None:
    for some in batches(keys):
        model._default_manager.filter(pk__in=some).update(code=code)
