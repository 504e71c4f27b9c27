"""French sentences with the answer marked inline: « j'ai vu <PER>Sophie Lambert</PER> à <LOC>Huy</LOC> »."""

import re

_TAG = re.compile(r"<(/?)([A-Z]+)>")


def plain(sentence: str) -> str:
    return _TAG.sub("", sentence)


def mark(text: str, spans: list[tuple[int, int, str]]) -> str:
    """`text` with its spans marked."""
    for start, end, kind in sorted(spans, reverse=True):
        text = f"{text[:start]}<{kind}>{text[start:end]}</{kind}>{text[end:]}"
    return text
