"""Reading the lists that lie beside this file: `#` begins a comment, `##` a section."""

import re
from pathlib import Path

from thematique.french.lexicon import Entries, read
from thematique.shipped import shipped

_HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    """The lines of a list."""
    found = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


def entries(name: str) -> list[str]:
    """The words of a list."""
    return [word for line in lines(name) for word in line.split()]


def sections(name: str) -> dict[str, str]:
    """The text of each section of a list, by its heading."""
    text = (_HERE / name).read_text(encoding="utf-8").splitlines()
    parts = re.split(r"^## (.+)$", "\n".join(line for line in text if not line.startswith("# ")), flags=re.M)
    return {head: body.strip() for head, body in zip(parts[1::2], parts[2::2], strict=True)}


def lexicon(name: str) -> Entries:
    """A list of `data/lexicons`."""
    return read(shipped(f"data/lexicons/{name}.txt"))
