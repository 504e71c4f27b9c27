"""Every address that the application answers, taken from its urls: a page that is added is attacked without being listed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from thematique.web.access import is_private, needed

# what an address may hold, by the name of its part, then by its kind: something that the small study has
_BY_NAME = {"document": "nord", "code": "tensions", "role": "lecture"}
_BY_KIND: Mapping[str, Any] = {
    "IntConverter": 1,
    "StringConverter": "nord",
    "PathConverter": "nord",
    "SlugConverter": "nord",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An address by its name, its parts with an example of each, and the least role that its view asks for.

    `private` says that it shows what identifies people: on most servers it does not exist at all.
    """

    name: str
    parts: Mapping[str, Any]
    role: str
    private: bool

    def address(self, **parts: Any) -> str:
        """The address with other parts than the examples."""
        return reverse(self.name, kwargs={**self.parts, **parts})

    def __str__(self) -> str:
        return self.name


def routes() -> list[Route]:
    """All of them; those without a declared role make this fail."""
    return [
        Route(
            name=str(pattern.name),
            parts={name: _example(name, kind) for name, kind in pattern.pattern.converters.items()},
            role=needed(pattern.callback),
            private=is_private(pattern.callback),
        )
        for pattern in patterns()
    ]


def patterns() -> Iterator[URLPattern]:
    """The patterns of the urls, those that are included too."""
    yield from _within(get_resolver())


def _within(resolver: URLResolver) -> Iterator[URLPattern]:
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from _within(found)
        else:
            yield found


def _example(name: str, kind: object) -> Any:
    return _BY_NAME.get(name, _BY_KIND[type(kind).__name__])
