"""Where the files that travel with the package lie: pipelines, codebooks, lexicons, the sample study."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The path of a shipped file or folder, such as `data/codebooks/reseau.toml`.

    In a wheel the files lie beside the modules; in a checkout, at the top of the repository.
    """
    share = _PACKAGE / "share"
    root = share if share.is_dir() else _PACKAGE.parents[1]
    return root / name
