"""What stopped a plan is kept as a code with data; rows written by older code have none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0022_extra_attempts")]

    operations = [
        migrations.AddField(
            "publishplan",
            "stopped",
            models.JSONField(
                blank=True, default=dict, db_default=models.Value({}, models.JSONField())
            ),
        ),
        migrations.AlterField("publishplan", "why", models.TextField(blank=True, db_default="")),
    ]
