"""What was contested, marked and decided stays; only decisions fill in, and words can be emptied."""

from django.db import migrations

from core.append_only import AppendOnly

DECIDED = ("state", "decided_by_id", "decided_at")


class Migration(migrations.Migration):
    dependencies = [("courses", "0008_judging_and_runs"), ("core", "0001_initial")]

    operations = [
        AppendOnly("courses_contest", mutable=("reason", "answer", *DECIDED)),
        AppendOnly("courses_failconfirmation", mutable=("reason", *DECIDED)),
        AppendOnly("courses_marking", mutable=("comment",)),
        AppendOnly("courses_latedecision"),
    ]
