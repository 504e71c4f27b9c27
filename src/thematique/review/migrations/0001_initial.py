"""The first tables of the human data."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Coder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lecture", "lecture"),
                            ("relecture", "relecture"),
                            ("administration", "administration"),
                        ],
                        default="lecture",
                        max_length=20,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(db_index=True, max_length=80)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.CharField(max_length=40)),
                ("coder", models.CharField(db_index=True, max_length=80)),
                ("action", models.CharField(max_length=20)),
                ("content", models.TextField()),
                ("act", models.CharField(max_length=40, null=True, unique=True)),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(default=0)),
                ("digest", models.CharField(default="", max_length=64)),
                ("seed", models.CharField(max_length=64)),
                ("text", models.CharField(default="", max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="CodebookVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField(unique=True)),
                ("toml", models.TextField()),
                ("change", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("written", models.BooleanField(default=False)),
                ("coder", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="review.coder")),
            ],
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.CharField(max_length=255)),
                ("turn", models.IntegerField()),
                ("segment", models.IntegerField(null=True)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                ("anchor", models.JSONField()),
                ("lost", models.CharField(blank=True, default="", max_length=80)),
                ("wish", models.CharField(choices=[("mask", "à masquer"), ("unmask", "masqué à tort")], max_length=6)),
                ("asked_at", models.DateTimeField()),
                ("standing", models.BooleanField(default=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="review.coder"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="review.coder"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.CharField(max_length=255)),
                ("turn", models.IntegerField()),
                ("segment", models.IntegerField(null=True)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                ("anchor", models.JSONField()),
                ("lost", models.CharField(blank=True, default="", max_length=80)),
                (
                    "drawn",
                    models.CharField(
                        choices=[
                            ("uncertain", "uncertain"),
                            ("rare", "rare"),
                            ("random", "random"),
                            ("chosen", "chosen"),
                            ("imported", "imported"),
                        ],
                        max_length=10,
                    ),
                ),
                ("blind", models.BooleanField()),
                ("model", models.CharField(max_length=80)),
                ("shown_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="readings", to="review.coder"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Coding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.CharField(max_length=255)),
                ("turn", models.IntegerField()),
                ("segment", models.IntegerField(null=True)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                ("anchor", models.JSONField()),
                ("lost", models.CharField(blank=True, default="", max_length=80)),
                ("code", models.CharField(blank=True, max_length=200)),
                ("given_code", models.CharField(blank=True, max_length=200)),
                ("verdict", models.CharField(choices=[("accept", "accept"), ("reject", "reject")], max_length=6)),
                ("decided_at", models.DateTimeField()),
                ("model", models.CharField(blank=True, max_length=80)),
                ("score", models.FloatField(null=True)),
                (
                    "drawn",
                    models.CharField(
                        choices=[
                            ("uncertain", "uncertain"),
                            ("rare", "rare"),
                            ("random", "random"),
                            ("chosen", "chosen"),
                            ("imported", "imported"),
                        ],
                        max_length=10,
                    ),
                ),
                ("blind", models.BooleanField()),
                ("standing", models.BooleanField(default=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="review.coder"
                    ),
                ),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="codings", to="review.coder"
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codings",
                        to="review.reading",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Memo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.CharField(max_length=255)),
                ("turn", models.IntegerField()),
                ("segment", models.IntegerField(null=True)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                ("anchor", models.JSONField()),
                ("lost", models.CharField(blank=True, default="", max_length=80)),
                ("code", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("standing", models.BooleanField(default=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "coder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memos", to="review.coder"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["document", "segment", "standing"], name="review_memo_documen_2882e7_idx")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(fields=["coder", "document", "segment"], name="review_read_coder_i_b8e148_idx"),
        ),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(fields=["document", "segment", "decided_at"], name="review_read_documen_aa5194_idx"),
        ),
        migrations.AddIndex(
            model_name="coding",
            index=models.Index(
                fields=["coder", "standing", "document", "segment"], name="review_codi_coder_i_c3a710_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="coding",
            index=models.Index(fields=["document", "segment", "standing"], name="review_codi_documen_57ff46_idx"),
        ),
        migrations.AddIndex(
            model_name="coding",
            index=models.Index(fields=["code", "standing"], name="review_codi_code_9a6276_idx"),
        ),
    ]
