"""A page in one file that needs nothing else: templates, style and scripts.

Everything a template prints is made visible (`words.visible`) and escaped. The content policy of a page lets its own
scripts run, by their digest, and nothing be fetched.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thematique.pages import words

if TYPE_CHECKING:
    import jinja2
    import markupsafe

_HERE = Path(__file__).parent
_FILTERS = ("number", "percent", "count", "date", "clock", "anchor", "capital")


@cache
def environment(templates: Path) -> "jinja2.Environment":
    """What reads the templates of a folder; they find the filters of `words` by their names."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates),
        autoescape=True,
        finalize=_finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {name: getattr(words, name) for name in _FILTERS}
    return made


def render(templates: Path, content: Mapping[str, Any]) -> bytes:
    """The page `page.html` of a folder of templates, in UTF-8; `content` holds what they name."""
    return environment(templates).get_template("page.html").render(content).encode("utf-8")


def style(*more: Path) -> "markupsafe.Markup":
    """The look that all pages share, followed by the rules of one of them."""
    return trusted("\n".join(path.read_text(encoding="utf-8") for path in (_HERE / "style.css", *more)))


def trusted(text: str) -> "markupsafe.Markup":
    """Mark our own script or style as not to be escaped.

    Raises:
        ValueError: it would end its own element early.
    """
    from markupsafe import Markup

    if "</script" in text.lower() or "</style" in text.lower():
        raise ValueError("a script or style of a page would end its own element")
    return Markup(text)  # noqa: S704 - shipped with the package, never made from a transcript


def digest(text: str) -> str:
    """How a content policy names a script or style that it lets run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _finalize(value: Any) -> Any:
    from markupsafe import Markup

    return words.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
