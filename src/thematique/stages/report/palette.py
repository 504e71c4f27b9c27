"""The colours of the charts, in light and in dark, and the fonts.

The three hues are of Okabe and Ito's palette, which people who do not tell red from green can tell apart; each also has
its own mark. Crossings use one hue from pale to deep.
"""

from collections.abc import Mapping

FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"

PAPER = "#ffffff"
INK = "#1d2126"
MUTED = "#565e68"
LINE = "#d9dce0"
THEME = "#1f4e79"
CODE = "#7ba3c9"
LEAST = "#f1f4f8"
MIDDLE = "#86aed4"
MOST = "#123d66"
HUES = ("#0072b2", "#d55e00", "#009e73", "#9a4f84")
MARKS = ("circle", "diamond", "square", "triangle-up")

IN_THE_DARK: Mapping[str, str] = {
    PAPER: "#15181c",
    INK: "#e6e6e1",
    MUTED: "#a3abb5",
    LINE: "#3a4048",
    THEME: "#8fbce6",
    CODE: "#4d7ba6",
    LEAST: "#1f2429",
    MIDDLE: "#3f73a5",
    MOST: "#b5d8fa",
    HUES[0]: "#56b4e9",
    HUES[1]: "#f0913c",
    HUES[2]: "#2fc79b",
    HUES[3]: "#dba3cb",
}
"""What each colour becomes on a dark page."""
