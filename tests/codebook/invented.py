"""Codebooks that nobody wrote: sound ones of any shape and any text."""

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import strategies as st

from thematique.codebook import Codebook
from thematique.codebook.content import HEAD, LISTS, TEXTS, normal
from thematique.records import Code

_ODD = st.sampled_from(
    ["« On se voit au café »", "à l'école, c'est « ça »", 'trois """ guillemets', "a\r\nb", "a\rb\n\n", "[a]\nname = 1",
     "\\", "\x00\x07\x7f", "\u2028\ufeff\u200f", "fin\\", "'''", "#", "\u00a0!", "𝔘", "\t x \t"]
)  # fmt: skip
any_texts = st.text(st.characters(codec="utf-8"), max_size=12) | _ODD
texts = any_texts.filter(str.strip)
keys = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,3}", fullmatch=True).filter(lambda key: key not in {*HEAD, *TEXTS, *LISTS})
_lists = st.lists(texts, max_size=2).map(tuple)
_several = st.lists(texts, unique_by=normal, max_size=2).map(tuple)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """A codebook as a file would give it: one to eight codes, at any depth."""
    paths: list[str] = []
    for key in draw(st.lists(keys, min_size=1, max_size=8)):
        under = draw(st.sampled_from(["", *paths]))
        path = f"{under}.{key}".lstrip(".")
        paths += [path] if path not in paths else []
    codes = [draw(_codes(path)) for path in _in_order(paths)]
    gathering = {path.rpartition(".")[0] for path in paths}
    codes = list(_without_repeats(codes))
    codes = [replace(code, codable=code.code not in gathering or bool(code.examples)) for code in codes]
    head = {key: draw(any_texts) for key in ("title", "language", "version", "description")}
    return Codebook(**head, sources=draw(st.lists(any_texts, max_size=2).map(tuple)), codes=tuple(codes))


@st.composite
def _codes(draw: st.DrawFn, path: str) -> Code:
    lists = {key: draw(_lists) for key in ("includes", "excludes", "expressions")}
    examples = {key: draw(_several) for key in ("examples", "counter_examples")}
    return Code(code=path, name=draw(texts), definition=draw(texts), **lists, **examples)


def _in_order(paths: list[str], under: str = "") -> Iterator[str]:
    """A theme before its children, which stay together."""
    for path in paths:
        if path.rpartition(".")[0] == under:
            yield path
            yield from _in_order(paths, path)


def _without_repeats(codes: list[Code]) -> Iterator[Code]:
    """The codes, each example in the first that has it."""
    seen: set[str] = set()
    for code in codes:
        kept: dict[str, tuple[str, ...]] = {}
        for key in ("examples", "counter_examples"):
            kept[key] = tuple(text for text in getattr(code, key) if normal(text) not in seen)
            seen |= {normal(text) for text in kept[key]}
        yield replace(code, examples=kept["examples"], counter_examples=kept["counter_examples"])
