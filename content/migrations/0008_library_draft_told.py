"""What the library told otherwise when a draft was refused."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0007_article_redactions_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="librarydraft",
            name="told",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
