"""The shapes by which labels, time codes and headers are known; no logic."""

import re

_CLOCK = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,-]\d{1,3})?"
_RANGE = rf"{_CLOCK}(?:\s*(?:-->|[-–—→à/])\s*{_CLOCK})?"
# [00:12], (0:01 - 0:11), <00:12:03>, #00:01:02-3#
WRAPPED_TIME = rf"(?:\[\s*{_RANGE}\s*\]|\(\s*{_RANGE}\s*\)|<\s*{_RANGE}\s*>|\#\s*{_RANGE}\s*\#|\{{\s*{_RANGE}\s*\}})"
CLOCK = re.compile(r"(\d{1,3}):(\d\d)(?::(\d\d))?(?:[.,-](\d{1,3}))?")
TIME_AT_START = re.compile(rf"\s*(?P<time>{WRAPPED_TIME})\s*(?:[-–—|]\s+)?")
BARE_TIME_AT_START = re.compile(rf"\s*(?P<time>{_RANGE})(?=\s|$)\s*(?:[-–—|]\s+)?")
TIME_AT_END = re.compile(rf"\s*(?P<time>{WRAPPED_TIME})\s*$")
BARE_TIME_AT_END = re.compile(rf"\s+(?P<time>{_RANGE})\s*$")
# inside a turn, only what cannot be the time of an appointment: hours, minutes and seconds, or the marks of f4
TIME_INSIDE = re.compile(
    rf"(?=[\#\[(])(?:\#\s*{_CLOCK}\s*\#|\[\s*{_RANGE}\s*\]|\(\s*\d{{1,2}}:[0-5]\d:[0-5]\d(?:[.,-]\d{{1,3}})?\s*\))"
)

HEADER_LINE = re.compile(r"\s*#\s*(?P<key>[^\W\d_][\w '’./°-]{0,40}?)\s*:\s*(?P<value>.*)$")
# a colon between two figures belongs to a time code
COLON = re.compile(r"(?P<label>(?:[^:\t\n]|(?<=\d):(?=\d)){1,70}?)\s*(?<!\d(?=:\d)):(?!//)(?P<rest>.*)$", re.DOTALL)
BRACKETS = re.compile(r"(?:\[(?P<square>[^\]:\n]{1,40})\]|<(?P<angle>[^>:\n]{1,40})>)\s*:?\s*(?P<rest>.*)$", re.DOTALL)
TAB = re.compile(r"(?P<label>[^:\t\n]{1,40}?)[ ]?\t+(?P<rest>.*)$", re.DOTALL)
WEAK_SEPARATOR = re.compile(
    r"(?:(?P<label>[^\W_](?:[^:\t\n–—-]|-(?=\w)){0,20}?)\.?\s+[-–—>|;]"
    r"|\((?P<round>[^():\n]{1,40})\)|(?P<code>[A-ZÀ-Þ]{1,4}\d{0,3})\.)\s+(?P<rest>.*)$",
    re.DOTALL,
)
# before a label, « 12 E : », « - E : », « # E : »; what closes « **E :** »
LINE_NUMBER = re.compile(r"\s*(?P<number>\d{1,5})[.)]?\s+(?=\S)")
BULLET = re.compile(r"\s*[-–—•]\s+(?=\S)")
HASH = re.compile(r"\s*#\s*(?=\S)")
# the share of the lines that bear one of these where it is a convention of the file
NEARLY_ALL = 0.9
EMPHASIS_OPEN = re.compile(r"\s*(?P<sign>\*{1,3}|_{1,3})")
SPOKEN_DASH = re.compile(r"\s*[-–—•]\s+(?P<rest>\S.*)$", re.DOTALL)

# P1, INT, E2, P 3, F-2, MOD., Sonal's « E ? »
CODE = re.compile(r"[^\W\d_a-zà-ÿ]{1,4}(?:[ ._-]?\d{1,3}[a-z]?)?\.?(?:\s*\?)?$")
# Valérie S., Mme D., M. Van D., J.-P. L., Sofia E.H., Ass. soc.
INITIAL = re.compile(
    r"(?:(?:[^\W\d_][\w'’.-]{0,20}[ \u00a0]){1,3}(?:(?:[^\W\d_]\.[ -]?){0,2}[^\W\d_]|[^\W\d_a-zà-ÿ][^\W\d_])"
    r"|[^\W\d_]{2,8}\.[ \u00a0][^\W\d_]{2,6})\.$"
)
# « A. FONTAINE », « J.-P. »
INITIALS = re.compile(r"(?<![\w'’])[^\W\d_a-zà-ÿ]\.")
# « A » in « Speaker A », « AS »: what a speaker is called, though « a » and « as » are words of a sentence
LETTER = re.compile(r"(?<![\w'’])(?:[^\W\d_a-zà-ÿ]|AS)(?![\w'’])")
# « c'est », « qu'on », not « N'Diaye »
ELIDED = re.compile(r"(?<![\w'’])(?:[cjmtsn]|qu)['’](?=(?-i:[a-zà-ÿœ]))", re.IGNORECASE)
