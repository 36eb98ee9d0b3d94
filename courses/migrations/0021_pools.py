"""Named sets of questions in a bank: pools, and their history."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_organisation_keeps_retention"),
        ("courses", "0020_course_head_sources"),
    ]

    operations = [
        migrations.AlterField(
            model_name="itemversion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("settings", "Settings"),
                    ("outline", "Outline"),
                    ("lesson", "Lesson"),
                    ("lesson_text", "Text of a lesson"),
                    ("question", "Question"),
                    ("question_text", "Text of a question"),
                    ("pool", "Pool"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="Pool",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.CharField(max_length=64)),
                ("title", models.CharField(max_length=200)),
                (
                    "visibility",
                    models.CharField(
                        choices=[("internal", "as the course"), ("restricted", "restricted")],
                        default="internal",
                        max_length=16,
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pools",
                        to="courses.course",
                    ),
                ),
                (
                    "questions",
                    models.ManyToManyField(blank=True, related_name="pools", to="courses.question"),
                ),
                (
                    "restricted_units",
                    models.ManyToManyField(
                        blank=True, related_name="restricted_pools", to="accounts.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["course", "title", "uid"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("course", "uid"), name="courses_pool_uid_in_course"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("visibility__in", ["internal", "restricted"])),
                        name="courses_pool_visibility_known",
                    ),
                ],
            },
        ),
    ]
