"""What happened to a learner is append-only, held by the database itself."""

from django.db import migrations

from core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_learner_road"), ("core", "0001_initial")]
    operations = [
        AppendOnly("courses_step"),
        AppendOnly("courses_grading"),
        AppendOnly("courses_completionevent"),
        AppendOnly("courses_certificate"),
        AppendOnly("courses_clausetraining"),
    ]
