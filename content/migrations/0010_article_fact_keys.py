"""An article remembers what its case calls each fact that it took in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0001_squashed_0009_guarded_words_removed"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="fact_keys",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
