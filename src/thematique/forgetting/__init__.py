"""Erase a document, or somebody, from a study and from all that was made of it, and prove it.

Of a document nothing stays. Of somebody who speaks among others, the words go, turn by turn, and the name goes wherever
the study knows it, in what others say too: the original of each transcript concerned, in the study, is replaced by an
extract of what was read of it, in which « [retiré] » stands for the words and the code for the name. So nothing has to
remember whom to leave out. The code is never given to anybody else.

Method: what people decided on these words first, then the models that learnt from them, old exports, the tables, the
    originals, and last the registry of names: interrupted, the same command does again what is left. What others
    decided elsewhere stays; where the same transcript is concerned, it finds its words again by their anchors.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from thematique import filed, tables
from thematique.correcting import Corrections
from thematique.corrections import Correction
from thematique.forgetting import originals
from thematique.forgetting.traces import Traces
from thematique.forgetting.wanted import Texts, Wanted
from thematique.french.names import addressed, form, key
from thematique.intake import readable_name
from thematique.originals import paths
from thematique.people import People
from thematique.records import Mention, Pseudonym, record
from thematique.store import Store
from thematique.versions import Versions

# what the study itself is made of: other files were put there by people
_OWN = frozenset({"etude.toml", "corpus.csv", "ledger.sqlite", "erasures.jsonl", "private.json"})
_OWN_FOLDERS = frozenset({"transcripts", "private", "tables", "vectors", "backups"})
_CODEBOOK = "codebook.toml"


@record
class Proof:
    """What was erased, by what it is, how many; and where a trace is left or could not be looked for.

    Attributes:
        code: of the person; empty for a document.
        documents: how many went whole.
        turns: how many turns of other documents lost their words.
        rewritten: how many originals an extract replaces.
        counts: what went, in French, with how many.
        models: the versions that had learnt from the words.
        files: files that people had put in the study's folder, removed.
        unread: such files of which nothing tells whether they hold any, and are still there.
        left: tables and files where a trace is left.
        elsewhere: codes of those who spoke in an erased document and are still named in others, with how often.
    """

    code: str
    documents: int
    turns: int
    rewritten: int
    counts: Mapping[str, int]
    models: Sequence[str]
    files: Sequence[str]
    unread: Sequence[str]
    elsewhere: Mapping[str, int]
    left: Sequence[str] = ()


def texts_of(store: Store) -> Texts:
    """The texts of a study."""
    return Texts(raw=store.read("raw_turns"), turns=store.read("turns"), mentions=store.read("mentions"))


def erase(folder: Path, wanted: Wanted, store: Store, people: People) -> Proof:
    """Erase from everything but what a run makes again; `left` is not yet known."""
    traces, texts = Traces(wanted), texts_of(store)
    units = _units(store, wanted, texts.mentions)
    told = {"code": wanted.code, "documents": len(wanted.documents), "turns": len(wanted.turns)}
    decided = people.erase(documents=wanted.documents, spans=wanted.spans, redact=traces.redact, told=told)
    models = _drop_models(folder, wanted)
    files, unread = _foreign(folder, traces, store.paths)
    raw = {name: store.units(name) for name in ("raw_documents", "raw_turns")}
    registry = _registry(store.read("pseudonyms"), wanted, texts.mentions)
    counts = {"decisions": sum(decided.get(kind, 0) for kind in ("coding", "memo", "correction", "reading"))}
    counts |= {"journal": decided.get("entry", 0), "backups": decided.get("backup", 0)}
    counts["tables"] = store.drop([*units, *(wanted.documents & {*paths(folder)})])
    counts["rewritten"], counts["removed"] = _originals(folder, units, raw, texts.mentions, wanted, traces)
    counts["corrections"] = Corrections(folder).redact(lambda one: _concerns(one, wanted))
    counts["names"] = sum(bool(old.forms) and not new.forms for old, new in registry)
    if registry:
        store.rewrite("pseudonyms", "", [new for _, new in registry])
    (folder / "private" / "journal.log").unlink(missing_ok=True)
    store.compact()
    return Proof(
        code=wanted.code,
        documents=counts.pop("removed"),
        turns=len(wanted.turns),
        rewritten=counts.pop("rewritten"),
        counts=counts,
        models=models,
        files=files,
        unread=unread,
        elsewhere=_elsewhere(wanted, texts),
    )


def left(folder: Path, wanted: Wanted, store: Store) -> list[str]:
    """Where a trace still is: tables, and files that are no tables."""
    traces = Traces(wanted)
    skipped = {"tables", "vectors", "transcripts"}
    files = [
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in skipped and traces.in_file(path)
    ]
    return [*traces.in_tables(store), *files]


def _units(store: Store, wanted: Wanted, mentions: Collection[Mention]) -> list[str]:
    """The files that hold something of what goes."""
    named = {mention.document for mention in mentions if wanted.covers(mention)}
    touched = named | wanted.touched | wanted.documents
    return [unit for unit, held in store.units("raw_documents").items() if {one.document for one in held} & touched]


def _drop_models(folder: Path, wanted: Wanted) -> Sequence[str]:
    """Remove the versions that learnt from the words: nothing tells what they kept of them."""
    kept = Versions(folder)
    names = kept.taught_by(wanted.documents | wanted.touched)
    kept.drop(names)
    return names


def _foreign(folder: Path, traces: Traces, made: Collection[str]) -> tuple[list[str], list[str]]:
    """Remove the files that people put in the study's folder and that hold a trace, and redact the codebook.

    What stages `made` goes with the tables. Tables in Parquet cannot be looked into: an export is made again in a
    moment, and goes too.
    """
    gone, unread = [], []
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        if (
            not path.is_file()
            or place.parts[0] in _OWN_FOLDERS
            or place.as_posix() in {*_OWN, *made}
            or _of_review(place)
        ):
            continue
        if place.as_posix() == _CODEBOOK:
            _redact(path, traces)
            continue
        trace = traces.in_file(path)
        if trace or (trace is None and path.suffix == ".parquet"):
            path.unlink()
            gone.append(place.as_posix())
        elif trace is None or path.suffix.lower() in {".pdf", ".gz", ".7z", ".rar"}:
            unread.append(place.as_posix())
    return gone, unread


def _of_review(place: Path) -> bool:
    return len(place.parts) == 1 and place.name.startswith(("review.", "."))


def _redact(path: Path, traces: Traces) -> None:
    text = path.read_text(encoding="utf-8-sig")
    if (kept := traces.redact(text)) != text:
        tables.write(path, kept.encode())


def _originals(
    folder: Path,
    units: Sequence[str],
    raw: Mapping[str, Mapping[str, Sequence[Any]]],
    mentions: Collection[Mention],
    wanted: Wanted,
    traces: Traces,
) -> tuple[int, int]:
    """Replace or remove the originals, and let corpus.csv follow; how many of each."""
    there, named = paths(folder), originals.named(mentions, wanted)
    renamed, gone = {}, []
    cells: dict[str, str] = {}
    for unit in sorted({*units, *(wanted.documents & {*there})}):
        documents = [one for one in raw["raw_documents"].get(unit, ()) if one.document not in wanted.documents]
        if unit not in there:
            continue
        former = readable_name(there[unit])
        if not documents:
            there[unit].unlink()
            gone.append(former)
            continue
        turns = originals.cleared(raw["raw_turns"].get(unit, ()), named, wanted, traces)
        told = [originals.described(one, named, wanted, traces) for one in documents]
        for old, new in zip(documents, told, strict=True):
            cells |= originals.changed(old, new)
        renamed[former] = originals.put(folder, unit, originals.extract(unit, told, turns))
    originals.rewrite_rows(folder, renamed, gone, traces, code=wanted.code, told=cells)
    filed.unremember(folder, [*gone, *renamed])
    return len(renamed), len(gone)


def _registry(
    known: Sequence[Pseudonym], wanted: Wanted, mentions: Collection[Mention]
) -> list[tuple[Pseudonym, Pseudonym]]:
    """Each entity of the registry, and what stays of it: the forms by which it is still named elsewhere."""
    touched = {mention.code for mention in mentions if wanted.covers(mention)} | {wanted.code}
    staying: dict[str, set[str]] = {}
    for mention in mentions:
        if not wanted.covers(mention):
            name = form(mention.kind, mention.text)
            staying.setdefault(mention.code, set()).update({name, addressed(name, mention.source)})
    pairs = []
    for one in known:
        if one.pseudonym not in touched:
            pairs.append((one, one))
            continue
        forms = [name for name in one.forms if name in staying.get(one.pseudonym, ())]
        documents = [name for name in one.documents if name not in wanted.documents]
        pairs.append((one, replace(one, forms=forms, found=bool(forms), documents=documents, former=(), invented="")))
    return pairs


def _concerns(one: Correction, wanted: Wanted) -> bool:
    """Whether a correction tells of what is erased."""
    if one.document in wanted.documents or (one.local and (one.document, one.turn) in wanted.turns):
        return True
    names = {key(name) for name in wanted.names}
    return bool({key(one.name), key(one.other)} & (names - {""}))


def _elsewhere(wanted: Wanted, texts: Texts) -> Mapping[str, int]:
    """Who spoke in a document that goes, and is still named in others."""
    spoke = {one.code for one in texts.mentions if one.document in wanted.documents and one.where == "speaker"}
    found: dict[str, int] = {}
    for one in texts.mentions:
        if one.code in spoke and one.document not in wanted.documents:
            found[one.code] = found.get(one.code, 0) + 1
    return found
