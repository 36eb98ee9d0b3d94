"""Keep what was approved, and guard the new columns of candidates and releases."""

from django.db import migrations

from core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("courses", "0016_reviews_and_plans")]

    operations = [
        AppendOnly("courses_review", mutable=("candidate_id",)),
        AppendOnly(
            "courses_release",
            mutable=("withdrawn_at", "withdrawn_by_id", "withdrawn_reason", "redacted_at"),
        ),
        AppendOnly("courses_candidate"),
    ]
