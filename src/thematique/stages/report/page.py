"""The page itself: templates, style and scripts in one file that needs nothing else.

Everything a template prints is made visible (`words.visible`) and escaped; the figures of the charts travel as JSON
that cannot close its script element. The content policy lets two scripts run, by their digest, and nothing be fetched.
"""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thematique.stages.report import palette, words

if TYPE_CHECKING:
    import jinja2
    import markupsafe

_TEMPLATES = Path(__file__).parent / "templates"
# plotly writes style elements and attributes of its own; styles can reach nothing, as no source is open to them
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'"
)


def render(content: Mapping[str, Any]) -> bytes:
    """The page in UTF-8; `content` holds what the templates name."""
    page = _environment().get_template("page.html")
    return page.render(content, dark=palette.IN_THE_DARK, **_furniture()).encode("utf-8")


@cache
def _environment() -> "jinja2.Environment":
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=_finalize,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        name: getattr(words, name) for name in ("number", "percent", "count", "date", "clock", "anchor", "capital")
    }
    environment.globals["stages"] = words.STAGES
    return environment


@cache
def _furniture() -> Mapping[str, Any]:
    """What is the same in every report: the scripts, the style, and the policy that lets those scripts run."""
    from plotly.offline import get_plotlyjs

    scripts = [str(get_plotlyjs()), (_TEMPLATES / "charts.js").read_text(encoding="utf-8")]
    return {
        "scripts": [_trusted(script) for script in scripts],
        "style": _trusted((_TEMPLATES / "style.css").read_text(encoding="utf-8")),
        "policy": _POLICY.format(scripts=" ".join(map(_digest, scripts))),
    }


def _finalize(value: Any) -> Any:
    from markupsafe import Markup

    return words.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _trusted(text: str) -> "markupsafe.Markup":
    """Mark our own script or style as not to be escaped; refuse one that would end its element early."""
    from markupsafe import Markup

    if "</script" in text.lower() or "</style" in text.lower():
        raise ValueError("a script or style of the report would end its own element")
    return Markup(text)  # noqa: S704 - shipped with the package, never made from a transcript


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
