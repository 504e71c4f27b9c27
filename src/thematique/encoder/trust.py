"""Which models may be loaded: those that hold arrays and no code, and of ours, those that were shipped."""

import json
from pathlib import Path

from thematique.digests import digest_of, digest_path
from thematique.errors import Altered, InvalidFile
from thematique.shipped import shipped

_DIGESTS = {
    "fr-precis": "b96e050c4745abf3a86d647a347af8f4a437f50c9867e30f40c255181ec16029",
    "fr-rapide": "cd87d1295460103ad24d530f9eb3495c6255799eac5c7c6df7b82556838928a6",
}
_WEIGHTS, _PICKLED = "model.safetensors", "pytorch_model.bin"
_OURS = "sentence_transformers."
# what explains a model, or makes it, is no part of it
_APART = ("README.md", "recipe")


def fingerprint(folder: Path) -> str:
    """The digest of the files that make a model."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and _part(path.relative_to(folder)))
    return digest_of(text for path in files for text in (path.relative_to(folder).as_posix(), digest_path(path)))


def check(folder: Path, name: str) -> None:
    """Make sure that loading the model of a folder can only read arrays.

    Raises:
        InvalidFile: it holds code or pickled weights.
        Altered: it is one of ours and was changed.
    """
    ours = _DIGESTS.get(name) if folder == shipped(f"models/{name}") else None
    if ours is not None and fingerprint(folder) != ours:
        raise Altered(f"models/{name}")
    if faults := [*_coded(folder), *_pickled(folder)]:
        raise InvalidFile(name, faults)


def _part(path: Path) -> bool:
    return path.parts[0] not in _APART and "__pycache__" not in path.parts


def _coded(folder: Path) -> list[str]:
    """What would make the libraries run code of the folder."""
    modules, config = _read(folder / "modules.json"), _read(folder / "config.json")
    kinds = [str(module.get("type", "")) for module in modules] if isinstance(modules, list) else []
    strange = any(not kind.startswith(_OURS) for kind in kinds)
    if strange or (isinstance(config, dict) and "auto_map" in config):
        return ["ce modèle apporte son propre programme, que thematique n'exécute pas ; choisissez-en un autre."]
    return []


def _pickled(folder: Path) -> list[str]:
    """The weights that only pickle reads."""
    return [
        f"{path.relative_to(folder).as_posix()} pourrait contenir un programme ; "
        "prenez une version du modèle dont les poids sont au format safetensors."
        for path in sorted(folder.rglob(_PICKLED))
        if not path.with_name(_WEIGHTS).exists()
    ]


def _read(path: Path) -> object:
    try:
        content: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content
