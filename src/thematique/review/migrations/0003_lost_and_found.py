"""Where a lost passage may be, and which key the anchors were made with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("review", "0002_journal_only_grows"),
    ]

    operations = [
        migrations.AddField(
            model_name="coding",
            name="proposal",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="correction",
            name="proposal",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="head",
            name="key",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.AddField(
            model_name="memo",
            name="proposal",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="reading",
            name="proposal",
            field=models.JSONField(null=True),
        ),
    ]
