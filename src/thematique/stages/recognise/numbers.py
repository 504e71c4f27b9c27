"""Numbers dictated in words, as bounded patterns; Belgian forms included."""

_UNITS = "zéro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf"
_TEENS = "dix|onze|douze|treize|quatorze|quinze|seize"
_TENS = "vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante"
_ONE = rf"(?:{_UNITS}|{_TEENS}|{_TENS})\b"
_GAP = r"[ \u00a0-]"

MONTH = "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre"
"""The months, as alternatives."""

SMALL = rf"{_ONE}(?:{_GAP}(?:et{_GAP})?{_ONE}){{0,3}}"
"""A number below one hundred in words: « quatre-vingt-dix-sept », « trente et un »."""

BELOW_THOUSAND = rf"(?:(?:(?:{_UNITS}){_GAP})?cents?\b(?:{_GAP}(?:et{_GAP})?{SMALL})?|{SMALL})"
"""A number below one thousand in words: « deux cent dix »."""

YEAR = rf"(?:deux{_GAP}mille|mill?e?{_GAP}neuf{_GAP}cents?|dix-neuf{_GAP}cents?)(?:{_GAP}(?:et{_GAP})?{SMALL})?"
"""A year in words, from mille neuf cent to deux mille nonante-neuf."""

SHORT_YEAR = rf"(?:{_TENS}|quatre{_GAP}vingts?)\b(?:{_GAP}(?:et{_GAP})?{_ONE}){{0,3}}"
"""A year of which the century is not said: « quarante-neuf »."""

POSTCODE = rf"(?:{_UNITS}){_GAP}mille(?:{_GAP}(?:(?:{_UNITS}){_GAP})?cents?)?(?:{_GAP}{SMALL})?"
"""A Belgian postcode in words: « quatre mille vingt », « six mille deux cents »."""
