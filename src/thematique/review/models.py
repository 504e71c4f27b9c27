"""The tables of the human data. Rows are never deleted: what no longer holds says since when."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from thematique.codings import Drawn, Verdict


class Role(models.TextChoices):
    """What a coder may do; each role may do what the one before may."""

    READER = "lecture", "lecture"
    REVIEWER = "relecture", "relecture"
    ADMINISTRATOR = "administration", "administration"


class Coder(AbstractBaseUser):
    """Someone who codes, by a name that is shown (fr. codeur·se); `consensus` is one that nobody is."""

    name = models.CharField(max_length=80, unique=True)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.READER)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "name"
    objects = BaseUserManager()


class Invitation(models.Model):
    """A link that lets a coder choose a password, once; only the digest of its token is kept."""

    coder = models.ForeignKey(Coder, models.PROTECT, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Attempt(models.Model):
    """A failed login, by the name that was given: what slows down the next ones."""

    name = models.CharField(max_length=80, db_index=True)
    at = models.DateTimeField()


class Anchored(models.Model):
    """Something that hangs on the words of a passage.

    `document`, `turn`, `segment`, `start` and `end` are where the words are now; `anchor` is what finds them again when
    the text is cut or pseudonymised anew; `lost` says why they were not found (the position is then the last known),
    and `proposal` where they may be, for a person to confirm.
    """

    document = models.CharField(max_length=255)
    turn = models.IntegerField()
    segment = models.IntegerField(null=True)
    start = models.IntegerField()
    end = models.IntegerField()
    anchor = models.JSONField()
    lost = models.CharField(max_length=80, default="", blank=True)
    proposal = models.JSONField(null=True)

    class Meta:
        abstract = True


class Reading(Anchored):
    """A passage that was put before a coder: how it was drawn and what could be seen (fr. lecture)."""

    coder = models.ForeignKey(Coder, models.PROTECT, related_name="readings")
    drawn = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Drawn])
    blind = models.BooleanField()
    model = models.CharField(max_length=80)
    shown_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["coder", "document", "segment"]),
            models.Index(fields=["document", "segment", "decided_at"]),
        ]


class Coding(Anchored):
    """A code given or refused (fr. codage); `standing` until the coder takes it back or decides otherwise.

    `given_code` is the code as it was called then; `code` follows the codebook.
    """

    coder = models.ForeignKey(Coder, models.PROTECT, related_name="codings")
    by = models.ForeignKey(Coder, models.PROTECT, null=True, related_name="+")
    reading = models.ForeignKey(Reading, models.PROTECT, null=True, related_name="codings")
    code = models.CharField(max_length=200, blank=True)
    given_code = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=6, choices=[(verdict.value, verdict.value) for verdict in Verdict])
    decided_at = models.DateTimeField()
    model = models.CharField(max_length=80, blank=True)
    score = models.FloatField(null=True)
    drawn = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Drawn])
    blind = models.BooleanField()
    standing = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["coder", "standing", "document", "segment"]),
            models.Index(fields=["document", "segment", "standing"]),
            models.Index(fields=["code", "standing"]),
        ]


class Memo(Anchored):
    """A free note on a passage, or on a code when `code` is given (fr. mémo); a new version ends the one before."""

    coder = models.ForeignKey(Coder, models.PROTECT, related_name="memos")
    code = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    written_at = models.DateTimeField()
    standing = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["document", "segment", "standing"])]


class Correction(Anchored):
    """A wish about pseudonymisation: words that still identify someone, or that were masked for nothing."""

    class Wish(models.TextChoices):
        """What the reader asks for."""

        MASK = "mask", "à masquer"
        UNMASK = "unmask", "masqué à tort"

    coder = models.ForeignKey(Coder, models.PROTECT, related_name="corrections")
    wish = models.CharField(max_length=6, choices=Wish.choices)
    asked_at = models.DateTimeField()
    standing = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True)


class CodebookVersion(models.Model):
    """The codebook as it was from one change to the next; `written` once codebook.toml says the same."""

    number = models.IntegerField(unique=True)
    toml = models.TextField()
    change = models.JSONField()
    coder = models.ForeignKey(Coder, models.PROTECT, null=True)
    made_at = models.DateTimeField()
    written = models.BooleanField(default=False)


class Entry(models.Model):
    """An act, in the journal: chained to the one before by its hash, never changed (triggers see to it)."""

    number = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    coder = models.CharField(max_length=80, db_index=True)
    action = models.CharField(max_length=20)
    content = models.TextField()
    act = models.CharField(max_length=40, null=True, unique=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)


class Head(models.Model):
    """The end of the journal, and what is proper to this study: one row, locked by whoever writes.

    `seed` decides which passages are drawn at random; `text` and `key` are the digests of the texts and of the key with
    which passages were last anchored.
    """

    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")
    seed = models.CharField(max_length=64)
    text = models.CharField(max_length=64, default="")
    key = models.CharField(max_length=64, default="")
