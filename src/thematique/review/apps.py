"""The Django application of the human data."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Human data: codings, coders, memos, journal."""

    name = "thematique.review"
    label = "review"
    verbose_name = "relecture"
