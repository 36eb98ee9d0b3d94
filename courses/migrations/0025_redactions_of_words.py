"""A redaction names titles and notes beside parts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0024_fill_codes_of_stopped_plans")]

    operations = [
        migrations.AddField(
            "redaction",
            "words",
            models.JSONField(
                blank=True, default=list, db_default=models.Value([], models.JSONField())
            ),
        ),
    ]
