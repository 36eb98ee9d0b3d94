"""A translated title and summary keep the digest of what they were made from."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0019_intakes")]

    operations = [
        migrations.AddField("course", "head_sources", models.JSONField(blank=True, default=dict)),
    ]
