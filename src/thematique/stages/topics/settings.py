"""What the researcher may choose of the topics."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How topics are found.

    Attributes:
        n_topics: how many to look for; 0 lets the size and the shape of the corpus decide.
        min_size: segments that make a topic, at least.
        min_probability: a segment that belongs less surely to its topic stays outside of all.
        max_outliers: the largest share of segments that may stay outside; above it, the surest of them are kept in.
        n_keywords: words that describe a topic.
        stop_words: words that say nothing in this study, besides those of the shipped list.
        n_reruns: how many times the search is run again to see whether a topic comes back.
        seed: of every draw.
    """

    n_topics: Annotated[int, Field(ge=0, le=1000)] = 0
    min_size: Annotated[int, Field(ge=2)] = 3
    min_probability: Annotated[float, Field(ge=0, le=1)] = 0.5
    max_outliers: Annotated[float, Field(ge=0, le=1)] = 0.25
    n_keywords: Annotated[int, Field(ge=3, le=30)] = 10
    stop_words: tuple[str, ...] = ()
    n_reruns: Annotated[int, Field(ge=1, le=100)] = 5
    seed: Annotated[int, Field(ge=0)] = 0
