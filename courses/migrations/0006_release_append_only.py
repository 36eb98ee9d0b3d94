"""Guard the new column of releases as well."""

from django.db import migrations

from core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_release_languages")]

    operations = [
        AppendOnly(
            "courses_release",
            mutable=("withdrawn_at", "withdrawn_by_id", "withdrawn_reason", "redacted_at"),
        ),
    ]
