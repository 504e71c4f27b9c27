"""The page itself: its templates, and the scripts that draw its charts.

The figures of the charts travel as JSON that cannot close its script element.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from thematique.pages import sheet
from thematique.stages.report import palette, work

_TEMPLATES = Path(__file__).parent / "templates"
# plotly writes style elements and attributes of its own; styles can reach nothing, as no source is open to them
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'"
)


def render(content: Mapping[str, Any]) -> bytes:
    """The page in UTF-8; `content` holds what the templates name."""
    return sheet.render(_TEMPLATES, {**content, "dark": palette.IN_THE_DARK, "stages": work.STAGES, **_furniture()})


@cache
def _furniture() -> Mapping[str, Any]:
    """What is the same in every report: the scripts, the style, and the policy that lets those scripts run."""
    from plotly.offline import get_plotlyjs

    scripts = [str(get_plotlyjs()), (_TEMPLATES / "charts.js").read_text(encoding="utf-8")]
    return {
        "scripts": [sheet.trusted(script) for script in scripts],
        "style": sheet.style(_TEMPLATES / "report.css"),
        "policy": _POLICY.format(scripts=" ".join(map(sheet.digest, scripts))),
    }
