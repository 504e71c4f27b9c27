"""Numbers dictated in words, as bounded patterns; Belgian forms included."""

_UNITS = "zéro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf"
_TEENS = "dix|onze|douze|treize|quatorze|quinze|seize"
_TENS = "vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante"
_ONE = rf"(?:{_UNITS}|{_TEENS}|{_TENS})\b"
_GAP = r"[ \u00a0-]"

SMALL = rf"{_ONE}(?:{_GAP}(?:et{_GAP})?{_ONE}){{0,3}}"
"""A number below one hundred in words: « quatre-vingt-dix-sept », « trente et un »."""

YEAR = rf"(?:deux{_GAP}mille|mille{_GAP}neuf{_GAP}cents?|dix-neuf{_GAP}cents?)(?:{_GAP}(?:et{_GAP})?{SMALL})?"
"""A year in words, from mille neuf cent to deux mille nonante-neuf."""

DICTATED = rf"zéro(?:[ ,\u00a0-]{{1,2}}(?:et{_GAP})?(?:{_ONE}|cents?\b)){{4,20}}"
"""A telephone number in words: it begins with zéro and goes on for at least four more words."""
