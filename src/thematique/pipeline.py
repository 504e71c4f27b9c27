"""A pipeline: which stages, in which order, with which settings; loaded and checked as a whole before anything runs."""

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from thematique import stages
from thematique.codebook import read_toml
from thematique.errors import InvalidFile, WrongUse
from thematique.shipped import shipped
from thematique.stage import Stage

# what no stage writes: the driver hands it over, from the study's own files or from its ledger
GIVEN = frozenset({"sources", "corrections", "signatures", "codes", "trained", "refusals", "steps", "wording"})
# those that lie on the private side
_PRIVATE_GIVEN = frozenset({"sources", "corrections", "signatures"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A stage in its pipeline, with its settings."""

    name: str
    stage: Stage
    settings: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Stages in the order in which they run."""

    name: str
    steps: Sequence[Planned]

    def maker(self, table: str) -> Planned | None:
        """The step that writes `table`, if any."""
        return next((step for step in self.steps if table in step.stage.writes), None)

    def step(self, name: str) -> Planned:
        """The step of this name.

        Raises:
            WrongUse: there is none.
        """
        found = next((step for step in self.steps if step.name == name), None)
        if found is None:
            names = _list([step.name for step in self.steps])
            raise WrongUse(f"l'étape « {name} » n'est pas dans le pipeline ; étapes : {names}.")
        return found

    def needs_private(self, step: Planned) -> bool:
        """Whether a stage reads or writes what identifies people."""
        private = _PRIVATE_GIVEN.union(*(other.stage.private for other in self.steps))
        return bool(private & {*step.stage.reads, *step.stage.writes})


def load(name: str, overrides: Mapping[str, Any], *, origin: str) -> Pipeline:
    """The pipeline called `name` (of those shipped, or the path of a TOML file) with the study's own settings.

    Args:
        name: name of a shipped pipeline, or path of a file that lists its `stages`.
        overrides: for each stage, the settings that differ from the pipeline's; a value outside any stage is a
            setting of every stage that knows it, such as `encoder`.
        origin: the file that `overrides` come from, for messages.

    Raises:
        InvalidFile: unknown pipeline, stage or setting, wrong value, or a table that nobody writes; all are listed.
    """
    path = Path(name) if name.endswith(".toml") else shipped(f"pipelines/{name}.toml")
    content = _read(path, name, origin=origin)
    listed = content.pop("stages", None)
    if not (isinstance(listed, list) and listed and all(isinstance(stage, str) for stage in listed)):
        raise InvalidFile(str(path), ['il faut la liste des étapes, par exemple : stages = ["ingest"].'])
    known = [stage for stage in listed if stage in stages.names()]
    common = {key: value for key, value in overrides.items() if key not in listed and not isinstance(value, Mapping)}
    problems = [*_strangers(listed, known), *_misplaced(content, listed), *_misplaced(overrides, [*listed, *common])]
    steps = []
    for stage_name in known:
        stage = stages.find(stage_name)
        chosen = {key: value for key, value in common.items() if key in _fields(stage)}
        for section in (content.get(stage_name), overrides.get(stage_name)):
            chosen |= section if isinstance(section, Mapping) else {}
        steps.append(Planned(name=stage_name, stage=stage, settings=_settings(stage, stage_name, chosen, problems)))
    if known == listed:
        heard = {field for step in steps for field in _fields(step.stage)}
        problems += [f"« {key} » n'est un réglage d'aucune étape." for key in common if key not in heard | {"title"}]
        problems += _chain(steps)
    if problems:
        raise InvalidFile(origin, problems)
    return Pipeline(name=name, steps=tuple(steps))


def _strangers(listed: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    for stage in listed:
        if stage not in known:
            yield f"l'étape « {stage} » n'existe pas ; étapes connues : {_list(stages.names())}."


def _misplaced(content: Mapping[str, Any], allowed: Sequence[str]) -> Iterator[str]:
    """What stands where only the settings of stages may."""
    for key, value in content.items():
        if key not in allowed:
            known = [name for name in allowed if name in stages.names()]
            yield f"« {key} » n'est pas une étape de ce pipeline ; étapes : {_list(known)}."
        elif key in stages.names() and not isinstance(value, Mapping):
            yield f"« {key} » est une étape ; écrivez ses réglages sous une ligne [{key}]."


def _read(path: Path, name: str, *, origin: str) -> dict[str, Any]:
    if not path.is_file():
        known = _list(sorted(file.stem for file in shipped("pipelines").glob("*.toml")))
        raise InvalidFile(origin, [f"le pipeline « {name} » est introuvable ; pipelines fournis : {known}."])
    return read_toml(path)


def _settings(stage: Stage, name: str, chosen: Mapping[str, Any], problems: list[str]) -> Any:
    """The settings of a stage, checked; what is wrong is added to `problems`."""
    from pydantic import TypeAdapter, ValidationError

    known = _fields(stage)
    for key in chosen:
        if key not in known:
            problems.append(f"[{name}] ne connaît pas « {key} » ; réglages possibles : {_list(known) or 'aucun'}.")
    try:
        return TypeAdapter(stage.settings).validate_python({key: chosen[key] for key in known if key in chosen})
    except ValidationError as error:
        for fault in error.errors():
            place = ".".join(str(part) for part in fault["loc"])
            problems.append(f"[{name}] {place} = {fault['input']!r} n'est pas admis ({_fault(fault)}).")
        return stage.settings()


_FAULTS = {
    "int": "il faut un nombre entier",
    "float": "il faut un nombre",
    "bool": "il faut true ou false",
    "string": "il faut un texte entre guillemets",
    "tuple": "il faut une liste entre crochets",
    "list": "il faut une liste entre crochets",
}


def _fault(fault: Any) -> str:
    """A pydantic error in French words."""
    limits = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
    context = fault.get("ctx", {})
    bounds = [f"la valeur doit être {sign} {context[key]}" for key, sign in limits.items() if key in context]
    if bounds:
        return bounds[0]
    if "expected" in context:
        return f"valeurs possibles : {context['expected']}".replace(" or ", " ou ")
    return _FAULTS.get(str(fault["type"]).split("_")[0], "valeur incorrecte")


def _chain(steps: Sequence[Planned]) -> Iterator[str]:
    """What does not fit when each stage reads what those before it wrote."""
    written: dict[str, type] = {}
    private: set[str] = set()
    for step in steps:
        stage = step.stage
        for table, kind in stage.reads.items():
            if table not in GIVEN and table not in written:
                yield f"l'étape « {step.name} » lit « {table} », qu'aucune étape ne fait avant elle."
            elif written.get(table, kind) is not kind:
                yield f"l'étape « {step.name} » attend une autre forme de « {table} »."
        for table, kind in stage.writes.items():
            if table in written:
                yield f"la table « {table} » est faite par deux étapes, dont « {step.name} »."
            written[table] = kind
        private |= stage.private
        expected = {"settings", *stage.reads, *stage.keeps}
        if set(inspect.signature(stage.run).parameters) != expected:
            yield f"l'étape « {step.name} » doit recevoir exactement : {_list(sorted(expected))}."


def _fields(stage: Stage) -> Sequence[str]:
    return [field.name for field in fields(stage.settings)]


def _list(names: Sequence[str]) -> str:
    return ", ".join(names)
