"""How the pages write times, scores and names."""

import re
from datetime import datetime

from django import template
from django.utils.html import format_html

from thematique.agreement_report.measures import who
from thematique.web.scales import Scale

register = template.Library()


@register.filter
def clock(seconds: float | None) -> str:
    """A time in a recording: 1:02:03 or 2:03."""
    if seconds is None:
        return ""
    whole = int(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


@register.filter
def percent(score: float | None) -> str:
    """A score in hundredths: 62 %."""
    return "" if score is None else f"{round(score * 100)}\u202f%"


@register.filter
def local(moment: datetime) -> str:
    """A moment as this machine's clock says it."""
    return f"{moment.astimezone():%d/%m/%Y %H:%M}"


@register.filter(is_safe=True)
def visible(text: str) -> str:
    """A text whose invisible signs, which could hide words or turn them around, are shown."""
    return "".join(char if char.isprintable() or char in "\n\t\u00a0\u202f" else f"⟨{ord(char):04X}⟩" for char in text)


@register.filter
def breakable(name: str) -> str:
    """A name that a narrow column cuts between its parts rather than in the middle of a word."""
    parts = re.split(r"(?<=[_:./-])(?=\w)", visible(name))
    return format_html("<wbr>".join("{}" for _ in parts), *parts)


@register.filter
def pluralize(count: int, endings: str = "s") -> str:
    """The ending of a plural, as French counts: none and one are singular; two endings say both."""
    singular, comma, plural = endings.partition(",")
    if not comma:
        singular, plural = "", singular
    return plural if count > 1 else singular


@register.filter
def moment(told: str) -> str:
    """A moment of a coding, as this machine's clock says it."""
    return local(datetime.fromisoformat(told)) if told else ""


@register.filter
def hundredths(value: float) -> str:
    """A number from 0 to 1 as a width out of 100."""
    return f"{100 * value:.1f}"


@register.filter
def along(value: float, scale: Scale) -> str:
    """Where a value lies on an axis, as a width out of 100."""
    return hundredths(scale.place(value))


@register.filter
def share_of(part: float, whole: float) -> str:
    """What part of a whole something is, as a width out of 100."""
    return f"{100 * part / whole:.1f}" if whole else "0"


@register.filter
def plus(one: float, other: float) -> float:
    """A sum."""
    return one + other


@register.filter
def french(told: str, decimals: int) -> str:
    """A number with a comma and so many decimals."""
    return f"{float(told):.{decimals}f}".replace(".", ",")


@register.filter(is_safe=True)
def capital(told: str) -> str:
    """A text with a capital; a coefficient's Greek letter stays as it is written everywhere."""
    return told if "\u0370" <= told[:1] <= "\u03ff" else told[:1].upper() + told[1:]


@register.filter
def coder(name: str) -> str:
    """A coder in a sentence: « la machine (v2) », « le consensus », « Ana »."""
    return visible(who(name))
