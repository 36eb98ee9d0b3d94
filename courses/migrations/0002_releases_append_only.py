"""Make what was published unchangeable, except for withdrawal, redaction and retention."""

from django.db import migrations

from core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial"), ("core", "0001_initial")]

    operations = [
        AppendOnly("courses_draftedit"),
        AppendOnly("courses_part", mutable=("body", "size", "redacted_at")),
        AppendOnly("courses_candidate"),
        AppendOnly(
            "courses_release",
            mutable=("withdrawn_at", "withdrawn_by_id", "withdrawn_reason", "redacted_at"),
        ),
        AppendOnly("courses_redaction", mutable=("approved_at", "approved_by_id")),
        AppendOnly("courses_releasecitation"),
    ]
