"""Titles and notes of a release, and the draft behind it, can be emptied by a redaction."""

from django.db import migrations

from core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial"), ("courses", "0025_redactions_of_words")]

    operations = [
        AppendOnly("courses_redaction", mutable=("approved_at", "approved_by_id")),
        AppendOnly("courses_candidate", mutable=("manifest", "draft")),
        AppendOnly(
            "courses_release",
            mutable=(
                "withdrawn_at",
                "withdrawn_by_id",
                "withdrawn_reason",
                "redacted_at",
                "notes",
            ),
        ),
    ]
