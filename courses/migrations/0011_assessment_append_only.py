"""Guard the new columns of steps and gradings as well."""

from django.db import migrations

from core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("courses", "0010_certainty_waiting_and_openings")]

    operations = [AppendOnly("courses_step"), AppendOnly("courses_grading")]
